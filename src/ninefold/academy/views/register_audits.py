"""Random audits: a lead draws and settles, a facilitator says a few words about what was entered for them."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from ninefold.academy.actions.register_audits import answer_audit, draw_audit, settle_item
from ninefold.academy.forms.register_audits import FINE, AnswersForm, DrawForm, FoundForm
from ninefold.academy.models import AuditItem
from ninefold.academy.queries.leading import regions_of
from ninefold.academy.queries.register_audits import draws_for, items_to_settle, own_items
from ninefold.accounts.acts import EITHER, done, given, why_refused
from ninefold.accounts.doors import RoleRequest, signed_in
from ninefold.accounts.models import Kind


@EITHER
@signed_in(Kind.REGIONAL_LEAD, Kind.NATIONAL_ADMINISTRATOR)
def audits(request: RoleRequest) -> HttpResponse:
    """What was drawn and found, what waits, and a button to draw."""
    form = DrawForm(regions_of(request.role), given(request))
    if form.is_valid():
        trouble = why_refused(lambda: draw_audit(region=form.chosen, by=request.role, at=timezone.now()))
        if not trouble:
            return done(
                request, _("The audit is drawn. Those who are asked something have got a mail."), "academy:audits"
            )
        form.add_error(None, trouble)
    context = {"form": form, "draws": draws_for(request.role), "waiting": items_to_settle(request.role)}
    return render(request, "academy/register/audits.jinja", context, status=422 if form.is_bound else 200)


@EITHER
@signed_in(Kind.REGIONAL_LEAD, Kind.NATIONAL_ADMINISTRATOR)
def audit_item(request: RoleRequest, pk: int) -> HttpResponse:
    """One thing that was asked, with what was said about it, to be settled."""
    item = next((each for each in items_to_settle(request.role) if each.pk == pk), None)
    if item is None:
        raise Http404
    form = FoundForm(given(request))
    if form.is_valid():
        found = form.cleaned_data
        fine, reason = found["found"] == FINE, found["reason"]
        trouble = why_refused(
            lambda: settle_item(item=item, fine=fine, reason=reason, by=request.role, at=timezone.now())
        )
        if not trouble:
            return done(request, _("It is settled."), "academy:audits")
        form.add_error(None, trouble)
    context = {"form": form, "item": item}
    return render(request, "academy/register/audit_item.jinja", context, status=422 if form.is_bound else 200)


@EITHER
@signed_in(Kind.FACILITATOR)
def own_audit(request: RoleRequest, pk: int) -> HttpResponse:
    """What one was asked in a draw, to say a few words about each."""
    items = own_items(request.role, pk)
    if not items:
        raise Http404
    open_items = [item for item in items if item.outcome == AuditItem.Outcome.WAITING]
    form = AnswersForm(open_items, given(request))
    if open_items and form.is_valid():
        draw, answers = items[0].draw, form.answers
        trouble = why_refused(lambda: answer_audit(draw=draw, answers=answers, by=request.role, at=timezone.now()))
        if not trouble:
            return done(request, _("Thank you. Your lead reads it."), "academy:own_audit", pk=pk)
        form.add_error(None, trouble)
    context = {"form": form, "items": items, "open_items": open_items}
    return render(request, "academy/register/own_audit.jinja", context, status=422 if form.is_bound else 200)
