"""A file of answers of many assessments, read into arrays: what `ninefold analyse` works on.

Plain cells are read block by block with NumPy (`analysis_plain`). Whatever is not plain, faults among it, is read
again from the start, cell by cell, with the same result; so the fast way never has to explain anything.
"""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from ninefold.core.analysis_columns import KEYS, MISSING, Plan, Rated, Table, plan_of, short
from ninefold.core.analysis_plain import plain_table
from ninefold.core.answer_file import CANNOT_RATE, AnswerFileError
from ninefold.core.encodings import NEW_WORKBOOK, OLD_WORKBOOK, NotTextError, decoded
from ninefold.core.framework.model import SELF, Framework

LARGEST_FILE = 500_000_000
_NOT_RATED = ("", CANNOT_RATE, "–", "—", "−")
_WHOLE_NUMBER = re.compile(r"-?[0-9]{1,2}")


def load_table(path: Path, framework: Framework | None, scale: tuple[int, int] | None) -> Table:
    """The answers in the file at `path`. Raises AnswerFileError, naming row and column."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise AnswerFileError(f"The file {path} cannot be read: {(error.strerror or str(error)).lower()}.") from error
    if len(data) > LARGEST_FILE:
        raise AnswerFileError(f"The file is larger than {LARGEST_FILE // 1_000_000} MB, which is the most. Divide it.")
    return read_table(data, framework, scale)


def read_table(data: bytes, framework: Framework | None, scale: tuple[int, int] | None, *, plain: bool = True) -> Table:
    """The answers in the bytes of a file; `plain=False` never takes the fast way. Raises AnswerFileError."""
    if data.startswith((NEW_WORKBOOK, OLD_WORKBOOK)):
        raise AnswerFileError("This is an Excel workbook, not a text file. Save it as “CSV UTF-8” and use that file.")
    if plain and data.isascii() and b'"' not in data:
        end = data.find(b"\n") + 1
        head = data[:end].decode()
        if head.strip(" \t\r\n,;"):
            found = plain_table(data, end, plan_of(1, _cells(head), _separator(head), framework, scale))
            if found is not None:
                return found
    return _careful(_checked(data), framework, scale)


def _checked(data: bytes) -> io.TextIOWrapper:
    try:
        decoded(data)
    except NotTextError as error:
        raise AnswerFileError(str(error)) from error
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    return io.TextIOWrapper(io.BytesIO(data), encoding, newline="")


def _separator(text: str) -> str:
    return max((",", ";", "\t"), key=re.split(r"[\r\n]", text.lstrip(), maxsplit=1)[0].count)


def _cells(head: str) -> list[str]:
    return head.rstrip("\r\n").split(_separator(head))


def _careful(file: io.TextIOWrapper, framework: Framework | None, scale: tuple[int, int] | None) -> Table:
    separator = _separator(file.read(100_000))
    file.seek(0)
    rows = _rows(file, separator)
    top = next(rows, None)
    if top is None:
        raise AnswerFileError(
            "The file is empty. Its first row should name the columns: assessment, rater, group and the questions."
        )
    plan = plan_of(top[0], top[1], separator, framework, scale)
    reading = Reading(plan)
    for number, row in rows:
        reading.add(number, row)
    return reading.table()


def _rows(file: io.TextIOWrapper, separator: str) -> Iterator[tuple[int, list[str]]]:
    number = 0
    try:
        for number, row in enumerate(csv.reader(file, delimiter=separator, strict=True), start=1):
            if any(cell.strip() for cell in row):
                yield number, row
    except csv.Error as error:
        raise AnswerFileError(
            f"Row {number + 1} cannot be read as a row of a table: is a quotation mark opened there and not closed, "
            "or a cell longer than any comment?"
        ) from error


class Reading:
    """Rows read cell by cell. Every fault is an AnswerFileError that names row and column."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._assessments: dict[str, int] = {}
        self._groups: dict[str, int] = {}
        self._rows_of: dict[tuple[int, str], int] = {}
        self._selves: dict[int, int] = {}
        self._assessment: list[int] = []
        self._group: list[int] = []
        self._values = bytearray()
        self._known: list[dict[str, int]] = [{} for _ in plan.rated]

    def add(self, number: int, row: list[str]) -> None:
        """Take one row in."""
        plan = self.plan
        if len(row) < plan.width:
            raise AnswerFileError(
                f"Row {number} ends after column {len(row)}, but row {plan.row} has {plan.width} columns. "
                "Leave a cell empty where there is no answer, and keep its separator."
            )
        if len(row) > plan.width or len(plan.named) < plan.width:
            for place, cell in enumerate(row):
                if place not in plan.named and cell.strip():
                    raise AnswerFileError(
                        f"Row {number}, column {place + 1}: row {plan.row} does not say what this column is."
                    )
        self._take_keys(number, *(row[place].strip().casefold() for place in plan.keys))
        for question, known in zip(plan.rated, self._known, strict=True):
            cell = row[question.column]
            value = known.get(cell)
            if value is None:
                value = known[cell] = _value(cell.strip(), question, number)
            self._values.append(value & 0xFF)

    def _take_keys(self, number: int, assessment: str, rater: str, group: str) -> None:
        at = {
            name: f"Row {number}, column {place + 1} ({name})" for name, place in zip(KEYS, self.plan.keys, strict=True)
        }
        for name, written in zip(KEYS, (assessment, rater, group), strict=True):
            if not written:
                raise AnswerFileError(f"{at[name]}: is empty. Say which {name} the row belongs to.")
        groups = self.plan.groups
        if groups is not None and group not in groups:
            near = difflib.get_close_matches(group, groups, n=1)
            hint = f"Did you mean “{near[0]}”?" if near else f"Groups are: {', '.join(groups)}."
            raise AnswerFileError(f"{at['group']}: “{short(group)}” is not a group. {hint}")
        place = self._assessments.setdefault(assessment, len(self._assessments))
        first = self._rows_of.setdefault((place, rater), number)
        if first != number:
            raise AnswerFileError(
                f"{at['rater']}: “{short(rater)}” is there already for “{short(assessment)}”, in row {first}. "
                "Each rater has one row in an assessment."
            )
        if group == SELF and (first := self._selves.setdefault(place, number)) != number:
            raise AnswerFileError(
                f"{at['group']}: “{short(assessment)}” has a “self” already, in row {first}. Only one can be."
            )
        self._assessment.append(place)
        self._group.append(self._groups.setdefault(group, len(self._groups)))

    def table(self) -> Table:
        """All that was taken in."""
        if not self._assessment:
            raise AnswerFileError("The file has no answers: there is nothing under its first row.")
        values = np.frombuffer(bytes(self._values), dtype=np.int8).reshape(-1, len(self.plan.rated))
        return Table(
            tuple(question.code for question in self.plan.rated),
            tuple(self._groups),
            len(self._assessments),
            np.array(self._assessment, dtype=np.int32),
            np.array(self._group, dtype=np.int32),
            np.ascontiguousarray(values.T),
        )


def _value(written: str, question: Rated, row: int) -> int:
    if written in _NOT_RATED:
        return MISSING
    if _WHOLE_NUMBER.fullmatch(written) and question.lo <= int(written) <= question.hi:
        return int(written)
    raise AnswerFileError(
        f"Row {row}, column {question.column + 1} ({short(question.code)}): “{short(written)}” is not on the scale. "
        f"Write a whole number from {question.lo} to {question.hi}, “{CANNOT_RATE}” for no opportunity to observe, or "
        "nothing."
    )
