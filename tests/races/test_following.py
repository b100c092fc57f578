"""A pulse that closes while people answer, and buttons that are pressed twice at once, after a report was opened."""

from typing import Any

from tests.support.site import run_in


def play(environment: dict[str, str], scenario: str) -> Any:
    return run_in(environment, f"from tests.races import following\nprint(json.dumps(following.{scenario}))")


def test_whoever_answers_a_pulse_while_it_closes_is_counted_or_told_that_it_is_closed(
    installation: dict[str, str],
) -> None:
    found = play(installation, "all_answer_a_pulse_and_it_closes()")
    assert found["said"] == []
    assert found["counted"] == found["sent"]
    assert (found["left"], found["keys"]) == (0, 0)


def test_two_presses_at_once_thank_everybody_once(installation: dict[str, str]) -> None:
    found = play(installation, "two_send_thanks()")
    assert found["said"] == ["", ""]
    assert found["mails"] == found["raters"]


def test_two_presses_at_once_save_one_goal(installation: dict[str, str]) -> None:
    assert play(installation, "two_save_a_goal()") == {"said": ["", ""], "goals": 1}
