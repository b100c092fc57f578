"""A file of answers, as a spreadsheet saves it, read into responses. Every fault is one sentence that says where."""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ninefold.core.encodings import NEW_WORKBOOK, OLD_WORKBOOK, NotTextError, decoded
from ninefold.core.errors import NinefoldError
from ninefold.core.framework.model import SELF, Framework, Question
from ninefold.core.responses import Answers, Response

LARGEST_FILE = 5_000_000
LONGEST_CELL = 20_000
# Far more than any 360 has, and no more than a report can be made of while somebody waits.
MOST_RATERS, MOST_ROWS, MOST_COMMENTS = 1_000, 5_000, 500_000
CANNOT_RATE = "-"
_CANNOT_RATE_TOO = ("–", "—", "−")  # what a word processor makes of a hyphen, hard to tell from it by eye
_WHOLE_NUMBER = re.compile(r"-?[0-9]{1,6}")
# What a spreadsheet may hold but neither XML nor a page can show; tabs and line ends stay.
_UNPRINTABLE = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_SEPARATORS = (",", ";", "\t")


class AnswerFileError(NinefoldError):
    """The file cannot be used. The message names the row and column as a spreadsheet numbers them."""


@dataclass(frozen=True, slots=True)
class _Column:
    """One column of the file and what it is for: `rater`, `group`, or a question."""

    number: int
    name: str
    question: Question | None


@dataclass(frozen=True, slots=True)
class _Header:
    """The row that names the columns; it need not be the first of the spreadsheet."""

    row: int
    names: list[str]


