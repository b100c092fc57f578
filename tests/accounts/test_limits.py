"""Limits on guessing: what is counted, for how long, and that no address is kept."""

from datetime import timedelta

import pytest
from django.test import RequestFactory
from pytest_django import Settings

from ninefold.accounts.failures import Failures
from ninefold.accounts.limits import (
    TooManyFailuresError,
    check_not_too_many,
    forget_failures,
    forgive,
    note_failure,
    visitor,
)
from tests.world import NOON

TEN = timedelta(minutes=10)
pytestmark = pytest.mark.django_db


def test_failures_are_counted_for_each_what_and_whom_apart() -> None:
    assert [note_failure("code", "a", at=NOON) for _ in range(3)] == [1, 2, 3]
    assert note_failure("code", "b", at=NOON) == 1
    assert note_failure("password", "a", at=NOON) == 1


def test_the_span_begins_with_the_first_and_ends_after_ten_minutes() -> None:
    note_failure("code", "a", at=NOON)
    note_failure("code", "a", at=NOON + TEN - timedelta(seconds=1))
    with pytest.raises(TooManyFailuresError, match="Wait ten minutes"):
        check_not_too_many("code", "a", at=NOON + TEN - timedelta(seconds=1), most=2)
    check_not_too_many("code", "a", at=NOON + TEN, most=2)
    assert note_failure("code", "a", at=NOON + TEN) == 1


def test_fewer_than_the_most_are_let_through_and_who_got_it_right_starts_anew() -> None:
    note_failure("code", "a", at=NOON)
    check_not_too_many("code", "a", at=NOON, most=2)
    note_failure("code", "a", at=NOON)
    forgive("code", "a")
    assert note_failure("code", "a", at=NOON) == 1


def test_the_table_holds_no_address_and_forgets_what_ended() -> None:
    note_failure("unknown-address", "192.0.2.7", at=NOON)
    note_failure("code", "ada@example.org", at=NOON + TEN)
    held = repr(list(Failures.objects.values_list()))
    assert "192.0.2" not in held
    assert "@" not in held
    assert forget_failures(NOON + TEN) == 1
    assert Failures.objects.count() == 1


@pytest.mark.parametrize(
    ("https", "forwarded", "seen"),
    [
        (False, "203.0.113.9", "127.0.0.1"),  # a visitor can send any such line
        (True, "198.51.100.1, 203.0.113.9", "203.0.113.9"),  # the proxy adds the last
        (True, "", "127.0.0.1"),
    ],
)
def test_a_visitor_is_known_by_what_the_proxy_saw_where_there_is_one(
    settings: Settings, https: bool, forwarded: str, seen: str
) -> None:
    settings.HTTPS = https
    assert visitor(RequestFactory().get("/", headers={"x-forwarded-for": forwarded})) == seen
