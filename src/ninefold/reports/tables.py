"""A table as a file for other programs: CSV and XLSX, in which no text ever becomes a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from ninefold.core.london import LONDON
from ninefold.reports.spreadsheet import NO_TIME, Value, fill, without_times

# What makes a spreadsheet program take text for a formula when it opens a CSV file.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
WIDTH = 24
Cell = str | int | float | date | None


def table_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The bytes of a CSV file in UTF-8 with a byte order mark, which tells Excel that it is.

    Text that would be taken for a formula has an apostrophe before it.
    """
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow([_text(name) for name in header])
    writer.writerows([_text(plain(cell)) for cell in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")


def table_xlsx(title: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The bytes of an XLSX file with one sheet; the same rows give the same bytes."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_sheet_name(title))
    sheet.freeze_panes = "A2"
    for across in range(1, len(header) + 1):
        sheet.column_dimensions[get_column_letter(across)].width = WIDTH
    fill(sheet, header, [[plain(cell) for cell in row] for row in rows])
    book.properties.title, book.properties.creator, book.properties.created = title, "Ninefold", NO_TIME
    file = io.BytesIO()
    book.save(file)
    return without_times(file.getvalue())


def plain(cell: Cell) -> Value:
    """A value as files have it: days as 2026-03-31, instants with the time in London."""
    if isinstance(cell, datetime):
        return f"{cell.astimezone(LONDON):%Y-%m-%d %H:%M}"
    return cell.isoformat() if isinstance(cell, date) else cell


def _text(cell: Value) -> Value:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def _sheet_name(title: str) -> str:
    """A name that Excel takes for a sheet: up to 31 letters, without the marks it refuses."""
    return "".join(letter for letter in title if letter not in "[]:*?/\\'")[:31] or "1"
