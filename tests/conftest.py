"""What holds for every test: none is skipped, passwords cost nothing; pyproject.toml keeps it on this machine."""

import gc
import os
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from pytest_django import DjangoDbBlocker

from tests.support.postgres import keys_address, make_data, running_on, running_postgres
from tests.support.shared import made_once_in_a_run
from tests.support.site import environment_of, migrate

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.world import World

# Files and folders that take longest, in the order in which they begin. The demonstration is made for the first that
# asks, and others would wait for it, so what asks for none begins beside it.
LONGEST = (
    *("test_journey", "test_nothing_is_told", "test_languages", "browser", "forensics", "races"),
    *("test_demonstration_world", "test_pages", "test_every_url", "test_welsh_scope", "test_start", "test_migrations"),
    *("test_sending_workers", "test_after_deleting", "test_rounds", "test_saving", "test_leading"),
)


def pytest_configure() -> None:
    """Take the cheap password hasher: the real one costs as much as a hundred tests."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_collection_finish() -> None:
    """Let what every test shares be looked through for garbage no more: it is most of what there is, and stays."""
    gc.collect()
    gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest, so that no core waits at the end while another has one of them.

    Give a test that may use the database both of them: keys of open questionnaires have one of their own.
    """
    items.sort(key=_begins)
    for item in items:
        mark = item.get_closest_marker("django_db")
        if mark is not None or {"db", "transactional_db", "live_server"} & set(getattr(item, "fixturenames", ())):
            given = mark.kwargs if mark is not None else {}
            item.add_marker(pytest.mark.django_db(**{**given, "databases": ["default", "keys"]}), append=False)


def _begins(item: pytest.Item) -> int:
    """The place of its file among those that take longest, else behind them."""
    names = [name for name in (item.path.stem, item.path.parent.name) if name in LONGEST]
    return LONGEST.index(names[0]) if names else len(LONGEST)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A test that did not run says nothing, so it is red. One that is expected to fail did run."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"This test was skipped, and none may be: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same for a file that skips itself."""
    report = yield
    if report.skipped:
        report.outcome = "failed"
        report.longrepr = f"This file was skipped, and none may be: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:  # noqa: ARG001
    """The databases of the tests, with a trail that lets itself be emptied after each test that commits.

    `races/test_trail.py` tries what guards it, in installations made as any other.
    """
    from django.db import connection  # noqa: PLC0415 - most tests of core and reports need no tables

    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER audit_entry_is_kept")


@pytest.fixture
def world(db: None) -> "World":  # noqa: ARG001 - to ask for it is what opens the database
    """The cast, new in an empty database."""
    from tests.world import make_world  # noqa: PLC0415 - most tests of core and reports need no tables

    return make_world()


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The address, as DATABASE_URL has it, of a private PostgreSQL that starts with the first test that asks for it."""
    with running_postgres() as address:
        yield address


@pytest.fixture(scope="session")
def migrated_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an installation on SQLite files that nobody has used, to be copied."""
    return made_once_in_a_run(
        tmp_path_factory, "migrated", lambda folder: migrate(environment_of(folder, demonstration=False))
    )


@pytest.fixture(scope="session")
def migrated_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a PostgreSQL with both databases of an installation that nobody has used."""

    def make(folder: Path) -> None:
        beside = tmp_path_factory.mktemp("beside")
        make_data(folder / "data", lambda address: migrate(environment_of(beside, address, keys_address(address))))

    return made_once_in_a_run(tmp_path_factory, "migrated-postgresql", make) / "data"


@pytest.fixture(scope="session")
def migrated_postgresql(migrated_data: Path) -> Iterator[str]:
    """The address of a PostgreSQL in which both are there to be copied."""
    with running_on(migrated_data) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """One Chromium for all tests, started by the first that asks for it; each has pages of its own."""
    from tests.support.chromium import running_chromium  # noqa: PLC0415 - most runs of a part need no browser

    # Playwright keeps an event loop in this thread, in which Django would refuse the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with running_chromium() as chromium:
        yield chromium
