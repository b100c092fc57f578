"""Asking a facilitator: the request, its answer, and giving a case to another."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ninefold.academy.queries.conflicts import are_tied
from ninefold.academy.queries.directory import not_accepting
from ninefold.academy.queries.standings import people_held_back
from ninefold.accounts.actions.outbox import post
from ninefold.accounts.actions.trail import record
from ninefold.accounts.models import Kind, Person, Role
from ninefold.accounts.policies import By
from ninefold.core.errors import NinefoldError
from ninefold.core.london import closing_instant, london_date, working_days_later
from ninefold.feedback.actions.cases import (
    DELETE_NOTES,
    LAPSE_REQUEST,
    NOTES_KEPT,
    THE_PROGRAM,
    lock_case,
    move,
)
from ninefold.feedback.actions.due import plan, unplan
from ninefold.feedback.actions.session_times import release_time
from ninefold.feedback.actions.starting import lock_assessment
from ninefold.feedback.emails import facilitations as emails
from ninefold.feedback.models import Assessment, Facilitation, FacilitationState, FacilitatorNote
from ninefold.feedback.models.states import BEFORE_OPENING, UNDER_WAY
from ninefold.feedback.policies import (
    check_can_replace_facilitator,
    check_can_set_up,
    check_is_asked,
    check_is_facilitator,
)

WORKING_DAYS_TO_ANSWER = 5
LONGEST_PROPOSAL = 500


@transaction.atomic
def request_facilitator(*, assessment: Assessment, facilitator: Person, by: By, at: datetime) -> Facilitation:
    """Ask a facilitator to take on a 360, to be answered within five working days. One is asked at a time."""
    check_can_set_up(by, assessment)
    locked = lock_assessment(assessment)
    if locked.state not in BEFORE_OPENING:
        raise NinefoldError(_("This 360 is over, or its report has been opened, so nobody else can be asked."))
    facilitation = _request(locked, facilitator, at)
    record(by=by, at=at, what="request", on=facilitation, whom=facilitator)
    return facilitation


@transaction.atomic
def accept_request(*, facilitation: Facilitation, by: By, at: datetime) -> None:
    """Take on a case. What the participant wants and the list of who is asked are open from then on."""
    check_is_asked(by, facilitation)
    case = lock_case(facilitation)
    if case.assessment.state not in UNDER_WAY:
        raise NinefoldError(_("This 360 has ended, so there is nothing to take on."))
    move(case, "accept")
    case.accepted_at = at
    case.save(update_fields=["state", "accepted_at"])
    unplan(LAPSE_REQUEST, case.assessment, case.pk)
    post(to=case.assessment.participant.email, mail=emails.request_accepted(case), at=at)
    record(by=by, at=at, what="accept", on=case)
    facilitation.refresh_from_db()


@transaction.atomic
def decline_request(*, facilitation: Facilitation, by: By, at: datetime) -> None:
    """Leave a case to somebody else. No reason is asked, and none is told."""
    check_is_asked(by, facilitation)
    case = lock_case(facilitation)
    move(case, "decline")
    case.save(update_fields=["state"])
    unplan(LAPSE_REQUEST, case.assessment, case.pk)
    post(to=case.assessment.participant.email, mail=emails.request_declined(case), at=at)
    record(by=by, at=at, what="decline", on=case)
    facilitation.refresh_from_db()


@transaction.atomic
def lapse_request(assessment: Assessment, number: int, at: datetime) -> None:
    """End a request that was not answered in time, so that somebody else can be asked."""
    waiting = Facilitation.objects.filter(assessment=assessment, pk=number, state=FacilitationState.REQUESTED).first()
    if waiting is None:
        return
    case = lock_case(waiting)
    if case.state != FacilitationState.REQUESTED:
        return
    move(case, "lapse")
    case.save(update_fields=["state"])
    if case.assessment.state in UNDER_WAY:
        post(to=case.assessment.participant.email, mail=emails.request_unanswered(case), at=at)
    record(by=THE_PROGRAM, at=at, what="lapse", on=case)


@transaction.atomic
def replace_facilitator(*, assessment: Assessment, facilitator: Person, by: By, at: datetime) -> Facilitation:
    """Take a case from its facilitator, who sees nothing of it from then on, and ask another."""
    check_can_replace_facilitator(by, assessment)
    locked = lock_assessment(assessment)
    running = Facilitation.objects.running().filter(assessment=locked).first()
    if running is None:
        raise NinefoldError(_("Nobody has been asked yet, so there is nobody to replace."))
    if running.facilitator_id == facilitator.pk:
        raise NinefoldError(_("%(name)s facilitates this 360 already.") % {"name": facilitator})
    case = lock_case(running)
    if case.state == FacilitationState.HELD and case.objected_at is None:
        raise NinefoldError(_("The feedback session has been held, so this 360 stays with its facilitator."))
    release_time(case, at)
    move(case, "replace")
    case.save(update_fields=["state"])
    unplan(LAPSE_REQUEST, locked, case.pk)
    if FacilitatorNote.objects.filter(facilitation=case).update(delete_on=london_date(at + NOTES_KEPT)):
        plan(DELETE_NOTES, locked, at + NOTES_KEPT, case.pk)
    post(to=case.facilitator.email, mail=emails.facilitator_replaced(case), at=at)
    asked = _request(locked, facilitator, at)
    post(to=locked.participant.email, mail=emails.another_facilitator_asked(asked), at=at)
    record(by=by, at=at, what="replace", on=case, whom=facilitator)
    return asked


@transaction.atomic
def let_go(assessment: Assessment, at: datetime) -> None:
    """Tell the facilitator of a 360 that ended without a report, and call off what was arranged."""
    running = Facilitation.objects.running().filter(assessment=assessment).first()
    if running is not None:
        case = lock_case(running)
        release_time(case, at)
        unplan(LAPSE_REQUEST, assessment, case.pk)
        post(to=case.facilitator.email, mail=emails.ended_without_report(case), at=at)


def go_on_waiting(assessment: Assessment) -> None:
    """Write down anew when a request ends by itself, after all else that was due for the 360 was forgotten."""
    for waiting in Facilitation.objects.filter(assessment=assessment, state=FacilitationState.REQUESTED):
        plan(LAPSE_REQUEST, assessment, closing_instant(waiting.answer_by), waiting.pk)


@transaction.atomic
def propose_first_talk(*, facilitation: Facilitation, text: str, by: By, at: datetime) -> None:
    """Propose a first talk to the participant, in the facilitator's own words: when, and how to reach each other."""
    check_is_facilitator(by, facilitation)
    case = lock_case(facilitation)
    said = text.strip()
    if not said or len(said) > LONGEST_PROPOSAL:
        raise NinefoldError(
            _("Say in up to %(most)s characters when and how you would like to talk.") % {"most": LONGEST_PROPOSAL}
        )
    case.first_talk = said
    case.save(update_fields=["first_talk"])
    post(to=case.assessment.participant.email, mail=emails.first_talk(case), at=at)
    record(by=by, at=at, what="propose first talk", on=case)
    facilitation.refresh_from_db()


