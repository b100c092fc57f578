"""Places of a CPD session: the free ones, and how long one is kept for whoever waits."""

from datetime import UTC, datetime, timedelta

from ninefold.core.places import free_places, must_say_why, offer_ends

DAY = datetime(2026, 11, 30, 10, 0, tzinfo=UTC)


def test_free_places_are_those_up_to_the_capacity_that_nobody_holds() -> None:
    assert free_places(4, {1, 3}) == [2, 4]
    assert free_places(2, {1, 2}) == []
    assert free_places(2, {1, 2, 3}) == []


def test_an_offer_holds_48_hours_while_the_day_is_far() -> None:
    assert offer_ends(DAY - timedelta(days=30), DAY) == DAY - timedelta(days=28)
    assert offer_ends(DAY - timedelta(days=8), DAY) == DAY - timedelta(days=6)


def test_near_the_day_an_offer_takes_a_quarter_of_the_time_left() -> None:
    assert offer_ends(DAY - timedelta(hours=24), DAY) == DAY - timedelta(hours=18)
    assert offer_ends(DAY - timedelta(hours=1), DAY) == DAY - timedelta(minutes=30)


def test_no_offer_holds_beyond_the_beginning() -> None:
    assert offer_ends(DAY - timedelta(minutes=10), DAY) == DAY


def test_until_two_weeks_before_nobody_is_asked_why_they_cancel() -> None:
    assert not must_say_why(DAY - timedelta(days=14), DAY)
    assert must_say_why(DAY - timedelta(days=14) + timedelta(seconds=1), DAY)
