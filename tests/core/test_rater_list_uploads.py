"""A list of colleagues as a file: text in any of the usual encodings, a workbook, and what only looks like one."""

import io
import random
import re
import zipfile
from collections.abc import Sequence

import pytest
from openpyxl import Workbook

from ninefold.core.rater_lists import LARGEST_UPLOAD, Entry, ParsedList, RaterListError, read_list, read_upload
from tests.core.made import framework

GROUPS = framework().groups
ROWS: list[list[object]] = [["Name", "E-mail", "Group"], ["Zoë Smith", "zoe@nhs.net", "boss"], ["Bob", "bob@nhs", ""]]
TEXT = "\n".join(",".join(map(str, row)) for row in ROWS)


def workbook(*sheets: Sequence[Sequence[object]]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The same workbook with one part of it in place of another."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return file.getvalue()


def told(data: bytes) -> str:
    """What is said of this file: one printable line, ended like a sentence."""
    with pytest.raises(RaterListError) as caught:
        read_upload(data, GROUPS)
    text = str(caught.value)
    assert text.isprintable()
    assert text.endswith(".")
    return text


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.replace("\n", "\r\n").encode(),
        workbook(ROWS),
    ],
    ids=["utf-8", "with a mark", "utf-16", "windows", "workbook"],
)
def test_a_file_is_read_as_its_text_would_be(data: bytes) -> None:
    assert read_upload(data, GROUPS) == read_list(TEXT, GROUPS)


def test_a_workbook_is_read_by_rows_and_an_empty_cell_keeps_its_place() -> None:
    rows: list[list[object]] = [
        [None],
        ["Name", "E-mail", "Group"],
        [],
        [None, "jo@nhs.net", "peer"],
        ['Al "Big" Ray,\nRN', "al@nhs.net"],
    ]
    parsed = read_upload(workbook([], rows), GROUPS)
    assert [(fault.line, fault.kind) for fault in parsed.faults] == [(4, "no_name")]
    assert parsed.entries == (Entry(5, 'Al "Big" Ray, RN', "al@nhs.net", None),)


def test_a_workbook_whose_lines_were_pasted_into_one_column_is_read() -> None:
    parsed = read_upload(workbook([["Jo Orr, jo@nhs.net, peer"], ["Al Ray <al@nhs.net>"]]), GROUPS)
    assert [entry.name for entry in parsed.entries] == ["Jo Orr", "Al Ray"]


def test_a_file_without_anybody_is_an_empty_list() -> None:
    assert read_upload(b"", GROUPS) == read_upload(workbook([]), GROUPS) == ParsedList((), ())


def test_more_rows_than_a_list_has_are_refused_and_not_cut_off() -> None:
    rows: list[list[object]] = [[f"Person {number}", f"p{number}@nhs.net", "peer"] for number in range(1_000)]
    assert "more than 200 people" in told(workbook(rows))


def test_two_sheets_with_people_are_refused_and_not_half_read() -> None:
    assert "More than one sheet" in told(workbook(ROWS, ROWS))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"x" * (LARGEST_UPLOAD + 1), "too large (1.0 MB); 1 MB is the most"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old or a protected Excel workbook"),
        ("Jo\nZoë, zoe@nhs.net".encode("latin-1"), "Line 2 of the file is no text"),
        (b"Jo, jo@nhs.net\n\0", "Line 2 of the file is no text"),
        (b"PK\x03\x04 and no more", "The workbook cannot be read"),
        (b"%PDF-1.7\xff\xfe", "is no text"),
    ],
)
def test_what_is_no_list_is_refused_with_what_to_do(data: bytes, says: str) -> None:
    assert says in told(data)


def test_a_workbook_that_unpacks_to_far_more_is_refused_before_it_is_unpacked() -> None:
    bomb = with_part(workbook(ROWS), "xl/sharedStrings.xml", b" " * 10_000_000)
    assert len(bomb) < LARGEST_UPLOAD
    assert "far larger inside" in told(bomb)
    many = io.BytesIO()
    with zipfile.ZipFile(many, "w") as archive:
        for number in range(300):
            archive.writestr(f"{number}.xml", "")
    assert "far larger inside" in told(many.getvalue())


def test_a_workbook_that_understates_its_size_is_not_unpacked_further() -> None:
    content = b"<sst>" + b" " * 10_000_000
    bomb = with_part(workbook(ROWS), "xl/sharedStrings.xml", content)
    understated = bomb.replace(len(content).to_bytes(4, "little"), (1_000).to_bytes(4, "little"))
    assert understated != bomb
    assert "cannot be read" in told(understated)


@pytest.mark.parametrize("letters", ["utf-8", "utf-16"])
def test_a_workbook_with_entities_is_refused(letters: str) -> None:
    content = '<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><sst>&b;</sst>'.encode(letters)
    assert "what no list of colleagues does" in told(with_part(workbook(ROWS), "xl/sharedStrings.xml", content))


def with_last_row(number: int) -> bytes:
    """A workbook whose third row says another number, while its stated size stays three rows."""
    data = workbook(ROWS)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    assert b"A1:C3" in sheet
    moved = re.sub(rb'r="([A-C]?)3"', rb'r="\g<1>%d"' % number, sheet)
    assert moved != sheet
    return with_part(data, "xl/worksheets/sheet1.xml", moved)


def test_a_row_beyond_what_the_workbook_states_of_its_size_is_not_lost() -> None:
    assert [(fault.line, fault.kind) for fault in read_upload(with_last_row(900), GROUPS).faults] == [
        (900, "bad_address")
    ]


def test_a_workbook_that_names_a_row_without_end_costs_no_time() -> None:
    assert "goes on below row 20,000" in told(with_last_row(999_999_999_999))


def test_a_damaged_workbook_is_read_or_refused_and_nothing_else() -> None:
    data, chance = workbook(ROWS), random.Random(360)
    refused = 0
    for _ in range(300):
        damaged = bytearray(data)
        for _ in range(chance.choice((1, 3, 30))):
            damaged[chance.randrange(4, len(damaged))] = chance.randrange(256)
        try:
            read_upload(bytes(damaged), GROUPS)
        except RaterListError:
            refused += 1
    assert refused > 100
