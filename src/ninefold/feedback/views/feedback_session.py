"""The participant's side of the feedback session: a time picked, moved or called off, and whether it took place."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ninefold.accounts.doors import RoleRequest
from ninefold.core.errors import NinefoldError
from ninefold.core.session_times import may_be_moved
from ninefold.feedback.actions.holding import LONGEST_OBJECTION, confirm_held, object_to_held
from ninefold.feedback.actions.session_times import call_off, pick_time
from ninefold.feedback.forms.facilitating import HeldForm, PickForm
from ninefold.feedback.models import Assessment, Facilitation, FacilitationState, SessionTime
from ninefold.feedback.models.states import NOT_BEGUN
from ninefold.feedback.queries.appointments import calendar_file
from ninefold.feedback.queries.session_times import time_of, times_to_pick
from ninefold.feedback.views.acts import EITHER, calendar, done, given
from ninefold.feedback.views.doors import case_of_own, of_own


@EITHER
@of_own
def choose(request: RoleRequest, assessment: Assessment) -> HttpResponse:
    """What is arranged, and the times there are to choose from."""
    at = timezone.now()
    facilitation = case_of_own(request, assessment)
    if facilitation is None:
        return render(request, "feedback/facilitating/no_facilitator.jinja", {"assessment": assessment})
    form = PickForm(given(request), _choices(facilitation, at))
    if form.is_valid():
        try:
            return _picked(request, facilitation, form.cleaned_data["time"], at)
        except NinefoldError as error:
            form = PickForm(request.POST, _choices(facilitation, at))
            form.full_clean()
            form.errors.pop("time", None)
            form.add_error("time", str(error))
    return _page(request, assessment, facilitation, form, at)


@require_POST
@of_own
def call_off_own(request: RoleRequest, assessment: Assessment) -> HttpResponse:
    """Give the time up without choosing another yet."""
    at = timezone.now()
    facilitation = case_of_own(request, assessment)
    if facilitation is None or time_of(facilitation) is None:
        return redirect("feedback:feedback_session", pk=assessment.pk)
    try:
        call_off(facilitation=facilitation, by=request.role, at=at)
    except NinefoldError as error:
        form = PickForm(None, _choices(facilitation, at))
        return _page(request, assessment, facilitation, form, at, refused=str(error))
    said = _("The feedback session is called off. Your facilitator has been told.")
    return done(request, said, "feedback:feedback_session", pk=assessment.pk)


@require_safe
@of_own
def own_calendar(request: RoleRequest, assessment: Assessment) -> HttpResponse:
    """The feedback session for the participant's own calendar."""
    facilitation = case_of_own(request, assessment)
    time = None if facilitation is None else time_of(facilitation)
    if facilitation is None or time is None:
        raise Http404
    return calendar(calendar_file(facilitation, time, request.role.person, timezone.now()))


@EITHER
@of_own
def session_held(request: RoleRequest, assessment: Assessment) -> HttpResponse:
    """Whether the feedback session took place as its facilitator marked it."""
    facilitation = case_of_own(request, assessment)
    if facilitation is None or facilitation.held_at is None:
        raise Http404
    form = HeldForm(given(request))
    if facilitation.state == FacilitationState.HELD and form.is_valid():
        return _held(request, facilitation, form)
    asked = facilitation.state == FacilitationState.HELD
    context = {"assessment": assessment, "facilitation": facilitation, "form": form, "asked": asked}
    context["longest"] = LONGEST_OBJECTION
    status = 422 if form.is_bound and asked else 200
    return render(request, "feedback/facilitating/session_held.jinja", context, status=status)


def _held(request: RoleRequest, facilitation: Facilitation, form: HeldForm) -> HttpResponse:
    at, pk = timezone.now(), facilitation.assessment_id
    if form.cleaned_data["took_place"] == "yes":
        confirm_held(facilitation=facilitation, by=request.role, at=at)
        return done(request, _("Thank you. The feedback session counts as held."), "feedback:session_held", pk=pk)
    object_to_held(facilitation=facilitation, text=form.cleaned_data["text"], by=request.role, at=at)
    return done(request, _("Thank you. Whoever leads this has been told."), "feedback:session_held", pk=pk)


def _picked(request: RoleRequest, facilitation: Facilitation, number: int, at: datetime) -> HttpResponse:
    time = SessionTime.objects.visible_to(request.role).filter(pk=number).first()
    if time is None:
        raise NinefoldError(_("Somebody else has just picked this time. Choose one of the others."))
    pick_time(facilitation=facilitation, time=time, by=request.role, at=at)
    said = _("Your feedback session is arranged. You both get an invitation for your calendars by e-mail.")
    return done(request, said, "feedback:feedback_session", pk=facilitation.assessment_id)


def _page(
    request: RoleRequest,
    assessment: Assessment,
    facilitation: Facilitation,
    form: PickForm,
    at: datetime,
    refused: str = "",
) -> HttpResponse:
    time = time_of(facilitation)
    begun = facilitation.state not in NOT_BEGUN
    context = {
        "assessment": assessment,
        "facilitation": facilitation,
        "form": form,
        "time": time,
        "can_choose": not begun and (time is None or may_be_moved(time.starts_at, time.minutes, at)),
        "begun": begun,
        "refused": refused,
    }
    status = 422 if form.is_bound else 409 if refused else 200
    return render(request, "feedback/facilitating/choose_time.jinja", context, status=status)


def _choices(facilitation: Facilitation, at: datetime) -> list[tuple[int, str]]:
    """The times as they are read out in a list of choices: when, how long, where."""
    return [
        (
            time.pk,
            _("%(when)s, %(minutes)s minutes, %(where)s")
            % {
                "when": date_format(timezone.localtime(time.starts_at), "l j F Y, H:i"),
                "minutes": time.minutes,
                "where": time.where,
            },
        )
        for time in times_to_pick(facilitation, at)
    ]
