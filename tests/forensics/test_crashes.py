"""A worker that is killed at any statement of a closing: the round is open with all its answers, or it is closed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from tests.forensics.conftest import Installation, play


@dataclass(frozen=True)
class Deaths:
    """What was found after each, and at last."""

    found: list[dict[str, Any]]
    at_last: dict[str, Any]

    @property
    def while_open(self) -> list[dict[str, Any]]:
        """Those after which the round was open."""
        return [each for each in self.found if each["state"] == "open"]

    @property
    def when_closed(self) -> list[dict[str, Any]]:
        """Those after which it was closed."""
        return [each for each in self.found if each["state"] != "open"]


@pytest.fixture(scope="module")
def deaths(installation: Installation) -> Deaths:
    """All of them, on each database."""
    found = play(installation, "killed_at_every_statement()", "crashes")
    return Deaths(found, play(installation, "closes_after_all()", "crashes"))


def test_it_is_killed_at_every_statement_until_it_ends_by_itself(deaths: Deaths) -> None:
    assert [each["died"] for each in deaths.found] == [True] * (len(deaths.found) - 1) + [False]
    # Both kinds of death occurred: those before what was done was kept, and those after.
    assert len(deaths.while_open) > 20
    assert len(deaths.when_closed) > 5


def test_killed_before_the_end_it_leaves_the_round_open_with_all_its_answers_and_its_key(deaths: Deaths) -> None:
    assert all(each["unchanged"] and each["key"] and not each["report"] for each in deaths.while_open)


def test_killed_after_it_the_round_is_closed_with_its_report_and_the_next_sweep_destroys_the_key(
    deaths: Deaths,
) -> None:
    assert {each["state"] for each in deaths.when_closed} == {"closed"}
    assert all(each["report"] and each["answers"] == 0 for each in deaths.when_closed)
    assert any(each["key"] for each in deaths.when_closed)  # or no death was between the two
    assert not any(each["swept"]["key"] for each in deaths.when_closed)


def test_whatever_was_left_open_closes_when_a_worker_is_back(deaths: Deaths) -> None:
    assert deaths.at_last == {"states": ["closed"], "reports": True, "answers": 0, "keys": 0}
