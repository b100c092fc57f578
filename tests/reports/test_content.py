"""What a report says, in which order, and what it never says."""

import re
from pathlib import Path

import pytest

from ninefold.core.framework.library import load_framework
from ninefold.core.responses import Answers, Response
from ninefold.reports.document import Cards, Chart, Comments, Heading, WritingLines
from tests.core.five import STRUCTURE, WORDS, write_five
from tests.reports.made import (
    EVERYBODY,
    NINE,
    all_answering,
    answers_of,
    callouts,
    cards,
    document,
    everybodys,
    five,
    section,
    table,
    texts,
    titles,
)

LEFT_OUT = "Answers from a group too small to show were not used."
DIMENSIONS = tuple(dimension.id for dimension in NINE.dimensions)


def test_the_parts_come_in_the_order_that_facilitators_know() -> None:
    assert [part.anchor for part in everybodys().sections] == [
        "how-to-read",
        "who-answered",
        "overview",
        "performance-and-importance",
        "performance-against-importance",
        "self-and-others",
        "impact",
        *DIMENSIONS,
        "overall",
        "how-sure",
        "suggestions",
        "goals",
        "confidentiality",
        "the-dimensions",
    ]


def test_no_two_places_of_a_report_have_one_address() -> None:
    made = everybodys()
    found = [part.anchor for part in made.sections]
    found += [b.anchor for part in made.sections for b in part.blocks if isinstance(b, Heading | Cards) and b.anchor]
    assert len(set(found)) == len(found)


def test_the_cover_says_what_the_report_is_for_and_what_not() -> None:
    made = everybodys()
    assert made.purpose.startswith("For your development")
    assert "Not for decisions about pay, discipline or selection" in made.purpose
    assert ("Answers used", "13 besides your own") in made.facts


def test_a_level_is_said_not_to_be_a_grade() -> None:
    assert any("A level is not a grade" in text for text in texts(section(everybodys(), "how-to-read")))


def test_limits_and_what_is_not_shown_are_explained_once() -> None:
    made = document(answers_of({"self": 1, "peer": 3, "other": 2}))
    whole = texts(made)
    for once in ("Near an end of the scale a figure could give away", "It does not mean that answers were low"):
        assert sum(once in text for text in whole) == 1
    about_limits = [block for p in made.sections for block in callouts(p) if "a limit or a range" in block.text]
    assert [block.kind for block in about_limits] == ["say"]


def test_there_is_a_sentence_to_say_aloud_about_what_is_not_shown() -> None:
    (said,) = [each for each in callouts(section(everybodys(), "how-to-read")) if each.kind == "say"]
    assert said.text.startswith("“")
    assert said.text.endswith("”")
    assert "nobody, and that includes me, can work out from this report" in said.text


@pytest.mark.parametrize(("others", "caution"), [(3, True), (5, True), (6, True), (7, True), (8, False), (15, False)])
def test_few_answers_are_a_caution_before_any_figure(others: int, caution: bool) -> None:
    made = document(answers_of({"self": 1, "peer": others}))
    assert any(each.kind == "caution" for each in callouts(section(made, "how-to-read"))) is caution
    assert any(each.kind == "caution" for each in callouts(section(made, "how-sure"))) is caution


@pytest.mark.parametrize(("others", "severe"), [(5, True), (6, False)])
def test_fewer_than_six_answers_are_too_few_to_rely_on(others: int, severe: bool) -> None:
    made = document(answers_of({"self": 1, "peer": others}))
    (caution,) = [each for each in callouts(section(made, "how-to-read")) if each.kind == "caution"]
    assert ("too few to rely on" in caution.text) is severe


@pytest.mark.parametrize(
    "sizes",
    [{}, {"self": 1}, {"line_manager": 1}, {"self": 1, "line_manager": 1}, {"self": 1, "peer": 2}, {"peer": 7}],
    ids=str,
)
def test_few_people_are_counted_in_good_english(sizes: dict[str, int]) -> None:
    for text in texts(document(answers_of(sizes))):
        assert not re.search(r"\b(1|[Oo]ne) (people|answers|raters|colleagues)\b", text), text
        assert not re.search(r"\bnone (people|answers)|\b0 (people|raters|answers)|\bare you\b", text), text


