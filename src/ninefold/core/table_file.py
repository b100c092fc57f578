"""The rows of a table in a file: CSV in any encoding that is handled here, or an Excel workbook.

A formula is its own text: it is neither worked out nor is what a program once worked out believed.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import cast

from openpyxl import load_workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet.worksheet import Worksheet

from ninefold.core.encodings import NEW_WORKBOOK, OLD_WORKBOOK, NotTextError, decoded
from ninefold.core.errors import NinefoldError
from ninefold.core.rater_lists.uploads import UNREADABLE, defines

LARGEST_FILE, MOST_ROWS, WIDEST_ROW, LONGEST_CELL = 5_000_000, 20_000, 100, 30_000
LARGEST_UNPACKED, MOST_PARTS = 100_000_000, 200
Rows = list[tuple[int, list[str]]]


class TableFileError(NinefoldError):
    """The file as a whole cannot be used."""


def read_table(data: bytes) -> Rows:
    """The filled rows with their numbers, each cell on one line without blanks around it.

    Raises TableFileError for what is no such file, or is larger than any that is read here.
    """
    if len(data) > LARGEST_FILE:
        raise TableFileError(
            f"The file is too large ({len(data) / 1_000_000:.1f} MB); {LARGEST_FILE // 1_000_000} MB is the most."
        )
    if data.startswith(OLD_WORKBOOK):
        raise TableFileError(
            "This is an old or a protected Excel workbook. Save it as “Excel Workbook (.xlsx)” without a password."
        )
    rows: Rows = []
    for number, row in _of_workbook(data) if data.startswith(NEW_WORKBOOK) else _of_text(data):
        cells = [" ".join(cell.split()) for cell in row]
        if any(cells[WIDEST_ROW:]) or max(map(len, cells), default=0) > LONGEST_CELL:
            raise TableFileError(
                f"Row {number} is wider than {WIDEST_ROW} columns, or has a cell of over {LONGEST_CELL:,} letters."
                " Keep the table alone."
            )
        if any(cells):
            rows.append((number, cells))
        if len(rows) > MOST_ROWS + 1:  # and the heading
            raise TableFileError(f"The file has more than {MOST_ROWS:,} rows. Divide it into several.")
    if not rows:
        raise TableFileError("There is nothing in the file. Its first row should name the columns.")
    return rows


def _of_text(data: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        text = decoded(data)
    except NotTextError as error:
        raise TableFileError(
            f"Line {error.line} of the file is no text that can be read. In Excel, save it as “CSV UTF-8” "
            "or as “Excel Workbook (.xlsx)”, and use that file."
        ) from error
    first = text.lstrip().partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        # A cell may hold ends of lines, so rows are counted as a spreadsheet counts them.
        yield from enumerate(reader, start=1)
    except csv.Error as error:
        raise TableFileError(
            f"Row {reader.line_num} of the file cannot be read. Save it anew as “CSV UTF-8”."
        ) from error


def _of_workbook(data: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        _check_parts(data)
        yield from _of_sheets(data)
    except UNREADABLE as error:
        raise TableFileError(
            "The workbook cannot be read. Open it in Excel and save it anew as “Excel Workbook (.xlsx)”."
        ) from error


def _check_parts(data: bytes) -> None:
    """Refuse what would unpack to far more than a table, or whose XML holds more than elements."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
            raise TableFileError("The workbook is far larger inside than such a table. Save the one sheet as CSV.")
        if any(map(defines, (archive.read(part) for part in parts if part.filename.endswith((".xml", ".rels"))))):
            raise TableFileError("The workbook holds what no table does. Save the one sheet as CSV.")


def _of_sheets(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """The rows of the one sheet that has any."""
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    try:
        found = False
        for sheet in book.worksheets:
            begun = False
            for number, cells in _of_sheet(sheet):
                if found and not begun:
                    raise TableFileError("More than one sheet of the workbook has something in it. Keep the one table.")
                begun = found = True
                yield number, cells
    finally:
        book.close()


def _of_sheet(sheet: Worksheet) -> Iterator[tuple[int, list[str]]]:
    # What a file states of its own size may be wrong, and rows beyond it would be lost.
    cast("ReadOnlyWorksheet", sheet).reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(max_col=WIDEST_ROW + 1, values_only=True), start=1):
        if number > MOST_ROWS * 2:
            raise TableFileError(f"The workbook goes on below row {MOST_ROWS * 2:,}. Put the table at the top.")
        cells = ["" if cell is None else _text(cell) for cell in row]
        if any(cells):
            yield number, cells


def _text(cell: object) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
