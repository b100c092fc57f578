"""Choosing a facilitator: from the list with filters, or from their entry in the directory."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ninefold.academy.forms.directory import LookForm
from ninefold.academy.queries.directory import facilitator_at, said_of, who_fit
from ninefold.accounts.doors import RoleRequest, signed_in
from ninefold.accounts.models import Kind, Person
from ninefold.core.london import london_date
from ninefold.feedback.actions.facilitations import request_facilitator
from ninefold.feedback.forms.assessments import FacilitatorForm
from ninefold.feedback.models import Assessment
from ninefold.feedback.models.states import BEFORE_OPENING
from ninefold.feedback.queries import assessments as queries
from ninefold.feedback.queries.choosing import why_not
from ninefold.feedback.views.acts import EITHER, done, given, why_refused
from ninefold.feedback.views.doors import of_own

LONGEST_NUMBER = 9


@require_safe
@signed_in(Kind.PARTICIPANT)
def choose_for_mine(request: RoleRequest, number: int) -> HttpResponse:
    """From an entry in the directory to the 360 it is chosen for, or to where one is begun."""
    mine = queries.without_report_yet(request.user)
    if mine is None:
        return redirect(f"{reverse('feedback:new_assessment')}?{urlencode({'facilitator': number})}")
    return to_choose(mine, number)


def to_choose(assessment: Assessment, number: int) -> HttpResponse:
    """On to where a facilitator is chosen, with the one whose entry has this number."""
    page = reverse("feedback:choose_facilitator", kwargs={"pk": assessment.pk})
    return redirect(f"{page}?{urlencode({'facilitator': number})}")


def number_in_address(request: HttpRequest) -> int | None:
    """The number of the entry in the directory that the address of the page names."""
    number = request.GET.get("facilitator", "")
    fine = number.isascii() and number.isdecimal() and len(number) <= LONGEST_NUMBER
    return int(number) if fine else None


@EITHER
@of_own
def choose_facilitator(request: RoleRequest, found: Assessment) -> HttpResponse:
    """Ask one of those who facilitate here and fit what is looked for."""
    if found.state not in BEFORE_OPENING:
        return redirect("feedback:assessment", pk=found.pk)
    at = timezone.now()
    day, look, number = london_date(at), LookForm(request.GET), number_in_address(request)
    named = None if number is None else facilitator_at(number)
    everybody = queries.facilitators_for(found, day)
    people = who_fit(everybody, look.filters)
    initial = {"facilitator": named.pk} if named is not None and named in people else None
    form, trouble = FacilitatorForm(people, given(request), initial=initial), ""
    if form.is_valid():
        asked = form.chosen
        trouble = why_refused(lambda: request_facilitator(assessment=found, facilitator=asked, by=request.role, at=at))
        if not trouble:
            told = _("%(name)s has been asked, and has five working days to answer. You will get a mail.")
            return done(request, told % {"name": asked}, "feedback:assessment", pk=found.pk)
    context = {
        "assessment": found,
        "filters": look,
        "form": form,
        "people": people,
        "anybody": bool(everybody),
        "places": _hints(people),
        "facilitation": queries.facilitation_of(found),
        "refused": _refused(request, named, found, day),
        "trouble": trouble,
    }
    status = 422 if form.errors or trouble else 200
    return render(request, "feedback/assessments/facilitator.jinja", context, status=status)


def _hints(people: Sequence[Person]) -> dict[str, str]:
    """Where each of them is at home, and what they say of themselves."""
    said = said_of(people)
    homes = {one.pk: str(one.organisation or one.region or "") for one in people}
    return {str(number): " · ".join(filter(None, (home, said.get(number, "")))) for number, home in homes.items()}


def _refused(request: HttpRequest, named: Person | None, found: Assessment, day: date) -> str:
    """Why whom the address names cannot be chosen; empty where they can, or it names nobody."""
    if "facilitator" not in request.GET:
        return ""
    if named is None:
        return _("That facilitator cannot be asked any more. Choose another.")
    return why_not(named, found.participant, day)
