"""Many people who book places in one CPD session at once, from several processes; each function returns plain values.

Run inside an installation by `tests.support.site.run_in`.
"""

import random
import time
from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from functools import partial
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from ninefold.academy.actions import bookings
from ninefold.academy.actions.bookings import accept_offer, book_place, cancel_booking, let_offers_end, lock
from ninefold.academy.models import Booking, BookingEvent, BookingState, CpdSession
from ninefold.academy.models.bookings import GOES_ON
from ninefold.accounts.models import Kind, Person, Role
from ninefold.accounts.policies import Oneself
from ninefold.core.errors import NinefoldError
from tests.academy.cpd import make_session
from tests.races.scenarios import at_once
from tests.world import MORNING, make_world

SOON = timedelta(days=30)
THREADS = 8


def prepare(people: int, places: int) -> dict[str, Any]:
    """A CPD session with so many places, and so many facilitators who may book."""
    world = make_world()
    session = make_session(world, places=places, starts_at=timezone.now() + SOON)
    made = Person.objects.get_queryset().bulk_create(
        Person(email=f"f{number}@example.org", name=f"Facilitator {number}", organisation=world.trent)
        for number in range(people)
    )
    Role.objects.bulk_create(Role(person=each, kind=Kind.FACILITATOR, granted_at=MORNING) for each in made)
    return {"session": session.pk, "people": [each.pk for each in made]}


def book_all(session: int, people: Iterable[int], *, guarded: bool = True) -> Counter[str]:
    """All of these book at once, by as many threads as PostgreSQL has connections for; how often what was said."""
    if not guarded:
        take_lock_away()
    wanted = CpdSession.objects.get(pk=session)
    found = list(Person.objects.get_queryset().filter(pk__in=list(people)))

    said: list[str] = []  # to which threads can add at once; a count they would take from each other

    def book(some: list[Person]) -> None:
        for person in some:
            try:
                book_place(session=wanted, person=person, by=Oneself(person), at=timezone.now())
                said.append("")
            except Exception as error:  # noqa: BLE001 - a test wants to see whatever it was
                said.append(type(error).__name__)

    at_once(*(partial(book, found[number::THREADS]) for number in range(min(THREADS, len(found)))))
    return Counter(said)


def take_lock_away() -> None:
    """The control: the row is read and not held, and there is time for another to read it too."""

    def read(session: CpdSession) -> CpdSession:
        found = CpdSession.objects.get(pk=session.pk)
        time.sleep(0.05)
        return found

    bookings.lock = read


def drop_constraints() -> None:
    """Take away what the database itself enforces behind the lock."""
    with connection.cursor() as cursor:
        for name in ("booking_place_once", "booking_number_once"):
            constraint = f"ALTER TABLE academy_booking DROP CONSTRAINT IF EXISTS {name}"
            cursor.execute(constraint)
            cursor.execute(f"DROP INDEX IF EXISTS {name}")


def outcome(session: int) -> dict[str, Any]:
    """Who has a place and who waits, and whether those who waited asked after those who have one."""
    rows = list(Booking.objects.filter(session=session).order_by("number").values_list("number", "state"))
    states = [state for _number, state in rows]
    return {
        "states": dict(Counter(states)),
        "in_order": states == sorted(states),  # booked before waiting
        "numbers": [number for number, _state in rows] == list(range(1, len(rows) + 1)),
    }


def act_for_a_while(session: int, people: list[int], seconds: float, seed: int) -> dict[str, Any]:
    """Book, cancel, accept and let offers lapse at random for so many seconds, as one process of several.

    Offers lapse whenever this process says so: the instant that it hands down is two days on.
    """
    chosen = random.Random(seed)
    until = time.monotonic() + seconds
    done: Counter[str] = Counter()
    faults: list[str] = []
    wanted = CpdSession.objects.get(pk=session)
    known = list(Person.objects.get_queryset().filter(pk__in=people))
    while time.monotonic() < until:
        what = chosen.choice(("book", "book", "cancel", "accept", "lapse"))
        try:
            _act(what, wanted, chosen.choice(known))
            done[what] += 1
        except NinefoldError:
            done[f"{what} refused"] += 1
        except Exception as error:  # noqa: BLE001 - a test wants to see whatever it was
            faults.append(f"{what}: {type(error).__name__}: {error}")
    return {"done": dict(done), "faults": faults[:5]}


