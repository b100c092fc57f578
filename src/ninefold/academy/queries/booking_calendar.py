"""A place in a CPD session as an entry in the calendar of who has it."""

from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from ninefold.academy.models import Booking
from ninefold.accounts.mail import address_of
from ninefold.core.calendar_file import Appointment, Party
from ninefold.core.errors import NinefoldError


def appointment_of(booking: Booking, *, given_up: bool = False) -> Appointment:
    """The entry of a booking, or the word that takes it back, which every calendar takes for the later one.

    A booking is booked once and given up once, and its CPD session moves any number of times between: so the sequence
    counts the moves in steps of two. Raises NinefoldError where the CPD session has no date.
    """
    session, person = booking.session, booking.person
    if session.starts_at is None or session.ends_at is None:
        raise NinefoldError(_("This CPD session has no date yet, so no calendar can hold it."))
    summary = _("CPD session: %(title)s") % {"title": session.title}
    return Appointment(
        uid=f"cpd-place-{booking.pk}@{urlsplit(settings.SITE_ADDRESS).hostname}",
        sequence=2 * session.calendar_number + given_up,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        summary=summary,
        description=_("Your bookings, and how to give this place up: %(page)s")
        % {"page": address_of("academy:bookings")},
        location=session.online_link or _("Online. The link follows."),
        reminder=summary,
        organiser=Party(settings.FACE.name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]),
        attendee=Party(person.name, person.email),
    )
