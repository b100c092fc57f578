"""The report on paper: valid, tagged, and the same bytes for the same document."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from random import Random
from string import ascii_letters

import page
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from ninefold.reports.document import Chart, Comments, Document, Section
from ninefold.reports.pdf import report_pdf
from tests.reports.sample import HOSTILE, SAMPLE, WORDS

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.pdf"))


def findings(pdf: bytes) -> list[str]:
    """What a validator finds wrong with a file under PDF/UA-1 and PDF/A-2a."""
    reports = [page.validate_pdf_bytes(pdf, profile=profile) for profile in ("ua1", "2a")]
    return [f"{report.profile.value} {each.rule_id}: {each.message}" for report in reports for each in report.failures]


def with_comments(*texts: str) -> Document:
    return replace(SAMPLE, sections=(Section("comments", "Comments", (Comments("Word for word:", texts),)),))


@pytest.fixture(scope="module")
def sample() -> bytes:
    return report_pdf(SAMPLE)


def test_a_report_with_every_block_and_hostile_text_is_valid_pdf_ua_and_pdf_a(sample: bytes) -> None:
    assert findings(sample) == []


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_each_published_example_is_valid_pdf_ua_and_pdf_a(example: Path) -> None:
    assert findings(example.read_bytes()) == []


def test_the_validator_would_notice_a_file_that_is_not_valid() -> None:
    plain = typst.compile(b"= Untitled", format="pdf")
    assert plain is not None
    assert findings(plain) != []


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.text(min_size=1, max_size=60))
def test_whatever_a_comment_is_made_of_the_report_is_valid(text: str) -> None:
    assert findings(report_pdf(with_comments(text))) == []


def test_a_stream_that_ends_in_a_carriage_return_is_still_measured_right() -> None:
    comments = ("".join(Random(number).choices(ascii_letters, k=20)) for number in range(1_000))
    drawn = (report_pdf(with_comments(comment)) for comment in comments)
    unlucky = next(pdf for pdf in drawn if b"\r\r\nendstream" in pdf)
    assert findings(unlucky) == []


def test_the_file_names_its_title_and_its_language(sample: bytes) -> None:
    assert re.search(rb"<dc:title>.*>Your 360 feedback<.*</dc:title>", sample)
    assert b"/Lang(en-GB)" in sample


def test_a_document_without_a_region_in_its_language_is_drawn() -> None:
    assert b"/Lang(cy)" in report_pdf(replace(SAMPLE, language="cy"))


def test_the_same_document_gives_the_same_bytes_in_another_process(sample: bytes) -> None:
    program = (
        "import sys; from tests.reports.sample import SAMPLE; from ninefold.reports.pdf import report_pdf; "
        "sys.stdout.buffer.write(report_pdf(SAMPLE))"
    )
    env = {"PYTHONPATH": os.pathsep.join(sys.path)}
    other = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, env=env)
    assert other.stdout == sample


def test_reports_drawn_at_the_same_time_do_not_mix() -> None:
    documents = [with_comments(text) for text in HOSTILE]
    alone = [report_pdf(document) for document in documents]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(report_pdf, documents)) == alone


def test_a_missing_word_is_an_error_and_not_a_gap() -> None:
    with pytest.raises(KeyError, match="not_drawn"):
        report_pdf(replace(SAMPLE, words={key: WORDS[key] for key in WORDS if key != "not_drawn"}))


def test_a_chart_that_is_no_drawing_is_an_error() -> None:
    chart = Chart("<p>no</p>", "Caption", "Alternative", None)
    with pytest.raises(typst.TypstError):
        report_pdf(replace(SAMPLE, sections=(Section("chart", "Chart", (chart,)),)))
