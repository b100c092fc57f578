"""`ninefold care`: say whom people turn to, and how lists of raters are checked."""

import argparse

from django.utils import timezone

from ninefold.accounts.actions.care import set_care, set_list_rules
from ninefold.accounts.models import Organisation, Region
from ninefold.site.finding import find_organisation, find_region
from ninefold.site.terminal import Subparsers, operator


def add_parser(subparsers: Subparsers) -> None:
    """Describe the command."""
    about = "say whom people turn to, and how lists of raters are checked"
    parser = subparsers.add_parser("care", help=about, description=__doc__)
    actions = parser.add_subparsers(title="actions", metavar="ACTION", dest="action", required=True)
    for action, place in (("organisation", "its ODS code, name or number"), ("region", "its name or number")):
        care = actions.add_parser(action, help=f"what this {action} offers; nothing can be started there before")
        care.add_argument("place", help=place)
        care.add_argument("--speak-up", required=True, help="where to report danger or bullying")
        care.add_argument("--support", required=True, help="where to turn after a report that is hard to read")
        care.add_argument("--ask-name", required=True, help="somebody to ask who is nobody's manager there")
        care.add_argument("--ask-email", required=True, help="their address")
    lists = actions.add_parser("lists", help="how an organisation has lists of raters checked")
    lists.add_argument("place", help="its ODS code, name or number")
    lists.add_argument("--mail-domains", default="", help="where its people have addresses, with commas")
    lists.add_argument("--check-every-list", action="store_true", help="also where the program finds nothing")


def run(args: argparse.Namespace) -> int:
    """Do what was asked."""
    by, at = operator(), timezone.now()
    if args.action == "lists":
        organisation = find_organisation(args.place)
        set_list_rules(
            organisation=organisation,
            mail_domains=args.mail_domains.split(","),
            every_list_checked=args.check_every_list,
            by=by,
            at=at,
        )
        print(f"Lists of raters at {organisation} are checked so from now on.")
        return 0
    place: Organisation | Region = (find_region if args.action == "region" else find_organisation)(args.place)
    set_care(
        place=place,
        speak_up=args.speak_up,
        support=args.support,
        ask_name=args.ask_name,
        ask_email=args.ask_email,
        by=by,
        at=at,
    )
    print(f"People who take part at {place} are told so from now on.")
    return 0
