"""Two hosts who say who was there at once; each function returns plain values."""

from datetime import timedelta
from typing import Any

from ninefold.academy.actions.attendance import count_attendance, read_file, undo_attendance
from ninefold.academy.actions.bookings import book_place
from ninefold.academy.models import AttendanceFile, Attendee, BookingEvent, Certificate, Evidence
from tests.academy.cpd import DAY, EARLY, make_session
from tests.academy.listed import listed
from tests.races.scenarios import at_once
from tests.world import make_world


def two_read_count_and_undo() -> dict[str, Any]:
    """Both give the same list, then count, then take the count back."""
    world = make_world()
    session, by, at = make_session(world), world.administrator, DAY + timedelta(hours=2)
    book_place(session=session, person=world.facilitator.person, by=world.facilitator, at=EARLY)
    content = listed(DAY, ("Felix", world.facilitator.person.email, 90), "A Visitor")

    def read() -> None:
        read_file(session=session, content=content, by=by, at=at)

    def count() -> None:
        count_attendance(session=session, by=by, at=at)

    def undo() -> None:
        undo_attendance(session=session, by=by, at=at)

    said = [*at_once(read, read), *at_once(count, count)]
    counted = [
        Certificate.objects.filter(revoked_at__isnull=True).count(),
        Evidence.objects.valid().filter(source__startswith="booking:").count(),
        BookingEvent.objects.filter(what="attended").count(),
    ]
    said += at_once(undo, undo)
    return {
        "said": said,
        "lists": AttendanceFile.objects.count(),
        "people": Attendee.objects.count(),
        "counted": counted,
        "valid": Evidence.objects.valid().filter(source__startswith="booking:").count(),
        "undone": BookingEvent.objects.filter(what="count_undone").count(),
    }
