"""How a facilitator's pages find their case, and a participant's pages theirs: through the role, or not at all."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from ninefold.accounts.doors import RoleRequest
from ninefold.feedback.models import Assessment, Facilitation, Report


def taken_on_or_404(request: RoleRequest, pk: int) -> Facilitation:
    """The case of this number that the facilitator has taken on, and that is still theirs."""
    found = Facilitation.objects.visible_to(request.role).taken_on().with_people().filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def with_report_or_404(request: RoleRequest, pk: int) -> Facilitation:
    """The same, of a 360 that has a report which this facilitator may read."""
    found = taken_on_or_404(request, pk)
    if not Report.objects.visible_to(request.role).filter(assessment=found.assessment_id).exists():
        raise Http404
    return found


def own_or_404(request: RoleRequest, pk: int) -> Assessment:
    """One's own 360 of this number."""
    mine = Assessment.objects.visible_to(request.role).with_people()
    found = mine.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def facilitation_of(request: RoleRequest, assessment: Assessment) -> Facilitation | None:
    """The part of the facilitator who has taken on one's own 360."""
    mine = Facilitation.objects.visible_to(request.role).taken_on().with_people()
    return mine.filter(assessment=assessment).first()


def given(request: HttpRequest) -> dict[str, str] | None:
    """What was sent with the form; None where the page is only looked at."""
    return request.POST.dict() if request.method == "POST" else None


def done(request: HttpRequest, said: str, page: str, **parts: int | str) -> HttpResponse:
    """On to a page that begins with what was done."""
    messages.success(request, said)
    return HttpResponseRedirect(reverse(page, kwargs=parts or None))


def calendar(content: bytes) -> HttpResponse:
    """A calendar file that is saved, or opened by a calendar."""
    named = {"Content-Disposition": 'attachment; filename="feedback-session.ics"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=named)


def document(content: bytes, content_type: str, name: str) -> HttpResponse:
    """A file that the browser saves and never opens as a page of this site."""
    named = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=named)