def test_who_answered_is_told_by_group_and_who_was_asked_only_where_it_is_known() -> None:
    answers = answers_of(EVERYBODY)
    who = table(section(document(answers), "who-answered"), "How many")
    assert who.header == ("Group", "Answered")
    assert who.rows == (
        ("You", "1"),
        ("Line manager", "1"),
        ("Peers", "5"),
        ("People you manage", "4"),
        ("Others", "3"),
    )
    asked = {"self": 1, "line_manager": 1, "peer": 6, "direct_report": 9, "other": 3}
    known = Answers(NINE, "full", answers.responses, asked)
    who = table(section(document(known), "who-answered"), "How many")
    assert who.header == ("Group", "Asked", "Answered")
    assert who.rows[3] == ("People you manage", "9", "4")


def test_answers_that_were_not_used_are_told_and_only_then() -> None:
    assert LEFT_OUT in texts(section(document(answers_of({"self": 1, "peer": 2})), "who-answered"))
    assert LEFT_OUT in texts(section(document(answers_of({"self": 1, "peer": 2})), "confidentiality"))
    assert LEFT_OUT not in texts(everybodys())


def test_groups_that_were_joined_are_said_to_be_and_only_then() -> None:
    joined = document(answers_of({"self": 1, "peer": 4, "other": 1}))
    assert any("is joined with another one" in text for text in texts(section(joined, "who-answered")))
    apart = document(answers_of({"self": 1, "peer": 4, "other": 3}))
    assert not any("is joined with another one" in text for text in texts(section(apart, "who-answered")))


def test_the_overview_has_each_finding_with_its_figures() -> None:
    answers = all_answering(
        {"level": 3, "importance": 3, "care.level": 2, "vision.level": 2, "vision.importance": 1},
        {"self": 1, "peer": 4, "direct_report": 4},
    )
    overview = cards(section(document(answers), "overview"))
    assert list(overview) == [
        "Recognised strengths",
        "Hidden strengths",
        "Where you rate yourself higher",
        "Needs",
        "Where groups see you differently",
    ]
    assert titles(overview["Needs"]) == ["Caring for colleagues"]
    assert overview["Needs"].cards[0].figures == (
        ("All colleagues", "proficient, 2"),
        ("You", "proficient, 2"),
        ("Importance", "important, 3"),
    )
    assert len(titles(overview["Recognised strengths"])) == 7
    assert all(card.figures for found in overview.values() for card in found.cards)
    assert overview["Hidden strengths"].none
    assert not overview["Hidden strengths"].cards


def test_a_low_level_of_little_importance_is_no_need_anywhere() -> None:
    answers = all_answering({"level": 1, "importance": 2}, {"self": 1, "peer": 5})
    made = document(answers)
    assert cards(section(made, "overview"))["Needs"].cards == ()
    rows = table(section(made, "performance-against-importance"), "Performance against").rows
    assert {row[3] for row in rows} == {"Keep an eye on"}


def test_a_quarter_that_is_not_certain_is_not_named() -> None:
    # Peers are banded below 1.5, three others say 3: all colleagues lie between 9/7 and 15/7.
    low = all_answering({"level": 1, "importance": 3}, {"peer": 4}).responses
    high = all_answering({"level": 3, "importance": 3}, {"other": 3}).responses
    made = document(Answers(NINE, "full", (*low, *high)))
    rows = table(section(made, "performance-against-importance"), "Performance against").rows
    assert {row[3] for row in rows} == {"not certain"}
    assert {row[1] for row in rows} == {"1.29 to 2.14"}


