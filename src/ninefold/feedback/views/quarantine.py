"""Comments that may have to be withheld: the facilitator asks, the data protection officer opens and decides."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from ninefold.accounts.doors import RoleRequest, signed_in
from ninefold.accounts.models import Kind
from ninefold.feedback.actions import quarantine as actions
from ninefold.feedback.forms.quarantine import WITHHOLD, AskForm, DecideForm, OpenForm
from ninefold.feedback.models import Facilitation, QuarantineCase
from ninefold.feedback.queries import quarantine as queries
from ninefold.feedback.views.acts import EITHER, done, given, why_refused
from ninefold.feedback.views.doors import of_report


@require_safe
@of_report
def comments(request: RoleRequest, found: Facilitation) -> HttpResponse:
    """Every comment of the report, and how it stands with those that somebody asked about."""
    context = {"facilitation": found, "comments": queries.comments_of(found.assessment)}
    return render(request, "feedback/quarantine/comments.jinja", context)


@EITHER
@of_report
def ask(request: RoleRequest, found: Facilitation, place: int) -> HttpResponse:
    """Asks for one comment to be looked at; what worries in it is passed on by another page, which this leads to."""
    comment = queries.comment_at(found.assessment, place)
    if comment is None or comment.withheld:
        raise Http404
    form, refused = AskForm(given(request)), ""
    if form.is_valid():
        ground = QuarantineCase.Ground(form.cleaned_data["ground"])
        refused = why_refused(
            lambda: actions.ask_to_look(
                facilitation=found, place=place, ground=ground, by=request.role, at=timezone.now()
            )
        )
        if not refused:
            said = _("The data protection officer is asked to look at it. Until they decide, it stays as it is.")
            return done(request, said, "feedback:comments", pk=found.pk)
    context = {"facilitation": found, "comment": comment, "form": form, "refused": refused}
    return render(request, "feedback/quarantine/ask.jinja", context, status=422 if form.is_bound else 200)


@require_safe
@signed_in(Kind.DATA_PROTECTION_OFFICER)
def cases(request: RoleRequest) -> HttpResponse:
    """All cases of the nation: those to decide first, the longest waiting before the others."""
    rows = list(QuarantineCase.objects.visible_to(request.role).with_places().order_by("asked_at", "pk"))
    context = {
        "to_decide": [row for row in rows if row.state == QuarantineCase.State.ASKED],
        "decided": [row for row in reversed(rows) if row.state != QuarantineCase.State.ASKED],
    }
    return render(request, "feedback/quarantine/cases.jinja", context)


@never_cache
@EITHER
@signed_in(Kind.DATA_PROTECTION_OFFICER)
def case(request: RoleRequest, pk: int) -> HttpResponse:
    """One case. The comment is shown in the answer to the form that says what it is opened for, and nowhere else."""
    found = _case(request, pk)
    form, opened, refused = OpenForm(given(request)), None, ""
    if form.is_valid():
        purpose = actions.Purpose(form.cleaned_data["purpose"])
        opened = actions.open_comment(case=found, purpose=purpose, by=request.role, at=timezone.now())
    context = _context(found, form=form, decide=DecideForm(None), opened=opened, refused=refused)
    return render(request, "feedback/quarantine/case.jinja", context, status=422 if form.errors else 200)


@require_POST
@signed_in(Kind.DATA_PROTECTION_OFFICER)
def decide(request: RoleRequest, pk: int) -> HttpResponse:
    """Withholds the comment, or leaves it as it is; either can be done again."""
    found, form = _case(request, pk), DecideForm(request.POST)
    refused = ""
    if form.is_valid():
        refused = why_refused(lambda: _decide(found, form, request))
        if not refused:
            withheld = form.cleaned_data["decision"] == WITHHOLD
            said = _("The comment is withheld.") if withheld else _("The comment is shown as it was written.")
            return done(request, said, "feedback:quarantine")
    context = _context(found, form=OpenForm(None), decide=form, opened=None, refused=refused)
    return render(request, "feedback/quarantine/case.jinja", context, status=422)


def _decide(found: QuarantineCase, form: DecideForm, request: RoleRequest) -> None:
    by, at, told = request.role, timezone.now(), form.cleaned_data
    if told["decision"] == WITHHOLD:
        actions.withhold(
            case=found,
            ground=QuarantineCase.Ground(told["ground"]),
            reason=told["reason"],
            tells_of_harm=told["harm"] == "yes",
            by=by,
            at=at,
        )
    else:
        actions.leave_as_it_is(case=found, reason=told["reason"], by=by, at=at)


def _case(request: RoleRequest, pk: int) -> QuarantineCase:
    found = QuarantineCase.objects.visible_to(request.role).with_places().filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _context(found: QuarantineCase, **more: Any) -> dict[str, Any]:
    return {"case": found, "concerns": queries.concerns_about(found.assessment), **more}
