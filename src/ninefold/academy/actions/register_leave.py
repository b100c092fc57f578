"""Leave, in which the clock of the register stands still; and leaving the register, and coming back."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ninefold.academy.actions.register import lock_entry
from ninefold.academy.models import Leave, Registration
from ninefold.academy.policies.register import check_can_settle
from ninefold.accounts.actions.trail import record
from ninefold.accounts.models import Person
from ninefold.accounts.policies import By
from ninefold.core.errors import NinefoldError
from ninefold.core.london import london_date

LONGEST_REASON = 1000
LONGEST_LEAVE = 3 * 366  # days


@transaction.atomic
def enter_leave(*, person: Person, starts_on: date, ends_on: date | None, reason: str, by: By, at: datetime) -> Leave:
    """Enter leave with its first day, and its last where that is known. Its reason is seen by leads alone.

    Raises NinefoldError for days that are none, or that overlap with other leave of theirs.
    """
    check_can_settle(by, person)
    if ends_on is not None and not 0 <= (ends_on - starts_on).days <= LONGEST_LEAVE:
        raise NinefoldError(_("Leave should end after it begins, and within three years."))
    if len(reason.strip()) > LONGEST_REASON:
        raise NinefoldError(_("Give the reason in up to %(most)s characters.") % {"most": LONGEST_REASON})
    entry = lock_entry(person, at)
    _check_no_overlap(entry.leave.all(), starts_on, ends_on)
    made = Leave.objects.create(registration=entry, starts_on=starts_on, ends_on=ends_on, reason=reason.strip())
    record(by=by, at=at, what="enter leave", on=made, whom=person)
    return made


@transaction.atomic
def end_leave(*, leave: Leave, ends_on: date, by: By, at: datetime) -> None:
    """Say which day was the last of a leave; what was planned is changed."""
    person = leave.registration.person
    check_can_settle(by, person)
    entry = lock_entry(person, at)
    if not 0 <= (ends_on - leave.starts_on).days <= LONGEST_LEAVE:
        raise NinefoldError(_("Leave should end after it begins, and within three years."))
    _check_no_overlap(entry.leave.exclude(pk=leave.pk), leave.starts_on, ends_on)
    leave.ends_on = ends_on
    leave.save(update_fields=["ends_on"])
    record(by=by, at=at, what="end leave", on=leave, whom=person)


@transaction.atomic
def remove_leave(*, leave: Leave, by: By, at: datetime) -> None:
    """Take away leave that was entered by mistake."""
    person = leave.registration.person
    check_can_settle(by, person)
    lock_entry(person, at)
    record(by=by, at=at, what="remove leave", on=leave, whom=person)
    leave.delete()


@transaction.atomic
def leave_register(*, person: Person, by: By, at: datetime) -> None:
    """Somebody leaves the register today: their entry stays, and takes no more requests."""
    check_can_settle(by, person)
    entry = lock_entry(person, at)
    if entry.withdrawn_on is None:
        Registration.objects.filter(pk=entry.pk).update(withdrawn_on=london_date(at))
        record(by=by, at=at, what="leave register", on=entry, whom=person)


@transaction.atomic
def return_to_register(*, person: Person, by: By, at: datetime) -> None:
    """Somebody comes back: they stand as their evidence says."""
    check_can_settle(by, person)
    entry = lock_entry(person, at)
    if entry.withdrawn_on is not None:
        Registration.objects.filter(pk=entry.pk).update(withdrawn_on=None)
        record(by=by, at=at, what="return to register", on=entry, whom=person)


def _check_no_overlap(others: Iterable[Leave], starts_on: date, ends_on: date | None) -> None:
    for other in others:
        if (ends_on is None or other.starts_on <= ends_on) and (other.ends_on is None or starts_on <= other.ends_on):
            raise NinefoldError(_("These days overlap with other leave, from %(day)s.") % {"day": other.starts_on})
