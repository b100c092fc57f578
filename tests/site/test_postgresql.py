"""Connections to PostgreSQL that are kept from one request to the next."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import OperationalError
from django.db.backends.postgresql import base
from django.db.utils import ConnectionHandler
from pytest_django import DjangoDbBlocker

from ninefold.site.environment import database
from ninefold.site.postgresql.base import DatabaseWrapper


@pytest.fixture
def kept(postgres_url: str, django_db_blocker: DjangoDbBlocker) -> Iterator[DatabaseWrapper]:
    """A connection as the site opens it, after its first request."""
    kept = ConnectionHandler({"default": database(postgres_url, Path())})["default"]
    assert isinstance(kept, DatabaseWrapper)
    with django_db_blocker.unblock():
        _number(kept)
        kept.close_if_unusable_or_obsolete()  # as at the beginning of the next request
        yield kept
        kept.close()


def _number(connection: DatabaseWrapper) -> int:
    """By which number the server knows it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def _end_all_but_mine(postgres_url: str) -> None:
    with psycopg.connect(postgres_url, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")


def test_one_that_the_server_has_ended_is_made_anew_and_no_request_fails(
    kept: DatabaseWrapper, postgres_url: str
) -> None:
    _end_all_but_mine(postgres_url)
    assert _number(kept) > 0


def test_without_the_look_at_it_that_request_fails(
    kept: DatabaseWrapper, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _end_all_but_mine(postgres_url)
    monkeypatch.setattr(kept, "is_usable", lambda: True)
    with pytest.raises(OperationalError):
        _number(kept)


def test_one_that_still_stands_is_kept_and_the_server_is_not_asked(
    kept: DatabaseWrapper, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[DatabaseWrapper] = []
    monkeypatch.setattr(base.DatabaseWrapper, "is_usable", asked.append)
    first = kept.connection
    _number(kept)
    assert kept.connection is first
    assert not asked
