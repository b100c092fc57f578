"""Reading what follows a CPD session: one's own notes, the record made of them, and what was thought, added up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from ninefold.academy.models import Booking, BookingState, CpdSession, Reflection, SessionFeedback
from ninefold.accounts.models import Person, Role
from ninefold.core.cpd_record import Entry
from ninefold.core.london import london_date

FEWEST = 5
"""From so many answers on something is shown, and of each question from so many to it."""
ASKED_FOR = timedelta(days=30)
"""After the end of a CPD session; what was thought is shown afterwards, when no answer can be added to it any more."""
RATINGS = ("useful", "well_led", "will_use")


@dataclass(frozen=True)
class Opinions:
    """What was thought of a CPD session: of each question how many answered and their mean, 1 to 4, if it is shown."""

    count: int
    means: dict[str, tuple[int, float] | None]
    words: Sequence[str]


@dataclass(frozen=True)
class Attended:
    """A CPD session that somebody attended, with the day, the minutes and their note on it, if they wrote one."""

    booking: Booking
    on: date | None
    minutes: int
    note: Reflection | None

    @property
    def open(self) -> bool:
        """Whether the note can be written: it is still entered that they attended."""
        return self.booking.state == BookingState.ATTENDED


def own_attended(role: Role, session: int) -> Booking | None:
    """The booking of this role's person in this CPD session, if they attended it."""
    # Asked for as the number of a row: no database takes any number for a key, and no row has one that is too large.
    own = Booking.objects.visible_to(role).filter(person=role.person_id, session__pk=session)
    return own.filter(state=BookingState.ATTENDED).select_related("session", "person").first()


def own_note(role: Role, booking: Booking) -> Reflection | None:
    """One's note on a booking; nobody else finds it."""
    return Reflection.objects.visible_to(role).filter(booking=booking).first()


def own_notes(role: Role) -> list[Attended]:
    """The CPD sessions that one attended, and those on which one has written, the newest first."""
    written = Reflection.objects.visible_to(role).filter(written_at__isnull=False)
    notes = {note.booking_id: note for note in written}
    rows = (
        Booking.objects.visible_to(role)
        .filter(person=role.person_id)
        .select_related("session__nation", "session__region")
    )
    return [
        Attended(row, _day_of(row), row.session.minutes, notes.get(row.pk))
        for row in rows.order_by("-session__starts_at", "-pk")
        if row.state == BookingState.ATTENDED or row.pk in notes
    ]


def record_of(role: Role) -> list[Entry]:
    """One's CPD sessions with one's notes on them as a professional body asks for them, the oldest first."""
    return [
        Entry(
            title=each.booking.session.title,
            about=each.booking.session.about,
            held_by=str(each.booking.session.region or each.booking.session.nation),
            on=each.on,
            minutes=each.minutes,
            learned=each.note.learned if each.note else "",
            changed=each.note.changed if each.note else "",
            relevance=each.note.relevance if each.note else "",
        )
        for each in reversed(own_notes(role))
        if each.open
    ]


def notes_of(person: Person) -> QuerySet[Reflection]:
    """The notes that somebody has written, for a copy of what is held of them."""
    rows = Reflection.objects.filter(booking__person=person, written_at__isnull=False)
    return rows.select_related("booking__session").order_by("pk")


def asked_until(session: CpdSession) -> datetime | None:
    """Until when what somebody thought of it is taken; None for a CPD session without a date."""
    return None if session.ends_at is None else session.ends_at + ASKED_FOR


def opinions_on(session: CpdSession, at: datetime) -> Opinions | None:
    """What was thought of a CPD session; None under five answers, and while more can come.

    Who could look before and after one more answer would know what it says. The order of words follows from them alone.
    """
    until = asked_until(session)
    if until is None or at < until:
        return None
    rows = list(SessionFeedback.objects.filter(session=session))
    if len(rows) < FEWEST:
        return None
    means = {name: _mean([getattr(row, name) for row in rows]) for name in RATINGS}
    return Opinions(len(rows), means, sorted(row.words for row in rows if row.words))


def _mean(values: Sequence[int | None]) -> tuple[int, float] | None:
    given = [value for value in values if value is not None]
    return None if len(given) < FEWEST else (len(given), round(sum(given) / len(given), 1))


def _day_of(booking: Booking) -> date | None:
    begins = booking.session.ran_from or booking.session.starts_at
    return None if begins is None else london_date(begins)
