"""Rounds as they ordinarily are, made up from a seed: raters, what they skip, and what they answer.

Ordinary is what confidentiality.md says: the participant, a line manager, 2 to 6 peers, 0 to 6 people managed, 0 to 3
others; 4 in 100 answers are “cannot rate”, now and then somebody leaves a whole dimension out, was asked and sent
nothing, or sent nothing but blanks. Groups under the minimum are joined by the program.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from ninefold.core.framework.model import Framework, Scale, Thresholds
from ninefold.core.responses import Answers, Response
from tests.attack.attacker_reading import Dimension, Questionnaire, Rater
from tests.attack.attacker_sums import Scale as Points
from tests.core.made import dimension, framework, scale

SCALES = ((0, 4), (1, 5), (1, 7), (1, 4), (-2, 2))
USUAL = {(0, 4): 2.4, (1, 5): 3.7, (1, 7): 4.9, (1, 4): 2.9, (-2, 2): 0.5}  # the mean about which people answer
LOW = {(0, 4): 1.7, (1, 5): 2.7, (1, 7): 3.55, (1, 4): 2.3, (-2, 2): -0.3}
FOOT = {(0, 4): 0.8, (1, 4): 1.6}  # most people answer low
EDGES = (0.1, 0.9)  # of the scale: almost nobody is content, almost everybody is
CANNOT_RATE, SKIPS_A_DIMENSION, SENDS_NOTHING, SENDS_BLANKS = 0.04, 0.03, 0.15, 0.01


@dataclass(frozen=True, slots=True)
class Round:
    """One questionnaire with its answers. `raters` are those of `answers.responses`, then who sent nothing."""

    answers: Answers
    raters: tuple[Rater, ...]
    asked: Questionnaire


@cache
def twelve_questions(lo: int, hi: int) -> Framework:
    """Twelve questions on one scale in four dimensions: two with a level, two without, all with an importance."""
    on = scale(lo, hi)
    span = Fraction(hi - lo)
    thresholds = Thresholds(
        strength=lo + span * Fraction(5, 8),
        self_other=span / 8,
        between_groups=span / 4,
        level=lo + span / 2,
        importance=lo + span / 2,
    )
    made = framework(
        dimension("care", level=on, importance=on, items=[on]),
        dimension("vision", level=on, importance=on, items=[on]),
        dimension("team", level=None, importance=on, items=[on, on]),
        dimension("change", level=None, importance=on, items=[on, on]),
        thresholds=thresholds,
    )
    return replace(made, scales=(on,))


def ordinary_round(seed: str, lo: int, hi: int, mean: float, asked: Framework | None = None) -> Round:
    """A round of the questions of a framework, all of which have this scale, answered about this mean."""
    chance = random.Random(seed)
    asked = asked or twelve_questions(lo, hi)
    groups = ["self", "line_manager", *["peer"] * chance.randint(2, 6)]
    groups += [*["direct_report"] * chance.randint(0, 6), *["other"] * chance.randint(0, 3)]
    unit = (hi - lo) / 4
    means = {question.code: mean + unit * chance.gauss(0, 0.4) for question in asked.questions}
    responses, silent = [], []
    for group in groups:
        if group not in ("self", "line_manager") and chance.random() < SENDS_NOTHING:
            silent.append(group)
        else:
            responses.append(Response(group, dict(_ratings(asked, chance, means))))
    invited = {group: groups.count(group) for group in groups} if chance.random() < 0.5 else None
    if invited is not None and chance.random() < 0.3:
        invited["other"] = invited.get("other", 0) + 1  # a group, perhaps, from which nobody answered
        silent.append("other")
    answers = Answers(asked, "full", tuple(responses), invited)
    return round_of(answers, silent)


def round_of(answers: Answers, silent: Sequence[str] = ()) -> Round:
    """A round with these answers; some who were asked, of these groups, sent nothing."""
    raters = [Rater(one.group, frozenset(one.ratings)) for one in answers.responses]
    return Round(answers, (*raters, *(Rater(group, None) for group in silent)), questionnaire(answers.framework))


def _ratings(asked: Framework, chance: random.Random, means: Mapping[str, float]) -> Iterator[tuple[str, int]]:
    """What one person answers: a point about the mean of each question, some people being milder than others."""
    if chance.random() < SENDS_BLANKS:
        return
    own = chance.gauss(0, 0.3) * (asked.scales[0].hi - asked.scales[0].lo) / 4
    skipped = {each.id for each in asked.dimensions if chance.random() < SKIPS_A_DIMENSION}
    for question in asked.questions:
        on = question.scale
        if on is not None and chance.random() >= CANNOT_RATE and question.dimension not in skipped:
            yield question.code, point_about(means[question.code] + own, on, chance)


def point_about(mean: float, on: Scale, chance: random.Random) -> int:
    """A point of a scale; on five points they spread by nearly one."""
    return min(on.hi, max(on.lo, round(chance.gauss(mean, 0.9 * (on.hi - on.lo) / 4))))


@cache
def full_form(lo: int, hi: int) -> Framework:
    """As many questions as the full form of the shipped framework has in its dimensions: nine times six."""
    on = scale(lo, hi)
    made = framework(*(dimension(f"d{at}", level=on, importance=on, items=[on] * 4) for at in range(9)))
    return replace(made, scales=(on,))


@cache
def questionnaire(asked: Framework) -> Questionnaire:
    """What anybody can read of a framework, in the attacker's own terms."""
    rated = [question for question in asked.questions if question.scale is not None]
    names = ("strength", "self_other", "between_groups", "level", "importance")
    advice = ("group", "caution_below", "few_below", "sound_from", "single_rater_reliability")
    return Questionnaire(
        scales={q.code: Points(q.scale.lo, q.scale.hi) for q in rated if q.scale is not None},
        dimensions=tuple(
            Dimension(
                each.id,
                each.level.code if each.level else None,
                each.importance.code if each.importance else None,
                tuple(item.code for item in each.items),
            )
            for each in asked.dimensions
        ),
        groups=tuple(group.id for group in asked.groups),
        thresholds={name: Fraction(getattr(asked.thresholds, name)) for name in names},
        advice={name: Fraction(getattr(asked.advice, name)) for name in advice},
    )
