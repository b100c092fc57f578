"""Installations with empty tables, for what happens at once: SQLite files, and PostgreSQL.

Their tables are made once, and copied for each test.
"""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.postgres import DATABASES, copy_database
from tests.support.site import environment_of


@pytest.fixture
def postgresql(migrated_postgresql: str, tmp_path: Path) -> dict[str, str]:
    """An installation on PostgreSQL."""
    mark = os.urandom(4).hex()
    return environment_of(tmp_path, *(copy_database(migrated_postgresql, name, f"{name}_{mark}") for name in DATABASES))


@pytest.fixture
def sqlite(migrated_files: Path, tmp_path: Path) -> dict[str, str]:
    """An installation on SQLite files."""
    shutil.copytree(migrated_files, tmp_path, dirs_exist_ok=True)
    return environment_of(tmp_path, demonstration=False)


@pytest.fixture(params=("sqlite", "postgresql"))
def installation(request: pytest.FixtureRequest) -> dict[str, str]:
    """An installation on each of them in turn."""
    found: Callable[[str], dict[str, str]] = request.getfixturevalue
    return found(request.param)
