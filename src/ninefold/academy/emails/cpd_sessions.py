"""Mails about a CPD session itself: dates announced, moved, another link to join, cancelled."""

from collections.abc import Sequence
from datetime import datetime

from ninefold.academy.emails.bookings import FILE_NAME, mail_about
from ninefold.academy.models import BookingEvent, BookingState, CpdSession
from ninefold.academy.queries.booking_calendar import appointment_of
from ninefold.accounts.mail import Attachment, Mail, address_of, compose
from ninefold.accounts.models import Person
from ninefold.core.calendar_file import cancellation, content_type, update


def announced(person: Person, dates: Sequence[tuple[CpdSession, str]], choice_link: str) -> Mail:
    """To a facilitator: new dates, each with a link of their own that books it without signing in."""
    choice_page = address_of("academy:mail_choice", token=choice_link)
    offers = [(session, address_of("academy:cpd_by_link", token=link)) for session, link in dates]
    context = {
        "name": person.name,
        "dates": offers,
        "list_page": address_of("academy:cpd"),
        "choice_page": choice_page,
    }
    return compose("academy/mail/cpd_announced.jinja", context, unsubscribe=choice_page)


def moved(event: BookingEvent, at: datetime) -> Mail | None:
    """It is at another time now, for who has a place with the new one for the calendar; none where theirs has ended."""
    if event.booking.state not in (BookingState.WAITING, BookingState.OFFERED, BookingState.BOOKED):
        return None
    kept_until = event.booking.offer_ends_at  # of an offer alone, which the move may have shortened
    parts = {"has_place": _has_place(event), "kept_until": kept_until}
    return mail_about("cpd_moved", event.booking, *_update(event, at), **parts)


def link_changed(event: BookingEvent, at: datetime) -> Mail | None:
    """To who has a place: something else has changed, such as the link to join; the calendar follows."""
    return mail_about("cpd_changed", event.booking, *_update(event, at)) if _has_place(event) else None


def session_cancelled(event: BookingEvent, at: datetime) -> Mail:
    """It does not take place, and why; who had a place gets that for the calendar."""
    files = []
    if event.place is not None and event.booking.events.filter(what="booked", pk__lt=event.pk).exists():
        taken_back = cancellation(appointment_of(event.booking, given_up=True), at)
        files.append(Attachment(FILE_NAME, content_type("CANCEL"), taken_back))
    return mail_about("cpd_cancelled", event.booking, *files, list_page=address_of("academy:cpd"))


MAILS = {"moved": moved, "link_changed": link_changed, "session_cancelled": session_cancelled}


def _has_place(event: BookingEvent) -> bool:
    return event.booking.state == BookingState.BOOKED


def _update(event: BookingEvent, at: datetime) -> list[Attachment]:
    if not _has_place(event):
        return []
    return [Attachment(FILE_NAME, content_type("REQUEST"), update(appointment_of(event.booking), at))]
