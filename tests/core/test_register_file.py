"""A register that was kept elsewhere is read: columns in any order, no row lost, each fault by its row."""

import io
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook

from ninefold.core.register import Leave
from ninefold.core.register_file import RegisterFile, read_register
from ninefold.core.table_file import MOST_ROWS, TableFileError, read_table

TODAY = date(2026, 3, 2)


def read(text: str, encoding: str = "utf-8") -> RegisterFile:
    return read_register(read_table(text.encode(encoding)), TODAY)


def workbook(*rows: list[object]) -> bytes:
    book, file = Workbook(), io.BytesIO()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_columns_are_read_in_any_order_by_several_names_in_every_encoding(encoding: str, mark: str) -> None:
    lines = (("Accreditation date", "Email", "Shoe size", "Facilitator"), ("31/3/2025", "Jo@A.example", "40", "Jô Noß"))
    parsed = read("\n".join(mark.join(line) for line in lines), encoding)
    (row,) = parsed.rows
    assert (row.name, row.email, row.accredited) == ("Jô Noß", "jo@a.example", date(2025, 3, 31))
    assert parsed.ignored == ("Shoe size",)


def test_a_workbook_gives_days_as_days_and_a_formula_is_its_text() -> None:
    data = workbook(
        ["Name", "E-mail", "Accredited on"],
        ["Jo Noss", "jo@a.example", date(2025, 3, 31)],
        ["=1+1", "x@a.example", None],
        ["Al", "al@a.example", "=TODAY()"],
    )
    parsed = read_register(read_table(data), TODAY)
    assert [(row.name, row.accredited) for row in parsed.rows] == [("Jo Noss", date(2025, 3, 31)), ("=1+1", None)]
    assert [(fault.number, fault.what.partition("”")[0]) for fault in parsed.faults] == [(4, "“=TODAY()")]


def test_everything_that_a_row_can_say_is_read() -> None:
    (row,) = read(
        "name,email,region,accredited on,last session,sessions,refresher,status,leave\n"
        "Jo,jo@a.example,Midlands,2020-01-31,3 Feb 2026,1.2.2025; 2026-02-03,2024-05-06,active,"
        "2025-06-01 to 2025-08-31; 2026-02-20\n"
    ).rows
    assert row.sessions == (date(2025, 2, 1), date(2026, 2, 3))
    assert row.refreshers == (date(2024, 5, 6),)
    assert row.leave == (Leave(date(2025, 6, 1), date(2025, 8, 31)), Leave(date(2026, 2, 20)))
    assert (row.place, row.status) == ("Midlands", "active")


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ("Jo,jo at a.example,,,", "is not an e-mail address"),
        (",jo@a.example,,,", "The name is missing"),
        ("Jo,jo@a.example,31/02/2025,,", "should be a day such as 2026-03-31"),
        ("Jo,jo@a.example,3/2/25,,", "should be a day such as 2026-03-31"),
        ("Jo,jo@a.example,2026-03-03,,", "a day from 1990-01-01 to today"),
        ("Jo,jo@a.example,,retired,", "give the day in a column “Left on”"),
        ("Jo,jo@a.example,,,2026-02-01 to 2026-01-01", "ends before it begins"),
    ],
)
def test_a_fault_names_its_row_what_is_wrong_and_what_would_be_right(cells: str, said: str) -> None:
    parsed = read(f"name,email,accredited,status,leave\nAl,al@a.example,,,\n{cells}\n")
    assert len(parsed.rows) == 1
    (fault,) = parsed.faults
    assert fault.number == 3
    assert said in fault.what


def test_somebody_who_stands_twice_is_a_fault() -> None:
    (fault,) = read("name,email\nJo,jo@a.example\nJo,JO@a.example\n").faults
    assert "stands in row 2 already" in fault.what


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "nothing in the file"),
        (b"name,phone\nJo,1\n", "what is missing: E-mail address"),
        (b"name,email\n", "nobody in the file"),
        (b"name,email,mail\nJo,a,b\n", "mean the same"),
        (b"name,email\n\xff\xe9,x\n", "no text that can be read"),
        (b"PK\x03\x04 cut off", "cannot be read"),
        (b"\xd0\xcf\x11\xe0", "an old or a protected Excel workbook"),
        (b"x" * 5_000_001, "5 MB is the most"),
        (b"name,email\n" + b"a,b\n" * (MOST_ROWS + 1), "more than 20,000 rows"),
        (b"name,email\n" + b"a," * 101 + b"b\n", "Row 2 is wider than 100 columns"),
        (b"name,email\na," + b"b" * 30_001 + b"\n", "a cell of over 30,000 letters"),
    ],
    ids=["empty", "columns", "nobody", "twice", "text", "cut", "old", "large", "long", "wide", "cell"],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(data: bytes, said: str) -> None:
    with pytest.raises(TableFileError, match=said):
        read_register(read_table(data), TODAY)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_workbook_that_defines_entities_is_refused_however_it_is_written(encoding: str) -> None:
    sheet = f"<?xml version='1.0' encoding='{encoding}'?><!DOCTYPE x [<!ENTITY a 'aa'>]><worksheet>&a;</worksheet>"
    defines = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(["name"]))) as plain, zipfile.ZipFile(defines, "w") as made:
        for name in plain.namelist():
            made.writestr(name, sheet.encode(encoding) if "sheet1" in name else plain.read(name))
    with pytest.raises(TableFileError, match="holds what no table does"):
        read_table(defines.getvalue())
