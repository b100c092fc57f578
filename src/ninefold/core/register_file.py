"""An existing register of facilitators, read from the rows of a table. No row is lost: each is a person or a fault.

The first row names the columns, in any order and by any of the names people give them. A column that nobody needs is
said to be ignored.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ninefold.core.rater_lists.reading import ADDRESS
from ninefold.core.register import Leave
from ninefold.core.table_file import Rows, TableFileError

# The first of each is what an export calls it.
COLUMNS = {
    "name": ("Name", "full name", "facilitator", "facilitator name", "person"),
    "email": ("E-mail address", "email", "e-mail", "mail", "email address", "address"),
    "place": ("Region or organisation", "region", "organisation", "organization", "trust", "employer", "home"),
    "accredited": (
        "Accredited on",
        "accredited",
        "accreditation date",
        "date accredited",
        "accreditation",
        "date of accreditation",
    ),
    "last_session": ("Last feedback session", "last session", "last feedback", "date of last session", "last practice"),
    "sessions": ("Feedback sessions", "sessions", "session dates", "dates of feedback sessions"),
    "refresher": ("Refresher", "last refresher", "refresher date", "refreshed on", "date of refresher"),
    "status": ("Status", "standing", "state"),
    "leave": ("Leave", "on leave", "leave dates", "career break"),
    "left": ("Left on", "left", "withdrawn on", "date left"),
}
NEEDED = ("name", "email")
EARLIEST = date(1990, 1, 1)
# What makes a spreadsheet take text for a formula, and an apostrophe before it, as files made here have it.
_GUARDED = re.compile(r"'(?=[=+\-@])")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)(?:[T ]00:00(?::00)?)?")
_BRITISH = re.compile(r"(\d\d?)[/. -](\d\d?|[A-Za-z]{3,9})\.?[/. -](\d{4})")
_TO = re.compile(r"\s+(?:to|until|till)\s+|\s*[–—]\s*", re.IGNORECASE)
_GONE = {"withdrawn", "left", "retired", "resigned", "no longer on the register", "removed"}


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One person on the register: `sessions` are the days of feedback sessions, `status` the words of the file."""

    number: int
    name: str
    email: str
    place: str = ""
    accredited: date | None = None
    sessions: tuple[date, ...] = ()
    refreshers: tuple[date, ...] = ()
    leave: tuple[Leave, ...] = ()
    left: date | None = None
    status: str = ""


@dataclass(frozen=True, slots=True)
class RowFault:
    """A row that cannot be used, by its number: what is wrong, and what would be right."""

    number: int
    what: str


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """What was read, in the order of the file; and the columns that nobody needs."""

    rows: tuple[RegisterRow, ...]
    faults: tuple[RowFault, ...]
    ignored: tuple[str, ...] = ()


class _WrongError(Exception):
    """A cell that cannot be used."""


def read_register(table: Rows, today: date) -> RegisterFile:
    """The people in the rows of a table. Raises TableFileError where its first row does not name what is needed."""
    columns, ignored = _columns(table[0][1])
    rows: list[RegisterRow] = []
    faults: list[RowFault] = []
    seen: dict[str, int] = {}
    for number, cells in table[1:]:
        given = {column: _GUARDED.sub("", cells[at], count=1) for column, at in columns.items() if at < len(cells)}
        try:
            row = _row(number, given, today)
            if row.email in seen:
                raise _WrongError(f"“{row.email}” stands in row {seen[row.email]} already: give each person one row.")
        except _WrongError as error:
            faults.append(RowFault(number, str(error)))
            continue
        seen[row.email] = number
        rows.append(row)
    if not (rows or faults):
        raise TableFileError("There is nobody in the file below the names of the columns.")
    return RegisterFile(tuple(rows), tuple(faults), ignored)


