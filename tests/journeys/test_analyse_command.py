"""`ninefold analyse`, from a file of answers to a table or JSON: all of it, or one sentence and nothing."""

import json
from pathlib import Path

import pytest

from ninefold.site.cli import main

ANSWERS = "assessment,rater,group,q1,q2\na,0,self,5,5\na,1,peer,2,3\na,2,peer,3,3\nb,1,peer,4,5\nb,2,peer,4,4\n"
NAMES = [
    *("dimension", "kind", "group", "assessments", "raters", "n", "mean", "sd"),
    *("rwg_j", "rwg_j_lindell", "ad_m_j", "icc1", "icc2", "alpha", "alpha_low", "alpha_high"),
]


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    path = tmp_path / "answers.csv"
    path.write_text(ANSWERS, encoding="utf-8")
    return path


def test_figures_are_written_as_json(answers: Path) -> None:
    written = answers.with_name("figures.json")
    assert main(["analyse", str(answers), "--scale", "1..5", "--json", str(written)]) == 0
    figures = json.loads(written.read_text(encoding="utf-8"))
    assert figures["schema"] == "ninefold.analysis/1"
    assert [list(row) for row in figures["rows"]] == [NAMES, NAMES]
    own, peers = figures["rows"]
    assert (own["group"], own["n"], own["mean"], own["rwg_j"]) == ("self", 1, 5, None)
    assert (peers["group"], peers["assessments"], peers["n"], peers["ad_m_j"]) == ("peer", 2, 4, 0.25)


def test_figures_are_printed_and_the_scale_that_was_found_is_said(
    answers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["analyse", str(answers)]) == 0
    said = capsys.readouterr().out
    assert "2 to 5 was taken" in said
    assert "r*_wg(j)" in said
    assert "Self less the mean of all others" in said


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--scale", "5..1"], "is no scale"),
        (["--scale", "three"], "is no scale"),
        (["--scale", "1..4"], "answers.csv: Row 2, column 4 (q1): “5” is not on the scale"),
        (["--json", "answers.csv"], "is the file of answers"),
        (["--json", "nowhere/figures.json"], "There is no folder"),
        (["--json", "."], "is a folder"),
        (["--framework", "no-such-framework"], "no-such-framework"),
    ],
)
def test_a_fault_is_one_sentence_and_nothing_is_written(
    answers: Path,
    options: list[str],
    said: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(answers.parent)
    assert main(["analyse", "answers.csv", *options]) == 2
    output = capsys.readouterr()
    assert said in output.err
    assert output.out == ""
    assert [path.name for path in answers.parent.iterdir()] == ["answers.csv"]
    assert answers.read_text(encoding="utf-8") == ANSWERS
