"""The same demonstration by the keyboard alone: setting up and starting, answering, facilitating, goals."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Started
from tests.browser.keys import Keys
from tests.browser.walk import DESK, PHONE, Walk, mail_to

NAMES = ("Rory Blake", "Tamsin Okoye", "Lewis Grant", "Nell Hargreaves", "Amara Obi", "Sol Marin")


@pytest.fixture
def walk(browser: Browser, running: Started) -> Iterator[Walk]:
    walk = Walk(browser, running.url)
    yield walk
    walk.close()


def come_in(walk: Walk, name: str, kind: str, width: int = DESK) -> Keys:
    """Come in as somebody of the demonstration."""
    keys = Keys(walk, walk.window(width))
    keys.page.goto(f"{walk.site}/account/sign-in/")
    keys.press(f"{name}, {kind}")
    return keys


def test_a_360_is_set_up_started_and_answered(walk: Walk) -> None:
    keys = come_in(walk, "Parveen Akhtar", "participant")
    if "/360/" not in keys.page.url:
        keys.press("Your 360s")
    keys.press("Begin a 360")
    year = keys.page.get_by_label("Year").input_value()
    keys.type("closes_on_year", "2020")
    with walk.expecting(422):
        keys.press("Begin")
    keys.is_told_of("Choose a day from*", "closes_on_day")
    keys.type("closes_on_year", year)
    keys.press("Begin")
    expect(keys.page.get_by_role("heading", level=1)).to_have_text("Set up your 360")
    set_up(walk, keys)
    keys.press("Start")
    keys.press("Start and invite everybody")
    expect(keys.page.get_by_role("heading", level=1)).to_have_text("Your 360 is open")
    answer(walk)


def set_up(walk: Walk, keys: Keys) -> None:
    """Write wishes, begin the own part, ask a facilitator, add colleagues one by one and as a list."""
    keys.press("Say what you want from it")
    keys.type("why_now", "A new ward.")
    keys.press("Save")
    keys.press("Answer your own part")
    keys.press("Start")
    keys.choose("purpose.level", 2)
    expect(keys.page.get_by_role("status").filter(has_text="Saved")).to_be_visible()
    keys.press("Save and go on later")
    keys.press("Back to your 360")
    keys.press("Choose a facilitator")
    with walk.expecting(422):
        keys.press("Ask this facilitator")
    keys.is_told_of("Choose*", "facilitator")
    keys.page.keyboard.press("Space")
    keys.choose("no_conflict")
    keys.press("Ask this facilitator")
    keys.page.goto(keys.page.url)
    keys.press("Add colleagues")
    keys.press("Add one person")
    with walk.expecting(422):
        keys.press("Add this person")
    keys.is_told_of("Enter*", "name")
    keys.page.keyboard.insert_text("Ines Duarte")
    keys.type("email", "ines.duarte@trent.example")
    keys.to(field="group")
    keys.page.keyboard.type("Line")
    keys.choose("agreed")
    keys.press("Add this person")
    keys.press("Add a list")
    lines = [f"{name}, {name.lower().replace(' ', '.')}@trent.example, peer" for name in NAMES]
    keys.type("pasted", "\n".join(lines))
    keys.press("See what was read")
    keys.choose("agreed")
    keys.press("Add these people")
    keys.press("Your 360")


def answer(walk: Walk) -> None:
    """Come by the link in the mail and answer every page, on a narrow phone with a keyboard."""
    keys = Keys(walk, walk.window(PHONE))
    mail_to(walk, keys.page, "rory.blake@trent.example", "Parveen Akhtar asks for your feedback")
    keys.press(f"{walk.site}/r/*")
    keys.press("Continue")
    keys.press("Start")
    while keys.page.locator("[name$='.level']").count():
        for of in ("level", "importance"):
            name = keys.page.locator(f"[name$='.{of}']").first.get_attribute("name")
            assert name
            keys.choose(name, 2)
        keys.press("Next: *")
    keys.press("Next: check and send")
    keys.press("Send my answers")
    expect(keys.page.get_by_role("heading", level=1)).to_have_text("Thank you. Your answers are sent")


def test_a_request_is_accepted_and_a_feedback_session_held(walk: Walk) -> None:
    accepting = come_in(walk, "Anil Deshmukh", "facilitator")
    if "/facilitating/" not in accepting.page.url:
        accepting.press("Cases you facilitate")
    accepting.press("Answer the request*")
    accepting.press("Accept")
    expect(accepting.page.get_by_text("You have taken this on.")).to_be_visible()
    keys = come_in(walk, "Theo Lindgren", "facilitator", PHONE)
    keys.page.goto(f"{walk.site}/facilitating/")
    keys.page.get_by_role("heading", name="Graham Tuffnell").wait_for()
    keys.press("Open the report for Graham Tuffnell")
    keys.press("Go on with*")
    keys.press("Open this part*")
    expect(keys.page.get_by_text("can read this part")).to_be_visible()
    keys.press("All parts of the report")
    keys.press("Open the whole report")
    keys.press("Mark the feedback session as held")
    keys.press("It was held")
    expect(keys.page.get_by_text("is asked to confirm it").first).to_be_visible()


def test_a_feedback_session_is_confirmed_and_goals_are_set(walk: Walk) -> None:
    keys = come_in(walk, "Chloe Bennett", "participant")
    keys.page.goto(f"{walk.site}/360/")
    keys.press("Number 1, begun on*")
    keys.press("Say whether the feedback session took place")
    with walk.expecting(422):
        keys.press("Send")
    keys.is_told_of("Choose yes or no.", "took_place")
    keys.page.keyboard.press("Space")
    keys.press("Send")
    keys.page.goto(f"{walk.site}/360/")
    keys.press("Number 1, begun on*")
    keys.press("Set one to three goals")
    keys.press("Add*")
    with walk.expecting(422):
        keys.press("Save this goal")
    keys.is_told_of("Say*", "text")
    keys.page.keyboard.insert_text("I ask the night team before I change the rota.")
    day = timezone.localdate() + timedelta(days=90)
    for part in ("day", "month", "year"):
        keys.type(f"by_on_{part}", str(getattr(day, part)))
    keys.press("Save this goal")
    expect(keys.page.get_by_text("I ask the night team before I change the rota.")).to_be_visible()
