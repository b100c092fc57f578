"""Files of answers that can be read: whatever a spreadsheet writes."""

import codecs

import pytest

from ninefold.core.answer_file import read_answers
from ninefold.core.framework.library import load_framework
from ninefold.core.responses import Answers, Response
from tests.core.made import dimension, framework, scale

MADE = framework(dimension("care"))
HEADER = "rater,group,care.level,care.importance,care.comment,overall.keep"
PLAIN = f"{HEADER}\nann,self,3,4,,\nbob,peer,0,1,Listens.,\n"


def read(text: str | bytes) -> Answers:
    return read_answers(text.encode() if isinstance(text, str) else text, MADE)


EXPECTED = (
    Response("self", {"care.level": 3, "care.importance": 4}),
    Response("peer", {"care.level": 0, "care.importance": 1}, {"care.comment": "Listens."}),
)


def test_a_plain_file_is_read() -> None:
    answers = read(PLAIN)
    assert answers.responses == EXPECTED
    assert answers.form == "full"
    assert answers.asked is None


@pytest.mark.parametrize("separator", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old-mac"])
def test_any_separator_and_line_end_is_read(separator: str, line_end: str) -> None:
    assert read(PLAIN.replace(",", separator).replace("\n", line_end)).responses == EXPECTED


@pytest.mark.parametrize(
    "data",
    [
        codecs.BOM_UTF8 + PLAIN.encode(),
        codecs.BOM_UTF16_LE + PLAIN.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + PLAIN.encode("utf-16-be"),
        codecs.BOM_UTF16_LE + PLAIN.replace(",", "\t").replace("\n", "\r\n").encode("utf-16-le"),
        PLAIN.rstrip("\n").encode(),
    ],
    ids=["utf-8-mark", "utf-16-le", "utf-16-be", "excel-unicode-text", "no-line-end-at-the-end"],
)
def test_any_encoding_that_excel_writes_is_read(data: bytes) -> None:
    assert read(data).responses == EXPECTED


def test_letters_of_every_language_come_through() -> None:
    text = "Diolch yn fawr, ŵ ŷ. شكرا 谢谢 😀"
    (answer,) = read(f'{HEADER}\nż,peer,1,1,"{text}",\n').responses
    assert answer.comments == {"care.comment": text}


def test_blank_rows_and_rows_of_separators_are_passed_over() -> None:
    assert read(PLAIN.replace("\nbob", "\n\n,,,,,\n  ,,,,,\nbob") + "\n\n").responses == EXPECTED


def test_blank_rows_before_the_header_are_passed_over() -> None:
    assert read("\n,,,,,\n" + PLAIN).responses == EXPECTED


def test_a_comment_keeps_its_lines_quotes_and_separators() -> None:
    (answer,) = read(f'{HEADER}\nbob,peer,1,1,"He said ""yes"",\r\nthen; left",\n').responses
    assert answer.comments == {"care.comment": 'He said "yes",\nthen; left'}


def test_an_empty_cell_and_a_dash_are_no_answer() -> None:
    (answer,) = read(f"{HEADER}\nbob,peer,-,,-,\n").responses
    assert answer == Response("peer", {}, {})


def test_spaces_around_a_cell_mean_nothing() -> None:
    assert read(PLAIN.replace(",", " , ").replace("ann", " ann")).responses == EXPECTED


def test_columns_may_stand_in_any_order_and_be_written_in_capitals() -> None:
    text = "Group,Care.Level,RATER,care.importance\nPEER,0,bob,1\n"
    assert read(text).responses == (Response("peer", {"care.level": 0, "care.importance": 1}),)


def test_columns_of_comments_may_be_left_out() -> None:
    assert read("rater,group,care.level,care.importance\nbob,peer,0,1\n").responses[0].comments == {}


def test_columns_without_a_name_or_content_are_passed_over() -> None:
    assert read(PLAIN.replace("\n", ",,\n")).responses == EXPECTED


def test_no_rater_is_kept_by_name() -> None:
    assert "bob" not in repr(read(PLAIN))


def test_characters_that_no_page_can_show_are_taken_out_of_comments() -> None:
    (answer,) = read(f"{HEADER}\nbob,peer,1,1,Keeps\x07 going\x0b.\ufffe,\n").responses
    assert answer.comments == {"care.comment": "Keeps going."}


@pytest.mark.parametrize("nothing", ["\x01", "\x01 \x02", "\x07\t\x07"])
def test_a_comment_of_such_characters_alone_is_no_comment(nothing: str) -> None:
    (answer,) = read(f'{HEADER}\nbob,peer,1,1,"{nothing}",\n').responses
    assert not any(answer.comments.values())


def test_a_negative_point_is_read_on_a_scale_below_zero() -> None:
    below = framework(dimension("care", level=scale(-2, 2), importance=None))
    (answer,) = read_answers(b"rater,group,care.level\nbob,peer,-2\n", below).responses
    assert answer.ratings == {"care.level": -2}


@pytest.mark.parametrize("form", ["full", "short"])
def test_the_header_tells_which_form_was_answered(form: str) -> None:
    shipped = load_framework("nine-dimensions")
    codes = [question.code for question in shipped.form(form) if question.scale]
    header = ",".join(["rater", "group", *codes])
    answers = read_answers(f"{header}\nbob,peer,{','.join('3' * len(codes))}\n".encode(), shipped)
    assert answers.form == form
    assert len(answers.responses[0].ratings) == len(codes)
    assert read_answers(f"{header}\nbob,peer,{','.join('3' * len(codes))}\n".encode(), shipped, form).form == form
