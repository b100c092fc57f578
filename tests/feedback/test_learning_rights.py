"""What the assessment and notes on CPD sessions hold of somebody: named in their copy, gone with them."""

import json

from ninefold.academy.actions.afterwards import Note, give_feedback, write_note
from ninefold.academy.models import Attempt, Reflection, SessionFeedback
from ninefold.feedback.actions.erasure import erase
from ninefold.feedback.actions.subject_access import give_copy
from ninefold.feedback.models import Facilitation
from ninefold.feedback.queries.erasure import held_of, what_goes
from tests.academy.attended import make_attended
from tests.academy.cpd import make_session
from tests.academy.learned import passed
from tests.feedback.made import make_closed
from tests.world import NOON, OPERATOR, World

SECRET = "I kept silent for too long in the exercise."


def learned(world: World) -> None:
    passed(world.facilitator, wrong=3)
    booking = make_attended(make_session(world), world.facilitator)
    give_feedback(booking=booking, ratings={"useful": 3}, words="more time", by=world.facilitator, at=NOON)
    write_note(booking=booking, note=Note(learned=SECRET), by=world.facilitator, at=NOON)


def test_the_copy_names_attempts_and_notes_and_leaves_the_words_of_notes_to_their_author(world: World) -> None:
    learned(world)
    copy = give_copy(email=world.facilitator.person.email, notes_reviewed=False, by=OPERATOR, at=NOON)
    about = json.loads(copy.files["about-you.json"])
    assert [one["percent"] for one in about["your_attempts_at_the_assessment"]] == [85]
    assert len(about["your_notes_on_cpd_sessions"]) == 1
    assert all(SECRET.encode() not in content for content in copy.files.values())
    assert "without their words" in copy.files["READ-ME.txt"].decode()


def test_erasing_takes_notes_and_attempts_with_it_also_where_an_account_stays_under_a_pseudonym(world: World) -> None:
    learned(world)
    make_closed(world)
    email = world.facilitator.person.email
    said = " ".join(what_goes(held_of(email)))
    assert "notes to themselves on CPD sessions: 1" in said
    assert "attempts at the e-learning assessment: 1" in said
    Facilitation.objects.update(state="counted")
    erase(email=email, by=OPERATOR, at=NOON)
    assert not Reflection.objects.exists()
    assert not Attempt.objects.exists()
    assert SessionFeedback.objects.get().words == "more time"
