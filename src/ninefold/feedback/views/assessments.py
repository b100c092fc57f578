"""A participant's 360s: beginning one, setting it up, and how it stands."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ninefold.academy.queries.directory import facilitator_at
from ninefold.accounts.doors import RoleRequest, signed_in
from ninefold.accounts.models import Kind
from ninefold.core.london import london_date
from ninefold.core.timetable import ENOUGH_ANSWERS
from ninefold.feedback.actions import assessments as actions
from ninefold.feedback.actions.list_checks import checkers_of
from ninefold.feedback.actions.mailings import REMIND_AGAIN
from ninefold.feedback.forms.assessments import SettingsForm, WishesForm
from ninefold.feedback.models import Assessment, AssessmentState
from ninefold.feedback.models.states import BEFORE_OPENING
from ninefold.feedback.queries import assessments as queries
from ninefold.feedback.queries.being_closed import assessment_being_closed
from ninefold.feedback.queries.following import steps_after
from ninefold.feedback.queries.on_the_way import steps_on_the_way
from ninefold.feedback.queries.rater_lists import listed, suggestions_for, words_of_suggestion
from ninefold.feedback.queries.self_assessment_use import fresh_of, last_kept
from ninefold.feedback.queries.session_times import time_of
from ninefold.feedback.views.acts import EITHER, done, given, leaves_later, why_refused
from ninefold.feedback.views.choosing import number_in_address, to_choose
from ninefold.feedback.views.doors import of_own


@require_safe
@signed_in(Kind.PARTICIPANT)
def assessments(request: RoleRequest) -> HttpResponse:
    """All of one's 360s, the latest first."""
    mine = Assessment.objects.visible_to(request.role).with_people().order_by("-created_at", "-pk")
    possible_on, at = queries.next_possible_on(request.user), timezone.now()
    context = {
        "assessments": [(each, assessment_being_closed(each, at)) for each in mine],
        "running": queries.under_way(request.user),
        "possible_on": possible_on if possible_on is not None and london_date(at) < possible_on else None,
    }
    return render(request, "feedback/assessments/all.jinja", context)


@EITHER
@signed_in(Kind.PARTICIPANT)
def new_assessment(request: RoleRequest) -> HttpResponse:
    """Begin a 360, or read why none can be begun now."""
    at, person = timezone.now(), request.user
    today, home = london_date(at), person.organisation or person.region
    form = SettingsForm(today, given(request), reads=getattr(request, "LANGUAGE_CODE", ""))
    trouble, number = "", number_in_address(request)
    if form.is_valid():
        begin = partial(actions.create_assessment, participant=person, **form.cleaned_data, by=request.role, at=at)
        trouble = why_refused(begin)
        begun = queries.under_way(person)
        if begun is not None and not trouble:
            return redirect("feedback:assessment", pk=begun.pk) if number is None else to_choose(begun, number)
    advised_on = queries.next_advised_on(person)
    context = {
        "form": form,
        "minutes": queries.minutes_of_forms(),
        "trouble": trouble,
        "chosen": None if number is None else facilitator_at(number),
        "reason": "" if form.is_bound else why_refused(lambda: actions.check_can_begin(person, home, at)),
        "running": queries.under_way(person),
        "self_assessment": last_kept(person),
        "advised_on": advised_on if advised_on is not None and today < advised_on else None,
    }
    status = 422 if form.errors or trouble else 200
    return render(request, "feedback/assessments/new.jinja", context, status=status)


@require_safe
@of_own
def assessment(request: RoleRequest, found: Assessment) -> HttpResponse:
    """How one's 360 stands and what is next."""
    at = timezone.now()
    today = london_date(at)
    context: dict[str, Any] = {"assessment": found, "today": today}
    if found.state == AssessmentState.DRAFT:
        context |= {"setup": queries.setting_up(found, today), "self_assessment": fresh_of(found, today)}
        return render(request, "feedback/assessments/draft.jinja", context)
    facilitation = queries.facilitation_of(found)
    time = None if facilitation is None else time_of(facilitation)
    own_part, waiting = queries.own_part_sent(found), assessment_being_closed(found, at)
    context |= {
        "facilitation": facilitation,
        "enough": ENOUGH_ANSWERS,
        "steps": steps_on_the_way(found, facilitation, time, own_part=own_part, being_closed=waiting is not None),
    }
    if found.state == AssessmentState.OPEN:
        context |= {"own_part_sent": own_part, "waiting": waiting}
        return render(request, "feedback/assessments/open.jinja", context | _progress(found, at))
    context |= {"following": steps_after(found, today) if found.opened_at is not None else []}
    return render(request, "feedback/assessments/over.jinja", context)


def _progress(found: Assessment, at: datetime) -> dict[str, Any]:
    """What is told of an open 360: the figure of the day, and of each person no more than how their invitation is."""
    today = london_date(at)
    remind_from = None if found.reminded_on is None else found.reminded_on + REMIND_AGAIN
    people = listed(found)
    return {
        "people": people,
        "asked": found.raters.others().asked().count(),
        "bounced": [one for one in people if one.rater.state == "bounced" and one.rater.checked],
        "suggestions": [words_of_suggestion(one, found) for one in suggestions_for(found)],
        "invitations_leave": leaves_later(found.started_at or at, at),
        "key_is_lost": queries.key_is_lost(found),
        "can_close_early": found.answered_shown >= ENOUGH_ANSWERS,
        "remind_from": remind_from if remind_from is not None and remind_from > today else None,
        "unchecked": sum(not one.rater.checked for one in people),
        "checkers": checkers_of(found),
    }


@EITHER
@of_own
def settings(request: RoleRequest, found: Assessment) -> HttpResponse:
    """Choose another form, language or closing date before the start."""
    at = timezone.now()
    if found.state != AssessmentState.DRAFT:
        return redirect("feedback:assessment", pk=found.pk)
    stands = {"form": found.form, "language": found.language, "closes_on": found.closes_on}
    form = SettingsForm(london_date(at), given(request), initial=stands)
    if form.is_valid():
        actions.change_assessment(assessment=found, **form.cleaned_data, by=request.role, at=at)
        return done(request, _("What you have chosen is saved."), "feedback:assessment", pk=found.pk)
    context = {"form": form, "assessment": found, "minutes": queries.minutes_of_forms()}
    status = 422 if form.is_bound else 200
    return render(request, "feedback/assessments/settings.jinja", context, status=status)


@EITHER
@of_own
def wants(request: RoleRequest, found: Assessment) -> HttpResponse:
    """Say what one wants from the 360."""
    if found.state not in BEFORE_OPENING:
        return redirect("feedback:assessment", pk=found.pk)
    wishes = {name: getattr(found, name) for name in WishesForm.base_fields}
    form = WishesForm(given(request), initial=wishes)
    if form.is_valid():
        actions.set_wishes(assessment=found, **form.cleaned_data, by=request.role, at=timezone.now())
        return done(request, _("What you want from it is saved."), "feedback:assessment", pk=found.pk)
    context = {"form": form, "assessment": found}
    return render(request, "feedback/assessments/wants.jinja", context, status=422 if form.is_bound else 200)
