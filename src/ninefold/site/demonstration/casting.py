"""Places and people of the demonstration, made by the actions that make real ones."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from ninefold.academy.actions.register import enter_evidence
from ninefold.academy.models import Evidence
from ninefold.accounts.actions.care import set_care, set_list_rules
from ninefold.accounts.actions.contact import set_contact
from ninefold.accounts.actions.people import create_person
from ninefold.accounts.actions.places import create_nation, create_organisation, create_programme, create_region
from ninefold.accounts.actions.roles import grant_role
from ninefold.accounts.models import Kind, Nation, Organisation, Person, Programme, Region, Role
from ninefold.accounts.policies import Operator
from ninefold.core.london import london_date
from ninefold.site.demonstration.cast import COURSES, EVERYBODY, NATION, PLACES, Somebody
from ninefold.site.demonstration.cast import Place as PlaceOfCast
from ninefold.site.demonstration.colleagues import address

BY = Operator("the demonstration")
ACADEMY = "academy.example"  # where people are who work for the nation
ACCREDITED_BEFORE = timedelta(days=20)
DOMAINS = {place.key: place.domain for place in PLACES}


def email_of(somebody: Somebody) -> str:
    """Their address at work."""
    return address(somebody.name, DOMAINS.get(somebody.place, ACADEMY))


TO_TRY = {email_of(somebody): somebody.try_this for somebody in EVERYBODY}


@dataclass
class Company:
    """Everybody and everything that stories tell of, by what the cast calls them."""

    nation: Nation
    places: dict[str, Region | Organisation] = field(default_factory=dict)
    programmes: dict[str, Programme] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    roles: dict[tuple[str, Kind], Role] = field(default_factory=dict)

    def participant(self, key: str) -> Role:
        """Somebody as a participant."""
        return self.roles[key, Kind.PARTICIPANT]

    def facilitator(self, key: str) -> Role:
        """Somebody as a facilitator."""
        return self.roles[key, Kind.FACILITATOR]

    def lead(self, key: str) -> Role:
        """Somebody as whatever they lead."""
        return next(role for (name, kind), role in self.roles.items() if name == key and kind in LEADING)


LEADING = (Kind.PROGRAMME_LEAD, Kind.ORGANISATION_LEAD, Kind.REGIONAL_LEAD)


def make_company(at: datetime) -> Company:
    """Places, people and roles, in an empty database."""
    company = Company(create_nation(name=NATION, by=BY, at=at))
    for place in PLACES:
        company.places[place.key] = _make_place(company, place, at)
    for course in COURSES:
        home = company.places[course.organisation]
        assert isinstance(home, Organisation)
        company.programmes[course.key] = create_programme(organisation=home, name=course.name, by=BY, at=at)
    for somebody in EVERYBODY:
        _make_person(company, somebody, at)
    return company


def _make_place(company: Company, place: PlaceOfCast, at: datetime) -> Region | Organisation:
    made = _make_organisation(company, place, at) if place.region else None
    home = made or create_region(nation=company.nation, name=place.name, by=BY, at=at)
    name, email = place.ask
    set_care(place=home, speak_up=place.speak_up, support=place.support, ask_name=name, ask_email=email, by=BY, at=at)
    if isinstance(home, Region):
        name, email, phone = place.contact
        set_contact(region=home, name=name, email=email, phone=phone, by=BY, at=at)
    return home


def _make_organisation(company: Company, place: PlaceOfCast, at: datetime) -> Organisation:
    region = company.places[place.region]
    assert isinstance(region, Region)
    made = create_organisation(region=region, name=place.name, ods_code=place.ods_code, by=BY, at=at)
    set_list_rules(
        organisation=made, mail_domains=[place.domain], every_list_checked=place.every_list_checked, by=BY, at=at
    )
    return made


def _make_person(company: Company, somebody: Somebody, at: datetime) -> None:
    home = company.places.get(somebody.place)
    person = create_person(email=email_of(somebody), name=somebody.name, home=home, by=BY, at=at)
    company.people[somebody.key] = person
    for kind, of in somebody.roles:
        scope = company.nation if of == NATION else company.programmes.get(of) or company.places.get(of)
        role = grant_role(person=person, kind=kind, scope=scope, by=BY, at=at)
        company.roles[somebody.key, kind] = role
        if kind is Kind.FACILITATOR:
            day = london_date(at) - ACCREDITED_BEFORE
            enter_evidence(person=person, kind=Evidence.Kind.ACCREDITED, happened_on=day, by=BY, at=at)
