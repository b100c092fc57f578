"""Days and hours as people in England and Wales keep them: when a questionnaire closes, when mail may leave.

Instants are in UTC everywhere else; here is the one place that knows where the clocks hang.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
LAST_MINUTE = time(23, 59)
# Mail leaves from the first of these hours until just before the second.
MORNING, EVENING = time(8), time(19)
# What keeps people waiting is done between these hours, in which hardly anybody answers.
NIGHT_BEGINS, NIGHT_ENDS = time(22), time(6)
_MONDAY, _SATURDAY = 0, 5
_DAY = timedelta(days=1)
# What a proclamation changed: these days were bank holidays besides those of the rule, or in place of one of them.
# Nobody can work such days out, so a new one is added here when it is proclaimed.
_PROCLAIMED = frozenset(
    date.fromisoformat(day) for day in ("2020-05-08", "2022-06-02", "2022-06-03", "2022-09-19", "2023-05-08")
)
_MOVED_AWAY = frozenset(date.fromisoformat(day) for day in ("2020-05-04", "2022-05-30"))


def closing_instant(day: date) -> datetime:
    """The instant at which a questionnaire with this closing date closes: 23:59 in London."""
    return datetime.combine(day, LAST_MINUTE, LONDON).astimezone(UTC)


def london_date(at: datetime) -> date:
    """The date that a calendar in London shows at this instant."""
    return _in_london(at).date()


def working_day(day: date) -> bool:
    """Whether this is Monday to Friday and no bank holiday in England and Wales."""
    return day.weekday() < _SATURDAY and day not in bank_holidays(day.year)


def next_working_day(day: date) -> date:
    """The first working day after this day."""
    return working_days_later(day, 1)


def working_days_later(day: date, days: int) -> date:
    """The working day that is reached after so many working days; the day itself does not count."""
    for _ in range(days):
        day += _DAY
        while not working_day(day):
            day += _DAY
    return day


def is_night(at: datetime) -> bool:
    """Whether hardly anybody is up in London at this instant."""
    local = _in_london(at).time()
    return local >= NIGHT_BEGINS or local < NIGHT_ENDS


def mail_may_leave(at: datetime) -> bool:
    """Whether mail may go out at this instant: by day from Monday to Friday, so that nobody's phone rings at night."""
    local = _in_london(at)
    return local.weekday() < _SATURDAY and MORNING <= local.time() < EVENING


def next_mail_time(at: datetime) -> datetime:
    """The first instant, not before this one, at which mail may go out."""
    if mail_may_leave(at):
        return at
    local = _in_london(at)
    day = local.date() if local.time() < MORNING else local.date() + _DAY
    while day.weekday() >= _SATURDAY:
        day += _DAY
    return datetime.combine(day, MORNING, LONDON).astimezone(UTC)


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of England and Wales in a year, from 2013 on (before that, proclaimed ones are missing).

    By the Banking and Financial Dealings Act 1971 and the proclamations made each year under it: New Year's Day,
    Good Friday, Easter Monday, the first and the last Monday of May, the last Monday of August, Christmas Day and
    Boxing Day. One that falls on a weekend is kept on the next Monday, or on Tuesday where that is taken.
    """
    sunday = easter(year)
    movable = {
        sunday - 2 * _DAY,
        sunday + _DAY,
        _monday_from(date(year, 5, 1)),
        _monday_from(date(year, 5, 25)),
        _monday_from(date(year, 8, 25)),
    }
    kept: set[date] = set()
    for day in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        while day.weekday() >= _SATURDAY or day in kept:
            day += _DAY  # noqa: PLW2901 - kept on the first day that is free for it
        kept.add(day)
    proclaimed = {day for day in _PROCLAIMED if day.year == year}
    return frozenset(((movable | kept) - _MOVED_AWAY) | proclaimed)


def _monday_from(day: date) -> date:
    """This day if it is a Monday, else the next one."""
    return day + ((_MONDAY - day.weekday()) % 7) * _DAY


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar.

    Butcher's rule (The Ecclesiastical Calendar, 1876), as Meeus has it in Astronomical Algorithms, chapter 8; its
    letters are kept. Worked example, 1991: a 15, b 19, c 91, d 4, e 3, f 1, g 6, h 9, i 22, k 3, l 6, m 0: 31 March.
    """
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    l = (32 + 2 * e + 2 * i - h - k) % 7  # noqa: E741 - the letter of the source
    m = (a + 11 * h + 22 * l) // 451
    month, before = divmod(h + l - 7 * m + 114, 31)
    return date(year, month, before + 1)


def _in_london(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError(f"{at} is no instant: it has no time zone")
    return at.astimezone(LONDON)
