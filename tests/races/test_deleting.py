"""A process that is killed while it deletes what is old leaves nothing half deleted."""

import pytest

from tests.support.site import SiteError, run_in


def play(installation: dict[str, str], what: str) -> object:
    return run_in(installation, f"from tests.races import deleting\nprint(json.dumps(deleting.{what}()))")


def test_a_run_that_is_killed_leaves_each_report_whole_or_gone_and_the_next_goes_on(
    installation: dict[str, str],
) -> None:
    with pytest.raises(SiteError):
        play(installation, "be_killed_in_the_middle")
    assert play(installation, "how_it_stands") == {"states": ["archived", "closed", "closed"], "whole": [10, 10]}
    # Those are seven years old: archived, and then their cases, in which no feedback session was held, go too.
    assert play(installation, "go_on") == {"states": [], "whole": []}