def load_answers(path: Path, framework: Framework, form: str | None = None) -> Answers:
    """The answers in the file at `path`. Raises AnswerFileError."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)  # of a device without end, no more than shows that it is too large
        size = max(len(data), path.stat().st_size)
    except OSError as error:
        raise AnswerFileError(f"The file {path} cannot be read: {(error.strerror or str(error)).lower()}.") from error
    if size > LARGEST_FILE:
        raise AnswerFileError(too_large(size))
    return read_answers(data, framework, form)


def read_answers(data: bytes, framework: Framework, form: str | None = None) -> Answers:
    """The answers in the bytes of a file; the header tells the form unless `form` does. Raises AnswerFileError."""
    if len(data) > LARGEST_FILE:
        raise AnswerFileError(too_large(len(data)))
    rows = _rows(_text(data))
    top = next(rows, None)
    if top is None:
        raise AnswerFileError(
            "The file is empty. Its first row should name the columns: rater, group and the questions."
        )
    header = _Header(top[0], [name.strip() for name in top[1]])
    form = form or _form(header.names, framework)
    columns = _columns(header, framework, form)
    responses = tuple(_responses(rows, columns, header, framework))
    if not responses:
        raise AnswerFileError("The file has no answers: there is nothing under its first row.")
    return Answers(framework, form, responses)


def too_large(size: int) -> str:
    """What is said of a file that is longer than any file of answers."""
    return (
        f"The file is too large ({size / 1_000_000:.0f} MB); {LARGEST_FILE // 1_000_000} MB is the most. "
        "The answers of thirty people with long comments are less than 1 MB."
    )


def _text(data: bytes) -> str:
    if data.startswith((NEW_WORKBOOK, OLD_WORKBOOK)):
        raise AnswerFileError("This is an Excel workbook, not a text file. Save it as “CSV UTF-8” and use that file.")
    try:
        return decoded(data)
    except NotTextError as error:
        if error.encoding is not None:
            raise AnswerFileError(
                f"Line {error.line} of the file is no {error.encoding} text. "
                "In Excel, save it as “CSV UTF-8” and use that file."
            ) from error
        raise AnswerFileError(
            f"Line {error.line} holds a character that no text has, so this is no text file. "
            "Save the answers as “CSV UTF-8”."
        ) from error


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not empty, with their numbers in a spreadsheet."""
    first = re.split(r"[\r\n]", text.lstrip(), maxsplit=1)[0]
    separator = max(_SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    try:
        for number, row in enumerate(reader, start=1):
            if number > MOST_ROWS:
                raise AnswerFileError(f"The file has more than {MOST_ROWS:,} rows. Each person who answered has one.")
            if any(cell.strip() for cell in row):
                yield number, row
    except csv.Error as error:
        raise AnswerFileError(
            f"Row {number + 1} cannot be read as a row of a table: is a quotation mark opened there and not closed, "
            "or a cell longer than any comment?"
        ) from error


def _form(names: Sequence[str], framework: Framework) -> str:
    """The form whose questions the header names best; of equals, the one that asks least."""
    present = {name.casefold() for name in names}

    def fits(form: str) -> tuple[int, int]:
        codes = [question.code for question in framework.form(form) if question.scale is not None]
        return sum(code in present for code in codes), -len(codes)

    return max((form for form, _ in framework.forms), key=fits)


def _columns(header: _Header, framework: Framework, form: str) -> list[_Column]:
    questions = {question.code: question for question in framework.form(form)}
    known = {name.casefold(): name for name in ("rater", "group", *questions)}
    columns: dict[str, _Column] = {}
    for number, written in enumerate(header.names, start=1):
        if not written:
            continue  # a row that has something in a column without a name is refused
        name = known.get(written.casefold())
        if name is None:
            raise AnswerFileError(
                f"Row {header.row}, column {number}: {_unknown_column(written, framework, form, list(known))}"
            )
        if name in columns:
            raise AnswerFileError(
                f"Row {header.row}, column {number}: “{name}” is there already, in column {columns[name].number}. "
                "Keep one of them."
            )
        columns[name] = _Column(number, name, questions.get(name))
    needed = ["rater", "group", *(q.code for q in questions.values() if q.scale is not None)]
    missing = [name for name in needed if name not in columns]
    if missing:
        named = ", ".join(f"“{name}”" for name in missing[:3])
        more = f" and {len(missing) - 3} more" if len(missing) > 3 else ""
        raise AnswerFileError(
            f"Row {header.row} has no column {named}{more}. The {form} form needs “rater”, “group” and one column for "
            f"each rated question, {len(needed)} in all. `ninefold framework questions {framework.id}` lists them."
        )
    return list(columns.values())


def _unknown_column(written: str, framework: Framework, form: str, known: list[str]) -> str:
    if any(question.code == written.casefold() for question in framework.questions):
        return f"“{written}” is not asked in the {form} form. Take the column out, or use the form that asks it."
    near = difflib.get_close_matches(written.casefold(), known, n=1)
    hint = (
        f" Did you mean “{near[0]}”?"
        if near
        else " Columns are “rater”, “group” and the codes of the questions; take out any other."
    )
    return f"“{_short(written)}” is not the name of a column.{hint}"


def _responses(
    rows: Iterator[tuple[int, list[str]]], columns: Sequence[_Column], header: _Header, framework: Framework
) -> Iterator[Response]:
    raters: dict[str, int] = {}
    self_row = letters = 0
    for number, row in rows:
        if len(raters) == MOST_RATERS:
            raise AnswerFileError(f"Row {number}: the file has more than {MOST_RATERS:,} raters, which no 360 has.")
        _check_width(number, row, columns, header)
        cells = {column.name: row[column.number - 1].strip() for column in columns}
        at = {column.name: f"Row {number}, column {column.number} ({column.name})" for column in columns}
        rater = cells["rater"].casefold()
        if not rater:
            raise AnswerFileError(f"{at['rater']}: is empty. Give each row a name or number of its own.")
        if rater in raters:
            raise AnswerFileError(
                f"{at['rater']}: “{_short(cells['rater'])}” is there already, in row {raters[rater]}. "
                "Each rater has one row."
            )
        raters[rater] = number
        group = _group(cells["group"], at["group"], framework)
        if group == SELF and self_row:
            raise AnswerFileError(f"{at['group']}: there is a “self” already, in row {self_row}. Only one can be.")
        self_row = number if group == SELF else self_row
        response = _response(group, cells, at, columns)
        letters += sum(len(comment) for comment in response.comments.values())
        if letters > MOST_COMMENTS:
            raise AnswerFileError(f"Row {number}: the comments have more than {MOST_COMMENTS:,} characters together.")
        yield response


def _check_width(number: int, row: list[str], columns: Sequence[_Column], header: _Header) -> None:
    if len(row) < len(header.names):
        raise AnswerFileError(
            f"Row {number} ends after column {len(row)}, but row {header.row} has {len(header.names)} columns. "
            "Leave a cell empty where there is no answer, and keep its separator."
        )
    named = {column.number for column in columns}
    for place, cell in enumerate(row, start=1):
        if place not in named and cell.strip():
            raise AnswerFileError(f"Row {number}, column {place}: row {header.row} does not say what this column is.")


def _group(written: str, at: str, framework: Framework) -> str:
    known = [group.id for group in framework.groups]
    group = written.casefold()
    if group in known:
        return group
    near = difflib.get_close_matches(group, known, n=1)
    hint = f"Did you mean “{near[0]}”?" if near else f"Groups are: {', '.join(known)}."
    wrong = f"“{_short(written)}” is not a group." if written else "the group is empty."
    raise AnswerFileError(f"{at}: {wrong} {hint}")


def _response(group: str, cells: dict[str, str], at: dict[str, str], columns: Sequence[_Column]) -> Response:
    ratings: dict[str, int] = {}
    comments: dict[str, str] = {}
    for column in columns:
        written = cells[column.name]
        if column.question is None or written in ("", CANNOT_RATE, *_CANNOT_RATE_TOO):
            continue
        if column.question.scale is None:
            comment = _comment(written, at[column.name])
            if comment:
                comments[column.name] = comment
        else:
            ratings[column.name] = _rating(written, column.question, at[column.name])
    return Response(group, ratings, comments)


def _rating(written: str, question: Question, at: str) -> int:
    scale = question.scale
    assert scale is not None  # or it would be a comment
    if _WHOLE_NUMBER.fullmatch(written) and scale.lo <= int(written) <= scale.hi:
        return int(written)
    raise AnswerFileError(
        f"{at}: “{_short(written)}” is not on the scale. Write a whole number from {scale.lo} to {scale.hi}, "
        f"“{CANNOT_RATE}” for no opportunity to observe, or nothing."
    )


def _comment(written: str, at: str) -> str:
    if len(written) > LONGEST_CELL:
        raise AnswerFileError(f"{at}: the comment has {len(written):,} characters; {LONGEST_CELL:,} is the most.")
    return _UNPRINTABLE.sub("", written.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _short(written: str) -> str:
    """What stands in a cell as a message quotes it: on one line, and not all of a long text."""
    written = " ".join(_UNPRINTABLE.sub("", written).split())
    return written if len(written) <= 40 else f"{written[:40]}…"
