"""Places in CPD sessions: in order, never more than there are, and offered on when one becomes free."""

from datetime import date, timedelta

import pytest

from ninefold.academy.actions.bookings import (
    OfferOverError,
    accept_offer,
    book_place,
    cancel_booking,
    change_capacity,
    decline_offer,
    end_waiting,
    let_offers_end,
    lock,
    queue_in_order,
    substitute,
)
from ninefold.academy.models import Booking, BookingEvent, CpdSession, Host, OpenTo
from ninefold.academy.policies.bookings import CannotBookError
from ninefold.accounts.actions.roles import end_role
from ninefold.accounts.models import Role
from ninefold.accounts.policies import NotAllowedError, Oneself
from ninefold.core.errors import NinefoldError
from tests.academy.cpd import DAY, EARLY, make_facilitator, make_facilitators, make_session
from tests.world import OPERATOR, World

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def book(session: CpdSession, role: Role) -> Booking:
    return book_place(session=session, person=role.person, by=role, at=EARLY)


def states(session: CpdSession) -> list[str]:
    """How far everybody is, in the order in which they asked."""
    return list(Booking.objects.filter(session=session).order_by("number").values_list("state", flat=True))


@pytest.fixture
def four(world: World) -> list[Role]:
    return make_facilitators(world, 4)


@pytest.fixture
def session(world: World) -> CpdSession:
    return make_session(world)


def test_who_comes_first_gets_a_place_and_the_others_wait_in_order(session: CpdSession, four: list[Role]) -> None:
    booked = [book(session, role) for role in four]
    assert states(session) == ["booked", "booked", "waiting", "waiting"]
    assert [each.place for each in booked] == [1, 2, None, None]
    assert list(session.bookings.waiting()) == booked[2:]


def test_a_double_click_books_once(session: CpdSession, four: list[Role]) -> None:
    first, again = book(session, four[0]), book(session, four[0])
    assert first == again
    assert states(session) == ["booked"]
    assert BookingEvent.objects.filter(booking=first).count() == 1


def test_a_place_that_becomes_free_is_offered_to_the_first_who_waits(session: CpdSession, four: list[Role]) -> None:
    booked = [book(session, role) for role in four]
    cancel_booking(booking=booked[0], by=four[0], at=EARLY)
    assert states(session) == ["cancelled", "booked", "offered", "waiting"]
    offered = Booking.objects.get(pk=booked[2].pk)
    assert (offered.place, offered.offer_ends_at) == (1, EARLY + timedelta(hours=48))


def test_who_is_a_facilitator_no_more_is_offered_no_place(session: CpdSession, four: list[Role]) -> None:
    booked = [book(session, role) for role in four]
    end_role(role=four[2], by=OPERATOR, at=EARLY)
    cancel_booking(booking=booked[0], by=four[0], at=EARLY)
    assert states(session) == ["cancelled", "booked", "cancelled", "offered"]


def test_nobody_overtakes_who_waits(session: CpdSession, four: list[Role]) -> None:
    booked = [book(session, role) for role in four[:3]]
    cancel_booking(booking=booked[0], by=four[0], at=EARLY)
    assert book(session, four[3]).state == "waiting"
    assert states(session) == ["cancelled", "booked", "offered", "waiting"]


def test_an_accepted_offer_is_a_place_however_often_it_is_accepted(session: CpdSession, four: list[Role]) -> None:
    booked = [book(session, role) for role in four[:3]]
    cancel_booking(booking=booked[0], by=four[0], at=EARLY)
    for _twice in range(2):
        assert accept_offer(booking=booked[2], by=Oneself(four[2].person), at=EARLY + HOUR).state == "booked"
    assert states(session) == ["cancelled", "booked", "booked"]


def test_a_declined_offer_goes_on_to_the_next(session: CpdSession, four: list[Role]) -> None:
    booked = [book(session, role) for role in four]
    cancel_booking(booking=booked[0], by=four[0], at=EARLY)
    decline_offer(booking=booked[2], by=four[2], at=EARLY + HOUR)
    assert states(session) == ["cancelled", "booked", "declined", "offered"]


