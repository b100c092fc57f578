"""What is known of who was at a CPD session: the list that was read, and how long each with a place was there."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from ninefold.academy.models import AttendanceFile, Attendee, CpdSession
from ninefold.core.attendance import Stay, time_present
from ninefold.core.errors import NinefoldError


@dataclass(frozen=True)
class Present:
    """How long somebody with a place was there, in whole per cent of the time it ran too; `by_hand`: a host says so."""

    present: timedelta
    percent: int
    by_hand: bool


def file_of(session: CpdSession) -> AttendanceFile | None:
    """The list of the meeting that stands, if one was read."""
    return AttendanceFile.objects.filter(session=session, undone_at__isnull=True).order_by("-pk").first()


def ran(session: CpdSession) -> tuple[datetime, datetime]:
    """From when until when it ran, as a host confirmed or else as the timetable says; NinefoldError without a date."""
    if session.ran_from is not None and session.ran_to is not None:
        return session.ran_from, session.ran_to
    if session.starts_at is None or session.ends_at is None:
        raise NinefoldError(_("A CPD session without a date did not run."))
    return session.starts_at, session.ends_at


def stays_of(attendee: Attendee) -> list[Stay]:
    """From when until when somebody of the list was there, once for each device and coming."""
    return [(datetime.fromisoformat(came), datetime.fromisoformat(went)) for came, went in attendee.stays]


def present_by_booking(session: CpdSession) -> dict[int, Present]:
    """For each booking that somebody of the list is, or that a host speaks for: how long they were there.

    Who is known by the name alone and not confirmed is counted as that person here; `count_attendance` asks first.
    """
    ran_from, ran_to = ran(session)
    stays: defaultdict[int, list[Stay]] = defaultdict(list)
    by_hand = set()
    for each in Attendee.objects.filter(session=session, booking__isnull=False):
        assert each.booking_id is not None  # asked for above
        stays[each.booking_id] += stays_of(each)
        if each.match == Attendee.Match.BY_HAND:
            by_hand.add(each.booking_id)
    found = {}
    for number, some in stays.items():
        present = time_present(some, ran_from=ran_from, ran_to=ran_to)
        found[number] = Present(present, int(present * 100 / (ran_to - ran_from)), number in by_hand)
    return found
