"""The assessment and what follows a CPD session, by two and more at once; each function returns plain values."""

from random import Random
from typing import Any

from ninefold.academy.actions.afterwards import give_feedback
from ninefold.academy.actions.learning import begin_attempt, save_answers, send_attempt
from ninefold.academy.models import Attempt, Evidence, SessionFeedback
from ninefold.academy.queries.afterwards import RATINGS
from tests.academy.attended import make_attended
from tests.academy.cpd import DAY, make_facilitators, make_session
from tests.academy.learned import answers_for
from tests.races.scenarios import at_once
from tests.world import NOON, make_world


def two_begin_and_two_send() -> dict[str, Any]:
    """Somebody presses Begin in two windows at once, and later Send in both."""
    by = make_world().facilitator

    def begin() -> None:
        begin_attempt(by=by, at=NOON, chance=Random(1))

    begun = at_once(begin, begin)
    attempt = Attempt.objects.get()
    save_answers(attempt=attempt, answers=answers_for(attempt, wrong=2), by=by)

    def send() -> None:
        send_attempt(attempt=Attempt.objects.get(), by=by, at=NOON)

    return {"said": [*begun, *at_once(send, send)], "entered": [row.percent for row in Evidence.objects.all()]}


def eight_give_feedback() -> dict[str, Any]:
    """Eight people say what they thought of one CPD session at once, one of them twice."""
    world = make_world()
    session = make_session(world, places=20)
    roles = make_facilitators(world, 8)
    places = [make_attended(session, role) for role in roles]

    def give(number: int) -> None:
        words = f"words {number}"
        give_feedback(booking=places[number], ratings=dict.fromkeys(RATINGS, 3), words=words, by=roles[number], at=DAY)

    said = at_once(*(lambda number=number: give(number) for number in (*range(8), 0)))
    return {"said": said, "kept": sorted(SessionFeedback.objects.values_list("words", flat=True))}
