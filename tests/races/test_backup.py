"""A backup: of one moment, whole or not there, and the same rows in either database; never a key."""

import json
import shutil
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.shared import made_once_in_a_run
from tests.support.site import SiteError, environment_of, run_in

Environment = dict[str, str]
MADE = "from ninefold.site.cli import main\nassert main(['migrate']) == 0\nassert main(['demonstrate']) == 0"
COMMAND = "from ninefold.site.cli import main\ncode = main(sys.argv[1:])"
# What a restore makes anew, and what is over by then.
NOT_KEPT = {"django_content_type", "django_migrations", "django_session", "site_workerpulse", "sqlite_sequence"}


def play(environment: Environment, scenario: str) -> Any:
    return run_in(environment, f"from tests.races import backing\nprint(json.dumps(backing.{scenario}))")


def command(environment: Environment, *words: str) -> None:
    """Run a command. Raises SiteError with what it said where it does not end well."""
    run_in(environment, f"{COMMAND}\nsys.exit(code) if code else print(code)", *words)


@pytest.fixture(scope="session")
def used(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an installation in which there is something of everything, and a backup of it."""

    def make(folder: Path) -> None:
        environment = environment_of(folder / "data")
        run_in(environment, MADE)
        play(environment, "use()")
        command(environment, "backup", str(folder / "backup"))

    return made_once_in_a_run(tmp_path_factory, "backed-up", make)


def rows_of(file: Path) -> dict[str, list[Any]]:
    """Every row of every table that is kept, read without the program."""
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as database:
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        kept = [name for name in names if name not in NOT_KEPT and not name.startswith(("auth_", "keys_"))]
        return {name: sorted(database.execute(f'SELECT * FROM "{name}"'), key=repr) for name in kept}  # noqa: S608


def test_from_sqlite_to_postgresql_and_back_every_table_has_the_same_rows(
    used: Path, postgresql: Environment, sqlite: Environment, tmp_path: Path
) -> None:
    command(postgresql, "restore", str(used / "backup"))
    there = play(postgresql, f"back_up({str(tmp_path / 'there')!r})")
    command(sqlite, "restore", str(tmp_path / "there"))
    back = play(sqlite, f"back_up({str(tmp_path / 'back')!r})")
    assert there == back
    original, restored = (
        rows_of(file) for file in (used / "data/demonstration.sqlite3", tmp_path / "ninefold.sqlite3")
    )
    assert sum(map(len, original.values())) > 2000
    assert [name for name in original if in_any_order(original[name]) != in_any_order(restored[name])] == []


def in_any_order(rows: list[Any]) -> list[Any]:
    """The rows, with the names in each column of JSON in one order: PostgreSQL keeps them in one of its own."""
    return sorted(repr([_in_any_order(value) for value in row]) for row in rows)


def _in_any_order(value: Any) -> Any:
    return json.dumps(json.loads(value), sort_keys=True) if str(value).startswith(("{", "[")) else value


def test_from_sqlite_to_sqlite_every_table_has_the_same_rows_to_the_letter(
    used: Path, sqlite: Environment, tmp_path: Path
) -> None:
    command(sqlite, "restore", str(used / "backup"))
    assert rows_of(tmp_path / "ninefold.sqlite3") == rows_of(used / "data/demonstration.sqlite3")


def test_after_a_restore_no_number_is_given_again(used: Path, installation: Environment) -> None:
    command(installation, "restore", str(used / "backup"))
    gone = _last_nation(used / "data/demonstration.sqlite3")
    assert play(installation, "number_of_the_next()") == gone + 1


def _last_nation(file: Path) -> int:
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as database:
        (number,) = database.execute("SELECT seq FROM sqlite_sequence WHERE name = 'accounts_nation'").fetchone()
        (there,) = database.execute("SELECT max(id) FROM accounts_nation").fetchone()
    assert number == there + 1  # the control: the nation that went had the highest
    return int(number)


def test_it_is_of_one_moment_and_nobody_who_saves_waits_for_it(installation: Environment) -> None:
    before, after, waits = play(installation, "write_meanwhile()")
    assert (after, waits) == (before, False)


def test_it_holds_no_key_and_nobody_who_is_signed_in_and_is_for_its_owner_alone(used: Path, tmp_path: Path) -> None:
    shutil.unpack_archive(used / "backup", tmp_path, "zip")
    held = {path.stem for path in (tmp_path / "tables").iterdir()}
    assert {"accounts_person", "feedback_openanswer", "feedback_report"} <= held
    assert held & {"keys_sealingkey", "django_session", "site_workerpulse"} == set()
    assert stat.S_IMODE((used / "backup").stat().st_mode) == 0o600


def test_what_is_not_as_it_was_written_is_refused_before_anything_is_restored(
    used: Path, installation: Environment, tmp_path: Path
) -> None:
    shutil.copy(used / "backup", tmp_path / "backup")
    found = play(installation, f"what_is_said_of({str(tmp_path / 'backup')!r})")
    said = found["said"]
    for fault in ("cut off", "one byte short", "not a backup", "a byte changed"):
        assert said[fault].endswith("is cut off, or was changed. Nothing was restored. Take another copy."), fault
    assert said["a row changed"].startswith("The table accounts_nation in the backup is not as it was written")
    assert said["a row gone"].startswith("The table accounts_role in the backup is not as it was written")
    assert "does not have the tables" in said["a table gone"]
    assert "has no manifest" in said["no manifest"]
    assert "made by version 0.1.0 with other migrations" in said["older migrations"]
    assert "Install the version that made it" in said["older migrations"]
    assert "of the format “ninefold.backup/2”" in said["another format"]
    assert found["people"] == 0


def test_wherever_a_byte_is_changed_what_would_be_restored_is_the_same_or_it_is_refused(
    used: Path, sqlite: Environment, tmp_path: Path
) -> None:
    shutil.copy(used / "backup", tmp_path / "backup")
    size = (tmp_path / "backup").stat().st_size
    assert play(sqlite, f"every_byte({str(tmp_path / 'backup')!r}, {size // 40})") == []


def test_only_an_empty_database_is_restored_into_and_a_file_is_never_overwritten(used: Path, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(used / "data", folder)
    with pytest.raises(SiteError, match=r"This database is not empty: there are rows in \w+\. .*`ninefold migrate`"):
        command(environment_of(folder), "restore", str(used / "backup"))
    assert rows_of(folder / "demonstration.sqlite3") == rows_of(used / "data/demonstration.sqlite3")
    kept = (used / "backup").read_bytes()
    with pytest.raises(SiteError, match="is there already, and a backup overwrites nothing"):
        command(environment_of(folder), "backup", str(used / "backup"))
    assert (used / "backup").read_bytes() == kept


def test_where_a_worker_runs_nothing_is_restored(used: Path, sqlite: Environment) -> None:
    command(sqlite, "worker", "--once")
    with pytest.raises(SiteError, match="A worker runs on this database"):
        command(sqlite, "restore", str(used / "backup"))


def test_a_disk_that_is_full_leaves_nothing(used: Path, tmp_path: Path, make_folder: Callable[[], Path]) -> None:
    shutil.copytree(used / "data", tmp_path / "data")
    folder = make_folder()
    assert play(environment_of(tmp_path / "data"), f"run_out_of_disk({str(folder / 'backup')!r})") == 2
    assert list(folder.iterdir()) == []


def test_a_kill_leaves_no_file_of_that_name(used: Path, tmp_path: Path, make_folder: Callable[[], Path]) -> None:
    shutil.copytree(used / "data", tmp_path / "data")
    folder = make_folder()
    with pytest.raises(SiteError):
        play(environment_of(tmp_path / "data"), f"be_killed({str(folder / 'backup')!r})")
    (left,) = folder.iterdir()
    assert left.name.startswith(".backup.")
    assert left.name.endswith(".part")


@pytest.fixture
def make_folder(tmp_path: Path) -> Callable[[], Path]:
    """Makes an empty folder for backups."""

    def make() -> Path:
        folder = tmp_path / "backups"
        folder.mkdir()
        return folder

    return make
