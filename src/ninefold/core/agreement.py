"""Agreement and reliability of raters: each index by its formula, on numbers or on arrays of them.

The choices between variants are those of R's package `multilevel` (Bliese): variances with n − 1, a rater with a
missing item left out, r_wg(j) cut at 0, the plain mean group size in ICC(1).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ninefold.core.f_distribution import f_quantile

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]


def expected_variance(lo: int, hi: int) -> float:
    """σ²_E = (A² − 1) / 12: the variance of answers spread evenly over a scale of A = hi − lo + 1 whole points.

    Source: James, Demaree and Wolf (1984), Journal of Applied Psychology 69, 85–98. 2.0 for five points.
    """
    points = hi - lo + 1
    return (points * points - 1) / 12


def rwg_j(variance: Numbers, items: int, expected: float) -> Numbers:
    """r_wg(j) = J(1 − q) / (J(1 − q) + q), where q = mean item variance / σ²_E, and J the number of items.

    Where q is above 1 the index is 0. For one item this is r_wg = 1 − s² / σ²_E.
    Source: James, Demaree and Wolf (1984), Journal of Applied Psychology 69, 85–98. `variance`: the mean over the
    items of the variance between raters (n − 1), one for each table. `expected`: see expected_variance, above 0.
    """
    share: Numbers = (variance / expected).clip(max=1.0)
    agreed = items * (1 - share)
    index: Numbers = agreed / (agreed + share)
    return index


def rwg_j_lindell(variance: Numbers, expected: float) -> Numbers:
    """r*_wg(j) = 1 − mean item variance / σ²_E. Negative where raters differ more than chance would make them.

    Source: Lindell, Brandt and Whitney (1999), Applied Psychological Measurement 23, 127–135. Arguments as of rwg_j.
    """
    return 1 - variance / expected


def ad_m_j(deviations: Numbers, raters: NDArray[np.int64], items: int) -> Numbers:
    """AD_M(j) = Σ_items Σ_raters |x − mean of the item| / (raters · items), in points of the scale.

    Source: Burke, Finkelstein and Dusig (1999), Organizational Research Methods 2, 49–68. `deviations`: the double sum,
    one for each table.
    """
    return deviations / (raters * items)


def icc1(between: float, within: float, size: float) -> float | None:
    """ICC(1) = (MSB − MSW) / (MSB + (k − 1) MSW), k the plain mean of the group sizes. None where nothing varies.

    Source: Shrout and Fleiss (1979), Psychological Bulletin 86, 420–428, there ICC(1,1); for groups of several sizes
    Bliese (2000). `between`, `within`: the mean squares of an analysis of variance in one way, raters within targets.
    """
    base = between + (size - 1) * within
    return (between - within) / base if base > 0 else None


def icc2(between: float, within: float) -> float | None:
    """ICC(2) = (MSB − MSW) / MSB, the reliability of a group's mean. None where the means are all the same.

    Source: Shrout and Fleiss (1979), Psychological Bulletin 86, 420–428, there ICC(1,k). Arguments as of icc1.
    """
    return (between - within) / between if between > 0 else None


def alpha(items: int, variances: float, variance_of_sum: float) -> float | None:
    """Alpha = J / (J − 1) · (1 − Σ item variances / variance of the sum). None for one item or no variance.

    Source: Cronbach (1951), Psychometrika 16, 297–334.
    """
    if items < 2 or variance_of_sum <= 0:
        return None
    return items / (items - 1) * (1 - variances / variance_of_sum)


def alpha_interval(value: float, raters: int, items: int, level: float = 0.95) -> tuple[float, float]:
    """The interval 1 − (1 − alpha) F(1 − gamma), 1 − (1 − alpha) F(gamma), where gamma = (1 − level) / 2.

    F has n − 1 and (n − 1)(J − 1) degrees of freedom. At least two raters and two items; else a ValueError.
    Source: Feldt (1965), Psychometrika 30, 357–370.
    """
    tail, above, below = (1 - level) / 2, raters - 1, (raters - 1) * (items - 1)
    low, high = (1 - (1 - value) * f_quantile(share, above, below) for share in (1 - tail, tail))
    return low, high
