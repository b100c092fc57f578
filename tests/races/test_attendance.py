"""Two hosts of one CPD session who do the same at once do it once."""

from tests.support.site import run_in


def test_a_list_given_by_two_hosts_at_once_is_read_once_counted_once_and_taken_back_once(
    installation: dict[str, str],
) -> None:
    found = run_in(
        installation, "from tests.races import attendance\nprint(json.dumps(attendance.two_read_count_and_undo()))"
    )
    assert found == {"said": [""] * 6, "lists": 1, "people": 2, "counted": [1, 1, 1], "valid": 0, "undone": 1}