def _act(what: str, session: CpdSession, person: Person) -> None:
    at = timezone.now()
    mine = Booking.objects.filter(session=session, person=person, state__in=GOES_ON).first()
    if what == "book":
        book_place(session=session, person=person, by=Oneself(person), at=at)
    elif what == "cancel" and mine is not None:
        cancel_booking(booking=mine, by=Oneself(person), at=at)
    elif what == "accept" and mine is not None and mine.state == BookingState.OFFERED:
        accept_offer(booking=mine, by=Oneself(person), at=at)
    elif what == "lapse":
        let_offers_lapse(session)


def let_offers_lapse(session: CpdSession) -> None:
    """Let two days pass for the offers that stand: what is offered on from them stands for two days more."""
    with transaction.atomic():
        locked = lock(session)
        let_offers_end(locked, timezone.now() + timedelta(hours=49))


def watch(session: int, seconds: float) -> dict[str, Any]:
    """Read again and again, by one statement each time, whether more is held than there is, or somebody overtaken."""
    until = time.monotonic() + seconds
    looks, most, free_while_waiting, wrong = 0, 0, 0, []
    query = (
        "SELECT s.capacity, count(b.place), count(DISTINCT b.place), "
        "count(*) FILTER (WHERE b.state = 'waiting') "
        "FROM academy_cpdsession s LEFT JOIN academy_booking b ON b.session_id = s.id AND b.state IN "
        "('waiting', 'offered', 'booked') WHERE s.id = %s GROUP BY s.capacity"
    )
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute(query, [session])
            capacity, held, different, waiting = cursor.fetchone()
        looks += 1
        most = max(most, held)
        free_while_waiting += bool(waiting and held < capacity)
        if held > capacity or held != different:
            wrong.append([capacity, held, different])
    return {"looks": looks, "most": most, "free_while_waiting": free_while_waiting, "wrong": wrong[:5]}


def two_accept_one_offer() -> dict[str, Any]:
    """The same offer accepted twice at once, while somebody else lets it lapse."""
    found = prepare(2, 1)
    session = CpdSession.objects.get(pk=found["session"])
    first, second = Person.objects.get_queryset().filter(pk__in=found["people"]).order_by("pk")
    at = timezone.now()
    held, waits = (book_place(session=session, person=each, by=Oneself(each), at=at) for each in (first, second))
    cancel_booking(booking=held, by=Oneself(first), at=at)

    def accept() -> None:
        accept_offer(booking=waits, by=Oneself(second), at=at)

    said = at_once(accept, accept, accept)
    events = waits.events.order_by("pk").values_list("what", flat=True)
    return {"said": said, "events": list(events), **outcome(session.pk)}


def one_books_twice() -> dict[str, Any]:
    """A double click, for real: one person, four requests at once."""
    found = prepare(1, 5)
    session, (person,) = (
        CpdSession.objects.get(pk=found["session"]),
        Person.objects.get_queryset().filter(pk__in=found["people"]),
    )

    def book() -> None:
        book_place(session=session, person=person, by=Oneself(person), at=timezone.now())

    return {"said": at_once(book, book, book, book), **outcome(session.pk)}


def overtaken(session: int) -> list[str]:
    """Whoever got a place or an offer before somebody who waited longer, by the log of what happened."""
    waiting: set[int] = set()
    offered: set[int] = set()
    wrong = []
    events = BookingEvent.objects.filter(booking__session=session).order_by("pk")
    for what, number in events.values_list("what", "booking__number"):
        if what == "waiting":
            waiting.add(number)
        elif what == "offered" and number != min(waiting):
            wrong.append(f"{number} was offered a place before {min(waiting)}")
        elif what == "booked" and number not in offered and waiting:
            wrong.append(f"{number} got a place before {min(waiting)}")
        if what == "offered":
            offered.add(number)
        if what != "waiting":
            waiting.discard(number)
    return wrong
