"""Finding a place or a person by what people call it on the command line, with a sentence where that fails."""

from difflib import get_close_matches
from typing import TypeVar

from django.db.models import QuerySet

from ninefold.accounts.models import Nation, Organisation, Person, Programme, Region
from ninefold.core.errors import NinefoldError

Place = TypeVar("Place", Nation, Region, Organisation, Programme)


def find_nation(name: str) -> Nation:
    """The nation of this name or number."""
    return _find(Nation.objects.all(), "nation", name)


def find_region(name: str) -> Region:
    """The region of this name or number."""
    return _find(Region.objects.all(), "region", name)


def find_organisation(name_or_code: str) -> Organisation:
    """The organisation with this ODS code, else the one of this name or number."""
    coded = Organisation.objects.exclude(ods_code="").filter(ods_code=name_or_code.upper()).first()
    return coded or _find(Organisation.objects.all(), "organisation", name_or_code)


def find_programme(name: str) -> Programme:
    """The programme of this name or number."""
    return _find(Programme.objects.all(), "programme", name)


def find_person(email: str) -> Person:
    """The person with this address."""
    person = Person.objects.get_queryset().filter(email=email.lower()).first()
    if person is None:
        raise NinefoldError(f"There is no person with the address “{email}”.")
    return person


def _find(places: QuerySet[Place], noun: str, name: str) -> Place:
    found = places.filter(pk=int(name)) if name.isdecimal() else places.filter(name__iexact=name)
    rows = list(found[:2])
    if len(rows) == 1:
        return rows[0]
    if rows:
        raise NinefoldError(
            f"More than one {noun} is called “{name}”. Give its number, as `ninefold {noun} list` does."
        )
    near = get_close_matches(name, [str(place) for place in places], n=3)
    hint = f" Did you mean {' or '.join(f'“{word}”' for word in near)}?" if near else ""
    raise NinefoldError(f"There is no {noun} “{name}”.{hint}")
