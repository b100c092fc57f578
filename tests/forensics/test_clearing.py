"""Clearing the files after a close: tried again until nobody is in the way, and not before the key is gone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.forensics.conftest import Installation, play

BOTH = pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
Make = Callable[[str], Installation]


@BOTH
def test_while_somebody_still_reads_what_was_deleted_it_waits_and_is_done_later(
    make_installation: Make, kind: str
) -> None:
    found = play(make_installation(kind), "cleared_while_somebody_reads()")
    assert found == {"meanwhile": 0, "afterwards": 1, "again": 0}


@BOTH
def test_a_key_that_could_not_be_destroyed_is_destroyed_first_by_a_later_sweep(
    make_installation: Make, kind: str
) -> None:
    found = play(make_installation(kind), "cleared_before_the_key_is_gone()")
    assert found == {"meanwhile": [0, 0], "afterwards": [1, 1]}


def test_large_tables_of_postgresql_are_written_anew_by_night_when_nobody_has_to_wait(
    make_installation: Make,
) -> None:
    assert play(make_installation("postgresql"), "cleared_by_night()") == {"by_day": 0, "by_night": 1}
