"""After a CPD session: what was thought of it is nobody's, is shown from five on, and a note is its author's alone."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from ninefold.academy.actions.afterwards import Note, give_feedback, write_note
from ninefold.academy.models import Booking, BookingState, CpdSession, Host, Reflection, SessionFeedback
from ninefold.academy.queries.afterwards import RATINGS, asked_until, opinions_on, own_notes
from ninefold.accounts.audit import AuditEntry
from ninefold.accounts.policies import NotAllowedError
from ninefold.core.errors import NinefoldError
from ninefold.core.london import london_date
from tests.academy.attended import make_attended
from tests.academy.cpd import make_facilitator, make_facilitators, make_session
from tests.world import NOON, World

# The CPD session of these tests began yesterday, for pages go by the clock.
BEGAN = timezone.now() - timedelta(days=1)
SOON, LATER = BEGAN + timedelta(days=1), BEGAN + timedelta(days=40)
SECRET = "I kept silent for too long in the exercise."
GOOD = dict.fromkeys(RATINGS, 4)


@pytest.fixture
def session(world: World) -> CpdSession:
    return make_session(world, places=20, starts_at=BEGAN)


@pytest.fixture
def booking(world: World, session: CpdSession) -> Booking:
    return make_attended(session, world.facilitator)


def path(session: CpdSession) -> str:
    return f"/cpd/{session.pk}/afterwards/"


def thought(world: World, session: CpdSession, count: int) -> None:
    """So many more facilitators attended, and said what they thought, each other words."""
    for number, role in enumerate(make_facilitators(world, count)):
        place = make_attended(session, role)
        give_feedback(
            booking=place, ratings={**GOOD, "useful": 1 + number % 4}, words=f"words {number}", by=role, at=SOON
        )


def test_feedback_is_taken_once_for_a_booking(world: World, booking: Booking) -> None:
    given = [
        give_feedback(booking=booking, ratings=GOOD, words=word, by=world.facilitator, at=SOON)
        for word in ("one", "two")
    ]
    assert given == [True, False]
    assert SessionFeedback.objects.get().words == "one"


def test_nothing_kept_with_it_says_who_or_when_and_the_trail_is_silent(world: World, booking: Booking) -> None:
    before = AuditEntry.objects.count()
    give_feedback(booking=booking, ratings=GOOD, words="kept", by=world.facilitator, at=SOON)
    write_note(booking=booking, note=Note(learned="kept"), by=world.facilitator, at=NOON)
    assert {field.name for field in SessionFeedback._meta.fields} == {"id", "session", *RATINGS, "words"}
    assert AuditEntry.objects.count() == before


def test_the_order_of_rows_does_not_follow_the_order_in_which_it_was_said(world: World, session: CpdSession) -> None:
    thought(world, session, 8)
    orders = {tuple(SessionFeedback.objects.order_by("pk").values_list("words", flat=True))}
    first = SessionFeedback.objects.earliest("pk").pk
    role = make_facilitator("Late comer", world.trent)
    give_feedback(booking=make_attended(session, role), ratings=GOOD, by=role, at=SOON)
    assert SessionFeedback.objects.earliest("pk").pk > first + 7
    orders.add(tuple(SessionFeedback.objects.exclude(words="").order_by("pk").values_list("words", flat=True)))
    # Each order is one of 40,320; that both are the one in which it was said does not happen.
    assert orders != {tuple(f"words {number}" for number in range(8))}
    assert SessionFeedback.objects.count() == 9


@pytest.mark.parametrize(
    ("ratings", "words", "said"),
    [
        ({}, "  ", "Answer one of the questions"),
        ({"useful": 5}, "", "one of the answers that are there"),
        ({"useful": 0}, "", "one of the answers that are there"),
        ({"useful": 4}, "x" * 2001, "may have 2000 characters"),
    ],
)
def test_feedback_that_cannot_be_is_refused_and_can_be_given_again(
    world: World, booking: Booking, ratings: dict[str, int], words: str, said: str
) -> None:
    with pytest.raises(NinefoldError, match=said):
        give_feedback(booking=booking, ratings=ratings, words=words, by=world.facilitator, at=SOON)
    assert give_feedback(booking=booking, ratings={"useful": 1}, by=world.facilitator, at=SOON)


@pytest.mark.parametrize("state", [BookingState.BOOKED, BookingState.ABSENT])
def test_who_is_not_entered_as_attended_is_told_whom_to_ask(
    world: World, session: CpdSession, state: BookingState
) -> None:
    place = make_attended(session, world.facilitator, state)
    with pytest.raises(NinefoldError, match="ask its hosts"):
        give_feedback(booking=place, ratings=GOOD, by=world.facilitator, at=SOON)
    with pytest.raises(NinefoldError, match="ask its hosts"):
        write_note(booking=place, note=Note(learned="x"), by=world.facilitator, at=NOON)
    assert not Reflection.objects.exists()


def test_nobody_writes_for_another(world: World, booking: Booking) -> None:
    for called, role in world.roles.items():
        if called != "facilitator":
            with pytest.raises(NotAllowedError):
                give_feedback(booking=booking, ratings=GOOD, by=role, at=SOON)
            with pytest.raises(NotAllowedError):
                write_note(booking=booking, note=Note(learned="x"), by=role, at=NOON)
    assert not SessionFeedback.objects.exists()


def test_what_was_thought_is_shown_from_five_answers_and_each_question_from_five_to_it(
    world: World, session: CpdSession
) -> None:
    thought(world, session, 4)
    assert opinions_on(session, LATER) is None
    role = make_facilitator("Fifth", world.trent)
    give_feedback(
        booking=make_attended(session, role), ratings={"useful": 4, "well_led": None}, words="a", by=role, at=SOON
    )
    shown = opinions_on(session, LATER)
    assert shown is not None
    assert shown.means == {"useful": (5, 2.8), "well_led": None, "will_use": None}
    assert list(shown.words) == ["a", *(f"words {number}" for number in range(4))]


def test_nothing_is_shown_while_an_answer_can_be_added_and_none_is_added_to_what_is_shown(
    world: World, session: CpdSession
) -> None:
    # The attack: to look after the fifth answer and again after the sixth would tell what the sixth says.
    thought(world, session, 5)
    until = asked_until(session)
    assert until is not None
    assert opinions_on(session, until - timedelta(seconds=1)) is None
    assert opinions_on(session, until) is not None
    late = make_attended(session, world.facilitator)
    with pytest.raises(NinefoldError, match="taken for a month"):
        give_feedback(booking=late, ratings=GOOD, by=world.facilitator, at=until)
    assert SessionFeedback.objects.count() == 5


def test_hosts_and_who_runs_it_see_what_was_thought_and_nobody_else(
    world: World, session: CpdSession, client: Client
) -> None:
    Host.objects.create(session=session, person=world.other_facilitator.person)
    thought(world, session, 5)
    make_attended(session, world.facilitator)
    CpdSession.objects.update(starts_at=BEGAN - timedelta(days=40))
    for called, role in world.roles.items():
        client.force_login(role.person)
        seen = client.get(f"/cpd/manage/{session.pk}/feedback/")
        assert seen.status_code == (200 if called in {"administrator", "other_facilitator"} else 404), called
        assert ("words 3" in seen.content.decode()) is (seen.status_code == 200)


def test_under_five_the_page_says_that_it_waits(world: World, session: CpdSession, client: Client) -> None:
    thought(world, session, 4)
    CpdSession.objects.update(starts_at=BEGAN - timedelta(days=40))
    client.force_login(world.administrator.person)
    html = client.get(f"/cpd/manage/{session.pk}/feedback/").content.decode()
    assert "if 5 of them or more have" in html
    assert "words 1" not in html


def test_a_note_is_seen_by_its_author_and_by_no_other_role_on_any_page(
    world: World, session: CpdSession, booking: Booking, client: Client
) -> None:
    Host.objects.create(session=session, person=world.other_facilitator.person)
    note = write_note(booking=booking, note=Note(learned=SECRET), by=world.facilitator, at=NOON)
    addresses = (path(session), "/cpd/notes/", "/cpd/notes/record.txt", f"/cpd/manage/{session.pk}/feedback/")
    for called, role in world.roles.items():
        own = called == "facilitator"
        assert Reflection.objects.visible_to(role).filter(pk=note.pk).exists() is own
        assert any(each.note == note for each in own_notes(role)) is own
        client.force_login(role.person)
        seen = [SECRET in client.get(address).content.decode() for address in addresses]
        assert seen == [own, own, own, False], called
    ended = world.facilitator
    ended.ended_at = NOON + timedelta(days=1)
    assert not Reflection.objects.visible_to(ended).exists()


def test_a_note_can_be_written_in_the_page_at_any_time_and_changed(
    world: World, session: CpdSession, booking: Booking, client: Client
) -> None:
    client.force_login(world.facilitator.person)
    for text in ("first thought", "second thought"):
        sent = client.post(path(session), {"what": "note", "learned": text, "changed": "one\r\ntwo"}, follow=True)
        assert "You alone see it" in sent.content.decode()
    note = Reflection.objects.get(booking=booking)
    assert (note.learned, note.changed, note.feedback_given) == ("second thought", "one\ntwo", False)
    assert "second thought" in client.get(path(session)).content.decode()


def test_feedback_in_the_page_is_asked_for_once_and_an_empty_form_is_sent_back(
    world: World, session: CpdSession, booking: Booking, client: Client
) -> None:
    client.force_login(world.facilitator.person)
    empty = client.post(path(session), {"what": "feedback"})
    assert empty.status_code == 422
    assert "Answer one of the questions, or write something." in empty.content.decode()
    sent = client.post(path(session), {"what": "feedback", "useful": "3", "words": "More time"}, follow=True)
    html = sent.content.decode()
    assert "kept without your name" in html
    assert "Send what I thought" not in html
    assert own_notes(world.facilitator)[0].note is None
    assert SessionFeedback.objects.get().useful == 3
    assert booking.pk == Reflection.objects.get().booking_id


def test_too_long_a_note_comes_back_with_what_was_written(
    world: World, session: CpdSession, booking: Booking, client: Client
) -> None:
    client.force_login(world.facilitator.person)
    long = "x" * 5001
    sent = client.post(path(session), {"what": "note", "learned": long})
    assert sent.status_code == 422
    assert long in sent.content.decode()
    assert not Reflection.objects.filter(booking=booking).exists()


def test_the_record_has_what_revalidation_asks_for(world: World, booking: Booking, client: Client) -> None:
    note = Note(learned=SECRET, changed="I now wait for an answer.", relevance="Communicate clearly.")
    write_note(booking=booking, note=note, by=world.facilitator, at=NOON)
    bare = make_attended(make_session(world, starts_at=BEGAN + timedelta(days=7), title="Coaching"), world.facilitator)
    client.force_login(world.facilitator.person)
    answer = client.get("/cpd/notes/record.txt")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="cpd-record.txt"'
    text = answer.content.decode("utf-8-sig")
    assert "Felix Achterberg. CPD sessions attended: 2. Hours: 3." in text
    for said in (
        "What it was: Refresher",
        f"Date: {london_date(BEGAN)}",
        "Hours: 1.5",
        "Held by: England",
        "participatory",
    ):
        assert said in text
    assert f"What I learned from it\n{SECRET}" in text
    assert "How I changed or improved my practice because of it\nI now wait for an answer." in text
    assert "How it is relevant to my code or professional standards\nCommunicate clearly." in text
    assert text.index("Refresher") < text.index(bare.session.title)
    assert text.count("(nothing written yet)") == 3


def test_when_attendance_is_undone_the_note_stays_readable_and_leaves_the_record(
    world: World, session: CpdSession, booking: Booking, client: Client
) -> None:
    write_note(booking=booking, note=Note(learned=SECRET), by=world.facilitator, at=NOON)
    Booking.objects.update(state=BookingState.ABSENT)
    client.force_login(world.facilitator.person)
    assert SECRET in client.get("/cpd/notes/").content.decode()
    assert SECRET not in client.get("/cpd/notes/record.txt").content.decode()
    assert client.get(path(session)).status_code == 404


def test_the_manage_page_of_one_that_was_held_leads_to_what_was_thought(
    world: World, session: CpdSession, client: Client
) -> None:
    client.force_login(world.administrator.person)
    coming = make_session(world, starts_at=LATER)
    found = [
        f'href="/cpd/manage/{each.pk}/feedback/"' in client.get(f"/cpd/manage/{each.pk}/").content.decode()
        for each in (session, coming)
    ]
    assert found == [True, False]


def test_the_number_of_a_cpd_session_that_cannot_be_is_that_of_none(world: World) -> None:
    client = Client()
    client.force_login(world.facilitator.person)
    assert client.get(f"/cpd/{2**63}/afterwards/").status_code == 404
