"""The switch of language and pages in Welsh in a real browser: at three widths, with and without a script."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from ninefold.feedback.models import Rater
from tests.browser.conftest import PageAt
from tests.browser.test_every_page import (
    BY_ONESELF,
    PAGES,
    SIGNING_IN,
    TO_RATERS,
    WIDTHS,
    press_tab_until,
    wrong_at_any_width,
)
from tests.feedback.coming_in import link_to
from tests.feedback.made import make_open, raters_of
from tests.world import make_world

OF_A_RATER = ("", "care/", "overall/", "check/", "group/", "address/", "code/", "decline/")
WITH_A_FORM = "/check-a-mail/"


@pytest.fixture
def rater(site_url: str) -> Rater:  # noqa: ARG001 - the site is up before the cast is made
    """Somebody who is asked in Welsh."""
    rater = raters_of(make_open(make_world(), form="full"), "direct_report")[0]
    Rater.objects.filter(pk=rater.pk).update(language="cy")
    return rater


def language_of(page: Page) -> str:
    return str(page.evaluate("document.documentElement.lang"))


def test_no_page_of_the_public_face_in_welsh_has_barriers_or_scrolls_sideways(site_url: str, page_at: PageAt) -> None:
    page = page_at(WIDTHS[0])
    page.goto(site_url)
    page.get_by_role("button", name="Cymraeg").click()
    expect(page.locator("html")).to_have_attribute("lang", "cy")
    found: dict[str, list[str]] = {}
    for path in (*PAGES, *SIGNING_IN, *BY_ONESELF, *TO_RATERS):
        page.goto(site_url + path)
        found[path] = wrong_at_any_width(page)
    assert language_of(page) == "cy"
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def test_no_page_of_a_rater_in_welsh_has_barriers_or_scrolls_sideways(
    site_url: str, page_at: PageAt, rater: Rater
) -> None:
    page = page_at(WIDTHS[0])
    page.goto(f"{site_url}/r/{link_to(rater)}/")
    found = {"the door": wrong_at_any_width(page)}
    page.locator("main form button").click()
    for path in OF_A_RATER:
        page.goto(f"{site_url}/feedback/{rater.pk}/{path}")
        assert language_of(page) == "cy"
        found[path] = wrong_at_any_width(page)
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def test_the_language_is_switched_and_back_by_keyboard_on_the_page_one_is_on(site_url: str, page_at: PageAt) -> None:
    page = page_at(320)
    page.goto(f"{site_url}/promise/?from=mail")
    press_tab_until(page, "Cymraeg")
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "cy")
    press_tab_until(page, "English")
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "en-gb")
    assert page.url == f"{site_url}/promise/?from=mail"


def answer_with(page: Page, act: Callable[[Dialog], None]) -> list[str]:
    """Answer what a page asks in this way; what it asked."""
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.message)
        act(dialog)

    page.once("dialog", answer)
    return asked


def test_what_was_typed_is_lost_only_if_somebody_says_so(site_url: str, page_at: PageAt) -> None:
    page = page_at(1280)
    page.goto(site_url + WITH_A_FORM)
    page.get_by_label("Reference").fill("AB12")
    asked = answer_with(page, lambda dialog: dialog.dismiss())
    page.get_by_role("button", name="Cymraeg").click()
    assert asked == ["What you have typed and not sent is lost when the language changes. Change it all the same?"]
    expect(page.get_by_label("Reference")).to_have_value("AB12")
    assert language_of(page) == "en-gb"
    answer_with(page, lambda dialog: dialog.accept())
    page.get_by_role("button", name="Cymraeg").click()
    expect(page.locator("html")).to_have_attribute("lang", "cy")


def test_nobody_is_asked_where_nothing_was_typed(site_url: str, page_at: PageAt) -> None:
    page = page_at(1280)
    page.goto(site_url + WITH_A_FORM)
    asked = answer_with(page, lambda dialog: dialog.dismiss())
    page.get_by_role("button", name="Cymraeg").click()
    expect(page.locator("html")).to_have_attribute("lang", "cy")
    assert asked == []


def test_nobody_is_asked_about_answers_that_are_saved_as_they_are_given(
    site_url: str, page_at: PageAt, rater: Rater
) -> None:
    page = page_at(1280)
    page.goto(f"{site_url}/r/{link_to(rater)}/")
    page.locator("main form button").click()
    page.goto(f"{site_url}/feedback/{rater.pk}/care/")
    page.locator("input[name='care.level'][value='2']").check(force=True)
    page.locator("[data-saving-status][data-state=saved]").wait_for()
    asked = answer_with(page, lambda dialog: dialog.dismiss())
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en-gb")
    expect(page.locator("input[name='care.level'][value='2']")).to_be_checked()
    assert asked == []


def test_without_a_script_it_is_said_beforehand_where_something_can_be_typed(site_url: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + WITH_A_FORM)
    expect(page.locator(".language__loses")).to_be_visible()
    page.goto(f"{site_url}/promise/")
    expect(page.locator(".language__loses")).to_be_hidden()
    page.get_by_role("button", name="Cymraeg").click()
    expect(page.locator("html")).to_have_attribute("lang", "cy")
    context.close()
