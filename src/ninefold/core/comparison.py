"""Two 360s of one person side by side: what is the same in both, then and now, and where a change is clear.

Like is set beside like alone: the same framework and version, questions that are shown both times, and groups that
are. Where groups were joined differently, those that overlap are taken together; if they then cover the same groups
both times they count, else they are left out. Everything is worked out from what either report shows, so nothing here
says more than the two do.

A change is stated only where it holds wherever in their ranges the two figures may lie, and is at least what the
framework thinks worth a sentence (`Thresholds.self_other`); anything less is no clear change, for two 360s have
different people in them.

Worked example, on a threshold of 0.5. Four peers showed 2.25 then and five 3 now: higher, by 0.75. "At most 2" (0 to
2) then and 2.4 now: between 0.4 and 2.4 higher, so no clear change. Peers alone then, and peers joined with others
now: not the same groups, left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from ninefold.core.errors import NinefoldError
from ninefold.core.figures import Figure
from ninefold.core.framework.model import SELF, Dimension, Question, Scale, Thresholds
from ninefold.core.results import Results, mean_of
from ninefold.core.shown import HIDDEN, Shown

Change = Literal["higher", "lower", "no_clear_change", "not_shown"]


class NotComparableError(NinefoldError):
    """The two 360s were not asked by the same version of the same framework."""


@dataclass(frozen=True, slots=True)
class ThenAndNow:
    """The figures of oneself, or of colleagues, in both 360s; both are None where either shows nothing."""

    then: Figure | None
    now: Figure | None
    change: Change


@dataclass(frozen=True, slots=True)
class DimensionChange:
    """One dimension in both 360s."""

    dimension: Dimension
    scale: Scale
    own: ThenAndNow
    colleagues: ThenAndNow


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two 360s side by side. `groups` are those of colleagues that count, in the framework's order; none if none do."""

    dimensions: tuple[DimensionChange, ...]
    groups: tuple[str, ...]


def compare(then: Results, now: Results) -> Comparison:
    """An earlier 360 beside a later one. Raises NotComparableError."""
    asked_then, asked_now = ((of.framework.id, of.framework.version) for of in (then, now))
    if asked_then != asked_now:
        raise NotComparableError(
            f"These two 360s cannot be compared: one was asked by {' '.join(asked_then)}, "
            f"the other by {' '.join(asked_now)}."
        )
    dimensions = tuple(_dimension(then, now, dimension) for dimension in now.framework.dimensions)
    counted = {group for dimension in now.framework.dimensions for group in _groups_of(then, now, dimension)}
    groups = tuple(group.id for group in now.framework.groups if group.id in counted)
    return Comparison(dimensions, groups)


def change_between(then: Figure | None, now: Figure | None, thresholds: Thresholds) -> Change:
    """What is said of two figures on one scale."""
    if then is None or now is None:
        return "not_shown"
    difference = now - then
    if difference.certainly_at_least(thresholds.self_other):
        return "higher"
    return "lower" if difference.certainly_at_most(-thresholds.self_other) else "no_clear_change"


def _dimension(then: Results, now: Results, dimension: Dimension) -> DimensionChange:
    pairs = [(question, _alike(then.shown, now.shown, question)) for question in _asked(dimension)]
    own = [(question, [part for part in parts if part == {SELF}]) for question, parts in pairs]
    colleagues = [(question, [part for part in parts if SELF not in part]) for question, parts in pairs]
    return DimensionChange(
        dimension=dimension,
        scale=now.framework.result_scale(dimension),
        own=_then_and_now(then, now, own),
        colleagues=_then_and_now(then, now, colleagues),
    )


def _then_and_now(then: Results, now: Results, counted: Sequence[tuple[Question, list[set[str]]]]) -> ThenAndNow:
    """The figures over these groups of each question, which are shown both times."""
    before, after = (
        mean_of(
            [(1, figure) for question, parts in counted if (figure := _over(of.shown, question, parts)) is not None]
        )
        for of in (then, now)
    )
    return ThenAndNow(before, after, change_between(before, after, now.framework.thresholds))


def _groups_of(then: Results, now: Results, dimension: Dimension) -> set[str]:
    alike = [part for question in _asked(dimension) for part in _alike(then.shown, now.shown, question)]
    return {group for part in alike for group in part if group != SELF}


def _asked(dimension: Dimension) -> tuple[Question, ...]:
    """What the result of a dimension rests on: its level, or without one its behaviours."""
    return (dimension.level,) if dimension.level is not None else dimension.items


def _alike(then: Shown, now: Shown, question: Question) -> list[set[str]]:
    """The groups, or groups taken together, whose answers to a question are shown both times."""
    parts = _joined(set(block.groups) for of in (then, now) for block in of.blocks)
    shown_then, shown_now = _groups_shown(then, question), _groups_shown(now, question)
    return [part for part in parts if part <= shown_then and part <= shown_now]


def _groups_shown(shown: Shown, question: Question) -> set[str]:
    """The groups whose answers to this question are shown, alone or joined."""
    told = [block.groups for block in shown.blocks if shown.cell(question.code, block.id) != HIDDEN]
    return {group for groups in told for group in groups}


def _joined(parts: Iterable[set[str]]) -> list[set[str]]:
    """Sets of groups with those that overlap taken together."""
    found: list[set[str]] = []
    for part in parts:
        touching = [other for other in found if other & part]
        found = [other for other in found if not other & part]
        found.append(part.union(*touching))
    return found


def _over(shown: Shown, question: Question, parts: Sequence[set[str]]) -> Figure | None:
    """The figure over the blocks of these groups, each counting as many times as people answered."""
    assert question.scale is not None  # the result of a dimension is rated
    counted = [block for block in shown.blocks if any(set(block.groups) <= part for part in parts)]
    cells = [shown.cell(question.code, block.id) for block in counted]
    return mean_of([(cell.n, figure) for cell in cells if (figure := cell.figure(question.scale)) is not None])
