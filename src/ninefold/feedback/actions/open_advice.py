"""What the participant is told while the questionnaire is open: whom to ask besides, and which addresses are wrong.

Both are worked out from invitations alone. Nothing here knows who has answered.
"""

import re
from datetime import datetime, timedelta

from django.db import transaction

from ninefold.accounts.actions.outbox import post
from ninefold.core.lifecycles import RATER, RaterState, check_move
from ninefold.core.london import london_date
from ninefold.feedback.actions.due import plan
from ninefold.feedback.actions.timetable import morning_of
from ninefold.feedback.emails import assessments as emails
from ninefold.feedback.keys.custody import find_secret
from ninefold.feedback.models import Assessment, AssessmentState, Due, Rater
from ninefold.feedback.queries.rater_lists import suggestions_for

TELL_BOUNCES = "tell_bounces"
# Reports on a mailing come within minutes of each other: the first mail of a day tells of all of them.
GATHERED_FOR = timedelta(minutes=15)
A_RATER = re.compile(r"rater-([0-9]{1,18})-([0-9]{1,5})")


def advise_participant(assessment: Assessment, _number: int, at: datetime) -> None:
    """Write to the participant whom it would help most to ask besides, if anybody."""
    if assessment.state != AssessmentState.OPEN or find_secret(assessment.key_name) is None:
        return
    suggestions = [one for one in suggestions_for(assessment) if one.reason != "too_many"]
    if suggestions:
        mail = emails.advice(assessment, suggestions)
        post(to=assessment.participant.email, mail=mail, at=at, lock=assessment.key_name)


@transaction.atomic
def note_bounce(mark: str, at: datetime) -> None:
    """Note that an invitation came back, from the address that the participant gave; and tell them.

    A link that was moved is the rater's own business: mail that comes back from there changes nothing.
    """
    found = A_RATER.fullmatch(mark)
    if found is None or int(found[2]):
        return
    rater = Rater.objects.filter(pk=int(found[1]), link_number=0, assessment__state=AssessmentState.OPEN).first()
    if rater is None or rater.state != RaterState.INVITED:
        return
    # Compare and swap: who opens the link in this instant has it.
    bounced = check_move(RATER, "bounce", RaterState(rater.state))
    if Rater.objects.filter(pk=rater.pk, state=rater.state).update(state=bounced):
        _plan_to_tell(rater.assessment, at)


def tell_bounces(assessment: Assessment, _number: int, at: datetime) -> None:
    """Write to the participant, by name, whose invitations have come back and were not mended since."""
    if assessment.state != AssessmentState.OPEN or find_secret(assessment.key_name) is None:
        return
    raters = list(assessment.raters.others().filter(state=RaterState.BOUNCED).order_by("pk"))
    if raters:
        mail = emails.came_back(assessment, raters)
        post(to=assessment.participant.email, mail=mail, at=at, lock=assessment.key_name)


def _plan_to_tell(assessment: Assessment, at: datetime) -> None:
    """One mail a day at most: what comes after it waits for the next morning."""
    today = london_date(at)
    told = Due.objects.filter(what=TELL_BOUNCES, assessment=assessment, number=today.toordinal(), done_at__isnull=False)
    if told.exists():
        tomorrow = today + timedelta(days=1)
        plan(TELL_BOUNCES, assessment, morning_of(tomorrow), number=tomorrow.toordinal())
    else:
        plan(TELL_BOUNCES, assessment, at + GATHERED_FOR, number=today.toordinal())
