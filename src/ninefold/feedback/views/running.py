"""Starting a 360, and what its participant can do with an open one. Each is asked once more before it is done."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from ninefold.accounts.doors import RoleRequest
from ninefold.core.errors import NinefoldError
from ninefold.core.london import london_date
from ninefold.core.timetable import ENOUGH_ANSWERS, EXTENSION, reminder_days
from ninefold.feedback.actions.assessments import note_colleagues_told
from ninefold.feedback.actions.closing import cancel_assessment, close_early
from ninefold.feedback.actions.mailings import remind_raters
from ninefold.feedback.actions.starting import extend, start_assessment
from ninefold.feedback.models import Assessment, AssessmentState
from ninefold.feedback.models.states import BEFORE_CLOSE
from ninefold.feedback.queries.assessments import setting_up
from ninefold.feedback.queries.questionnaires import questionnaire_of
from ninefold.feedback.queries.rater_lists import suggestions_for, words_of_suggestion
from ninefold.feedback.views.acts import EITHER, ask_first, done, with_mail_time
from ninefold.feedback.views.doors import of_own

PAGE = "feedback:assessment"  # where each of them leads back to


@EITHER
@of_own
def tell_colleagues(request: RoleRequest, found: Assessment) -> HttpResponse:
    """A text to send to colleagues before the mail comes; by POST the participant says that they know."""
    if found.state not in BEFORE_CLOSE:
        return redirect("feedback:assessment", pk=found.pk)
    if request.method == "POST":
        note_colleagues_told(assessment=found, by=request.role, at=timezone.now())
        return done(request, _("Noted: your colleagues know that a mail is coming."), PAGE, pk=found.pk)
    context = {
        "assessment": found,
        "told": found.colleagues_told_at is not None,
        "minutes": questionnaire_of(found).minutes,
        "sender": settings.DEFAULT_FROM_EMAIL,
        "site": settings.SITE_ADDRESS,
    }
    return render(request, "feedback/assessments/tell.jinja", context)


@EITHER
@of_own
def start(request: RoleRequest, found: Assessment) -> HttpResponse:
    """What will happen, to whom, and what is missing; and the start itself."""
    at = timezone.now()
    setup = setting_up(found, london_date(at))
    days_open = (found.closes_on - london_date(at)).days
    context = {
        "setup": setup,
        "enough": ENOUGH_ANSWERS,
        "days_open": days_open,
        "reminders": [f"{day}" for day in reminder_days(days_open)] if days_open > 1 else [],
        "suggestions": [words_of_suggestion(one, found) for one in suggestions_for(found)],
    }

    def begin() -> None:
        if found.state == AssessmentState.DRAFT and setup.date_is_near:
            raise NinefoldError(_("The closing date is less than a week away. Choose a later one first."))
        start_assessment(assessment=found, by=request.role, at=at)

    return ask_first(
        request,
        "assessments/start",
        found,
        begin,
        with_mail_time(_("Your 360 is open. Everybody on the list is being invited."), at),
        back=PAGE,
        possible=found.state == AssessmentState.DRAFT,
        context=context,
    )


@EITHER
@of_own
def remind(request: RoleRequest, found: Assessment) -> HttpResponse:
    """Remind all who have not answered, whoever they are."""
    return ask_first(
        request,
        "assessments/remind",
        found,
        lambda: remind_raters(assessment=found, by=request.role, at=timezone.now()),
        with_mail_time(_("Everybody who has not answered is being reminded."), timezone.now()),
        back=PAGE,
        possible=found.state == AssessmentState.OPEN,
    )


@EITHER
@of_own
def extend_once(request: RoleRequest, found: Assessment) -> HttpResponse:
    """Move the closing date by two weeks, once."""
    return ask_first(
        request,
        "assessments/extend",
        found,
        lambda: extend(assessment=found, by=request.role, at=timezone.now()),
        with_mail_time(_("The closing date is moved by two weeks. Everybody who was asked is told."), timezone.now()),
        back=PAGE,
        possible=found.state == AssessmentState.OPEN,
        context={"later": found.closes_on + EXTENSION},
    )


@EITHER
@of_own
def close_now(request: RoleRequest, found: Assessment) -> HttpResponse:
    """Close the questionnaire before its date."""
    return ask_first(
        request,
        "assessments/close_early",
        found,
        lambda: close_early(assessment=found, by=request.role, at=timezone.now()),
        _("The questionnaire is closed, and the report is worked out."),
        back=PAGE,
        possible=found.state == AssessmentState.OPEN,
        context={"enough": ENOUGH_ANSWERS},
    )


@EITHER
@of_own
def cancel(request: RoleRequest, found: Assessment) -> HttpResponse:
    """Give the 360 up."""
    return ask_first(
        request,
        "assessments/cancel",
        found,
        lambda: cancel_assessment(assessment=found, by=request.role, at=timezone.now()),
        _("Your 360 is cancelled."),
        back=PAGE,
        possible=found.state in BEFORE_CLOSE,
    )
