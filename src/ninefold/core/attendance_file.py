"""Reading an attendance file of an online meeting, as Microsoft Teams exports it: who came and left when.

Three layouts are read, in whatever language their headings are, for what they are is seen from the shape of their rows:
the oldest, a row for each “joined” and “left”; an older one, a short head and a row for each joining; and the newer one
in three numbered parts, of which the third has a row for each joining. Tabs or commas, UTF-16 or UTF-8. Nothing in it
is a formula to us: each cell is text.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ninefold.core.attendance_times import Order, Wall, duration_of, instants_of, order_of, wall_of
from ninefold.core.encodings import NEW_WORKBOOK, OLD_WORKBOOK, NotTextError, decoded
from ninefold.core.errors import NinefoldError
from ninefold.core.london import london_date

MOST_BYTES = 5_000_000
MOST_ROWS = 20_000
LONGEST_CELL = 500
_ANY_DAY_TO = timedelta(hours=12)
_PART = re.compile(r"(\d)\.\s*\S.*")
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
# What the oldest layout calls coming and going.
_JOINED = (
    "joined",
    "joined before",
    "beigetreten",
    "teilgenommen",
    "ist beigetreten",
    "a rejoint",
    "rejoint",
    "ymunodd",
)
_LEFT = ("left", "verlassen", "hat verlassen", "gegangen", "a quitté", "quitté", "parti", "gadawodd")


class AttendanceFileError(NinefoldError):
    """The file cannot be read as one of who attended; the text says what is wrong, and what would be right."""


@dataclass(frozen=True, slots=True)
class Joining:
    """One stay of one device in the meeting; `email` is empty for a guest."""

    name: str
    email: str
    joined_at: datetime
    left_at: datetime


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    name: str
    email: str
    came: Wall
    went: Wall | None
    lasted: timedelta | None
    action: str = ""


def read_attendance(content: bytes, *, starts_at: datetime, ends_at: datetime) -> tuple[Joining, ...]:
    """Every stay in the file, for a CPD session that was to run between these instants.

    Raises AttendanceFileError for a file that is too big, empty, cut off, of another kind, or of another meeting.
    """
    rows = list(_rows(_lines(content)))
    if not rows:
        raise AttendanceFileError(
            "Nobody’s time is in this file. It should be the attendance list of the meeting, as the meeting service "
            "exports it, unchanged."
        )
    order = _order(rows, london_date(starts_at))
    joinings = _from_events(rows, order, starts_at, ends_at) if rows[0].action else _from_stays(rows, order, starts_at)
    if not any(each.joined_at < ends_at and starts_at < each.left_at for each in joinings):
        days = sorted({london_date(each.joined_at) for each in joinings})
        raise AttendanceFileError(
            f"This is the list of another meeting: nobody in it was there while this one ran. It is of "
            f"{_day(days[0])}; this one was on {_day(london_date(starts_at))}."
        )
    return tuple(sorted(joinings, key=lambda each: (each.joined_at, each.name)))


def _lines(content: bytes) -> list[tuple[int, list[str]]]:
    """The lines with something in them, numbered, in their cells."""
    if len(content) > MOST_BYTES:
        raise AttendanceFileError("This file has more than 5 MB. The list of a meeting is much smaller.")
    if not content.strip():
        raise AttendanceFileError("This file is empty. Export the attendance list again, and give that file.")
    if content.startswith((NEW_WORKBOOK, OLD_WORKBOOK)):
        raise AttendanceFileError("This is a workbook. Give the CSV file itself, as the meeting service exported it.")
    try:
        text = decoded(content)
    except NotTextError as error:
        raise AttendanceFileError(
            f"Line {error.line} of this file is no text: it may be cut off, or of another kind. Export the attendance "
            "list again, and give that file as it is."
        ) from error
    if text.lstrip()[:1] == "<" or text.startswith("%PDF"):
        raise AttendanceFileError("This is a page or a PDF. Give the CSV file that the meeting service exported.")
    first = "\n".join(text.splitlines()[:200])
    cells = csv.reader(text.splitlines(), delimiter="\t" if "\t" in first else "," if first.count(",") else ";")
    found = []
    try:
        for number, line in enumerate(cells, 1):
            if number > MOST_ROWS:
                raise AttendanceFileError(f"This file has more than {MOST_ROWS} lines, which no meeting has.")
            if any(cell.strip() for cell in line):
                found.append((number, [" ".join(cell.split())[:LONGEST_CELL] for cell in line]))
    except csv.Error as error:
        raise AttendanceFileError(f"This file is no list that can be read: {error}. Export it again.") from error
    return found


def _rows(lines: Sequence[tuple[int, list[str]]]) -> Iterator[_Row]:
    """The rows that tell when somebody came: of the third part where there is one, else all."""
    starts = [index for index, (_line, cells) in enumerate(lines) if _is_part(cells)]
    if starts:
        _check_parts(lines, starts)
        last = starts[-1] if len(starts) > 2 else starts[min(1, len(starts) - 1)]
        within = lines[last + 1 :]
        if not any(True for _each in _told(within)):
            within = lines[starts[1] + 1 : last]  # nothing but the second part says when anybody came
        yield from _told(within)
        return
    yield from _told(lines)


def _check_parts(lines: Sequence[tuple[int, list[str]]], starts: Sequence[int]) -> None:
    numbers = [lines[index][1][0][0] for index in starts]
    if "2" not in numbers:
        raise AttendanceFileError(
            f"This file is cut off: it ends with line {lines[-1][0]}, before the list of those who were there. "
            "Export it again."
        )


def _is_part(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return len(filled) == 1 and bool(_PART.fullmatch(filled[0])) and filled[0][0] in "123" and cells[0] == filled[0]


def _told(lines: Sequence[tuple[int, list[str]]]) -> Iterator[_Row]:
    any_before = False
    for number, cells in lines:
        moments = [(place, wall) for place, cell in enumerate(cells) if (wall := wall_of(cell))]
        if not moments or moments[0][0] == 0 or not cells[0]:
            continue
        rest = [cell for place, cell in enumerate(cells) if place not in {at for at, _wall in moments}][1:]
        email = next((cell for cell in rest if _ADDRESS.fullmatch(cell)), "")
        lasted = next((length for cell in rest if (length := duration_of(cell)) is not None), None)
        if len(moments) == 1 and lasted is None and moments[0][0] == 2:
            any_before = True
            yield _Row(number, cells[0], email, moments[0][1], None, None, _action(cells[1], number))
        elif len(moments) > 1 or lasted is not None:
            any_before = True
            went = moments[1][1] if len(moments) > 1 else None
            yield _Row(number, cells[0], email, moments[0][1], went, lasted)
        elif moments[0][0] == 1 and (any_before or len(cells) > 2):
            raise AttendanceFileError(
                f"Line {number} of this file does not say when that person left: it may be cut off. Export it again."
            )


def _action(word: str, line: int) -> str:
    wanted = word.casefold().strip()
    if wanted in _LEFT:
        return "left"
    if wanted in _JOINED:
        return "joined"
    raise AttendanceFileError(
        f"Line {line} of this file says “{word}”, where it should say that somebody joined or left. Export the list "
        "in English, and give that file."
    )


def _order(rows: Sequence[_Row], expected: date) -> Order:
    walls = [wall for row in rows for wall in (row.came, row.went) if wall is not None]
    order = order_of(walls, expected)
    if order is None:
        raise AttendanceFileError(
            "It cannot be told whether this file writes the day or the month first, and neither way is it of the day "
            f"of this CPD session, {_day(expected)}. It seems to be the list of another meeting."
        )
    for row in rows:
        if any(wall is not None and wall.day(order) is None for wall in (row.came, row.went)):
            raise AttendanceFileError(f"Line {row.line} of this file has a day that does not exist. Export it again.")
    return order


def _from_stays(rows: Sequence[_Row], order: Order, starts_at: datetime) -> list[Joining]:
    found = []
    for row in rows:
        came = instants_of(row.came, order)
        went = instants_of(row.went, order) if row.went is not None else ()
        start, end = _stay(came, went, row.lasted, starts_at)
        found.append(Joining(row.name, row.email, start, max(start, end)))
    return found


def _stay(
    came: Sequence[datetime], went: Sequence[datetime], lasted: timedelta | None, starts_at: datetime
) -> tuple[datetime, datetime]:
    """From when until when; in the hour that comes twice, as the length that the file says shows."""
    pairs = [(start, end) for start in came for end in (went or (start + (lasted or timedelta()),))]
    if lasted is not None:
        return min(pairs, key=lambda pair: abs((pair[1] - pair[0]) - lasted))
    forward = [pair for pair in pairs if pair[0] <= pair[1]] or pairs
    return min(forward, key=lambda pair: abs(pair[0] - starts_at))


def _from_events(rows: Sequence[_Row], order: Order, starts_at: datetime, ends_at: datetime) -> list[Joining]:
    """Each “joined” with the “left” of the same name that follows it; who never left stayed until the end."""
    found = []
    inside: dict[str, datetime] = {}
    events = [(min(instants_of(row.came, order), key=lambda at: abs(at - starts_at)), row) for row in rows]
    for at, row in sorted(events, key=lambda event: event[0]):
        if row.action == "joined":
            inside.setdefault(row.name, at)
        elif row.name in inside:
            found.append(Joining(row.name, row.email, inside.pop(row.name), at))
    found += [Joining(name, "", at, max(at, ends_at)) for name, at in inside.items() if at < ends_at + _ANY_DAY_TO]
    return found


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
