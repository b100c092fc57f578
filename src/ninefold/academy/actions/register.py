"""Entering evidence on the register: by hand for what happened elsewhere, by the program for what happened here."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ninefold.academy.models import Evidence, Registration
from ninefold.academy.policies.register import check_can_settle
from ninefold.accounts.actions.trail import record
from ninefold.accounts.models import Kind, Person, Role
from ninefold.accounts.policies import By
from ninefold.core.errors import NinefoldError
from ninefold.core.london import london_date

EARLIEST = date(1990, 1, 1)  # before there were registers of facilitators; an earlier day is a slip


@transaction.atomic
def enter_evidence(
    *, person: Person, kind: Evidence.Kind, happened_on: date, percent: int | None = None, by: By, at: datetime
) -> Evidence:
    """Enter what happened elsewhere on somebody's entry, which is made with the first of it.

    What is entered already, of the same kind and day, is entered once. Raises NinefoldError for a day to come, and for
    a result where there is none or none where there is one; NotAllowedError for who does not lead their region or
    nation, and for an entry of one's own.
    """
    check_can_settle(by, person)
    _check(person, kind, happened_on, percent, at)
    entry = lock_entry(person, at)
    # What the program counted, and what was taken back, is another matter: neither stands for what is entered now.
    same = entry.evidence.valid().filter(source__isnull=True, kind=kind, happened_on=happened_on, percent=percent)
    if found := same.first():
        return found
    made = Evidence.objects.create(
        registration=entry, kind=kind, happened_on=happened_on, percent=percent, entered_at=at
    )
    record(by=by, at=at, what="enter evidence", on=made, whom=person, kind=kind.value)
    return made


@transaction.atomic
def count_feedback_session(*, facilitator: Person, held_at: datetime, source: str, at: datetime) -> bool:
    """Count a feedback session of a 360 on its facilitator's entry, once for each `source`; whether it is counted now.

    The 360 asks this, in the transaction in which it counts, so it needs nobody's leave.
    """
    _row, made = Evidence.objects.get_or_create(
        source=source,
        defaults={
            "registration": lock_entry(facilitator, at),
            "kind": Evidence.Kind.FEEDBACK_SESSION,
            "happened_on": london_date(held_at),
            "entered_at": at,
        },
    )
    return made


@transaction.atomic
def count_cpd_session(
    *, person: Person, kind: Evidence.Kind, counts: bool, held_at: datetime, source: str, at: datetime
) -> bool:
    """Count a CPD session on somebody's entry, once for each `source`, anew if it was taken back; whether it is now.

    `counts`: it counts as one feedback session. Whoever says that somebody was there asks this, in the same
    transaction.
    """
    row, made = Evidence.objects.get_or_create(
        source=source,
        defaults={
            "registration": lock_entry(person, at),
            "kind": kind,
            "happened_on": london_date(held_at),
            "counts": counts,
            "entered_at": at,
        },
    )
    if made or row.taken_back_at is None:
        return made
    row.taken_back_at, row.reason = None, ""
    row.save(update_fields=["taken_back_at", "reason"])
    return True


def take_back_counted(*, source: str, reason: str, at: datetime) -> None:
    """Let what the program counted under this source count no more. It stays, with the reason."""
    Evidence.objects.filter(source=source, taken_back_at__isnull=True).update(taken_back_at=at, reason=reason)


def enter_result(*, person: Person, percent: int, source: str, at: datetime) -> bool:
    """Enter that somebody passed the e-learning assessment here, once for each `source`; whether it is entered now.

    The assessment asks this when it is sent, so it needs nobody's leave.
    """
    _row, made = Evidence.objects.get_or_create(
        source=source,
        defaults={
            "registration": lock_entry(person, at),
            "kind": Evidence.Kind.ASSESSMENT,
            "happened_on": london_date(at),
            "percent": percent,
            "entered_at": at,
        },
    )
    return made


def lock_entry(person: Person, at: datetime) -> Registration:
    """Somebody's entry, locked, so that the same evidence entered twice at once is entered once."""
    Registration.objects.get_or_create(person=person, defaults={"entered_at": at})
    return Registration.objects.select_for_update().get(person=person)


def check_is_entered(person: Person, happened_on: date, at: datetime) -> None:
    """Raise NinefoldError for who is no facilitator, and for a day that cannot be."""
    if not Role.objects.running().filter(person=person, kind=Kind.FACILITATOR).exists():
        raise NinefoldError(
            _("%(person)s has no role as a facilitator. Give the role first, then enter the evidence.")
            % {"person": person}
        )
    if not EARLIEST <= happened_on <= london_date(at):
        raise NinefoldError(
            _("“%(day)s” should be a day from %(first)s to today.") % {"day": happened_on, "first": EARLIEST}
        )


def _check(person: Person, kind: Evidence.Kind, happened_on: date, percent: int | None, at: datetime) -> None:
    check_is_entered(person, happened_on, at)
    if kind is not Evidence.Kind.ASSESSMENT and percent is not None:
        raise NinefoldError(_("Only an assessment has a result in per cent."))
    if kind is Evidence.Kind.ASSESSMENT and (percent is None or not 0 <= percent <= 100):
        raise NinefoldError(_("Give the result of the assessment in per cent, from 0 to 100."))
