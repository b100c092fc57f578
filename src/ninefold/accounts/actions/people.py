"""People: added, renamed, given another address or another home.

The address that somebody is written to is theirs to sign in with from the start: a code sent there proves it each time.
"""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from ninefold.accounts.actions.trail import mark_of, record
from ninefold.accounts.models import LONGEST_NAME, Organisation, Person, Region
from ninefold.accounts.policies import By, check_can_change_address, check_can_edit_person
from ninefold.core.errors import NinefoldError
from ninefold.core.names import holds_an_address

Home = Region | Organisation
JOINERS = "\u200c\u200d"


@transaction.atomic
def create_person(*, email: str, name: str, home: Home | None, by: By, at: datetime) -> Person:
    """Somebody who can sign in, at home in an organisation or, paying for themselves, in a region.

    Raises NinefoldError for an address that is none or is taken. There is no password: a code signs them in.
    """
    check_can_edit_person(by, home)
    person = new_person(email=email, name=name, home=home)
    record(by=by, at=at, what="create", on=person, scope=mark_of(home))
    return person


def new_person(*, email: str, name: str, home: Home | None) -> Person:
    """The rows of somebody new, for an action that has checked who may and that records it."""
    person = Person(email=free_address(email), name=tidy_name(name), **_home_fields(home))
    person.set_unusable_password()
    person.save()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


@transaction.atomic
def rename_person(*, person: Person, name: str, by: By, at: datetime) -> None:
    """Put a name right."""
    check_can_edit_person(by, home_of(person))
    person.name = tidy_name(name)
    person.save(update_fields=["name"])
    record(by=by, at=at, what="rename", on=person)


@transaction.atomic
def change_address(*, person: Person, email: str, by: By, at: datetime) -> None:
    """Give somebody another address in place of the one they are written to, which signs them in no more.

    Whoever can read the new mailbox can come in, so from the first time on that somebody signed in only they themselves
    change it, or somebody at the machine.
    """
    check_can_change_address(by, person, home_of(person))
    before, email = person.email, free_address(email, besides=person)
    EmailAddress.objects.filter(user=person, email=before).delete()
    write_to(person, email)
    record(by=by, at=at, what="change address", on=person)


@transaction.atomic
def move_person(*, person: Person, home: Home, by: By, at: datetime) -> None:
    """Give somebody another home: a change for who leads both."""
    before = home_of(person)
    check_can_edit_person(by, before)
    check_can_edit_person(by, home)
    for field, place in _home_fields(home).items():
        setattr(person, field, place)
    person.save(update_fields=["region", "organisation"])
    record(by=by, at=at, what="move", on=person, before=mark_of(before), after=mark_of(home))


def write_to(person: Person, email: str) -> None:
    """Make an address the one that somebody is written to, for an action that knows it to be theirs."""
    EmailAddress.objects.filter(user=person, primary=True).update(primary=False)
    EmailAddress.objects.update_or_create(user=person, email=email, defaults={"verified": True, "primary": True})
    person.email = email
    if person.private_email == email:
        person.private_email = ""
    person.save(update_fields=["email", "private_email"])


def home_of(person: Person) -> Home | None:
    """Where somebody is at home."""
    return person.organisation or person.region


def _home_fields(home: Home | None) -> dict[str, Home | None]:
    return {
        "region": home if isinstance(home, Region) else None,
        "organisation": home if isinstance(home, Organisation) else None,
    }


def tidy_name(given: str) -> str:
    """The name with its spaces in order and nothing unseen in it, which could turn round the words of a page or mail.

    What joins or parts the letters of some scripts stays. Raises NinefoldError where there is none, or too much of one,
    or where it holds an address.
    """
    seen = (letter for letter in given if letter.isprintable() or letter.isspace() or letter in JOINERS)
    tidy = " ".join("".join(seen).split())
    if not tidy or len(tidy) > LONGEST_NAME:
        raise NinefoldError(_("A name should have 1 to %(most)s letters.") % {"most": LONGEST_NAME})
    check_name(tidy)
    return tidy


def check_name(name: str) -> None:
    """Raise NinefoldError for a name that a mail program would turn into a link: we write names to strangers."""
    if holds_an_address(name):
        raise NinefoldError(_("A name cannot hold a web or e-mail address. Write it as people say it."))


def why_not_a_name(name: str) -> str:
    """Why a name cannot be kept, for a form; nothing if it can."""
    try:
        check_name(name)
    except NinefoldError as error:
        return str(error)
    return ""


def free_address(given: str, besides: Person | None = None) -> str:
    """The address in lower case, if it is one and nobody else has it. Raises NinefoldError."""
    email = given.strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        raise NinefoldError(
            _("“%(address)s” is not an e-mail address. It should be like name@example.org.") % {"address": given}
        ) from None
    people = Person.objects.get_queryset().filter(email=email)
    proved = EmailAddress.objects.filter(email=email, verified=True)
    if besides is not None:
        people, proved = people.exclude(pk=besides.pk), proved.exclude(user=besides)
    if people.exists() or proved.exists():
        raise NinefoldError(_("Somebody has the address %(address)s already.") % {"address": email})
    return email
