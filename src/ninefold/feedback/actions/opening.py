"""Opening the report for the participant, part by part, in the feedback session; what the first part brings about."""

from datetime import datetime, time

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ninefold.accounts.actions.outbox import post
from ninefold.accounts.actions.trail import record
from ninefold.accounts.policies import By
from ninefold.core.errors import NinefoldError
from ninefold.core.lifecycles import ASSESSMENT, AssessmentState, check_move
from ninefold.core.london import london_date, next_working_day
from ninefold.core.session_times import opens_at
from ninefold.feedback.actions.cases import lock_case, move
from ninefold.feedback.actions.closing import NO_SESSION
from ninefold.feedback.actions.due import plan, unplan
from ninefold.feedback.actions.starting import lock_assessment
from ninefold.feedback.actions.timetable import morning_of
from ninefold.feedback.emails import openings as emails
from ninefold.feedback.models import Assessment, Facilitation, Report
from ninefold.feedback.models.states import NOT_BEGUN
from ninefold.feedback.policies import check_is_facilitator
from ninefold.feedback.queries.leads import leads_of
from ninefold.feedback.queries.reports import sections_of
from ninefold.feedback.queries.session_times import time_of

HOW_ARE_YOU = "how_are_you"
ASKED_AT = time(10)


class TooEarlyError(NinefoldError):
    """The feedback session has not begun; the text says from when on the report can be opened."""


def open_section(
    *, facilitation: Facilitation, section: str, by: By, at: datetime, happening_now: bool = False
) -> None:
    """Open one part of the report for the participant; opened stays opened. To open it twice is to open it once."""
    _open(facilitation, section, by, at, happening_now=happening_now)


def open_all(*, facilitation: Facilitation, by: By, at: datetime, happening_now: bool = False) -> None:
    """Open all that is left of the report for the participant, who can take it away from then on."""
    _open(facilitation, None, by, at, happening_now=happening_now)


def check_can_open(facilitation: Facilitation, at: datetime, *, happening_now: bool) -> None:
    """Raise TooEarlyError before the feedback session. One without a time begins when the facilitator says so."""
    if facilitation.state not in NOT_BEGUN:
        return
    arranged = time_of(facilitation)
    if arranged is None:
        if not happening_now:
            raise TooEarlyError(_("No time is arranged. Say that the feedback session is happening now to go on."))
        return
    opens = opens_at(arranged.starts_at, settings.REPORT_BEFORE_SESSION_HOURS)
    if at < opens:
        said = date_format(timezone.localtime(opens), "l j F Y, H:i")
        raise TooEarlyError(_("The report can be opened from %(when)s on.") % {"when": said})


@transaction.atomic
def how_are_you(assessment: Assessment, _number: int, at: datetime) -> None:
    """Ask the participant, the day after, how they are, and say where support is."""
    mail = emails.how_are_you(assessment)
    post(to=assessment.participant.email, mail=mail, at=at)


@transaction.atomic
def no_session(assessment: Assessment, _number: int, at: datetime) -> None:
    """Tell the lead of a 360 whose report nobody has opened 60 days after the close."""
    if assessment.state != AssessmentState.CLOSED:
        return
    for lead in leads_of(assessment):
        post(to=lead.email, mail=emails.no_feedback_session(assessment, lead), at=at)


@transaction.atomic
def _open(facilitation: Facilitation, section: str | None, by: By, at: datetime, *, happening_now: bool) -> None:
    check_is_facilitator(by, facilitation)
    assessment = lock_assessment(facilitation.assessment)
    case = lock_case(facilitation)
    check_is_facilitator(by, case)
    report = Report.objects.select_for_update().filter(assessment=assessment).first()
    if report is None:
        raise NinefoldError(_("There is no report yet: the questionnaire has not closed."))
    check_can_open(case, at, happening_now=happening_now)
    anchors = [part.anchor for part in sections_of(assessment)]
    if section is not None and section not in anchors:
        raise NinefoldError(_("The report has no such part."))
    wanted = {*anchors} if section is None else {*report.sections_opened, section}
    if case.state in NOT_BEGUN:
        _begin(case, assessment, report, by, at)
    report.sections_opened = [anchor for anchor in anchors if anchor in wanted]
    report.all_opened = len(report.sections_opened) == len(anchors)
    report.save(update_fields=["sections_opened", "all_opened", "first_opened_at"])
    record(by=by, at=at, what="open report", on=case, part=section or "all")
    facilitation.refresh_from_db()


def _begin(case: Facilitation, assessment: Assessment, report: Report, by: By, at: datetime) -> None:
    """What the first opening does: the feedback session has begun, and the report is the participant's."""
    move(case, "share")
    case.save(update_fields=["state"])
    if assessment.state == AssessmentState.CLOSED:
        assessment.state = check_move(ASSESSMENT, "open_report", AssessmentState(assessment.state))
        assessment.opened_at = report.first_opened_at = at
        assessment.save(update_fields=["state", "opened_at"])
        unplan(NO_SESSION, assessment)
        plan(HOW_ARE_YOU, assessment, morning_of(next_working_day(london_date(at)), ASKED_AT))
        record(by=by, at=at, what="open", on=assessment)