def test_a_figure_in_detail_is_said_in_words_first() -> None:
    low = all_answering({"level": 2, "importance": 3}, {"self": 1, "peer": 3, "direct_report": 4})
    care = table(section(document(low), "care"), "Caring for colleagues")
    assert care.header == ("Group", "Performance", "Importance to your role")
    assert care.rows == (
        ("You", "proficient, 2", "important, 3"),
        ("Peers", "proficient or below; with three answers we do not say more", "important, 3"),
        ("People you manage", "proficient, 2", "important, 3"),
        ("All colleagues", "between essential and proficient, 1.14 to 2", "important, 3"),
    )


def test_the_levels_that_a_figure_may_lie_at_are_described_the_more_so_where_the_news_is_hard() -> None:
    care = NINE.dimensions[1]
    anchors = {level.id: level.anchor for level in care.levels}

    def described(level: int, *, manager: int | None = None) -> set[str]:
        answers = all_answering({"level": level}, {"peer": 4}).responses
        if manager is not None:
            answers += (Response("line_manager", {"care.level": manager}),)
        said = texts(section(document(Answers(NINE, "full", answers)), "care"))
        return {name for name, anchor in anchors.items() if anchor in said}

    assert described(3) == {"strong"}
    # Four times 3 and once 2: 2.8.
    assert described(3, manager=2) == {"proficient", "strong"}
    # At most 1.5.
    assert described(1) == {"essential", "proficient"}


def test_each_dimension_has_its_level_its_behaviours_and_its_comments() -> None:
    care = section(everybodys(), "care")
    headings = [block.text for block in care.blocks if isinstance(block, Heading)]
    assert headings == ["What people see you do", "In people’s own words"]
    (chart,) = [block for block in care.blocks if isinstance(block, Chart)]
    assert chart.table is not None
    assert len(chart.table.rows) == 4
    whose = [block.label for block in care.blocks if isinstance(block, Comments)]
    assert whose == [
        "You wrote",
        "From your line manager",
        "From peers, people you manage and others, in no order",
    ]


def test_every_chart_has_a_table_with_as_many_lines_and_a_sentence_in_its_place() -> None:
    made = everybodys()
    charts = [block for part in made.sections for block in part.blocks if isinstance(block, Chart)]
    assert len(charts) == 4 + 9 + 1
    for chart in charts:
        assert chart.table is not None
        assert chart.table.rows
        assert chart.alternative
        assert chart.svg.startswith("<svg")
        assert all(len(row) == len(chart.table.header) for row in chart.table.rows)


def test_a_report_without_your_own_answers_speaks_of_no_difference() -> None:
    made = document(answers_of({"peer": 5, "direct_report": 4}))
    assert "self-and-others" not in [part.anchor for part in made.sections]
    overview = cards(section(made, "overview"))
    assert list(overview) == ["Other strengths that colleagues see", "Needs", "Where groups see you differently"]
    assert ("Answers used", "9") in made.facts
    for part in made.sections:
        for block in part.blocks:
            if isinstance(block, Chart) and block.table is not None:
                assert "You" not in block.table.header


def test_those_who_were_asked_about_themselves_and_did_not_answer_have_no_part_either() -> None:
    answers = answers_of({"peer": 5})
    made = document(Answers(NINE, "full", answers.responses, {"self": 1, "peer": 6}))
    assert "self-and-others" not in [part.anchor for part in made.sections]
    assert "hidden strength" not in " ".join(texts(section(made, "overview"))).lower()


def test_the_short_form_has_no_behaviours() -> None:
    made = document(answers_of(EVERYBODY, form="short"))
    assert "impact" in [part.anchor for part in made.sections]
    headings = [b.text for part in made.sections for b in part.blocks if isinstance(b, Heading)]
    assert "What people see you do" not in headings


def test_what_was_not_asked_is_not_spoken_of(tmp_path: Path) -> None:
    made = document(answers_of({"self": 1, "peer": 5, "board": 4}, five(tmp_path), "pulse"))
    found = [part.anchor for part in made.sections]
    assert "impact" not in found
    assert "performance-against-importance" not in found
    assert "Needs" not in cards(section(made, "overview"))
    spoken = " ".join(text for part in made.sections for text in texts(part)).lower()
    assert "importance" not in spoken


