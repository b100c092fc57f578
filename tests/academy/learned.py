"""Attempts at the e-learning assessment for the tests."""

from datetime import datetime

from ninefold.academy.actions.learning import begin_attempt, save_answers, send_attempt
from ninefold.academy.models import Attempt
from ninefold.academy.queries.learning import bank, drawn_for
from ninefold.accounts.models import Role
from ninefold.core.question_bank import OPTIONS
from tests.world import NOON


def answers_for(attempt: Attempt, *, wrong: int = 0) -> dict[str, int]:
    """An answer to each question of an attempt, so many of them wrong, the first first."""
    known = bank().questions
    rights = [(each.question, known[each.question].right) for each in drawn_for(attempt)]
    return {name: (right + (number < wrong)) % OPTIONS for number, (name, right) in enumerate(rights)}


def passed(by: Role, *, wrong: int = 0, at: datetime = NOON) -> Attempt:
    """An attempt that was sent, with so many wrong answers."""
    attempt = begin_attempt(by=by, at=at)
    save_answers(attempt=attempt, answers=answers_for(attempt, wrong=wrong), by=by)
    return send_attempt(attempt=attempt, by=by, at=at)
