"""`ninefold bounce`: take a delivery report from the mail server, and tell who waits for that mail."""

import argparse
import sys
from pathlib import Path

from django.db import DatabaseError, InterfaceError
from django.utils import timezone

from ninefold.accounts.bounces import MOST_READ, Outcome, read_maildir, take_report
from ninefold.core.errors import NinefoldError
from ninefold.site.terminal import Subparsers

SAID = {
    Outcome.CAME_BACK: "A mail came back.",
    Outcome.NOBODY_WAITS: "Left alone: nobody waits for the mail that came back.",
    Outcome.NOT_OURS: "Left alone: it is about no mail of ours.",
    Outcome.NO_FAILURE: "Left alone: it reports no mail that failed.",
    Outcome.UNREADABLE: "Left alone: it cannot be read.",
}
TRY_AGAIN = 75  # EX_TEMPFAIL: a mail server keeps the report and pipes it to us later


def add_parser(subparsers: Subparsers) -> None:
    """Describe the command."""
    parser = subparsers.add_parser(
        "bounce", help="take a delivery report from the mail server", description=f"{__doc__} Reads it from a pipe."
    )
    parser.add_argument("--maildir", metavar="DIR", type=Path, help="read every new one in this Maildir instead")


def run(args: argparse.Namespace) -> int:
    """Take what is there. What is no report of ours is left alone, and is no fault."""
    at = timezone.now()
    if args.maildir is not None:
        try:
            for outcome in read_maildir(args.maildir, at):
                print(SAID[outcome])
        except OSError as error:
            raise NinefoldError(f"{args.maildir} is no Maildir that can be read and written.") from error
        return 0
    report = sys.stdin.buffer.read(MOST_READ)
    while sys.stdin.buffer.read(MOST_READ):
        pass  # a mail server that cannot hand over the rest would take that for a failure
    try:
        print(SAID[take_report(report, at)])
    except (DatabaseError, InterfaceError):
        print("The database does not answer; the report is to be kept and given again.", file=sys.stderr)
        return TRY_AGAIN
    return 0
