"""The report as the person it is about has it: what was opened so far, and once all is open, to take away."""

from __future__ import annotations

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ninefold.accounts.doors import RoleRequest
from ninefold.feedback.forms.answer_file import KINDS, PAGE
from ninefold.feedback.models import Assessment, AssessmentState, Report
from ninefold.feedback.queries import reports
from ninefold.feedback.queries.session_times import time_of
from ninefold.feedback.views.acts import document
from ninefold.feedback.views.doors import case_of_own, of_own
from ninefold.reports.files import MEDIA_TYPES

CLOSED = (AssessmentState.CLOSED, AssessmentState.OPENED, AssessmentState.ARCHIVED)


@require_safe
@of_own
def report(request: RoleRequest, assessment: Assessment) -> HttpResponse:
    """What was opened of one's report; before that, when it will be."""
    if assessment.state not in CLOSED:
        raise Http404
    stored = _opened(request, assessment.pk)
    if stored is None and assessment.state == AssessmentState.ARCHIVED:
        raise Http404  # its time is over, and it was deleted
    facilitation = case_of_own(request, assessment)
    context = {
        "assessment": assessment,
        "facilitation": facilitation,
        "time": None if facilitation is None else time_of(facilitation),
        "opened": [] if stored is None else stored.sections_opened,
        "all_opened": stored is not None and stored.all_opened,
        "report": "" if stored is None else reports.opened_fragment(assessment, stored.sections_opened),
        "kinds": [(kind, label) for kind, label in KINDS if kind != PAGE],
    }
    return render(request, "feedback/facilitating/own_report.jinja", context)


@require_safe
@of_own
def opened(request: RoleRequest, assessment: Assessment) -> HttpResponse:
    """How much is open, for a page that waits for more."""
    stored = _opened(request, assessment.pk)
    if stored is None:
        return JsonResponse({"parts": 0, "all": False})
    return JsonResponse({"parts": len(stored.sections_opened), "all": stored.all_opened})


@require_safe
@of_own
def report_file(request: RoleRequest, assessment: Assessment, kind: str) -> HttpResponse:
    """One's report as a file, once nothing of it is held back."""
    stored = _opened(request, assessment.pk)
    if stored is None or not stored.all_opened or kind not in MEDIA_TYPES:
        raise Http404
    return document(reports.report_file(assessment, kind), MEDIA_TYPES[kind], f"report.{kind}")


def _opened(request: RoleRequest, pk: int) -> Report | None:
    """What is known of one's own report, but not the report itself; None before it was opened."""
    return Report.objects.visible_to(request.role).filter(assessment=pk).defer("shown").first()
