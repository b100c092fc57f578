"""The places of a CPD session as those who run it see and change them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ninefold.academy.actions.bookings import book_place, cancel_booking, change_capacity
from ninefold.academy.forms.bookings import CapacityForm, FacilitatorForm
from ninefold.academy.models import Booking, CpdSession
from ninefold.academy.queries.places import facilitator_at, places_of, run_session, word_for_event
from ninefold.accounts.acts import do_and_say, done, why_refused
from ninefold.accounts.doors import RoleRequest, signed_in
from ninefold.accounts.models import Kind

PAGE = "academy:manage_places"


def _run_by(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A door for those who run the CPD session with the number in the address."""

    @wraps(view)
    @signed_in(Kind.NATIONAL_ADMINISTRATOR, Kind.REGIONAL_LEAD)
    def enter(request: RoleRequest, /, pk: int, **parts: int) -> HttpResponse:
        session = run_session(request.role, pk)
        if session is None:
            raise Http404
        return view(request, session, **parts)

    return enter


@require_safe
@_run_by
def places(request: HttpRequest, session: CpdSession) -> HttpResponse:
    """Who has a place, who waits, what happened to each place, and what can be done."""
    return _page(request, session)


@require_POST
@_run_by
def book_for(request: RoleRequest, session: CpdSession) -> HttpResponse:
    """Book for a facilitator, by the same door as they would."""
    form = FacilitatorForm(request.POST)
    if form.is_valid():
        person, at = facilitator_at(form.cleaned_data["email"]), timezone.now()
        if person is None:
            trouble = _("No facilitator has this address. Ask which one they sign in with.")
        else:
            trouble = why_refused(lambda: book_place(session=session, person=person, by=request.role, at=at))
        if not trouble:
            said = _("%(name)s is booked, or on the waiting list if all places are taken, and gets a mail.")
            return done(request, said % {"name": person}, PAGE, pk=session.pk)
        form.add_error("email", trouble)
    return _page(request, session, book_form=form, status=422)


@require_POST
@_run_by
def cancel_for(request: RoleRequest, session: CpdSession, booking: int) -> HttpResponse:
    """Cancel somebody's booking for them."""
    found = Booking.objects.visible_to(request.role).filter(pk=booking, session=session).first()
    if found is None:
        raise Http404
    at = timezone.now()
    said = _("The booking of %(name)s is cancelled, and they get a mail.") % {"name": found.person}
    return do_and_say(request, lambda: cancel_booking(booking=found, by=request.role, at=at), said, PAGE, pk=session.pk)


@require_POST
@_run_by
def capacity(request: RoleRequest, session: CpdSession) -> HttpResponse:
    """Say how many places there are."""
    form = CapacityForm(request.POST)
    if form.is_valid():
        count, at = form.cleaned_data["capacity"], timezone.now()
        trouble = why_refused(lambda: change_capacity(session=session, capacity=count, by=request.role, at=at))
        if not trouble:
            said = _("There are %(count)s places now. Whoever waits is offered what is free.") % {"count": count}
            return done(request, said, PAGE, pk=session.pk)
        form.add_error("capacity", trouble)
    return _page(request, session, capacity_form=form, status=422)


def _page(
    request: HttpRequest,
    session: CpdSession,
    *,
    book_form: forms.Form | None = None,
    capacity_form: forms.Form | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "session": session,
        "places": places_of(session),
        "word_for": word_for_event,
        "book_form": book_form or FacilitatorForm(None),
        "capacity_form": capacity_form or CapacityForm(None, initial={"capacity": session.capacity}),
        "to_come": session.starts_at is not None and timezone.now() < session.starts_at,
    }
    return render(request, "academy/booking/places.jinja", context, status=status)
