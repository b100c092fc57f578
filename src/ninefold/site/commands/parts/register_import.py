"""`ninefold register import`: bring in a register that was kept elsewhere; without --apply, show what it would do."""

import argparse
from datetime import date
from pathlib import Path

from django.utils import timezone

from ninefold.academy.actions.register_import import check_lapses_before, import_register
from ninefold.academy.queries.register_import import does, plan_import
from ninefold.academy.queries.standing import word_for
from ninefold.core.errors import NinefoldError
from ninefold.core.london import london_date
from ninefold.core.register_file import RegisterFile, read_register
from ninefold.core.table_file import read_table
from ninefold.site.finding import find_region
from ninefold.site.terminal import Subparsers, operator, print_table


def add_action(actions: Subparsers) -> None:
    """Describe it among the actions of `ninefold register`."""
    parser = actions.add_parser(
        "import", help="bring in a register kept elsewhere; shows it first", description=__doc__
    )
    parser.add_argument("file", type=Path, help="CSV or XLSX; its first row names the columns")
    parser.add_argument("--region", default="", help="where new people are at home whose row does not say")
    parser.add_argument("--nobody-lapses-before", default="", metavar="DAY", help="nobody is out of practice before")
    parser.add_argument("--leave-out", action="store_true", help="leave out rows with faults, and bring in the others")
    parser.add_argument("--apply", action="store_true", help="do it; without this it is only shown")


def run(args: argparse.Namespace) -> int:
    """Show what the file would do, or do it."""
    at, by = timezone.now(), operator()
    file = _read(args.file, london_date(at))
    region = find_region(args.region) if args.region else None
    lapses = _day(args.nobody_lapses_before) if args.nobody_lapses_before else None
    check_lapses_before(lapses, at)
    if args.apply:
        told = import_register(
            file=file, by=by, at=at, region=region, nobody_lapses_before=lapses, leave_out=args.leave_out
        )
        print(f"Brought in: {told.changed} rows changed something, {told.new} new people, {told.left_out} left out.")
        return 0
    plan = plan_import(file, by=by, region=region, nobody_lapses_before=lapses, on=london_date(at))
    if file.ignored:
        print(f"Columns that are not read: {', '.join(file.ignored)}.")
    for fault in plan.faults:
        print(f"Row {fault.number}: {fault.what}")
    print(f"By the rules alone {len(plan.out)} would not be accredited:")
    print_table(
        ("name", "by the rules alone", "as this is brought in", "accredited until"),
        [
            (
                step.row.name,
                word_for(step.by_itself.standing),
                word_for(step.after.standing),
                step.after.holds_until or "",
            )
            for step in plan.out
        ],
    )
    print_table(
        ("row", "e-mail", "what it does"), [(step.row.number, step.row.email, does(step)) for step in plan.steps]
    )
    print("Nothing is kept yet. With --apply it is.")
    return 2 if plan.faults and not args.leave_out else 0


def _read(path: Path, today: date) -> RegisterFile:
    try:
        return read_register(read_table(path.read_bytes()), today)
    except OSError as error:
        raise NinefoldError(f"{path} cannot be read: {error.strerror}.") from error


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise NinefoldError(f"“{text}” should be a day such as 2026-03-31.") from error
