"""People: added, renamed, given another address or another home."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from ninefold.accounts.actions.trail import record
from ninefold.accounts.models import LONGEST_NAME, Organisation, Person, Region
from ninefold.accounts.policies import By, check_can_edit_person
from ninefold.core.errors import NinefoldError

Home = Region | Organisation


@transaction.atomic
def create_person(*, email: str, name: str, home: Home | None, by: By, at: datetime) -> Person:
    """Somebody who can sign in, at home in an organisation or, paying for themselves, in a region.

    Raises NinefoldError for an address that is none or is taken. There is no password: signing in needs none yet.
    """
    check_can_edit_person(by, home)
    person = Person(email=_free_address(email), name=_name(name), **_home_fields(home))
    person.set_unusable_password()
    person.save()
    record(by=by, at=at, what="create", on=person, home=str(home or ""))
    return person


@transaction.atomic
def rename_person(*, person: Person, name: str, by: By, at: datetime) -> None:
    """Put a name right."""
    check_can_edit_person(by, _home(person))
    before, person.name = person.name, _name(name)
    person.save(update_fields=["name"])
    record(by=by, at=at, what="rename", on=person, before=before, after=person.name)


@transaction.atomic
def change_address(*, person: Person, email: str, by: By, at: datetime) -> None:
    """Give somebody another address to sign in with."""
    check_can_edit_person(by, _home(person))
    before, person.email = person.email, _free_address(email, besides=person)
    person.save(update_fields=["email"])
    record(by=by, at=at, what="change address", on=person, before=before, after=person.email)


@transaction.atomic
def move_person(*, person: Person, home: Home, by: By, at: datetime) -> None:
    """Give somebody another home: a change for who leads both."""
    before = _home(person)
    check_can_edit_person(by, before)
    check_can_edit_person(by, home)
    for field, place in _home_fields(home).items():
        setattr(person, field, place)
    person.save(update_fields=["region", "organisation"])
    record(by=by, at=at, what="move", on=person, before=str(before or ""), after=str(home))


def _home(person: Person) -> Home | None:
    return person.organisation or person.region


def _home_fields(home: Home | None) -> dict[str, Home | None]:
    return {
        "region": home if isinstance(home, Region) else None,
        "organisation": home if isinstance(home, Organisation) else None,
    }


def _name(given: str) -> str:
    tidy = " ".join(given.split())
    if not tidy or len(tidy) > LONGEST_NAME:
        raise NinefoldError(_("A name should have 1 to %(most)s letters.") % {"most": LONGEST_NAME})
    return tidy


def _free_address(given: str, besides: Person | None = None) -> str:
    """The address in lower case, if it is one and nobody else has it."""
    email = given.strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        raise NinefoldError(
            _("“%(address)s” is no e-mail address. It should be like name@example.org.") % {"address": given}
        ) from None
    others = Person.objects.get_queryset().filter(email=email)
    if (others.exclude(pk=besides.pk) if besides else others).exists():
        raise NinefoldError(_("Somebody has the address %(address)s already.") % {"address": email})
    return email
