"""Days, times and durations as a meeting service writes them in an attendance file, in several languages.

The service writes the wall clock of whoever exports the file, in the order of their language: 3/18/2021, 1:02:22 PM;
18.03.21, 13:02:22; 2021-03-18 13:02:22. Which number is the month is decided for a whole file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from ninefold.core.london import LONDON

Order = Literal["day first", "month first"]
_MOMENT = re.compile(
    r"(?P<a>\d{1,4})(?P<sep>[./-])\s?(?P<b>\d{1,2})[./-]\s?(?P<c>\d{2,4})\.?,?\s+"
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?\s*(?P<half>[^\d\s].*)?"
)
_AFTERNOON = ("pm", "p.m", "nachm", "yp", "yh", "μμ")
_MORNING = ("am", "a.m", "vorm", "yb")
_DURATION = re.compile(r"(\d+)\s*([^\W\d_]+)\.?")
_UNITS = {
    "hours": ("h", "hr", "hrs", "hour", "hours", "std", "stunde", "stunden", "heure", "heures", "awr", "a"),
    "minutes": ("m", "min", "mins", "minute", "minutes", "minuten", "munud", "mun"),
    "seconds": ("s", "sec", "secs", "second", "seconds", "sek", "sekunde", "sekunden", "seconde", "eiliad", "eil", "e"),
}
_CENTURY = 2000


@dataclass(frozen=True, slots=True)
class Wall:
    """A moment as it was written: three numbers of a day in their order, and a time of day."""

    numbers: tuple[int, int, int]
    clock: time
    day_first_by_shape: bool

    @property
    def is_iso(self) -> bool:
        """Whether the year comes first, so that the order is known."""
        return self.numbers[0] > 31

    def day(self, order: Order) -> date | None:
        """The day in this order; None where there is no such day."""
        first, second, third = self.numbers
        year, month, day = (
            (first, second, third)
            if self.is_iso
            else (third, second, first)
            if order == "day first"
            else (third, first, second)
        )
        try:
            return date(year if year >= 100 else year + _CENTURY, month, day)
        except ValueError:
            return None


def wall_of(text: str) -> Wall | None:
    """The moment that a cell says; None where it says none."""
    cleaned = " ".join(text.replace("\u202f", " ").replace("\u200e", "").split())
    found = _MOMENT.fullmatch(cleaned)
    if found is None:
        return None
    hour, minute, second = (int(found[part] or 0) for part in ("hour", "minute", "second"))
    half = (found["half"] or "").lower().strip()
    if half.startswith(_AFTERNOON):
        hour = hour % 12 + 12
    elif half.startswith(_MORNING):
        hour %= 12
    elif half:
        return None
    if hour > 23 or minute > 59 or second > 59:
        return None
    numbers = (int(found["a"]), int(found["b"]), int(found["c"]))
    return Wall(numbers, time(hour, minute, second), found["sep"] == ".")


def duration_of(text: str) -> timedelta | None:
    """How long a cell says: 1h 23m 4s, 1 Std. 23 Min., 45 munud; None where it says nothing of the kind."""
    parts = _DURATION.findall(text)
    if not parts or _DURATION.sub("", text).strip(" .,;\u202f"):
        return None
    given: dict[str, int] = {}
    for number, unit in parts:
        name = next((each for each, words in _UNITS.items() if unit.lower() in words), None)
        if name is None or name in given:
            return None
        given[name] = int(number)
    return timedelta(**given)


def order_of(walls: Iterable[Wall], expected: date) -> Order | None:
    """In which order a file writes day and month: as one of its days shows, or else as the expected day does.

    None where both orders give days and neither is the expected one, nor the day after or before it.
    """
    walls = list(walls)
    if any(each.day_first_by_shape and not each.is_iso for each in walls) or all(each.is_iso for each in walls):
        return "day first"
    possible: list[Order] = [
        order for order in ("day first", "month first") if all(each.day(order) is not None for each in walls)
    ]
    if len(possible) == 1:
        return possible[0]
    near = [
        order
        for order in possible
        if any(abs((day - expected).days) <= 1 for each in walls if (day := each.day(order)))
    ]
    return near[0] if len(near) == 1 or (near and _same(walls)) else None


def instants_of(wall: Wall, order: Order) -> tuple[datetime, ...]:
    """The instants at which a clock in London showed this: two in the hour that comes twice, else one."""
    day = wall.day(order)
    assert day is not None  # the order was chosen so that each is a day
    local = datetime.combine(day, wall.clock, LONDON)
    return tuple(sorted({local.replace(fold=fold).astimezone(UTC) for fold in (0, 1)}))


def _same(walls: list[Wall]) -> bool:
    return all(each.day("day first") == each.day("month first") for each in walls)
