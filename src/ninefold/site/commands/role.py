"""`ninefold role`: list, grant and end roles."""

import argparse
from collections.abc import Callable

from django.utils import timezone

from ninefold.accounts.actions.roles import end_role, grant_role
from ninefold.accounts.models import SCOPE, Kind, Role
from ninefold.accounts.policies import Place
from ninefold.core.errors import NinefoldError
from ninefold.site.finding import find_nation, find_organisation, find_person, find_programme, find_region
from ninefold.site.terminal import Subparsers, operator, print_table

FIND: dict[str, Callable[[str], Place]] = {
    "nation": find_nation,
    "region": find_region,
    "organisation": find_organisation,
    "programme": find_programme,
}


def add_parser(subparsers: Subparsers) -> None:
    """Describe the command."""
    parser = subparsers.add_parser("role", help="list, grant and end roles", description=__doc__)
    actions = parser.add_subparsers(title="actions", metavar="ACTION", dest="action", required=True)
    listed = actions.add_parser("list", help="list the roles that run, with their numbers")
    listed.add_argument("email", nargs="?", help="of one person")
    grant = actions.add_parser("grant", help="give somebody a role")
    grant.add_argument("email")
    grant.add_argument("kind", choices=[kind.value for kind in Kind], metavar="KIND", help=", ".join(Kind))
    grant.add_argument("place", nargs="?", help="the nation, region, organisation or programme it is for")
    end = actions.add_parser("end", help="end a role")
    end.add_argument("number", type=int, help="as the list shows it")


def run(args: argparse.Namespace) -> int:
    """Do what was asked."""
    by, at = operator(), timezone.now()
    if args.action == "grant":
        kind = Kind(args.kind)
        role = grant_role(person=find_person(args.email), kind=kind, scope=_scope(kind, args.place), by=by, at=at)
        print(f"Granted: {role}.")
    elif args.action == "end":
        found = Role.objects.filter(pk=args.number).first()
        if found is None:
            raise NinefoldError(f"There is no role with the number {args.number}. `ninefold role list` shows them.")
        end_role(role=found, by=by, at=at)
        print(f"Ended: {found}.")
    else:
        _list(args.email)
    return 0


def _scope(kind: Kind, place: str | None) -> Place | None:
    wanted = SCOPE.get(kind)
    if place is None:
        if wanted is not None:
            raise NinefoldError(f"Say which {wanted} the role is for: its name or number.")
        return None
    if wanted is None:
        raise NinefoldError(f"The role {kind.label} is for what is one’s own, and names no place.")
    return FIND[wanted](place)


def _list(email: str | None) -> None:
    roles = Role.objects.running().select_related("person", *SCOPE.values()).order_by("person__email", "pk")
    if email is not None:
        roles = roles.filter(person=find_person(email))
    print_table(
        ("no.", "e-mail", "role", "for"),
        [(role.pk, role.person.email, role.get_kind_display(), role.scope or "") for role in roles],
    )
