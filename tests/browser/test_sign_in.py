"""Signing in and one's own account in a real browser: at three widths, by keyboard alone, without JavaScript."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from ninefold.accounts.actions.addresses import add_address, set_private_address
from ninefold.accounts.actions.roles import grant_role
from ninefold.accounts.models import Kind
from tests.browser.conftest import PageAt
from tests.browser.test_every_page import WIDTHS, press_tab_until, scrolls_sideways
from tests.support.axe import barriers
from tests.support.post import last_code
from tests.world import NOON, OPERATOR, make_world

ADA = "ada.okafor@example.org"
OWN = ("/account/", "/account/name/", "/account/password/", "/account/addresses/", "/account/leave/")
ENTRANCES = ("/account/sign-in/", "/account/sign-in/password/", "/account/sign-up/")


@pytest.fixture
def come_in(site_url: str) -> Callable[[Page], None]:
    """Sign in as Ada, who has two roles and several addresses, as she would."""
    world = make_world()
    ada = world.participant.person
    grant_role(person=ada, kind=Kind.PROGRAMME_LEAD, scope=world.rising_leaders, by=OPERATOR, at=NOON)
    add_address(person=ada, email="ada@home.example", at=NOON)
    add_address(person=ada, email=f"{'ada.' * 12}okafor@a-hospital-with-a-rather-long-name.example", at=NOON)
    set_private_address(person=ada, email="ada@home.example", at=NOON)

    def go(page: Page) -> None:
        page.goto(f"{site_url}/account/sign-in/")
        page.get_by_label("Your e-mail address").fill(ADA)
        page.get_by_role("button", name="Send me a code").click()
        page.get_by_label("The code").fill(last_code(ADA))
        page.get_by_role("button", name="Continue").click()
        page.wait_for_url(f"{site_url}/360/")

    return go


def find_nothing_wrong(page: Page) -> None:
    assert barriers(page) == []
    assert not scrolls_sideways(page)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_ways_in_have_no_barriers_right_or_wrong(site_url: str, page_at: PageAt, width: int) -> None:
    page = page_at(width)
    for entrance in ENTRANCES:
        page.goto(site_url + entrance)
        find_nothing_wrong(page)
        page.locator("main form button[type=submit]").first.click()
        expect(page.locator(".nhsuk-error-summary")).to_be_focused()
        find_nothing_wrong(page)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_of_the_code_has_no_barriers(site_url: str, page_at: PageAt, width: int) -> None:
    page = page_at(width)
    page.goto(f"{site_url}/account/sign-in/")
    page.get_by_label("Your e-mail address").fill("nobody@example.org")
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_text("No mail has come").click()
    find_nothing_wrong(page)
    for _ in range(4):
        page.get_by_label("The code").fill("0000 0000")
        page.get_by_role("button", name="Continue").click()
        expect(page.locator(".nhsuk-error-summary")).to_be_focused()
    find_nothing_wrong(page)
    page.get_by_label("The code").fill("0000 0000")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("This code no longer works")
    find_nothing_wrong(page)


@pytest.mark.parametrize("width", WIDTHS)
def test_ones_own_pages_have_no_barriers(
    site_url: str, page_at: PageAt, come_in: Callable[[Page], None], width: int
) -> None:
    page = page_at(width)
    come_in(page)
    for own in OWN:
        page.goto(site_url + own)
        page.locator("details.person summary").click()
        find_nothing_wrong(page)


@pytest.mark.usefixtures("come_in")
def test_the_way_in_and_out_by_keyboard_alone(site_url: str, page_at: PageAt) -> None:
    page = page_at(1280)
    page.goto(site_url)
    press_tab_until(page, "Sign in")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-in/")
    page.locator("#email").focus()
    page.keyboard.type(ADA)
    page.keyboard.press("Enter")
    page.wait_for_url("**/code/")
    page.locator("#code").focus()
    page.keyboard.type(last_code(ADA))
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site_url}/360/")
    press_tab_until(page, "programme lead, Rising leaders")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="programme lead, Rising leaders")).to_have_attribute("aria-pressed", "true")
    press_tab_until(page, "Signed in as Ada Okafor")
    page.keyboard.press("Enter")
    press_tab_until(page, "Sign out")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()


def test_all_of_it_works_without_javascript(browser: Browser, come_in: Callable[[Page], None]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    come_in(page)
    page.locator("details.person summary").click()
    page.get_by_role("link", name="Your addresses").click()
    page.get_by_role("button", name="Remove ada@home.example").click()
    expect(page.get_by_text("ada@home.example")).to_have_count(0)
    page.get_by_label("Another e-mail address of yours").fill("ada@new.example")
    page.get_by_role("button", name="Send a code there").click()
    page.get_by_label("The code").fill(last_code("ada@new.example"))
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Write to this one ada@new.example").click()
    expect(page.locator(".address").first).to_contain_text("ada@new.example")
    page.locator("details.person summary").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    context.close()
