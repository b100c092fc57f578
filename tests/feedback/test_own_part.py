"""The participant's own part: the same questionnaire, about oneself, signed in."""

from __future__ import annotations

import pytest
from django.test import Client

from ninefold.feedback.actions.closing import cancel_assessment
from ninefold.feedback.models import Assessment
from ninefold.feedback.queries.open_answers import SENT, STANDING
from tests.feedback.coming_in import as_shown, come_in, told
from tests.feedback.made import answer, make_draft, make_open, raters_of
from tests.feedback.own_part import path_of, self_of
from tests.feedback.reading import words_at
from tests.world import NOON, World


@pytest.fixture
def draft(world: World) -> Assessment:
    """A 360 that is being set up."""
    return make_draft(world, form="full")


@pytest.fixture
def browser(world: World) -> Client:
    """The browser of its participant."""
    client = Client()
    client.force_login(world.participant.person)
    return client


def test_it_is_answered_in_the_draft_already_in_words_for_oneself(draft: Assessment, browser: Client) -> None:
    assert browser.get(path_of(draft)).status_code == 200
    text = words_at(browser, path_of(draft, "care/"))
    assert "About yourself" in text
    assert "this person" not in text
    shown = as_shown(browser, path_of(draft, "care/"))
    response = browser.post(path_of(draft, "care/"), {**shown, "care.level": "2", "then": "next"})
    assert response.headers["Location"] == path_of(draft, "information/")
    assert browser.post(path_of(draft, "save/"), {"care.importance": "3"}).status_code == 204
    assert told(self_of(draft), "care.level", "care.importance") == {"care.level": "2", "care.importance": "3"}


def test_it_is_finished_once_and_can_be_changed_and_taken_back(draft: Assessment, browser: Client) -> None:
    assert browser.get(path_of(draft, "sent/")).headers["Location"] == path_of(draft, "check/")
    assert browser.post(path_of(draft, "check/")).status_code == 422
    for _ in range(2):
        done = browser.post(path_of(draft, "check/"), {"confirm": "on"})
        assert done.headers["Location"] == path_of(draft, "sent/")
    assert told(self_of(draft), STANDING) == {STANDING: SENT}
    assert "Your part is finished." in words_at(browser, path_of(draft))
    browser.post(path_of(draft, "take-back/"))
    assert told(self_of(draft), STANDING) == {STANDING: ""}


def test_what_concerns_a_rater_alone_is_not_there(world: World, browser: Client) -> None:
    assessment = make_open(world, form="full")
    answer(self_of(assessment), comment="Ada Okafor, as your only matron.")
    for page in ("", "care/", "check/", "sent/"):
        html = browser.get(path_of(assessment, page)).content.decode()
        for word in ("decline", "four digits", "<mark>", "danger or bullying", "shared computer", "grouped"):
            assert word not in html
    assert "They are shown as yours." in words_at(browser, path_of(assessment, "check/"))


def test_nobody_else_comes_to_it(draft: Assessment, world: World) -> None:
    for name, role in world.roles.items():
        client = Client()
        client.force_login(role.person)
        status = client.get(path_of(draft)).status_code
        expected = 200 if role == world.participant else 404 if role.kind == "participant" else 403
        assert status == expected, name
    assert Client().get(path_of(draft)).status_code == 302


def test_a_raters_page_does_not_open_it(world: World, browser: Client) -> None:
    assessment = make_open(world)
    assert browser.get(f"/feedback/{self_of(assessment).pk}/").status_code == 403
    rater = raters_of(assessment, "peer")[0]
    assert come_in(rater).get(path_of(assessment)).status_code == 302


def test_when_the_360_is_over_it_is_closed(draft: Assessment, browser: Client, world: World) -> None:
    cancel_assessment(assessment=draft, by=world.participant, at=NOON)
    assert browser.get(path_of(draft)).status_code == 410
    assert browser.post(path_of(draft, "care/"), {"care.level": "2"}).status_code == 410
    saved = browser.post(path_of(draft, "save/"), {"care.level": "2"})
    assert saved.content.decode() == "Not saved: this 360 takes no more answers."
