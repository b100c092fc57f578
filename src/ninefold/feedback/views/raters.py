"""The list of whom a participant asks."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from ninefold.accounts.doors import RoleRequest
from ninefold.core.rater_lists import MOST_ASKED, Entry, ParsedList
from ninefold.feedback.actions import rater_lists as actions
from ninefold.feedback.actions.list_checks import ask_for_check, checkers_of
from ninefold.feedback.forms.raters import (
    ListForm,
    MendedAddressForm,
    NewRaterForm,
    OneRaterForm,
    PreviewForm,
    RowsForm,
    as_rows,
)
from ninefold.feedback.models import Assessment, AssessmentState, Rater, RaterState
from ninefold.feedback.models.states import BEFORE_CLOSE
from ninefold.feedback.queries.rater_lists import (
    groups_of,
    listed,
    suggestions_for,
    words_of_fault,
    words_of_suggestion,
)
from ninefold.feedback.views.acts import EITHER, done, given, why_refused
from ninefold.feedback.views.doors import of_own, on_the_list_or_404


@require_safe
@of_own
def colleagues(request: RoleRequest, found: Assessment) -> HttpResponse:
    """Everybody on the list, what would help, and how its check stands."""
    return _list_page(request, found) if found.state in BEFORE_CLOSE else redirect("feedback:assessment", pk=found.pk)


def _list_page(request: RoleRequest, found: Assessment, trouble: str = "") -> HttpResponse:
    people = listed(found)
    context = {
        "assessment": found,
        "people": people,
        "most": MOST_ASKED,
        "suggestions": [words_of_suggestion(one, found) for one in suggestions_for(found)] if people else [],
        "unchecked": sum(not one.rater.checked for one in people),
        "checkers": checkers_of(found),
        "trouble": trouble,
    }
    return render(request, "feedback/assessments/colleagues.jinja", context, status=422 if trouble else 200)


@require_POST
@of_own
def ask_check(request: RoleRequest, found: Assessment) -> HttpResponse:
    """Ask somebody else to look at the list."""
    trouble = why_refused(lambda: ask_for_check(assessment=found, by=request.role, at=timezone.now()))
    if trouble:
        return _list_page(request, found, trouble)
    return done(request, _("The list waits to be looked at. You will get a mail."), "feedback:colleagues", pk=found.pk)


@EITHER
@of_own
def add_one(request: RoleRequest, found: Assessment) -> HttpResponse:
    """Add one colleague."""
    if found.state not in BEFORE_CLOSE:
        return redirect("feedback:assessment", pk=found.pk)
    form = NewRaterForm(found, given(request))
    if form.is_valid() and _added(request, found, [form.entry], form):
        return redirect("feedback:colleagues", pk=found.pk)
    context = {"assessment": found, "form": form}
    return render(request, "feedback/assessments/add_one.jinja", context, status=422 if form.is_bound else 200)


@EITHER
@of_own
def add_list(request: RoleRequest, found: Assessment) -> HttpResponse:
    """Take a list that is pasted or uploaded, and show what was read in it; nothing is kept yet."""
    if found.state not in BEFORE_CLOSE:
        return redirect("feedback:assessment", pk=found.pk)
    sent = request.method == "POST"
    form = ListForm(groups_of(found), request.POST if sent else None, request.FILES if sent else None)
    if form.is_valid():
        return _preview(request, found, [], form.parsed)
    context = {"assessment": found, "form": form, "groups": groups_of(found)}
    return render(request, "feedback/assessments/add_list.jinja", context, status=422 if form.is_bound else 200)


@require_POST
@of_own
def keep_list(request: RoleRequest, found: Assessment) -> HttpResponse:
    """Keep the list that was shown; lines that were put right become rows first, to be looked at."""
    rows, form = RowsForm(found, request.POST), PreviewForm(groups_of(found), request.POST)
    sound = [rows.is_valid(), form.is_valid()]
    if form.parsed.entries or form.parsed.faults:
        return _preview(request, found, rows.typed, form.parsed, agreed=bool(form["agreed"].data))
    if all(sound) and _added(request, found, rows.entries, form):
        return redirect("feedback:colleagues", pk=found.pk)
    context = {"assessment": found, "rows": rows, "form": form, "faults": []}
    return render(request, "feedback/assessments/preview.jinja", context, status=422)


def _preview(
    request: RoleRequest, found: Assessment, typed: list[dict[str, Any]], parsed: ParsedList, *, agreed: bool = False
) -> HttpResponse:
    """The list as it was read: a row for each person, and the lines that could not be read with what is wrong."""
    groups = groups_of(found)
    read = [row for row in as_rows(parsed.entries, found.language) if row not in [_told(one) for one in typed]]
    lines = "\n".join(dict.fromkeys(fault.whole for fault in parsed.faults))
    context = {
        "assessment": found,
        "rows": RowsForm(found, initial=[*typed, *read]),
        "form": PreviewForm(groups, initial={"lines": lines, "agreed": agreed}),
        "faults": [words_of_fault(fault, groups) for fault in parsed.faults],
        "ignored": parsed.ignored,
    }
    return render(request, "feedback/assessments/preview.jinja", context, status=422 if parsed.faults else 200)


def _told(row: dict[str, Any]) -> dict[str, str]:
    return {name: row.get(name) or "" for name in ("name", "email", "group", "language")}


def _added(request: RoleRequest, found: Assessment, entries: list[Entry], form: NewRaterForm | PreviewForm) -> bool:
    """Whether the entries are kept now; if not, the form says why."""
    new: list[Rater] = []

    def add() -> None:
        agreed, at = form.cleaned_data["agreed"], timezone.now()
        new.extend(actions.add_raters(assessment=found, entries=entries, agreed=agreed, by=request.role, at=at))

    trouble = why_refused(add)
    if trouble:
        form.add_error(None, trouble)
        return False
    said = ngettext("%(count)s person was added.", "%(count)s people were added.", len(new)) % {"count": len(new)}
    messages.success(request, said if new else _("They are on the list already."))
    return True


@EITHER
@of_own
def change(request: RoleRequest, found: Assessment, rater: int) -> HttpResponse:
    """Change an entry before anybody is invited by it."""
    row = on_the_list_or_404(found, rater)
    if row.state != RaterState.NOMINATED or found.state not in BEFORE_CLOSE:
        return redirect("feedback:colleagues", pk=found.pk)
    stands = {"name": row.name, "email": row.email, "group": row.group, "language": row.language}
    form = OneRaterForm(found, given(request), initial=stands, changing=row)
    if form.is_valid():
        entry, at = form.entry, timezone.now()
        trouble = why_refused(lambda: actions.change_rater(rater=row, entry=entry, by=request.role, at=at))
        if not trouble:
            return done(request, _("The entry is changed."), "feedback:colleagues", pk=found.pk)
        form.add_error(None, trouble)
    context = {"assessment": found, "form": form}
    return render(request, "feedback/assessments/change.jinja", context, status=422 if form.is_bound else 200)


@EITHER
@of_own
def withdraw(request: RoleRequest, found: Assessment, rater: int) -> HttpResponse:
    """Take somebody off the list, or withdraw their invitation until it is opened."""
    if request.method == "POST" and not found.raters.others().standing().filter(pk=rater).exists():
        return redirect("feedback:colleagues", pk=found.pk)  # a double click, or another tab
    row = on_the_list_or_404(found, rater)
    if found.state not in BEFORE_CLOSE:
        return redirect("feedback:assessment", pk=found.pk)
    trouble = ""
    if request.method == "POST":
        trouble = why_refused(lambda: actions.withdraw_rater(rater=row, by=request.role, at=timezone.now()))
        if not trouble:
            said = _("%(name)s is no longer on the list.") % {"name": row}
            return done(request, said, "feedback:colleagues", pk=found.pk)
    context = {"assessment": found, "rater": row, "trouble": trouble}
    return render(request, "feedback/assessments/withdraw.jinja", context, status=422 if trouble else 200)


@EITHER
@of_own
def mend(request: RoleRequest, found: Assessment, rater: int) -> HttpResponse:
    """Send an invitation that came back to the right address."""
    row = on_the_list_or_404(found, rater)
    if row.state != RaterState.BOUNCED or found.state != AssessmentState.OPEN:
        return redirect("feedback:assessment", pk=found.pk)
    form = MendedAddressForm(row, given(request))
    if form.is_valid():
        email, at = form.cleaned_data["email"], timezone.now()
        trouble = why_refused(lambda: actions.mend_address(rater=row, email=email, by=request.role, at=at))
        if not trouble:
            sent, waits = _("The invitation is sent again."), _("The new address is looked at by somebody else first.")
            return done(request, sent if row.checked else waits, "feedback:assessment", pk=found.pk)
        form.add_error("email", trouble)
    context = {"assessment": found, "rater": row, "form": form}
    return render(request, "feedback/assessments/mend.jinja", context, status=422 if form.is_bound else 200)
