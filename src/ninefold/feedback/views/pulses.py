"""A pulse as its participant sees it: when it is possible, what is asked, that it runs, and what it came to."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from ninefold.accounts.doors import RoleRequest
from ninefold.feedback.actions.pulses import DAYS_OPEN, check_can_start_pulse, start_pulse
from ninefold.feedback.forms.pulses import PulseForm
from ninefold.feedback.models import Assessment, Pulse
from ninefold.feedback.queries import being_closed
from ninefold.feedback.queries import pulses as queries
from ninefold.feedback.queries.goals import can_be_written_to, goals_of
from ninefold.feedback.views.acts import EITHER, given, why_refused
from ninefold.feedback.views.doors import after_report


@EITHER
@after_report
def pulse(request: RoleRequest, assessment: Assessment) -> HttpResponse:
    """Start the pulse, or see how it stands."""
    started, at = queries.pulse_of(assessment), timezone.now()
    if started is None:
        return _before(request, assessment, at)
    context: dict[str, Any] = {
        "assessment": assessment,
        "pulse": started,
        "waiting": being_closed.pulse_being_closed(started, at),
    }
    if started.closed_at is not None:
        context |= _came_to(started)
    return render(request, "feedback/following/pulse.jinja", context)


def _before(request: RoleRequest, assessment: Assessment, at: datetime) -> HttpResponse:
    goals = goals_of(assessment)
    why_not = why_refused(lambda: check_can_start_pulse(assessment, at))
    form = PulseForm(given(request), goals=goals)
    if goals and not why_not and form.is_valid():
        start_pulse(assessment=assessment, goals=form.cleaned_data["goals"], by=request.role, at=at)
        return redirect("feedback:pulse", pk=assessment.pk)
    context = {
        "assessment": assessment,
        "goals": goals,
        "form": form,
        "why_not": why_not,
        "asked": can_be_written_to(assessment).count(),
        "days": DAYS_OPEN.days,
    }
    status = 409 if form.is_bound and (why_not or not goals) else 422 if form.is_bound else 200
    return render(request, "feedback/following/start_pulse.jinja", context, status=status)


def _came_to(pulse: Pulse) -> dict[str, Any]:
    results = queries.results_of(pulse)
    shown = any(result.verdict != "not_shown" for result in results)
    return {"results": results, "shown": shown, "chart": queries.chart_of(pulse)}
