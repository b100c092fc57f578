"""Two 360s of one person side by side: like beside like, and a change only where the figures settle it."""

from dataclasses import replace
from fractions import Fraction

import pytest

from ninefold.core.comparison import Comparison, NotComparableError, ThenAndNow, change_between, compare
from ninefold.core.figures import Figure
from ninefold.core.framework.model import Framework
from ninefold.core.results import Results, work_out
from ninefold.core.shown import HIDDEN, Cell
from tests.core.made import EXTENT, THRESHOLDS, block, cell, dimension, framework, shown

MADE = framework(dimension("care"))


def report(of: Framework = MADE, code: str = "care.level", **cells: Cell) -> Results:
    """A report in which these blocks, their groups joined by a double underscore, show these cells of one question."""
    blocks = [block(*name.split("__")) for name in cells]
    by_block = {(code, each.id): one for each, one in zip(blocks, cells.values(), strict=True)}
    return work_out(of, shown(by_block, blocks))


def mean(value: str, n: int = 4) -> Cell:
    return cell("mean", n, value)


def colleagues(comparison: Comparison) -> ThenAndNow:
    (only,) = comparison.dimensions
    return only.colleagues


def test_the_worked_example() -> None:
    found = colleagues(compare(report(peer=mean("2.25")), report(peer=mean("3", 5))))
    assert (found.then, found.now) == (Figure.exactly(Fraction(9, 4)), Figure.exactly(3))
    assert found.change == "higher"
    band = colleagues(compare(report(peer=cell("at_most", 4, "2")), report(peer=mean("2.4", 5))))
    assert (band.then, band.change) == (Figure(Fraction(0), Fraction(2)), "no_clear_change")
    joined = compare(report(peer=mean("2")), report(peer__other=mean("3")))
    assert (colleagues(joined), joined.groups) == (ThenAndNow(None, None, "not_shown"), ())


@pytest.mark.parametrize(
    ("then", "now", "change"),
    [
        ("2", "2.5", "higher"),
        ("2", "2.49", "no_clear_change"),
        ("2.5", "2", "lower"),
        ("2.49", "2", "no_clear_change"),
        ("2", "2", "no_clear_change"),
    ],
)
def test_a_change_is_stated_from_the_threshold_of_the_framework_on(then: str, now: str, change: str) -> None:
    before, after = (Figure.exactly(Fraction(value)) for value in (then, now))
    assert change_between(before, after, THRESHOLDS) == change
    higher = replace(THRESHOLDS, self_other=Fraction(2))
    assert change_between(before, after, higher) == "no_clear_change"


def test_a_change_holds_wherever_in_their_ranges_the_figures_may_lie() -> None:
    low, middle = Figure(Fraction(0), Fraction(1)), Figure(Fraction(3, 2), Fraction(3))
    assert change_between(low, middle, THRESHOLDS) == "higher"
    assert change_between(middle, low, THRESHOLDS) == "lower"
    nearer = Figure(Fraction(5, 4), Fraction(4))
    assert change_between(low, nearer, THRESHOLDS) == "no_clear_change"
    assert change_between(nearer, low, THRESHOLDS) == "no_clear_change"
    assert change_between(None, low, THRESHOLDS) == "not_shown"
    assert change_between(low, None, THRESHOLDS) == "not_shown"


def test_a_group_that_is_shown_once_is_left_out_of_all_colleagues() -> None:
    then = report(self=mean("2", 1), line_manager=mean("4", 1), peer=mean("2"), direct_report=mean("1"))
    now = report(self=mean("3", 1), line_manager=mean("4", 1), peer=mean("2"))
    found = compare(then, now)
    assert found.groups == ("line_manager", "peer")
    both = Figure.exactly(Fraction(4 + 4 * 2, 5))
    assert colleagues(found) == ThenAndNow(both, both, "no_clear_change")
    assert found.dimensions[0].own == ThenAndNow(Figure.exactly(2), Figure.exactly(3), "higher")


def test_groups_that_were_joined_once_are_taken_together_if_they_are_the_same_groups() -> None:
    apart = report(peer=mean("2", 4), direct_report=mean("3", 6))
    joined = report(peer__direct_report=mean("3.5", 10))
    for then, now in ((apart, joined), (joined, apart)):
        found = compare(then, now)
        assert found.groups == ("peer", "direct_report")
        assert {colleagues(found).then, colleagues(found).now} == {
            Figure.exactly(Fraction(2 * 4 + 3 * 6, 10)),
            Figure.exactly(Fraction(7, 2)),
        }


def test_groups_joined_in_different_ways_are_followed_to_the_end() -> None:
    then = report(peer__other=mean("2"), direct_report=mean("2"))
    now = report(peer=mean("3"), direct_report__other=mean("3"))
    assert colleagues(compare(then, now)).change == "higher"
    without_others = report(peer=mean("3"), direct_report=mean("3"))
    assert compare(then, without_others).groups == ("direct_report",)


def test_a_figure_that_is_hidden_in_one_of_them_is_hidden_in_both() -> None:
    then = report(peer=mean("2"), direct_report=HIDDEN)
    now = report(peer=HIDDEN, direct_report=mean("2"))
    assert colleagues(compare(then, now)) == ThenAndNow(None, None, "not_shown")


def test_a_dimension_without_a_level_is_compared_over_the_behaviours_that_both_show() -> None:
    made = framework(dimension("care", level=None, items=[EXTENT] * 2))
    peers = [block("peer")]
    then = work_out(made, shown({("care.b1", "peer"): mean("1"), ("care.b2", "peer"): HIDDEN}, peers))
    now = work_out(made, shown({("care.b1", "peer"): mean("1"), ("care.b2", "peer"): mean("4")}, peers))
    assert colleagues(compare(then, now)) == ThenAndNow(Figure.exactly(1), Figure.exactly(1), "no_clear_change")


@pytest.mark.parametrize("other", [replace(MADE, version="2"), replace(MADE, id="another")])
def test_another_framework_or_another_version_is_not_comparable(other: Framework) -> None:
    with pytest.raises(NotComparableError, match="cannot be compared"):
        compare(report(peer=mean("2")), report(other, peer=mean("2")))


def test_where_all_groups_are_shown_both_times_the_figures_are_those_of_the_two_reports() -> None:
    then = report(line_manager=mean("4", 1), peer=cell("at_least", 3, "3.67"), direct_report=mean("2.5"))
    now = report(line_manager=mean("3", 1), peer=mean("2.33", 3), direct_report=cell("at_most", 4, "2"))
    found = colleagues(compare(then, now))
    assert (found.then, found.now) == (then.dimensions[0].colleagues, now.dimensions[0].colleagues)
