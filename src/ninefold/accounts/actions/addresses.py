"""One's own addresses. Any of them signs in; an employer can take away none but the one that an employer gave.

The trail says that something changed and never holds an address that may be private.
"""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.translation import gettext as _

from ninefold.accounts import queries
from ninefold.accounts.actions.outbox import post
from ninefold.accounts.actions.people import free_address, write_to
from ninefold.accounts.actions.trail import record
from ninefold.accounts.mail import compose
from ninefold.accounts.models import Person
from ninefold.accounts.policies import Oneself
from ninefold.core.errors import NinefoldError

MOST_ADDRESSES = 10


@transaction.atomic
def add_address(*, person: Person, email: str, at: datetime) -> None:
    """Add an address that the person has just proved to be theirs, and tell them where they are written to.

    Raises NinefoldError where somebody else has it, or there are too many.
    """
    _lock(person)
    held = queries.addresses_of(person)
    if len(held) >= MOST_ADDRESSES:
        raise NinefoldError(
            _("You have %(most)s addresses, which is the most. Remove one first.") % {"most": len(held)}
        )
    email = free_address(email, besides=person)
    EmailAddress.objects.update_or_create(user=person, email=email, defaults={"verified": True})
    record(by=Oneself(person), at=at, what="add address", on=person)
    if email != person.email:
        post(to=person.email, mail=compose("accounts/mail/address_added.jinja", {}), at=at, any_hour=True)


@transaction.atomic
def write_to_address(*, person: Person, email: str, at: datetime) -> None:
    """Make one of somebody's addresses the one that we write to, and tell the one before. It is private no more."""
    _lock(person)
    _check_is_theirs(person, email)
    before = person.email
    if before == email:
        return
    EmailAddress.objects.get_or_create(user=person, email=before, defaults={"verified": True})
    write_to(person, email)
    record(by=Oneself(person), at=at, what="change address", on=person)
    post(to=before, mail=compose("accounts/mail/written_elsewhere.jinja", {}), at=at, any_hour=True)


@transaction.atomic
def set_private_address(*, person: Person, email: str, at: datetime) -> None:
    """Say which address is private and seen by nobody else; none with an empty one.

    Raises NinefoldError for the one that we write to: who leads where one works sees that.
    """
    _lock(person)
    if email:
        _check_is_theirs(person, email)
    if email == person.email:
        raise NinefoldError(
            _("We write to %(address)s, and those who lead where you work see it. Have us write to another one first.")
            % {"address": email}
        )
    person.private_email = email
    person.save(update_fields=["private_email"])
    record(by=Oneself(person), at=at, what="set private address", on=person)


@transaction.atomic
def remove_address(*, person: Person, email: str, at: datetime) -> None:
    """Take an address away, which signs in no more. Raises NinefoldError for the one that we write to, so one stays."""
    _lock(person)
    _check_is_theirs(person, email)
    if email == person.email:
        raise NinefoldError(_("We write to %(address)s. Have us write to another one first.") % {"address": email})
    EmailAddress.objects.filter(user=person, email=email).delete()
    if person.private_email == email:
        person.private_email = ""
        person.save(update_fields=["private_email"])
    record(by=Oneself(person), at=at, what="remove address", on=person)


def _lock(person: Person) -> None:
    """Read the person again and keep them from others: two changes at once would each see the other's address."""
    person.refresh_from_db(from_queryset=Person.objects.get_queryset().select_for_update(of=("self",)))


def _check_is_theirs(person: Person, email: str) -> None:
    if email not in [address.email for address in queries.addresses_of(person)]:
        raise NinefoldError(_("That is not one of your addresses."))
