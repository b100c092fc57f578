"""Reading the e-learning assessment: the question bank, one's attempts, and what one of them came to."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from ninefold.academy.models import Attempt
from ninefold.academy.queries.rules import rules_of
from ninefold.accounts.models import Person, Role
from ninefold.core.question_bank import PAUSE, Bank, Drawn, Question, Result, Theme, load_bank, mark

FOLDER = Path(__file__).parents[1] / "question_bank"


@dataclass(frozen=True)
class Asked:
    """A question as an attempt shows it: its options with their places, in the order drawn, and what was answered."""

    question: Question
    options: tuple[tuple[int, str], ...]
    answer: int | None


@dataclass(frozen=True)
class Part:
    """The questions of one theme in an attempt."""

    theme: Theme
    asked: tuple[Asked, ...]

    @property
    def blanks(self) -> int:
        """How many of them have no answer yet."""
        return sum(each.answer is None for each in self.asked)


@cache
def bank() -> Bank:
    """The question bank that is shipped; read once, as its files change with the program alone."""
    return load_bank(FOLDER)


def open_attempt(role: Role) -> Attempt | None:
    """The attempt that this role's person has begun and not sent, of the questions as they are now."""
    return Attempt.objects.visible_to(role).filter(sent_at__isnull=True, bank=bank().mark).first()


def sent_attempts(role: Role) -> list[Attempt]:
    """Those that were sent, the newest first."""
    return list(Attempt.objects.visible_to(role).filter(sent_at__isnull=False).order_by("-sent_at", "-pk"))


def may_begin_from(person: Person, at: datetime) -> datetime | None:
    """From when on this person may begin again, where that is still to come: the last attempt was not passed."""
    last = Attempt.objects.filter(person=person, sent_at__isnull=False).order_by("-sent_at", "-pk").first()
    if last is None or last.passed or last.sent_at is None or last.sent_at + PAUSE <= at:
        return None
    return last.sent_at + PAUSE


def pass_mark_for(person: Person) -> int:
    """How many per cent this person needs, by the rules of their region."""
    return rules_of(person).pass_mark


def drawn_for(attempt: Attempt) -> tuple[Drawn, ...]:
    """What was drawn for an attempt, in order."""
    return tuple(Drawn(each["theme"], each["question"], tuple(each["order"])) for each in attempt.questions)


def parts_of(attempt: Attempt) -> list[Part]:
    """The attempt as it is answered, theme by theme. It must be of the questions as they are now."""
    known, drawn = bank().questions, drawn_for(attempt)
    return [
        Part(theme, tuple(_asked(known[each.question], each, attempt) for each in drawn if each.theme == theme.id))
        for theme in bank().themes
    ]


def result_of(attempt: Attempt) -> Result | None:
    """What an attempt came to, by theme; None where the questions have changed since, and the per cent are all."""
    if attempt.bank != bank().mark:
        return None
    return mark(bank(), drawn_for(attempt), attempt.answers, pass_mark_for(attempt.person))


def _asked(question: Question, drawn: Drawn, attempt: Attempt) -> Asked:
    options = tuple((place, question.options[place]) for place in drawn.order)
    return Asked(question, options, attempt.answers.get(question.id))
