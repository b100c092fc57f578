"""Reading who has a place in a CPD session, who waits, and what happened to each place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ninefold.academy.models import Booking, BookingEvent, BookingState, CpdSession, Link
from ninefold.academy.models.bookings import GOES_ON, HOLDS
from ninefold.accounts.models import Kind, Person, Role
from ninefold.accounts.queries import person_with_address
from ninefold.core.places import must_say_why


@dataclass(frozen=True)
class OwnBooking:
    """A booking as who made it sees it: where in the queue they are, if they wait, and what they may do now."""

    booking: Booking
    position: int | None
    to_come: bool
    says_why: bool

    @property
    def has_place(self) -> bool:
        """Whether the online link is theirs to see: an offer that is not accepted shows none."""
        return self.booking.state == BookingState.BOOKED


@dataclass(frozen=True)
class Places:
    """How the places of a CPD session are taken."""

    holding: Sequence[Booking]
    waiting: Sequence[Booking]
    free: int
    histories: Sequence[tuple[int, Sequence[BookingEvent]]]


def position_of(booking: Booking) -> int:
    """Which in the queue this one is that waits; 1 is the next."""
    ahead = Booking.objects.waiting().filter(session=booking.session_id, number__lt=booking.number)
    return ahead.count() + 1


def own_booking(session: CpdSession, person: Person) -> Booking | None:
    """The booking of this person in this CPD session that goes on, if there is one."""
    return (
        Booking.objects.select_related("session", "person")
        .filter(session=session, person=person, state__in=GOES_ON)
        .first()
    )


def own_bookings(person: Person, at: datetime) -> list[OwnBooking]:
    """The bookings of this person that go on and whose CPD session is not over, the next first."""
    rows = Booking.objects.filter(person=person, state__in=GOES_ON).select_related("session", "person")
    in_order = rows.order_by("session__starts_at", "pk")
    return [own_view(row, at) for row in in_order if row.session.ends_at is not None and row.session.ends_at > at]


def own_history(person: Person) -> QuerySet[Booking]:
    """Every booking of this person, the oldest first."""
    return Booking.objects.filter(person=person).select_related("session").order_by("pk")


def own_view(booking: Booking, at: datetime) -> OwnBooking:
    """One booking as who made it sees it."""
    starts_at = booking.session.starts_at
    to_come = starts_at is not None and at < starts_at
    return OwnBooking(
        booking,
        position_of(booking) if booking.state == BookingState.WAITING else None,
        to_come,
        starts_at is not None and booking.place is not None and must_say_why(at, starts_at),
    )


def run_session(role: Role, number: int) -> CpdSession | None:
    """The CPD session with this number, if this role runs it."""
    return CpdSession.objects.run_by(role).select_related("region", "nation").filter(pk=number).first()


def places_of(session: CpdSession) -> Places:
    """Who has a place or an offer, who waits, and the history of each place that anybody ever held."""
    rows = list(
        session.bookings.filter(state__in=GOES_ON).select_related("person", "took_over_from").order_by("number")
    )
    holding = sorted((row for row in rows if row.state in HOLDS), key=lambda row: row.place or 0)
    events = (
        BookingEvent.objects.filter(booking__session=session, place__isnull=False)
        .select_related("booking__person")
        .order_by("place", "pk")
    )
    histories = [(place, list(found)) for place, found in groupby(events, key=lambda event: event.place or 0)]
    waiting = [row for row in rows if row.state == BookingState.WAITING]
    return Places(holding, waiting, session.capacity - len(holding), histories)


def word_for_event(what: str) -> str:
    """What an event of the log is called on a page."""
    return {
        "waiting": _("waits"),
        "offered": _("offered"),
        "booked": _("booked"),
        "declined": _("offer declined"),
        "expired": _("offer not answered in time"),
        "cancelled": _("cancelled"),
        "substituted": _("handed to somebody else"),
        "place_renumbered": _("moved to this place"),
        "no_place": _("no place became free"),
        "session_cancelled": _("the CPD session was cancelled"),
        "moved": _("told of another date"),
        "link_changed": _("told of another online link"),
        "attended": _("was there"),
        "absent": _("was not there"),
    }.get(what, what.replace("_", " "))


def facilitator_at(email: str) -> Person | None:
    """Whoever is a facilitator now and signs in with this address."""
    person = person_with_address(email)
    if person is None or not Role.objects.running().filter(person=person, kind=Kind.FACILITATOR).exists():
        return None
    return person


def booking_of(link: Link) -> Booking | None:
    """The booking whose offer this link answers."""
    return Booking.objects.select_related("session", "person").filter(pk=link.about, person=link.person_id).first()


def session_of(link: Link) -> CpdSession | None:
    """The CPD session that this link books a place in."""
    return public_session(link.about)


def public_session(number: int) -> CpdSession | None:
    """The CPD session with this number that anybody may know of."""
    return CpdSession.objects.public().filter(pk=number).first()


def full(session: CpdSession) -> bool:
    """Whether who books now has to wait: every place is taken, or somebody waits already."""
    return session.bookings.holding().count() >= session.capacity or session.bookings.waiting().exists()


def what_became_of(booking: Booking, at: datetime) -> str:
    """Why an offer can be answered no more; nothing while it can."""
    if booking.state == BookingState.OFFERED and booking.offer_ends_at and at < booking.offer_ends_at:
        return ""
    return {
        BookingState.BOOKED: _("You have accepted this offer, and the place is yours."),
        BookingState.ATTENDED: _("You have accepted this offer, and were there."),
        BookingState.ABSENT: _("You have accepted this offer; the CPD session is over."),
        BookingState.DECLINED: _("You have declined this offer. If you can come after all, please book anew."),
        BookingState.CANCELLED: _("This booking was cancelled. If you can come after all, please book anew."),
    }.get(
        BookingState(booking.state),
        _("This offer has ended, and the place has gone on to the next. You can put yourself on the list anew."),
    )
