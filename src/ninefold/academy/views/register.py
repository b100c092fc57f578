"""The register as those who lead see it: everybody on a day, one entry with what it follows from, and the rules."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial, wraps
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ninefold.academy.actions.register import enter_evidence
from ninefold.academy.actions.register_evidence import take_back_evidence
from ninefold.academy.actions.register_leave import (
    end_leave,
    enter_leave,
    leave_register,
    remove_leave,
    return_to_register,
)
from ninefold.academy.actions.register_rules import set_rules
from ninefold.academy.forms.register import DayForm, EndForm, EvidenceForm, LeaveForm, ReasonForm, RulesForm
from ninefold.academy.models import Evidence
from ninefold.academy.queries.register import facilitator_seen_by, leave_seen_by, listed, own_rules_row, seen_evidence
from ninefold.academy.queries.standing import entry_for, word_for
from ninefold.accounts.acts import EITHER, do_and_say, done, given, why_refused
from ninefold.accounts.doors import RoleRequest, signed_in
from ninefold.accounts.models import Kind, Person
from ninefold.core.london import london_date
from ninefold.core.register import Standing

LEADS = (Kind.REGIONAL_LEAD, Kind.NATIONAL_ADMINISTRATOR)
ENTRY = "academy:register_entry"
PAGE_OF = 50


def _of_person(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A door for those who lead where the facilitator with the number in the address is at home."""

    @wraps(view)
    @signed_in(*LEADS)
    def enter(request: RoleRequest, /, pk: int, **parts: int) -> HttpResponse:
        person = facilitator_seen_by(request.role, pk)
        if person is None:
            raise Http404
        return view(request, person, **parts)

    return enter


