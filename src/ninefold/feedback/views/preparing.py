"""Preparing a 360 for somebody: finding the person, or adding them, and beginning it for them."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ninefold.accounts.doors import RoleRequest, signed_in
from ninefold.accounts.models import Kind, Person
from ninefold.core.london import london_date
from ninefold.feedback.actions.leading import add_participant, prepare_assessment
from ninefold.feedback.forms.leading import NewParticipantForm, PrepareForm
from ninefold.feedback.models import Assessment
from ninefold.feedback.queries import led_people
from ninefold.feedback.queries.assessments import minutes_of_forms
from ninefold.feedback.queries.leading import LEADS
from ninefold.feedback.views.acts import EITHER, done, given, why_refused


@require_safe
@signed_in(*LEADS)
def prepare_for(request: RoleRequest) -> HttpResponse:
    """Find the person for whom a 360 is to be prepared."""
    sought = request.GET.get("q", "").replace("\0", "").strip()[:200]
    people = led_people.found_people(request.role, sought)
    context = {
        "sought": sought,
        "too_short": bool(sought) and len("".join(sought.split())) < led_people.FEWEST_LETTERS,
        "people": people[: led_people.MOST_FOUND],
        "more": len(people) > led_people.MOST_FOUND,
        "can_add": bool(led_people.homes_led(request.role)),
        "who_adds": led_people.who_adds_people(request.role),
    }
    return render(request, "feedback/leading/prepare_for.jinja", context)


@EITHER
@signed_in(Kind.ORGANISATION_LEAD, Kind.REGIONAL_LEAD)
def new_participant(request: RoleRequest) -> HttpResponse:
    """Add somebody who is not here yet."""
    form = NewParticipantForm(led_people.homes_led(request.role), given(request))
    if form.is_valid():
        added: list[Person] = []

        def add() -> None:
            given, at = form.cleaned_data, timezone.now()
            person = add_participant(
                email=given["email"], name=given["name"], home=form.chosen_home, by=request.role, at=at
            )
            added.append(person)

        trouble = why_refused(add)
        if not trouble:
            return done(request, _("%(name)s was added.") % {"name": added[0]}, "feedback:prepare", pk=added[0].pk)
        form.add_error("email", trouble)
    status = 422 if form.is_bound else 200
    return render(request, "feedback/leading/new_participant.jinja", {"form": form}, status=status)


@EITHER
@signed_in(*LEADS)
def prepare(request: RoleRequest, pk: int) -> HttpResponse:
    """Begin a 360 for this person."""
    person = led_people.people_led(request.role).filter(pk=pk).first()
    if person is None:
        raise Http404
    at = timezone.now()
    programmes = led_people.programmes_for(request.role, person)
    must = request.role.kind == Kind.PROGRAMME_LEAD
    form = PrepareForm(programmes, london_date(at), given(request), must=must)
    trouble = ""
    if form.is_valid():
        begun: list[Assessment] = []

        def begin() -> None:
            given = {name: form.cleaned_data[name] for name in ("form", "language", "closes_on")}
            programme = form.chosen_programme
            begun.append(prepare_assessment(participant=person, programme=programme, **given, by=request.role, at=at))

        trouble = why_refused(begin)
        if not trouble:
            told = _("The 360 is begun, and %(name)s is told. Now put people on the list, or leave that to them.")
            return done(request, told % {"name": person}, "feedback:led", pk=begun[0].pk)
    context = {
        "person": person,
        "form": form,
        "minutes": minutes_of_forms(),
        "trouble": trouble,
        "asks_programme": "programme" in form.fields,
    }
    status = 422 if form.errors or trouble else 200
    return render(request, "feedback/leading/prepare.jinja", context, status=status)
