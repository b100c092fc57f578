"""`ninefold region`: list, add and rename regions, and name whom to ask there."""

import argparse

from django.utils import timezone

from ninefold.accounts.actions.contact import set_contact
from ninefold.accounts.actions.places import create_region, rename_region
from ninefold.accounts.models import Region
from ninefold.site.finding import find_nation, find_region
from ninefold.site.terminal import Subparsers, operator, print_table


def add_parser(subparsers: Subparsers) -> None:
    """Describe the command."""
    parser = subparsers.add_parser("region", help="list, add and edit regions", description=__doc__)
    actions = parser.add_subparsers(title="actions", metavar="ACTION", dest="action", required=True)
    actions.add_parser("list", help="list them, with their numbers")
    add = actions.add_parser("add", help="add one")
    add.add_argument("name")
    add.add_argument("--nation", required=True, help="its name or number")
    edit = actions.add_parser("edit", help="give one another name")
    edit.add_argument("region", help="its name or number")
    edit.add_argument("--name", required=True, help="the new name")
    contact = actions.add_parser("contact", help="name whom anybody may ask about the service there, on /contact/")
    contact.add_argument("region", help="its name or number")
    contact.add_argument("--name", default="", help="of a person; without any of these nobody is named any more")
    contact.add_argument("--email", default="", help="their address")
    contact.add_argument("--phone", default="", help="their telephone number")


def run(args: argparse.Namespace) -> int:
    """Do what was asked."""
    by, at = operator(), timezone.now()
    if args.action == "add":
        region = create_region(nation=find_nation(args.nation), name=args.name, by=by, at=at)
        print(f"Added the region {region}.")
    elif args.action == "edit":
        region = find_region(args.region)
        rename_region(region=region, name=args.name, by=by, at=at)
        print(f"The region is called {region} now.")
    elif args.action == "contact":
        region = find_region(args.region)
        set_contact(region=region, name=args.name, email=args.email, phone=args.phone, by=by, at=at)
        print(f"{region.contact_name or 'Nobody'} is named as whom to ask in {region} now.")
    else:
        regions = Region.objects.select_related("nation").order_by("nation__name", "name")
        rows = [(region.pk, region, region.nation, region.contact_name) for region in regions]
        print_table(("no.", "region", "nation", "contact"), rows)
    return 0