def _columns(heading: Sequence[str]) -> tuple[dict[str, int], tuple[str, ...]]:
    """Where each column stands, and the headings that are none of them."""
    called = {_plain(name): column for column, names in COLUMNS.items() for name in names}
    columns: dict[str, int] = {}
    ignored: list[str] = []
    for at, text in enumerate(heading):
        column = called.get(_plain(text))
        if column is None:
            ignored += [text] if text else []
        elif column in columns:
            raise TableFileError(
                f"“{heading[columns[column]]}” and “{text}” in the first row mean the same. Keep one of them."
            )
        else:
            columns[column] = at
    missing = [COLUMNS[column][0] for column in NEEDED if column not in columns]
    if missing:
        raise TableFileError(
            f"The first row should name the columns; what is missing: {', '.join(missing)}. "
            f"Others that are read: {', '.join(names[0] for key, names in COLUMNS.items() if key not in NEEDED)}."
        )
    return columns, tuple(ignored)


def _row(number: int, given: dict[str, str], today: date) -> RegisterRow:
    email, name = given["email"].lower() if "email" in given else "", given.get("name", "")
    if not ADDRESS.fullmatch(email):
        raise _WrongError(f"“{email}” is not an e-mail address. It should be like name@example.org.")
    if not name:
        raise _WrongError("The name is missing. Write it as people say it.")

    def days(column: str) -> tuple[date, ...]:
        return tuple(_past(part, COLUMNS[column][0], today) for part in _parts(given.get(column, "")))

    accredited, left = days("accredited"), days("left")
    if len(accredited) > 1 or len(left) > 1:
        raise _WrongError(f"“{COLUMNS['accredited' if len(accredited) > 1 else 'left'][0]}” should be one day.")
    if _plain(given.get("status", "")) in _GONE and not left:
        raise _WrongError(f"The status is “{given['status']}”: give the day in a column “{COLUMNS['left'][0]}”.")
    counted = given.get("sessions", "")
    sessions = () if counted.isdecimal() and len(counted) <= 4 else days("sessions")  # a mere number dates nothing
    return RegisterRow(
        number,
        name,
        email,
        given.get("place", ""),
        accredited[0] if accredited else None,
        tuple(sorted({*sessions, *days("last_session")})),
        tuple(sorted(set(days("refresher")))),
        tuple(_leave(part) for part in _parts(given.get("leave", ""))),
        left[0] if left else None,
        given.get("status", ""),
    )


def _parts(cell: str) -> list[str]:
    """The days or times of a cell, which stand between semicolons; nothing in words for nothing."""
    return [part.strip() for part in cell.split(";") if part.strip() and _plain(part) not in ("", "no", "none", "n a")]


def _past(text: str, column: str, today: date) -> date:
    day = _day(text, column)
    if not EARLIEST <= day <= today:
        raise _WrongError(f"“{text}” under “{column}” should be a day from {EARLIEST} to today.")
    return day


def _leave(text: str) -> Leave:
    column = COLUMNS["leave"][0]
    first, *rest = _TO.split(text)
    if len(rest) > 1:
        raise _WrongError(
            f"“{text}” under “{column}” should be like “2026-01-31 to 2026-06-30”, or one day if it goes on."
        )
    begins = _day(first, column)
    ends = _day(rest[0], column) if rest and rest[0] else None
    if begins < EARLIEST or (ends is not None and ends < begins):
        raise _WrongError(f"“{text}” under “{column}” ends before it begins, or begins before {EARLIEST}.")
    return Leave(begins, ends)


def _day(text: str, column: str) -> date:
    """A day as 2026-03-31, 31/3/2026, 31.3.2026 or 31 March 2026: in the British order."""
    wrong = _WrongError(f"“{text}” under “{column}” should be a day such as 2026-03-31 or 31/03/2026.")
    if iso := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in iso.groups())
    elif british := _BRITISH.fullmatch(text):
        day, year, word = int(british[1]), int(british[3]), british[2].casefold()
        month = int(word) if word.isdecimal() else _MONTHS.index(word[:3]) + 1 if word[:3] in _MONTHS else 0
    else:
        raise wrong
    try:
        return datetime(year, month, day).date()  # noqa: DTZ001 - a day has no zone
    except ValueError:
        raise wrong from None


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", text.casefold()).split())
