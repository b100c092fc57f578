"""Times of feedback sessions: offered by a facilitator to all their cases, picked by one participant each, moved."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ninefold.accounts.actions.outbox import post
from ninefold.accounts.actions.trail import record
from ninefold.accounts.models import Kind, Person, Role
from ninefold.accounts.policies import By, NotAllowedError
from ninefold.core.errors import NinefoldError
from ninefold.core.session_times import FURTHEST, LONGEST, SHORTEST, may_be_moved, overlaps
from ninefold.feedback.actions.cases import THE_PROGRAM, lock_case, move
from ninefold.feedback.emails import feedback_sessions as emails
from ninefold.feedback.models import Assessment, Facilitation, FacilitationState, SessionTime
from ninefold.feedback.models.states import UNDER_WAY
from ninefold.feedback.policies import check_is_participant, facilitates, is_participant
from ninefold.feedback.queries.session_times import cases_without_time, time_of

LONGEST_PLACE = 500


class TimeTakenError(NinefoldError):
    """Somebody else picked the time a moment before."""


@transaction.atomic
def offer_time(*, starts_at: datetime, minutes: int, where: str, by: By, at: datetime) -> SessionTime:
    """Offer a time to all one's cases. Whoever has no time yet is told, once however many are offered in a row."""
    facilitator = _facilitator(by)
    place = " ".join(where.split())
    _check_time(starts_at, minutes, place, at)
    # The row of the person, so that two tabs cannot offer two times that overlap.
    Person.objects.get_queryset().select_for_update(of=("self",)).get(pk=facilitator.pk)
    mine = SessionTime.objects.filter(facilitator=facilitator)
    if overlaps(starts_at, minutes, mine.values_list("starts_at", "minutes")):
        raise NinefoldError(_("You have offered a time already that overlaps with this one."))
    offered = SessionTime.objects.create(facilitator=facilitator, starts_at=starts_at, minutes=minutes, where=place)
    for case in cases_without_time(facilitator):
        if starts_at > case.assessment.ends_at:
            mail = emails.times_offered(case)
            post(to=case.assessment.participant.email, mail=mail, at=at, once=f"times-offered-{case.pk}")
    record(by=by, at=at, what="offer time", on=offered)
    return offered


@transaction.atomic
def withdraw_time(*, time: SessionTime, by: By, at: datetime) -> None:
    """Take back a time that nobody has picked."""
    if _facilitator(by).pk != time.facilitator_id:
        raise NotAllowedError(_("Only the facilitator who offered the time may take it back."))
    record(by=by, at=at, what="withdraw time", on=time)
    if not SessionTime.objects.free().filter(pk=time.pk).delete()[0]:
        raise NinefoldError(_("Somebody has picked this time. Call the feedback session off on the page of the case."))


@transaction.atomic
def pick_time(*, facilitation: Facilitation, time: SessionTime, by: By, at: datetime) -> None:
    """Arrange the feedback session for an offered time, or move it there; both get a calendar invitation.

    Raises TimeTakenError where somebody else was a moment earlier: then all is as it was before.
    """
    check_is_participant(by, facilitation.assessment)
    case = lock_case(facilitation)
    if case.assessment.state not in UNDER_WAY:
        raise NinefoldError(_("This 360 has ended, so there is no feedback session to arrange."))
    if time.facilitator_id != case.facilitator_id or not _can_be_picked(case, time, at):
        raise NinefoldError(_("This time is not offered for your feedback session. Choose another."))
    before = time_of(case)
    if before is not None and before.pk == time.pk:
        return
    if before is not None:
        _check_can_move(before, at)
    move(case, "arrange" if before is None else "rearrange")
    _let_go(case)
    # Compare and swap on the scarce row: of two who pick it at once, one is told that it is taken.
    if not SessionTime.objects.free().filter(pk=time.pk).update(facilitation=case):
        raise TimeTakenError(_("Somebody else has just picked this time. Choose one of the others."))
    _tell(case, SessionTime.objects.get(pk=time.pk), moved=before is not None, at=at)
    record(by=by, at=at, what="pick time", on=case)
    facilitation.refresh_from_db()


