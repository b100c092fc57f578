"""A fixed cast in two organisations of two regions, made through the actions that make the real thing.

Whoever belongs to Ribble, in the other region, must be refused what is Trent's, and the other way round.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from ninefold.accounts.actions.care import set_care, set_list_rules
from ninefold.accounts.actions.people import create_person
from ninefold.accounts.actions.places import create_nation, create_organisation, create_programme, create_region
from ninefold.accounts.actions.roles import grant_role
from ninefold.accounts.models import Kind, Nation, Organisation, Person, Programme, Region, Role
from ninefold.accounts.policies import Operator, Place
from tests.support.again import made_once

OPERATOR = Operator("test")
MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class World:
    """The places, and one role of each kind in each of the two halves."""

    nation: Nation
    midlands: Region
    north_west: Region
    trent: Organisation
    ribble: Organisation
    rising_leaders: Programme
    first_steps: Programme
    administrator: Role
    data_protection_officer: Role
    midlands_lead: Role
    trent_lead: Role
    rising_leaders_lead: Role
    facilitator: Role
    participant: Role
    north_west_lead: Role
    ribble_lead: Role
    first_steps_lead: Role
    other_facilitator: Role
    other_participant: Role
    payer: Role

    @property
    def roles(self) -> dict[str, Role]:
        """Every role, by what it is called here."""
        return {name: value for name, value in vars(self).items() if isinstance(value, Role)}


@made_once
def make_world() -> World:
    """The cast, new in an empty database."""
    nation = create_nation(name="England", by=OPERATOR, at=MORNING)
    midlands = create_region(nation=nation, name="Midlands", by=OPERATOR, at=MORNING)
    north_west = create_region(nation=nation, name="North West", by=OPERATOR, at=MORNING)
    trent = _organisation(midlands, "Trent Valley Hospitals", "R1A")
    ribble = _organisation(north_west, "Ribble Community Care", "R2B")
    for place in (midlands, north_west, trent, ribble):
        _give_care(place)
    for place, domain in ((trent, "trent.example"), (ribble, "ribble.example")):
        set_list_rules(organisation=place, mail_domains=[domain], every_list_checked=False, by=OPERATOR, at=MORNING)
    rising_leaders = create_programme(organisation=trent, name="Rising leaders", by=OPERATOR, at=MORNING)
    first_steps = create_programme(organisation=ribble, name="First steps", by=OPERATOR, at=MORNING)
    return World(
        nation=nation,
        midlands=midlands,
        north_west=north_west,
        trent=trent,
        ribble=ribble,
        rising_leaders=rising_leaders,
        first_steps=first_steps,
        administrator=_role("Nadia Rahman", None, Kind.NATIONAL_ADMINISTRATOR, nation),
        data_protection_officer=_role("Dilys Pugh", None, Kind.DATA_PROTECTION_OFFICER, nation),
        midlands_lead=_role("Rosa Lindqvist", midlands, Kind.REGIONAL_LEAD, midlands),
        trent_lead=_role("Omar Haddad", trent, Kind.ORGANISATION_LEAD, trent),
        rising_leaders_lead=_role("Priya Nair", trent, Kind.PROGRAMME_LEAD, rising_leaders),
        facilitator=_role("Felix Achterberg", trent, Kind.FACILITATOR),
        participant=_role("Ada Okafor", trent, Kind.PARTICIPANT),
        north_west_lead=_role("Sean Brennan", north_west, Kind.REGIONAL_LEAD, north_west),
        ribble_lead=_role("Karen Whitfield", ribble, Kind.ORGANISATION_LEAD, ribble),
        first_steps_lead=_role("Tomasz Zielinski", ribble, Kind.PROGRAMME_LEAD, first_steps),
        other_facilitator=_role("Grace Mensah", ribble, Kind.FACILITATOR),
        other_participant=_role("Idris Bello", ribble, Kind.PARTICIPANT),
        payer=_role("Wen Li", midlands, Kind.PARTICIPANT),
    )


def _organisation(region: Region, name: str, ods_code: str) -> Organisation:
    return create_organisation(region=region, name=name, ods_code=ods_code, by=OPERATOR, at=MORNING)


def _give_care(place: Organisation | Region) -> None:
    """What every place needs before a 360 can be begun there."""
    set_care(
        place=place,
        speak_up=f"Speak to the guardian of {place}: speak.up@example.org.",
        support=f"The staff support line of {place}: 01632 960000, day and night.",
        ask_name="Moira Finch",
        ask_email="moira.finch@example.org",
        by=OPERATOR,
        at=MORNING,
    )


def _role(name: str, home: Region | Organisation | None, kind: Kind, scope: Place | None = None) -> Role:
    person = make_person(name, home)
    return grant_role(person=person, kind=kind, scope=scope, by=OPERATOR, at=MORNING)


def make_person(name: str, home: Region | Organisation | None) -> Person:
    """Somebody without a role, whose address follows from the name."""
    email = f"{name.lower().replace(' ', '.')}@example.org"
    return create_person(email=email, name=name, home=home, by=OPERATOR, at=MORNING)
