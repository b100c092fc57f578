"""Every page as it is met: at three widths, by keyboard alone, without JavaScript, with axe looking on."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import HEIGHT, PageAt
from tests.house.pages import ADDRESSES, path_of
from tests.support.axe import barriers

ROOT = Path(__file__).parents[2]
RICH = ROOT / "examples" / "ward-manager.csv"
PAGES = (
    "/",
    "/model/",
    "/certificates/",
    "/interest/",
    "/cpd/",
    "/cpd/?topic=group-reports",
    "/certificates/?code=AAAA-BBBB-CCCC-DDDD",
    "/model/care/",
    "/model/situations/",
    "/model/situations/night-shift/",
    "/model/search/?q=night+staff",
    "/model/search/?q=nothing-of-the-kind",
    "/model/side-by-side/?first=care&second=team",
    "/model/side-by-side/?first=care&second=care",
    "/examples/",
    "/examples/ward-manager/",
    "/examples/community-team/",
    "/examples/estates-lead/",
    "/report-from-a-file/",
    "/promise/",
    "/about-360/",
    "/for-raters/",
    "/for-facilitators/",
    "/facilitators/",
    "/for-organisations/",
    "/contact/",
    "/accessibility/",
    "/privacy/",
    "/cookies/",
    "/terms/",
    "/nowhere/",
)
SIGNING_IN = ("/account/sign-in/", "/account/sign-in/password/", "/account/sign-up/")
BY_ONESELF = ("/self-assessment/", "/self-assessment/gone/")
TO_RATERS = ("/r/", "/r/nothing/", "/check-a-mail/", "/feedback/left/")
WIDTHS = (320, 768, 1280)


def wrong_at_any_width(page: Page) -> list[str]:
    """What axe finds at each of the widths, and whether the page scrolls sideways there."""
    wrong = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        wrong += [f"{width} px: {barrier}" for barrier in barriers(page)]
        wrong += [f"scrolls sideways at {width} px"] if scrolls_sideways(page) else []
    return wrong


def scrolls_sideways(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_barriers_and_never_scrolls_sideways(site_url: str, page_at: PageAt, path: str) -> None:
    page = page_at(WIDTHS[0])
    page.goto(site_url + path)
    assert wrong_at_any_width(page) == []


def test_every_page_of_the_public_face_is_among_these() -> None:
    public = [path_of(name) for name in ADDRESSES if ADDRESSES[name].page and ADDRESSES[name].stranger == 200]
    elsewhere = (*SIGNING_IN, *BY_ONESELF, *TO_RATERS)
    walked = {path.partition("?")[0] for path in (*PAGES, *elsewhere)}
    assert [path for path in public if path not in walked] == []


@pytest.mark.parametrize("width", WIDTHS)
def test_an_example_as_a_file_of_its_own_has_no_barriers(page_at: PageAt, width: int) -> None:
    page = page_at(width)
    page.goto((ROOT / "examples" / "community-team.html").as_uri())
    assert barriers(page) == []
    assert not scrolls_sideways(page)


def test_the_report_from_a_file_is_read_on_the_same_page(site_url: str, page_at: PageAt) -> None:
    page = page_at(1280)
    page.goto(site_url)
    page.get_by_role("link", name="Make a report from a file").click()
    page.locator("input[type=file]").set_input_files(RICH)
    page.get_by_role("button", name="Make the report").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your 360 report")
    expect(page.get_by_role("heading", name="Recognised strengths")).to_be_visible()
    assert barriers(page) == []


def test_a_file_dropped_on_the_page_is_taken(site_url: str, page_at: PageAt) -> None:
    page = page_at(1280)
    page.goto(f"{site_url}/report-from-a-file/")
    drop = page.evaluate_handle(
        """text => {
            const drop = new DataTransfer();
            drop.items.add(new File([text], "answers.csv", {type: "text/csv"}));
            return drop;
        }""",
        RICH.read_text(encoding="utf-8"),
    )
    page.dispatch_event(".nhsuk-file-upload button", "drop", {"dataTransfer": drop})
    expect(page.get_by_text("answers.csv")).to_be_visible()
    page.get_by_role("button", name="Make the report").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your 360 report")


def test_a_faulty_file_moves_focus_to_a_summary_that_leads_to_the_field(
    site_url: str, page_at: PageAt, tmp_path: Path
) -> None:
    faulty = tmp_path / "answers.csv"
    faulty.write_text("rater,grup\n", encoding="utf-8")
    page = page_at(320)
    page.goto(f"{site_url}/report-from-a-file/")
    page.locator("input[type=file]").set_input_files(faulty)
    page.get_by_role("button", name="Make the report").click()
    summary = page.locator(".nhsuk-error-summary")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("Did you mean “group”?")
    assert barriers(page) == []
    summary.get_by_role("link").click()
    assert page.evaluate("document.activeElement.closest('.nhsuk-file-upload') !== null")


def test_everything_works_without_javascript(site_url: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_url}/report-from-a-file/")
    page.locator("input[type=file]").set_input_files(RICH)
    page.get_by_role("button", name="Make the report").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your 360 report")
    page.locator("summary").first.click()
    expect(page.locator("details table").first).to_be_visible()
    context.close()


def test_the_keyboard_alone_leads_from_the_home_page_to_a_report_and_into_it(site_url: str, page_at: PageAt) -> None:
    page = page_at(1280)
    page.goto(site_url)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    press_tab_until(page, "Read the example reports")
    page.keyboard.press("Enter")
    page.wait_for_url("**/examples/")
    press_tab_until(page, "A ward manager")
    page.keyboard.press("Enter")
    page.wait_for_url("**/examples/ward-manager/")
    press_tab_until(page, "Suggestions")
    page.keyboard.press("Enter")
    expect(page.locator("#suggestions")).to_be_in_viewport()


def press_tab_until(page: Page, text: str) -> None:
    """Walk through the page by the tabulator until the link of this text has focus; fails if it never has."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == text:
            return
    raise AssertionError(f"the tabulator never came to “{text}”")
