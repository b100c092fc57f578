"""Telling people what happened to their bookings: each event of the log by one mail, however many workers there are."""

from datetime import datetime

from django.db import transaction

from ninefold.academy.actions.links import new_link
from ninefold.academy.emails.bookings import offered
from ninefold.academy.emails.events import MAILS
from ninefold.academy.models import BookingEvent, BookingState, Link
from ninefold.accounts.actions.outbox import post
from ninefold.accounts.mail import Mail

TOLD = (*MAILS, "offered")


@transaction.atomic
def tell(number: int, at: datetime) -> bool:
    """Write the mail about the event with this number, if there is something left to tell; False if another worker has.

    These leave at any hour: they answer what somebody has just done, or an offer runs.
    """
    # Compare and swap: whoever sets it writes the mail, and both are kept together or not at all.
    if not BookingEvent.objects.filter(pk=number, told_at__isnull=True).update(told_at=at):
        return False
    event = BookingEvent.objects.select_related("booking__session", "booking__person", "booking__took_over_from").get(
        pk=number
    )
    mail = _offer(event, at) if event.what == "offered" else MAILS[event.what](event, at)
    if mail is not None:
        post(to=event.booking.person.email, mail=mail, at=at, any_hour=True)
    return True


def _offer(event: BookingEvent, at: datetime) -> Mail | None:
    """The mail with a link of its own, which says until the CPD session begins what came of the offer."""
    booking = event.booking
    if booking.state != BookingState.OFFERED or booking.session.starts_at is None:
        return None
    if booking.offer_ends_at is None or booking.offer_ends_at <= at:
        return None  # it ends in this very minute, and who is told of that is told enough
    link = new_link(
        purpose=Link.Purpose.OFFER,
        about=booking.pk,
        person=booking.person,
        expires_at=booking.session.starts_at,
        at=at,
    )
    return offered(event, link)
