"""An earlier 360 beside this one, for the person they are about."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ninefold.accounts.doors import RoleRequest
from ninefold.feedback.models import Assessment
from ninefold.feedback.queries import comparisons as queries
from ninefold.feedback.views.doors import after_report


@require_safe
@after_report
def beside(request: RoleRequest, assessment: Assessment) -> HttpResponse:
    """What both reports show, dimension by dimension; or why the two cannot be set side by side."""
    all_opened = queries.is_all_opened(assessment)
    earlier = queries.earlier_of(assessment, same_version=True) if all_opened else None
    other_version = None if earlier or not all_opened else queries.earlier_of(assessment, same_version=False)
    context = {
        "assessment": assessment,
        "all_opened": all_opened,
        "earlier": earlier,
        "other_version": other_version,
        "beside": None if earlier is None else queries.set_beside(earlier, assessment),
        "words_of_change": queries.words_of_change,
    }
    return render(request, "feedback/following/beside.jinja", context)
