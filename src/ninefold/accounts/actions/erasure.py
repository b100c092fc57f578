"""Erasing somebody's account: their addresses, roles, browser sessions, mail that waits, and their name in the trail.

Where records that are kept refer to them, a row stays that bears a pseudonym and lets nobody in.
"""

import json
import secrets
from collections.abc import Collection, Iterable
from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from ninefold.accounts.actions.trail import forget_in_the_trail, record
from ninefold.accounts.letters import open_letter
from ninefold.accounts.locks import UnknownLockError, key_of
from ninefold.accounts.models import Person, Role
from ninefold.accounts.outbox import Message
from ninefold.accounts.policies import By, check_can_erase
from ninefold.accounts.queries import all_addresses_of
from ninefold.core.sealing import SealBrokenError

ERASED = "@erased.invalid"  # no such mailbox can ever be made: RFC 2606


@transaction.atomic
def erase_account(*, person: Person, by: By, at: datetime) -> bool:
    """Erase an account whose owner nothing else tells of. Whether the row is gone; if not, it bears a pseudonym."""
    check_can_erase(by)
    addresses = all_addresses_of(person)
    record(by=by, at=at, what="erase", on=person)
    end_sessions_of(person, addresses)
    drop_mail_to(addresses)
    Role.objects.filter(person=person).delete()
    EmailAddress.objects.filter(user=person).delete()
    forget_in_the_trail(person, addresses)
    try:
        with transaction.atomic():
            Person.objects.get_queryset().get(pk=person.pk).delete()
    except ProtectedError:
        _give_pseudonym(person)
        return False
    return True


def drop_pseudonyms(people: Iterable[int]) -> None:
    """Delete those of these people who bear a pseudonym and whom nothing refers to any more."""
    for person in Person.objects.get_queryset().filter(pk__in=people, email__endswith=ERASED):
        try:
            with transaction.atomic():
                person.delete()
        except ProtectedError:
            continue


def drop_mail_to(addresses: Collection[str]) -> None:
    """Delete every message that waits for one of these addresses. How many there were is told to nobody."""
    for message in Message.objects.iterator():
        try:
            key = key_of(message.lock)
            letter = None if key is None else open_letter(message.sealed, key, message.lock)
        except (SealBrokenError, UnknownLockError):
            continue  # nobody can read it, and it is given up in time
        if letter is not None and letter.to.lower() in addresses:
            message.delete()


def end_sessions_of(person: Person | None, addresses: Collection[str]) -> None:
    """End every browser session in which this person is signed in, or that holds one of these addresses."""
    number = None if person is None else str(person.pk)
    for session in Session.objects.iterator():
        held = session.get_decoded()
        told = json.dumps(held, default=str, ensure_ascii=False).lower()
        if (number is not None and held.get("_auth_user_id") == number) or any(each in told for each in addresses):
            session.delete()


def _give_pseudonym(person: Person) -> None:
    person.name = _("Erased person %(number)s") % {"number": person.pk}
    person.email, person.private_email = f"erased-{secrets.token_hex(8)}{ERASED}", ""
    person.region = person.organisation = person.last_login = None
    person.is_active = False
    person.set_unusable_password()
    person.save()
