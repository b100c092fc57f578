"""Roles: given, and ended."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ninefold.accounts.actions.trail import mark_of, record
from ninefold.accounts.models import PLACE_LABELS, PLACES, SCOPE, Kind, Person, Role
from ninefold.accounts.policies import By, Place, check_can_change_role
from ninefold.core.errors import NinefoldError


@transaction.atomic
def grant_role(*, person: Person, kind: Kind, by: By, at: datetime, scope: Place | None = None) -> Role:
    """Give somebody a role, for the place its kind is for, or for what is their own.

    Raises NinefoldError where the place is of another sort, or they have that role already.
    """
    wanted = SCOPE.get(kind)
    given = None if scope is None else type(scope).__name__.lower()
    if given != wanted:
        raise NinefoldError(_wrong_scope(kind, wanted))
    check_can_change_role(by, person, kind, scope)
    places = {place: scope if place == wanted else None for place in PLACES}
    held = Role.objects.running().filter(person=person, kind=kind)
    if (held.filter(**{wanted: scope}) if wanted else held).exists():
        raise NinefoldError(_("%(person)s has that role already.") % {"person": person})
    role = Role.objects.create(person=person, kind=kind, granted_at=at, **places)
    record(by=by, at=at, what="grant", on=role, whom=person, kind=kind, scope=mark_of(scope))
    return role


@transaction.atomic
def end_role(*, role: Role, by: By, at: datetime) -> None:
    """End a role from this instant on. Raises NinefoldError where it has ended."""
    kind = Kind(role.kind)
    check_can_change_role(by, role.person, kind, role.scope)
    # Compare and swap: of two who end a role at once, one is told that it had ended.
    if not Role.objects.running().filter(pk=role.pk).update(ended_at=at):
        raise NinefoldError(_("That role has ended already."))
    role.ended_at = at
    record(by=by, at=at, what="end", on=role, whom=role.person, kind=kind, scope=mark_of(role.scope))


def _wrong_scope(kind: Kind, wanted: str | None) -> str:
    if wanted is None:
        return _("The role “%(role)s” is for what is one’s own, and names no place.") % {"role": kind.label}
    sort = PLACE_LABELS[wanted]
    return _("The role “%(role)s” is for a place of this sort: %(place)s.") % {"role": kind.label, "place": sort}
