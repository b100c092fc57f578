"""The log of what happened to bookings. What somebody is to be told of is told by the worker, once."""

from datetime import datetime

from ninefold.academy.models import Booking, BookingEvent


def note(booking: Booking, what: str, *, at: datetime, by_staff: bool = False, tell: bool = True) -> BookingEvent:
    """Write down what happened to a booking, in the transaction in which it happened.

    `what` names its mail in `emails.bookings`, which the worker writes afterwards unless not `tell`: nobody waits for
    mail while a CPD session is locked, and what is rolled back is told to nobody.
    """
    return BookingEvent.objects.create(
        booking=booking, what=what, place=booking.place, at=at, by_staff=by_staff, told_at=None if tell else at
    )
