"""How everybody on a register of ten thousand stands on a day: from the rows of the database to the standings.

Run: .venv/bin/python bench/standing.py [HOW MANY]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from measure import machine, table

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from tests.support.site import environment_of, migrate, run_in

RUNS = 7
MADE = """
from datetime import timedelta
from django.utils import timezone
from ninefold.academy.models import Evidence, Leave, Registration
from ninefold.accounts.models import Person
from tests.world import make_world
world, now = make_world(), timezone.now()
count = int(sys.argv[1])
people = Person.objects.get_queryset().bulk_create(
    Person(email=f"f{number}@example.org", name=f"Facilitator {number}", organisation=world.trent)
    for number in range(count)
)
entries = Registration.objects.bulk_create(Registration(person=person, entered_at=now) for person in people)
def day(number, back):
    return now.date() - timedelta(days=back + number % 300)
Evidence.objects.bulk_create(
    Evidence(registration=entry, kind=kind, happened_on=day(number, back), entered_at=now)
    for number, entry in enumerate(entries)
    for kind, back in (("accredited", 900), ("feedback_session", 500), ("feedback_session", 200), ("refresher", 60))
)
Leave.objects.bulk_create(
    Leave(registration=entry, starts_on=day(number, 100), ends_on=day(number, 40))
    for number, entry in enumerate(entries) if number % 10 == 0
)
print(json.dumps(Evidence.objects.count()))
"""
READ = """
import statistics, time
from collections import Counter
from django.utils import timezone
from ninefold.academy.models import Registration
from ninefold.academy.queries.standings import positions
today, times = timezone.now().date(), []
for _run in range(int(sys.argv[1]) + 1):
    begin = time.perf_counter()
    found = Counter(position.standing for position in positions(Registration.objects.all(), today).values())
    times.append(time.perf_counter() - begin)
print(json.dumps([statistics.median(times[1:]), max(times[1:]), sum(found.values()), len(found)]))
"""


def main() -> None:
    """Print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        environment = environment_of(Path(folder))
        migrate(environment)
        rows = run_in(environment, MADE, str(count))
        median, slowest, entries, kinds = run_in(environment, READ, str(RUNS))
    print(f"{machine()}; SQLite, {entries} entries with {rows} pieces of evidence, {kinds} standings; {RUNS} runs")
    table(("what", "median, s", "slowest, s"), [("standing of all today", f"{median:.2f}", f"{slowest:.2f}")])


if __name__ == "__main__":
    main()
