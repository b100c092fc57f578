"""`ninefold register`: enter evidence on the register of facilitators, and show how somebody stands on a day."""

import argparse
from datetime import date

from django.utils import timezone

from ninefold.academy.actions.register import enter_evidence
from ninefold.academy.models import Evidence, Registration
from ninefold.academy.queries.standing import entry_of
from ninefold.core.errors import NinefoldError
from ninefold.core.london import london_date
from ninefold.site.commands.parts import register_import
from ninefold.site.finding import find_person
from ninefold.site.terminal import Subparsers, operator, print_table


def add_parser(subparsers: Subparsers) -> None:
    """Describe the command."""
    about = "enter evidence on the register of facilitators, and show how somebody stands"
    parser = subparsers.add_parser("register", help=about, description=__doc__)
    actions = parser.add_subparsers(title="actions", metavar="ACTION", dest="action", required=True)
    enter = actions.add_parser("enter", help="enter what happened elsewhere; what happens here enters itself")
    enter.add_argument("email", help="of the facilitator")
    enter.add_argument("kind", choices=[kind.value for kind in Evidence.Kind], help="what happened")
    enter.add_argument("day", help="when, such as 2026-03-31")
    enter.add_argument("--percent", type=int, help="the result of an assessment")
    enter.add_argument("--about", default="", help="what a CPD session or refresher was: its title, and who held it")
    enter.add_argument("--counts", action="store_true", help="a CPD session counts as one feedback session")
    show = actions.add_parser("show", help="how somebody stands, and what it follows from")
    show.add_argument("email", help="of the facilitator")
    show.add_argument("--on", default="", metavar="DAY", help="on a day past or to come; without it today")
    register_import.add_action(actions)


def run(args: argparse.Namespace) -> int:
    """Do what was asked."""
    if args.action == "import":
        return register_import.run(args)
    person, at = find_person(args.email), timezone.now()
    if args.action == "enter":
        kind, day = Evidence.Kind(args.kind), _day(args.day)
        said = {"percent": args.percent, "about": args.about, "counts": args.counts}
        enter_evidence(person=person, kind=kind, happened_on=day, **said, by=operator(), at=at)
        print(f"Entered for {person}: {kind.label}, {day}.")
        return 0
    day = _day(args.on) if args.on else london_date(at)
    entry = entry_of(Registration.objects.filter(person=person).first(), day)
    print(f"{person}, {day}: {entry.word}.")
    position = entry.position
    ends = (
        ("accredited until", position.holds_until),
        ("grace until", position.grace_until),
        ("a refresher is enough until", position.refresher_until),
    )
    for what, until in ends:
        if until is not None:
            print(f"{what} {until}")
    rows = [(row.happened_on, row.get_kind_display(), row.percent or "", row.source or "") for row in entry.evidence]
    print_table(("day", "what", "per cent", "counted from"), rows)
    return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise NinefoldError(f"“{text}” should be a day such as 2026-03-31.") from error
