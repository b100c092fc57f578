"""How a rater's group will be shown, told beforehand: by the rule itself, and from who was asked alone."""

from __future__ import annotations

import pytest

from ninefold.core.framework.library import load_framework
from ninefold.core.shown import Rule
from ninefold.feedback.actions.answers import save_answers, send_answers
from ninefold.feedback.queries.grouping import group_as_asked, grouping_of
from tests.feedback.coming_in import come_in
from tests.feedback.made import answers_for, let_answer, make_open, raters_of
from tests.house.pages import Page
from tests.world import World

FRAMEWORK = load_framework("nine-dimensions", "en")
MANAGED = "the people whom Ada manages"


@pytest.mark.parametrize(
    ("asked", "group", "kind", "joined"),
    [
        ({"peer": 4, "direct_report": 3}, "direct_report", "alone", ()),
        ({"peer": 4, "direct_report": 2}, "direct_report", "joined", ("colleagues of similar standing",)),
        ({"peer": 4, "direct_report": 2}, "peer", "joined", (MANAGED,)),
        ({"peer": 5, "direct_report": 2, "other": 1}, "peer", "alone", ()),
        ({"peer": 5, "direct_report": 2, "other": 1}, "other", "joined", (MANAGED,)),
        ({"line_manager": 1, "direct_report": 2}, "direct_report", "too_small", ()),
        ({"line_manager": 1, "peer": 3}, "line_manager", "identified", ()),
    ],
)
def test_it_follows_from_who_was_asked(asked: dict[str, int], group: str, kind: str, joined: tuple[str, ...]) -> None:
    found = group_as_asked(FRAMEWORK, "short", asked, Rule(), group, "Ada")
    assert (found.kind, found.joined) == (kind, joined)


def test_a_stricter_rule_joins_more() -> None:
    found = group_as_asked(FRAMEWORK, "short", {"peer": 6, "direct_report": 4}, Rule(5), "direct_report", "Ada")
    assert found.kind == "joined"


def test_it_is_the_same_before_and_after_others_have_answered(world: World) -> None:
    assessment = make_open(world, asked={"peer": 4, "direct_report": 2})
    rater = raters_of(assessment, "direct_report")[0]
    before = grouping_of(rater)
    let_answer(assessment, raters_of(assessment, "peer"))
    assert grouping_of(rater) == before


def test_the_check_says_it_in_a_sentence(world: World) -> None:
    assessment = make_open(world, asked={"peer": 4, "direct_report": 2})
    rater = raters_of(assessment, "direct_report")[0]
    save_answers(rater=rater, given=answers_for(assessment))
    send_answers(rater=rater)
    words = " ".join(Page(come_in(rater).get(f"/feedback/{rater.pk}/check/").content.decode()).words)
    assert "Few were asked in your group, the people whom Ada Okafor manages." in words
    assert "yours and colleagues of similar standing" in words
    assert "This is worked out from who was asked." in words
