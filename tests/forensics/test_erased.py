"""Whoever was erased stands in no table and in no file of the main database, whatever deleted rows leave behind."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.forensics.conftest import Installation, is_log_of_changes
from tests.forensics.searching import content_of
from tests.support.site import run_in


def play(installation: Installation, scene: str, her: str) -> object:
    script = f"from tests.races import deleting\nprint(json.dumps(deleting.{scene}(sys.argv[1])))"
    return run_in(installation.environment, script, her)


def naming(her: str, installation: Installation) -> list[Path]:
    """The files in whose bytes her name stands. PostgreSQL’s log of changes keeps it until it is recycled."""
    files = [path for path in installation.main_files() if not is_log_of_changes(path)]
    return [path for path in files if her.encode() in content_of(path).lower()]


def test_without_writing_the_tables_anew_the_search_finds_her_still(
    make_installation: Callable[[str], Installation],
) -> None:
    installation, her = make_installation("postgresql"), "quixwold"
    play(installation, "make_a_life", her)
    assert play(installation, "erase_her_and_write_nothing_anew", her) == []
    assert naming(her, installation) != []


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_whoever_is_erased_stands_in_no_table_and_in_no_file(
    make_installation: Callable[[str], Installation], kind: str
) -> None:
    installation, her = make_installation(kind), "zembrzuski"
    assert play(installation, "make_a_life", her) is True
    assert naming(her, installation) != []
    assert play(installation, "erase_her", her) == []
    assert naming(her, installation) == []
