"""The question bank of the e-learning assessment: read from files, drawn from at random, and marked.

A file holds the questions of one theme, with as many options each and one of them right. The order of a draw, and that
of the options in it, come from a `Random` that is given in, so that a draw can be made again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random

from ninefold.core.errors import NinefoldError
from ninefold.core.framework.positions import Fault, FrameworkError, Place, read_place

OPTIONS = 4
FROM_EACH_THEME = 5
PAUSE = timedelta(hours=24)
"""After an attempt that was not passed, until the next: time to read up on what was wrong."""
FEWEST_IN_A_THEME = 2 * FROM_EACH_THEME
"""With fewer, two attempts would ask mostly the same."""


class QuestionBankError(NinefoldError):
    """A question bank cannot be used; `faults` says why, file by file and line by line."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(dict.fromkeys(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))


@dataclass(frozen=True, slots=True)
class Question:
    """One question; `right` is the place of the right option, from 0. `because` explains the answer."""

    id: str
    ask: str
    options: tuple[str, ...]
    right: int
    because: str


@dataclass(frozen=True, slots=True)
class Theme:
    """The questions of one theme."""

    id: str
    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Bank:
    """All themes, in the order of their names. `mark` is another as soon as anything in them is."""

    themes: tuple[Theme, ...]
    mark: str

    @property
    def questions(self) -> dict[str, Question]:
        """Every question by its name."""
        return {each.id: each for theme in self.themes for each in theme.questions}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A question that was drawn, with the places of its options in the order in which they are shown."""

    theme: str
    question: str
    order: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ThemeResult:
    """How many questions of a theme were answered rightly, and the others, each with what was answered, or None."""

    theme: Theme
    right: int
    asked: int
    wrong: tuple[tuple[Question, int | None], ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What an attempt came to; `percent` is whole, rounded down, so that nobody passes by rounding."""

    percent: int
    passed: bool
    themes: tuple[ThemeResult, ...]


def load_bank(folder: Path) -> Bank:
    """The bank in this folder. Raises QuestionBankError with everything that is wrong in any of its files."""
    faults: list[Fault] = []
    themes: list[Theme] = []
    hashed = hashlib.sha256()
    for path in sorted(folder.glob("*.yaml")):
        try:
            top, found = read_place(path, path.name)
        except FrameworkError as error:
            faults += error.faults
            continue
        themes.append(_theme(top, {each.id for theme in themes for each in theme.questions}))
        faults += found.found
        hashed.update(path.read_bytes())
    if not themes and not faults:
        faults.append(
            Fault(str(folder), 1, "There is no file of questions here.", "Put one file for each theme there.")
        )
    if faults:
        raise QuestionBankError(faults)
    return Bank(tuple(themes), hashed.hexdigest()[:12])


def draw(bank: Bank, chance: Random) -> tuple[Drawn, ...]:
    """As many questions of each theme, in a random order within it, with the options of each in a random order."""
    return tuple(
        Drawn(theme.id, question.id, tuple(chance.sample(range(OPTIONS), OPTIONS)))
        for theme in bank.themes
        for question in chance.sample(theme.questions, FROM_EACH_THEME)
    )


def mark(bank: Bank, drawn: Sequence[Drawn], answers: Mapping[str, int], pass_mark: int) -> Result:
    """What the answers come to, each the place of an option; no answer is a wrong one. `pass_mark` is in per cent."""
    themes, known = [], bank.questions
    for theme in bank.themes:
        asked = [known[each.question] for each in drawn if each.theme == theme.id]
        wrong = tuple((each, answers.get(each.id)) for each in asked if answers.get(each.id) != each.right)
        themes.append(ThemeResult(theme, len(asked) - len(wrong), len(asked), wrong))
    right = sum(each.right for each in themes)
    percent = 100 * right // max(1, sum(each.asked for each in themes))
    return Result(percent, percent >= pass_mark, tuple(themes))


def _theme(top: Place, taken: set[str]) -> Theme:
    fields = top.fields(required=("theme", "title", "questions"))
    questions: list[Question] = []
    for entry in fields["questions"].items():
        question = _question(entry)
        if question.id in taken:
            entry.fault(f"There are two questions “{question.id}”.", "Give one of them another id.")
        taken.add(question.id)
        questions.append(question)
    if fields["questions"].present and len(questions) < FEWEST_IN_A_THEME:
        fields["questions"].fault(
            f"There are {len(questions)} questions here.", f"A theme needs {FEWEST_IN_A_THEME} at the least."
        )
    return Theme(fields["theme"].text(), fields["title"].text(), tuple(questions))


def _question(entry: Place) -> Question:
    fields = entry.fields(required=("id", "ask", "options", "right", "because"))
    options = fields["options"].texts()
    if fields["options"].present and len(options) != OPTIONS:
        fields["options"].fault(f"There are {len(options)} options here.", f"A question has {OPTIONS}.")
    if len(set(options)) < len(options):
        fields["options"].fault("Two of the options are the same.", "Make each of them different.")
    right = fields["right"].whole_number(fallback=1)
    if not 1 <= right <= OPTIONS:
        fields["right"].fault(f"“right” is {right}.", f"It should be the number of an option, from 1 to {OPTIONS}.")
    return Question(fields["id"].text(), fields["ask"].text(), options, right - 1, fields["because"].text())
