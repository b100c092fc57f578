"""`ninefold organisation`: list, add and edit organisations."""

import argparse

from django.db import transaction
from django.utils import timezone

from ninefold.accounts.actions.places import (
    create_organisation,
    move_organisation,
    rename_organisation,
    set_ods_code,
)
from ninefold.accounts.models import Organisation
from ninefold.core.errors import NinefoldError
from ninefold.site.finding import find_organisation, find_region
from ninefold.site.terminal import Subparsers, operator, print_table


def add_parser(subparsers: Subparsers) -> None:
    """Describe the command."""
    parser = subparsers.add_parser("organisation", help="list, add and edit organisations", description=__doc__)
    actions = parser.add_subparsers(title="actions", metavar="ACTION", dest="action", required=True)
    actions.add_parser("list", help="list them, with their numbers")
    add = actions.add_parser("add", help="add one")
    add.add_argument("name")
    add.add_argument("--region", required=True, help="its name or number")
    add.add_argument("--ods-code", default="", help="such as R1A")
    edit = actions.add_parser("edit", help="rename one, move it, or set its ODS code")
    edit.add_argument("organisation", help="its ODS code, name or number")
    edit.add_argument("--name", help="the new name")
    edit.add_argument("--region", help="the region it moves to, by name or number")
    edit.add_argument("--ods-code", help="the new code; '' for none")


def run(args: argparse.Namespace) -> int:
    """Do what was asked."""
    if args.action == "add":
        organisation = create_organisation(
            region=find_region(args.region), name=args.name, ods_code=args.ods_code, by=operator(), at=timezone.now()
        )
        print(f"Added the organisation {organisation}.")
    elif args.action == "edit":
        print(f"Changed the organisation {_edit(args)}.")
    else:
        organisations = Organisation.objects.select_related("region").order_by("region__name", "name")
        print_table(
            ("no.", "organisation", "ODS code", "region"),
            [(place.pk, place, place.ods_code, place.region) for place in organisations],
        )
    return 0


@transaction.atomic
def _edit(args: argparse.Namespace) -> Organisation:
    """Every change that was asked for, or none of them."""
    if args.name is None and args.region is None and args.ods_code is None:
        raise NinefoldError("Say what to change: --name, --region or --ods-code.")
    organisation = find_organisation(args.organisation)
    by, at = operator(), timezone.now()
    if args.region is not None:
        move_organisation(organisation=organisation, region=find_region(args.region), by=by, at=at)
    if args.name is not None:
        rename_organisation(organisation=organisation, name=args.name, by=by, at=at)
    if args.ods_code is not None:
        set_ods_code(organisation=organisation, ods_code=args.ods_code, by=by, at=at)
    return organisation
