"""The days of a 360: when it reminds, when it advises, and how long it may last."""

from datetime import date, timedelta

DAYS_OPEN = 28  # from the start to the closing date, unless somebody chooses otherwise
FEWEST_DAYS, MOST_DAYS = 7, 90
EXTENSION = timedelta(days=14)
ADVICE_DAYS = (10, 3)  # before the closing date
REMINDERS_EVERY = 7  # days
ENOUGH_ANSWERS = 6  # besides the participant's own, for a report


def reminder_days(days_open: int) -> tuple[int, ...]:
    """The days, counted from the start, on which those who have not answered are reminded: weekly, and on the last day.

    Of a 360 that is open for 28 days: 7, 14, 21, 27.
    """
    weekly = range(REMINDERS_EVERY, days_open - 1, REMINDERS_EVERY)
    return (*weekly, days_open - 1)


def advice_dates(closes_on: date) -> tuple[date, ...]:
    """The days on which the participant is told whom it would help most to ask besides."""
    return tuple(closes_on - timedelta(days=days) for days in ADVICE_DAYS)
