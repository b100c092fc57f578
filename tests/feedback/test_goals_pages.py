"""The pages of goals and of the appraisal: written, changed, marked, removed, printed on one sheet; nobody else’s."""

import re
from contextlib import closing

import pytest
from django.test import Client
from playwright.sync_api import Browser

from ninefold.feedback.actions.goals import mark_goal
from ninefold.feedback.models import Assessment, Goal
from ninefold.feedback.queries.frameworks import framework_of
from tests.feedback.followed import OPENED, make_opened, path, set_goal
from tests.feedback.made import make_closed
from tests.feedback.reading import browser_of, words_at
from tests.support.post import posted
from tests.world import World

GIVEN = {
    "text": "I ask before I change the rota.",
    "first_step": "Speak to the night team.",
    "by_on_day": "15",
    "by_on_month": "6",
    "by_on_year": "2026",
    "support": "An hour a week.",
    "supporter_name": "Bo Lund",
    "supporter_email": "bo@trent.example",
}
LINES = "Every morning before the rota is changed I ask the people whom it is about.\n" * 3 + "\n" * 60 + "And wait."
WORDS = ("Every morning before the rota is changed I ask the people whom it is about. " * 4)[:300]


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: OPENED)


@pytest.fixture
def assessment(world: World) -> Assessment:
    """A 360 of Ada Okafor whose report was opened."""
    return make_opened(world)


@pytest.fixture
def ada(world: World) -> Client:
    """The browser of the participant."""
    return browser_of(world.participant)


def test_a_goal_is_written_once_however_often_the_button_is_pressed(ada: Client, assessment: Assessment) -> None:
    for _twice in range(2):
        response = ada.post(path("goal", assessment, position=1), {**GIVEN, "ask_supporter": "on", "shared": "on"})
        assert response.headers["Location"] == path("goals", assessment)
    goal = Goal.objects.get()
    assert (goal.text, goal.supporter_name, goal.shared) == (GIVEN["text"], "Bo Lund", True)
    assert len(posted("bo@trent.example")) == 1
    said = words_at(ada, path("goals", assessment))
    for part in ("Your goal is saved, and Bo Lund gets a mail.", "15 June 2026", "An hour a week.", "Add another goal"):
        assert part in said


def test_a_faulty_goal_says_where_and_keeps_what_was_typed(ada: Client, assessment: Assessment) -> None:
    wrong = {**GIVEN, "text": "", "by_on_year": "2020", "supporter_email": "", "ask_supporter": "on", "support": "Time"}
    response = ada.post(path("goal", assessment, position=1), wrong)
    page = response.content.decode()
    assert response.status_code == 422
    assert "<title>Error: Add a goal" in page
    for place in ("text", "by_on_day", "supporter_email"):
        assert f'href="#{place}"' in page
        assert f'id="{place}"' in page
    assert "Time</textarea>" in page
    assert not Goal.objects.exists()


def test_the_end_of_a_line_is_one_character(ada: Client, assessment: Assessment) -> None:
    text = "\r\n".join(["x" * 59] * 5)  # 299 characters as its writer counts them
    assert ada.post(path("goal", assessment, position=1), {**GIVEN, "text": text}).status_code == 302
    assert ada.post(path("goal", assessment, position=1), {**GIVEN, "text": text + "xx"}).status_code == 422


def test_a_goal_is_marked_changed_and_removed_after_a_look(world: World, ada: Client, assessment: Assessment) -> None:
    set_goal(assessment, 2, world.participant)
    ada.post(path("goal_done", assessment, position=2), {"done": "yes"})
    assert "Done on" in words_at(ada, path("goals", assessment))
    ada.post(path("goal_done", assessment, position=2), {"done": "no"})
    assert "Done on" not in words_at(ada, path("goals", assessment))
    assert "I ask before I change the rota." in words_at(ada, path("goal", assessment, position=2))
    assert "Remove this goal?" in words_at(ada, path("remove_goal", assessment, position=2))
    assert Goal.objects.exists()
    for _twice in range(2):
        assert ada.post(path("remove_goal", assessment, position=2)).status_code == 302
    assert not Goal.objects.exists()


def test_what_somebody_writes_is_text_and_never_markup(world: World, ada: Client, assessment: Assessment) -> None:
    set_goal(assessment, 1, world.participant, "<script>alert(1)</script>")
    for name in ("goals", "appraisal"):
        page = ada.get(path(name, assessment)).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;" in page


@pytest.mark.parametrize("name", ["goals", "appraisal", "thanks", "pulse", "beside"])
def test_what_follows_a_report_is_nobody_else_s(world: World, assessment: Assessment, name: str) -> None:
    assert Client().get(path(name, assessment)).status_code == 302
    for called, role in world.roles.items():
        expected = 200 if called == "participant" else 404 if role.kind == "participant" else 403
        assert browser_of(role).get(path(name, assessment)).status_code == expected, called


@pytest.mark.parametrize("name", ["goals", "appraisal", "thanks", "pulse", "beside"])
def test_before_the_report_was_opened_one_is_led_to_how_it_stands(world: World, name: str) -> None:
    closed = make_closed(world)
    response = browser_of(world.participant).get(path(name, closed))
    assert response.headers["Location"] == path("assessment", closed)


def test_the_page_for_an_appraisal_says_that_a_360_was_done_and_nothing_of_what_it_says(
    world: World, ada: Client, assessment: Assessment
) -> None:
    set_goal(assessment, 1, world.participant)
    mark_goal(
        goal=set_goal(assessment, 2, world.participant, "I say thank you."), done=True, by=world.participant, at=OPENED
    )
    said = words_at(ada, path("appraisal", assessment))
    for part in (
        *("360 feedback: Ada Okafor", "2 March 2026 to 30 March 2026", "9 besides myself", "31 March 2026"),
        *("Felix Achterberg", "I ask before I change the rota.", "15 June 2026", "I say thank you."),
    ):
        assert part in said
    framework = framework_of(assessment)
    assert not [dimension.title for dimension in framework.dimensions if dimension.title in said]
    labels = {label for scale in framework.scales for label in scale.labels}
    assert not [label for label in labels if re.search(rf"\b{re.escape(label)}\b", said, re.IGNORECASE)]
    assert "answered" not in said.replace("of what anybody answered", "")


def test_the_page_for_an_appraisal_fits_one_sheet_however_long_its_goals(
    ada: Client, assessment: Assessment, browser: Browser
) -> None:
    for position in (1, 2, 3):
        sent = {**GIVEN, "text": LINES, "first_step": WORDS, "support": WORDS}
        assert ada.post(path("goal", assessment, position=position), sent).status_code == 302
    page = browser.new_page()
    page.set_content(with_styles(ada.get(path("appraisal", assessment)).content.decode(), ada))
    pdf = page.pdf(prefer_css_page_size=True)
    page.close()
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) == 1


def with_styles(html: str, client: Client) -> str:
    """The page with its style sheets inside it, as no server runs that a browser could ask for them."""

    def inside(link: re.Match[str]) -> str:
        with closing(client.get(link[1])) as sheet:
            return f"<style>{b''.join(sheet).decode()}</style>"

    return re.sub(r'<link rel="stylesheet" href="([^"]+)">', inside, html)
