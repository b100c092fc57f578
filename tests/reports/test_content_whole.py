"""What holds for the whole of any report: its words, its title, and that there always is one."""

import re
from gettext import NullTranslations
from pathlib import Path

import pytest

from ninefold.core.disclosure import disclose
from ninefold.core.responses import Answers, Response
from ninefold.core.shown import Rule
from ninefold.reports.content import report_document
from ninefold.reports.report import report_of
from tests.reports.made import (
    EVERYBODY,
    NINE,
    all_answering,
    answers_of,
    callouts,
    document,
    five,
    section,
    texts,
)

REJECTED = re.compile(
    r"\b(anonym\w*|sessions?|release[ds]?|disclos\w*|compil\w*|seal(ed)?|rounds?|blocks?|cells?|below essential"
    r"|score[sd]?|insufficient|blind spots?|accountability partner|handle with care|lapsed|NHS)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("sizes", [EVERYBODY, {"self": 1, "peer": 4, "other": 1}, {"peer": 2}], ids=str)
def test_a_report_uses_no_word_that_was_rejected(tmp_path: Path, sizes: dict[str, int]) -> None:
    # Of another framework, so that every word but a few labels is the report's own.
    framework = five(tmp_path)
    sizes = {{"other": "board", "direct_report": "board"}.get(group, group): size for group, size in sizes.items()}
    for form in ("whole", "pulse"):
        for text in texts(document(answers_of(sizes, framework, form, comments=False))):
            assert not REJECTED.search(text), text
    for text in texts(document(answers_of(EVERYBODY, comments=False))):
        assert not re.search(r"\b(anonym\w*|blind spots?|insufficient|below essential|NHS)\b", text, re.IGNORECASE), (
            text
        )


@pytest.mark.parametrize(
    "sizes", [{}, {"self": 1}, {"line_manager": 1}, {"peer": 2}, {"peer": 3}, {"self": 1, "other": 30}], ids=str
)
@pytest.mark.parametrize("form", ["full", "short"])
def test_whatever_the_rule_lets_through_becomes_a_report(sizes: dict[str, int], form: str) -> None:
    made = document(answers_of(sizes, form=form))
    assert made.sections[0].anchor == "how-to-read"
    for part in made.sections:
        assert part.title
        assert part.blocks
        assert not any("None" in text or "{" in text for text in texts(part))


def test_nobodys_answer_to_a_question_is_like_a_hidden_one() -> None:
    people = answers_of({"self": 1, "peer": 5}, comments=False).responses
    silent = tuple(
        Response(one.group, {code: point for code, point in one.ratings.items() if code != "care.level"})
        for one in people
    )
    two = (*silent[:3], *(Response(one.group, {**one.ratings, "care.level": 3}) for one in silent[3:5]), *silent[5:])
    assert document(Answers(NINE, "full", silent)) == document(Answers(NINE, "full", two))


def test_a_facilitator_has_words_for_what_is_lower_than_the_person_thought() -> None:
    low = document(all_answering({"level": 2, "importance": 4}, {"self": 1, "peer": 4}))
    (said,) = callouts(section(low, "overview"))
    assert said.kind == "say"
    assert said.title == "On what is lower than you thought"


def test_a_report_may_bear_the_name_of_the_person_it_is_about() -> None:
    report = report_of(NINE, disclose(answers_of({"self": 1, "peer": 4}), Rule()))
    assert report_document(report, NullTranslations(), name="Ada Fenn").title == "360 report for Ada Fenn"
    assert report_document(report, NullTranslations()).title == "Your 360 report"