def test_a_framework_of_another_shape_has_all_that_was_asked(tmp_path: Path) -> None:
    framework = five(tmp_path)
    made = document(answers_of({"self": 1, "peer": 5, "board": 4, "line_manager": 1}, framework, "whole"))
    found = [part.anchor for part in made.sections]
    assert found[3:11] == [
        "performance-and-importance", "performance-against-importance", "self-and-others",
        "listening", "deciding", "sharing", "learning", "resting",
    ]  # fmt: skip
    assert made.sections[-1].title == "The five dimensions"
    assert "A level is not a grade" not in " ".join(texts(section(made, "how-to-read")))
    performance = table(section(made, "performance-and-importance"), "Performance")
    assert performance.header == ("Dimension", "You", "Peers", "GPs and board", "Line manager", "All colleagues")


def test_a_dimension_whose_level_was_not_asked_is_compared_with_no_level(tmp_path: Path) -> None:
    levels = "".join(
        f"      {name}: {{anchor: Anchor of {name}, development: [Do {name}]}}\n" for name in ("some", "all")
    )
    structure = STRUCTURE.replace("scales:", "levels: [some, all]\nscales:")
    words = WORDS.replace("    title: Resting\n", f"    title: Resting\n    levels:\n{levels}")
    framework = load_framework(write_five(tmp_path, structure, words))
    for point in (1, 2, 3, 5, 7):
        made = document(all_answering({"extent": point}, {"self": 1, "peer": 5}, framework))
        assert not any("Anchor" in text or text in ("Do some", "Do all") for text in texts(made))


def test_how_sure_the_report_is_is_told_by_group() -> None:
    sure = table(section(everybodys(), "how-sure"), "Answers against")
    assert sure.rows == (
        ("Line manager", "1", "–", "–"),
        ("Peers", "5", "5", "enough"),
        ("People you manage", "4", "5", "1"),
        ("Others", "3", "5", "2"),
    )


def test_suggestions_are_for_needs_first() -> None:
    needs = all_answering({"level": 1, "importance": 4, "care.level": 3}, {"self": 1, "peer": 5})
    suggested = [b.text for b in section(document(needs), "suggestions").blocks if isinstance(b, Heading)]
    assert len(suggested) == 8
    assert "Caring for colleagues" not in " ".join(suggested)


def test_a_suggestion_never_leads_below_what_colleagues_may_have_said() -> None:
    # At most 1.5: the level to grow towards is the one above the whole range.
    needs = all_answering({"level": 0, "importance": 4}, {"self": 1, "peer": 4})
    suggested = [b.text for b in section(document(needs), "suggestions").blocks if isinstance(b, Heading)]
    assert suggested
    assert all(text.endswith(": towards proficient") for text in suggested)


def test_there_is_room_for_three_goals() -> None:
    goals = section(everybodys(), "goals")
    assert [block.text for block in goals.blocks if isinstance(block, Heading)] == ["Goal 1", "Goal 2", "Goal 3"]
    assert sum(isinstance(block, WritingLines) for block in goals.blocks) == 9


def test_the_rule_is_printed_in_the_report() -> None:
    rule = " ".join(texts(section(everybodys(), "confidentiality")))
    assert "fewer than three people" in rule
    assert "at least five people wrote in every group" in rule


def test_no_more_is_promised_than_the_rule_keeps() -> None:
    # Three peers at 3.33: whoever hears that one of them chose 2 knows that the others chose 4. Low ones are safe.
    told = [text for text in texts(section(everybodys(), "confidentiality")) if "tells" in text]
    (sentence,) = [part for text in told for part in text.split(". ") if "tells" in part]
    assert "low" in sentence


def test_comments_stand_under_their_question() -> None:
    said = tuple(Response("peer", {}, {"overall.keep": f"keep {n}", "overall.change": f"change {n}"}) for n in range(6))
    overall = section(document(Answers(NINE, "full", said)), "overall")
    groups = [block.texts for block in overall.blocks if isinstance(block, Comments)]
    assert [{text.split()[0] for text in group} for group in groups] == [{"keep"}, {"change"}]