def _request(assessment: Assessment, facilitator: Person, at: datetime) -> Facilitation:
    """The row of a request, its mail, and the day on which it ends by itself."""
    if not Role.objects.running().filter(person=facilitator, kind=Kind.FACILITATOR).exists():
        raise NinefoldError(_("%(name)s is not a facilitator here at present. Choose another.") % {"name": facilitator})
    if people_held_back([facilitator.pk], london_date(at)) or not_accepting([facilitator.pk]):
        raise NinefoldError(
            _("%(name)s takes no new 360s at present. Please choose somebody else.") % {"name": facilitator}
        )
    if facilitator.pk == assessment.participant_id:
        raise NinefoldError(_("Nobody facilitates their own 360. Choose somebody else."))
    if are_tied(facilitator, assessment.participant):
        raise NinefoldError(
            _("%(name)s cannot facilitate this 360. Please choose somebody else.") % {"name": facilitator}
        )
    if Facilitation.objects.running().filter(assessment=assessment).exists():
        raise NinefoldError(_("A facilitator has been asked already. Wait for the answer before you ask another."))
    answer_by = working_days_later(london_date(at), WORKING_DAYS_TO_ANSWER)
    facilitation = Facilitation.objects.create(
        assessment=assessment, facilitator=facilitator, requested_at=at, answer_by=answer_by
    )
    plan(LAPSE_REQUEST, assessment, closing_instant(answer_by), facilitation.pk)
    post(to=facilitator.email, mail=emails.facilitation_request(facilitation), at=at)
    return facilitation
