"""Mails after a CPD session: to who was there, with the way to the certificate; and a kind one to who was not."""

from datetime import datetime

from ninefold.academy.emails.bookings import mail_about
from ninefold.academy.models import BookingEvent, BookingState, Certificate
from ninefold.accounts.mail import Mail, address_of


def attended(event: BookingEvent, at: datetime) -> Mail | None:  # noqa: ARG001 - as each of MAILS takes it
    """You were there: the certificate, what it counts as, what to write. None where that was taken back since."""
    booking = event.booking
    given = Certificate.objects.filter(booking=booking, revoked_at__isnull=True).first()
    if booking.state != BookingState.ATTENDED or given is None:
        return None
    return mail_about(
        "cpd_attended",
        booking,
        certificate_page=address_of("academy:certificate_pdf", code=given.code),
        standing_page=address_of("academy:standing"),
        afterwards_page=address_of("academy:cpd_afterwards", pk=booking.session_id),
    )


def absent(event: BookingEvent, at: datetime) -> Mail | None:  # noqa: ARG001 - as each of MAILS takes it
    """We missed you: nothing is held against anybody, and there are other dates."""
    if event.booking.state != BookingState.ABSENT:
        return None
    return mail_about("cpd_absent", event.booking, list_page=address_of("academy:cpd"))


MAILS = {"attended": attended, "absent": absent}
