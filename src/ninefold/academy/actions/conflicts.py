"""Declaring that two people must not work on a 360 together, and taking that back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ninefold.academy.models import Conflict
from ninefold.academy.policies.conflicts import check_can_declare
from ninefold.accounts.actions.trail import record
from ninefold.accounts.models import Person, Role
from ninefold.accounts.policies import NotAllowedError
from ninefold.accounts.queries import all_addresses_of
from ninefold.core.errors import NinefoldError

MOST = 100  # of one person; more are a slip, or somebody who tries addresses


@transaction.atomic
def declare_conflict(
    *, reason: Conflict.Reason, address: str = "", person: Person | None = None, by: Role, at: datetime
) -> Conflict:
    """Declare a tie to a person one can see, or to whoever has an address; once to each.

    An address is kept as it is, and it is not looked up whether anybody has it. Raises NinefoldError for oneself.
    """
    check_can_declare(by)
    given = address.strip().lower()
    if person is None and not given:
        raise NinefoldError(_("Enter the address of the other person."))
    if (person is not None and person.pk == by.person_id) or given in all_addresses_of(by.person):
        raise NinefoldError(_("This is you. Enter the address of the other person."))
    Person.objects.select_for_update().get(pk=by.person_id)
    if Conflict.objects.filter(declared_by=by.person).count() >= MOST:
        raise NinefoldError(_("You can declare up to %(most)s. Take back one that is over.") % {"most": MOST})
    other = {"with_person": person} if person is not None else {"with_address": given}
    kept, made = Conflict.objects.update_or_create(
        declared_by=by.person,
        **other,
        defaults={"reason": reason},
        create_defaults={"reason": reason, "declared_at": at},
    )
    if made:
        record(by=by, at=at, what="declare conflict", on=kept)
    return kept


@transaction.atomic
def withdraw_conflict(*, conflict: Conflict, by: Role, at: datetime) -> None:
    """Take back what one declared oneself; doing it twice does no harm."""
    check_can_declare(by)
    if conflict.declared_by_id != by.person_id:
        raise NotAllowedError(_("A tie is taken back by whoever declared it."))
    row = Conflict.objects.filter(pk=conflict.pk).first()
    if row is not None:
        record(by=by, at=at, what="withdraw conflict", on=row)
        row.delete()
