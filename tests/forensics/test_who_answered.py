"""Whether somebody answered cannot be told from the rows of the main database, while a round is open or afterwards.

Two rounds are played in installations that are new: everybody opens their link, and another one of the peers stays
silent. Whatever told who that was would make the rows differ: a column, a counter, the order in which rows lie, or the
transaction that wrote them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.forensics.conftest import Installation, play

Rows = dict[str, Any]


@pytest.fixture(scope="module", params=("sqlite", "postgresql"))
def both(request: pytest.FixtureRequest, make_installation: Callable[[str], Installation]) -> list[Rows]:
    """What is left of a round in which the last of the peers is silent, and of one in which the first is."""
    return [play(make_installation(request.param), f"one_round({peers})") for peers in ([0, 1, 2], [1, 2, 3])]


@pytest.mark.parametrize("when", ["before", "after"])
def test_the_rows_are_the_same_whoever_answered(both: list[Rows], when: str) -> None:
    one, other = both
    assert (one["state"], other["state"]) == ("closed", "closed")
    assert one[when].keys() == other[when].keys()
    differing = {table: (one[when][table], other[when][table]) for table in one[when]}
    assert {table: rows for table, rows in differing.items() if rows[0] != rows[1]} == {}


def test_while_it_is_open_answers_lie_in_the_table_of_those_that_are_sealed(both: list[Rows]) -> None:
    # The control: somebody did answer, and it was looked at before it was gone.
    assert [len(rows["before"]["feedback_openanswer"]) > 100 for rows in both] == [True, True]
    assert [rows["after"]["feedback_openanswer"] for rows in both] == [[], []]
