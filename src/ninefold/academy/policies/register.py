"""Who decides about what others enter on the register."""

from django.utils.translation import gettext as _

from ninefold.academy.queries.rules import region_of
from ninefold.accounts.models import Kind, Person, Region, Role
from ninefold.accounts.policies import By, NotAllowedError, check_can_edit_person

LEADS = (Kind.REGIONAL_LEAD, Kind.NATIONAL_ADMINISTRATOR)


def check_can_settle(by: By, person: Person) -> None:
    """What somebody entered for themselves is looked at by who leads their region or nation, and is not themselves."""
    check_can_edit_person(by, region_of(person))
    if isinstance(by, Role) and by.person_id == person.pk:
        raise NotAllowedError(_("Nobody decides about their own entry: ask somebody else who leads here."))


def check_can_import(by: By) -> None:
    """A register is brought in by regional leads and national administrators, each for what they lead."""
    if isinstance(by, Role) and (by.ended_at is not None or by.kind not in LEADS):
        raise NotAllowedError(_("Only regional leads and national administrators bring in a register."))


def check_can_lead(by: By, region: Region) -> None:
    """What is done to a region's register as a whole is done by who leads the region or its nation."""
    check_can_edit_person(by, region)
