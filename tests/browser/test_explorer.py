"""The explorer as it is met: the figure by keyboard, the note that stays in the tab, without scripts, on paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.browser.conftest import PageAt
from tests.browser.test_every_page import scrolls_sideways

NOTE = "Ask Bea about the rota, and say thank you."
# Puts something in the way of all that a page might keep.
NOTHING_IS_KEPT = """
for (const name of ["sessionStorage", "localStorage"]) {
  Object.defineProperty(window, name, {get() { throw new DOMException("blocked", "SecurityError"); }});
}
"""
pytestmark = pytest.mark.django_db


def shown(page: Page, selector: str) -> int:
    return page.locator(selector).filter(visible=True).count()


def fill(page: Page, petal: str) -> str:
    leaf = page.get_by_role("link", name=petal, exact=True).locator(".petal__leaf")
    return str(leaf.evaluate("leaf => getComputedStyle(leaf).fill"))


def test_the_figure_is_walked_by_keyboard_and_shows_where_one_is(site_url: str, page_at: PageAt) -> None:
    page = page_at(1280)
    page.goto(f"{site_url}/model/")
    plain = fill(page, "2. Caring for colleagues")
    petal = page.get_by_role("link", name="1. Keeping purpose alive", exact=True)
    petal.focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="2. Caring for colleagues", exact=True)).to_be_focused()
    page.wait_for_function("getComputedStyle(document.activeElement.querySelector('path')).strokeWidth === '12px'")
    assert fill(page, "2. Caring for colleagues") != plain
    page.keyboard.press("Enter")
    page.wait_for_url("**/model/care/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Caring for colleagues")


def test_the_whole_petal_can_be_pressed(site_url: str, page_at: PageAt) -> None:
    page = page_at(320)
    page.goto(site_url)
    page.get_by_role("link", name="7. Upholding clear standards", exact=True).locator(".petal__leaf").click()
    page.wait_for_url("**/model/account/")


@pytest.mark.parametrize(("width", "names", "numbers"), [(320, 0, 9), (768, 9, 0), (1280, 9, 0)])
def test_petals_have_names_where_there_is_room_and_else_the_numbers_of_the_list(
    site_url: str, page_at: PageAt, width: int, names: int, numbers: int
) -> None:
    page = page_at(width)
    page.goto(site_url)
    assert (shown(page, ".petal__name"), shown(page, ".petal__number")) == (names, numbers)
    assert not scrolls_sideways(page)


def test_one_question_at_a_time_or_all_of_them(site_url: str, page_at: PageAt) -> None:
    page = page_at(1280)
    page.goto(f"{site_url}/model/care/")
    question = page.locator("[data-question]")
    first = question.inner_text()
    assert first.endswith("?")
    assert shown(page, "[data-prompt]") == 0
    page.get_by_role("button", name="Another question").click()
    assert question.inner_text() != first
    expect(page.get_by_text("Question 2 of 14")).to_be_visible()
    page.get_by_role("button", name="The one before").click()
    assert question.inner_text() == first
    every = page.get_by_role("button", name="All questions")
    every.click()
    expect(every).to_have_attribute("aria-expanded", "true")
    assert shown(page, "[data-prompt]") == 14
    every.click()
    assert shown(page, "[data-prompt]") == 0


def test_who_comes_from_a_search_sees_the_question_that_was_found(site_url: str, page_at: PageAt) -> None:
    page = page_at(1280)
    page.goto(f"{site_url}/model/search/?q=quietest")
    page.get_by_role("link", name="Think about it: essential, question 2").click()
    expect(page.locator("[data-question]")).to_contain_text("the quietest member of the team")
    expect(page.locator("[data-question]")).to_be_in_viewport()


def test_a_note_stays_in_its_tab_and_nothing_of_it_is_sent(site_url: str, page_at: PageAt) -> None:
    page = page_at(1280)
    sent: list[Request] = []

    def note(request: Request) -> None:
        sent.append(request)

    page.goto(f"{site_url}/model/care/")
    page.wait_for_load_state("networkidle")
    page.context.on("request", note)
    box = page.get_by_label("Your note, for you alone")
    box.fill(NOTE)
    expect(page.get_by_text("Kept in this tab")).to_be_visible()
    assert sent == []
    page.reload()
    expect(box).to_have_value(NOTE)
    # Each dimension has a note of its own, and another tab of the same browser knows of none.
    page.get_by_role("link", name="Next Making sense of evidence").click()
    expect(box).to_have_value("")
    other = page.context.new_page()
    other.goto(f"{site_url}/model/care/")
    expect(other.get_by_label("Your note, for you alone")).to_have_value("")
    said = [request.url + str(request.headers) + str(request.post_data) for request in sent]
    assert said
    assert not any("rota" in each for each in said)
    assert page.context.storage_state()["origins"] == []
    assert page.context.cookies() == []


def test_a_note_is_gone_when_it_is_deleted(site_url: str, page_at: PageAt) -> None:
    page = page_at(1280)
    page.goto(f"{site_url}/model/care/")
    box = page.get_by_label("Your note, for you alone")
    box.fill(NOTE)
    page.get_by_role("button", name="Delete your note").click()
    expect(box).to_have_value("")
    expect(box).to_be_focused()
    expect(page.get_by_text("Your note is deleted")).to_be_visible()
    assert page.evaluate("window.sessionStorage.length") == 0
    page.reload()
    expect(box).to_have_value("")


def test_a_browser_that_keeps_nothing_is_told_about(site_url: str, page_at: PageAt) -> None:
    page = page_at(320)
    page.add_init_script(NOTHING_IS_KEPT)
    page.goto(f"{site_url}/model/care/")
    page.get_by_label("Your note, for you alone").fill(NOTE)
    expect(page.get_by_text("This browser keeps nothing")).to_be_visible()
    page.get_by_role("button", name="Another question").click()
    expect(page.get_by_text("Question 2 of 14")).to_be_visible()


def test_on_paper_are_all_questions_and_the_note_or_lines_for_one(site_url: str, page_at: PageAt) -> None:
    page = page_at(700)
    page.goto(f"{site_url}/model/care/")
    page.emulate_media(media="print")
    assert shown(page, "[data-prompt]") == 14
    assert shown(page, "main button, main textarea") == 0
    lines = page.locator(".note-on-paper__text")
    expect(lines).to_be_visible()
    assert lines.evaluate("lines => lines.getBoundingClientRect().height") > 150
    page.emulate_media(media="screen")
    page.get_by_label("Your note, for you alone").fill(NOTE)
    page.emulate_media(media="print")
    expect(lines).to_have_text(NOTE)
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_without_scripts_everything_can_be_read_and_the_note_is_written_by_hand(
    site_url: str, browser: Browser
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 900})
    page = context.new_page()
    page.goto(site_url)
    page.get_by_role("link", name="Caring for colleagues", exact=True).last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Caring for colleagues")
    assert shown(page, "[data-prompt]") == 14
    assert shown(page, "main button, main textarea") == 0
    expect(page.get_by_text("print this page: there is room for a note")).to_be_visible()
    page.goto(f"{site_url}/model/")
    page.get_by_label("Search the whole model").fill("treasure")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", name="Somebody here could do far more")).to_be_visible()
    page.goto(f"{site_url}/model/side-by-side/")
    page.get_by_label("One dimension").select_option("Involving everyone")
    page.get_by_label("Another one").select_option("Helping people grow")
    page.get_by_role("button", name="Lay them side by side").click()
    expect(page.get_by_role("row", name="Why it matters")).to_be_visible()
    context.close()


def test_with_forced_colours_every_petal_has_an_outline_and_a_name(site_url: str, browser: Browser) -> None:
    context = browser.new_context(forced_colors="active", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(site_url)
    styles = page.locator("a.petal").evaluate_all(
        """petals => petals.map(petal => {
            const [leaf, name] = [petal.querySelector(".petal__leaf"), petal.querySelector(".petal__name")];
            const [drawn, said] = [getComputedStyle(leaf), getComputedStyle(name)];
            return [drawn.stroke !== "none", parseFloat(drawn.strokeWidth) > 0, drawn.fill !== said.fill];
        })"""
    )
    assert styles == [[True, True, True]] * 9
    context.close()
