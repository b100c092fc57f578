"""What a self-assessment says: strengths and priorities in words, the next level, what was left open, and a plan."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from ninefold.core.framework.model import Framework
from ninefold.core.self_findings import own_view
from ninefold.reports.content.self_assessment import PlannedGoal, Written, self_document
from ninefold.reports.document import Bullets, Chart, Document, WritingLines
from ninefold.reports.html import report_page, section_fragment
from tests.reports.made import ENGLISH, NINE, callouts, cards, five, section, table, texts, titles

# Level and importance, in the order of the framework: three strengths, and four that stay behind.
MIXED = ((3, 4), (1, 4), (2, 3), (2, 2), (1, 3), (4, 2), (2, 4), (3, 3), (1, 1))


def answered(levels: Sequence[tuple[int | None, int | None]], impact: int | None = None) -> dict[str, int]:
    """The answers to these levels and importances, and to all of impact."""
    given: dict[str, int | None] = {}
    for dimension, (level, importance) in zip(NINE.dimensions, levels, strict=False):
        assert dimension.level is not None
        assert dimension.importance is not None
        given |= {dimension.level.code: level, dimension.importance.code: importance}
    assert NINE.impact is not None
    given |= {question.code: impact for question in NINE.impact.questions}
    return {code: point for code, point in given.items() if point is not None}


def made(ratings: dict[str, int], written: Written | None = None, framework: Framework = NINE) -> Document:
    return self_document(own_view(framework, ratings), written or Written(), ENGLISH, day="3 March 2026")


def quarters_of(document: Document) -> dict[str, str]:
    """The quarter of each dimension, by the table of the chart."""
    rows = table(section(document, "level-against-importance"), "Your level").rows
    return {row[0]: row[1] for row in rows}


@pytest.fixture(scope="module")
def mixed() -> Document:
    return made(answered(MIXED, impact=3))


def test_the_parts_come_in_this_order(mixed: Document) -> None:
    anchors = [part.anchor for part in mixed.sections]
    assert anchors == ["in-short", "profile", "level-against-importance", "next-level", "impact", "plan"]


def test_it_says_strengths_and_what_to_work_on_first_in_words(mixed: Document) -> None:
    short = section(mixed, "in-short")
    found = cards(short)
    assert titles(found["Your strengths, as you see them"]) == [
        "Involving everyone",
        "Keeping purpose alive",
        "Helping people grow",
    ]
    assert titles(found["What to work on first"]) == [
        "Caring for colleagues",
        "Upholding clear standards",
        "Showing the way ahead",
    ]
    lead = texts(short)[1]
    assert lead.startswith(
        "You see your strengths in involving everyone, keeping purpose alive and helping people grow."
    )
    assert "is caring for colleagues, upholding clear standards and showing the way ahead." in lead
    later = "Also important, and for later: making sense of evidence."
    assert any(text.startswith(later) for text in texts(short))


def test_each_dimension_has_its_quarter_by_name(mixed: Document) -> None:
    quarters = quarters_of(mixed)
    assert quarters["1. Keeping purpose alive"] == "Build on"
    assert quarters["2. Caring for colleagues"] == "Develop first"
    assert quarters["6. Involving everyone"] == "In reserve"
    assert quarters["9. Winning willing support"] == "Keep an eye on"


def test_every_chart_has_all_its_figures_in_a_table(mixed: Document) -> None:
    charts = [block for part in mixed.sections for block in part.blocks if isinstance(block, Chart)]
    assert len(charts) == 3
    assert all(chart.table is not None for chart in charts)
    assert table(section(mixed, "profile"), "How you see").rows[1] == (
        "Caring for colleagues",
        "essential, 1",
        "vital, 4",
    )


def test_the_next_level_of_what_stands_first_is_asked_about_and_no_other(mixed: Document) -> None:
    said = texts(section(mixed, "next-level"))
    care = NINE.dimension("care")
    proficient, strong = care.levels[1], care.levels[2]
    assert "Caring for colleagues: towards proficient" in said
    assert {*proficient.prompts, *proficient.development} <= set(said)
    assert not {*strong.prompts, *care.levels[0].prompts} & set(said)
    assert "Keeping purpose alive" not in " ".join(said)


def test_where_nothing_stays_behind_it_says_so_and_where_to_grow() -> None:
    short = section(made(answered([(3, 4)] * 9)), "in-short")
    assert "Nothing that matters to your role stays behind." in texts(short)[1]
    assert titles(cards(short)["Where you could grow further"]) == ["Keeping purpose alive", "Caring for colleagues"]


def test_all_at_the_top_has_no_next_level() -> None:
    best = made(answered([(4, 4)] * 9))
    assert "next-level" not in [part.anchor for part in best.sections]


def test_what_is_missing_is_named_and_stays_out_of_charts_and_words() -> None:
    partly = made(answered([(3, None), (None, 4), (1, 4)]))
    (callout,) = callouts(section(partly, "in-short"))
    assert callout.text.startswith(
        "Not all is answered: keeping purpose alive, caring for colleagues, joining up services"
    )
    assert "making sense of evidence" not in callout.text
    assert quarters_of(partly)["2. Caring for colleagues"] == "left open"
    chart = next(block for block in section(partly, "level-against-importance").blocks if isinstance(block, Chart))
    assert chart.svg.count("<circle") == 1
    assert "impact" not in [part.anchor for part in partly.sections]


def test_one_answer_is_enough_for_a_result() -> None:
    alone = made({"care.level": 2})
    assert [part.anchor for part in alone.sections] == ["in-short", "profile", "plan"]
    only_importance = made({"care.importance": 4})
    assert [part.anchor for part in only_importance.sections] == ["in-short", "plan"]


def test_none_says_that_there_is_nothing_to_say() -> None:
    assert texts(section(made({}), "in-short"))[1] == "Nothing is answered yet, so there is nothing to say."


def test_the_plan_has_lines_where_nothing_stands_and_what_was_written_elsewhere() -> None:
    written = Written(plan=(PlannedGoal("Ask the night team first.", "", "End of January", ""),))
    blocks = section(made(answered(MIXED), written), "plan").blocks
    said = [item for block in blocks if isinstance(block, Bullets) for item in block.items]
    assert [(item.term, item.text) for item in said] == [
        ("What I want to do differently:", "Ask the night team first."),
        ("By when:", "End of January"),
    ]
    assert len([block for block in blocks if isinstance(block, WritingLines)]) == 3 * 4 - 2


def test_examples_stand_under_their_dimension_and_nothing_written_can_break_a_page() -> None:
    hostile = "<script>alert(1)</script> & “so” #set [x](y) \n second line"
    document = made(answered(MIXED), Written({"care": hostile, "team": ""}, (PlannedGoal(hostile, *(["x"] * 3)),)))
    (bullets,) = section(document, "examples").blocks
    assert isinstance(bullets, Bullets)
    assert [(item.term, item.text) for item in bullets.items] == [("Caring for colleagues:", hostile)]
    html = report_page(document)
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "<h1>My self-assessment</h1>" in html
    assert 'id="examples"' in section_fragment(document, "examples")


def test_it_speaks_of_nobody_else(mixed: Document) -> None:
    said = " ".join(texts(mixed))
    for word in ("colleagues see", "all colleagues", "raters", "others rate", "answered:"):
        assert word not in said.lower()
    assert "Nobody else was asked" in mixed.purpose


def test_another_framework_gives_another_self_assessment(tmp_path: Path) -> None:
    habits = five(tmp_path)
    ratings = {
        "listening.b1": 7,
        "listening.b2": 6,
        "listening.importance": 3,
        "deciding.b1": 1,
        "deciding.importance": 3,
    }
    document = made(ratings, framework=habits)
    short = section(document, "in-short")
    assert titles(cards(short)["Your strengths, as you see them"]) == ["Listening"]
    assert titles(cards(short)["What to work on first"]) == ["Deciding"]
    assert "6.5" in " ".join(texts(section(document, "profile")))
    assert "next-level" not in [part.anchor for part in document.sections]
    assert re.search(r"Five habits, 2\.1", " ".join(texts(document)))
