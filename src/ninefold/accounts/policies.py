"""Who may change what. `check_can_x` raises NotAllowedError with the reason; `can_x` asks."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ninefold.accounts.models import Kind, Nation, Organisation, Person, Programme, Region, Role
from ninefold.core.errors import NinefoldError

Place = Nation | Region | Organisation | Programme


class NotAllowedError(NinefoldError):
    """This role may not do that; the text says why."""


@dataclass(frozen=True)
class Operator:
    """Somebody at the machine itself, who runs a command. They could change any row anyway; the trail names them.

    `is_program`: nobody at all, but the program by itself, on the day something is due.
    """

    name: str
    is_program: bool = False


@dataclass(frozen=True)
class Oneself:
    """Somebody who changes what is their own, for which they need no role."""

    person: Person


# Whoever does something: a person in one of their roles, or somebody at the machine.
By = Role | Operator


def can(check: Callable[..., None], *args: Any, **kwargs: Any) -> bool:
    """Whether a check passes: `can(check_can_create_region, by, nation)`."""
    try:
        check(*args, **kwargs)
    except NotAllowedError:
        return False
    return True


def check_can_create_nation(by: By) -> None:
    """Nations are made at the machine alone."""
    if not isinstance(by, Operator):
        raise NotAllowedError(_("A nation is added by a command, at the machine that runs the site."))


def check_can_edit_region(by: By, nation: Nation) -> None:
    """Regions are made and renamed by the administrators of their nation."""
    _check(
        by,
        _kinds_above(nation),
        _("Only a national administrator of %(nation)s may change its regions.") % {"nation": nation},
    )


def check_can_edit_organisation(by: By, region: Region) -> None:
    """Organisations are made, renamed and moved by those who lead the region, or the nation."""
    _check(
        by, _kinds_above(region), _("Only those who lead %(region)s may change its organisations.") % {"region": region}
    )


def check_can_edit_programme(by: By, organisation: Organisation) -> None:
    """Programmes are made and renamed by those who lead the organisation, its region or nation."""
    _check(
        by,
        _kinds_above(organisation),
        _("Only those who lead %(organisation)s may change its programmes.") % {"organisation": organisation},
    )


def check_can_edit_person(by: By, home: Region | Organisation | None) -> None:
    """People are added and changed by those who lead where they are at home; without a home, at the machine alone."""
    if home is None:
        _check(by, {}, _("Somebody without a home in a region or organisation is changed by a command."))
        return
    _check(by, _kinds_above(home), _("Only those who lead %(home)s may change who is there.") % {"home": home})


def check_can_change_address(by: By, person: Person, home: Region | Organisation | None) -> None:
    """The address of somebody who has signed in is changed by themselves, or at the machine: it opens their account."""
    check_can_edit_person(by, home)
    if person.last_login is not None and not isinstance(by, Operator):
        raise NotAllowedError(
            _("%(person)s has signed in here, and now changes their addresses themselves.") % {"person": person}
        )


def check_can_change_role(by: By, person: Person, kind: Kind, scope: Place | None) -> None:
    """Roles are given and ended by those who lead a place that holds the role's own; never to or by oneself."""
    if isinstance(by, Role) and by.person_id == person.pk:
        raise NotAllowedError(_("Nobody gives a role to themselves, or ends their own: ask somebody else who may."))
    if kind in (Kind.NATIONAL_ADMINISTRATOR, Kind.DATA_PROTECTION_OFFICER):
        _check(
            by,
            {},
            _("The role “%(label)s” is given by a command, at the machine that runs the site.") % {"label": kind.label},
        )
        return
    place = scope or person.organisation or person.region
    if place is None:
        _check(by, {}, _("The role of somebody without a home in a region or organisation is changed by a command."))
        return
    if kind == Kind.FACILITATOR and isinstance(place, Organisation):
        place = place.region  # an organisation that made facilitators could make one to read its people's reports
    # A lead does not make their equals: the place has to lie below the one they lead.
    above = {leading: of for leading, of in _kinds_above(place).items() if leading != kind}
    _check(by, above, _("Only those who lead %(place)s may change this role.") % {"place": place})


def check_can_give_out(by: By) -> None:
    """What is held of somebody is given to them alone, and who asks has to be looked into: at the machine alone."""
    if not isinstance(by, Operator):
        raise NotAllowedError(_("What is held of a person is given out by a command, at the machine."))


def check_can_erase(by: By) -> None:
    """What is erased is gone for good, and whose wish it is has to be looked into: at the machine alone."""
    if not isinstance(by, Operator):
        raise NotAllowedError(_("People are erased by a command, at the machine that runs the site."))


def _kinds_above(place: Place) -> dict[Kind, int]:
    """The roles that lead this place or one that holds it: the kind, and the place it has to be for."""
    if isinstance(place, Programme):
        return _kinds_above(place.organisation)
    if isinstance(place, Organisation):
        return {Kind.ORGANISATION_LEAD: place.pk, **_kinds_above(place.region)}
    if isinstance(place, Region):
        return {Kind.REGIONAL_LEAD: place.pk, **_kinds_above(place.nation)}
    return {Kind.NATIONAL_ADMINISTRATOR: place.pk}


def _check(by: By, above: dict[Kind, int], reason: str) -> None:
    if isinstance(by, Operator):
        return
    scope = by.scope
    kind = Kind(by.kind)
    if by.ended_at is not None or scope is None or above.get(kind) != scope.pk:
        raise NotAllowedError(reason)
