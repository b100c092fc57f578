"""Agreement and reliability over many assessments: for each dimension and rater group the means of its indices.

How it is added up: the indices of agreement (r_wg(j), r*_wg(j), AD_M(j)) are worked out for each assessment that has
two raters or more, and averaged. ICC compares assessments with each other, and alpha needs all raters, so these are
worked out once over all. A rater who left an item of a dimension out is left out of that dimension.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ninefold.core import agreement
from ninefold.core.analysis_columns import MISSING, Table
from ninefold.core.framework.model import SELF, Framework

SCHEMA = "ninefold.analysis/1"


@dataclass(frozen=True, slots=True)
class Part:
    """What one row is of: a dimension and its items, all on one scale. `kind` tells what the items are."""

    dimension: str
    kind: str
    items: tuple[str, ...]
    lo: int
    hi: int


@dataclass(frozen=True, slots=True)
class Row:
    """One dimension and group. `raters` have a row in the file, `n` answered every item; None: it cannot be said."""

    dimension: str
    kind: str
    group: str
    assessments: int
    raters: int
    n: int
    mean: float | None = None
    sd: float | None = None
    rwg_j: float | None = None
    rwg_j_lindell: float | None = None
    ad_m_j: float | None = None
    icc1: float | None = None
    icc2: float | None = None
    alpha: float | None = None
    alpha_low: float | None = None
    alpha_high: float | None = None


@dataclass(frozen=True, slots=True)
class SelfOther:
    """How far people are above their raters (the mean of all others), and how the two go together.

    `difference`: mean of self − others in points; `sd`: its standard deviation (n − 1); `r`: their correlation
    (Pearson), from three assessments up.
    """

    dimension: str
    kind: str
    assessments: int
    difference: float | None
    sd: float | None
    r: float | None


@dataclass(frozen=True, slots=True)
class Analysis:
    """What is said of a file. `scale` is what was found in it, where nobody said it."""

    rows: tuple[Row, ...]
    self_other: tuple[SelfOther, ...]
    scale: tuple[int, int] | None

    def as_json(self) -> dict[str, Any]:
        """The values as they go into the file."""
        found = None if self.scale is None else {"lo": self.scale[0], "hi": self.scale[1]}
        return {
            "schema": SCHEMA,
            "rows": [asdict(row) for row in self.rows],
            "self_other": [asdict(row) for row in self.self_other],
            "scale_found": found,
        }


def analyse(table: Table, framework: Framework | None, scale: tuple[int, int] | None) -> Analysis:
    """Work everything out."""
    found = _found(table) if framework is None and scale is None else None
    ends = scale or found or (0, 0)
    parts = [Part("all", "questions", table.questions, *ends)] if framework is None else list(_parts(table, framework))
    order = np.lexsort((table.group, table.assessment))
    known = () if framework is None else tuple(group.id for group in framework.groups)
    groups = sorted(table.groups, key=lambda name: (known.index(name) if name in known else name != SELF, name))
    rows: list[Row] = []
    compared: list[SelfOther] = []
    for part in parts:
        adding = _Adding(table, part, order)
        rows += [adding.row(group) for group in groups]
        if SELF in groups and len(groups) > 1:
            compared.append(adding.self_other())
    return Analysis(tuple(rows), tuple(compared), found)


def _found(table: Table) -> tuple[int, int]:
    """The least and the greatest whole number in the file."""
    hi = int(table.values.max())
    lo = int(np.where(table.values == MISSING, 127, table.values).min())
    return (lo, hi) if hi != MISSING else (0, 0)


def _parts(table: Table, framework: Framework) -> Iterator[Part]:
    """The behaviours of each dimension, its level and its importance; then the impact, which has no dimension."""
    present = set(table.questions)
    for dimension in framework.dimensions:
        single = (("level", dimension.level), ("importance", dimension.importance))
        several = [("behaviours", dimension.items)]
        for kind, questions in [*several, *((kind, (one,)) for kind, one in single if one is not None)]:
            items = tuple(question.code for question in questions if question.code in present)
            if items and questions[0].scale is not None:
                yield Part(dimension.id, kind, items, questions[0].scale.lo, questions[0].scale.hi)
    impact = () if framework.impact is None else framework.impact.questions
    items = tuple(question.code for question in impact if question.code in present)
    if items and impact[0].scale is not None:
        yield Part("impact", "impact", items, impact[0].scale.lo, impact[0].scale.hi)


class _Adding:
    """The sums of one part: of each assessment and group (a cell), and of each group."""

    def __init__(self, table: Table, part: Part, order: NDArray[np.intp]) -> None:
        self.part, self.names = part, table.groups
        self.asked = np.bincount(table.group, minlength=len(table.groups))
        places = [table.questions.index(code) for code in part.items]
        whole = np.ones(len(order), dtype=bool)
        for place in places:
            whole &= table.values[place] != MISSING
        kept = order[whole[order]]
        self.group = table.group[kept]
        cell = table.assessment[kept].astype(np.int64) * len(table.groups) + self.group
        self.starts = np.flatnonzero(np.diff(cell, prepend=-1))
        self.size = np.diff(self.starts, append=len(cell))
        self.cell_group, self.cell_assessment = self.group[self.starts], table.assessment[kept][self.starts]
        self.variance = np.zeros(len(self.starts))
        self.deviations = np.zeros(len(self.starts))
        self.item_variances = np.zeros(len(table.groups))
        self.total = np.zeros(len(kept), dtype=np.int32)
        for place in places:
            self._add_item(table.values[place][kept].astype(np.int32))
        self.variance /= len(places)
        self.sum = self._by_cell(self.total)

    def _by_cell(self, numbers: NDArray[np.int32]) -> NDArray[np.int64]:
        empty = np.zeros(0, dtype=np.int64)
        return np.add.reduceat(numbers, self.starts, dtype=np.int64) if len(numbers) else empty

    def _add_item(self, answers: NDArray[np.int32]) -> None:
        self.total += answers
        sums, squares = self._by_cell(answers), self._by_cell(answers * answers)
        # Whole numbers until the last step: n·Σx² − (Σx)² and Σ|n·x − Σx| are exact.
        spread = self.size * squares - sums * sums
        self.variance += spread / np.maximum(self.size * (self.size - 1), 1)
        apart = np.abs(answers * np.repeat(self.size, self.size) - np.repeat(sums, self.size))
        self.deviations += (np.add.reduceat(apart, self.starts) if len(apart) else sums) / self.size
        for group in range(len(self.names)):
            own = self.cell_group == group
            self.item_variances[group] += _variance(
                int(self.size[own].sum()), int(sums[own].sum()), int(squares[own].sum())
            )

    def row(self, name: str) -> Row:
        """What is said of one group."""
        part, group = self.part, self.names.index(name)
        own, totals = self.cell_group == group, self.total[self.group == group].astype(np.int64)
        size, raters, items = self.size[own], len(totals), len(part.items)
        start = Row(part.dimension, part.kind, name, len(size), int(self.asked[group]), raters)
        if not raters:
            return start
        variance = _variance(raters, int(totals.sum()), int((totals * totals).sum()))
        values: dict[str, float | None] = {
            "mean": int(totals.sum()) / raters / items,
            "sd": math.sqrt(variance) / items if raters > 1 else None,
        }
        values |= self._agreement(own & (self.size > 1)) | self._reliability(own, size, totals)
        if (value := agreement.alpha(items, float(self.item_variances[group]), variance)) is not None:
            low, high = agreement.alpha_interval(value, raters, items)
            values |= {"alpha": value, "alpha_low": low, "alpha_high": high}
        return Row(part.dimension, part.kind, name, len(size), int(self.asked[group]), raters, **values)

    def _agreement(self, cells: NDArray[np.bool_]) -> dict[str, float | None]:
        """The means over the assessments with two raters or more."""
        expected, items = agreement.expected_variance(self.part.lo, self.part.hi), len(self.part.items)
        if not cells.any():
            return {}
        deviations = agreement.ad_m_j(self.deviations[cells], self.size[cells], items)
        values: dict[str, float | None] = {"ad_m_j": float(deviations.mean())}
        if expected > 0:
            variance = self.variance[cells]
            values["rwg_j"] = float(agreement.rwg_j(variance, items, expected).mean())
            values["rwg_j_lindell"] = float(agreement.rwg_j_lindell(variance, expected).mean())
        return values

    def _reliability(
        self, own: NDArray[np.bool_], size: NDArray[np.int64], totals: NDArray[np.int64]
    ) -> dict[str, float | None]:
        """ICC(1) and ICC(2) of the raters' means over the items, assessments being the targets."""
        groups, raters = len(size), len(totals)
        if groups < 2 or raters == groups:
            return {}
        sums = self.sum[own]
        of_means = float((sums * sums / size).sum())
        between = (of_means - float(sums.sum()) ** 2 / raters) / (groups - 1)
        within = (float((totals * totals).sum()) - of_means) / (raters - groups)
        return {"icc1": agreement.icc1(between, within, raters / groups), "icc2": agreement.icc2(between, within)}

    def self_other(self) -> SelfOther:
        """People beside the mean of all their raters."""
        most = int(self.cell_assessment.max()) + 1 if len(self.cell_assessment) else 0
        own, items = self.cell_group == self.names.index(SELF), len(self.part.items)
        of_self = np.full(most, np.nan)
        of_self[self.cell_assessment[own]] = self.sum[own] / items
        others = self.cell_assessment[~own]
        raters = np.bincount(others, self.size[~own], most)
        of_others = np.bincount(others, self.sum[~own], most) / np.maximum(raters, 1) / items
        both = ~np.isnan(of_self) & (raters > 0)
        return _self_other(self.part, of_self[both], of_others[both])


def _self_other(part: Part, of_self: NDArray[np.float64], of_others: NDArray[np.float64]) -> SelfOther:
    count, apart = len(of_self), of_self - of_others
    if not count:
        return SelfOther(part.dimension, part.kind, 0, None, None, None)
    spread = float(apart.std(ddof=1)) if count > 1 else None
    vary = count > 2 and np.ptp(of_self) > 0 and np.ptp(of_others) > 0
    together = float(np.corrcoef(of_self, of_others)[0, 1]) if vary else None
    return SelfOther(part.dimension, part.kind, count, float(apart.mean()), spread, together)


def _variance(count: int, total: int, squares: int) -> float:
    """The variance with n − 1, from whole sums; 0 for one answer."""
    return (count * squares - total * total) / (count * (count - 1)) if count > 1 else 0.0
