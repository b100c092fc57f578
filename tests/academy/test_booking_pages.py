"""The pages of places: one's own, those that a link in a mail opens, those of staff."""

import re
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ninefold.academy.actions.bookings import book_place, cancel_booking, let_offers_end, lock
from ninefold.academy.actions.links import new_link
from ninefold.academy.jobs.bookings import tell_bookings
from ninefold.academy.models import Booking, CpdSession, Host, Link, OpenTo
from ninefold.academy.policies.bookings import cannot_take_over
from ninefold.accounts.failures import Failures
from ninefold.accounts.models import Role
from tests.academy.cpd import make_facilitators, make_session
from tests.support.post import posted
from tests.world import World

pytestmark = pytest.mark.django_db
ONLINE = "https://meet.example/refresher"


@pytest.fixture
def three(world: World) -> list[Role]:
    return make_facilitators(world, 3)


@pytest.fixture
def session(world: World) -> CpdSession:
    return make_session(world, places=1, starts_at=timezone.now() + timedelta(days=30))


def near(session: CpdSession) -> CpdSession:
    """The same, in three days."""
    session.starts_at = timezone.now() + timedelta(days=3)
    session.save(update_fields=["starts_at"])
    return session


def book(session: CpdSession, role: Role) -> Booking:
    return book_place(session=session, person=role.person, by=role, at=timezone.now())


def offered(session: CpdSession, roles: list[Role]) -> tuple[Booking, str]:
    """The offer to the second of these, who waited, and the address of the link in the mail about it."""
    first, second = (book(session, role) for role in roles[:2])
    cancel_booking(booking=first, by=roles[0], at=timezone.now(), remark="I am ill.")
    tell_bookings(timezone.now())
    found = re.search(r"/cpd/offer/[\w-]+/", posted(roles[1].person.email)[-1].text)
    assert found
    return second, found.group()


def link_to_book(session: CpdSession, role: Role) -> str:
    ends = timezone.now() + timedelta(days=1)
    made = new_link(purpose=Link.Purpose.BOOK, about=session.pk, person=role.person, expires_at=ends, at=timezone.now())
    return f"/cpd/link/{made}/"


def as_(role: Role) -> Client:
    client = Client()
    client.force_login(role.person)
    return client


def words(client: Client, path: str, sent: dict[str, str] | None = None, *, status: int = 200) -> str:
    """What a page says after following where it leads."""
    answer = client.get(path) if sent is None else client.post(path, sent, follow=True)
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


def states(session: CpdSession) -> list[str]:
    return list(session.bookings.order_by("number").values_list("state", flat=True))


def test_who_books_sees_the_place_with_the_online_link(session: CpdSession, three: list[Role]) -> None:
    said = words(as_(three[0]), f"/cpd/{session.pk}/book/", {})
    assert "You have a place." in said
    assert ONLINE in said


def test_who_waits_sees_the_position_and_no_online_link(session: CpdSession, three: list[Role]) -> None:
    book(session, three[0])
    book(session, three[1])
    said = words(as_(three[2]), f"/cpd/{session.pk}/book/", {})
    assert "You are number 2 on the waiting list" in said
    assert "Number 2 on the waiting list" in said
    assert ONLINE not in said
    assert "You have a place" not in said


def test_a_double_click_books_once_and_says_the_same(session: CpdSession, three: list[Role]) -> None:
    client = as_(three[0])
    assert [words(client, f"/cpd/{session.pk}/book/", {}).count("You have a place.") for _twice in range(2)] == [1, 1]
    assert states(session) == ["booked"]


def test_a_decision_asks_the_database_few_things(session: CpdSession, three: list[Role]) -> None:
    # When places are announced everybody asks at once, and each in turn holds the row of the CPD session.
    book(session, three[0])
    client = as_(three[1])
    with CaptureQueriesContext(connection) as asked:
        client.post(f"/cpd/{session.pk}/book/")
    plain = [each for each in asked if "SAVEPOINT" not in each["sql"]]
    assert len(plain) <= 13
    assert states(session) == ["booked", "waiting"]


def test_what_cannot_be_booked_says_why_and_a_draft_is_unknown(session: CpdSession, three: list[Role]) -> None:
    client = as_(three[0])
    CpdSession.objects.update(starts_at=timezone.now() - timedelta(hours=1))
    assert "has begun or is over" in words(client, f"/cpd/{session.pk}/book/", {})
    CpdSession.objects.update(state="draft")
    words(client, f"/cpd/{session.pk}/book/", {}, status=404)
    assert states(session) == []


