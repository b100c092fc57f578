"""The days of a 360."""

from datetime import date

import pytest

from ninefold.core.timetable import advice_dates, months_later, reminder_days


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 3, 2), 6, date(2026, 9, 2)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 5), 12, date(2027, 12, 5)),
        (date(2026, 6, 30), 6, date(2026, 12, 30)),
    ],
)
def test_months_end_on_the_same_day_or_the_last_there_is(day: date, months: int, later: date) -> None:
    assert months_later(day, months) == later


def test_reminders_and_advice_keep_to_their_days() -> None:
    assert reminder_days(28) == (7, 14, 21, 27)
    assert reminder_days(7) == (6,)
    assert advice_dates(date(2026, 3, 30)) == (date(2026, 3, 20), date(2026, 3, 27))
