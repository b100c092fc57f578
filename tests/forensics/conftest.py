"""Real installations whose files a test may open: SQLite, and PostgreSQL with one server for keys alone.

Unlike the demonstrations of other tests these are set up as for real use.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.support.postgres import DATABASES, copy_database, folder_of, running_on
from tests.support.site import environment_of, run_in

Servers = tuple[str, str]


@dataclass(frozen=True)
class Installation:
    """What the processes of an installation are told, and the addresses of its databases where it is PostgreSQL."""

    environment: dict[str, str]
    main: str = ""
    keys: str = ""

    @property
    def folder(self) -> Path:
        """Its folder for data."""
        return Path(self.environment["NINEFOLD_DATA"])

    def main_files(self) -> list[Path]:
        """Every file of the main database: its tables, its logs, and whatever the server keeps besides."""
        return _all_of(self.main) if self.main else sorted(self.folder.glob("ninefold.sqlite3*"))

    def keys_files(self) -> list[Path]:
        """The same of the database of keys."""
        return _all_of(self.keys) if self.keys else sorted(self.folder.glob("ninefold-keys.sqlite3*"))


def _all_of(address: str) -> list[Path]:
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CHECKPOINT")  # what is only in memory is written to the files
    return sorted(path for path in folder_of(address).rglob("*") if path.is_file() and "wheel" not in path.parts)


def is_log_of_changes(path: Path) -> bool:
    """Whether this is PostgreSQL’s write-ahead log, which keeps for a while what was written and deleted."""
    return path.parent.name == "pg_wal"


@pytest.fixture(scope="session")
def servers(migrated_data: Path) -> Iterator[Servers]:
    """Two PostgreSQLs, for the main database and for keys, with the tables of an installation that nobody has used."""
    # Whole pages in the log of changes, as servers that are used for real have them.
    whole = {"full_page_writes": "on"}
    with running_on(migrated_data, **whole) as main, running_on(migrated_data, **whole) as keys:
        yield main, keys


@pytest.fixture(scope="session")
def make_installation(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Installation]:
    """Makes a real installation of the kind that is named, whose tables are empty."""

    def make(kind: str) -> Installation:
        folder = tmp_path_factory.mktemp("site")
        if kind == "sqlite":
            shutil.copytree(request.getfixturevalue("migrated_files"), folder, dirs_exist_ok=True)
            return Installation(environment_of(folder, demonstration=False))
        name = f"copy_{os.urandom(4).hex()}"
        servers = zip(request.getfixturevalue("servers"), DATABASES, strict=True)
        copies = [copy_database(address, migrated, name) for address, migrated in servers]
        return Installation(environment_of(folder, *copies, demonstration=False), *copies)

    return make


@pytest.fixture(params=("sqlite", "postgresql"), scope="module")
def installation(request: pytest.FixtureRequest, make_installation: Callable[[str], Installation]) -> Installation:
    """An installation on each of them in turn, for all the tests of a file."""
    return make_installation(request.param)


def play(installation: Installation, scene: str, module: str = "rounds") -> Any:
    """Have something played in an installation: a call of a function in this module of this folder."""
    script = f"from tests.forensics import {module}\nprint(json.dumps({module}.{scene}))"
    return run_in(installation.environment, script)


def copy_main(installation: Installation, folder: Path) -> None:
    """Copy the main database as it is now, as a backup does."""
    if installation.main:
        _all_of(installation.main)
        shutil.copytree(
            folder_of(installation.main) / "data", folder / "data", copy_function=_copy, ignore_dangling_symlinks=True
        )
    else:
        for path in installation.main_files():
            shutil.copy(path, folder)


def _copy(source: str, target: str) -> None:
    # A server that runs makes and removes files of its own meanwhile, which it can do without.
    with suppress(FileNotFoundError):
        shutil.copy2(source, target)


@contextmanager
def restored(installation: Installation, folder: Path) -> Iterator[Installation]:
    """An installation with the main database that was copied into this folder, and the keys as they are now."""
    site = folder / "site"
    site.mkdir()
    shutil.copy(installation.folder / "secret-key", site)
    if not installation.main:
        for path in (*folder.glob("ninefold.sqlite3*"), *installation.keys_files()):
            shutil.copy(path, site)
        yield Installation(environment_of(site, demonstration=False))
        return
    with running_on(folder / "data") as address:
        main = address.replace("/ninefold?", f"{urlsplit(installation.main).path}?")
        yield Installation(environment_of(site, main, installation.keys, demonstration=False), main, installation.keys)