def test_an_offer_that_is_not_answered_goes_on_by_itself(session: CpdSession, four: list[Role]) -> None:
    booked = [book(session, role) for role in four]
    cancel_booking(booking=booked[0], by=four[0], at=EARLY)
    assert let_offers_end(lock(session), EARLY + 47 * HOUR) == 0
    assert let_offers_end(lock(session), EARLY + 48 * HOUR) == 1
    assert let_offers_end(lock(session), EARLY + 48 * HOUR) == 0
    assert states(session) == ["cancelled", "booked", "expired", "offered"]


def test_accepting_after_the_end_of_the_offer_says_so_and_takes_no_place(session: CpdSession, four: list[Role]) -> None:
    booked = [book(session, role) for role in four[:3]]
    cancel_booking(booking=booked[0], by=four[0], at=EARLY)
    with pytest.raises(OfferOverError, match="has gone on to the next"):
        accept_offer(booking=booked[2], by=four[2], at=EARLY + 48 * HOUR)
    assert states(session) == ["cancelled", "booked", "offered"]
    let_offers_end(lock(session), EARLY + 48 * HOUR)
    with pytest.raises(OfferOverError, match="has gone on to the next"):
        accept_offer(booking=booked[2], by=four[2], at=EARLY + 49 * HOUR)


def test_somebody_elses_offer_is_not_answered(session: CpdSession, four: list[Role]) -> None:
    booked = [book(session, role) for role in four[:3]]
    cancel_booking(booking=booked[0], by=four[0], at=EARLY)
    for act in (accept_offer, decline_offer):
        with pytest.raises(NotAllowedError):
            act(booking=booked[2], by=four[3], at=EARLY)


def test_an_offer_near_the_day_is_shorter(session: CpdSession, four: list[Role]) -> None:
    booked = [book(session, role) for role in four[:3]]
    cancel_booking(booking=booked[0], by=four[0], at=DAY - 24 * HOUR, remark="I am ill.")
    assert Booking.objects.get(pk=booked[2].pk).offer_ends_at == DAY - 18 * HOUR


def test_who_cancels_in_the_last_two_weeks_says_why(session: CpdSession, four: list[Role]) -> None:
    booking = book(session, four[0])
    late = DAY - timedelta(days=13)
    with pytest.raises(NinefoldError, match="Please say in a few words"):
        cancel_booking(booking=booking, by=four[0], at=late)
    assert states(session) == ["booked"]
    assert cancel_booking(booking=booking, by=four[0], at=late, remark="On call that day.").remark
    assert states(session) == ["cancelled"]


def test_who_waits_leaves_the_list_without_a_remark(session: CpdSession, four: list[Role]) -> None:
    booked = [book(session, role) for role in four[:3]]
    cancel_booking(booking=booked[2], by=four[2], at=DAY - HOUR)
    assert states(session) == ["booked", "booked", "cancelled"]


def test_whoever_cancelled_may_come_back_at_the_end(session: CpdSession, four: list[Role]) -> None:
    booked = [book(session, role) for role in four[:3]]
    cancel_booking(booking=booked[0], by=four[0], at=EARLY)
    assert book(session, four[0]).number == 4
    assert states(session) == ["cancelled", "booked", "offered", "waiting"]


def test_a_place_is_handed_to_somebody_else_and_nobody_who_waits_loses_one(
    session: CpdSession, four: list[Role]
) -> None:
    booked = [book(session, role) for role in four[:3]]
    taken_over = substitute(booking=booked[0], person=four[3].person, by=four[0], at=EARLY)
    assert (taken_over.state, taken_over.place, taken_over.took_over_from) == ("booked", 1, four[0].person)
    assert states(session) == ["cancelled", "booked", "waiting", "booked"]


def test_a_place_is_not_handed_to_who_has_one_or_may_have_none(
    world: World, session: CpdSession, four: list[Role]
) -> None:
    booked = [book(session, role) for role in four[:2]]
    with pytest.raises(CannotBookError, match="has a place in this CPD session already"):
        substitute(booking=booked[0], person=four[1].person, by=world.administrator, at=EARLY)
    with pytest.raises(CannotBookError, match="CPD sessions are for facilitators"):
        substitute(booking=booked[0], person=world.participant.person, by=world.administrator, at=EARLY)
    assert states(session) == ["booked", "booked"]


