"""A newcomer assesses themselves: from the home page to a plan, without scripts, by keyboard alone, at every width."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.keys import Keys
from tests.browser.test_every_page import WIDTHS
from tests.browser.walk import PHONE, Walk

DIMENSIONS = ("purpose", "care", "information", "connecting", "vision", "team", "account", "capability", "influence")
IMPACT = ("climate", "energy", "experience", "quality", "reputation")
COOKIE = "self_assessment"


@pytest.fixture
def walk(browser: Browser, site_url: str) -> Iterator[Walk]:
    walk = Walk(browser, site_url)
    yield walk
    walk.close()


def choose(page: Page, name: str, value: int) -> None:
    page.locator(f"[name$='{name}'][value='{value}']").check()


def wait_until_saved(page: Page) -> None:
    """All threads of the site share one connection here, so nothing is sent while something is being saved."""
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()


def answer_all(walk: Walk, page: Page) -> None:
    """Answer every page, the level of the last dimension left out."""
    for place, dimension in enumerate(DIMENSIONS):
        expect(page.get_by_text(f"{place + 1} of 9", exact=True).first).to_be_visible()
        if dimension != "influence":
            choose(page, f"{dimension}.level", place % 4)
        choose(page, f"{dimension}.importance", 4)
        if dimension == "care":
            page.get_by_label("A recent example").fill("Sat with Jo after the incident.")
        walk.press(page, re.compile("^Next: "))
    for name in IMPACT:
        choose(page, f"impact.{name}", 3)
    walk.press(page, "See your result")


def test_from_the_home_page_to_a_plan_without_a_script(walk: Walk) -> None:
    page = walk.window(PHONE, script=False)
    walk.go(page, "/")
    walk.press(page, "Assess yourself")
    walk.press(page, "Start")
    answer_all(walk, page)
    expect(page.get_by_role("heading", level=1)).to_have_text("What you have answered")
    expect(page.get_by_text("One question has no answer.")).to_be_visible()
    walk.press(page, "See your result")
    expect(page.get_by_role("heading", name="What to work on first")).to_be_visible()
    page.locator("summary").first.click()
    expect(page.locator("details table").first).to_be_visible()
    walk.press(page, "Make a plan")
    page.get_by_role("group", name="Goal 1").get_by_label("What I want to do differently").fill("Ask the night team.")
    page.get_by_role("group", name="Goal 1").get_by_label("By when").fill("End of January")
    walk.press(page, "Save my plan")
    expect(page.get_by_text("Ask the night team.")).to_be_visible()
    with page.expect_download() as file:
        page.get_by_role("link", name="Take it with you (PDF)").click()
    assert file.value.path().read_bytes().startswith(b"%PDF")
    walk.press(page, "Delete it now")
    walk.press(page, "Delete it for good")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your self-assessment is deleted")
    assert COOKIE not in [cookie.get("name") for cookie in page.context.cookies()]
    with walk.expecting(404):
        page.goto(f"{walk.site}/self-assessment/result/")
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no self-assessment open in this browser")


def test_from_the_home_page_to_a_plan_by_the_keyboard_alone(walk: Walk) -> None:
    keys = Keys(walk, walk.window())
    keys.page.goto(walk.site)
    keys.press("Assess yourself")
    keys.press("Start")
    for place, dimension in enumerate(DIMENSIONS):
        keys.choose(f"{dimension}.level", steps=place % 3)
        keys.choose(f"{dimension}.importance", steps=2)
        wait_until_saved(keys.page)
        keys.press("Next: *")
    for name in IMPACT:
        keys.choose(f"impact.{name}", steps=2)
    wait_until_saved(keys.page)
    keys.press("See your result")
    expect(keys.page.get_by_role("heading", level=1)).to_have_text("Your self-assessment")
    keys.press("Make a plan")
    keys.type("plan.1.what", "a" * 301)
    with walk.expecting(422):
        keys.press("Save my plan")
    keys.is_told_of("This has 301 characters*", "plan.1.what")
    keys.page.keyboard.press("Control+a")
    keys.page.keyboard.insert_text("Ask the night team first.")
    keys.press("Save my plan")
    expect(keys.page.get_by_text("Your plan is saved.")).to_be_visible()
    expect(keys.page.get_by_text("Ask the night team first.")).to_be_visible()


def test_each_answer_is_kept_as_it_is_given_and_another_browser_sees_none(walk: Walk) -> None:
    page = walk.window(PHONE)
    walk.go(page, "/self-assessment/")
    walk.press(page, "Start")
    choose(page, "purpose.level", 2)
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    page.reload()
    expect(page.locator("[name='purpose.level'][value='2']")).to_be_checked()
    cookie = next(one for one in page.context.cookies() if one.get("name") == COOKIE)
    assert (cookie.get("expires"), cookie.get("httpOnly"), cookie.get("sameSite")) == (-1, True, "Lax")
    other = walk.window()
    walk.go(other, "/self-assessment/")
    expect(other.get_by_role("button", name="Start")).to_be_visible()


@pytest.mark.parametrize("language", ["en-gb", "cy"])
def test_every_page_of_it_has_no_barriers_at_three_widths(walk: Walk, language: str) -> None:
    page, other = walk.window(), walk.window()
    for window in (page, other):
        window.context.add_cookies([{"name": "django_language", "value": language, "url": walk.site}])
        # All threads of the site share one connection here, and what is saved would come between a form that is sent.
        window.route("**/save/", lambda route: route.fulfill(status=204))
    for path in ("/self-assessment/", "/self-assessment/gone/"):
        page.goto(walk.site + path)
        walk.look(page, barriers_at=WIDTHS)
    page.goto(f"{walk.site}/self-assessment/")
    page.locator("form[action$='/begin/'] button").click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    walk.look(page, barriers_at=WIDTHS)
    choose(page, "purpose.level", 1)
    choose(page, "purpose.importance", 4)
    page.locator("textarea").fill("a" * 501)
    with walk.expecting(422):
        page.locator("button[value='next']").click()
        expect(page.locator(".nhsuk-error-summary")).to_be_focused()
    walk.look(page, barriers_at=WIDTHS)
    for path in ("questions/impact/", "check/", "result/", "plan/", "delete/", ""):
        page.goto(f"{walk.site}/self-assessment/{path}")
        walk.look(page, barriers_at=WIDTHS)
    with walk.expecting(403, 404):
        for path in ("result/", "questions/care/?begun"):
            other.goto(f"{walk.site}/self-assessment/{path}")
            walk.look(other, barriers_at=WIDTHS)
