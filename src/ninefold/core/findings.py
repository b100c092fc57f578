"""What stands out, each stated only where it holds wherever in its range a figure may lie."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

from ninefold.core.figures import Figure
from ninefold.core.framework.model import SELF
from ninefold.core.results import DimensionResult, Results, in_certain_order, shortfall


@dataclass(frozen=True, slots=True)
class Difference:
    """Two groups that see one dimension differently: block ids, the higher first."""

    result: DimensionResult
    higher: str
    lower: str


@dataclass(frozen=True, slots=True)
class Findings:
    """The overview. A dimension can be in several lists: a strength that you rate higher still, say.

    `other_strengths`: strengths in the eyes of colleagues for which the figures do not settle (or there are
    none of your own to tell) whether you see them alike.
    """

    recognised_strengths: tuple[DimensionResult, ...]
    hidden_strengths: tuple[DimensionResult, ...]
    other_strengths: tuple[DimensionResult, ...]
    you_rate_yourself_higher: tuple[DimensionResult, ...]
    needs: tuple[DimensionResult, ...]
    groups_differ: tuple[Difference, ...]


def find(results: Results) -> Findings:
    """What stands out in these results, by the thresholds of the framework."""
    limits = results.framework.thresholds
    strengths = [
        r for r in results.dimensions if r.colleagues is not None and r.colleagues.certainly_at_least(limits.strength)
    ]
    recognised = [r for r in strengths if r.gap is not None and r.gap.certainly_at_least(-limits.self_other)]
    hidden = [r for r in strengths if r.gap is not None and r.gap.certainly_below(-limits.self_other)]
    higher = [r for r in results.dimensions if r.gap is not None and r.gap.certainly_above(limits.self_other)]
    needs = [r for r in results.dimensions if r.quarter == "develop_first"]
    return Findings(
        recognised_strengths=_ordered(recognised, _colleagues),
        hidden_strengths=_ordered(hidden, _below_colleagues),
        other_strengths=_ordered([r for r in strengths if r not in recognised and r not in hidden], _colleagues),
        you_rate_yourself_higher=_ordered(higher, _gap),
        needs=_ordered(needs, shortfall),
        groups_differ=tuple(difference for r in results.dimensions for difference in _differences(results, r)),
    )


def _colleagues(result: DimensionResult) -> Figure | None:
    return result.colleagues


def _gap(result: DimensionResult) -> Figure | None:
    return result.gap


def _below_colleagues(result: DimensionResult) -> Figure | None:
    return None if result.gap is None else Figure.exactly(0) - result.gap


def _ordered(
    found: Sequence[DimensionResult], size: Callable[[DimensionResult], Figure | None]
) -> tuple[DimensionResult, ...]:
    return tuple(in_certain_order([(result, size(result)) for result in found]))


def _differences(results: Results, result: DimensionResult) -> list[Difference]:
    """Pairs of blocks besides oneself that are certainly as far apart as is worth a sentence."""
    limit = results.framework.thresholds.between_groups
    others = [block.id for block in results.shown.blocks if block.groups != (SELF,)]
    found = []
    for pair in combinations(others, 2):
        for higher, lower in (pair, pair[::-1]):
            one, other = result.performance[higher], result.performance[lower]
            if one is not None and other is not None and (one - other).certainly_at_least(limit):
                found.append(Difference(result, higher, lower))
    return found
