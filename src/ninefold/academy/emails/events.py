"""Every mail that an event in the log of bookings gives rise to, by what happened."""

from collections.abc import Callable
from datetime import datetime

from ninefold.academy.emails import attendance, bookings, cpd_sessions
from ninefold.academy.models import BookingEvent
from ninefold.accounts.mail import Mail

MAILS: dict[str, Callable[[BookingEvent, datetime], Mail | None]] = {
    **bookings.MAILS,
    **cpd_sessions.MAILS,
    **attendance.MAILS,
}
