"""Files of answers that cannot be read: each gives one clear sentence that says where."""

import codecs
import io
import os
import re
import resource
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from ninefold.core.answer_file import LARGEST_FILE, AnswerFileError, load_answers, read_answers
from ninefold.core.framework.library import load_framework
from tests.core.made import dimension, framework

MADE = framework(dimension("care"))
HEADER = "rater,group,care.level,care.importance,care.comment"
ROW = "bob,peer,2,3,"


def told(data: str | bytes, form: str | None = None) -> str:
    """What is said of this file: printable, on one line, and ended like a sentence."""
    with pytest.raises(AnswerFileError) as caught:
        read_answers(data.encode() if isinstance(data, str) else data, MADE, form)
    return in_one_line(str(caught.value))


def in_one_line(text: str) -> str:
    assert text.isprintable(), f"not one printable line: {text!r}"
    assert text.endswith((".", "?")), text
    assert len(text) < 400, text
    return text


def workbook() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    return file.getvalue()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        # The header.
        (f"name,group,care.level,care.importance\n{ROW}", ["Row 1, column 1", "“name”"]),
        (f"ratr,group,care.level,care.importance\n{ROW}", ["Row 1, column 1", "“ratr”", "Did you mean “rater”?"]),
        (f"rater,group,care.levle,care.importance\n{ROW}", ["Row 1, column 3", "Did you mean “care.level”?"]),
        (f"{HEADER},shoe size\n{ROW},42", ["Row 1, column 6", "“shoe size” is not the name of a column"]),
        (f"{HEADER},care.level\n{ROW},2", ["Row 1, column 6", "“care.level” is there already", "column 3"]),
        (f"{HEADER},Rater\n{ROW},2", ["Row 1, column 6", "“rater” is there already", "column 1"]),
        ("group,care.level,care.importance\npeer,2,3", ["Row 1", "no column “rater”"]),
        ("rater,care.level,care.importance\nbob,2,3", ["Row 1", "no column “group”"]),
        ("rater,group,care.level\nbob,peer,2", ["Row 1", "no column “care.importance”"]),
        ("bob,peer,2,3\nann,self,3,3", ["Row 1, column 1", "“bob”"]),
        # Ratings.
        (f"{HEADER}\nbob,peer,5,3,", ["Row 2, column 3 (care.level)", "“5”", "0 to 4"]),
        (f"{HEADER}\nbob,peer,-1,3,", ["Row 2, column 3", "“-1”"]),
        (f"{HEADER}\nbob,peer,2,0,", ["Row 2, column 4 (care.importance)", "“0”", "1 to 4"]),
        (f"{HEADER}\nbob,peer,3.0,3,", ["Row 2, column 3", "“3.0”", "whole number"]),
        (f'{HEADER}\nbob,peer,"3,0",3,', ["Row 2, column 3", "“3,0”"]),
        (f"{HEADER}\nbob,peer,strong,3,", ["Row 2, column 3", "“strong”"]),
        (f"{HEADER}\nbob,peer,99999999999999999999,3,", ["Row 2, column 3", "not on the scale"]),
        (f"{HEADER}\nbob,peer,٣,3,", ["Row 2, column 3", "not on the scale"]),
        (f"{HEADER}\nbob,peer,=1+1,3,", ["Row 2, column 3", "“=1+1”"]),
        (f"{HEADER}\n{ROW}\n\nann,peer,9,3,", ["Row 4, column 3", "“9”"]),
        (f'{HEADER}\nbob,peer,2,3,"two\nlines"\nann,peer,9,3,', ["Row 3, column 3", "“9”"]),
        # Who they are.
        (f"{HEADER}\nbob,peers,2,3,", ["Row 2, column 2 (group)", "“peers”", "Did you mean “peer”?"]),
        (f"{HEADER}\nbob,xyzzy,2,3,", ["Row 2, column 2 (group)", "“xyzzy”", "self, line_manager, peer"]),
        (f"{HEADER}\nbob,,2,3,", ["Row 2, column 2 (group)", "empty"]),
        (f"{HEADER}\n,peer,2,3,", ["Row 2, column 1 (rater)", "empty"]),
        (f"{HEADER}\n{ROW}\nann,self,1,1,\nbob,other,2,3,", ["Row 4, column 1 (rater)", "“bob”", "row 2"]),
        (f"{HEADER}\n{ROW}\nBOB,other,2,3,", ["Row 3, column 1 (rater)", "row 2"]),
        (f"{HEADER}\nann,self,1,1,\n{ROW}\ncat,self,2,3,", ["Row 4, column 2 (group)", "“self”", "row 2"]),
        # The shape of a row.
        (f"{HEADER}\nbob,peer,2", ["Row 2", "after column 3", "5 columns"]),
        (f"{HEADER}\n{ROW}\nann", ["Row 3", "after column 1"]),
        (f"{HEADER}\nbob,peer,2,3,Listens.,extra", ["Row 2, column 6", "row 1 does not say"]),
        (f"{HEADER},\n{ROW},extra", ["Row 2, column 6", "row 1 does not say"]),
        (f'{HEADER}\n{ROW}\nann,peer,2,3,"never closed\ncat,peer,1,1,', ["Row 3", "quotation mark"]),
        (f'"{HEADER}\n{ROW}', ["Row 1", "quotation mark"]),
        # Nothing.
        ("", ["empty", "rater, group"]),
        (" \n\n,,,\n", ["empty"]),
        (f"{HEADER}\n", ["no answers"]),
        (f"{HEADER}\n\n,,,,\n", ["no answers"]),
    ],
)
def test_a_faulty_table_is_told_in_one_sentence_with_row_and_column(text: str, says: list[str]) -> None:
    told_of_it = told(text)
    for part in says:
        assert part in told_of_it


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (codecs.BOM_UTF8, "empty"),
        (codecs.BOM_UTF16_LE, "empty"),
        (workbook(), "Excel workbook"),
        (f"{HEADER}\n{ROW}\nJosé,peer,1,1,".encode("latin-1"), "Line 3"),
        (f"{HEADER}\n{ROW}".encode("utf-16-le"), "no text"),
        (f"{HEADER}\n{ROW}\nann,pe\0er,1,1,".encode(), "Line 3"),
        (codecs.BOM_UTF16_LE + f"{HEADER}\n{ROW}".encode("utf-16-le") + b"\0", "no UTF-16 text"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "Line 1"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "Excel workbook"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "Line 2"),
        (b"\0" * 1000, "Line 1"),
        (b"<html><body>Not found</body></html>", "Row 1, column 1"),
        (b'{"rater": "bob"}', "Row 1, column 1"),
        (b"x" * 300_000, "Row 1"),
        (b"x," * 150_000, "Row 1, column 1"),
        (b'"' * 300_001, "Row 1"),
    ],
)
def test_a_file_that_is_no_table_is_told_in_one_sentence(data: bytes, says: str) -> None:
    assert says in told(data)


