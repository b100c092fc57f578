"""The indices of agreement and reliability give what was published for them, and what their formulas give by hand."""

import numpy as np
import pytest

from ninefold.core import agreement
from ninefold.core.f_distribution import f_quantile

# As tables of F print them.
TABLE = [(0.95, 1, 1, 161.4), (0.95, 5, 10, 3.33), (0.975, 10, 20, 2.77), (0.99, 3, 12, 5.95), (0.95, 2, 30, 3.32)]


@pytest.mark.parametrize(("share", "above", "below", "printed"), TABLE)
def test_quantiles_of_f_are_those_of_the_tables(share: float, above: int, below: int, printed: float) -> None:
    digits = 1 if printed > 100 else 2
    assert round(f_quantile(share, above, below), digits) == printed
    # The lower tail is the upper one with the degrees of freedom exchanged.
    assert f_quantile(1 - share, below, above) == pytest.approx(1 / f_quantile(share, above, below), rel=1e-9)


def test_quantiles_of_f_with_two_degrees_above_are_those_of_their_closed_form() -> None:
    """Where the first is 2, P(F > x) = (1 + 2x / below) ^ (−below / 2)."""
    for below, share in ((2, 0.5), (7, 0.975), (40, 0.001), (900_000, 0.025)):
        assert f_quantile(share, 2, below) == pytest.approx(below / 2 * ((1 - share) ** (-2 / below) - 1), rel=1e-8)


@pytest.mark.parametrize(("share", "above", "below"), [(0, 1, 1), (1, 1, 1), (0.5, 0, 1), (0.5, 1, 0)])
def test_what_is_no_distribution_has_no_quantile(share: float, above: int, below: int) -> None:
    with pytest.raises(ValueError, match="degrees of freedom"):
        f_quantile(share, above, below)


def test_answers_spread_evenly_over_five_points_have_a_variance_of_two() -> None:
    assert agreement.expected_variance(1, 5) == 2
    assert agreement.expected_variance(0, 4) == 2
    assert agreement.expected_variance(1, 7) == 4


def test_agreement_is_cut_at_nothing_and_that_of_lindell_is_not() -> None:
    """By hand: half of the expected variance over three items is 3 · 0.5 / (3 · 0.5 + 0.5) = 0.75."""
    variance = np.array([0.0, 1.0, 2.0, 3.0])
    assert agreement.rwg_j(variance, 3, 2.0).tolist() == [1, 0.75, 0, 0]
    assert agreement.rwg_j(variance, 1, 2.0).tolist() == [1, 0.5, 0, 0]
    assert agreement.rwg_j_lindell(variance, 2.0).tolist() == [1, 0.5, 0, -0.5]


def test_reliability_of_judges_is_that_of_shrout_and_fleiss() -> None:
    """Their mean squares for six targets and four judges are 11.24 between and 6.26 within."""
    assert round(agreement.icc1(11.24, 6.26, 4) or 0, 2) == 0.17
    assert round(agreement.icc2(11.24, 6.26) or 0, 2) == 0.44
    assert agreement.icc1(0, 0, 4) is None
    assert agreement.icc2(0, 3) is None


def test_alpha_is_that_of_its_formula_and_none_where_nothing_can_be_said() -> None:
    """By hand: three items with variances that sum to 3, and a sum with the variance 6: 3/2 · (1 − 3/6)."""
    assert agreement.alpha(3, 3, 6) == 0.75
    assert agreement.alpha(1, 3, 3) is None
    assert agreement.alpha(3, 0, 0) is None


def test_the_interval_of_alpha_is_worked_with_the_printed_quantiles_of_f() -> None:
    """11 raters and 3 items: F(.975; 10, 20) = 2.774, and F(.025; 10, 20) = 1 / F(.975; 20, 10) = 1 / 3.419."""
    low, high = agreement.alpha_interval(0.8, 11, 3)
    assert low == pytest.approx(1 - 0.2 * 2.774, abs=1e-4)
    assert high == pytest.approx(1 - 0.2 / 3.419, abs=1e-4)
