"""What is worked out from the cells that are shown, and from nothing else."""

from fractions import Fraction

import pytest

from ninefold.core.figures import Figure
from ninefold.core.framework.model import Framework
from ninefold.core.results import DimensionResult, in_certain_order, shortfall, work_out
from ninefold.core.shown import Block, Cell
from tests.core.made import EXTENT, LEVEL, block, cell, dimension, framework, scale, shown

ONE = block("self", responses=1)
MANAGER = block("line_manager", responses=1)
PEERS, REPORTS = block("peer"), block("direct_report")
ALL = (ONE, MANAGER, PEERS, REPORTS)


def span(least: str, greatest: str) -> Figure:
    return Figure(Fraction(least), Fraction(greatest))


def exactly(value: str) -> Figure:
    return Figure.exactly(Fraction(value))


def result_of(
    cells: dict[tuple[str, str], Cell], made: Framework | None = None, blocks: tuple[Block, ...] = ALL
) -> DimensionResult:
    """The result of the first dimension that follows from these cells."""
    return work_out(made or framework(), shown(cells, blocks)).dimensions[0]


def quarter_of(performance: Cell, importance: Cell) -> str | None:
    cells = {("care.level", "peer"): performance, ("care.importance", "peer"): importance}
    return result_of(cells, blocks=(PEERS,)).quarter


def test_a_dimensions_result_is_its_level_and_never_its_behaviours() -> None:
    made = framework(dimension("care", items=(EXTENT, EXTENT)))
    cells = {("care.level", "peer"): cell("mean", 4, "2.5"), ("care.b1", "peer"): cell("mean", 4, "3.5")}
    result = result_of(cells, made)
    assert result.performance["peer"] == result.colleagues == exactly("2.5")


def test_all_colleagues_count_as_many_times_as_they_are() -> None:
    cells = {
        ("care.level", "self"): cell("mean", 1, "4"),
        ("care.level", "line_manager"): cell("mean", 1, "1"),
        ("care.level", "peer"): cell("mean", 4, "2.5"),
        ("care.level", "direct_report"): cell("mean", 3, "2.67"),
    }
    # One answered 1, four together 10, three together 8.
    assert result_of(cells).colleagues == exactly("19/8")


def test_all_colleagues_are_a_range_where_a_part_is_a_band() -> None:
    cells = {
        ("care.level", "peer"): cell("mean", 4, "2.5"),
        ("care.level", "direct_report"): cell("at_most", 3, "2"),
    }
    # 10/7 if the three put nothing, 16/7 at most.
    assert result_of(cells).colleagues == span("10/7", "16/7")


def test_a_band_at_the_top_leaves_room_only_upwards() -> None:
    cells = {
        ("care.level", "peer"): cell("mean", 4, "2.5"),
        ("care.level", "direct_report"): cell("at_least", 3, "3.67"),
    }
    assert result_of(cells).colleagues == span("3", "22/7")


def test_what_is_hidden_is_in_no_result() -> None:
    cells = {("care.level", "peer"): cell("mean", 4, "2.5"), ("care.level", "direct_report"): cell("hidden", 0, "0")}
    result = result_of(cells)
    assert result.colleagues == exactly("2.5")
    assert result.performance["direct_report"] is None


def test_nothing_shown_gives_no_result_and_no_zero() -> None:
    result = result_of({})
    assert {result.colleagues, result.importance_to_colleagues, result.gap} == {None}
    assert result.quarter is None
    assert set(result.performance.values()) == {None}
    assert shortfall(result) is None


def test_a_range_is_never_narrower_than_all_answers_that_fit_the_cells() -> None:
    cells = {
        ("care.level", "peer"): cell("at_most", 3, "2"),
        ("care.level", "direct_report"): cell("at_most", 4, "1.5"),
    }
    figure = result_of(cells).colleagues
    assert figure == span("0", "12/7")
    for peers in range(7):
        for reports in range(7):
            assert figure.least <= Fraction(peers + reports, 7) <= figure.greatest


def test_a_dimension_without_a_level_takes_the_mean_of_its_items() -> None:
    seven = scale(1, 7, "extent")
    made = framework(dimension("care", level=None, importance=None, items=(seven, seven, seven)))
    cells = {
        ("care.b1", "self"): cell("mean", 1, "6"),
        ("care.b2", "self"): cell("mean", 1, "7"),
        ("care.b1", "peer"): cell("mean", 4, "4.5"),
        ("care.b2", "peer"): cell("mean", 3, "5"),
        ("care.b3", "peer"): cell("hidden", 0, "0"),
        ("care.b1", "direct_report"): cell("at_most", 4, "3"),
    }
    result = result_of(cells, made)
    assert result.scale == seven
    assert result.performance["self"] == exactly("6.5")
    assert result.performance["peer"] == exactly("4.75")
    assert result.performance["direct_report"] == span("1", "3")
    # First item: (18 + 4 to 12) / 8, second: 5.
    assert result.colleagues == span("31/8", "35/8")
    assert result.gap == span("17/8", "21/8")
    assert result.quarter is None


def test_the_gap_is_oneself_less_all_colleagues() -> None:
    cells = {("care.level", "self"): cell("mean", 1, "3"), ("care.level", "peer"): cell("mean", 4, "2.25")}
    assert result_of(cells).gap == exactly("0.75")
    cells["care.level", "peer"] = cell("at_most", 4, "1.5")
    assert result_of(cells).gap == span("1.5", "3")


