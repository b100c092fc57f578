"""Nations, regions, organisations and programmes: made, renamed, moved; never deleted."""

import re
from datetime import datetime
from typing import TypeVar

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from ninefold.accounts.actions.trail import mark_of, record
from ninefold.accounts.models import LONGEST_NAME, Nation, Organisation, Programme, Region
from ninefold.accounts.policies import (
    By,
    check_can_create_nation,
    check_can_edit_organisation,
    check_can_edit_programme,
    check_can_edit_region,
)
from ninefold.core.errors import NinefoldError

ODS_CODE = re.compile(r"[A-Z0-9]{3,8}")
Place = TypeVar("Place", Nation, Region, Organisation, Programme)


@transaction.atomic
def create_nation(*, name: str, by: By, at: datetime) -> Nation:
    """A nation of this name. Raises NinefoldError where there is one already."""
    check_can_create_nation(by)
    name = _free_name(Nation.objects.all(), name)
    nation = Nation.objects.create(name=name)
    record(by=by, at=at, what="create", on=nation)
    return nation


@transaction.atomic
def create_region(*, nation: Nation, name: str, by: By, at: datetime) -> Region:
    """A region of the nation. Raises NinefoldError where it has one of this name."""
    check_can_edit_region(by, nation)
    name = _free_name(Region.objects.filter(nation=nation), name)
    region = Region.objects.create(nation=nation, name=name)
    record(by=by, at=at, what="create", on=region, scope=mark_of(nation))
    return region


@transaction.atomic
def rename_region(*, region: Region, name: str, by: By, at: datetime) -> None:
    """Give the region another name."""
    check_can_edit_region(by, region.nation)
    others = Region.objects.filter(nation=region.nation).exclude(pk=region.pk)
    _rename(region, _free_name(others, name), by, at)


@transaction.atomic
def create_organisation(*, region: Region, name: str, by: By, at: datetime, ods_code: str = "") -> Organisation:
    """An organisation of the region, with its ODS code if it has one.

    Raises NinefoldError where the region has one of this name, or another has this code.
    """
    check_can_edit_organisation(by, region)
    name = _free_name(Organisation.objects.filter(region=region), name)
    organisation = Organisation.objects.create(region=region, name=name, ods_code=_free_code(ods_code))
    record(by=by, at=at, what="create", on=organisation, scope=mark_of(region))
    return organisation


@transaction.atomic
def rename_organisation(*, organisation: Organisation, name: str, by: By, at: datetime) -> None:
    """Give the organisation another name."""
    check_can_edit_organisation(by, organisation.region)
    others = Organisation.objects.filter(region=organisation.region).exclude(pk=organisation.pk)
    _rename(organisation, _free_name(others, name), by, at)


@transaction.atomic
def set_ods_code(*, organisation: Organisation, ods_code: str, by: By, at: datetime) -> None:
    """Set the organisation's ODS code, or take it away with an empty one."""
    check_can_edit_organisation(by, organisation.region)
    _lock(organisation)
    organisation.ods_code = _free_code(ods_code, besides=organisation)
    organisation.save(update_fields=["ods_code"])
    record(by=by, at=at, what="set ODS code", on=organisation)


@transaction.atomic
def move_organisation(*, organisation: Organisation, region: Region, by: By, at: datetime) -> None:
    """Move the organisation to another region: a change for who leads both."""
    check_can_edit_organisation(by, organisation.region)
    check_can_edit_organisation(by, region)
    _free_name(Organisation.objects.filter(region=region), organisation.name)
    _lock(organisation)
    before, organisation.region = organisation.region, region
    organisation.save(update_fields=["region"])
    record(by=by, at=at, what="move", on=organisation, before=mark_of(before), after=mark_of(region))


@transaction.atomic
def create_programme(*, organisation: Organisation, name: str, by: By, at: datetime) -> Programme:
    """A programme of the organisation. Raises NinefoldError where it has one of this name."""
    check_can_edit_programme(by, organisation)
    name = _free_name(Programme.objects.filter(organisation=organisation), name)
    programme = Programme.objects.create(organisation=organisation, name=name)
    record(by=by, at=at, what="create", on=programme, scope=mark_of(organisation))
    return programme


@transaction.atomic
def rename_programme(*, programme: Programme, name: str, by: By, at: datetime) -> None:
    """Give the programme another name."""
    check_can_edit_programme(by, programme.organisation)
    others = Programme.objects.filter(organisation=programme.organisation).exclude(pk=programme.pk)
    _rename(programme, _free_name(others, name), by, at)


def _lock(place: Place) -> None:
    """Read the row again and keep it from others until the change is made: the trail says what was there before."""
    rows = type(place)._default_manager.select_for_update(of=("self",))  # noqa: SLF001 - public in Django
    place.refresh_from_db(from_queryset=rows)


def _rename(place: Place, name: str, by: By, at: datetime) -> None:
    _lock(place)
    place.name = name
    place.save(update_fields=["name"])
    record(by=by, at=at, what="rename", on=place)


def _free_name(others: QuerySet[Place], name: str) -> str:
    """The name with its spaces in order, if none of the others has it. A constraint stands behind this."""
    tidy = " ".join(name.split())
    if not tidy:
        raise NinefoldError(_("The name is empty. Give the one that people know."))
    if len(tidy) > LONGEST_NAME:
        raise NinefoldError(
            _("The name is %(long)s letters long; %(most)s is the most.") % {"long": len(tidy), "most": LONGEST_NAME}
        )
    if tidy.isdecimal():
        raise NinefoldError(_("“%(tidy)s” is a number; a name needs letters.") % {"tidy": tidy})
    if others.filter(name__iexact=tidy).exists():
        raise NinefoldError(_("The name “%(name)s” is taken there already.") % {"name": tidy})
    return tidy


def _free_code(given: str, besides: Organisation | None = None) -> str:
    """The ODS code in capitals, if it looks like one and no other organisation has it."""
    code = given.strip().upper()
    if not code:
        return ""
    if not ODS_CODE.fullmatch(code):
        raise NinefoldError(
            _("“%(code)s” is not an ODS code. It should be 3 to 8 letters and digits, like R1A.") % {"code": given}
        )
    others = Organisation.objects.filter(~Q(pk=besides.pk) if besides else Q())
    if (taken := others.filter(ods_code=code).first()) is not None:
        raise NinefoldError(_("The ODS code %(code)s belongs to %(owner)s already.") % {"code": code, "owner": taken})
    return code
