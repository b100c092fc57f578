"""What a facilitator prepares for: whether to take extra time, worked out from what is shown whenever it is asked.

It is a hint for the facilitator alone and is stored nowhere. Like reports, this module cannot reach an answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ninefold.core.framework.model import SELF
from ninefold.core.results import DimensionResult, Results


@dataclass(frozen=True, slots=True)
class ExtraTime:
    """When it is wise to take extra time.

    `low_at_most`: so far above the foot of its scale, in points, a level is taken as not yet essential if it may lie
    below; `low_dimensions` of those are many. `gap`: so many points higher is a large gap; `gap_dimensions` are many.
    """

    low_at_most: Fraction = Fraction(1)
    low_dimensions: int = 3
    gap: Fraction = Fraction(3, 2)
    gap_dimensions: int = 2


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why: the dimensions that a group sees as not yet essential, and those with a large gap, if they are many."""

    low: tuple[DimensionResult, ...]
    gaps: tuple[DimensionResult, ...]

    def __bool__(self) -> bool:
        return bool(self.low or self.gaps)


def reasons_for_extra_time(results: Results, limits: ExtraTime = ExtraTime()) -> Reasons:
    """The reasons to take extra time; none where the figures leave it open."""
    low = tuple(result for result in results.dimensions if _is_low(result, limits))
    gaps = tuple(r for r in results.dimensions if r.gap is not None and r.gap.certainly_at_least(limits.gap))
    return Reasons(
        low=low if len(low) >= limits.low_dimensions else (),
        gaps=gaps if len(gaps) >= limits.gap_dimensions else (),
    )


def _is_low(result: DimensionResult, limits: ExtraTime) -> bool:
    """Whether a group of colleagues certainly sees it this low. What is near the foot is shown as a limit."""
    limit = result.scale.lo + limits.low_at_most
    seen = [figure for block, figure in result.performance.items() if block != SELF]
    return any(figure is not None and figure.certainly_at_most(limit) and figure.least < limit for figure in seen)