def test_who_gives_a_place_up_late_is_asked_why(session: CpdSession, three: list[Role]) -> None:
    book(session, three[0])
    near(session)
    client, path = as_(three[0]), f"/cpd/{session.pk}/cancel/"
    assert "Why can you not come?" in words(client, path)
    assert "Please say in a few words" in words(client, path, {"remark": "  "}, status=422)
    assert "Your booking is cancelled" in words(client, path, {"remark": "On call that day."})
    assert states(session) == ["cancelled"]


def test_who_gives_a_place_up_early_is_not_asked(session: CpdSession, three: list[Role]) -> None:
    book(session, three[0])
    client, path = as_(three[0]), f"/cpd/{session.pk}/cancel/"
    assert "Why can you not come?" not in words(client, path)
    assert "Your booking is cancelled" in words(client, path, {})


def test_nobody_reaches_the_booking_of_somebody_else(session: CpdSession, three: list[Role]) -> None:
    booking = book(session, three[0])
    for path in ("cancel", "substitute"):
        words(as_(three[1]), f"/cpd/{session.pk}/{path}/", status=404)
        words(as_(three[1]), f"/cpd/{session.pk}/{path}/", {"email": three[1].person.email}, status=404)
    words(as_(three[1]), f"/cpd/manage/{session.pk}/places/{booking.pk}/cancel/", {}, status=403)
    assert states(session) == ["booked"]


def test_a_place_is_handed_to_a_colleague_by_their_address(session: CpdSession, three: list[Role]) -> None:
    book(session, three[0])
    client, path = as_(three[0]), f"/cpd/{session.pk}/substitute/"
    assert "Hand your place to a colleague" in words(client, path)
    assert "cannot be handed to this address" in words(client, path, {"email": "x@example.org"}, status=422)
    assert "Your place is handed to Facilitator 1" in words(client, path, {"email": three[1].person.email})
    assert states(session) == ["cancelled", "booked"]


@pytest.mark.parametrize("whose", ["nobody", "a participant", "a host", "who has a place", "who is out of practice"])
def test_to_hand_a_place_on_tells_nothing_about_whose_an_address_is(
    world: World, session: CpdSession, three: list[Role], whose: str
) -> None:
    CpdSession.objects.update(capacity=2)
    for role in three[:2]:
        book(session, role)
    CpdSession.objects.update(open_to=OpenTo.IN_PRACTICE)
    Host.objects.create(session=session, person=world.facilitator.person)
    people = {
        "a participant": world.participant,
        "a host": world.facilitator,
        "who has a place": three[1],
        "who is out of practice": three[2],
    }
    email = people[whose].person.email if whose in people else "x@example.org"
    said = words(as_(three[0]), f"/cpd/{session.pk}/substitute/", {"email": email}, status=422)
    assert f"{cannot_take_over()}" in said
    assert not [role for role in people.values() if role.person.name in said]


@pytest.mark.parametrize(("answer", "state"), [("accept", "booked"), ("decline", "declined")])
def test_an_offer_is_answered_on_ones_own_page(session: CpdSession, three: list[Role], answer: str, state: str) -> None:
    offered(session, three)
    client = as_(three[1])
    assert "Accept the place" in words(client, "/cpd/mine/")
    assert ONLINE not in words(client, "/cpd/mine/")
    words(client, f"/cpd/{session.pk}/answer/", {"answer": answer})
    assert states(session) == ["cancelled", state]


def test_looking_at_an_offer_changes_nothing_and_accepting_it_needs_no_account(
    session: CpdSession, three: list[Role], client: Client
) -> None:
    _booking, path = offered(session, three)
    assert "A place is offered to you" in words(client, path)
    assert states(session) == ["cancelled", "offered"]
    for _twice in range(2):
        said = words(client, path, {"answer": "accept"})
        assert "the place is yours" in said
        assert ONLINE not in said
    assert states(session) == ["cancelled", "booked"]


def test_a_declined_offer_says_so_and_cannot_be_accepted(
    session: CpdSession, three: list[Role], client: Client
) -> None:
    _booking, path = offered(session, three)
    assert "You have declined this offer" in words(client, path, {"answer": "decline"})
    assert "You have declined this offer" in words(client, path, {"answer": "accept"}, status=409)
    assert states(session) == ["cancelled", "declined"]


def test_an_offer_that_has_ended_says_so_and_gives_no_place(
    session: CpdSession, three: list[Role], client: Client
) -> None:
    booking, path = offered(session, three)
    Booking.objects.filter(pk=booking.pk).update(offer_ends_at=timezone.now())
    assert "This offer has ended" in words(client, path)
    assert "This offer has ended" in words(client, path, {"answer": "accept"}, status=409)
    let_offers_end(lock(session), timezone.now())
    assert "This offer has ended" in words(client, path, {"answer": "accept"}, status=409)
    assert states(session) == ["cancelled", "expired"]


