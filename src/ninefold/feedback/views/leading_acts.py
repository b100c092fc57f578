"""What a lead can do with a 360 as a whole. Each is asked once more before it is done."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ninefold.accounts.doors import RoleRequest
from ninefold.core.london import london_date
from ninefold.core.timetable import EXTENSION
from ninefold.feedback.actions.leading import (
    cancel_for_participant,
    extend_for_participant,
    give_to_facilitator,
    say_ready,
)
from ninefold.feedback.forms.assessments import FacilitatorForm
from ninefold.feedback.models import Assessment, AssessmentState
from ninefold.feedback.models.states import BEFORE_CLOSE, BEFORE_OPENING
from ninefold.feedback.queries.assessments import facilitation_of, facilitators_for
from ninefold.feedback.views.acts import EITHER, ask_first, do_and_say, done, given, why_refused
from ninefold.feedback.views.doors import of_led


@EITHER
@of_led
def extend_led(request: RoleRequest, found: Assessment) -> HttpResponse:
    """Move the closing date by two weeks, once."""
    return ask_first(
        request,
        "leading/extend",
        found,
        lambda: extend_for_participant(assessment=found, by=request.role, at=timezone.now()),
        _("The closing date is moved by two weeks. The participant and everybody who was asked are told."),
        back="feedback:led",
        possible=found.state == AssessmentState.OPEN and not found.extended,
        context={"later": found.closes_on + EXTENSION},
    )


@EITHER
@of_led
def cancel_led(request: RoleRequest, found: Assessment) -> HttpResponse:
    """Give a 360 up for its participant."""
    return ask_first(
        request,
        "leading/cancel",
        found,
        lambda: cancel_for_participant(assessment=found, by=request.role, at=timezone.now()),
        _("The 360 is cancelled. The participant is told."),
        back="feedback:led",
        possible=found.state in BEFORE_CLOSE,
    )


@require_POST
@of_led
def ready(request: RoleRequest, found: Assessment) -> HttpResponse:
    """Tell the participant that what was prepared can be checked and started."""
    told = _("%(name)s is told that it is ready to be checked and started.") % {"name": found.participant}
    return do_and_say(
        request,
        lambda: say_ready(assessment=found, by=request.role, at=timezone.now()),
        told,
        "feedback:led",
        pk=found.pk,
    )


@EITHER
@of_led
def facilitator(request: RoleRequest, found: Assessment) -> HttpResponse:
    """Ask a facilitator, or another in place of the one that was asked."""
    if found.state not in BEFORE_OPENING:
        return redirect("feedback:led", pk=found.pk)
    before = facilitation_of(found)
    not_these = {request.role.person_id, *([before.facilitator_id] if before is not None else [])}
    people = [person for person in facilitators_for(found, london_date(timezone.now())) if person.pk not in not_these]
    form, trouble = FacilitatorForm(people, given(request)), ""
    if form.is_valid():
        asked, at = form.chosen, timezone.now()
        trouble = why_refused(lambda: give_to_facilitator(assessment=found, facilitator=asked, by=request.role, at=at))
        if not trouble:
            told = _("%(name)s has been asked, and has five working days to answer. The participant is told.")
            return done(request, told % {"name": asked}, "feedback:led", pk=found.pk)
    context = {
        "assessment": found,
        "form": form,
        "people": people,
        "places": {str(person.pk): str(person.organisation or person.region or "") for person in people},
        "facilitation": before,
        "trouble": trouble,
    }
    status = 422 if form.errors or trouble else 200
    return render(request, "feedback/leading/facilitator.jinja", context, status=status)
