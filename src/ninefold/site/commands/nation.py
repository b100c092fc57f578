"""`ninefold nation`: list and add nations."""

import argparse

from django.utils import timezone

from ninefold.accounts.actions.places import create_nation
from ninefold.accounts.models import Nation
from ninefold.site.terminal import Subparsers, operator, print_table


def add_parser(subparsers: Subparsers) -> None:
    """Describe the command."""
    parser = subparsers.add_parser("nation", help="list and add nations", description=__doc__)
    actions = parser.add_subparsers(title="actions", metavar="ACTION", dest="action", required=True)
    actions.add_parser("list", help="list them, with their numbers")
    add = actions.add_parser("add", help="add one")
    add.add_argument("name")


def run(args: argparse.Namespace) -> int:
    """Do what was asked."""
    if args.action == "add":
        nation = create_nation(name=args.name, by=operator(), at=timezone.now())
        print(f"Added the nation {nation}.")
    else:
        print_table(("no.", "nation"), [(nation.pk, nation.name) for nation in Nation.objects.order_by("name")])
    return 0
