"""Everything that is worked out from what is shown: results of dimensions, all colleagues, gaps, quarters.

A result of which a part is a band is the range that the shown figures allow (`Figure`). Nothing here
sees an answer: other answers with the same shown cells give the same results.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from ninefold.core.figures import Figure
from ninefold.core.framework.model import SELF, Dimension, Framework, Question, Scale, Thresholds
from ninefold.core.shown import Shown

Quarter = Literal["build_on", "develop_first", "in_reserve", "keep_an_eye_on"]


@dataclass(frozen=True, slots=True)
class DimensionResult:
    """What is known of one dimension. A figure is None where nothing may be shown, or nothing was asked.

    `performance` and `importance` are by block id, oneself included; `colleagues` and `importance_to_colleagues`
    are over all other blocks; `gap` is oneself less colleagues; `quarter` is stated only where it is certain.
    """

    dimension: Dimension
    scale: Scale
    performance: dict[str, Figure | None]
    importance: dict[str, Figure | None]
    colleagues: Figure | None
    importance_to_colleagues: Figure | None
    gap: Figure | None
    quarter: Quarter | None


@dataclass(frozen=True, slots=True)
class Results:
    """All results of one report, beside what was shown. `colleagues` is by the code of a rated question."""

    framework: Framework
    shown: Shown
    colleagues: dict[str, Figure | None]
    dimensions: tuple[DimensionResult, ...]


def work_out(framework: Framework, shown: Shown) -> Results:
    """The results that follow from what is shown."""
    asked = {code for code, _ in shown.cells}
    rated = [question for question in framework.questions if question.code in asked]
    return Results(
        framework=framework,
        shown=shown,
        colleagues={question.code: _over_colleagues(shown, question) for question in rated},
        dimensions=tuple(_dimension(framework, shown, dimension) for dimension in framework.dimensions),
    )


def _over_colleagues(shown: Shown, question: Question) -> Figure | None:
    """All blocks but oneself together, each counting as many times as people answered."""
    assert question.scale is not None  # comments are not rated
    cells = [shown.cell(question.code, block.id) for block in shown.blocks if block.groups != (SELF,)]
    parts = [(cell.n, figure) for cell in cells if (figure := cell.figure(question.scale)) is not None]
    return mean_of(parts)


def mean_of(parts: Sequence[tuple[int, Figure]]) -> Figure | None:
    """The mean of figures with these weights; None of none."""
    weight = sum(n for n, _ in parts)
    if not weight:
        return None
    return Figure(
        sum((n * figure.least for n, figure in parts), Fraction(0)) / weight,
        sum((n * figure.greatest for n, figure in parts), Fraction(0)) / weight,
    )


def _dimension(framework: Framework, shown: Shown, dimension: Dimension) -> DimensionResult:
    performance = {block.id: _result(shown, dimension, block.id) for block in shown.blocks}
    importance = {block.id: _figure(shown, dimension.importance, block.id) for block in shown.blocks}
    asked = (dimension.level,) if dimension.level else dimension.items
    over = [_over_colleagues(shown, question) for question in asked]
    colleagues = mean_of([(1, figure) for figure in over if figure is not None])
    to_colleagues = _over_colleagues(shown, dimension.importance) if dimension.importance else None
    own = performance.get(SELF)
    return DimensionResult(
        dimension=dimension,
        scale=framework.result_scale(dimension),
        performance=performance,
        importance=importance,
        colleagues=colleagues,
        importance_to_colleagues=to_colleagues,
        gap=own - colleagues if own is not None and colleagues is not None else None,
        quarter=quarter_of(colleagues, to_colleagues, framework.thresholds),
    )


def _result(shown: Shown, dimension: Dimension, block: str) -> Figure | None:
    """A dimension's level; without a level question, the mean of its behaviours that are shown."""
    if dimension.level is not None:
        return _figure(shown, dimension.level, block)
    figures = [_figure(shown, item, block) for item in dimension.items]
    return mean_of([(1, figure) for figure in figures if figure is not None])


def _figure(shown: Shown, question: Question | None, block: str) -> Figure | None:
    if question is None or question.scale is None:
        return None
    return shown.cell(question.code, block).figure(question.scale)


def quarter_of(performance: Figure | None, importance: Figure | None, thresholds: Thresholds) -> Quarter | None:
    """The quarter in which every value that is possible lies, if there is one."""
    if performance is None or importance is None:
        return None
    strong = performance.certainly_above(thresholds.level)
    important = importance.certainly_at_least(thresholds.importance)
    weak = performance.certainly_at_most(thresholds.level)
    unimportant = importance.certainly_below(thresholds.importance)
    if strong:
        return "build_on" if important else "in_reserve" if unimportant else None
    if weak:
        return "develop_first" if important else "keep_an_eye_on" if unimportant else None
    return None


def shortfall(result: DimensionResult) -> Figure | None:
    """How far performance stays behind importance, each as a share of its scale; None if one is not known."""
    if result.colleagues is None or result.importance_to_colleagues is None or result.dimension.importance is None:
        return None
    scale = result.dimension.importance.scale
    assert scale is not None  # importance is rated
    return _share(result.importance_to_colleagues, scale) - _share(result.colleagues, result.scale)


def _share(figure: Figure, scale: Scale) -> Figure:
    return Figure(scale.share(figure.least), scale.share(figure.greatest))


def in_certain_order(sized: Iterable[tuple[DimensionResult, Figure | None]]) -> list[DimensionResult]:
    """The greatest first where that is certain; otherwise the order of the questionnaire stands.

    Takes, again and again, the first that nothing left over certainly exceeds.
    """
    left = list(sized)
    ordered: list[DimensionResult] = []
    while left:
        first = next(pair for pair in left if not any(_exceeds(other[1], pair[1]) for other in left))
        left.remove(first)
        ordered.append(first[0])
    return ordered


def _exceeds(one: Figure | None, other: Figure | None) -> bool:
    return one is not None and other is not None and one.exceeds(other)
