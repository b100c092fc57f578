"""`ninefold retention`: show what is old enough to be deleted, and delete it with --apply."""

import argparse

from django.conf import settings
from django.utils import timezone

from ninefold.feedback.actions.retention import delete_ripe, what_is_ripe
from ninefold.feedback.queries.retention import Ripe, Rule
from ninefold.site.terminal import Subparsers, operator, print_table
from ninefold.site.traces import forget_deleted


def add_parser(subparsers: Subparsers) -> None:
    """Describe the command."""
    about = "show what is old enough to be deleted, and delete it with --apply"
    parser = subparsers.add_parser("retention", help=about, description=__doc__)
    parser.add_argument("--apply", action="store_true", help="delete it; without this nothing is changed")


def run(args: argparse.Namespace) -> int:
    """Do what was asked. A run that is broken off is taken up by the next."""
    at = timezone.now()
    if not args.apply:
        print_table(("what", "kept for", "counted from", "older", "oldest"), [_line(one) for one in what_is_ripe(at)])
        print("Nothing was deleted. `ninefold retention --apply` deletes what is older, for good.")
        return 0
    for rule, count in delete_ripe(by=operator(), at=at):
        print(f"{rule.what}: {count} deleted", flush=True)
    say_what_lingers(forget_deleted())
    return 0


def say_what_lingers(tables: list[str]) -> None:
    """Say which tables were busy, so that deleted rows are still in their files."""
    if tables:
        print(f"Deleted rows are still in the files of: {', '.join(tables)}. They were busy; run this again later.")


def _line(one: Ripe) -> tuple[object, ...]:
    oldest = "" if one.oldest is None else f"{one.oldest:%d %B %Y}"
    return one.rule.what, kept_for(one.rule), one.rule.counted_from, len(one.numbers), oldest


def kept_for(rule: Rule) -> str:
    """How long things of this kind are kept, as this installation is set."""
    return f"{settings.KEEP_MONTHS[rule.months]} months" if rule.months else "six months"
