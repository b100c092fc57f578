"""`ninefold backup`: write all of the main database, and no keys, to a new file."""

import argparse
from pathlib import Path

from django.utils import timezone

from ninefold.site.terminal import Subparsers
from ninefold.site.upkeep.backing_up import write_backup


def add_parser(subparsers: Subparsers) -> None:
    """Describe the command."""
    about = "write all of the main database, and no keys, to a new file"
    parser = subparsers.add_parser("backup", help=about, description=__doc__)
    parser.add_argument("file", type=Path, metavar="FILE", help="the file to write, as: 2026-11-24.ninefold")


def run(args: argparse.Namespace) -> int:
    """Write it. The site and its worker may run meanwhile."""
    made = write_backup(args.file, timezone.now())
    print(f"{args.file}: {made.rows} rows of {len(made.tables)} tables, as they were at {made.made_at}.")
    print("The keys of what is open and the secret key are not in it: see docs/running.md.")
    return 0
