"""One self-assessment in two tabs, by a script that saves each field, kept twice, swept while somebody answers."""

from typing import Any

from tests.support.site import run_in


def play(environment: dict[str, str], scenario: str) -> Any:
    return run_in(environment, f"from tests.races import self_assessing\nprint(json.dumps(self_assessing.{scenario}))")


def test_answers_that_come_at_once_are_all_kept(installation: dict[str, str]) -> None:
    found = play(installation, "all_fields_are_saved_at_once()")
    assert found == {"said": [], "told": 12, "given": 12}


def test_without_holding_the_row_some_would_be_lost(postgresql: dict[str, str]) -> None:
    found = play(postgresql, "all_fields_are_saved_at_once(locked=False)")
    assert found == {"said": [], "told": 1, "given": 12}


def test_two_presses_keep_it_once_with_what_was_saved_before(installation: dict[str, str]) -> None:
    assert play(installation, "two_keep_it_and_one_saves()") == {"said": [], "kept": 1, "left": 0, "agree": True}


def test_two_presses_at_once_begin_one_in_an_account(installation: dict[str, str]) -> None:
    assert play(installation, "two_begin_in_one_account()") == {"said": ["", ""], "begun": 1}


def test_one_that_goes_while_somebody_answers_does_not_come_back(installation: dict[str, str]) -> None:
    found = play(installation, "it_is_swept_and_deleted_while_answers_come_in()")
    assert found["left"] == 0
    assert set(found["troubles"]) <= {"GoneError: This self-assessment is gone, so this was not saved."}
