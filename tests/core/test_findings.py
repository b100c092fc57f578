"""What stands out: each headline at its threshold, just beside it, and never on a range that straddles it."""

import pytest

from ninefold.core.findings import Findings, find
from ninefold.core.results import work_out
from ninefold.core.shown import Cell
from tests.core.made import block, cell, dimension, framework, shown

BLOCKS = (block("self", responses=1), block("line_manager", responses=1), block("peer"), block("direct_report"))


def mean(value: str, n: int = 8) -> Cell:
    return cell("mean", n, value)


def found(**cells: Cell) -> Findings:
    """The findings on one dimension with these cells: `peer` its level, `peer_importance` its importance."""
    codes = {}
    for name, one in cells.items():
        group = name.removesuffix("_importance")
        codes["care.importance" if group != name else "care.level", group] = one
    return find(work_out(framework(), shown(codes, BLOCKS)))


def lists(findings: Findings) -> set[str]:
    """The names of the lists in which the dimension stands."""
    names = ("recognised_strengths", "hidden_strengths", "other_strengths", "you_rate_yourself_higher", "needs")
    return {name for name in names if getattr(findings, name)}


@pytest.mark.parametrize(("value", "strength"), [("2.38", False), ("2.5", True), ("2.63", True)])
def test_a_strength_begins_at_two_and_a_half(value: str, strength: bool) -> None:
    assert ("recognised_strengths" in lists(found(self=mean("3", 1), peer=mean(value)))) is strength


@pytest.mark.parametrize(
    ("own", "colleagues", "kind"),
    [
        ("3", "3.63", "hidden_strengths"),
        ("3", "3.5", "recognised_strengths"),
        ("3", "3.38", "recognised_strengths"),
        ("2", "2.63", "hidden_strengths"),
        ("2", "2.5", "recognised_strengths"),
        ("4", "2.5", "recognised_strengths"),
    ],
)
def test_a_strength_is_hidden_from_more_than_half_a_point_on(own: str, colleagues: str, kind: str) -> None:
    findings = lists(found(self=mean(own, 1), peer=mean(colleagues)))
    assert findings & {"recognised_strengths", "hidden_strengths", "other_strengths"} == {kind}


@pytest.mark.parametrize(("colleagues", "higher"), [("2.38", True), ("2.5", False), ("2.63", False)])
def test_you_rate_yourself_higher_by_more_than_half_a_point(colleagues: str, higher: bool) -> None:
    assert ("you_rate_yourself_higher" in lists(found(self=mean("3", 1), peer=mean(colleagues)))) is higher


def test_a_strength_without_your_own_answer_is_neither_recognised_nor_hidden() -> None:
    assert lists(found(peer=mean("3"))) == {"other_strengths"}


def test_a_strength_whose_range_does_not_settle_how_you_compare_is_said_so() -> None:
    # Three said at least 3.67, you said 3: the difference is 0.67 to 1. You said 4: none to a third.
    assert lists(found(self=mean("3", 1), peer=cell("at_least", 3, "3.67"))) == {"hidden_strengths"}
    assert lists(found(self=mean("4", 1), peer=cell("at_least", 3, "3.67"))) == {"recognised_strengths"}
    # One of four parts a band: colleagues 2.75 to 4 or so, you 3.
    wide = found(self=mean("3", 1), peer=mean("3.75", 4), direct_report=cell("at_most", 1, "4"))
    assert lists(wide) == {"other_strengths"}


@pytest.mark.parametrize(
    ("performance", "importance", "need"),
    [
        ("2", "2.5", True),
        ("2.13", "2.5", False),
        ("1.88", "2.5", True),
        ("2", "2.38", False),
        ("1", "4", True),
        ("1", "1.13", False),
    ],
)
def test_a_need_is_a_low_level_against_its_importance(performance: str, importance: str, need: bool) -> None:
    assert ("needs" in lists(found(peer=mean(performance), peer_importance=mean(importance)))) is need


@pytest.mark.parametrize("level", [mean("0", 1), cell("at_most", 3, "2"), mean("1.25")])
@pytest.mark.parametrize("importance", [cell("at_most", 3, "2.33"), mean("2.38"), mean("1", 1)])
def test_a_low_level_of_little_importance_is_never_a_need(level: Cell, importance: Cell) -> None:
    assert not found(peer=level, peer_importance=importance).needs


def test_a_low_level_of_unknown_importance_is_no_need() -> None:
    assert not found(peer=mean("1")).needs
    assert not found(peer=mean("1"), peer_importance=cell("hidden", 0, "0")).needs
    assert not found(peer=mean("1"), peer_importance=cell("at_most", 3, "2.67")).needs


