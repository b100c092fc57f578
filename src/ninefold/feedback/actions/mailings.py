"""Mail to all raters of a 360. What goes to some of them looks, from outside, like what goes to all."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from random import SystemRandom

from django.db import transaction
from django.utils.translation import gettext as _

from ninefold.accounts.actions.outbox import post
from ninefold.accounts.actions.trail import record
from ninefold.accounts.mail import Mail
from ninefold.accounts.policies import By
from ninefold.core.errors import NinefoldError
from ninefold.core.london import london_date
from ninefold.feedback.actions.timetable import REMIND
from ninefold.feedback.emails.closings import moved_date
from ninefold.feedback.emails.invitations import reminder
from ninefold.feedback.keys.custody import find_secret
from ninefold.feedback.models import Assessment, AssessmentState, Due, Rater
from ninefold.feedback.policies import check_is_participant
from ninefold.feedback.queries.open_answers import DECLINED, MOVED_TO, SENT, STANDING, read_all_told
from ninefold.feedback.queries.raters import link_of

REMIND_AGAIN = timedelta(days=3)
Told = Mapping[str, str]


def _everybody(_told: Told) -> bool:
    return True


def has_not_answered(told: Told) -> bool:
    """Whether this rater has neither sent answers nor declined."""
    return told.get(STANDING) not in (SENT, DECLINED)


def _has_not_declined(told: Told) -> bool:
    return told.get(STANDING) != DECLINED


@transaction.atomic
def remind_raters(*, assessment: Assessment, by: By, at: datetime) -> None:
    """Remind all who have not answered, whoever and however many they are. Not more often than every three days."""
    check_is_participant(by, assessment)
    today = london_date(at)
    # Compare and swap: of two clicks one reminds, and the other is told that it was done.
    free = Assessment.objects.filter(pk=assessment.pk, state=AssessmentState.OPEN)
    again_from = today - REMIND_AGAIN
    if not free.exclude(reminded_on__gt=again_from).update(reminded_on=today):
        raise NinefoldError(_("Reminders went out in the last three days, or the questionnaire is not open."))
    _remind(assessment, at, number=0)
    record(by=by, at=at, what=REMIND, on=assessment)
    assessment.refresh_from_db()


def remind_on_day(assessment: Assessment, number: int, at: datetime) -> None:
    """Remind, on this day since the start, all who have not answered; once if several days are overdue."""
    if assessment.state != AssessmentState.OPEN:
        return
    later = Due.objects.filter(what=REMIND, assessment=assessment, number__gt=number, due_at__lte=at)
    if not later.filter(done_at__isnull=True).exists():
        _remind(assessment, at, number)


def tell_moved_date(assessment: Assessment, at: datetime) -> None:
    """Tell everybody who was asked that the questionnaire closes later."""
    mail_raters(assessment, at, moved_date, _has_not_declined)


def _remind(assessment: Assessment, at: datetime, number: int) -> None:
    mail_raters(assessment, at, lambda rater, link: reminder(rater, link, number, at), has_not_answered)


def mail_raters(
    assessment: Assessment,
    at: datetime,
    mail_for: Callable[[Rater, str], Mail],
    goes_to: Callable[[Told], bool],
) -> None:
    """Post a mail for every rater who was asked in this 360; for some it is dropped when due."""
    raters = list(assessment.raters.others().asked().order_by("pk"))
    for rater in raters:
        rater.assessment = assessment
    mail_with_links(raters, assessment.key_name, at, mail_for, goes_to)


def mail_with_links(
    raters: Sequence[Rater],
    key_name: str,
    at: datetime,
    mail_for: Callable[[Rater, str], Mail],
    goes_to: Callable[[Told], bool] = _everybody,
) -> None:
    """Post a mail for each of these raters with their link, sealed under the key that the link follows from.

    For whom it does not go, it is dropped when due: so neither the number of rows nor their size tells to whom it goes.
    They are written in no order, for one that the mail server puts off stays a while, and its place would tell whose it
    is. A rater who moved the invitation gets it at the address of their own.
    """
    secret = find_secret(key_name)
    if secret is None:
        return  # closed a moment ago: nothing is left to say
    told = read_all_told(raters, (STANDING, MOVED_TO), secret)
    for rater in SystemRandom().sample(raters, len(raters)):
        address = told[rater.pk].get(MOVED_TO) or rater.email
        mail = mail_for(rater, link_of(secret, rater))
        post(to=address if goes_to(told[rater.pk]) else "", mail=mail, at=at, lock=key_name)
