"""Raters who answer at the same moment, and a questionnaire that closes at that moment."""

from typing import Any

from tests.support.site import run_in


def play(environment: dict[str, str], scenario: str) -> Any:
    script = f"from tests.races import scenarios\nprint(json.dumps(scenarios.{scenario}))"
    return run_in(environment, script)


def test_an_answer_that_comes_while_the_questionnaire_closes_is_refused_and_leaves_nothing(
    postgresql: dict[str, str],
) -> None:
    found = play(postgresql, "an_answer_while_it_closes(held=True)")
    assert found["said"][1].startswith("AnsweringEndedError")
    assert (found["counted"], found["left"]) == (0, 0)


def test_without_the_lock_such_an_answer_is_acknowledged_not_counted_and_left_behind(
    postgresql: dict[str, str],
) -> None:
    # The control: were this to pass otherwise, the test above would prove nothing.
    found = play(postgresql, "an_answer_while_it_closes(held=False)")
    assert found == {"counted": 0, "said": ["", ""], "left": 1}


def test_whoever_has_answered_in_another_tab_stays_in_the_group_they_answered_in(installation: dict[str, str]) -> None:
    found = play(installation, "a_group_changed_while_an_answer_is_kept()")
    assert found["said"][0] == ""
    assert found["said"][1].startswith("GroupFrozenError")
    assert found["group"] == "line_manager"


def test_whoever_sends_while_it_closes_is_counted_or_told_that_it_is_closed(installation: dict[str, str]) -> None:
    found = play(installation, "thirty_answer_and_one_closes()")
    assert found["said"] == []
    assert found["counted"] == found["sent"]
    assert (found["left"], found["keys"]) == (0, 0)


def test_two_starts_at_once_invite_everybody_once(installation: dict[str, str]) -> None:
    found = play(installation, "two_start()")
    assert found["said"] == ["", ""]
    assert found["mails"] == found["raters"]


def test_two_workers_do_what_is_due_once(installation: dict[str, str]) -> None:
    found = play(installation, "two_workers()")
    assert found["said"] == ["", ""]
    assert (found["done"], found["reports"]) == (found["due"], 1)
