"""Feedback sessions held elsewhere: a facilitator's page to enter them, a lead's to approve or refuse them in bulk."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ninefold.academy.actions.register_approvals import approve_sessions, enter_session_elsewhere, refuse_sessions
from ninefold.academy.forms.sessions_elsewhere import REFUSE, ApprovalForm, ElsewhereForm
from ninefold.academy.queries.sessions_elsewhere import held_elsewhere, waiting_for
from ninefold.accounts.acts import EITHER, done, given, why_refused
from ninefold.accounts.doors import RoleRequest, signed_in
from ninefold.accounts.models import Kind


@EITHER
@signed_in(Kind.FACILITATOR)
def sessions_elsewhere(request: RoleRequest) -> HttpResponse:
    """What one held elsewhere and how it stands, and a form for one more."""
    form = ElsewhereForm(given(request))
    if form.is_valid():
        wanted = form.cleaned_data
        trouble = why_refused(
            lambda: enter_session_elsewhere(
                held_on=wanted["held_on"],
                organisation=wanted["organisation"],
                by=request.role,
                at=timezone.now(),
            )
        )
        if not trouble:
            said = _("It is entered, and counts when your lead has approved it. You will get a mail.")
            return done(request, said, "academy:sessions_elsewhere")
        form.add_error(None, trouble)
    context = {"form": form, "rows": held_elsewhere(request.role)}
    return render(request, "academy/register/elsewhere.jinja", context, status=422 if form.is_bound else 200)


@EITHER
@signed_in(Kind.REGIONAL_LEAD, Kind.NATIONAL_ADMINISTRATOR)
def approvals(request: RoleRequest) -> HttpResponse:
    """What waits for approval, and what one does with those that one chose."""
    waiting = waiting_for(request.role)
    form = ApprovalForm(waiting, given(request), all_chosen="all" in request.GET)
    if form.is_valid():
        count = 0

        def settle() -> None:
            nonlocal count
            rows, at = form.chosen, timezone.now()
            if form.cleaned_data["act"] == REFUSE:
                reason = form.cleaned_data["reason"]
                count = refuse_sessions(evidence=rows, reason=reason, by=request.role, at=at)
            else:
                count = approve_sessions(evidence=rows, by=request.role, at=at)

        trouble = why_refused(settle)
        if not trouble:
            return done(request, _said(form.cleaned_data["act"], count), "academy:approvals")
        form.add_error(None, trouble)
    context = {"form": form, "waiting": waiting}
    return render(request, "academy/register/approvals.jinja", context, status=422 if form.is_bound else 200)


def _said(act: str, count: int) -> str:
    if act == REFUSE:
        said = ngettext("%(count)s feedback session is refused.", "%(count)s feedback sessions are refused.", count)
    else:
        said = ngettext("%(count)s feedback session counts now.", "%(count)s feedback sessions count now.", count)
    return said % {"count": count}
