"""Begin and Send pressed in two windows at once, and many who say what they thought at once."""

from tests.support.site import run_in


def test_an_attempt_is_begun_once_and_counted_once(installation: dict[str, str]) -> None:
    code = "from tests.races import learning\nprint(json.dumps(learning.two_begin_and_two_send()))"
    assert run_in(installation, code) == {"said": [""] * 4, "entered": [90]}


def test_of_eight_who_say_what_they_thought_at_once_nobodys_words_are_lost_or_kept_twice(
    installation: dict[str, str],
) -> None:
    found = run_in(installation, "from tests.races import learning\nprint(json.dumps(learning.eight_give_feedback()))")
    assert found == {"said": [""] * 9, "kept": [f"words {number}" for number in range(8)]}
