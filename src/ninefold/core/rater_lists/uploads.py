"""A list of colleagues as a file: text, or an Excel workbook, which is opened only after a look at what is in it."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Collection, Iterator, Sequence
from typing import cast

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet.worksheet import Worksheet

from ninefold.core.encodings import NEW_WORKBOOK, OLD_WORKBOOK, NotTextError, decoded
from ninefold.core.framework.model import Group
from ninefold.core.rater_lists.reading import MOST_LINES, ParsedList, RaterListError, read_lines, read_list

LARGEST_UPLOAD = 1_000_000
# What a workbook may be unpacked: far more than two hundred people need, and no burden.
LARGEST_UNPACKED, MOST_PARTS = 8_000_000, 100
WIDEST_ROW, LAST_ROW = 30, 20_000
_DEFINES = tuple("<!DOCTYPE".encode(name) for name in ("utf-8", "utf-16-le", "utf-16-be"))
# All that a damaged or hostile workbook was seen to raise in zipfile, the XML parser and openpyxl.
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    InvalidFileException,
    SyntaxError,  # what the XML parser raises
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)


def read_upload(data: bytes, groups: Sequence[Group], languages: Collection[str] = ()) -> ParsedList:
    """The people in a file, who may be asked in these languages.

    Raises RaterListError if it is not one that can be read.
    """
    if len(data) > LARGEST_UPLOAD:
        raise RaterListError(
            f"The file is too large ({len(data) / 1_000_000:.1f} MB); {LARGEST_UPLOAD // 1_000_000} MB is the most. "
            "Save the list of colleagues alone."
        )
    if data.startswith(OLD_WORKBOOK):
        raise RaterListError(
            "This is an old or a protected Excel workbook. Save it as “Excel Workbook (.xlsx)” without a password."
        )
    if data.startswith(NEW_WORKBOOK):
        return read_lines(_rows(data), groups, languages)
    try:
        return read_list(decoded(data), groups, languages)
    except NotTextError as error:
        raise RaterListError(
            f"Line {error.line} of the file is no text that can be read. In Excel, save it as “CSV UTF-8” "
            "or as “Excel Workbook (.xlsx)”, and use that file."
        ) from error


def _rows(data: bytes) -> list[tuple[int, str]]:
    try:
        _check_parts(data)
        return _filled_rows(data)
    except UNREADABLE as error:
        raise RaterListError(
            "The workbook cannot be read. Open it in Excel and save it anew as “Excel Workbook (.xlsx)”, "
            "or paste the list."
        ) from error


def _check_parts(data: bytes) -> None:
    """Refuse what would unpack to far more than a list, or whose XML holds more than elements.

    The sizes that a file states of its parts can be relied upon: zipfile reads no more than those.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
            raise RaterListError("The workbook is far larger inside than a list of colleagues. Paste the list instead.")
        if any(map(defines, (archive.read(part) for part in parts if part.filename.endswith((".xml", ".rels"))))):
            raise RaterListError("The workbook holds what no list of colleagues does. Paste the list instead.")


def defines(part: bytes) -> bool:
    """Whether a part of a workbook defines anything of its own, in whatever letters its XML is written."""
    return any(mark in part for mark in _DEFINES)


def _filled_rows(data: bytes) -> list[tuple[int, str]]:
    """The rows of the one sheet that has any, with their numbers."""
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        read = [list(_rows_of(sheet)) for sheet in book.worksheets]
    finally:
        book.close()
    sheets = [rows for rows in read if rows]
    if len(sheets) > 1:
        raise RaterListError("More than one sheet of the workbook has something in it. Keep the one with the list.")
    return sheets[0] if sheets else []


def _rows_of(sheet: Worksheet) -> Iterator[tuple[int, str]]:
    # What a file states of its own size may be wrong, and rows beyond it would be lost.
    cast("ReadOnlyWorksheet", sheet).reset_dimensions()
    filled = 0
    for number, row in enumerate(sheet.iter_rows(max_col=WIDEST_ROW, values_only=True), start=1):
        if number > LAST_ROW:
            raise RaterListError(f"The workbook goes on below row {LAST_ROW:,}. Put the list at the top of a new one.")
        cells = ["" if cell is None else " ".join(str(cell).split()) for cell in row]
        if any(cells):
            filled += 1
            # One more than the most, and the heading, show that there are too many.
            if filled > MOST_LINES + 2:
                return
            yield number, "\t".join(cells)
