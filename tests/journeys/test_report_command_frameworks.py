"""`ninefold framework`: a framework is checked before anybody is asked, and its questions are listed."""

import json
from pathlib import Path

import pytest

from ninefold.core.framework.library import load_framework
from ninefold.site.cli import main
from tests.core.five import STRUCTURE, WORDS, write_five


def test_the_questions_are_a_list_of_objects(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["framework", "questions", "nine-dimensions", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert len(listed) == 71
    assert all(set(question) == {"code", "kind", "dimension", "lo", "hi", "text"} for question in listed)
    assert listed[0] == {
        "code": "purpose.level",
        "kind": "level",
        "dimension": "purpose",
        "lo": 0,
        "hi": 4,
        "text": load_framework("nine-dimensions").question("purpose.level").text,
    }
    assert {question["kind"] for question in listed} == {"level", "importance", "extent", "impact", "comment"}
    assert all((question["lo"] is None) is (question["kind"] == "comment") for question in listed)
    assert {q["code"]: (q["lo"], q["hi"]) for q in listed}["care.importance"] == (1, 4)


def test_the_questions_can_be_read_by_people_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["framework", "questions", "nine-dimensions"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 71
    assert lines[0].startswith("purpose.level ")
    assert "0 to 4" in lines[0]


@pytest.mark.parametrize("name", ["nine-dimensions", "frameworks/nine-dimensions"])
def test_the_shipped_framework_can_be_used(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    here = Path(__file__).parents[2]
    assert main(["framework", "check", str(here / name) if "/" in name else name]) == 0
    assert "9 dimensions, 71 questions, forms full, short, words in cy, en." in capsys.readouterr().out


def test_a_framework_of_ones_own_can_be_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["framework", "check", write_five(tmp_path)]) == 0
    assert "Five habits (five-habits 2.1) can be used: 5 dimensions" in capsys.readouterr().out


def test_every_fault_of_a_framework_is_told_and_ends_with_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    structure = STRUCTURE.replace("hi: 7", "hi: 12").replace("id: deciding", "id: listening")
    assert main(["framework", "check", write_five(tmp_path, structure)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "framework.yaml, line 6: " in said.err
    assert "framework.yaml, line 10: " in said.err


def test_faults_in_the_words_of_another_language_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_five(tmp_path)
    (tmp_path / "cy.yaml").write_text(WORDS.replace("locale: en", "locale: cy").replace("half the time, ", ""))
    assert main(["framework", "check", folder]) == 2
    assert "cy.yaml, line 10: " in capsys.readouterr().err


@pytest.mark.parametrize("action", ["check", "questions"])
def test_a_framework_that_is_not_there_is_told(action: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["framework", action, "nowhere"]) == 2
    assert "There is no framework “nowhere”" in capsys.readouterr().err
