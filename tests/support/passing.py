"""Letting days pass on a running site: nobody can wait for them, and the product has no way to hurry."""

from collections.abc import Mapping

from tests.support.site import run_in

# Every instant and date moves into the past by a day, which is what a night looks like from the next morning; then
# the worker's own jobs are done, as by one more worker. What browsers and workers remember of now stays as it is.
SCRIPT = """
from datetime import timedelta
from django.apps import apps
from django.db import models, transaction
from django.db.models.functions import Cast
from django.utils import timezone
from ninefold.site.jobs import JOBS

ROOMS = ("accounts", "feedback")
DAY = timedelta(days=1)

def a_day_earlier(table):
    for field in table._meta.concrete_fields:
        if isinstance(field, models.DateTimeField):
            yield field.name, models.F(field.name) - DAY
        elif isinstance(field, models.DateField):
            yield field.name, Cast(models.F(field.name) - DAY, models.DateField())

@transaction.atomic
def sleep():
    for room in ROOMS:
        for table in apps.get_app_config(room).get_models():
            if table.__name__.startswith("Audit"):
                continue  # nothing hangs on when it was, and it is chained as it was
            moved = dict(a_day_earlier(table))
            if moved:
                models.QuerySet(table).update(**moved)

for _night in range(int(sys.argv[1])):
    sleep()
    at = timezone.now()
    for job in JOBS:
        while job.name == "do what is due in 360s" and job.run(at):
            pass
        job.run(at)
print("null")
"""


def let_days_pass(environment: Mapping[str, str], days: int) -> None:
    """Make it so many days later on this installation, with all that the worker does on each of them."""
    run_in(environment, SCRIPT, str(days))
