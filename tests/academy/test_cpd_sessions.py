"""CPD sessions: prepared by those who lead, told of when they move, with clear words where something cannot be."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ninefold.academy.actions.attendance import mark_present
from ninefold.academy.actions.bookings import OfferOverError, accept_offer, book_place, cancel_booking
from ninefold.academy.actions.cpd_sessions import (
    Plan,
    announce_session,
    cancel_session,
    change_session,
    prepare_session,
)
from ninefold.academy.actions.interest import Said, express_interest
from ninefold.academy.jobs.bookings import tell_bookings
from ninefold.academy.models import Booking, BookingEvent, CpdSession, OpenTo
from ninefold.academy.queries.topics import shipped_topics, topic_named
from ninefold.accounts.models import Role
from ninefold.accounts.policies import NotAllowedError
from ninefold.core.errors import NinefoldError
from ninefold.core.lifecycles import WrongStateError
from tests.academy.cpd import DAY, EARLY, make_facilitators
from tests.support.post import posted
from tests.world import World

pytestmark = pytest.mark.django_db
PLAN = Plan("refresher", "Refresher", starts_at=DAY, capacity=2, counts_as_session=True)


def prepared(world: World, plan: Plan = PLAN) -> CpdSession:
    return prepare_session(body=world.nation, plan=plan, by=world.administrator, at=EARLY)


def announced(world: World, plan: Plan = PLAN) -> CpdSession:
    session = prepared(world, plan)
    announce_session(session=session, by=world.administrator, at=EARLY)
    return session


def told(what: str) -> list[str]:
    """Who is to be told of this, in the order in which they asked for a place."""
    events = BookingEvent.objects.filter(what=what, told_at__isnull=True).order_by("booking__number")
    return list(events.values_list("booking__person__name", flat=True))


def book_all(session: CpdSession, roles: list[Role]) -> None:
    for role in roles:
        book_place(session=session, person=role.person, by=role, at=EARLY)


def test_six_topics_are_shipped_and_the_refresher_counts_as_a_feedback_session() -> None:
    assert [topic.counts_as_session for topic in shipped_topics()] == [True, False, False, False, False, False]
    assert topic_named("refresher") == shipped_topics()[0]
    assert topic_named("nothing of the kind") is None


def test_a_draft_is_seen_by_those_who_run_it_alone(world: World) -> None:
    session = prepared(world)
    seen = {name for name, role in world.roles.items() if CpdSession.objects.visible_to(role).exists()}
    assert seen == {"administrator"}
    announce_session(session=session, by=world.administrator, at=EARLY)
    assert CpdSession.objects.visible_to(world.other_facilitator).exists()


def test_a_region_s_lead_prepares_for_the_region_and_not_for_the_nation_or_another(world: World) -> None:
    made = prepare_session(body=world.midlands, plan=PLAN, by=world.midlands_lead, at=EARLY)
    assert made.region == world.midlands
    for body, role in (
        (world.nation, world.midlands_lead),
        (world.north_west, world.midlands_lead),
        (world.midlands, world.trent_lead),
        (world.midlands, world.facilitator),
    ):
        with pytest.raises(NotAllowedError):
            prepare_session(body=body, plan=PLAN, by=role, at=EARLY)
    for act in (announce_session,):
        with pytest.raises(NotAllowedError):
            act(session=made, by=world.north_west_lead, at=EARLY)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": " "}, "Give it a title"),
        ({"minutes": 5}, "lasts from 15 to 480 minutes"),
        ({"capacity": 0}, "from 1 to 500 places"),
        ({"online_link": "http://meet.example"}, "should begin with https"),
        ({"open_to": OpenTo.REGION}, "Only a region’s own"),
        ({"starts_at": EARLY}, "still to come"),
        ({"books_until": DAY + timedelta(minutes=1)}, "should close before it begins"),
        ({"books_from": DAY}, "should open before it closes"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_made(world: World, wrong: dict[str, object], said: str) -> None:
    with pytest.raises(NinefoldError, match=said):
        prepared(world, replace(PLAN, **wrong))  # type: ignore[arg-type]
    assert not CpdSession.objects.exists()


def test_everybody_is_told_when_it_moves_and_calendars_take_the_later_word(world: World) -> None:
    session = announced(world)
    book_all(session, make_facilitators(world, 3))
    change_session(
        session=session, plan=replace(PLAN, starts_at=DAY + timedelta(days=7)), by=world.administrator, at=EARLY
    )
    assert (session.starts_at, session.calendar_number) == (DAY + timedelta(days=7), 1)
    assert told("moved") == ["Facilitator 0", "Facilitator 1", "Facilitator 2"]


def test_no_offer_outlasts_the_beginning_of_what_is_moved_to_an_earlier_day(world: World) -> None:
    session, people = announced(world), make_facilitators(world, 3)
    book_all(session, people)
    offered_at = EARLY + timedelta(hours=1)
    cancel_booking(booking=session.bookings.get(number=1), by=people[0], at=offered_at)
    earlier = offered_at + timedelta(hours=2)
    change_session(session=session, plan=replace(PLAN, starts_at=earlier), by=world.administrator, at=offered_at)
    offered = session.bookings.get(number=3)
    assert offered.offer_ends_at == earlier
    with pytest.raises(OfferOverError):
        accept_offer(booking=offered, by=people[2], at=earlier)
    tell_bookings(offered_at)
    said = " ".join(posted(people[2].person.email)[-1].text.split())
    assert "is kept for you until Friday 10 April 2026, 14:00" in said
    assert "are where you were on the list" not in said


def test_who_has_no_part_in_it_any_more_is_told_of_no_move(world: World) -> None:
    session, people = announced(world), make_facilitators(world, 1)
    book_all(session, people)
    later = replace(PLAN, starts_at=DAY + timedelta(days=7))
    change_session(session=session, plan=later, by=world.administrator, at=EARLY)
    cancel_session(session=session, because="The host is ill.", by=world.administrator, at=EARLY)
    tell_bookings(EARLY)
    assert ["Moved" in mail.subject for mail in posted(people[0].person.email)] == [False]


def test_what_was_said_of_one_date_is_not_carried_to_another(world: World) -> None:
    session = announced(world)
    book_all(session, make_facilitators(world, 1))
    after = DAY + timedelta(hours=2)
    mark_present(booking=session.bookings.get(), reason="I saw her.", by=world.administrator, at=after)
    with pytest.raises(NinefoldError, match="Who was there has been entered for its date"):
        change_session(
            session=session, plan=replace(PLAN, starts_at=DAY + timedelta(days=7)), by=world.administrator, at=after
        )
    change_session(session=session, plan=replace(PLAN, about="Bring a report."), by=world.administrator, at=after)


def test_who_has_a_place_is_told_of_another_link_and_who_waits_is_not(world: World) -> None:
    session = announced(world)
    book_all(session, make_facilitators(world, 3))
    change_session(
        session=session, plan=replace(PLAN, online_link="https://meet.example/2"), by=world.administrator, at=EARLY
    )
    assert told("link_changed") == ["Facilitator 0", "Facilitator 1"]


def test_a_change_that_changes_nothing_tells_nobody(world: World) -> None:
    session = announced(world)
    book_all(session, make_facilitators(world, 1))
    change_session(session=session, plan=PLAN, by=world.administrator, at=EARLY)
    assert (told("moved"), told("link_changed"), session.calendar_number) == ([], [], 0)


def test_cancelling_tells_everybody_why_and_frees_nothing_for_anybody(world: World) -> None:
    session = announced(world)
    book_all(session, make_facilitators(world, 3))
    with pytest.raises(NinefoldError, match="Say in a sentence why"):
        cancel_session(session=session, because=" ", by=world.administrator, at=EARLY)
    cancel_session(session=session, because="The host is ill.", by=world.administrator, at=EARLY)
    assert told("session_cancelled") == ["Facilitator 0", "Facilitator 1", "Facilitator 2"]
    assert set(Booking.objects.values_list("state", "place")) == {("cancelled", None)}
    with pytest.raises(WrongStateError):
        cancel_session(session=session, because="Twice.", by=world.administrator, at=EARLY)


def test_who_has_a_place_cannot_host_as_well(world: World) -> None:
    session = announced(world)
    book_all(session, [world.facilitator])
    with pytest.raises(NinefoldError, match="cannot host it as well"):
        change_session(
            session=session,
            plan=replace(PLAN, hosts=[world.facilitator.person]),
            by=world.administrator,
            at=EARLY,
        )


def test_it_begins_at_the_hour_that_london_shows_and_lasts_while_the_clocks_go_back(world: World) -> None:
    # On 25 October 2026 clocks go back at 01:00 UTC: ninety minutes from 00:30 end at what is called 01:00 again.
    starts_at = datetime(2026, 10, 24, 23, 30, tzinfo=UTC)
    session = announced(world, replace(PLAN, starts_at=starts_at))
    assert session.ends_at == datetime(2026, 10, 25, 1, 0, tzinfo=UTC)


def say_interest(world: World, roles: list[Role], session: CpdSession | None = None) -> None:
    for role in roles:
        express_interest(said=Said("refresher", world.midlands, session=session), person=role.person, at=EARLY)


def test_once_it_gets_its_date_places_are_offered_to_those_who_said_first_that_they_would_come(world: World) -> None:
    session = announced(world, replace(PLAN, starts_at=None))
    people = make_facilitators(world, 3)
    say_interest(world, [people[2], people[0], people[1]], session)
    for starts_at in (DAY, DAY, DAY + timedelta(days=7)):
        change_session(session=session, plan=replace(PLAN, starts_at=starts_at), by=world.administrator, at=EARLY)
    queued = Booking.objects.order_by("number").values_list("person__name", "state")
    assert list(queued) == [("Facilitator 2", "offered"), ("Facilitator 0", "offered"), ("Facilitator 1", "waiting")]


def test_a_date_that_is_announced_is_offered_first_to_those_who_wait_for_its_topic(world: World) -> None:
    say_interest(world, make_facilitators(world, 1))
    announced(world, replace(PLAN, topic="group-reports"))
    assert not Booking.objects.exists()
    announced(world)
    assert Booking.objects.get().state == "offered"


def test_a_draft_that_gets_its_date_offers_nothing_yet(world: World) -> None:
    say_interest(world, make_facilitators(world, 1))
    session = prepared(world, replace(PLAN, starts_at=None))
    change_session(session=session, plan=PLAN, by=world.administrator, at=EARLY)
    assert not Booking.objects.exists()


def test_one_whose_date_is_over_is_not_announced_and_no_date_in_the_past_is_taken(world: World) -> None:
    session = prepared(world)
    with pytest.raises(NinefoldError, match="Its date is over"):
        announce_session(session=session, by=world.administrator, at=DAY)
    with pytest.raises(NinefoldError, match="still to come"):
        prepared(world, replace(PLAN, starts_at=EARLY - timedelta(minutes=1)))
