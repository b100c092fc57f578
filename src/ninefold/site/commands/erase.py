"""`ninefold erase`: show what is held of a person, and erase them with --apply."""

import argparse

from django.utils import timezone

from ninefold.core.errors import NinefoldError
from ninefold.feedback.actions.erasure import erase
from ninefold.feedback.queries.erasure import held_of, obstacles, what_goes, what_stays
from ninefold.site.commands.retention import say_what_lingers
from ninefold.site.terminal import Subparsers, operator
from ninefold.site.traces import forget_deleted


def add_parser(subparsers: Subparsers) -> None:
    """Describe the command."""
    about = "show what is held of a person, and erase them with --apply"
    parser = subparsers.add_parser("erase", help=about, description=__doc__)
    parser.add_argument("email", help="any of their addresses")
    parser.add_argument("--apply", action="store_true", help="erase them; without this nothing is changed")


def run(args: argparse.Namespace) -> int:
    """Do what was asked."""
    if args.apply:
        erase(email=args.email, by=operator(), at=timezone.now())
        say_what_lingers(forget_deleted())
        print("Erased. Backups made before hold it until later ones take their place.")
        return 0
    held = held_of(args.email)
    if held.nowhere:
        raise NinefoldError(f"Nothing is held of anybody with the address “{args.email}”.")
    parts = (
        ("Would be removed", what_goes(held)),
        ("Would be kept", what_stays(held)),
        ("Has to be done first", obstacles(held)),
    )
    for title, lines in parts:
        if lines:
            print(f"{title}:", *(f"- {line}" for line in lines), sep="\n")
    print("Nothing was changed. Make sure that it is they who ask; `ninefold erase … --apply` cannot be undone.")
    return 0
