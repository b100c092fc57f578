"""What a lead can do with a 360 as a whole. Each is asked once more before it is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ninefold.accounts.doors import RoleRequest
from ninefold.core.timetable import EXTENSION
from ninefold.feedback.actions.leading import (
    cancel_for_participant,
    extend_for_participant,
    give_to_facilitator,
    say_ready,
)
from ninefold.feedback.forms.assessments import FacilitatorForm
from ninefold.feedback.models import Assessment, AssessmentState
from ninefold.feedback.models.states import BEFORE_CLOSE, BEFORE_OPENING
from ninefold.feedback.queries.assessments import facilitation_of, facilitators_for
from ninefold.feedback.views.leading import of_led
from ninefold.feedback.views.refusals import why_refused

EITHER = require_http_methods(["GET", "HEAD", "POST"])


@EITHER
@of_led
def extend_led(request: RoleRequest, found: Assessment) -> HttpResponse:
    """Move the closing date by two weeks, once."""
    return _ask_first(
        request,
        found,
        "extend",
        lambda: extend_for_participant(assessment=found, by=request.role, at=timezone.now()),
        _("The closing date is moved by two weeks. The participant and everybody who was asked are told."),
        {"later": found.closes_on + EXTENSION},
        possible=found.state == AssessmentState.OPEN and not found.extended,
    )


@EITHER
@of_led
def cancel_led(request: RoleRequest, found: Assessment) -> HttpResponse:
    """Give a 360 up for its participant."""
    return _ask_first(
        request,
        found,
        "cancel",
        lambda: cancel_for_participant(assessment=found, by=request.role, at=timezone.now()),
        _("The 360 is cancelled. The participant is told."),
        possible=found.state in BEFORE_CLOSE,
    )


def _ask_first(
    request: RoleRequest,
    found: Assessment,
    name: str,
    act: Callable[[], object],
    done: str,
    context: dict[str, Any] | None = None,
    *,
    possible: bool,
) -> HttpResponse:
    """The page that says what will happen; by POST it happens, or the page says why it cannot."""
    trouble = ""
    if request.method == "POST":
        trouble = why_refused(act)
        if not trouble:
            messages.success(request, done)
            return redirect("feedback:led", pk=found.pk)
    elif not possible:
        return redirect("feedback:led", pk=found.pk)
    told = {**(context or {}), "assessment": found, "trouble": trouble}
    return render(request, f"feedback/leading/{name}.jinja", told, status=422 if trouble else 200)


@require_POST
@of_led
def ready(request: RoleRequest, found: Assessment) -> HttpResponse:
    """Tell the participant that what was prepared can be checked and started."""
    trouble = why_refused(lambda: say_ready(assessment=found, by=request.role, at=timezone.now()))
    if trouble:
        messages.error(request, trouble)
    else:
        told = _("%(name)s is told that it is ready to be checked and started.")
        messages.success(request, told % {"name": found.participant})
    return redirect("feedback:led", pk=found.pk)


@EITHER
@of_led
def facilitator(request: RoleRequest, found: Assessment) -> HttpResponse:
    """Ask a facilitator, or another in place of the one that was asked."""
    if found.state not in BEFORE_OPENING:
        return redirect("feedback:led", pk=found.pk)
    before = facilitation_of(found)
    not_these = {request.role.person_id, *([before.facilitator_id] if before is not None else [])}
    people = [person for person in facilitators_for(found) if person.pk not in not_these]
    form, trouble = FacilitatorForm(people, request.POST if request.method == "POST" else None), ""
    if form.is_valid():
        asked, at = form.chosen, timezone.now()
        give = lambda: give_to_facilitator(assessment=found, facilitator=asked, by=request.role, at=at)  # noqa: E731
        trouble = why_refused(give)
        if not trouble:
            told = _("%(name)s has been asked, and has five working days to answer. The participant is told.")
            messages.success(request, told % {"name": asked})
            return redirect("feedback:led", pk=found.pk)
    context = {
        "assessment": found,
        "form": form,
        "people": people,
        "places": {str(person.pk): str(person.organisation or person.region or "") for person in people},
        "facilitation": before,
        "trouble": trouble,
    }
    status = 422 if form.errors or trouble else 200
    return render(request, "feedback/leading/facilitator.jinja", context, status=status)
