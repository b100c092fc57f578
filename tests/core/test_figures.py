"""Figures that are numbers or ranges, and how they are rounded and compared."""

from decimal import Decimal
from fractions import Fraction

import pytest

from ninefold.core.figures import Figure, round_half_up
from tests.core.made import LEVEL, cell


def span(least: str, greatest: str) -> Figure:
    return Figure(Fraction(least), Fraction(greatest))


@pytest.mark.parametrize(
    ("value", "rounded"),
    [
        ("7/3", "2.33"),
        ("8/3", "2.67"),
        ("2.345", "2.35"),
        ("2.344999", "2.34"),
        ("1.005", "1.01"),  # 1.0 as the binary number nearest to 1.005 would have it
        ("17/8", "2.13"),
        ("-2/3", "-0.67"),
        ("0", "0.00"),
        ("-1/1000", "0.00"),
        ("10", "10.00"),
    ],
)
def test_a_half_is_rounded_up(value: str, rounded: str) -> None:
    assert round_half_up(Fraction(value)) == Decimal(rounded)


def test_a_range_runs_upwards() -> None:
    with pytest.raises(ValueError, match="upwards"):
        span("2", "1")


def test_a_comparison_holds_only_where_it_holds_over_the_whole_range() -> None:
    limit = Fraction(2)
    assert span("2", "3").certainly_at_least(limit)
    assert not span("2", "3").certainly_above(limit)
    assert span("2.1", "3").certainly_above(limit)
    assert span("1", "2").certainly_at_most(limit)
    assert not span("1", "2").certainly_below(limit)
    assert span("1", "1.9").certainly_below(limit)
    straddling = span("1.9", "2.1")
    assert not straddling.certainly_at_least(limit)
    assert not straddling.certainly_at_most(limit)


def test_of_two_ranges_one_is_the_greater_only_if_they_do_not_meet() -> None:
    assert span("2.1", "3").exceeds(span("1", "2"))
    assert not span("2", "3").exceeds(span("1", "2"))
    assert not span("1", "2").exceeds(span("1", "2"))


def test_a_difference_of_ranges_is_every_difference_that_is_possible() -> None:
    assert span("1", "2") - span("0", "1.5") == span("-0.5", "2")
    assert Figure.exactly(3) - span("0", "2") == span("1", "3")


def test_a_cell_says_as_much_of_the_mean_as_a_reader_can_know() -> None:
    assert cell("mean", 3, "2.67").figure(LEVEL) == Figure.exactly(Fraction(8, 3))
    assert cell("at_least", 3, "3.67").figure(LEVEL) == span("11/3", "4")
    assert cell("at_most", 3, "2").figure(LEVEL) == span("0", "2")
    assert cell("hidden", 0, "0").figure(LEVEL) is None


@pytest.mark.parametrize("n", [3, 7, 12, 40, 99, 100])
def test_the_total_behind_a_rounded_mean_is_read_back_exactly(n: int) -> None:
    for total in range(4 * n + 1):
        rounded = str(round_half_up(Fraction(total, n)))
        assert cell("mean", n, rounded).figure(LEVEL) == Figure.exactly(Fraction(total, n))