def test_a_cell_is_quoted_without_its_line_ends_and_control_characters() -> None:
    assert "“1 2”" in told(f'{HEADER}\nbob,peer,"1\n2",3,')
    told(f"{HEADER}\nbob,pe\x1b[31mer,1,1,")
    told(f'"ra\nter",group,care.level,care.importance\n{ROW}')
    told(f'{HEADER}\n"b\x07ob",peer,1,1,\n"b\x07ob",peer,1,1,')


def test_a_long_cell_is_quoted_in_short() -> None:
    assert len(told(f"{HEADER}\nbob,peer,{'9' * 5000},3,")) < 250
    assert len(told(f"{HEADER},{'shoe' * 5000}\n{ROW},1")) < 250


def test_a_header_under_blank_rows_is_told_by_its_own_row() -> None:
    assert told(f"\n\n{HEADER.replace('rater', 'ratr')}\n{ROW}").startswith("Row 3, column 1")
    assert told("\nrater,group,care.level\nbob,peer,2").startswith("Row 2 ")


def test_a_comment_of_a_whole_book_is_refused_with_its_place() -> None:
    assert "Row 2, column 5 (care.comment)" in told(f"{HEADER}\nbob,peer,2,3,{'x' * 20_001}")
    assert "Row 2" in told(f"{HEADER}\nbob,peer,2,3,{'x' * 200_000}")


def test_a_question_of_another_form_is_told_as_that() -> None:
    shipped = load_framework("nine-dimensions")
    codes = [question.code for question in shipped.form("short") if question.scale]
    header = ",".join(["rater", "group", *codes, "purpose.b1"])
    with pytest.raises(AnswerFileError, match=r"“purpose\.b1” is not asked in the short form"):
        read_answers(header.encode(), shipped, "short")


def test_a_file_of_the_short_form_read_as_the_full_one_says_what_is_missing() -> None:
    shipped = load_framework("nine-dimensions")
    codes = [question.code for question in shipped.form("short") if question.scale]
    with pytest.raises(AnswerFileError, match=r"no column “purpose\.b1”, “purpose\.b2”, “purpose\.b3” and 33 more"):
        read_answers(",".join(["rater", "group", *codes]).encode(), shipped, "full")


def test_every_fault_names_only_what_is_in_the_file_and_never_another_answer() -> None:
    text = told(f"{HEADER}\nbob,peer,2,3,Said in confidence.\nann,peer,9,3,Also in confidence.")
    assert "confidence" not in text


def test_a_file_of_a_hundred_megabytes_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(AnswerFileError, match=r"too large \(100 MB\)"):
        load_answers(path, MADE)


def test_bytes_that_are_too_many_are_refused_before_they_are_read_as_text() -> None:
    assert "too large" in told(b"\xff" * (LARGEST_FILE + 1))


@pytest.mark.parametrize("name", ["missing.csv", ".", "missing/answers.csv", "x" * 300])
def test_what_is_no_file_is_told_by_its_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with pytest.raises(AnswerFileError, match=re.escape(path.name)) as caught:
        load_answers(path, MADE)
    assert str(caught.value).count("\n") == 0


def test_a_pipe_is_read_like_a_file(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["/bin/sh", "-c", 'printf "$1" > "$2"', "sh", f"{HEADER}\\n{ROW}\\n", str(pipe)]):
        assert len(load_answers(pipe, MADE).responses) == 1


ENDLESS = """
from pathlib import Path
from ninefold.core.answer_file import AnswerFileError, load_answers
from tests.core.made import framework
try:
    load_answers(Path("/dev/zero"), framework())
except AnswerFileError as error:
    print(error)
"""


def test_a_file_without_end_is_not_read_to_its_end() -> None:
    def little_memory() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (300_000_000, 300_000_000))

    ran = subprocess.run(
        [sys.executable, "-c", ENDLESS],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        preexec_fn=little_memory,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert "too large" in ran.stdout, ran.stderr[-500:]


def test_a_file_that_no_360_has_is_refused_before_it_costs_minutes() -> None:
    rows = [f"rater {number},peer,2,3," for number in range(1_001)]
    assert "more than 1,000 raters" in told("\n".join([HEADER, *rows]))
    assert "more than 5,000 rows" in told(HEADER + "\n" * 5_001 + ROW)
    rows = [f"rater {number},peer,2,3,{'x' * 19_000}" for number in range(27)]
    assert "more than 500,000 characters" in told("\n".join([HEADER, *rows]))
