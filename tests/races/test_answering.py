"""Raters who answer at the same moment, and a questionnaire that closes at that moment."""

from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.support.postgres import keys_address
from tests.support.site import environment_of, migrate, run_in

DATABASES = ("sqlite", "postgresql")


@pytest.fixture(params=DATABASES)
def installation(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, str]:
    """An installation with empty tables, on SQLite files and on PostgreSQL."""
    if request.param == "sqlite":
        environment = environment_of(tmp_path)
    else:
        environment = on_postgresql(request.getfixturevalue("postgres_url"), tmp_path)
    migrate(environment)
    return environment


@pytest.fixture
def postgresql(postgres_url: str, tmp_path: Path) -> dict[str, str]:
    """An installation with empty tables on PostgreSQL."""
    environment = on_postgresql(postgres_url, tmp_path)
    migrate(environment)
    return environment


def on_postgresql(address: str, folder: Path) -> dict[str, str]:
    for each in (address, keys_address(address)):
        with psycopg.connect(each, autocommit=True) as connection:
            connection.execute("DROP SCHEMA public CASCADE")
            connection.execute("CREATE SCHEMA public")
    return environment_of(folder, address, keys_address(address))


def play(environment: dict[str, str], scenario: str) -> Any:
    script = f"from tests.races import scenarios\nprint(json.dumps(scenarios.{scenario}))"
    return run_in(environment, script)


def test_an_answer_that_comes_while_the_questionnaire_closes_is_refused_and_leaves_nothing(
    postgresql: dict[str, str],
) -> None:
    found = play(postgresql, "an_answer_while_it_closes(held=True)")
    assert found["said"][1].startswith("AnsweringEndedError")
    assert (found["counted"], found["left"]) == (0, 0)


def test_without_the_lock_such_an_answer_is_acknowledged_not_counted_and_left_behind(
    postgresql: dict[str, str],
) -> None:
    # The control: were this to pass otherwise, the test above would prove nothing.
    found = play(postgresql, "an_answer_while_it_closes(held=False)")
    assert found == {"counted": 0, "said": ["", ""], "left": 1}


def test_whoever_sends_while_it_closes_is_counted_or_told_that_it_is_closed(installation: dict[str, str]) -> None:
    found = play(installation, "thirty_answer_and_one_closes()")
    assert found["said"] == []
    assert found["counted"] == found["sent"]
    assert (found["left"], found["keys"]) == (0, 0)


def test_two_starts_at_once_invite_everybody_once(installation: dict[str, str]) -> None:
    found = play(installation, "two_start()")
    assert found["said"] == ["", ""]
    assert found["mails"] == found["raters"]


def test_two_workers_do_what_is_due_once(installation: dict[str, str]) -> None:
    found = play(installation, "two_workers()")
    assert found["said"] == ["", ""]
    assert (found["done"], found["reports"]) == (found["due"], 1)
