"""The files of the main database, opened raw, when one of two rounds has closed: nothing of it is left in them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import pytest

from tests.forensics.conftest import Installation, copy_main, is_log_of_changes, play, restored
from tests.forensics.searching import content_of, found_in, pieces_of
from tests.support.site import run_in

COMMAND = "from ninefold.site.cli import main\ncode = main(sys.argv[1:])\nsys.exit(code) if code else print(code)"
Found = dict[bytes, set[str]]


@dataclass(frozen=True)
class Searched:
    """What stands in which files: what was told sealed, in plain words, and the key."""

    sealed: Found
    sealed_of_the_other: Found
    words: Found
    words_never_sent: Found
    secret: Found
    secret_among_keys: Found


@dataclass(frozen=True)
class Story:
    """Two rounds, of which one closes: what was told in it, and what could be found before and after."""

    told: dict[str, Any]
    closed: dict[str, Any]
    while_open: Searched
    when_closed: Searched
    of_the_copy: dict[str, Any]
    of_the_backup: dict[str, Any]


@pytest.fixture(scope="module")
def story(
    installation: Installation,
    make_installation: Callable[[str], Installation],
    tmp_path_factory: pytest.TempPathFactory,
) -> Story:
    """The story, told once on each database."""
    told = play(installation, "two_open()")
    while_open = search(installation, told)
    folder = tmp_path_factory.mktemp("backup")
    copy_main(installation, folder)
    backup = tmp_path_factory.mktemp("backups") / "backup"
    run_in(installation.environment, COMMAND, "backup", str(backup))
    closed = play(installation, f"close({told['one']})")
    when_closed = search(installation, told)
    with restored(installation, folder) as copy:
        of_the_copy = play(copy, f"restored({told['one']})")
    again = with_keys_of(installation, make_installation("sqlite"))
    run_in(again.environment, COMMAND, "restore", str(backup))
    of_the_backup = play(again, f"restored({told['one']})")
    return Story(told, closed, while_open, when_closed, of_the_copy, of_the_backup)


def with_keys_of(installation: Installation, another: Installation) -> Installation:
    """The other installation, with the keys that this one has now, and its secret key."""
    for path in installation.folder.glob("ninefold-keys.sqlite3*"):
        shutil.copy(path, another.folder)
    shutil.copy(installation.folder / "secret-key", another.folder)
    keys = {"KEYS_DATABASE_URL": installation.keys}
    return Installation({**another.environment, **keys}, keys=installation.keys)


def search(installation: Installation, told: dict[str, Any]) -> Searched:
    files, keys, secret = installation.main_files(), installation.keys_files(), [bytes.fromhex(told["secret"])]
    return Searched(
        sealed=found_in(files, pieces_of([*told["earlier"], *told["current"]])),
        sealed_of_the_other=found_in(files, pieces_of(told["of_the_other"])),
        words=found_in(files, as_bytes(told["sent"])),
        words_never_sent=found_in(files, as_bytes(told["never_sent"])),
        secret=found_in(files, secret),
        secret_among_keys=found_in([path for path in keys if not is_log_of_changes(path)], secret),
    )


def as_bytes(texts: Iterable[str]) -> set[bytes]:
    return {text.encode() for text in texts}


def outside_the_log(found: Found, installation: Installation) -> Found:
    """Without PostgreSQL’s log of changes, which keeps what is sealed until it is written over."""
    logs = {path.name for path in installation.main_files() if is_log_of_changes(path)}
    return {piece: files - logs for piece, files in found.items() if files - logs}


def test_while_it_is_open_the_search_finds_all_that_is_sealed_and_the_key_opens_it(story: Story) -> None:
    # The control: were it to find nothing here, finding nothing below would prove nothing.
    assert story.while_open.sealed.keys() >= pieces_of(story.told["current"])
    assert story.while_open.secret_among_keys
    opened = story.told["opened"]
    answers = [place for place, _sealed in story.told["current"] if place]
    assert (opened["rows_opened"], opened["raters_told"]) == (len(answers), 10)
    assert opened["mails_opened"] == opened["mails"] > 0


def test_while_it_is_open_no_word_and_no_key_stands_in_the_main_database(story: Story) -> None:
    assert (story.while_open.words, story.while_open.words_never_sent, story.while_open.secret) == ({}, {}, {})


def test_after_the_close_no_table_holds_a_place_or_a_sealed_byte_of_it(
    story: Story, installation: Installation
) -> None:
    assert (story.closed["state"], story.closed["cleared"], story.closed["waits"]) == ("closed", 1, 0)
    assert outside_the_log(story.when_closed.sealed, installation) == {}
    # All that the other round holds is there still, so the files were not simply empty.
    assert story.when_closed.sealed_of_the_other.keys() == pieces_of(story.told["of_the_other"])


def test_what_the_log_of_changes_still_holds_is_sealed_with_a_key_that_is_nowhere(story: Story) -> None:
    assert story.when_closed.words_never_sent == {}
    assert (story.when_closed.secret, story.when_closed.secret_among_keys) == ({}, {})
    assert story.closed["keys"] == ["assessment:2"]


def test_after_the_close_a_comment_stands_in_the_report_and_nowhere_else(
    story: Story, installation: Installation
) -> None:
    assert all(text in story.closed["shown"] for text in story.told["sent"])
    tables = [path for path in installation.main_files() if not is_log_of_changes(path)]
    for text in story.told["sent"]:
        # A page may end in the middle of one, so there may be fewer.
        times = sum(content_of(path).count(text.encode()) for path in tables)
        assert times <= story.closed["shown"].count(text), text


def test_a_copy_from_while_it_was_open_is_silent_once_it_has_closed(story: Story) -> None:
    assert story.of_the_backup == story.of_the_copy
    found = story.of_the_copy
    assert found["rows"] == story.told["opened"]["rows"]
    assert (found["rows_opened"], found["raters_told"], found["mails_opened"]) == (0, 0, 0)
    assert (found["states"], found["reports"]) == (["open", "open"], 0)


def test_the_folder_of_data_holds_nothing_but_what_was_searched(installation: Installation, story: Story) -> None:
    assert story.closed["state"] == "closed"
    names = {path.name for path in installation.folder.iterdir()}
    known = {path.name for path in (*installation.main_files(), *installation.keys_files())}
    assert names - known == {"secret-key"}