@transaction.atomic
def call_off(*, facilitation: Facilitation, by: By, at: datetime) -> None:
    """Call a feedback session off before it begins: the participant until the day before, the facilitator until then.

    What the participant gives up is free for others; what the facilitator gives up is offered no more.
    """
    assessment = facilitation.assessment
    if not (is_participant(by, assessment) or facilitates(by, assessment)):
        raise NotAllowedError(_("Only the two who meet in it may call a feedback session off."))
    case = lock_case(facilitation)
    time = time_of(case)
    if time is None:
        raise NinefoldError(_("No feedback session is arranged."))
    if is_participant(by, assessment):
        _check_can_move(time, at)
    move(case, "call_off")
    _call_off(case, time, at)
    if not is_participant(by, assessment):
        time.delete()
    record(by=by, at=at, what="call off", on=case)
    facilitation.refresh_from_db()


def release_time(case: Facilitation, at: datetime) -> None:
    """Call off what is arranged in a locked case that ends, or goes to somebody else; its time is free again."""
    time = time_of(case)
    if time is not None and case.state == FacilitationState.ARRANGED and time.starts_at > at:
        move(case, "call_off")
        _call_off(case, time, at)


@transaction.atomic
def call_off_before_close(assessment: Assessment, at: datetime) -> None:
    """Call off a feedback session that would now be before the close, because the closing date was moved."""
    arranged = Facilitation.objects.filter(assessment=assessment, state=FacilitationState.ARRANGED).first()
    time = None if arranged is None else time_of(arranged)
    if arranged is None or time is None or time.starts_at > assessment.ends_at:
        return
    case = lock_case(arranged)
    move(case, "call_off")
    _call_off(case, time, at)
    record(by=THE_PROGRAM, at=at, what="call off", on=case)


def _call_off(case: Facilitation, time: SessionTime, at: datetime) -> None:
    """Free the time and send both a cancellation for their calendars."""
    _let_go(case)
    case.calendar_number += 1
    case.save(update_fields=["state", "calendar_number"])
    for person in (case.assessment.participant, case.facilitator):
        post(to=person.email, mail=emails.called_off(case, time, person, at), at=at)


def _let_go(case: Facilitation) -> None:
    SessionTime.objects.filter(facilitation=case).update(facilitation=None)


def _tell(case: Facilitation, time: SessionTime, *, moved: bool, at: datetime) -> None:
    """Send both the invitation for their calendars, in which a later one takes the place of an earlier."""
    case.calendar_number += 1
    case.save(update_fields=["state", "calendar_number"])
    for person in (case.assessment.participant, case.facilitator):
        post(to=person.email, mail=emails.arranged(case, time, person, at, moved=moved), at=at)


def _facilitator(by: By) -> Person:
    if not isinstance(by, Role) or by.kind != Kind.FACILITATOR or by.ended_at is not None:
        raise NotAllowedError(_("Only facilitators offer times for feedback sessions."))
    return by.person


def _check_time(starts_at: datetime, minutes: int, place: str, at: datetime) -> None:
    if not at < starts_at <= at + FURTHEST:
        raise NinefoldError(_("Choose a time that is still to come, within a year."))
    if not SHORTEST <= minutes <= LONGEST:
        raise NinefoldError(
            _("A feedback session lasts from %(least)s to %(most)s minutes.") % {"least": SHORTEST, "most": LONGEST}
        )
    if not place or len(place) > LONGEST_PLACE:
        raise NinefoldError(_("Say in up to %(most)s characters where you meet.") % {"most": LONGEST_PLACE})


def _can_be_picked(case: Facilitation, time: SessionTime, at: datetime) -> bool:
    """Whether the time lies ahead, and after the close: before it there is no report to look at."""
    return time.starts_at > max(at, case.assessment.ends_at)


def _check_can_move(time: SessionTime, at: datetime) -> None:
    if not may_be_moved(time.starts_at, time.minutes, at):
        raise NinefoldError(
            _("A feedback session can be moved until the day before. Please write to your facilitator instead.")
        )
