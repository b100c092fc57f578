"""The hint to take extra time: at its thresholds, just beside them, and never on a figure that leaves it open."""

import pytest

from ninefold.core.preparation import Reasons, reasons_for_extra_time
from ninefold.core.results import work_out
from ninefold.core.shown import HIDDEN, Cell, CellKind
from tests.core.made import block, cell, dimension, framework, shown

BLOCKS = (block("self", responses=1), block("line_manager", responses=1), block("peer"), block("direct_report"))
NAMES = ("care", "team", "vision", "data")


def reasons(*cells: dict[str, Cell]) -> Reasons:
    """The reasons in a report whose dimensions have these cells as levels, by group, one after the other."""
    levels = {
        (f"{name}.level", group): one
        for name, of_groups in zip(NAMES, cells, strict=False)
        for group, one in of_groups.items()
    }
    made = framework(*(dimension(name) for name in NAMES))
    return reasons_for_extra_time(work_out(made, shown(levels, BLOCKS)))


def peers(value: str, kind: CellKind = "mean") -> dict[str, Cell]:
    return {"peer": cell(kind, 8, value)}


LIMIT = peers("1", "at_most")


def test_three_dimensions_that_a_group_sees_as_not_yet_essential_are_many() -> None:
    found = reasons(LIMIT, peers("0.88"), LIMIT, peers("3"))
    assert [result.dimension.id for result in found.low] == ["care", "team", "vision"]
    assert found


@pytest.mark.parametrize(
    "third",
    [
        pytest.param(peers("1"), id="essential is not below it"),
        pytest.param(peers("1.13", "at_most"), id="a limit above essential leaves it open"),
        pytest.param({"self": cell("mean", 1, "0")}, id="how one sees oneself is no reason"),
        pytest.param({"peer": HIDDEN}, id="what is hidden says nothing"),
    ],
)
def test_two_are_not_many_and_what_is_open_does_not_count(third: dict[str, Cell]) -> None:
    assert not reasons(LIMIT, LIMIT, third, peers("3"))


def with_gap(own: str, value: str, kind: CellKind = "mean") -> dict[str, Cell]:
    return {"self": cell("mean", 1, own), **peers(value, kind)}


def test_one_and_a_half_points_higher_in_two_dimensions_is_a_reason() -> None:
    found = reasons(with_gap("4", "2.5"), with_gap("3", "1.5"), peers("3"), peers("3"))
    assert [result.dimension.id for result in found.gaps] == ["care", "team"]
    assert not found.low


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(with_gap("4", "2.63"), id="just less"),
        pytest.param(with_gap("2", "1", "at_most"), id="a range in which it may be less"),
        pytest.param(with_gap("1", "3"), id="the other way round"),
    ],
)
def test_a_gap_that_is_smaller_open_or_alone_is_none(second: dict[str, Cell]) -> None:
    assert not reasons(with_gap("4", "2.5"), second, peers("3"), peers("3"))