def test_what_you_yourself_call_unimportant_can_be_a_need() -> None:
    assert found(peer=mean("1.5"), peer_importance=mean("3"), self_importance=mean("1", 1)).needs


def test_a_range_that_straddles_a_threshold_states_nothing() -> None:
    # All colleagues: four at 3 and three at 2 or less: 12/7 to 18/7, on both sides of 2 and of 2.5.
    straddling = {"peer": mean("3", 4), "direct_report": cell("at_most", 3, "2")}
    findings = found(self=mean("2", 1), peer_importance=mean("3"), **straddling)
    assert lists(findings) == set()


def test_hiding_a_low_answer_never_makes_a_strength() -> None:
    assert "recognised_strengths" in lists(found(self=mean("3", 1), peer=mean("3", 4)))
    banded = found(self=mean("3", 1), peer=mean("3", 4), direct_report=cell("at_most", 3, "2"))
    assert not lists(banded) & {"recognised_strengths", "hidden_strengths", "other_strengths"}


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        (mean("3"), mean("2"), True),
        (mean("3"), mean("2.13"), False),
        (mean("3.13"), mean("2"), True),
        (mean("3"), cell("at_most", 3, "2"), True),
        (mean("2.88"), cell("at_most", 3, "2"), False),
        (cell("at_least", 3, "3.67"), mean("2.67", 3), True),
        (cell("at_least", 3, "3.67"), cell("at_most", 3, "2"), True),
        (mean("3"), cell("hidden", 0, "0"), False),
    ],
)
def test_groups_differ_from_one_whole_point_on(one: Cell, other: Cell, differ: bool) -> None:
    for higher, lower in (("peer", "direct_report"), ("direct_report", "peer")):
        differences = found(**{higher: one, lower: other}).groups_differ
        assert [(each.higher, each.lower) for each in differences] == ([(higher, lower)] if differ else [])


def test_you_are_no_group_that_sees_you_differently() -> None:
    assert found(self=mean("4", 1), peer=mean("1")).groups_differ == ()


def test_a_line_manager_can_see_you_differently() -> None:
    (difference,) = found(line_manager=mean("4", 1), peer=mean("2")).groups_differ
    assert (difference.higher, difference.lower) == ("line_manager", "peer")


def test_findings_of_one_kind_come_in_a_certain_order_and_else_in_that_of_the_questionnaire() -> None:
    made = framework(*(dimension(name) for name in "abcd"))
    levels = {"a": mean("2.5"), "b": mean("3"), "c": mean("2.5"), "d": cell("at_least", 3, "3.67")}
    cells = {(f"{name}.level", "peer"): level for name, level in levels.items()}
    cells |= {(f"{name}.level", "self"): mean("3", 1) for name in "abc"} | {("d.level", "self"): mean("4", 1)}
    findings = find(work_out(made, shown(cells, BLOCKS)))
    assert [result.dimension.id for result in findings.recognised_strengths] == ["d", "b", "a", "c"]


def test_needs_come_by_how_far_performance_stays_behind_importance() -> None:
    made = framework(*(dimension(name) for name in "abc"))
    cells = {
        ("a.level", "peer"): mean("2"),
        ("a.importance", "peer"): mean("3"),
        ("b.level", "peer"): mean("1.5"),
        ("b.importance", "peer"): mean("2.5"),
        ("c.level", "peer"): mean("1.5"),
        ("c.importance", "peer"): mean("3.5"),
    }
    needs = find(work_out(made, shown(cells, BLOCKS))).needs
    # Shares of the scales: a 2/3 - 1/2, b 1/2 - 3/8, c 5/6 - 3/8.
    assert [result.dimension.id for result in needs] == ["c", "a", "b"]


def in_order(kind: str, **pairs: tuple[str, str]) -> list[str]:
    """The dimensions in one list of findings, given what oneself and colleagues said of each."""
    made = framework(*(dimension(name) for name in pairs))
    cells = {(f"{name}.level", "self"): mean(own, 1) for name, (own, _) in pairs.items()}
    cells |= {(f"{name}.level", "peer"): mean(colleagues) for name, (_, colleagues) in pairs.items()}
    return [result.dimension.id for result in getattr(find(work_out(made, shown(cells, BLOCKS))), kind)]


def test_hidden_strengths_come_by_how_much_more_colleagues_see() -> None:
    assert in_order("hidden_strengths", a=("3", "3.63"), b=("1", "2.5"), c=("2", "3"), d=("2", "3")) == [
        "b",
        "c",
        "d",
        "a",
    ]


def test_where_you_rate_yourself_higher_comes_by_how_much_higher() -> None:
    assert in_order("you_rate_yourself_higher", a=("3", "2.38"), b=("4", "2"), c=("2", "1")) == ["b", "c", "a"]
