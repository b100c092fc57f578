"""Nothing takes longer than a moment without a sign: forms on a slow line, files, and what the worker does."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from ninefold.feedback.actions.closing import close_on_date
from ninefold.feedback.models import Assessment
from tests.browser.conftest import PageAt
from tests.browser.test_every_page import WIDTHS, scrolls_sideways
from tests.browser.test_facilitating import sign_in
from tests.feedback.made import let_answer, make_open, take_on
from tests.support.axe import barriers
from tests.world import World

ROOT = Path(__file__).parents[2]
RICH = ROOT / "examples" / "ward-manager.csv"
A_MOMENT = 400  # milliseconds, as ui/busy.js has it
A_DOUBLE_CLICK = 1_000  # milliseconds in which the design system's button takes no second press
A_FILE, A_WHILE, EVERY = 6_000, 21_000, 11_000


BUTTON = "main form button.nhsuk-button"


@pytest.fixture
def slow(site_url: str, page_at: PageAt) -> Page:
    """The page for signing in, with an address typed, at a time that the test moves on.

    It stays as on a line on which the answer never comes: the answer to its form comes to a window of its own.
    """
    page = page_at(1280)
    page.clock.install()
    page.goto(f"{site_url}/account/sign-in/")
    page.get_by_label("Your e-mail address").fill("nobody@trent.example")
    page.locator(BUTTON).evaluate("button => button.form.target = '_blank'")
    return page


def press(page: Page) -> None:
    """Press the button by the keyboard, which needs no button that says it can be pressed."""
    page.locator(BUTTON).focus()
    page.keyboard.press("Enter")


def test_a_form_on_a_slow_line_says_after_a_moment_that_it_is_on_its_way(slow: Page) -> None:
    button = slow.locator(BUTTON)
    with slow.expect_popup() as answer:
        press(slow)
    slow.clock.run_for(A_MOMENT)
    expect(button).to_have_text("Sending…")
    expect(button).to_have_attribute("aria-disabled", "true")
    expect(button).to_be_focused()
    expect(slow.get_by_role("status").filter(has_text="Sending…")).to_be_attached()
    assert barriers(slow) == []
    expect(answer.value.get_by_role("heading", level=1)).to_have_text("Look at your e-mail")


def test_however_often_it_is_pressed_it_is_sent_once(slow: Page) -> None:
    with slow.expect_popup():
        press(slow)
    for _again in range(3):
        slow.clock.run_for(A_MOMENT)
        press(slow)
    expect(slow.locator(BUTTON)).to_have_text("Sending…")
    assert len(slow.context.pages) == 2


def test_a_page_that_comes_back_as_it_was_left_is_not_in_the_midst_of_sending(slow: Page) -> None:
    button = slow.locator(BUTTON)
    press(slow)
    slow.clock.run_for(A_MOMENT)
    expect(button).to_have_text("Sending…")
    slow.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    expect(button).to_have_text("Send me a code")
    expect(button).to_be_enabled()
    expect(slow.locator("[data-sending]")).to_have_text("")
    slow.clock.run_for(A_DOUBLE_CLICK)
    press(slow)
    slow.clock.run_for(A_MOMENT)
    expect(button).to_have_text("Sending…")


def test_after_long_or_by_escape_nobody_is_left_with_a_button_that_does_nothing(slow: Page) -> None:
    button, said = slow.locator(BUTTON), slow.locator("[data-sending]")
    press(slow)
    slow.clock.run_for(A_WHILE)
    expect(said).to_have_text("This takes longer than usual. You can wait, or press again.")
    expect(said).to_be_visible()
    expect(button).to_have_text("Send me a code")
    press(slow)
    slow.clock.run_for(A_MOMENT)
    expect(button).to_have_text("Sending…")
    slow.keyboard.press("Escape")
    expect(button).to_have_text("Send me a code")
    expect(button).to_be_enabled()


def test_by_the_back_button_a_form_can_be_sent_again(site_url: str, page_at: PageAt) -> None:
    page = page_at(320)
    page.goto(f"{site_url}/account/sign-in/")
    for _twice in range(2):
        page.get_by_label("Your e-mail address").fill("nobody@trent.example")
        page.locator(BUTTON).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Look at your e-mail")
        page.go_back()
        expect(page.locator(BUTTON)).to_have_text("Send me a code")


def test_a_form_that_gives_a_file_can_be_sent_again_once_it_has(site_url: str, page_at: PageAt) -> None:
    page = page_at(320)
    page.clock.install()
    page.goto(f"{site_url}/report-from-a-file/")
    page.locator("input[type=file]").set_input_files(RICH)
    page.get_by_label("PDF").check()
    with page.expect_download():
        page.get_by_role("button", name="Make the report").click(no_wait_after=True)
    page.clock.run_for(A_FILE)
    expect(page.get_by_role("button", name="Make the report")).to_be_enabled()


def test_a_file_to_take_away_is_announced(site_url: str, page_at: PageAt) -> None:
    page = page_at(320)
    page.clock.install()
    page.goto(f"{site_url}/examples/ward-manager/")
    with page.expect_download():
        page.get_by_role("link", name="Spreadsheet").click()
    said = page.locator("[data-sending]")
    expect(said).to_have_text("Your file is on its way. It can take a few seconds.")
    expect(said).to_be_visible()
    page.clock.run_for(A_FILE)
    expect(said).to_have_text("")


@pytest.fixture
def over(world: World) -> Assessment:
    """A 360 whose last day is over, everybody having answered, and that no worker has closed yet."""
    assessment = make_open(world, at=timezone.now() - timedelta(days=40))
    take_on(assessment, world.facilitator)
    let_answer(assessment)
    return assessment


@pytest.mark.parametrize("width", WIDTHS)
def test_a_page_that_waits_for_the_worker_has_no_barriers(
    site_url: str, page_at: PageAt, world: World, over: Assessment, width: int
) -> None:
    page = page_at(width)
    sign_in(page.context, site_url, world, "participant")
    page.goto(f"{site_url}/360/{over.pk}/")
    expect(page.get_by_role("heading", name="What was answered is being worked out")).to_be_visible()
    assert barriers(page) == []
    assert not scrolls_sideways(page)


def test_it_says_by_itself_when_it_is_done_and_leads_to_what_came_of_it(
    site_url: str, page_at: PageAt, world: World, over: Assessment
) -> None:
    page = page_at(1280)
    page.clock.install()
    sign_in(page.context, site_url, world, "participant")
    page.goto(f"{site_url}/360/{over.pk}/")
    news = page.locator("[data-news]")
    with page.expect_response(f"**/360/{over.pk}/"):
        page.clock.run_for(EVERY)
    expect(news).to_have_text("")
    page.reload()
    expect(page.get_by_role("heading", name="What was answered is being worked out")).to_be_visible()
    close_on_date(over, 0, timezone.now())
    with page.expect_response(f"**/360/{over.pk}/"):
        page.clock.run_for(EVERY)
    expect(news).to_have_text("It is done.")
    page.get_by_role("link", name="See what came of it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The questionnaire is closed")


def test_without_a_script_a_link_looks_again(site_url: str, browser: Browser, world: World, over: Assessment) -> None:
    context = browser.new_context(java_script_enabled=False)
    sign_in(context, site_url, world, "participant")
    page = context.new_page()
    page.goto(f"{site_url}/360/{over.pk}/")
    close_on_date(over, 0, timezone.now())
    page.get_by_role("link", name="Look again").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The questionnaire is closed")
    context.close()
