"""The close: what may be shown is worked out, counted again, stored; answers are deleted; then their key is destroyed.

All but the last happens in one transaction of the main database, or not at all. The key lies in the other one, so it is
destroyed after that, and by a sweep until it is gone (`key_destruction`); another sweep clears both databases of what
deleted rows leave behind (`clearing`). A closed 360 is never made again from others.
"""

import logging
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ninefold.accounts.actions.outbox import drop_locked, post
from ninefold.accounts.actions.trail import record
from ninefold.accounts.policies import By
from ninefold.core.disclosure import disclose
from ninefold.core.errors import NinefoldError
from ninefold.core.lifecycles import ASSESSMENT, AssessmentState, check_move
from ninefold.core.london import closing_instant, london_date
from ninefold.core.recount import CountsDisagreeError, check_against_recount
from ninefold.core.responses import Answers
from ninefold.core.shown import Rule, Shown
from ninefold.core.shown_json import dump_shown
from ninefold.core.timetable import ENOUGH_ANSWERS, EXTENSION, SESSION_WITHIN
from ninefold.feedback.actions.cases import THE_PROGRAM
from ninefold.feedback.actions.clearing import plan_to_clear
from ninefold.feedback.actions.counting import answers_sent, besides_oneself, delete_answers
from ninefold.feedback.actions.due import plan, unplan_all
from ninefold.feedback.actions.facilitations import go_on_waiting, let_go
from ninefold.feedback.actions.key_destruction import destroy_key
from ninefold.feedback.actions.starting import lock_assessment, move_close
from ninefold.feedback.actions.timetable import morning_of
from ninefold.feedback.emails import closings
from ninefold.feedback.models import Assessment, Facilitation, Report
from ninefold.feedback.policies import check_can_keep_going, check_is_participant

NO_SESSION = "no_session"
log = logging.getLogger(__name__)


@transaction.atomic
def close_on_date(assessment: Assessment, _number: int, at: datetime) -> None:
    """Close a 360 whose closing date has passed; with fewer than six answers move the date, once, or end it."""
    locked = lock_assessment(assessment)
    if locked.state != AssessmentState.OPEN or at < closing_instant(locked.closes_on):
        return
    answers = answers_sent(locked)
    if besides_oneself(answers) >= ENOUGH_ANSWERS:
        _close(locked, answers, "close", THE_PROGRAM, at)
    elif not locked.extended:
        _extend_by_itself(locked, at)
    else:
        _end_as_too_few(locked, at)


@transaction.atomic
def close_early(*, assessment: Assessment, by: By, at: datetime) -> None:
    """Close before the date, once the figure that is shown has reached six. To close twice is to close once."""
    check_is_participant(by, assessment)
    locked = lock_assessment(assessment)
    if locked.state in (AssessmentState.CLOSED, AssessmentState.OPENED):
        return
    check_move(ASSESSMENT, "close_early", AssessmentState(locked.state))
    answers = answers_sent(locked)
    # What was sent may have been taken back since the figure was worked out, so it is counted again.
    if min(locked.answered_shown, besides_oneself(answers)) < ENOUGH_ANSWERS:
        raise NinefoldError(
            _("The questionnaire can be closed early once at least %(enough)s people have answered.")
            % {"enough": ENOUGH_ANSWERS}
        )
    _close(locked, answers, "close_early", by, at)
    assessment.refresh_from_db()


@transaction.atomic
def cancel_assessment(*, assessment: Assessment, by: By, at: datetime) -> None:
    """Give up a 360 before its close. Its answers are destroyed unread, and everybody who was asked is told."""
    check_can_keep_going(by, assessment)
    locked = lock_assessment(assessment)
    if locked.state == AssessmentState.CANCELLED:
        return
    was_open = locked.state == AssessmentState.OPEN
    _end(locked, check_move(ASSESSMENT, "cancel", AssessmentState(locked.state)), at)
    if was_open:
        for rater in locked.raters.others().asked().exclude(email=""):
            post(to=rater.email, mail=closings.cancelled(rater, locked), at=at)
    let_go(locked, at)
    record(by=by, at=at, what="cancel", on=locked)
    assessment.refresh_from_db()


def _close(assessment: Assessment, answers: Answers, move: str, by: By, at: datetime) -> None:
    """Work out what may be shown, keep it, and keep nothing else."""
    Report.objects.create(assessment=assessment, shown=dump_shown(_work_out(assessment, answers)), made_at=at)
    assessment.closed_at = at
    _end(assessment, check_move(ASSESSMENT, move, AssessmentState(assessment.state)), at)
    go_on_waiting(assessment)
    plan(NO_SESSION, assessment, morning_of(london_date(at + SESSION_WITHIN)))
    post(to=assessment.participant.email, mail=closings.questionnaire_closed(assessment), at=at)
    facilitation = Facilitation.objects.taken_on().filter(assessment=assessment).select_related("facilitator").first()
    if facilitation is not None:
        mail = closings.report_waits(assessment, facilitation)
        post(to=facilitation.facilitator.email, mail=mail, at=at)
    record(by=by, at=at, what="close", on=assessment)


def _work_out(assessment: Assessment, answers: Answers) -> Shown:
    """What may be shown, counted twice. Raises CountsDisagreeError, and then nothing is stored and nothing deleted."""
    rule = Rule(minimum=assessment.minimum, comment_writers=assessment.comment_writers)
    shown = disclose(answers, rule)
    try:
        check_against_recount(shown, answers, rule)
    except CountsDisagreeError as error:
        log.error("%s cannot be closed and stays open, with all its answers: %s", assessment, error)  # noqa: TRY400
        raise CountsDisagreeError(
            _(
                "360 number %(number)s was not closed: two counts of its answers do not agree. It stays open and "
                "nothing was deleted. Please tell those who run this site."
            )
            % {"number": assessment.pk}
        ) from error
    return shown


def _extend_by_itself(assessment: Assessment, at: datetime) -> None:
    check_move(ASSESSMENT, "extend_by_itself", AssessmentState(assessment.state))
    move_close(assessment, to=london_date(at) + EXTENSION, by=THE_PROGRAM, at=at)
    post(to=assessment.participant.email, mail=closings.moved_by_itself(assessment), at=at)


def _end_as_too_few(assessment: Assessment, at: datetime) -> None:
    """End without a report. Everybody who was asked hears it, also who declined: their answers are gone too."""
    _end(assessment, check_move(ASSESSMENT, "end_as_too_few", AssessmentState(assessment.state)), at)
    post(to=assessment.participant.email, mail=closings.too_few(assessment), at=at)
    for rater in assessment.raters.others().asked().exclude(email=""):
        post(to=rater.email, mail=closings.too_few_for_rater(rater, assessment), at=at)
    let_go(assessment, at)
    record(by=THE_PROGRAM, at=at, what="end as too few", on=assessment)


def _end(assessment: Assessment, state: AssessmentState, at: datetime) -> None:
    """Delete the answers, the mail about them and what was due; their key goes as soon as this is kept."""
    delete_answers(assessment)
    drop_locked(assessment.key_name)
    unplan_all(assessment)
    plan_to_clear(assessment, assessment.key_name, at)
    assessment.state = state
    assessment.save(update_fields=["state", "closed_at"])
    transaction.on_commit(lambda: destroy_key(assessment.key_name), robust=True)
