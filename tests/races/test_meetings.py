"""The same time for a feedback session, picked at the same moment."""

from typing import Any

import pytest

from tests.support.site import run_in


def play(environment: dict[str, str], scenario: str) -> Any:
    return run_in(environment, f"from tests.races import meetings\nprint(json.dumps(meetings.{scenario}))")


def test_a_time_that_three_pick_at_once_is_one_s_and_the_others_are_told(installation: dict[str, str]) -> None:
    found = play(installation, "three_pick_the_same_time(guarded=True)")
    assert found == {"said": ["", "TimeTakenError", "TimeTakenError"], "arranged": 1, "taken": 1}


def test_without_the_guard_all_three_are_promised_it(postgresql: dict[str, str]) -> None:
    # The control: were this to pass otherwise, the test above would prove nothing.
    found = play(postgresql, "three_pick_the_same_time(guarded=False)")
    assert found == {"said": ["", "", ""], "arranged": 3, "taken": 1}


@pytest.mark.parametrize("days", [(7, 7), (7, 8)])
def test_who_picks_in_two_tabs_at_once_has_one_time(installation: dict[str, str], days: tuple[int, int]) -> None:
    found = play(installation, f"one_picks_twice({days})")
    assert found == {"said": ["", ""], "arranged": 1, "taken": 1}
