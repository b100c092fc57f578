"""One's own places in CPD sessions: booked, waited for, offered, given up, handed on."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ninefold.academy.actions.bookings import accept_offer, book_place, cancel_booking, decline_offer, substitute
from ninefold.academy.forms.bookings import CancelForm, FacilitatorForm
from ninefold.academy.models import Booking, BookingState, CpdSession
from ninefold.academy.policies.bookings import cannot_take_over
from ninefold.academy.queries.places import (
    OwnBooking,
    facilitator_at,
    own_booking,
    own_bookings,
    own_view,
    public_session,
)
from ninefold.accounts.acts import EITHER, do_and_say, done, given, why_refused
from ninefold.accounts.doors import PersonRequest, RoleRequest, known, signed_in
from ninefold.accounts.models import Kind
from ninefold.accounts.policies import Oneself

MINE = "academy:bookings"


@require_safe
@signed_in(Kind.FACILITATOR)
def bookings(request: RoleRequest) -> HttpResponse:
    """What one has booked, waits for and is offered, with what can be done about each.

    Who has just booked (`?booked=` and the number of the CPD session) is told first how that stands. The address says
    it, so that the moment in which all book writes nothing into their browser sessions.
    """
    own = own_bookings(request.role.person, timezone.now())
    just = next((each for each in own if str(each.booking.session_id) == request.GET.get("booked")), None)
    said = "" if just is None else _how_it_stands(just)
    context = {"own": own, "said": said, "tone": "good" if just is not None and just.has_place else "wait"}
    return render(request, "academy/booking/mine.jinja", context)


@require_POST
@known
def book(request: PersonRequest, pk: int) -> HttpResponse:
    """Book a place, or go on the waiting list.

    Everybody asks this at the same moment when places are announced, so it reads what it needs and no more: that
    somebody is a facilitator is checked once, where it is booked.
    """
    session = public_session(pk)
    if session is None:
        raise Http404
    person, at = request.user, timezone.now()
    trouble = why_refused(lambda: book_place(session=session, person=person, by=Oneself(person), at=at))
    if trouble:
        messages.error(request, trouble)
        return redirect(MINE)
    return redirect(f"{reverse(MINE)}?{urlencode({'booked': session.pk})}")


@EITHER
@signed_in(Kind.FACILITATOR)
def cancel(request: RoleRequest, pk: int) -> HttpResponse:
    """Give up one's place, or leave the waiting list; late, with a remark."""
    at = timezone.now()
    booking = _own(request, pk)
    own = own_view(booking, at)
    form = CancelForm(given(request), says_why=own.says_why)
    if form.is_valid():
        remark = form.cleaned_data["remark"]
        trouble = why_refused(lambda: cancel_booking(booking=booking, by=request.role, at=at, remark=remark))
        if not trouble:
            return done(request, _("Your booking is cancelled. Thank you for giving the place on."), MINE)
        form.add_error("remark", trouble)
    context = {"form": form, "own": own, "session": booking.session}
    return render(request, "academy/booking/cancel.jinja", context, status=422 if form.is_bound else 200)


@EITHER
@signed_in(Kind.FACILITATOR)
def hand_on(request: RoleRequest, pk: int) -> HttpResponse:
    """Hand one's place to a colleague."""
    at = timezone.now()
    booking = _own(request, pk)
    form = FacilitatorForm(given(request))
    if form.is_valid():
        person = facilitator_at(form.cleaned_data["email"])
        if person is None:
            trouble = cannot_take_over()
        else:
            trouble = why_refused(lambda: substitute(booking=booking, person=person, by=request.role, at=at))
        if not trouble:
            return done(
                request, _("Your place is handed to %(name)s. Both of you get a mail.") % {"name": person}, MINE
            )
        form.add_error("email", trouble)
    context = {"form": form, "session": booking.session}
    return render(request, "academy/booking/hand_on.jinja", context, status=422 if form.is_bound else 200)


@require_POST
@signed_in(Kind.FACILITATOR)
def answer(request: RoleRequest, pk: int) -> HttpResponse:
    """Accept or decline the place that one is offered."""
    booking, at = _own(request, pk), timezone.now()
    if request.POST.get("answer") == "accept":
        said = _("The place is yours. The invitation for your calendar comes by mail.")
        return do_and_say(request, lambda: accept_offer(booking=booking, by=request.role, at=at), said, MINE)
    said = _("You have declined. The place goes on to the next.")
    return do_and_say(request, lambda: decline_offer(booking=booking, by=request.role, at=at), said, MINE)


def _own(request: RoleRequest, pk: int) -> Booking:
    """One's own booking in this CPD session that goes on."""
    session = CpdSession.objects.visible_to(request.role).filter(pk=pk).first()
    booking = None if session is None else own_booking(session, request.role.person)
    if booking is None:
        raise Http404
    return booking


def _how_it_stands(own: OwnBooking) -> str:
    if own.position is not None:
        said = _("All places are taken for now. You are number %(position)s on the waiting list.")
        return said % {"position": own.position}
    if own.booking.state == BookingState.OFFERED:
        return _("A place is offered to you. It is yours when you have accepted it.")
    return _("You have a place. The invitation for your calendar comes by mail.")
