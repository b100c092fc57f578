"""Mails about places in CPD sessions, each written by the worker for one event of the log.

A place, and nothing else, comes with a calendar file and the online link: who waits, or has an offer, gets neither.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from ninefold.academy.models import Booking, BookingEvent, BookingState
from ninefold.academy.queries.booking_calendar import appointment_of
from ninefold.academy.queries.places import position_of
from ninefold.accounts.mail import Attachment, Mail, address_of, compose
from ninefold.core.calendar_file import cancellation, content_type, invitation

FILE_NAME = "cpd-session.ics"


def booked(event: BookingEvent, at: datetime) -> Mail | None:
    """You have a place, with the online link and an invitation for the calendar; none where it was given up since."""
    booking = event.booking
    if booking.state != BookingState.BOOKED:
        return None
    file = Attachment(FILE_NAME, content_type("REQUEST"), invitation(appointment_of(booking), at))
    return mail_about("place_booked", booking, file, from_whom=booking.took_over_from)


def waiting(event: BookingEvent, at: datetime) -> Mail | None:  # noqa: ARG001 - as each of MAILS takes it
    """You wait, and at which position; none where that has ended since."""
    booking = event.booking
    if booking.state != BookingState.WAITING:
        return None
    return mail_about("on_the_list", booking, position=position_of(booking))


def offered(event: BookingEvent, link: str) -> Mail:
    """A place is offered until a certain time, to accept or to decline by this link."""
    return mail_about("place_offered", event.booking, address=address_of("academy:offer", token=link))


def expired(event: BookingEvent, at: datetime) -> Mail | None:  # noqa: ARG001 - as each of MAILS takes it
    """Your offer was not answered in time, and the place has gone on."""
    return mail_about("offer_expired", event.booking)


def no_place(event: BookingEvent, at: datetime) -> Mail | None:  # noqa: ARG001 - as each of MAILS takes it
    """The CPD session has begun, and no place became free for you."""
    return mail_about("no_place", event.booking)


def cancelled(event: BookingEvent, at: datetime) -> Mail | None:
    """Your booking is cancelled; who had a place gets a cancellation for the calendar too."""
    return _given_up("booking_cancelled", event, at, by_staff=event.by_staff)


def substituted(event: BookingEvent, at: datetime) -> Mail | None:
    """Your place is handed to somebody else, with a cancellation for the calendar."""
    return _given_up("place_handed_on", event, at)


# The mail for each `what` of the log that is about a place; `emails.events` has all. `offered` has a link of its own,
# which an action makes (`actions.telling`).
MAILS: dict[str, Callable[[BookingEvent, datetime], Mail | None]] = {
    "booked": booked,
    "waiting": waiting,
    "expired": expired,
    "no_place": no_place,
    "cancelled": cancelled,
    "substituted": substituted,
}


def _given_up(name: str, event: BookingEvent, at: datetime, **parts: Any) -> Mail:
    booking = event.booking
    had_place = event.place is not None and booking.events.filter(what="booked", pk__lt=event.pk).exists()
    files = []
    if had_place:
        taken_back = cancellation(appointment_of(booking, given_up=True), at)
        files.append(Attachment(FILE_NAME, content_type("CANCEL"), taken_back))
    return mail_about(name, booking, *files, had_place=had_place, **parts)


def mail_about(name: str, booking: Booking, *files: Attachment, **parts: Any) -> Mail:
    """A mail of this template to whose booking it is."""
    context = {
        "booking": booking,
        "session": booking.session,
        "name": booking.person.name,
        "bookings_page": address_of("academy:bookings"),
        **parts,
    }
    return compose(f"academy/mail/{name}.jinja", context, attachments=tuple(files))
