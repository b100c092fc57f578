"""A facilitator’s times for feedback sessions: offered for all cases, taken back, called off, put in a calendar."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ninefold.accounts.doors import RoleRequest, signed_in
from ninefold.accounts.models import Kind
from ninefold.core.errors import NinefoldError
from ninefold.feedback.actions.session_times import call_off, offer_time, withdraw_time
from ninefold.feedback.forms.facilitating import TimeForm
from ninefold.feedback.models import Facilitation, SessionTime
from ninefold.feedback.queries.appointments import calendar_file
from ninefold.feedback.queries.session_times import time_of, times_ahead
from ninefold.feedback.views.acts import EITHER, calendar, done, given
from ninefold.feedback.views.doors import of_case


@EITHER
@signed_in(Kind.FACILITATOR)
def times(request: RoleRequest) -> HttpResponse:
    """The times that one offers, and a form for one more."""
    at = timezone.now()
    ahead = times_ahead(request.role.person, at)
    last = ahead[-1] if ahead else None
    usual = {"minutes": str(last.minutes), "where": last.where} if last else {}
    form = TimeForm(given(request), initial=usual)
    if form.is_valid() and _offered(request, form):
        return done(request, _("The time is offered. Whoever has no time yet is told."), "feedback:session_times")
    context = {"form": form, "times": ahead}
    status = 422 if form.is_bound else 200
    return render(request, "feedback/facilitating/times.jinja", context, status=status)


@require_POST
@signed_in(Kind.FACILITATOR)
def withdraw(request: RoleRequest, pk: int) -> HttpResponse:
    """Take back a time that nobody has picked."""
    time = SessionTime.objects.visible_to(request.role).filter(pk=pk).first()
    if time is None:
        raise Http404
    try:
        withdraw_time(time=time, by=request.role, at=timezone.now())
    except NinefoldError as error:
        form = TimeForm(None)
        context = {"form": form, "times": times_ahead(request.role.person, timezone.now()), "refused": str(error)}
        return render(request, "feedback/facilitating/times.jinja", context, status=409)
    return done(request, _("The time is no longer offered."), "feedback:session_times")


@require_POST
@of_case
def call_off_case(request: RoleRequest, found: Facilitation) -> HttpResponse:
    """Call the feedback session of a case off."""
    if time_of(found) is not None:
        call_off(facilitation=found, by=request.role, at=timezone.now())
    said = _("The feedback session is called off. %(name)s has been told and can choose another time.")
    return done(request, said % {"name": found.assessment.participant}, "feedback:facilitation", pk=found.pk)


@require_safe
@of_case
def case_calendar(request: RoleRequest, found: Facilitation) -> HttpResponse:
    """The feedback session of a case, for the facilitator's calendar."""
    time = time_of(found)
    if time is None:
        raise Http404
    return calendar(calendar_file(found, time, request.role.person, timezone.now()))


def _offered(request: RoleRequest, form: TimeForm) -> bool:
    """Whether the time of the form could be offered; if not, the form says why."""
    wanted = form.cleaned_data
    try:
        offer_time(
            starts_at=wanted["starts_at"],
            minutes=int(wanted["minutes"]),
            where=wanted["where"],
            by=request.role,
            at=timezone.now(),
        )
    except NinefoldError as error:
        form.add_error(None, str(error))
        return False
    return True