def test_there_is_no_gap_without_oneself_or_without_colleagues() -> None:
    assert result_of({("care.level", "peer"): cell("mean", 4, "2.25")}).gap is None
    assert result_of({("care.level", "peer"): cell("mean", 4, "2.25")}, blocks=(PEERS,)).gap is None
    assert result_of({("care.level", "self"): cell("mean", 1, "3")}).gap is None


@pytest.mark.parametrize(
    ("performance", "importance", "quarter"),
    [
        ("2.25", "2.5", "build_on"),
        ("2.25", "2.25", "in_reserve"),
        ("2", "2.5", "develop_first"),  # on the line: not above it
        ("2", "2.25", "keep_an_eye_on"),
    ],
)
def test_a_dimension_lies_in_one_of_four_quarters(performance: str, importance: str, quarter: str) -> None:
    assert quarter_of(cell("mean", 4, performance), cell("mean", 4, importance)) == quarter


@pytest.mark.parametrize(
    ("performance", "importance", "quarter"),
    [
        (cell("at_most", 3, "2"), cell("mean", 4, "3"), "develop_first"),
        (cell("at_most", 3, "2"), cell("at_least", 3, "3.67"), "develop_first"),
        (cell("at_least", 3, "3.67"), cell("at_most", 4, "2"), "in_reserve"),
        (cell("mean", 4, "1.75"), cell("at_most", 3, "2.33"), "keep_an_eye_on"),
        # 1..5 asked of three: at most 3 lies on both sides of 2.
        (cell("at_most", 3, "3"), cell("mean", 4, "3"), None),
        (cell("mean", 4, "2.25"), cell("at_most", 3, "2.67"), None),
        (cell("hidden", 0, "0"), cell("mean", 4, "3"), None),
        (cell("mean", 4, "3"), cell("hidden", 0, "0"), None),
    ],
)
def test_a_quarter_is_named_only_where_the_whole_range_lies_in_it(
    performance: Cell, importance: Cell, quarter: str | None
) -> None:
    assert quarter_of(performance, importance) == quarter


def test_a_range_that_reaches_a_line_lies_on_neither_side_of_it() -> None:
    # Four peers gave importance at most 8 together, two line managers 7: from 11/6 to just 5/2.
    cells = {
        ("care.level", "peer"): cell("mean", 4, "1.75"),
        ("care.importance", "peer"): cell("at_most", 4, "2"),
        ("care.importance", "line_manager"): cell("mean", 2, "3.5"),
    }
    result = result_of(cells)
    assert result.importance_to_colleagues == span("11/6", "5/2")
    assert result.quarter is None


def test_what_one_thinks_of_oneself_moves_no_quarter() -> None:
    cells = {
        ("care.level", "peer"): cell("mean", 4, "1.75"),
        ("care.importance", "peer"): cell("mean", 4, "3"),
        ("care.level", "self"): cell("mean", 1, "4"),
        ("care.importance", "self"): cell("mean", 1, "1"),
    }
    assert result_of(cells).quarter == "develop_first"


def test_the_shortfall_is_importance_less_performance_as_shares_of_their_scales() -> None:
    cells = {("care.level", "peer"): cell("mean", 4, "1"), ("care.importance", "peer"): cell("mean", 4, "3.25")}
    # 2.25 of 3 less 1 of 4.
    assert shortfall(result_of(cells)) == exactly("1/2")
    cells["care.level", "peer"] = cell("at_most", 3, "2")
    assert shortfall(result_of(cells)) == span("1/4", "3/4")


def three_in_order(*sizes: Figure | None) -> list[str]:
    results = work_out(framework(*(dimension(name) for name in "abcd"[: len(sizes)])), shown({}, ())).dimensions
    return [result.dimension.id for result in in_certain_order(zip(results, sizes, strict=True))]


def test_the_greatest_comes_first_where_that_is_certain() -> None:
    assert three_in_order(exactly("1"), exactly("3"), exactly("2")) == ["b", "c", "a"]


def test_ties_and_what_is_not_certain_keep_the_order_of_the_questionnaire() -> None:
    assert three_in_order(exactly("2"), exactly("2"), exactly("2")) == ["a", "b", "c"]
    assert three_in_order(span("0", "2"), exactly("2"), exactly("1")) == ["a", "b", "c"]
    assert three_in_order(span("0", "2"), exactly("2.1"), None) == ["b", "a", "c"]
    assert three_in_order(None, exactly("3"), exactly("2")) == ["a", "b", "c"]


def test_a_certain_order_is_kept_across_an_uncertain_one() -> None:
    # b may lie anywhere; that d is above a is certain all the same.
    assert three_in_order(exactly("1"), span("0", "4"), exactly("2"), exactly("3")) == ["b", "d", "c", "a"]


def test_a_question_that_the_form_does_not_ask_is_in_no_result() -> None:
    results = work_out(framework(), shown({("care.level", "peer"): cell("mean", 4, "2")}, (PEERS,)))
    assert list(results.colleagues) == ["care.level"]
    assert results.dimensions[0].importance == {"peer": None}


def test_a_scale_below_zero_is_weighed_like_any_other() -> None:
    below = scale(-2, 2)
    made = framework(dimension("care", level=below))
    cells = {("care.level", "peer"): cell("at_most", 3, "0"), ("care.level", "line_manager"): cell("mean", 1, "2")}
    assert result_of(cells, made).colleagues == span("-1", "1/2")
    assert LEVEL.share(Fraction(1)) == Fraction(1, 4)
    assert below.share(Fraction(-1)) == Fraction(1, 4)
