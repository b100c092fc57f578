"""Entering evidence on the register: by hand for what happened elsewhere, by the program for what happened here."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ninefold.academy.models import Evidence, Registration
from ninefold.academy.policies.register import check_can_settle
from ninefold.accounts.actions.trail import record
from ninefold.accounts.models import LONGEST_NAME, Kind, Person, Role
from ninefold.accounts.policies import By
from ninefold.core.errors import NinefoldError
from ninefold.core.london import london_date

EARLIEST = date(1990, 1, 1)  # before there were registers of facilitators; an earlier day is a slip
BY_CPD = (Evidence.Kind.CPD, Evidence.Kind.REFRESHER)


@transaction.atomic
def enter_evidence(
    *,
    person: Person,
    kind: Evidence.Kind,
    happened_on: date,
    percent: int | None = None,
    about: str = "",
    counts: bool = False,
    by: By,
    at: datetime,
) -> Evidence:
    """Enter what happened elsewhere on somebody's entry, which is made with the first of it.

    `about`: what a CPD session or refresher was. `counts`: that a CPD session counts as one feedback session; a
    refresher always does. What is entered already, of the same kind and day, is entered once. Raises NinefoldError for
    a day to come, for a result where there is none or none where there is one, and for a CPD session of which nobody
    says what it was; NotAllowedError for who does not lead their region or nation, and for an entry of one's own.
    """
    check_can_settle(by, person)
    check_is_entered(person, happened_on, at)
    _check_result(kind, percent)
    about = " ".join(about.split())
    _check_cpd(kind, about, counts=counts)
    entry = lock_entry(person, at)
    # What the program counted, and what was taken back, is another matter: neither stands for what is entered now.
    said = {"kind": kind, "happened_on": happened_on, "percent": percent, "about": about, "counts": counts}
    if found := entry.evidence.valid().filter(source__isnull=True, **said).first():
        return found
    made = Evidence.objects.create(registration=entry, **said, entered_at=at)
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
    *,
    person: Person,
    kind: Evidence.Kind,
    counts: bool,
    held_at: datetime,
    source: str,
    undone: Collection[datetime] = (),
    at: datetime,
) -> bool:
    """Count a CPD session on somebody's entry, once for each `source`; whether it counts anew now.

    `counts`: it counts as one feedback session. `undone`: when the count of who was there was taken back; what a lead
    took back at another time stays so, however often it is counted. Whoever says that somebody was there asks this, in
    the same transaction.
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
    if made or row.taken_back_at not in undone:
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


def _check_result(kind: Evidence.Kind, percent: int | None) -> None:
    if kind is not Evidence.Kind.ASSESSMENT and percent is not None:
        raise NinefoldError(_("Only an assessment has a result in per cent."))
    if kind is Evidence.Kind.ASSESSMENT and (percent is None or not 0 <= percent <= 100):
        raise NinefoldError(_("Give the result of the assessment in per cent, from 0 to 100."))


def _check_cpd(kind: Evidence.Kind, about: str, *, counts: bool) -> None:
    if kind not in BY_CPD and about:
        raise NinefoldError(_("Only of a CPD session or a refresher is it said what it was."))
    if kind is not Evidence.Kind.CPD and counts:
        raise NinefoldError(_("Only of a CPD session is it said whether it counts: a refresher does by itself."))
    if kind is Evidence.Kind.CPD and not about:
        raise NinefoldError(_("Say what the CPD session was, such as its title and who held it."))
    if len(about) > LONGEST_NAME:
        raise NinefoldError(_("Say what it was in up to %(most)s characters.") % {"most": LONGEST_NAME})
