"""`ninefold programme`: list, add and rename programmes."""

import argparse

from django.utils import timezone

from ninefold.accounts.actions.places import create_programme, rename_programme
from ninefold.accounts.models import Programme
from ninefold.site.finding import find_organisation, find_programme
from ninefold.site.terminal import Subparsers, operator, print_table


def add_parser(subparsers: Subparsers) -> None:
    """Describe the command."""
    parser = subparsers.add_parser("programme", help="list, add and rename programmes", description=__doc__)
    actions = parser.add_subparsers(title="actions", metavar="ACTION", dest="action", required=True)
    actions.add_parser("list", help="list them, with their numbers")
    add = actions.add_parser("add", help="add one")
    add.add_argument("name")
    add.add_argument("--organisation", required=True, help="its ODS code, name or number")
    edit = actions.add_parser("edit", help="give one another name")
    edit.add_argument("programme", help="its name or number")
    edit.add_argument("--name", required=True, help="the new name")


def run(args: argparse.Namespace) -> int:
    """Do what was asked."""
    by, at = operator(), timezone.now()
    if args.action == "add":
        organisation = find_organisation(args.organisation)
        programme = create_programme(organisation=organisation, name=args.name, by=by, at=at)
        print(f"Added the programme {programme} of {organisation}.")
    elif args.action == "edit":
        programme = find_programme(args.programme)
        rename_programme(programme=programme, name=args.name, by=by, at=at)
        print(f"The programme is called {programme} now.")
    else:
        programmes = Programme.objects.select_related("organisation").order_by("organisation__name", "name")
        print_table(
            ("no.", "programme", "organisation"),
            [(programme.pk, programme, programme.organisation) for programme in programmes],
        )
    return 0
