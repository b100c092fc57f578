"""Signing up: somebody who has proved their mailbox gets an account, and may take part."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ninefold.accounts import queries
from ninefold.accounts.actions.people import Home, new_person
from ninefold.accounts.actions.trail import mark_of, record
from ninefold.accounts.models import Kind, Organisation, Person, Role
from ninefold.accounts.policies import Oneself
from ninefold.core.errors import NinefoldError


@transaction.atomic
def sign_up(*, email: str, name: str, home: Home, at: datetime) -> Person:
    """An account with the role of a participant, for whoever has just proved that this mailbox is theirs.

    Raises NinefoldError where somebody has the address, or the organisation's people have others.
    """
    if isinstance(home, Organisation) and home not in queries.organisations_at(email):
        raise NinefoldError(
            _("The people of %(organisation)s have other addresses. Sign up with your address there, or in a region.")
            % {"organisation": home}
        )
    person = new_person(email=email, name=name, home=home)
    by = Oneself(person)
    record(by=by, at=at, what="sign up", on=person, scope=mark_of(home))
    # Nobody gives themselves a role; this one comes with the account.
    role = Role.objects.create(person=person, kind=Kind.PARTICIPANT, granted_at=at)
    record(by=by, at=at, what="grant", on=role, whom=person, kind=role.kind)
    return person
