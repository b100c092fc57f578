"""`ninefold person`: list, add and edit people."""

import argparse

from django.db import transaction
from django.utils import timezone

from ninefold.accounts.actions.people import Home, change_address, create_person, move_person, rename_person
from ninefold.accounts.models import Person
from ninefold.core.errors import NinefoldError
from ninefold.site.finding import find_organisation, find_person, find_region
from ninefold.site.terminal import Subparsers, operator, print_table


def add_parser(subparsers: Subparsers) -> None:
    """Describe the command."""
    parser = subparsers.add_parser("person", help="list, add and edit people", description=__doc__)
    actions = parser.add_subparsers(title="actions", metavar="ACTION", dest="action", required=True)
    actions.add_parser("list", help="list them")
    add = actions.add_parser("add", help="add one")
    add.add_argument("email")
    add.add_argument("--name", required=True)
    edit = actions.add_parser("edit", help="rename one, or give them another address or home")
    edit.add_argument("email")
    edit.add_argument("--name", help="the new name")
    edit.add_argument("--new-email", help="the new address")
    for action in (add, edit):
        home = action.add_mutually_exclusive_group()
        home.add_argument("--organisation", help="where they are at home: ODS code, name or number")
        home.add_argument("--region", help="for who pays for themselves: its name or number")


def run(args: argparse.Namespace) -> int:
    """Do what was asked."""
    if args.action == "add":
        person = create_person(email=args.email, name=args.name, home=_home(args), by=operator(), at=timezone.now())
        print(f"Added {person}, {person.email}.")
    elif args.action == "edit":
        person = _edit(args)
        print(f"Changed {person}, {person.email}.")
    else:
        people = Person.objects.get_queryset().select_related("organisation", "region").order_by("email")
        print_table(
            ("e-mail", "name", "at home in"),
            [(person.email, person, person.organisation or person.region or "") for person in people],
        )
    return 0


@transaction.atomic
def _edit(args: argparse.Namespace) -> Person:
    """Every change that was asked for, or none of them."""
    person, home = find_person(args.email), _home(args)
    if args.name is None and args.new_email is None and home is None:
        raise NinefoldError("Say what to change: --name, --new-email, --organisation or --region.")
    by, at = operator(), timezone.now()
    if args.name is not None:
        rename_person(person=person, name=args.name, by=by, at=at)
    if args.new_email is not None:
        change_address(person=person, email=args.new_email, by=by, at=at)
    if home is not None:
        move_person(person=person, home=home, by=by, at=at)
    return person


def _home(args: argparse.Namespace) -> Home | None:
    if args.organisation is not None:
        return find_organisation(args.organisation)
    return None if args.region is None else find_region(args.region)
