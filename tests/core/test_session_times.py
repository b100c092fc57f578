"""Times of feedback sessions, on the nights when the clocks of London change and on all others."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from ninefold.core.session_times import MOST_HOURS_BEFORE, instant_in_london, may_be_moved, opens_at, overlaps

NINE = datetime(2026, 4, 14, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "clock", "instant"),
    [
        (date(2026, 1, 14), time(14, 30), datetime(2026, 1, 14, 14, 30, tzinfo=UTC)),
        (date(2026, 7, 14), time(14, 30), datetime(2026, 7, 14, 13, 30, tzinfo=UTC)),
        (date(2026, 3, 29), time(0, 59), datetime(2026, 3, 29, 0, 59, tzinfo=UTC)),
        (date(2026, 3, 29), time(2, 0), datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
        (date(2026, 10, 25), time(1, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),  # the first of two
        (date(2026, 10, 25), time(2, 0), datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
    ],
)
def test_a_time_in_london_is_one_instant(day: date, clock: time, instant: datetime) -> None:
    assert instant_in_london(day, clock) == instant


@pytest.mark.parametrize("clock", [time(1, 0), time(1, 30), time(1, 59)])
def test_the_hour_that_is_skipped_does_not_exist(clock: time) -> None:
    assert instant_in_london(date(2026, 3, 29), clock) is None


@pytest.mark.parametrize(
    ("minutes_later", "lies_within"), [(-121, False), (-120, False), (-119, True), (0, True), (119, True), (120, False)]
)
def test_times_overlap_unless_one_ends_before_the_other_begins(minutes_later: int, *, lies_within: bool) -> None:
    assert overlaps(NINE + timedelta(minutes=minutes_later), 120, [(NINE, 120)]) is lies_within


@pytest.mark.parametrize(
    ("at", "allowed"),
    [
        (datetime(2026, 4, 13, 22, 59, tzinfo=UTC), True),  # 23:59 of the day before, in London
        (datetime(2026, 4, 13, 23, 0, tzinfo=UTC), False),  # midnight
        (NINE + timedelta(minutes=119), False),
        (NINE + timedelta(minutes=120), True),  # it was missed
    ],
)
def test_it_may_be_moved_until_the_day_before_and_after_it_was_missed(at: datetime, *, allowed: bool) -> None:
    assert may_be_moved(NINE, 120, at) is allowed


def test_a_report_is_opened_two_days_before_at_the_earliest() -> None:
    assert opens_at(NINE, 0) == NINE
    assert opens_at(NINE, 24) == NINE - timedelta(hours=24)
    assert opens_at(NINE, 1000) == NINE - timedelta(hours=MOST_HOURS_BEFORE)
