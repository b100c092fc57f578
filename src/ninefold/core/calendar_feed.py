"""A calendar that is subscribed to (iCalendar, RFC 5545): all entries in one file, fetched again and again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from ninefold.core.calendar_file import Appointment, calendar_of

FETCH_EVERY = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Entry:
    """One appointment of the feed. A cancelled one stays in it, so that calendars that have it learn of that."""

    appointment: Appointment
    cancelled: bool = False


def feed(entries: Iterable[Entry], at: datetime) -> bytes:
    """The file: every entry with its `uid` and `sequence`, so that a calendar knows what has changed."""
    calendar = calendar_of([(each.appointment, each.cancelled) for each in entries], at)
    calendar.add("refresh-interval", FETCH_EVERY, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    made: bytes = calendar.to_ical()
    return made
