"""Places in CPD sessions of somebody who asks for what is held of them, or who is erased."""

import json
from datetime import timedelta

import pytest

from ninefold.academy.actions.attendance import mark_present
from ninefold.academy.actions.bookings import book_place, cancel_booking, substitute
from ninefold.academy.models import Attendee, Booking, CpdSession
from ninefold.accounts.models import Role
from ninefold.feedback.actions.erasure import erase
from ninefold.feedback.actions.subject_access import give_copy
from ninefold.feedback.models import Facilitation
from tests.academy.cpd import DAY, EARLY, make_facilitators, make_session
from tests.feedback.made import make_closed
from tests.world import OPERATOR, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(world: World) -> CpdSession:
    return make_session(world, places=1)


def book(session: CpdSession, role: Role) -> Booking:
    return book_place(session=session, person=role.person, by=role, at=EARLY)


def test_the_place_of_who_is_erased_is_offered_to_the_next(world: World, session: CpdSession) -> None:
    leaves, stays = make_facilitators(world, 2)
    book(session, leaves)
    waits = book(session, stays)
    erase(email=leaves.person.email, by=OPERATOR, at=EARLY)
    waits.refresh_from_db()
    assert (waits.state, waits.place) == ("offered", 1)
    assert not Booking.objects.filter(person=leaves.person, place__isnull=False).exists()


def test_who_waits_and_is_erased_moves_the_others_up(world: World, session: CpdSession) -> None:
    first, leaves, last = make_facilitators(world, 3)
    for role in (first, leaves, last):
        book(session, role)
    erase(email=leaves.person.email, by=OPERATOR, at=EARLY)
    assert [each.person for each in session.bookings.waiting()] == [last.person]


def test_a_copy_of_what_is_held_has_ones_places_and_nobody_elses_name(world: World, session: CpdSession) -> None:
    hands_on, takes_over = make_facilitators(world, 2)
    substitute(booking=book(session, hands_on), person=takes_over.person, by=hands_on, at=EARLY)
    copy = give_copy(email=takes_over.person.email, notes_reviewed=False, by=OPERATOR, at=EARLY)
    (place,) = json.loads(copy.files["about-you.json"])["your_places_in_cpd_sessions"]
    assert (place["session"], place["state"], place["place"]) == ("Refresher", "booked", 1)
    assert [event["what"] for event in place["events"]] == ["booked"]
    assert hands_on.person.name not in json.dumps(place)


def test_their_words_and_their_names_in_lists_go_with_whoever_is_erased(world: World, session: CpdSession) -> None:
    facilitator = world.facilitator
    given_up = book_place(session=session, person=facilitator.person, by=facilitator, at=EARLY)
    cancel_booking(booking=given_up, by=facilitator, at=DAY - timedelta(days=1), remark="I am in hospital.")
    past = make_session(world, starts_at=EARLY)
    used = book_place(session=past, person=facilitator.person, by=facilitator, at=EARLY - timedelta(days=1))
    mark_present(booking=used, reason="Felix rang me.", by=world.administrator, at=DAY)
    make_closed(world)
    Facilitation.objects.update(state="counted")  # so that the account stays, under a pseudonym
    erase(email=facilitator.person.email, by=OPERATOR, at=DAY)
    assert Booking.objects.get(pk=given_up.pk).remark == ""
    assert Attendee.objects.values_list("name", "email", "reason").get() == ("", "", "")
