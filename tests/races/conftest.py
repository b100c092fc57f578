"""Installations with empty tables, for what happens at once: SQLite files, and PostgreSQL."""

from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from tests.support.postgres import keys_address
from tests.support.site import environment_of, migrate


@pytest.fixture
def postgresql(postgres_url: str, tmp_path: Path) -> dict[str, str]:
    """An installation on PostgreSQL."""
    for address in (postgres_url, keys_address(postgres_url)):
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("DROP SCHEMA public CASCADE")
            connection.execute("CREATE SCHEMA public")
    environment = environment_of(tmp_path, postgres_url, keys_address(postgres_url))
    migrate(environment)
    return environment


@pytest.fixture
def sqlite(tmp_path: Path) -> dict[str, str]:
    """An installation on SQLite files."""
    environment = environment_of(tmp_path)
    migrate(environment)
    return environment


@pytest.fixture(params=("sqlite", "postgresql"))
def installation(request: pytest.FixtureRequest) -> dict[str, str]:
    """An installation on each of them in turn."""
    found: Callable[[str], dict[str, str]] = request.getfixturevalue
    return found(request.param)
