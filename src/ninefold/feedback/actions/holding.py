"""A feedback session that was held: marked by the facilitator, confirmed or objected to by the participant, counted."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from ninefold.academy.actions.register import count_feedback_session
from ninefold.accounts.actions.outbox import post
from ninefold.accounts.actions.trail import record
from ninefold.accounts.policies import By
from ninefold.core.errors import NinefoldError
from ninefold.core.london import london_date
from ninefold.feedback.actions.cases import (
    ASK_HELD_AGAIN,
    ASK_HELD_LAST,
    COUNT_HELD,
    DELETE_NOTES,
    NOTES_KEPT,
    THE_PROGRAM,
    lock_case,
    move,
)
from ninefold.feedback.actions.due import plan, unplan
from ninefold.feedback.actions.evaluations import plan_evaluation
from ninefold.feedback.emails.feedback_sessions import was_it_held
from ninefold.feedback.emails.openings import not_held
from ninefold.feedback.models import Assessment, Facilitation, FacilitationState, FacilitatorNote, Report
from ninefold.feedback.policies import check_is_facilitator, check_is_participant
from ninefold.feedback.queries.leads import leads_of

ASKED_AGAIN_AFTER = {ASK_HELD_AGAIN: timedelta(days=5), ASK_HELD_LAST: timedelta(days=10)}
COUNTS_AFTER = timedelta(days=14)
LONGEST_OBJECTION = 1000


@transaction.atomic
def mark_held(*, facilitation: Facilitation, by: By, at: datetime) -> None:
    """Say that the feedback session took place; the participant is asked whether that is so.

    Nothing of the report is held back after it, so all of it must have been opened.
    """
    check_is_facilitator(by, facilitation)
    case = lock_case(facilitation)
    if case.state == FacilitationState.HELD and case.objected_at is None:
        return
    move(case, "mark_held")
    if not Report.objects.filter(assessment=case.assessment_id, all_opened=True).exists():
        raise NinefoldError(
            _("Open all parts of the report first: after the feedback session nothing of it is held back.")
        )
    case.held_at, case.objected_at, case.objection = at, None, ""
    case.save(update_fields=["state", "held_at", "objected_at", "objection"])
    for what, after in ASKED_AGAIN_AFTER.items():
        plan(what, case.assessment, at + after, case.pk)
    plan(COUNT_HELD, case.assessment, at + COUNTS_AFTER, case.pk)
    if FacilitatorNote.objects.filter(facilitation=case).update(delete_on=london_date(at + NOTES_KEPT)):
        plan(DELETE_NOTES, case.assessment, at + NOTES_KEPT, case.pk)
    post(to=case.assessment.participant.email, mail=was_it_held(case), at=at)
    record(by=by, at=at, what="mark held", on=case)
    facilitation.refresh_from_db()


@transaction.atomic
def confirm_held(*, facilitation: Facilitation, by: By, at: datetime) -> None:
    """Say, as the participant, that it did take place: it counts at once. To say so twice is to say it once."""
    check_is_participant(by, facilitation.assessment)
    case = lock_case(facilitation)
    if case.state == FacilitationState.COUNTED:
        return
    move(case, "confirm")
    case.confirmed_at = at
    case.save(update_fields=["state", "confirmed_at"])
    _count_on_register(case, at)
    _ask_no_more(case)
    record(by=by, at=at, what="confirm", on=case)
    facilitation.refresh_from_db()


@transaction.atomic
def object_to_held(*, facilitation: Facilitation, text: str, by: By, at: datetime) -> None:
    """Say, as the participant, that it did not take place as marked: the lead is told, and it does not count."""
    check_is_participant(by, facilitation.assessment)
    case = lock_case(facilitation)
    said = text.strip()
    if len(said) > LONGEST_OBJECTION:
        raise NinefoldError(_("Say it in up to %(most)s characters.") % {"most": LONGEST_OBJECTION})
    if case.objected_at is not None:
        return
    move(case, "object")
    case.objected_at, case.objection = at, said
    case.save(update_fields=["state", "objected_at", "objection"])
    _ask_no_more(case)
    for lead in leads_of(case.assessment, besides=[case.facilitator_id]):
        post(to=lead.email, mail=not_held(case, lead), at=at)
    record(by=by, at=at, what="object", on=case)
    facilitation.refresh_from_db()


@transaction.atomic
def ask_held_again(assessment: Assessment, number: int, at: datetime) -> None:
    """Remind the participant to say whether it took place."""
    case = _waiting(assessment, number)
    if case is not None:
        post(to=case.assessment.participant.email, mail=was_it_held(case, again=True), at=at)


@transaction.atomic
def count_held(assessment: Assessment, number: int, at: datetime) -> None:
    """Count a feedback session that nobody has objected to in 14 days."""
    case = _waiting(assessment, number)
    if case is None:
        return
    move(case, "count")
    case.save(update_fields=["state"])
    _count_on_register(case, at)
    record(by=THE_PROGRAM, at=at, what="count", on=case)


def _count_on_register(case: Facilitation, at: datetime) -> None:
    assert case.held_at is not None  # it was marked as held before
    count_feedback_session(facilitator=case.facilitator, held_at=case.held_at, source=f"facilitation:{case.pk}", at=at)
    plan_evaluation(case.assessment, at)


def _waiting(assessment: Assessment, number: int) -> Facilitation | None:
    """The case, locked, if the participant has said neither yes nor no."""
    marked = Facilitation.objects.filter(assessment=assessment, pk=number, state=FacilitationState.HELD).first()
    case = None if marked is None else lock_case(marked)
    waits = case is not None and case.state == FacilitationState.HELD and case.objected_at is None
    return case if waits else None


def _ask_no_more(case: Facilitation) -> None:
    for what in (*ASKED_AGAIN_AFTER, COUNT_HELD):
        unplan(what, case.assessment, case.pk)