def test_more_places_are_offered_to_who_waits(world: World, session: CpdSession, four: list[Role]) -> None:
    for role in four:
        book(session, role)
    change_capacity(session=session, capacity=3, by=world.administrator, at=EARLY)
    assert states(session) == ["booked", "booked", "offered", "waiting"]


def test_there_are_never_fewer_places_than_are_booked_and_offered(
    world: World, session: CpdSession, four: list[Role]
) -> None:
    booked = [book(session, role) for role in four[:2]]
    with pytest.raises(NinefoldError, match="2 places are booked or on offer"):
        change_capacity(session=session, capacity=1, by=world.administrator, at=EARLY)
    cancel_booking(booking=booked[0], by=four[0], at=EARLY)
    change_capacity(session=session, capacity=1, by=world.administrator, at=EARLY)
    assert Booking.objects.get(pk=booked[1].pk).place == 1


def test_only_who_runs_the_cpd_session_changes_its_places(world: World, session: CpdSession) -> None:
    for role in (world.midlands_lead, world.facilitator):
        with pytest.raises(NotAllowedError):
            change_capacity(session=session, capacity=3, by=role, at=EARLY)


def test_staff_book_by_the_same_door(world: World, session: CpdSession, four: list[Role]) -> None:
    booking = book_place(session=session, person=four[0].person, by=world.administrator, at=EARLY)
    assert booking.state == "booked"
    assert BookingEvent.objects.get(booking=booking).by_staff
    with pytest.raises(NotAllowedError):
        book_place(session=session, person=four[1].person, by=four[0], at=EARLY)


def test_who_is_interested_is_queued_and_offered_places_in_order(session: CpdSession, four: list[Role]) -> None:
    people = [role.person for role in reversed(four)]
    queue_in_order(session=session, people=people, at=EARLY)
    queue_in_order(session=session, people=people, at=EARLY)
    found = Booking.objects.filter(session=session).order_by("number")
    assert [each.person for each in found] == people
    assert states(session) == ["offered", "offered", "waiting", "waiting"]


def test_waiting_ends_when_the_cpd_session_begins(session: CpdSession, four: list[Role]) -> None:
    for role in four:
        book(session, role)
    assert end_waiting(lock(session), DAY) == 2
    assert states(session) == ["booked", "booked", "expired", "expired"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"starts_at": EARLY}, "has begun or is over"),
        ({"starts_at": None}, "no date yet"),
        ({"state": "draft"}, "not announced yet"),
        ({"state": "cancelled"}, "was cancelled"),
        ({"books_from": EARLY + HOUR}, "can be booked later"),
        ({"books_until": EARLY}, "Booking for this CPD session has closed"),
    ],
)
def test_what_cannot_be_booked_says_why(world: World, given: dict[str, object], said: str) -> None:
    session = make_session(world, **given)  # type: ignore[arg-type]
    with pytest.raises(CannotBookError, match=said):
        book(session, world.facilitator)
    assert states(session) == []


def test_a_host_takes_no_place(world: World, session: CpdSession) -> None:
    Host.objects.create(session=session, person=world.facilitator.person)
    with pytest.raises(CannotBookError, match="hosts this CPD session"):
        book(session, world.facilitator)


def test_a_regions_own_cpd_session_is_for_its_facilitators(world: World) -> None:
    session = make_session(world, nation=None, region=world.midlands, open_to=OpenTo.REGION)
    assert book(session, world.facilitator).state == "booked"
    with pytest.raises(CannotBookError, match="facilitators of Midlands"):
        book(session, world.other_facilitator)


def test_one_for_facilitators_in_practice_keeps_who_falls_out_later(world: World) -> None:
    session = make_session(world, open_to=OpenTo.IN_PRACTICE)
    with pytest.raises(CannotBookError, match="A refresher is open to you"):
        book(session, world.facilitator)
    # Accredited when they book, in no practice any more on the day.
    role = make_facilitator("Nearly Out", world.trent, accredited_on=date(2025, 4, 20))
    booking = book(session, role)
    let_offers_end(lock(session), DAY - HOUR)
    assert Booking.objects.get(pk=booking.pk).state == "booked"
