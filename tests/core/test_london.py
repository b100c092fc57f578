"""Days and hours in London; the dates of holidays are those that the government published."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninefold.core.london import (
    LONDON,
    bank_holidays,
    closing_instant,
    easter,
    is_night,
    london_date,
    mail_may_leave,
    next_mail_time,
    next_working_day,
    working_day,
    working_days_later,
)

# www.gov.uk/bank-holidays, England and Wales, and for the past years its archive.
PUBLISHED = {
    2015: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2016: "01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27",
    2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
    2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
    2028: "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
}
# The worked examples of Meeus, the earliest and the latest there are, and the two that Gauss's rule gets wrong.
EASTERS = ["1818-03-22", "1886-04-25", "1943-04-25", "1954-04-18", "1961-04-02", "1981-04-19", "1991-03-31"]
EASTERS += ["1992-04-19", "1993-04-11", "2000-04-23", "2008-03-23", "2024-03-31", "2038-04-25", "2285-03-22"]
INSTANTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize("year", PUBLISHED)
def test_bank_holidays_are_those_that_were_published(year: int) -> None:
    assert sorted(bank_holidays(year)) == [date.fromisoformat(f"{year}-{day}") for day in PUBLISHED[year].split()]


@pytest.mark.parametrize("day", EASTERS)
def test_easter_is_where_the_tables_have_it(day: str) -> None:
    assert easter(int(day[:4])) == date.fromisoformat(day)


def test_no_year_has_two_holidays_on_one_day_or_one_at_a_weekend() -> None:
    for year in range(2013, 2200):
        assert len(bank_holidays(year)) >= 8, year
        assert all(day.weekday() < 5 for day in bank_holidays(year)), year


@pytest.mark.parametrize(
    ("day", "instant"),
    [
        ("2026-01-15", "2026-01-15 23:59"),
        ("2026-07-15", "2026-07-15 22:59"),
        ("2026-03-28", "2026-03-28 23:59"),
        ("2026-03-29", "2026-03-29 22:59"),  # the clocks went forward this morning
        ("2026-10-24", "2026-10-24 22:59"),
        ("2026-10-25", "2026-10-25 23:59"),  # the clocks went back this morning
    ],
)
def test_a_questionnaire_closes_a_minute_before_midnight_in_london(day: str, instant: str) -> None:
    assert closing_instant(date.fromisoformat(day)) == utc(instant)
    assert closing_instant(date.fromisoformat(day)).tzinfo is UTC


def test_a_day_begins_when_it_does_in_london() -> None:
    assert london_date(utc("2026-07-15 22:59:59")) == date(2026, 7, 15)
    assert london_date(utc("2026-07-15 23:00")) == date(2026, 7, 16)
    assert london_date(utc("2026-01-15 23:59")) == date(2026, 1, 15)
    in_auckland = datetime(2026, 1, 16, 9, tzinfo=timezone(timedelta(hours=13)))
    assert london_date(in_auckland) == date(2026, 1, 15)


@pytest.mark.parametrize(
    ("day", "then"),
    [
        ("2026-06-10", "2026-06-11"),
        ("2026-06-12", "2026-06-15"),  # over a weekend
        ("2026-04-02", "2026-04-07"),  # over Easter
        ("2026-12-24", "2026-12-29"),  # over Christmas, Boxing Day kept on Monday
        ("2027-12-24", "2027-12-29"),  # Christmas and Boxing Day kept on Monday and Tuesday
    ],
)
def test_the_next_working_day_leaves_out_weekends_and_holidays(day: str, then: str) -> None:
    assert next_working_day(date.fromisoformat(day)) == date.fromisoformat(then)
    assert working_day(date.fromisoformat(then))


def test_working_days_are_counted_from_the_day_after() -> None:
    assert working_days_later(date(2026, 3, 31), 5) == date(2026, 4, 9)
    assert working_days_later(date(2026, 6, 13), 0) == date(2026, 6, 13)


@pytest.mark.parametrize(
    ("at", "leaves"),
    [
        ("2026-01-15 08:00", "2026-01-15 08:00"),
        ("2026-01-15 18:59:59", "2026-01-15 18:59:59"),
        ("2026-01-15 07:59:59", "2026-01-15 08:00"),
        ("2026-01-15 19:00", "2026-01-16 08:00"),
        ("2026-01-16 19:00", "2026-01-19 08:00"),  # Friday evening
        ("2026-01-17 12:00", "2026-01-19 08:00"),  # Saturday
        ("2026-01-18 06:00", "2026-01-19 08:00"),  # Sunday
        ("2026-07-15 06:59", "2026-07-15 07:00"),  # eight o'clock in summer
        ("2026-07-15 18:00", "2026-07-16 07:00"),  # seven in the evening in summer
        ("2026-03-27 20:00", "2026-03-30 07:00"),  # the clocks go forward before Monday
        ("2026-10-23 19:00", "2026-10-26 08:00"),  # the clocks go back before Monday
    ],
)
def test_mail_leaves_by_day_from_monday_to_friday(at: str, leaves: str) -> None:
    assert next_mail_time(utc(at)) == utc(leaves)
    assert mail_may_leave(utc(at)) == (at == leaves)


@given(INSTANTS)
def test_mail_that_waits_leaves_at_the_first_instant_it_may(at: datetime) -> None:
    leaves = next_mail_time(at)
    assert leaves >= at
    assert mail_may_leave(leaves)
    assert leaves == at or not mail_may_leave(leaves - timedelta(microseconds=1))
    assert next_mail_time(leaves) == leaves


def test_a_time_without_a_zone_is_no_instant() -> None:
    with pytest.raises(ValueError, match="has no time zone"):
        london_date(datetime(2026, 1, 1))  # noqa: DTZ001 - what is refused


@pytest.mark.parametrize(("hour", "night"), [(5, True), (6, False), (12, False), (21, False), (22, True), (0, True)])
def test_the_night_is_from_ten_to_six_in_london(hour: int, night: bool) -> None:
    assert is_night(datetime(2026, 7, 1, hour, 0, tzinfo=LONDON).astimezone(UTC)) is night
