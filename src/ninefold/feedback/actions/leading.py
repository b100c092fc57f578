"""What leads do with the 360s of their place: prepare one for somebody, send again, extend, cancel, hand over.

Nothing here knows who has answered, or behaves differently for them.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ninefold.accounts.actions.outbox import post
from ninefold.accounts.actions.people import Home, create_person
from ninefold.accounts.actions.roles import grant_role
from ninefold.accounts.actions.trail import record
from ninefold.accounts.models import Kind, Person, Programme, Role
from ninefold.accounts.policies import By, NotAllowedError, can, check_can_change_role
from ninefold.core.errors import NinefoldError
from ninefold.feedback.actions.assessments import create_assessment
from ninefold.feedback.actions.closing import cancel_assessment
from ninefold.feedback.actions.facilitations import replace_facilitator, request_facilitator
from ninefold.feedback.actions.rater_lists import invite_again
from ninefold.feedback.actions.starting import extend, lock_assessment
from ninefold.feedback.emails import leading as emails
from ninefold.feedback.emails.invitations import invitation
from ninefold.feedback.keys.custody import find_secret
from ninefold.feedback.models import Assessment, AssessmentState, Facilitation, Rater, RaterState
from ninefold.feedback.policies import check_can_keep_going, check_leads
from ninefold.feedback.queries.open_answers import MOVED_TO, read_all_told
from ninefold.feedback.queries.raters import link_of


@transaction.atomic
def add_participant(*, email: str, name: str, home: Home, by: By, at: datetime) -> Person:
    """Somebody new who can take part in 360s, at home where the lead may add people."""
    person = create_person(email=email, name=name, home=home, by=by, at=at)
    grant_role(person=person, kind=Kind.PARTICIPANT, by=by, at=at, scope=None)
    return person


@transaction.atomic
def prepare_assessment(
    *,
    participant: Person,
    form: str,
    closes_on: date,
    programme: Programme | None,
    by: Role,
    at: datetime,
    language: str = "",
) -> Assessment:
    """Begin a 360 for somebody, who is told, and who alone can start it. To begin the same twice is to begin it once.

    Whoever does not take part in 360s yet does so from now on, where the lead may say so.
    """
    if by.person_id == participant.pk:
        raise NotAllowedError(_("A 360 of one’s own is begun on the page of one’s own 360s."))
    running = Role.objects.running().filter(person=participant, kind=Kind.PARTICIPANT)
    if not running.exists() and can(check_can_change_role, by, participant, Kind.PARTICIPANT, None):
        grant_role(person=participant, kind=Kind.PARTICIPANT, by=by, at=at, scope=None)
    assessment = create_assessment(
        participant=participant,
        form=form,
        language=language,
        closes_on=closes_on,
        programme=programme,
        by=by,
        at=at,
    )
    if assessment.created_at == at:
        post(to=participant.email, mail=emails.prepared(assessment, by.person), at=at)
    return assessment


@transaction.atomic
def say_ready(*, assessment: Assessment, by: Role, at: datetime) -> None:
    """Tell the participant that what was prepared for them is ready to be checked and started. Once within an hour."""
    check_leads(by, assessment)
    locked = lock_assessment(assessment)
    if locked.state != AssessmentState.DRAFT:
        raise NinefoldError(_("This 360 has been started or is over, so there is nothing left to check."))
    once = f"ready-{locked.pk}-{at:%Y-%m-%dT%H}"
    post(to=locked.participant.email, mail=emails.ready_to_check(locked, by.person), at=at, once=once)
    record(by=by, at=at, what="say ready", on=locked)


@transaction.atomic
def extend_for_participant(*, assessment: Assessment, by: Role, at: datetime) -> None:
    """Move the closing date by 14 days, once, and tell the participant as well as those who are asked."""
    check_leads(by, assessment)
    extend(assessment=assessment, by=by, at=at)
    post(to=assessment.participant.email, mail=emails.moved_by_lead(assessment, by.person), at=at)


@transaction.atomic
def cancel_for_participant(*, assessment: Assessment, by: Role, at: datetime) -> None:
    """Give up a 360 before its close, and tell the participant. To cancel twice is to cancel once."""
    check_leads(by, assessment)
    if lock_assessment(assessment).state == AssessmentState.CANCELLED:
        return
    cancel_assessment(assessment=assessment, by=by, at=at)
    post(to=assessment.participant.email, mail=emails.cancelled_by_lead(assessment, by.person), at=at)


@transaction.atomic
def resend_invitation(*, rater: Rater, by: By, at: datetime) -> None:
    """Send an invitation again, with the same link, to where it was sent. Once within an hour.

    Whatever the rater has done with it, the same happens: one message, of which nobody can say where it goes. An
    invitation that was moved goes to the address of the rater's own.
    """
    check_can_keep_going(by, rater.assessment)
    locked = lock_assessment(rater.assessment)
    row = locked.raters.others().asked().exclude(email="").filter(pk=rater.pk, checked=True).first()
    secret = find_secret(locked.key_name)
    if locked.state != AssessmentState.OPEN or secret is None:
        raise NinefoldError(_("The questionnaire is not open, so no invitation is sent."))
    if row is None:
        raise NinefoldError(_("%(name)s has not been invited by e-mail, so nothing is sent again.") % {"name": rater})
    row.assessment = locked
    if row.state == RaterState.BOUNCED:
        invite_again(row, locked, at)
    else:
        told = read_all_told([row], [MOVED_TO], secret)[row.pk]
        address = told.get(MOVED_TO) or row.email
        mail = invitation(row, link_of(secret, row), at)
        post(to=address, mail=mail, at=at, lock=locked.key_name, once=f"again-{row.pk}-{at:%Y-%m-%dT%H}")
    record(by=by, at=at, what="send again", on=row)
    rater.refresh_from_db()


@transaction.atomic
def give_to_facilitator(*, assessment: Assessment, facilitator: Person, by: Role, at: datetime) -> Facilitation:
    """Ask somebody to facilitate, in place of whoever was asked before. A lead never gives a case to themselves.

    For a report is open to its facilitator, and to those who lead it is not.
    """
    check_leads(by, assessment)
    if by.person_id == facilitator.pk:
        raise NotAllowedError(_("Those who lead cannot facilitate it themselves: the report would be open to them."))
    running = Facilitation.objects.running().filter(assessment=assessment)
    act = replace_facilitator if running.exists() else request_facilitator
    return act(assessment=assessment, facilitator=facilitator, by=by, at=at)
