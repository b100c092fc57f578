"""The report as its facilitator has it: prepared, read, opened part by part; what follows, and what worries."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ninefold.accounts.doors import RoleRequest
from ninefold.core.errors import NinefoldError
from ninefold.feedback.actions.concerns import pass_on_concern
from ninefold.feedback.actions.holding import mark_held
from ninefold.feedback.actions.opening import open_all, open_section
from ninefold.feedback.forms.facilitating import NONE_OF_THESE, ConcernForm, OpeningForm
from ninefold.feedback.models import Concern, Facilitation
from ninefold.feedback.models.states import NOT_BEGUN
from ninefold.feedback.queries import reports
from ninefold.feedback.queries.facilitations import opened_parts
from ninefold.feedback.queries.leads import told_of
from ninefold.feedback.queries.preparation import preparation_of
from ninefold.feedback.queries.session_times import time_of
from ninefold.feedback.views.acts import EITHER, document, done, given
from ninefold.feedback.views.doors import of_report
from ninefold.reports.files import MEDIA_TYPES


@require_safe
@of_report
def preparation(request: RoleRequest, found: Facilitation) -> HttpResponse:
    """What to prepare, to read here or on two sheets of paper."""
    context = {"facilitation": found, "preparation": preparation_of(found.assessment), "time": time_of(found)}
    return render(request, "feedback/facilitating/preparation.jinja", context)


@require_safe
@of_report
def report(request: RoleRequest, found: Facilitation) -> HttpResponse:
    """The whole report."""
    context = {"facilitation": found, "report": reports.whole_fragment(found.assessment)}
    return render(request, "feedback/facilitating/report.jinja", context)


@require_safe
@of_report
def report_pdf(_request: RoleRequest, found: Facilitation) -> HttpResponse:
    """The whole report, to print."""
    return document(reports.report_file(found.assessment, "pdf"), MEDIA_TYPES["pdf"], "report.pdf")


@EITHER
@of_report
def opening(request: RoleRequest, found: Facilitation) -> HttpResponse:
    """The parts of the report, and which of them are open to the participant; opens one of them, or all."""
    form = OpeningForm(given(request))
    if form.is_valid():
        wanted = form.cleaned_data["part"]
        if _open(request, found, form):
            if wanted:
                return done(request, _("This part is open."), "feedback:part", pk=found.pk, anchor=wanted)
            return done(request, _("The whole report is open."), "feedback:opening", pk=found.pk)
    context = {"form": form, **_opening(found)}
    return render(request, "feedback/facilitating/opening.jinja", context, status=422 if form.is_bound else 200)


@require_safe
@of_report
def part(request: RoleRequest, found: Facilitation, anchor: str) -> HttpResponse:
    """One part of the report, as the facilitator reads it before or while it is open, and the way to the next."""
    known = _opening(found)
    anchors = [section.anchor for section in known["sections"]]
    if anchor not in anchors:
        raise Http404
    place = anchors.index(anchor)
    context = {
        **known,
        "form": OpeningForm(None),
        "place": place,
        "section": known["sections"][place],
        "content": reports.part_fragment(found.assessment, anchor),
    }
    return render(request, "feedback/facilitating/part.jinja", context)


@EITHER
@of_report
def held(request: RoleRequest, found: Facilitation) -> HttpResponse:
    """Marks the feedback session as held, which is another act than opening the report."""
    known = _opening(found)
    refused = ""
    if request.method == "POST":
        try:
            mark_held(facilitation=found, by=request.role, at=timezone.now())
        except NinefoldError as error:
            refused = str(error)
        else:
            said = _("The feedback session is marked as held. %(name)s is asked to confirm it.")
            return done(request, said % {"name": found.assessment.participant}, "feedback:facilitation", pk=found.pk)
    context = {**known, "refused": refused}
    return render(request, "feedback/facilitating/held.jinja", context, status=409 if refused else 200)


@EITHER
@of_report
def concern(request: RoleRequest, found: Facilitation) -> HttpResponse:
    """Leads through the three limits of confidence: what to do within each, and whom to tell of a concern."""
    form = ConcernForm(given(request) or (request.GET.dict() if "limit" in request.GET else None))
    chosen = form.cleaned_data["limit"] if form.is_valid() else ""
    limit = Concern.Limit(chosen) if chosen and chosen != NONE_OF_THESE else None
    refused = ""
    if request.method == "POST" and limit is not None:
        try:
            told = pass_on_concern(facilitation=found, limit=limit, by=request.role, at=timezone.now())
        except NinefoldError as error:
            refused = str(error)
        else:
            names = ", ".join(each.told.name for each in told)
            said = _("%(names)s has been asked to speak to you. No content was passed on.") % {"names": names}
            return done(request, said, "feedback:facilitation", pk=found.pk)
    context = {
        "facilitation": found,
        "form": form,
        "limit": limit,
        "none_of_these": chosen == NONE_OF_THESE,
        "told": [] if limit is None else told_of(found, limit),
        "home": found.assessment.home,
        "refused": refused,
    }
    status = 422 if form.is_bound and form.errors else 409 if refused else 200
    return render(request, "feedback/facilitating/concern.jinja", context, status=status)


def _open(request: RoleRequest, found: Facilitation, form: OpeningForm) -> bool:
    """Whether what was asked for could be opened; if not, the form says why."""
    wanted, now = form.cleaned_data["part"], form.cleaned_data["happening_now"]
    by, at = request.role, timezone.now()
    try:
        if wanted:
            open_section(facilitation=found, section=wanted, by=by, at=at, happening_now=now)
        else:
            open_all(facilitation=found, by=by, at=at, happening_now=now)
    except NinefoldError as error:
        form.add_error("happening_now" if time_of(found) is None else None, str(error))
        return False
    return True


def _opening(found: Facilitation) -> dict[str, Any]:
    """What the pages on opening know: the parts, those that are open, and whether it has begun."""
    opened = opened_parts(found.assessment)
    sections = reports.sections_of(found.assessment)
    return {
        "facilitation": found,
        "sections": sections,
        "report_language": reports.language_of(found.assessment),
        "opened": opened,
        "all_opened": len(opened) == len(sections),
        "time": time_of(found),
        "begun": found.state not in NOT_BEGUN,
    }
