"""Calendar files (iCalendar, RFC 5545 and 5546) for feedback and CPD sessions: sent, sent anew, taken back.

A calendar knows by `uid` that it is the same entry, and by a higher `sequence` that it is the later word on it. The
file that one person gets names nobody else's address: the organiser is the service, the only attendee is who gets it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from icalendar import Alarm, Calendar, Event, Timezone, vCalAddress
from icalendar.enums import CLASS, STATUS, TRANSP

from ninefold.core.london import LONDON

Method = Literal["REQUEST", "CANCEL", "PUBLISH"]
MEDIA_TYPE = "text/calendar"
_ALARM_BEFORE = timedelta(days=1)
# The clocks of London since 1996. The library writes the hour in which they go forward an hour late.
_LONDON = """BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
DTSTART:19970330T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:BST
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:GMT
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE
"""


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody with an address, as a calendar names them."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Appointment:
    """A feedback session as it stands in the calendar of one person.

    `uid` stays the same for as long as there is the appointment, `sequence` grows with every change of it. The words
    (`summary`, `description`, `location`, `reminder`) are in the language of who gets the file.
    """

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    summary: str
    description: str
    location: str
    reminder: str
    organiser: Party
    attendee: Party

    def __post_init__(self) -> None:
        if self.starts_at.tzinfo is None or self.ends_at.tzinfo is None or self.ends_at <= self.starts_at:
            raise ValueError("an appointment lasts from an instant to a later one")
        if self.sequence < 0 or not self.uid.strip():
            raise ValueError("an appointment has a uid, and is counted from 0 up")


def invitation(appointment: Appointment, at: datetime) -> bytes:
    """The file that puts an appointment into a calendar, made at this instant."""
    return _file(appointment, "REQUEST", at)


def update(appointment: Appointment, at: datetime) -> bytes:
    """The file that changes the appointment of the same `uid`; its `sequence` must be higher than that sent before."""
    _check_later(appointment)
    return _file(appointment, "REQUEST", at)


def cancellation(appointment: Appointment, at: datetime) -> bytes:
    """The file that takes the appointment of the same `uid` out of a calendar; its `sequence` must be higher too."""
    _check_later(appointment)
    return _file(appointment, "CANCEL", at)


def download(appointment: Appointment, at: datetime) -> bytes:
    """The file of an appointment to be fetched from a page: it asks for no answer and names nobody who is invited."""
    return _file(appointment, "PUBLISH", at)


def content_type(method: Method) -> str:
    """What a mail or a page says of such a file: mail programs offer an invitation only if this names the method."""
    return f"{MEDIA_TYPE}; charset=utf-8; method={method}"


def calendar_of(appointments: Iterable[tuple[Appointment, bool]], at: datetime) -> Calendar:
    """A published calendar with each of these appointments, as cancelled where that is said beside it."""
    calendar = _calendar("PUBLISH")
    for appointment, cancelled in appointments:
        calendar.add_component(_event(appointment, "PUBLISH", at, cancelled=cancelled))
    return calendar


def _check_later(appointment: Appointment) -> None:
    if not appointment.sequence:
        raise ValueError("calendars pass over a change whose sequence is not higher than before: 0 is the invitation's")


def _file(appointment: Appointment, method: Method, at: datetime) -> bytes:
    calendar = _calendar(method)
    calendar.add_component(_event(appointment, method, at, cancelled=method == "CANCEL"))
    made: bytes = calendar.to_ical()
    return made


def _calendar(method: Method) -> Calendar:
    calendar = Calendar()
    for name, value in (("version", "2.0"), ("prodid", "-//Ninefold//Ninefold//EN"), ("method", method)):
        calendar.add(name, value)
    calendar.add_component(Timezone.from_ical(_LONDON))
    return calendar


def _event(appointment: Appointment, method: Method, at: datetime, *, cancelled: bool) -> Event:
    event = Event.new(
        uid=appointment.uid,
        sequence=appointment.sequence,
        stamp=at.astimezone(UTC).replace(microsecond=0),
        start=_local(appointment.starts_at),
        end=_local(appointment.ends_at),
        summary=_shown(appointment.summary),
        description=_shown(appointment.description),
        location=_shown(appointment.location),
        organizer=vCalAddress.new(_address(appointment.organiser), cn=_one_line(appointment.organiser.name)),
        attendees=[] if method == "PUBLISH" else [_attendee(appointment.attendee)],
        status=STATUS.CANCELLED if cancelled else STATUS.CONFIRMED,
        # Colleagues who may look into the calendar see that somebody is busy, and not with what.
        classification=CLASS.PRIVATE,
        transparency=TRANSP.TRANSPARENT if cancelled else TRANSP.OPAQUE,
    )
    if not cancelled:
        event.add_component(_alarm(appointment))
    return event


def _attendee(party: Party) -> vCalAddress:
    """Who gets the file. Both sides have agreed on the time, so nobody is asked to answer."""
    return vCalAddress.new(
        _address(party), cn=_one_line(party.name), role="REQ-PARTICIPANT", partstat="ACCEPTED", rsvp=False
    )


def _alarm(appointment: Appointment) -> Alarm:
    alarm = Alarm.new(description=_shown(appointment.reminder))
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", -_ALARM_BEFORE)
    return alarm


def _local(at: datetime) -> datetime:
    return at.astimezone(LONDON).replace(microsecond=0)


def _address(party: Party) -> str:
    address = party.address.strip()
    if "@" not in address or not address.isprintable() or set(address) & set(' ",;:<>\\'):
        raise ValueError("a calendar file names people by an e-mail address")
    return address


def _shown(text: str) -> str:
    """Without characters that no calendar shows; ends of lines stay, and are written as such."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join("".join(letter for letter in line if letter.isprintable()) for line in lines)


def _one_line(name: str) -> str:
    """A name as it may stand in a parameter: on one line and without quotation marks."""
    return " ".join(_shown(name).replace('"', "").split())
