"""How long it takes to work out how thousands of facilitators stand on the register, on one day, from all evidence.

Run: .venv/bin/python bench/standing.py [--people 10000] [--runs 7]

Nothing of a standing is stored, so this is what a list of a whole nation costs: reading every entry with its evidence
and leave, and walking through each.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from measure import machine, table

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.support.postgres import keys_address, running_postgres  # noqa: E402 - from the checkout
from tests.support.site import environment_of, migrate, run_in  # noqa: E402

DAYS = ("today", "three years ago")
WANTED = "under 1000"


def main() -> None:
    """Print the table."""
    asked = _arguments()
    found = {}
    with ExitStack() as running:
        for name in ("SQLite", "PostgreSQL"):
            folder = Path(running.enter_context(tempfile.TemporaryDirectory(prefix="ninefold-bench-")))
            address = running.enter_context(running_postgres(durable=True)) if name == "PostgreSQL" else ""
            environment = environment_of(folder, address, keys_address(address) if address else "")
            environment["PYTHONPATH"] += os.pathsep.join(["", str(ROOT / "bench")])
            migrate(environment)
            measure = f"measured({asked.people}, {asked.runs})"
            found[name] = run_in(environment, f"from load import standings\nprint(json.dumps(standings.{measure}))")
    data = found["SQLite"]
    shape = "{entries} entries, {evidence} pieces of evidence, {leave} times of leave, {queries} queries"
    print(f"{machine()}; {shape.format(**data)}; medians of {asked.runs}, ms")
    stand = [key for key in data if key not in (*DAYS, "entries", "evidence", "leave", "queries") and data[key]]
    print("; ".join(f"{key.replace('_', ' ')} {data[key]}" for key in stand))
    table(("day", *found, "asked for"), [(day, *(f"{found[name][day]:.0f}" for name in found), WANTED) for day in DAYS])


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=10_000, help="how many facilitators (default: %(default)s)")
    parser.add_argument("--runs", type=int, default=7, help="how many times (default: %(default)s)")
    return parser.parse_args()


if __name__ == "__main__":
    main()
