"""The report as a spreadsheet: numbers are numbers, and no text can become a formula."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.workbook import Workbook

from ninefold.core.responses import Answers, Response
from ninefold.reports.spreadsheet import report_spreadsheet
from tests.reports.made import ENGLISH, EVERYBODY, NINE, all_answering, answers_of, five, report

FORMULAS = ("=1+1", "+1+1", "-1+1", "@SUM(A1)", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x.example","y")', "\t=1+1")


def bytes_of(answers: Answers) -> bytes:
    return report_spreadsheet(report(answers), ENGLISH)


def opened(answers: Answers) -> Workbook:
    return load_workbook(io.BytesIO(bytes_of(answers)))


def cells(book: Workbook) -> Iterator[Cell]:
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            yield from (cell for cell in row if isinstance(cell, Cell) and cell.value is not None)


def column(book: Workbook, sheet: str, heading: str) -> dict[str, object]:
    """The values of a column by what stands first in their rows."""
    rows = list(book[sheet].iter_rows(values_only=True))
    place = rows[0].index(heading)
    return {str(row[0]): row[place] for row in rows[1:]}


def test_the_sheets_are_those_of_the_report() -> None:
    assert opened(answers_of(EVERYBODY)).sheetnames == ["Who answered", "Dimensions", "Figures", "Comments"]


def test_no_text_is_a_formula() -> None:
    said = tuple(Response("peer", {}, {"overall.keep": text, "care.comment": f" {text}"}) for text in FORMULAS)
    book = opened(Answers(NINE, "full", said))
    assert {cell.data_type for cell in cells(book)} <= {"s", "n", "inlineStr"}
    assert set(FORMULAS) <= {cell.value for cell in cells(book)}
    assert b"<f>" not in bytes_of(Answers(NINE, "full", said))


def test_no_part_of_the_file_holds_a_formula() -> None:
    said = tuple(Response("peer", {}, {"overall.keep": text}) for text in FORMULAS)
    with zipfile.ZipFile(io.BytesIO(bytes_of(Answers(NINE, "full", said)))) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/")]
    assert len(sheets) == 4
    assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)


def test_figures_are_numbers_and_limits_are_words() -> None:
    low = all_answering({"level": 1, "importance": 3, "care.level": 3}, {"self": 1, "peer": 4, "other": 3})
    book = opened(Answers(NINE, "full", (*low.responses[:-1], Response("other", {}))))
    peers = column(book, "Figures", "Peers")
    assert peers["care.level"] == 3
    assert peers["purpose.level"] == "at most 1.5"
    assert column(book, "Figures", "Peers: answers")["purpose.level"] == 4
    others = column(book, "Figures", "Others")
    assert others["care.level"] == "not shown"
    assert column(book, "Figures", "Others: answers")["care.level"] is None
    assert column(book, "Dimensions", "Performance: All colleagues")["Caring for colleagues"] == 3
    gap = column(book, "Dimensions", "Difference: you less all colleagues")
    assert gap["Caring for colleagues"] == 0
    assert gap["Keeping purpose alive"] == "−0.5 to +1"


def test_a_mean_is_rounded_half_up() -> None:
    eight = tuple(Response("peer", {"care.level": point}) for point in (3, 2, 2, 2, 2, 2, 2, 2))
    assert column(opened(Answers(NINE, "full", eight)), "Figures", "Peers")["care.level"] == 2.13


def test_the_same_report_gives_the_same_bytes_at_any_time() -> None:
    answers = answers_of(EVERYBODY)
    first = bytes_of(answers)
    assert first == bytes_of(answers)
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(2000, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[0-9:]+", core)) == {"2000-01-01T00:00:00"}


def test_comments_stand_whole_with_their_lines() -> None:
    long = "Word " * 3999 + "end"
    said = [Response("peer", {}, {"overall.keep": text}) for text in (long, "One\nTwo", "<b>&amp;</b> \u202e ŵ 😀")]
    found = {cell.value for cell in cells(opened(Answers(NINE, "full", tuple(said))))}
    assert {long, "One\nTwo", "<b>&amp;</b> \u202e ŵ 😀"} <= found


def test_answers_that_were_left_out_are_said_to_be() -> None:
    sentence = "Answers from a group too small to show were not used."
    assert sentence in {cell.value for cell in cells(opened(answers_of({"self": 1, "peer": 2})))}
    assert sentence not in {cell.value for cell in cells(opened(answers_of(EVERYBODY)))}


@pytest.mark.parametrize("form", ["whole", "pulse"])
def test_what_was_not_asked_has_no_column(tmp_path: Path, form: str) -> None:
    book = opened(answers_of({"self": 1, "peer": 4, "board": 3}, five(tmp_path), form))
    header = [cell.value for cell in next(book["Dimensions"].iter_rows())]
    assert any(str(name).startswith("Importance") for name in header) is (form == "whole")


@pytest.mark.parametrize("sizes", [{}, {"self": 1}, {"peer": 2}], ids=str)
def test_a_report_of_almost_nothing_is_a_spreadsheet_too(sizes: dict[str, int]) -> None:
    assert len(opened(answers_of(sizes)).sheetnames) == 4
