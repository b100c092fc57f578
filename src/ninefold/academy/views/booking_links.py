"""Pages that a link in a mail opens without signing in: to book a place, and to answer an offer.

To look changes nothing: programs that check mail look at every link.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from ninefold.academy.actions.bookings import accept_offer, book_place, decline_offer
from ninefold.academy.models import Link
from ninefold.academy.queries.links import find_link
from ninefold.academy.queries.places import booking_of, full, own_booking, own_view, session_of, what_became_of
from ninefold.academy.views.link_troubles import somebody_elses, unknown_link
from ninefold.accounts.acts import EITHER, why_refused
from ninefold.accounts.policies import Oneself

ANSWERS = {"accept": accept_offer, "decline": decline_offer}


@EITHER
def offer(request: HttpRequest, token: str) -> HttpResponse:
    """An offer with its end: accept or decline; afterwards, what came of it."""
    at = timezone.now()
    link = find_link(token, Link.Purpose.OFFER, at)
    booking = None if link is None else booking_of(link)
    if link is None or link.person is None or booking is None:
        return unknown_link(request, at)
    if refused := somebody_elses(request, link):
        return refused
    answer, by = ANSWERS.get(request.POST.get("answer", "")), Oneself(link.person)
    if answer is not None and not why_refused(lambda: answer(booking=booking, by=by, at=at)):
        return redirect("academy:offer", token=token)
    booking.refresh_from_db()
    over = what_became_of(booking, at)
    status = 409 if answer is not None else 200
    context = {"booking": booking, "session": booking.session, "over": over, "has_place": booking.place and over}
    return render(request, "academy/booking/offer.jinja", context, status=status)


@EITHER
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """A CPD session of an announcement, to be booked by who got the mail; afterwards, how it stands."""
    at = timezone.now()
    link = find_link(token, Link.Purpose.BOOK, at)
    session = None if link is None else session_of(link)
    if link is None or link.person is None or session is None:
        return unknown_link(request, at)
    if refused := somebody_elses(request, link):
        return refused
    person, trouble = link.person, ""
    if request.method == "POST":
        trouble = why_refused(lambda: book_place(session=session, person=person, by=Oneself(person), at=at))
        if not trouble:
            return redirect("academy:cpd_by_link", token=token)
    booking = own_booking(session, person)
    context = {
        "session": session,
        "person": person,
        "own": None if booking is None else own_view(booking, at),
        "full": full(session),
        "trouble": trouble,
    }
    return render(request, "academy/booking/by_link.jinja", context, status=409 if trouble else 200)
