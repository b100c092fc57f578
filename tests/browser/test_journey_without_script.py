"""The same demonstration in browsers without JavaScript: setting up, answering, facilitating, goals."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Started
from tests.browser.walk import PHONE, Walk, mail_to
from tests.browser.walk_participant import answer_pages, fill_date
from tests.browser.walk_raters import open_the_link
from tests.browser.walk_staff import come_in_as

NAMES = ("Rory Blake", "Tamsin Okoye", "Lewis Grant", "Nell Hargreaves", "Amara Obi", "Sol Marin")


@pytest.fixture
def walk(browser: Browser, running: Started) -> Iterator[Walk]:
    walk = Walk(browser, running.url)
    yield walk
    walk.close()


def come_in(walk: Walk, name: str, kind: str) -> Page:
    page = walk.window(script=False)
    come_in_as(walk, page, name, kind)
    return page


def test_a_360_is_set_up_started_and_answered(walk: Walk) -> None:
    page = come_in(walk, "Parveen Akhtar", "participant")
    walk.go(page, "/360/new/")
    with walk.expecting(422):
        page.get_by_label("Year").fill("2020")
        walk.press(page, "Begin")
    expect(page.get_by_label("Year")).to_have_value("2020")
    fill_date(page, 21)
    walk.press(page, "Begin")
    overview = page.url
    walk.press(page, "Say what you want from it")
    page.get_by_label("Why now?").fill("A new ward.")
    walk.press(page, "Save")
    walk.press(page, "Answer your own part")
    walk.press(page, "Start")
    page.locator("[name='purpose.level'][value='2']").check()
    walk.press(page, "Save and go on later")
    page.goto(overview)
    walk.press(page, "Choose a facilitator")
    page.locator("[name=facilitator]").first.check()
    page.get_by_label("There is no such tie").check()
    walk.press(page, "Ask this facilitator")
    page.goto(overview)
    walk.press(page, "Add colleagues")
    walk.press(page, "Add a list")
    lines = [f"{name}, {name.lower().replace(' ', '.')}@trent.example, peer" for name in NAMES]
    page.get_by_label("Paste the list").fill("\n".join(lines))
    walk.press(page, "See what was read")
    page.get_by_label("I confirm that each of these people").check()
    walk.press(page, "Add these people")
    page.goto(overview)
    walk.press(page, "Start")
    walk.press(page, "Start and invite everybody")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your 360 is open")
    answer(walk)


def answer(walk: Walk) -> None:
    """Come by the link in the mail, answer, lock the answers, and send."""
    page = walk.window(PHONE, script=False)
    mail_to(walk, page, "rory.blake@trent.example", "Parveen Akhtar asks for your feedback")
    open_the_link(walk, page)
    walk.press(page, "Lock my answers with four digits")
    page.get_by_label("Four digits").fill("4071")
    walk.press(page, "Lock")
    walk.press(page, "Start")
    page.locator("summary", has_text="More about this").click()
    answer_pages(walk, page, level=2)
    walk.press(page, "Send my answers")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. Your answers are sent")
    walk.press(page, "Take my answers back")


def test_a_feedback_session_is_held_and_confirmed_and_goals_follow(walk: Walk) -> None:
    his, hers = come_in(walk, "Theo Lindgren", "facilitator"), come_in(walk, "Graham Tuffnell", "participant")
    walk.go(his, "/facilitating/")
    walk.press(his, "Open the report for Graham Tuffnell")
    walk.go(hers, "/360/")
    walk.press(hers, re.compile("^Number 1, begun on"))
    walk.press(hers, "Read your report")
    already = hers.locator(".report-body > section").count()
    walk.press(his, re.compile("^Go on with"))
    walk.press(his, re.compile("^Open this part"))
    walk.press(hers, "Show what was opened")
    expect(hers.locator(".report-body > section")).to_have_count(already + 1)
    walk.press(his, "All parts of the report")
    walk.press(his, "Open the whole report")
    walk.press(his, "Mark the feedback session as held")
    walk.press(his, "It was held")
    walk.press(hers, "Show what was opened")
    walk.press(hers, "Back to your 360")
    walk.press(hers, "Say whether the feedback session took place")
    hers.get_by_label("Yes, it took place").check()
    walk.press(hers, "Send")
    walk.go(hers, "/360/")
    walk.press(hers, re.compile("^Number 1, begun on"))
    walk.press(hers, re.compile("goals", re.IGNORECASE))
    walk.press(hers, "Add a goal")
    hers.get_by_label("What I want to change").fill("I ask the night team before I change the rota.")
    fill_date(hers, 90)
    walk.press(hers, "Save this goal")
    walk.press(hers, "It is done goal 1")
