"""A questionnaire as it is met: its pages, what is missing, how long it takes."""

from __future__ import annotations

import pytest

from ninefold.feedback.models import Assessment
from ninefold.feedback.queries.frameworks import questions_asked
from ninefold.feedback.queries.questionnaires import RESERVED, questionnaire_of
from ninefold.feedback.urls import rating


def form(name: str) -> Assessment:
    return Assessment(framework="nine-dimensions", framework_version="1.0", form=name, language="en-gb")


@pytest.mark.parametrize("name", ["full", "short"])
def test_every_question_of_the_form_is_asked_once_and_in_order(name: str) -> None:
    pages = questionnaire_of(form(name)).pages
    asked = [code for page in pages for code in page.codes]
    assert sorted(asked) == sorted(questions_asked(form(name)))
    assert [page.number for page in pages] == list(range(1, 11))


def test_the_short_way_takes_six_minutes_and_everything_twenty() -> None:
    full, short = questionnaire_of(form("full")).minutes, questionnaire_of(form("short")).minutes
    assert (full.quick, full.whole) == (6, 20)
    assert (short.quick, short.whole) == (6, 16)


def test_only_level_and_importance_can_be_missing() -> None:
    questionnaire = questionnaire_of(form("full"))
    assert set(questionnaire.needed.values()) == {"level", "importance"}
    told = dict.fromkeys(questionnaire.needed, "2") | {"care.level": ""}
    assert [(page.slug, [one.code for one in missing]) for page, missing in questionnaire.gaps(told)] == [
        ("care", ["care.level"])
    ]
    assert questionnaire.minutes_left(told) == 1
    assert questionnaire.minutes_left({**told, "care.level": "-"}) == 0


def test_every_level_of_a_scale_is_described() -> None:
    for page in questionnaire_of(form("full")).pages:
        for asked in page.asked:
            assert asked.kind != "level" or all(description for _, _, description in asked.points)


def test_about_oneself_it_says_you() -> None:
    own, theirs = questionnaire_of(form("short"), own=True), questionnaire_of(form("short"))
    assert "you" in own.pages[0].first[0].text
    assert "this person" in theirs.pages[0].first[0].text


def test_no_page_of_a_dimension_can_take_the_address_of_another_page() -> None:
    fixed = [str(path.pattern).removeprefix("feedback/<int:pk>/").rstrip("/") for path in rating.urlpatterns]
    own = [word.removeprefix("360/<int:pk>/own-part/") for word in fixed]
    words = {word for word in own if word and "/" not in word and "<" not in word} - {"r", "check-a-mail", "feedback"}
    assert words <= RESERVED
