"""Figures that may be shown: a point, or the range that the shown figures allow.

A cell near an end of its scale is shown as a band ("at most 2"). Everything worked out from a
band is itself only known within limits, so every derived number is a `Figure`: the least and the
greatest value that fit what is shown. Comparisons hold only where they hold over both whole
ranges (rule 6 of the promise), so hiding a low answer never raises a result.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction


def round_half_up(value: Fraction) -> Decimal:
    """`value` to two decimals, a half away from zero: 2.345 becomes 2.35, -0.125 becomes -0.13."""
    hundredths = (200 * abs(value.numerator) + value.denominator) // (2 * value.denominator)
    return Decimal(hundredths if value >= 0 else -hundredths).scaleb(-2)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number known exactly (`least == greatest`) or as the range of values that are possible."""

    least: Fraction
    greatest: Fraction

    def __post_init__(self) -> None:
        if self.least > self.greatest:
            raise ValueError(f"a range runs upwards: {self.least} > {self.greatest}")

    @classmethod
    def exactly(cls, value: Fraction | int) -> Figure:
        """The figure of a value that is known."""
        return cls(Fraction(value), Fraction(value))

    @property
    def exact(self) -> bool:
        """Whether the value is known and not merely bounded."""
        return self.least == self.greatest

    def certainly_above(self, limit: Fraction) -> bool:
        """Whether every value that is possible lies above `limit`."""
        return self.least > limit

    def certainly_at_least(self, limit: Fraction) -> bool:
        """Whether no value that is possible lies below `limit`."""
        return self.least >= limit

    def certainly_at_most(self, limit: Fraction) -> bool:
        """Whether no value that is possible lies above `limit`."""
        return self.greatest <= limit

    def certainly_below(self, limit: Fraction) -> bool:
        """Whether every value that is possible lies below `limit`."""
        return self.greatest < limit

    def exceeds(self, other: Figure) -> bool:
        """Whether this is the greater of the two wherever in their ranges the two may lie."""
        return self.least > other.greatest

    def __sub__(self, other: Figure) -> Figure:
        return Figure(self.least - other.greatest, self.greatest - other.least)
