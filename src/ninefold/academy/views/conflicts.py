"""The ties that one declares oneself: a list, a form for one more, and taking one back."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ninefold.academy.actions.conflicts import declare_conflict, withdraw_conflict
from ninefold.academy.forms.conflicts import ConflictForm
from ninefold.academy.models import Conflict
from ninefold.academy.policies.conflicts import DECLARE
from ninefold.academy.queries.conflicts import own_conflicts
from ninefold.academy.queries.directory import person_found
from ninefold.accounts.acts import EITHER, done, given, why_refused
from ninefold.accounts.doors import RoleRequest, signed_in
from ninefold.accounts.models import Kind, Person
from ninefold.core.london import london_date


@EITHER
@signed_in(*DECLARE)
def conflicts(request: RoleRequest) -> HttpResponse:
    """What one declared, and a form. What it answers is the same whether or not anybody has the address."""
    chosen = _chosen(request)
    form = ConflictForm(given(request), chosen=chosen is not None)
    if form.is_valid():
        wanted = form.cleaned_data
        trouble = why_refused(
            lambda: declare_conflict(
                reason=Conflict.Reason(wanted["reason"]),
                address=wanted.get("email", ""),
                person=chosen,
                by=request.role,
                at=timezone.now(),
            )
        )
        if not trouble:
            return done(request, _("It is noted. The two of you are not brought together."), "academy:conflicts")
        form.add_error(None, trouble)
    context = {
        "form": form,
        "chosen": chosen,
        "declared": own_conflicts(request.role),
        "is_facilitator": request.role.kind == Kind.FACILITATOR,
    }
    return render(request, "academy/directory/conflicts.jinja", context, status=422 if form.is_bound else 200)


@require_POST
@signed_in(*DECLARE)
def withdraw(request: RoleRequest, pk: int) -> HttpResponse:
    """Take one back."""
    conflict = Conflict.objects.visible_to(request.role).filter(pk=pk).first()
    if conflict is None:
        raise Http404
    withdraw_conflict(conflict=conflict, by=request.role, at=timezone.now())
    return done(request, _("It is taken back."), "academy:conflicts")


def _chosen(request: RoleRequest) -> Person | None:
    """The facilitator of the directory whose number is in the address, if there is one."""
    number = request.GET.get("facilitator", "")
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        return None
    return person_found(int(number), london_date(timezone.now()))
