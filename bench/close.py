"""How long it takes to close a round of 30 who answered the full form with comments, on durable databases.

Run: .venv/bin/python bench/close.py [--runs 9] [--raters 30] [--others 3]

Closing is all that happens at the closing date: every answer is opened, what may be shown is worked out and counted
again, stored, the answers and the mail are deleted, and the key is destroyed. Clearing the files of what was deleted is
done by the worker afterwards; it grows with what other rounds have open.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from measure import machine, table

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.support.postgres import keys_address, running_postgres  # noqa: E402 - from the checkout
from tests.support.site import environment_of, migrate, run_in  # noqa: E402

PARTS = {"disclose": "under 20", "count again": "", "close": "under 150", "clear": ""}


def main() -> None:
    """Print the table."""
    asked = _arguments()
    print(
        f"{machine()}; {asked.raters} raters and the participant, full form with comments, {asked.others} other rounds "
        f"open; medians of {asked.runs}, ms"
    )
    found = {}
    with ExitStack() as running:
        for name, environment in _installations(running):
            migrate(environment)
            measure = f"measured({asked.runs}, {asked.raters}, {asked.others})"
            found[name] = run_in(environment, f"from load import closings\nprint(json.dumps(closings.{measure}))")
    rows = [(part, *(f"{found[name][part]:.1f}" for name in found), wanted) for part, wanted in PARTS.items()]
    table(("part", *found, "asked for"), rows)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=9, help="how many closings (default: %(default)s)")
    parser.add_argument("--raters", type=int, default=30, help="how many raters (default: %(default)s)")
    parser.add_argument("--others", type=int, default=3, help="how many rounds stay open (default: %(default)s)")
    return parser.parse_args()


def _installations(running: ExitStack) -> Iterator[tuple[str, dict[str, str]]]:
    """An empty installation on each database."""
    for name in ("SQLite", "PostgreSQL"):
        folder = Path(running.enter_context(tempfile.TemporaryDirectory(prefix="ninefold-bench-")))
        address = running.enter_context(running_postgres(durable=True)) if name == "PostgreSQL" else ""
        environment = environment_of(folder, address, keys_address(address) if address else "")
        environment["PYTHONPATH"] += os.pathsep.join(["", str(ROOT / "bench")])
        yield name, environment


if __name__ == "__main__":
    main()
