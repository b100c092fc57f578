"""Times of feedback sessions: the instant of a time in London, how long one lasts, until when it moves, when it opens.

Referees: in London the clocks went from 01:00 to 02:00 on 29 March 2026, and back on 25 October 2026.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from ninefold.core.london import LONDON, london_date

SHORTEST, LONGEST, USUAL = 30, 240, 120  # minutes
FURTHEST = timedelta(days=366)  # ahead
MOST_HOURS_BEFORE = 48  # that an academy may let a report be opened before its feedback session


def instant_in_london(day: date, clock: time) -> datetime | None:
    """The instant at which a clock in London shows this; None in the hour that is skipped when summer time begins.

    In the hour that comes twice when it ends, the first of the two is meant.
    """
    wanted = datetime.combine(day, clock)
    instant = wanted.replace(tzinfo=LONDON).astimezone(UTC)
    return instant if instant.astimezone(LONDON).replace(tzinfo=None) == wanted else None


def comes_twice(day: date, clock: time) -> bool:
    """Whether clocks in London show this twice on this day, as in the hour in which summer time ends."""
    wanted = datetime.combine(day, clock, LONDON)
    first, second = wanted.astimezone(UTC), wanted.replace(fold=1).astimezone(UTC)
    return first < second


def ends_at(starts_at: datetime, minutes: int) -> datetime:
    """When it is over."""
    return starts_at + timedelta(minutes=minutes)


def overlaps(starts_at: datetime, minutes: int, others: Iterable[tuple[datetime, int]]) -> bool:
    """Whether any minute of it lies within one of the others, each a start with so many minutes."""
    end = ends_at(starts_at, minutes)
    return any(starts_at < ends_at(start, length) and start < end for start, length in others)


def may_be_moved(starts_at: datetime, minutes: int, at: datetime) -> bool:
    """Whether the participant may choose another time: until the day before, and after it was missed."""
    return london_date(at) < london_date(starts_at) or at >= ends_at(starts_at, minutes)


def opens_at(starts_at: datetime, hours_before: int) -> datetime:
    """From when on the report may be opened for the participant."""
    return starts_at - timedelta(hours=min(hours_before, MOST_HOURS_BEFORE))
