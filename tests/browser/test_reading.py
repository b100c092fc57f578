"""What a checker cannot see: how pages are heard, how they suit a reader's own settings, how they look on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageAt
from tests.browser.test_every_page import PAGES, scrolls_sideways

REPORT = "/examples/community-team/"
# What WCAG 2.2 asks of 1.4.12, at least; as a reader's own style sheet has it.
SPACED_OUT = """
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-bottom: 2em !important; }
"""
WRITE = "css => { const own = new CSSStyleSheet(); own.replaceSync(css); document.adoptedStyleSheets.push(own); }"
# The box of a line is higher than its letters, which may stand past an edge by that much and still be whole.
CUT_OFF = """
    [...document.querySelectorAll("svg text")].filter(text => {
        const [inside, whole] = [text.getBoundingClientRect(), text.closest("svg").getBoundingClientRect()];
        return inside.left < whole.left - 4 || inside.right > whole.right + 4;
    }).map(text => text.textContent)
"""
LOOK = """
    element => (({ outline, boxShadow, backgroundColor }) => outline + boxShadow + backgroundColor)(
        getComputedStyle(element))
"""


def heard(page: Page) -> Iterator[tuple[str, str]]:
    """Role and name of all that a screen reader is told, in its order."""
    nodes: list[dict[str, Any]] = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    for node in nodes:
        if not node["ignored"]:
            yield node["role"]["value"], node.get("name", {}).get("value", "")


def open_report(page: Page, url: str) -> None:
    """Go to the report and unfold the figures of all charts."""
    page.goto(url + REPORT)
    page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")


def test_a_chart_is_one_picture_whose_lettering_is_not_read_out_again(site_url: str, page_at: PageAt) -> None:
    page = page_at(1280)
    open_report(page, site_url)
    pictures = [name for role, name in heard(page) if role == "image"]
    assert len(pictures) == page.locator("figure").count() > 0
    assert all(name.startswith("A chart") for name in pictures)


def test_a_table_shown_as_cards_is_heard_as_the_same_table(site_url: str, page_at: PageAt) -> None:
    table = {"table", "caption", "row", "columnheader", "rowheader", "cell"}
    wide, narrow = page_at(1280), page_at(320)
    for page in (wide, narrow):
        open_report(page, site_url)
    expect(narrow.locator(".report-wide tbody tr").first).to_have_css("display", "block")
    assert [each for each in heard(narrow) if each[0] in table] == [each for each in heard(wide) if each[0] in table]


def test_a_reader_is_led_by_few_landmarks_and_many_headings(site_url: str, page_at: PageAt) -> None:
    page = page_at(1280)
    open_report(page, site_url)
    roles = [role for role, _ in heard(page)]
    assert roles.count("main") == roles.count("banner") == roles.count("contentinfo") == 1
    assert roles.count("region") == 0
    levels = [int(name[1]) for name in page.locator("h1, h2, h3, h4").evaluate_all("all => all.map(h => h.tagName)")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


def test_every_page_has_its_own_title(site_url: str, page_at: PageAt) -> None:
    page = page_at(1280)
    titles = [page.goto(site_url + path) and page.title() for path in PAGES]
    assert len(set(titles)) == len(PAGES)


def test_the_button_for_a_file_says_what_file_and_what_is_wrong(site_url: str, page_at: PageAt) -> None:
    page = page_at(1280)
    page.goto(f"{site_url}/report-from-a-file/")
    page.get_by_role("button", name="Make the report").click()
    expect(page).to_have_title(re.compile("^Error: "))
    button = page.get_by_role("button", name=re.compile("^File of answers.*Choose file"))
    expect(button).to_have_accessible_description(re.compile("CSV.*Error:.*Choose a file of answers"))


@pytest.mark.parametrize("width", [320, 1280])
def test_letters_set_further_apart_lose_nothing(site_url: str, page_at: PageAt, width: int) -> None:
    page = page_at(width)
    open_report(page, site_url)
    page.evaluate(WRITE, SPACED_OUT)
    expect(page.locator("h1")).not_to_have_css("letter-spacing", "normal")
    assert page.evaluate(CUT_OFF) == []
    assert not scrolls_sideways(page)


@pytest.mark.parametrize("path", PAGES)
def test_letters_of_twice_the_size_never_make_a_page_scroll_sideways(site_url: str, page_at: PageAt, path: str) -> None:
    page = page_at(1280)
    page.goto(site_url + path)
    page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
    page.evaluate(WRITE, "html { font-size: 200%; }")
    assert not scrolls_sideways(page)


def test_whatever_has_the_focus_looks_different_and_is_not_cut_off(site_url: str, page_at: PageAt) -> None:
    page = page_at(1280)
    page.goto(site_url + REPORT)
    stops = page.locator("a, summary, .language button")
    plain = [stop.evaluate(LOOK) for stop in stops.all()]
    for stop, before in zip(stops.all(), plain, strict=True):
        page.keyboard.press("Tab")
        expect(stop).to_be_focused()
        assert stop.evaluate(LOOK) != before
    link, contents = page.locator(".report-contents a").first.bounding_box(), page.locator(".report-contents")
    around = contents.bounding_box()
    assert link
    assert around
    assert link["x"] - around["x"] >= 5  # the outline and its distance


def test_paper_bears_the_report_and_its_figures_but_not_the_ways_around_it(site_url: str, page_at: PageAt) -> None:
    page = page_at(1280)
    page.goto(site_url + REPORT)
    expect(page.locator("details table").first).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator("details table").first).to_be_visible()
    for way in (".site-header", ".report-ways", ".report-contents", ".site-footer"):
        expect(page.locator(way)).to_be_hidden()
