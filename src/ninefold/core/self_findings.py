"""What follows from how somebody sees themselves: quarters, strengths, what to work on first, and the next level.

It is one person's own view, so there is nothing to hide in it and no range: a figure is what they put, and what they
left open has none. The lines are those of the framework (`Thresholds`), drawn as for a 360, so both are read alike.

- The **quarter** of a dimension is where its level and its importance meet, as in a 360.
- A **strength** is a level at or above `Thresholds.strength`: the highest first, of equal ones the more important.
- A **priority** lies in *develop first*: important, and not yet at that level. First comes what stays behind most: the
  share of its scale that importance reaches, less the share that the level does; of equal ones the order of the
  framework stands. Three at most, for nobody works on more at a time; the rest is `later`. Where importance is not
  asked, whatever is not above `Thresholds.level` counts.
- Where nothing is a priority, `growing` says so, and two dimensions stand in their place that matter to the role and
  have a level above: the lowest first, of equal ones the more important.
- The **next level** is the first above one's own; at the top there is none.

Worked example, levels 0 to 4 and importance 1 to 4, with the lines 2.5 (strength), 2 (level) and 2.5 (importance).
Caring: essential (1), vital (4); it reaches 1/4 of one scale and 3/3 of the other, so it stays behind by 3/4: the
first priority, towards proficient. Vision: proficient (2), important (3), so 2/3 less 2/4, behind by 1/6: the second.
Purpose: strong (3) and vital: build on it, a strength. Influence: exemplary (4) and marginal (1): in reserve, and the
first of the strengths. Team: proficient and useful (2): keep an eye on it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from ninefold.core.errors import NinefoldError
from ninefold.core.figures import Figure
from ninefold.core.framework.model import Dimension, Framework, Level, Question, Scale
from ninefold.core.results import Quarter, quarter_of

MOST_PRIORITIES = 3
MOST_TO_GROW_IN = 2

Change = Literal["higher", "lower", "same", "left_open"]


class OtherVersionError(NinefoldError):
    """The two were answered by different versions of a framework, or by different ones."""


@dataclass(frozen=True, slots=True)
class OwnDimension:
    """One dimension as somebody sees it in themselves; what they left open, or was not asked, is None."""

    dimension: Dimension
    scale: Scale
    level: Fraction | None
    importance: Fraction | None
    quarter: Quarter | None
    next_level: Level | None

    @property
    def importance_scale(self) -> Scale | None:
        """The scale of importance, where the framework asks for it."""
        return None if self.dimension.importance is None else self.dimension.importance.scale

    @property
    def reach(self) -> Fraction:
        """How far up its scale the level is, from 0 to 1; 0 where it was left open."""
        return Fraction(0) if self.level is None else self.scale.share(self.level)

    @property
    def weight(self) -> Fraction:
        """How far up its scale the importance is, from 0 to 1; 0 where it is not known."""
        scale = self.importance_scale
        return Fraction(0) if self.importance is None or scale is None else scale.share(self.importance)


@dataclass(frozen=True, slots=True)
class OwnView:
    """All that follows from a self-assessment. `growing`: nothing is a priority, and `priorities` are ways to go on."""

    framework: Framework
    dimensions: tuple[OwnDimension, ...]
    strengths: tuple[OwnDimension, ...]
    priorities: tuple[OwnDimension, ...]
    later: tuple[OwnDimension, ...]
    growing: bool
    impact: tuple[tuple[Question, int | None], ...]

    @property
    def known(self) -> bool:
        """Whether anything was answered from which something follows."""
        levels = any(one.level is not None or one.importance is not None for one in self.dimensions)
        return levels or any(answer is not None for _question, answer in self.impact)


@dataclass(frozen=True, slots=True)
class ThenNow:
    """One figure in two self-assessments, and which way it went."""

    then: Fraction | None
    now: Fraction | None

    @property
    def change(self) -> Change:
        """Which way it went, where both are known."""
        if self.then is None or self.now is None:
            return "left_open"
        return "same" if self.then == self.now else "higher" if self.now > self.then else "lower"


@dataclass(frozen=True, slots=True)
class OwnChange:
    """One dimension in two self-assessments of one person."""

    dimension: Dimension
    scale: Scale
    importance_scale: Scale | None
    level: ThenNow
    importance: ThenNow


def own_view(framework: Framework, ratings: Mapping[str, int]) -> OwnView:
    """What follows from these points, by the codes of their questions; what is not in it was left open."""
    dimensions = tuple(_dimension(framework, dimension, ratings) for dimension in framework.dimensions)
    needs = sorted((one for one in dimensions if _is_priority(framework, one)), key=lambda one: one.reach - one.weight)
    strengths = [one for one in dimensions if one.level is not None and one.level >= framework.thresholds.strength]
    impact = () if framework.impact is None else framework.impact.questions
    return OwnView(
        framework=framework,
        dimensions=dimensions,
        strengths=tuple(sorted(strengths, key=lambda one: (-one.reach, -one.weight))),
        priorities=tuple(needs[:MOST_PRIORITIES]) or _to_grow_in(framework, dimensions),
        later=tuple(needs[MOST_PRIORITIES:]),
        growing=not needs,
        impact=tuple((question, ratings.get(question.code)) for question in impact),
    )


def compare_own(then: OwnView, now: OwnView) -> tuple[OwnChange, ...]:
    """An earlier self-assessment beside a later one, dimension by dimension. Raises OtherVersionError."""
    asked_then, asked_now = ((view.framework.id, view.framework.version) for view in (then, now))
    if asked_then != asked_now:
        raise OtherVersionError(
            f"These two self-assessments cannot be compared: one was answered by {' '.join(asked_then)}, "
            f"the other by {' '.join(asked_now)}."
        )
    return tuple(
        OwnChange(
            new.dimension,
            new.scale,
            new.importance_scale,
            ThenNow(old.level, new.level),
            ThenNow(old.importance, new.importance),
        )
        for old, new in zip(then.dimensions, now.dimensions, strict=True)
    )


def _dimension(framework: Framework, dimension: Dimension, ratings: Mapping[str, int]) -> OwnDimension:
    level = _mean_of(dimension, ratings)
    asked = dimension.importance
    point = None if asked is None else ratings.get(asked.code)
    importance = None if point is None else Fraction(point)
    return OwnDimension(
        dimension=dimension,
        scale=framework.result_scale(dimension),
        level=level,
        importance=importance,
        quarter=quarter_of(_figure(level), _figure(importance), framework.thresholds),
        next_level=None if level is None else _next_level(dimension, level),
    )


def _mean_of(dimension: Dimension, ratings: Mapping[str, int]) -> Fraction | None:
    """The level; without a question for it the mean of the behaviours that were answered."""
    asked = (dimension.level,) if dimension.level is not None else dimension.items
    points = [ratings[question.code] for question in asked if question.code in ratings]
    return Fraction(sum(points), len(points)) if points else None


def _figure(value: Fraction | None) -> Figure | None:
    return None if value is None else Figure.exactly(value)


def _next_level(dimension: Dimension, level: Fraction) -> Level | None:
    return next((one for one in dimension.levels if one.point > math.floor(level)), None)


def _is_priority(framework: Framework, one: OwnDimension) -> bool:
    if one.dimension.importance is None:
        return one.level is not None and one.level <= framework.thresholds.level
    return one.quarter == "develop_first"


def _to_grow_in(framework: Framework, dimensions: tuple[OwnDimension, ...]) -> tuple[OwnDimension, ...]:
    line = framework.thresholds.importance
    matter = [one for one in dimensions if one.dimension.importance is None or (one.importance or 0) >= line]
    possible = [one for one in matter if one.level is not None and one.next_level is not None]
    return tuple(sorted(possible, key=lambda one: (one.reach, -one.weight))[:MOST_TO_GROW_IN])
