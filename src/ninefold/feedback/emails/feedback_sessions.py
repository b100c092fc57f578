"""Mails about the feedback session: times offered, the invitation for calendars, and whether it was held."""

from datetime import datetime
from typing import Any

from ninefold.accounts.mail import Attachment, Mail, address_of
from ninefold.accounts.models import Person
from ninefold.core.calendar_file import cancellation, content_type, invitation
from ninefold.feedback.emails.facilitations import to_facilitator, to_participant
from ninefold.feedback.models import Facilitation, SessionTime
from ninefold.feedback.queries.appointments import appointment_of

FILE_NAME = "feedback-session.ics"


def times_offered(facilitation: Facilitation) -> Mail:
    """To the participant: there are times to choose from."""
    return to_participant("times_offered", facilitation, address=_own_page(facilitation))


def arranged(facilitation: Facilitation, time: SessionTime, to: Person, at: datetime, *, moved: bool) -> Mail:
    """To either of the two: when and where, with an invitation for their calendar."""
    file = Attachment(FILE_NAME, content_type("REQUEST"), invitation(appointment_of(facilitation, time, to), at))
    return _to(to, "feedback_session_arranged", facilitation, file, time=time, moved=moved)


def called_off(facilitation: Facilitation, time: SessionTime, to: Person, at: datetime) -> Mail:
    """To either of the two: it does not take place, with a cancellation for their calendar."""
    file = Attachment(FILE_NAME, content_type("CANCEL"), cancellation(appointment_of(facilitation, time, to), at))
    return _to(to, "feedback_session_called_off", facilitation, file, time=time)


def was_it_held(facilitation: Facilitation, *, again: bool = False) -> Mail:
    """To the participant: it was marked as held; is that so?"""
    address = address_of("feedback:session_held", pk=facilitation.assessment_id)
    return to_participant("was_it_held", facilitation, address=address, again=again)


def _to(to: Person, name: str, facilitation: Facilitation, file: Attachment, **parts: Any) -> Mail:
    if to.pk == facilitation.facilitator_id:
        other = facilitation.assessment.participant
        return to_facilitator(name, facilitation, file, to=to, other=other, **parts)
    address = _own_page(facilitation)
    return to_participant(name, facilitation, file, to=to, other=facilitation.facilitator, address=address, **parts)


def _own_page(facilitation: Facilitation) -> str:
    return address_of("feedback:feedback_session", pk=facilitation.assessment_id)