@require_safe
@signed_in(*LEADS)
def register(request: RoleRequest) -> HttpResponse:
    """Everybody on the register on a day, whose standing ends soonest first; narrowed by standing and name."""
    form = DayForm(request.GET)
    day = _day(form)
    standing, words = request.GET.get("standing", ""), request.GET.get("name", "").strip()
    rows = listed(request.role, day, standing=standing, words=words)
    number = request.GET.get("page", "1")
    pages = max(1, -(-len(rows) // PAGE_OF))
    page = int(number) if number.isdecimal() and len(number) < 7 and 0 < int(number) <= pages else 1
    context = {
        "form": form,
        "day": day,
        "rows": rows[(page - 1) * PAGE_OF : page * PAGE_OF],
        "count": len(rows),
        "page": page,
        "pages": pages,
        "standing": standing,
        "standings": [(each.value, word_for(each)) for each in Standing],
        "name": words,
    }
    return render(request, "academy/register/list.jinja", context)


@require_safe
@_of_person
def register_entry(request: RoleRequest, person: Person) -> HttpResponse:
    """One entry on a day: how they stand, why, what would keep it, and all evidence."""
    return _entry_page(request, person)


@require_POST
@_of_person
def evidence_enter(request: RoleRequest, person: Person) -> HttpResponse:
    """Enter evidence."""
    form = EvidenceForm(request.POST)
    if form.is_valid():
        said = {**form.cleaned_data, "kind": Evidence.Kind(form.cleaned_data["kind"])}
        trouble = why_refused(partial(enter_evidence, person=person, by=request.role, at=timezone.now(), **said))
        if not trouble:
            return done(request, _("It is entered."), ENTRY, pk=person.pk)
        form.add_error("happened_on", trouble)
    return _entry_page(request, person, evidence=form)


@EITHER
@_of_person
def evidence_take_back(request: RoleRequest, person: Person, evidence: int) -> HttpResponse:
    """Take evidence back, with a reason."""
    row = seen_evidence(request.role, person, evidence)
    if row is None:
        raise Http404
    form = ReasonForm(given(request))
    if form.is_valid():
        reason, at = form.cleaned_data["reason"], timezone.now()
        trouble = why_refused(lambda: take_back_evidence(evidence=row, reason=reason, by=request.role, at=at))
        if not trouble:
            return done(request, _("It is taken back, and stays in sight."), ENTRY, pk=person.pk)
        form.add_error("reason", trouble)
    context = {"form": form, "person": person, "row": row}
    return render(request, "academy/register/take_back.jinja", context, status=422 if form.is_bound else 200)


@require_POST
@_of_person
def leave_enter(request: RoleRequest, person: Person) -> HttpResponse:
    """Enter leave."""
    form = LeaveForm(request.POST)
    if form.is_valid():
        act = partial(enter_leave, person=person, by=request.role, at=timezone.now(), **form.cleaned_data)
        trouble = why_refused(act)
        if not trouble:
            return done(request, _("The leave is entered."), ENTRY, pk=person.pk)
        form.add_error("starts_on", trouble)
    return _entry_page(request, person, leave=form)


@EITHER
@_of_person
def leave_end(request: RoleRequest, person: Person, leave: int) -> HttpResponse:
    """Say which day was the last of a leave, or take the leave away."""
    row = leave_seen_by(request.role, person, leave)
    if row is None:
        raise Http404
    form = EndForm(given(request), initial={"ends_on": row.ends_on})
    at = timezone.now()
    if "remove" in request.POST:
        act = partial(remove_leave, leave=row, by=request.role, at=at)
        return do_and_say(request, act, _("The leave is taken away."), ENTRY, pk=person.pk)
    if form.is_valid():
        ends_on = form.cleaned_data["ends_on"]
        trouble = why_refused(lambda: end_leave(leave=row, ends_on=ends_on, by=request.role, at=at))
        if not trouble:
            return done(request, _("The last day is saved."), ENTRY, pk=person.pk)
        form.add_error("ends_on", trouble)
    context = {"form": form, "person": person, "row": row}
    return render(request, "academy/register/leave.jinja", context, status=422 if form.is_bound else 200)


@require_POST
@_of_person
def register_leave(request: RoleRequest, person: Person) -> HttpResponse:
    """Somebody leaves the register, or comes back."""
    back = "return" in request.POST
    act = partial(return_to_register if back else leave_register, person=person, by=request.role, at=timezone.now())
    said = _("%(name)s is on the register again.") if back else _("%(name)s has left the register.")
    return do_and_say(request, act, said % {"name": person}, ENTRY, pk=person.pk)


@EITHER
@signed_in(*LEADS)
def register_rules(request: RoleRequest) -> HttpResponse:
    """The rules of the region or nation that one leads."""
    body = request.role.region or request.role.nation
    assert body is not None  # each of these roles is for one of the two
    form = RulesForm(given(request), own_rules_row(body))
    if form.is_valid():
        share, at = form.cleaned_data["audit_percent"], timezone.now()
        trouble = why_refused(
            lambda: set_rules(body=body, rules=form.rules(), audit_percent=share, by=request.role, at=at)
        )
        if not trouble:
            return done(request, _("The rules are saved, and hold at once."), "academy:register_rules")
        form.add_error(None, trouble)
    context = {"form": form, "body": body, "is_region": request.role.region is not None}
    return render(request, "academy/register/rules.jinja", context, status=422 if form.is_bound else 200)


def _day(form: DayForm) -> date:
    found = form.cleaned_data.get("on") if form.is_valid() else None
    return found if isinstance(found, date) else london_date(timezone.now())


def _entry_page(request: RoleRequest, person: Person, **sent: forms.Form) -> HttpResponse:
    day_form = DayForm(request.GET)
    day = _day(day_form)
    context: dict[str, Any] = {
        "person": person,
        "entry": entry_for(person, day),
        "day": day,
        "today": london_date(timezone.now()),
        "day_form": day_form,
        "evidence_form": sent.get("evidence", EvidenceForm()),
        "leave_form": sent.get("leave", LeaveForm()),
        "faulty": next(iter(sent.values()), None),
    }
    return render(request, "academy/register/entry.jinja", context, status=422 if sent else 200)
