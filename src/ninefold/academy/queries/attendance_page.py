"""What the page says on which a host tells who was at a CPD session."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from ninefold.academy.models import AttendanceFile, Attendee, Booking, BookingState, CpdSession, CpdSessionState, Host
from ninefold.academy.models.bookings import HAD_PLACE
from ninefold.academy.queries.attendance import Present, file_of, present_by_booking, ran, stays_of
from ninefold.accounts.models import Role
from ninefold.core.attendance import attended
from ninefold.core.london import LONDON


@dataclass(frozen=True)
class Row:
    """Somebody with a place: how long they were there, how that is known, and whether it is enough."""

    booking: Booking
    present: Present | None
    known: Sequence[str]
    enough: bool

    @property
    def by_hand(self) -> bool:
        """Whether a host says that they were there."""
        return self.present is not None and self.present.by_hand

    @property
    def minutes(self) -> int:
        """How long they were there while it ran, in whole minutes."""
        return 0 if self.present is None else int(self.present.present.total_seconds() // 60)


@dataclass(frozen=True)
class WhoWasThere:
    """Who had a place, who of the list is known by the name alone, and who is nobody with a place."""

    rows: Sequence[Row]
    unsure: Sequence[Attendee]
    nobody: Sequence[Attendee]
    file: AttendanceFile | None
    counted: bool

    @property
    def enough(self) -> int:
        """How many were there for long enough."""
        return sum(row.enough for row in self.rows)

    @property
    def can_count(self) -> bool:
        """Whether something is known, and nothing is open."""
        return self.is_told and not self.unsure and not self.counted

    @property
    def is_told(self) -> bool:
        """Whether anything is known: by the list of the meeting, or by what a host says."""
        return self.file is not None or any(row.present is not None for row in self.rows)


def session_to_count(role: Role, number: int) -> CpdSession | None:
    """The CPD session with this number, if this role's person hosts it or the role runs it."""
    hosted = Host.objects.filter(person=role.person_id).values("session")
    ran_by = CpdSession.objects.run_by(role).values("pk")
    return CpdSession.objects.visible_to(role).filter(Q(pk__in=hosted) | Q(pk__in=ran_by)).filter(pk=number).first()


def has_begun(session: CpdSession, at: datetime) -> bool:
    """Whether it took place, or does just now, so that somebody can have been there."""
    if session.state in (CpdSessionState.DRAFT, CpdSessionState.CANCELLED) or session.starts_at is None:
        return False
    return session.starts_at <= at


def bookings_with_place(session: CpdSession) -> list[Booking]:
    """The bookings that had a place, by name."""
    rows = session.bookings.filter(state__in=HAD_PLACE).select_related("person")
    return sorted(rows, key=lambda each: each.person.name.casefold())


def who_was_there(session: CpdSession) -> WhoWasThere:
    """Everything that the page shows of a CPD session that has begun."""
    found = list(Attendee.objects.filter(session=session).order_by("name", "pk"))
    there = present_by_booking(session)
    rows = [_row(booking, there.get(booking.pk), found, session) for booking in bookings_with_place(session)]
    return WhoWasThere(
        rows,
        [each for each in found if each.match == Attendee.Match.NAME],
        [each for each in found if each.match == Attendee.Match.NOBODY],
        file_of(session),
        session.state == CpdSessionState.CLOSED,
    )


def times_of(attendee: Attendee) -> str:
    """From when until when somebody of the list was there, by a clock in London."""
    stays = ((came.astimezone(LONDON), went.astimezone(LONDON)) for came, went in sorted(stays_of(attendee)))
    return ", ".join(f"{came:%H:%M}–{went:%H:%M}" for came, went in stays)


def _row(booking: Booking, present: Present | None, found: Sequence[Attendee], session: CpdSession) -> Row:
    ran_from, ran_to = ran(session)
    known = dict.fromkeys(each.get_match_display() for each in found if each.booking_id == booking.pk)
    enough = present is not None and (present.by_hand or attended(present.present, ran_from=ran_from, ran_to=ran_to))
    if session.state == CpdSessionState.CLOSED:  # what was counted stays when the list is gone
        enough = booking.state == BookingState.ATTENDED
    return Row(booking, present, list(known), enough)
