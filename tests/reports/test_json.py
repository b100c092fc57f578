"""`report.json`: as its published schema says, for every kind of report, with figures as they are rounded."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from ninefold.core.responses import Answers, Response
from ninefold.core.shown import Rule
from ninefold.reports.report_json import report_json
from tests.reports.made import ENGLISH, EVERYBODY, NINE, all_answering, answers_of, five, report

ROOT = Path(__file__).parents[2]
SCHEMA: dict[str, Any] = json.loads((ROOT / "docs" / "report.schema.json").read_text())
VALIDATOR = Draft202012Validator(SCHEMA)


def value(answers: Answers, rule: Rule | None = None) -> dict[str, Any]:
    """The report as JSON has it, after it was compared with the schema."""
    made = json.loads(report_json(report(answers, rule), ENGLISH))
    assert isinstance(made, dict)
    VALIDATOR.validate(made)
    return made


def cells(made: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    return {
        (cell["question"], cell["block"]): {key: cell[key] for key in cell if key not in ("question", "block")}
        for cell in made["cells"]
    }


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_the_schema_allows_nothing_that_it_does_not_name_and_describes_all_that_it_names() -> None:
    def look(part: Any, at: str) -> None:
        if isinstance(part, list):
            for number, each in enumerate(part):
                look(each, f"{at}/{number}")
        if not isinstance(part, dict):
            return
        if part.get("type") == "object":
            assert part["additionalProperties"] is False, at
            for name, field in part["properties"].items():
                text = field.get("description", "")
                assert text.endswith("."), f"{at}/{name} is not described by a sentence"
        for key, each in part.items():
            look(each, f"{at}/{key}")

    look(SCHEMA, "#")


@pytest.mark.parametrize(
    ("sizes", "form"),
    [
        (EVERYBODY, "full"),
        (EVERYBODY, "short"),
        ({"self": 1}, "full"),
        ({"line_manager": 2}, "short"),
        ({"peer": 2}, "short"),
        ({"peer": 3}, "short"),
        ({"self": 1, "peer": 2, "direct_report": 2, "other": 1}, "full"),
        ({"self": 1, "line_manager": 1, "peer": 30}, "short"),
        ({}, "full"),
    ],
    ids=str,
)
def test_every_report_is_as_the_schema_says(sizes: dict[str, int], form: str) -> None:
    made = value(answers_of(sizes, form=form))
    assert made["form"] == form
    assert made["omitted"] is (sizes == {"peer": 2})
    rated = sum(question.scale is not None for question in NINE.form(form))
    assert len(made["cells"]) == rated * len(made["blocks"])


@pytest.mark.parametrize("form", ["whole", "pulse"])
def test_a_report_on_another_framework_is_as_the_schema_says(tmp_path: Path, form: str) -> None:
    sizes = {"self": 1, "peer": 4, "board": 3, "line_manager": 1}
    made = value(answers_of(sizes, five(tmp_path), form))
    assert made["framework"] == {"id": "five-habits", "version": "2.1", "locale": "en", "title": "Five habits"}
    assert [block["label"] for block in made["blocks"]] == ["You", "Peers", "GPs and board", "Line manager"]
    assert len(made["derived"]["dimensions"]) == 5
    asked = {part["figure"] is not None for d in made["derived"]["dimensions"] for part in d["importance"]}
    assert (True in asked) is (form == "whole")
    assert all(dimension["colleagues"]["performance"] for dimension in made["derived"]["dimensions"])


def test_bands_ranges_and_what_is_hidden_are_told_apart() -> None:
    low = all_answering({"level": 1, "importance": 3, "purpose.level": 4}, {"self": 1, "peer": 4, "other": 3})
    someone = Response("other", {})
    made = value(Answers(NINE, "full", (*low.responses[:-1], someone)))
    assert cells(made)["care.level", "self"] == {"n": 1, "mean": 1.0}
    assert cells(made)["care.level", "peer"] == {"n": 4, "at_most": 1.5}
    assert cells(made)["purpose.level", "peer"] == {"n": 4, "at_least": 3.75}
    assert cells(made)["care.importance", "peer"] == {"n": 4, "mean": 3.0}
    assert cells(made)["care.level", "other"] == {"hidden": True}
    purpose, care = made["derived"]["dimensions"][:2]
    assert purpose["colleagues"]["performance"] == {"least": 3.75, "greatest": 4.0}
    assert care["colleagues"]["performance"] == {"least": 0.0, "greatest": 1.5}
    assert care["gap"] == {"least": -0.5, "greatest": 1.0}
    assert care["quarter"] == "develop_first"
    assert made["derived"]["findings"]["needs"] == [d.id for d in NINE.dimensions[1:]]


def test_a_hidden_cell_tells_no_more_than_that() -> None:
    made = value(answers_of({"self": 1, "peer": 2, "other": 1, "direct_report": 5}))
    hidden = [cell for cell in made["cells"] if "hidden" in cell]
    assert all(set(cell) == {"question", "block", "hidden"} for cell in hidden)


def numbers(part: Any) -> list[float]:
    if isinstance(part, dict):
        return [number for each in part.values() for number in numbers(each)]
    if isinstance(part, list):
        return [number for each in part for number in numbers(each)]
    return [part] if isinstance(part, float) else []


def test_figures_have_two_decimals_and_a_half_is_rounded_up() -> None:
    text = report_json(report(answers_of(EVERYBODY, comments=False)), ENGLISH)
    found = numbers(json.loads(text))
    assert len(found) > 300
    assert all(Decimal(str(number)).as_tuple().exponent in (-1, -2) for number in found)
    eight = [Response("peer", {"care.level": point}) for point in (3, 2, 2, 2, 2, 2, 2, 2)]
    # 17/8 is 2.125.
    assert cells(value(Answers(NINE, "full", tuple(eight))))["care.level", "peer"] == {"n": 8, "mean": 2.13}


def test_blocks_tell_who_was_asked_only_where_that_is_known() -> None:
    answers = answers_of({"peer": 3})
    assert value(answers)["blocks"] == [
        {"id": "peer", "label": "Peers", "groups": ["peer"], "identified": False, "responses": 3}
    ]
    known = Answers(NINE, "full", answers.responses, {"peer": 5, "other": 2})
    assert value(known)["blocks"] == [
        {
            "id": "peer+other",
            "label": "Peers and others",
            "groups": ["peer", "other"],
            "identified": False,
            "asked": 7,
            "responses": 3,
        }
    ]


def test_the_rule_is_told_with_the_report() -> None:
    assert value(answers_of(EVERYBODY), Rule(minimum=4))["rule"] == {"minimum": 4, "comment_writers": 5}


def test_comments_come_word_for_word_with_the_blocks_they_are_from() -> None:
    text = "“Quoted” <b>bold</b>\nline two ŵ 😀 \\ \u2028"
    answers = Answers(
        NINE, "full", tuple(Response("peer", {}, {"overall.keep": said}) for said in (text, "Second", "Third"))
    )
    (comments,) = value(answers)["comments"]
    assert (comments["question"], comments["blocks"]) == ("overall.keep", ["peer"])
    assert text in comments["texts"]


def test_no_rater_and_no_answer_is_in_a_report() -> None:
    made = value(answers_of(EVERYBODY, comments=False))
    assert "rater" not in json.dumps(list(made))
    assert made["comments"] == []
    assert set(made) == {
        "schema", "framework", "form", "rule", "blocks", "omitted", "cells", "derived", "comments",
    }  # fmt: skip


def test_the_published_examples_are_as_the_schema_says() -> None:
    examples = sorted((ROOT / "examples").glob("*.json"))
    assert len(examples) == 3
    for example in examples:
        VALIDATOR.validate(json.loads(example.read_text()))
