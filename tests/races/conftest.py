"""Installations with empty tables, for what happens at once: SQLite files, and PostgreSQL.

Their tables are made once, and copied for each test.
"""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from tests.support.site import environment_of, migrate

MIGRATED = ("migrated", "migrated_keys")


@pytest.fixture(scope="session")
def migrated_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an installation on SQLite files that nobody has used."""
    folder = tmp_path_factory.mktemp("migrated")
    migrate(environment_of(folder))
    return folder


@pytest.fixture(scope="session")
def migrated_postgresql(postgres_url: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a PostgreSQL with both databases of an installation that nobody has used."""
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        for name in MIGRATED:
            connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
    migrate(environment_of(tmp_path_factory.mktemp("data"), *(_database(postgres_url, name) for name in MIGRATED)))
    return postgres_url


@pytest.fixture
def postgresql(migrated_postgresql: str, tmp_path: Path) -> dict[str, str]:
    """An installation on PostgreSQL."""
    mark = os.urandom(4).hex()
    copies = {f"{name}_{mark}": name for name in MIGRATED}
    with psycopg.connect(migrated_postgresql, autocommit=True) as connection:
        for copy, name in copies.items():
            connection.execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(copy), Identifier(name)))
    return environment_of(tmp_path, *(_database(migrated_postgresql, copy) for copy in copies))


@pytest.fixture
def sqlite(migrated_files: Path, tmp_path: Path) -> dict[str, str]:
    """An installation on SQLite files."""
    shutil.copytree(migrated_files, tmp_path, dirs_exist_ok=True)
    return environment_of(tmp_path)


@pytest.fixture(params=("sqlite", "postgresql"))
def installation(request: pytest.FixtureRequest) -> dict[str, str]:
    """An installation on each of them in turn."""
    found: Callable[[str], dict[str, str]] = request.getfixturevalue
    return found(request.param)


def _database(address: str, name: str) -> str:
    return address.replace("/ninefold?", f"/{name}?")
