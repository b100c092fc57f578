"""A report made from a file that somebody sends: at once, in memory, and kept nowhere."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

ADDRESS = "/report-from-a-file/"
RICH = (Path(__file__).parents[2] / "examples" / "ward-manager.csv").read_bytes()


def send(client: Client, content: bytes, kind: str = "page", name: str = "answers.csv") -> HttpResponse:
    return client.post(ADDRESS, {"answers": SimpleUploadedFile(name, content), "kind": kind})  # type: ignore[return-value]  # the test client's response is one


def test_the_report_comes_straight_back_as_a_page(client: Client) -> None:
    response = send(client, RICH)
    assert response.status_code == 200
    assert "Recognised strengths" in response.content.decode()


@pytest.mark.parametrize("kind", ["pdf", "xlsx", "html", "json"])
def test_or_as_a_file_that_the_browser_saves(client: Client, kind: str) -> None:
    response = send(client, RICH, kind)
    assert response["Content-Disposition"] == f'attachment; filename="report.{kind}"'
    starts = {"pdf": b"%PDF", "xlsx": b"PK", "html": b"<!doctype html>", "json": b"{"}
    assert response.content.startswith(starts[kind])


@pytest.mark.django_db
def test_nothing_is_stored_and_no_copy_may_be_kept_on_the_way(client: Client) -> None:
    with CaptureQueriesContext(connection) as queries:
        response = send(client, RICH)
    assert len(queries) == 0
    assert not response.cookies
    assert "no-store" in response["Cache-Control"]


def test_what_somebody_wrote_reaches_the_page_as_text_only(client: Client) -> None:
    rows = list(csv.reader(io.StringIO(RICH.decode("utf-8-sig"))))
    place = rows[0].index("purpose.comment")
    for row in rows[1:]:
        row[0] = f"<script>{row[0]}</script>"
        row[place] = "<script>alert(1)</script>"
    file = io.StringIO(newline="")
    csv.writer(file).writerows(rows)
    page = send(client, file.getvalue().encode()).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page
    assert "&lt;script&gt;r" not in page, "what tells raters apart is shown nowhere"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty"),
        (
            b"rater,grup\n",
            "Row 1, column 2: \u201cgrup\u201d is not the name of a column. Did you mean \u201cgroup\u201d?",
        ),
        (RICH[:2000].replace(b"self", b"boss", 1) + b"\r\n", "Row"),
        (b"PK\x03\x04 a workbook", "This is an Excel workbook"),
        (b"a,b\n\xff\xfe", "is no UTF-8 text"),
        (b"x" * 5_000_001, "The file is too large (5 MB)"),
    ],
)
def test_a_faulty_file_is_answered_with_one_clear_sentence(client: Client, content: bytes, sentence: str) -> None:
    response = send(client, content)
    page = response.content.decode()
    assert response.status_code == 422
    assert page.count(sentence) == 2, "in the summary, which leads to the field, and at the field"
    assert 'href="#answers"' in page
    assert "<title>Error: " in page


def test_without_a_file_the_page_asks_for_one(client: Client) -> None:
    response = client.post(ADDRESS, {"kind": "page"})
    assert response.status_code == 422
    assert "Choose a file of answers." in response.content.decode()


def test_the_kind_that_was_chosen_is_still_chosen_after_a_fault(client: Client) -> None:
    page = send(client, b"", "pdf").content.decode()
    assert 'value="pdf" checked' in page


def test_a_form_from_elsewhere_is_refused() -> None:
    assert send(Client(enforce_csrf_checks=True), RICH).status_code == 403


def test_an_empty_file_to_fill_in_is_ready_for_a_spreadsheet(client: Client) -> None:
    full = client.get(f"{ADDRESS}answers-full.csv").content
    assert full.startswith(b"\xef\xbb\xbfrater,group,purpose.level,")
    assert b"purpose.b1" not in client.get(f"{ADDRESS}answers-short.csv").content
    assert client.get(f"{ADDRESS}answers-none.csv").status_code == 404


def test_the_report_from_a_file_is_the_report_of_the_command(client: Client) -> None:
    report = json.loads(send(client, RICH, "json").content)
    assert report == json.loads((Path(__file__).parents[2] / "examples" / "ward-manager.json").read_bytes())


def test_the_questions_can_be_taken_away_with_what_their_points_mean(client: Client) -> None:
    rows = list(csv.reader(io.StringIO(client.get(f"{ADDRESS}questions.csv").content.decode("utf-8-sig"))))
    by_code = {row[0]: row for row in rows}
    assert by_code["purpose.level"][1:3] == ["full, short", "0 to 4"]
    assert "0 not yet essential; 1 essential" in by_code["purpose.level"][4]
    assert by_code["purpose.b1"][1] == "full"
    assert by_code["overall.keep"][2] == "comment"


def test_a_report_bears_the_name_that_was_given_and_so_does_its_file(client: Client) -> None:
    form = {"answers": SimpleUploadedFile("answers.csv", RICH), "name": " Ada <Fenn> "}
    assert "360 report for Ada &lt;Fenn&gt;" in client.post(ADDRESS, {**form, "kind": "page"}).content.decode()
    form["answers"] = SimpleUploadedFile("answers.csv", RICH)
    saved = client.post(ADDRESS, {**form, "kind": "html"})
    assert saved["Content-Disposition"] == 'attachment; filename="ada-fenn.html"'


def test_a_second_file_in_one_request_is_refused_before_it_fills_the_memory(client: Client) -> None:
    files = {f"answers{number}": SimpleUploadedFile("answers.csv", RICH) for number in range(2)}
    assert client.post(ADDRESS, {**files, "kind": "page"}).status_code == 400
