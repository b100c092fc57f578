"""A table as CSV and XLSX: days and instants as people in London have them, and no text that becomes a formula."""

import csv
import io
from datetime import UTC, date, datetime

from openpyxl import load_workbook

from ninefold.reports.tables import table_csv, table_xlsx

HEADER = ("Name", "Day", "Places", "When")
EVIL = ("=1+1", "+44", "-1", "@SUM(A1)", "\t=1")
ROWS = [(text, date(2026, 3, 31), 3, datetime(2026, 7, 1, 9, 0, tzinfo=UTC)) for text in EVIL]


def test_a_csv_file_holds_what_was_given_and_no_formula() -> None:
    told = table_csv(HEADER, ROWS)
    rows = list(csv.reader(io.StringIO(told.decode("utf-8-sig"))))
    assert told.startswith(b"\xef\xbb\xbf")
    assert rows[0] == list(HEADER)
    assert [row[0] for row in rows[1:]] == [f"'{text}" for text in EVIL]
    assert rows[1][1:] == ["2026-03-31", "3", "2026-07-01 10:00"]


def test_a_spreadsheet_holds_what_was_given_and_no_formula() -> None:
    told = table_xlsx("Facilitators: who is [due] at the Region’s end", HEADER, ROWS)
    sheet = load_workbook(io.BytesIO(told)).active
    assert sheet is not None
    assert [cell.data_type for cell in next(iter(sheet.columns))] == ["s"] * 6
    assert [cell.value for cell in list(sheet.rows)[1]] == ["=1+1", "2026-03-31", 3, "2026-07-01 10:00"]
    assert told == table_xlsx("Facilitators: who is [due] at the Region’s end", HEADER, ROWS)
