"""Quantiles of the F distribution, as far as a confidence interval needs them."""

from __future__ import annotations

import math
from functools import lru_cache

_TINY, _CLOSE, _MOST_TERMS = 1e-300, 1e-15, 100_000


@lru_cache(maxsize=4096)
def f_quantile(share: float, above: int, below: int) -> float:
    """The value that so great a `share` of F with `above` and `below` degrees of freedom lies under.

    The root of I(above·x / (above·x + below); above/2, below/2) = share, where I is the regularised incomplete beta
    function. Both degrees are at least 1 and the share lies between 0 and 1. Raises ValueError.
    """
    if not 0 < share < 1 or above < 1 or below < 1:
        raise ValueError("A share between 0 and 1 and degrees of freedom from 1 up are needed.")
    # We look for the logarithm: the quantile may be very small or very large, and is never negative.
    low, high = -1.0, 1.0
    while (under := _share_under(low, above, below) - share) > 0:
        low *= 2
    while (over := _share_under(high, above, below) - share) < 0:
        high *= 2
    middle = 0.0
    for _ in range(200):
        # The false position, its stale end halved (the Illinois rule), needs a tenth of the steps of halving.
        middle = (low * over - high * under) / (over - under)
        here = _share_under(middle, above, below) - share
        if abs(here) < 1e-14 or high - low < 1e-13:
            break
        if here < 0:
            low, under, over = middle, here, over / 2
        else:
            high, over, under = middle, here, under / 2
    return math.exp(middle)


def _share_under(logarithm: float, above: int, below: int) -> float:
    ratio = math.exp(min(logarithm, 600.0)) * above / below
    return _beta_share(ratio / (1 + ratio), 1 / (1 + ratio), above / 2, below / 2)


def _beta_share(x: float, rest: float, a: float, b: float) -> float:
    """I(x; a, b), the regularised incomplete beta function; `rest` is 1 − x, given for its digits."""
    if x <= 0 or rest <= 0:
        return 0.0 if x <= 0 else 1.0
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log(rest))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(rest, b, a) / b


def _fraction(x: float, a: float, b: float) -> float:
    """The continued fraction of the incomplete beta function, worked from the front (the method of Lentz)."""
    c, d = 1.0, 1 / _not_nothing(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, _MOST_TERMS):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / _not_nothing(1 + term * d)
            c = _not_nothing(1 + term / c)
            value *= c * d
        if abs(c * d - 1) < _CLOSE:
            break
    return value


def _not_nothing(number: float) -> float:
    return number if abs(number) > _TINY else _TINY
