"""Starting a 360, and what its participant can do with an open one. Each is asked once more before it is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ninefold.accounts.doors import RoleRequest, signed_in
from ninefold.accounts.models import Kind
from ninefold.core.errors import NinefoldError
from ninefold.core.london import london_date
from ninefold.core.timetable import ENOUGH_ANSWERS, EXTENSION, reminder_days
from ninefold.feedback.actions.closing import cancel_assessment, close_early
from ninefold.feedback.actions.mailings import remind_raters
from ninefold.feedback.actions.starting import extend, start_assessment
from ninefold.feedback.models import Assessment, AssessmentState
from ninefold.feedback.models.states import BEFORE_CLOSE
from ninefold.feedback.queries.assessments import setting_up
from ninefold.feedback.queries.questionnaires import questionnaire_of
from ninefold.feedback.queries.rater_lists import suggestions_for, words_of_suggestion
from ninefold.feedback.views.assessments import find_own
from ninefold.feedback.views.refusals import why_refused


@require_safe
@signed_in(Kind.PARTICIPANT)
def tell_colleagues(request: RoleRequest, pk: int) -> HttpResponse:
    """A text to send to colleagues before the mail comes."""
    found = find_own(request, pk)
    if found.state not in BEFORE_CLOSE:
        return redirect("feedback:assessment", pk=pk)
    context = {
        "assessment": found,
        "minutes": questionnaire_of(found).minutes,
        "sender": settings.DEFAULT_FROM_EMAIL,
        "site": settings.SITE_ADDRESS,
    }
    return render(request, "feedback/assessments/tell.jinja", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(Kind.PARTICIPANT)
def start(request: RoleRequest, pk: int) -> HttpResponse:
    """What will happen, to whom, and what is missing; and the start itself."""
    found, at = find_own(request, pk), timezone.now()
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

    done = _("Your 360 is open. Everybody on the list is being invited.")
    return _ask_first(request, found, "start", begin, done, context, only_in=AssessmentState.DRAFT)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(Kind.PARTICIPANT)
def remind(request: RoleRequest, pk: int) -> HttpResponse:
    """Remind all who have not answered, whoever they are."""
    found = find_own(request, pk)
    return _ask_first(
        request,
        found,
        "remind",
        lambda: remind_raters(assessment=found, by=request.role, at=timezone.now()),
        _("Everybody who has not answered is being reminded."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(Kind.PARTICIPANT)
def extend_once(request: RoleRequest, pk: int) -> HttpResponse:
    """Move the closing date by two weeks, once."""
    found = find_own(request, pk)
    return _ask_first(
        request,
        found,
        "extend",
        lambda: extend(assessment=found, by=request.role, at=timezone.now()),
        _("The closing date is moved by two weeks. Everybody who was asked is told."),
        {"later": found.closes_on + EXTENSION},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(Kind.PARTICIPANT)
def close_now(request: RoleRequest, pk: int) -> HttpResponse:
    """Close the questionnaire before its date."""
    found = find_own(request, pk)
    return _ask_first(
        request,
        found,
        "close_early",
        lambda: close_early(assessment=found, by=request.role, at=timezone.now()),
        _("The questionnaire is closed, and the report is worked out."),
        {"enough": ENOUGH_ANSWERS},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(Kind.PARTICIPANT)
def cancel(request: RoleRequest, pk: int) -> HttpResponse:
    """Give the 360 up."""
    found = find_own(request, pk)
    return _ask_first(
        request,
        found,
        "cancel",
        lambda: cancel_assessment(assessment=found, by=request.role, at=timezone.now()),
        _("Your 360 is cancelled."),
        only_in=None,
    )


def _ask_first(
    request: RoleRequest,
    found: Assessment,
    name: str,
    act: Callable[[], None],
    done: str,
    context: dict[str, Any] | None = None,
    only_in: AssessmentState | None = AssessmentState.OPEN,
) -> HttpResponse:
    """The page that says what will happen; by POST it happens, or the page says why it cannot."""
    trouble = ""
    if request.method == "POST":
        trouble = why_refused(act)
        if not trouble:
            messages.success(request, done)
            return redirect("feedback:assessment", pk=found.pk)
    elif found.state not in ((only_in,) if only_in else BEFORE_CLOSE):
        return redirect("feedback:assessment", pk=found.pk)
    told = {**(context or {}), "assessment": found, "trouble": trouble}
    return render(request, f"feedback/assessments/{name}.jinja", told, status=422 if trouble else 200)
