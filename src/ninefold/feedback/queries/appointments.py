"""The feedback session as an entry in the calendar of one of the two who meet in it."""

from datetime import datetime
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from ninefold.accounts.mail import address_of
from ninefold.accounts.models import Person
from ninefold.core.calendar_file import Appointment, Party, download
from ninefold.core.session_times import ends_at
from ninefold.feedback.models import Facilitation, SessionTime


def appointment_of(facilitation: Facilitation, time: SessionTime, of: Person) -> Appointment:
    """The entry for this person, in the language of the 360 for its participant."""
    is_participant = of.pk == facilitation.assessment.participant_id
    other = facilitation.facilitator if is_participant else facilitation.assessment.participant
    page = (
        address_of("feedback:feedback_session", pk=facilitation.assessment_id)
        if is_participant
        else address_of("feedback:facilitation", pk=facilitation.pk)
    )
    with override(facilitation.assessment.language if is_participant else get_language() or settings.LANGUAGE_CODE):
        summary = _("360 feedback session with %(name)s") % {"name": other}
        return Appointment(
            uid=f"feedback-session-{facilitation.pk}@{urlsplit(settings.SITE_ADDRESS).hostname}",
            sequence=facilitation.calendar_number,
            starts_at=time.starts_at,
            ends_at=ends_at(time.starts_at, time.minutes),
            summary=summary,
            description=_("More about it, and another time if this one no longer suits: %(page)s") % {"page": page},
            location=time.where,
            reminder=summary,
            organiser=Party(settings.FACE.name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]),
            attendee=Party(of.name, of.email),
        )


def calendar_file(facilitation: Facilitation, time: SessionTime, of: Person, at: datetime) -> bytes:
    """The same as a file to fetch from a page."""
    return download(appointment_of(facilitation, time, of), at)
