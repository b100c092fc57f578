"""What SQLite leaves on the disk besides its files."""

import os
import sqlite3
import threading
from pathlib import Path

from ninefold.site.environment import SQLITE_OPTIONS

TEMPORARY = "etilqs_"  # what SQLite calls what it sets aside


def set_aside(file: Path, settings: str) -> set[str]:
    """Temporary files that are open while a file of some megabytes is written anew. They have no name by then."""
    connection = sqlite3.connect(file, isolation_level=None)
    connection.executescript(settings)
    connection.execute("CREATE TABLE kept (bytes BLOB)")
    connection.executemany("INSERT INTO kept VALUES (?)", [(os.urandom(100_000),) for _each in range(200)])
    seen: set[str] = set()
    done = threading.Event()

    def watch() -> None:
        while not done.is_set():
            for number in os.listdir("/proc/self/fd"):  # noqa: PTH208 - numbers, not files
                try:
                    seen.add(os.readlink(f"/proc/self/fd/{number}"))  # noqa: PTH115
                except OSError:
                    continue  # closed since

    watching = threading.Thread(target=watch)
    watching.start()
    connection.execute("VACUUM")
    done.set()
    watching.join()
    connection.close()
    return {path for path in seen if TEMPORARY in path}


def test_no_copy_of_a_file_lies_among_temporary_files_while_it_is_written_anew(tmp_path: Path) -> None:
    assert set_aside(tmp_path / "keys", str(SQLITE_OPTIONS["init_command"])) == set()


def test_without_that_setting_a_copy_of_all_keys_would(tmp_path: Path) -> None:
    assert set_aside(tmp_path / "keys", "PRAGMA journal_mode=WAL") != set()
