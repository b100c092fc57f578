"""What is answered in the demonstration: taken from the files of the example reports, or drawn by chance."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ninefold.core.framework.model import SELF, Question
from ninefold.feedback.models import Assessment
from ninefold.feedback.queries.examples import example_answers
from ninefold.feedback.queries.frameworks import questions_asked
from ninefold.feedback.queries.open_answers import CANNOT_RATE
from ninefold.site.demonstration import words

Given = dict[str, str]
CANNOT_RATE_ONCE_IN = 25
# How often a question is commented on, by the last or the first word of its code.
COMMENTED = {"keep": 0.6, "change": 0.5, "impact": 0.25, "": 0.12}


@dataclass(frozen=True)
class Portrait:
    """How somebody is seen by most: about which level in which dimension, and what is said of them."""

    levels: Mapping[str, float]
    said: dict[str, list[str]]


def draw_portrait(chance: random.Random, *, about: float) -> Portrait:
    """Somebody who is seen at about this level, higher in some dimensions than in others."""
    levels = {dimension: about + chance.gauss(0, 0.35) for dimension in words.BY_DIMENSION}
    said = {"keep": words.KEEP, "change": words.CHANGE, "impact": words.IMPACT, **words.BY_DIMENSION}
    return Portrait(levels, {of: chance.sample(texts, len(texts)) for of, texts in said.items()})


def from_example(slug: str) -> Iterator[tuple[str, Given]]:
    """The group and the answers of each rater in the file of an example report."""
    for response in example_answers(slug).responses:
        yield response.group, {**{code: str(point) for code, point in response.ratings.items()}, **response.comments}


def drawn(assessment: Assessment, portrait: Portrait, group: str, chance: random.Random) -> Given:
    """What somebody of this group answers who sees the participant about as most do."""
    # Most are a little kinder or a little harder than others throughout; the participant writes no comments.
    bias = chance.gauss(0.25 if group == SELF else 0, 0.3)
    given: Given = {}
    for code, question in questions_asked(assessment).items():
        if question.scale is None:
            comment = "" if group == SELF else _comment(code, portrait, chance)
            given |= {code: comment} if comment else {}
        elif group != SELF and not chance.randrange(CANNOT_RATE_ONCE_IN):
            given[code] = CANNOT_RATE
        else:
            given[code] = str(_point(question, portrait, bias, chance))
    return given


def _point(question: Question, portrait: Portrait, bias: float, chance: random.Random) -> int:
    assert question.scale is not None
    dimension, _dot, of = question.code.partition(".")
    average = sum(portrait.levels.values()) / len(portrait.levels)
    middle = 3.2 if of == "importance" else portrait.levels.get(dimension, average) + bias
    return min(max(round(chance.gauss(middle, 0.6)), question.scale.lo), question.scale.hi)


def _comment(code: str, portrait: Portrait, chance: random.Random) -> str:
    """A comment that nobody else has written about them, or none."""
    dimension, _dot, last = code.partition(".")
    of = last if last in portrait.said else dimension
    texts = portrait.said.get(of, [])
    return texts.pop() if texts and chance.random() < COMMENTED.get(of, COMMENTED[""]) else ""