def test_who_is_signed_in_does_nothing_by_a_link_of_somebody_else(session: CpdSession, three: list[Role]) -> None:
    _booking, path = offered(session, three)
    other = as_(three[2])
    for said in (
        words(other, path, status=403),
        words(other, path, {"answer": "accept"}, status=403),
        words(other, link_to_book(session, three[0]), {}, status=403),
    ):
        assert "This link was sent to somebody else" in said
    assert states(session) == ["cancelled", "offered"]


def test_the_link_of_an_announcement_books_without_an_account(
    session: CpdSession, three: list[Role], client: Client
) -> None:
    first, second = (link_to_book(session, role) for role in three[:2])
    assert "There are free places" in words(client, first)
    assert states(session) == []
    assert "You have a place." in words(client, first, {})
    assert "Go on the waiting list" in words(client, second)
    assert "You are number 1 on the waiting list" in words(client, second, {})
    assert states(session) == ["booked", "waiting"]


def test_a_link_to_a_cpd_session_that_has_begun_says_so(session: CpdSession, three: list[Role], client: Client) -> None:
    path = link_to_book(session, three[0])
    CpdSession.objects.update(starts_at=timezone.now() - timedelta(hours=1))
    assert "has begun or is over" in words(client, path, {}, status=409)


@pytest.mark.parametrize("kind", ["offer", "link"])
def test_an_unknown_link_counts_as_a_failure_and_many_are_told_to_wait(client: Client, kind: str) -> None:
    for number in range(20):
        assert "This link opens nothing" in words(client, f"/cpd/{kind}/unknown-{number}/", status=404)
    assert Failures.objects.get().count == 20
    assert "Too many links" in words(client, f"/cpd/{kind}/unknown/", status=429)


def test_a_right_link_opens_however_many_wrong_ones_there_were(
    session: CpdSession, three: list[Role], client: Client
) -> None:
    for number in range(21):
        client.get(f"/cpd/link/unknown-{number}/")
    assert "There are free places" in words(client, link_to_book(session, three[0]))


def test_staff_see_who_has_a_place_who_waits_and_what_happened_to_each(
    world: World, session: CpdSession, three: list[Role]
) -> None:
    offered(session, three)
    book(session, three[2])
    said = words(as_(world.administrator), f"/cpd/manage/{session.pk}/places/")
    for text in ("Facilitator 1", "Facilitator 2", "Offered until", "Place 1", "Facilitator 0, booked", "cancelled"):
        assert text in said


def test_staff_book_for_somebody_and_cancel_for_them(world: World, session: CpdSession, three: list[Role]) -> None:
    client, path = as_(world.administrator), f"/cpd/manage/{session.pk}/places/"
    assert "No facilitator has this address" in words(client, f"{path}book/", {"email": "x@example.org"}, status=422)
    assert "Facilitator 0 is booked" in words(client, f"{path}book/", {"email": three[0].person.email})
    booking = session.bookings.get()
    assert "The booking of Facilitator 0 is cancelled" in words(client, f"{path}{booking.pk}/cancel/", {})
    assert states(session) == ["cancelled"]


def test_staff_make_room_and_cannot_take_it_from_who_has_it(
    world: World, session: CpdSession, three: list[Role]
) -> None:
    client, path = as_(world.administrator), f"/cpd/manage/{session.pk}/places/capacity/"
    for role in three:
        book(session, role)
    words(client, path, {"capacity": "2"})
    assert states(session) == ["booked", "offered", "waiting"]
    assert "2 places are booked or on offer" in words(client, path, {"capacity": "1"}, status=422)
    assert "Enter a whole number" in words(client, path, {"capacity": "many"}, status=422)


def test_places_of_a_nation_are_not_for_a_region_nor_for_hosts(world: World, session: CpdSession) -> None:
    Host.objects.create(session=session, person=world.facilitator.person)
    words(as_(world.midlands_lead), f"/cpd/manage/{session.pk}/places/", status=404)
    words(as_(world.facilitator), f"/cpd/manage/{session.pk}/places/", status=403)


def test_after_it_has_begun_nothing_is_offered_to_be_changed(
    world: World, session: CpdSession, three: list[Role]
) -> None:
    booking = book(session, three[0])
    begun: datetime = timezone.now() - timedelta(minutes=10)
    CpdSession.objects.update(starts_at=begun)
    assert ONLINE in words(as_(three[0]), "/cpd/mine/")
    assert "Give the place up" not in words(as_(three[0]), "/cpd/mine/")
    said = words(as_(three[0]), f"/cpd/{session.pk}/cancel/", {"remark": "Too late."}, status=422)
    assert "has begun" in said
    assert Booking.objects.get(pk=booking.pk).state == "booked"
    assert "Cancel it" not in words(as_(world.administrator), f"/cpd/manage/{session.pk}/places/")
