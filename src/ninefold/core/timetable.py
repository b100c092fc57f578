"""The days of a 360: when it reminds, when it advises, how long it may last, and how soon another may follow."""

from calendar import monthrange
from datetime import date, timedelta

DAYS_OPEN = 28  # from the start to the closing date, unless somebody chooses otherwise
FEWEST_DAYS, MOST_DAYS = 7, 90
EXTENSION = timedelta(days=14)
ADVICE_DAYS = (10, 3)  # before the closing date
REMINDERS_EVERY = 7  # days
ENOUGH_ANSWERS = 6  # besides the participant's own, for a report
# From the start of one 360 to the next: two reports close together would tell what one person said in between. What was
# resolved after the first also needs time before others can see it.
MONTHS_APART, MONTHS_ADVISED = 6, 12
SESSION_WITHIN = timedelta(days=60)  # after the close; then whoever leads is told that there was none


def reminder_days(days_open: int) -> tuple[int, ...]:
    """The days, counted from the start, on which those who have not answered are reminded: weekly, and on the last day.

    Of a 360 that is open for 28 days: 7, 14, 21, 27.
    """
    weekly = range(REMINDERS_EVERY, days_open - 1, REMINDERS_EVERY)
    return (*weekly, days_open - 1)


def advice_dates(closes_on: date) -> tuple[date, ...]:
    """The days on which the participant is told whom it would help most to ask besides."""
    return tuple(closes_on - timedelta(days=days) for days in ADVICE_DAYS)


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
