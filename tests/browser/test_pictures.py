"""Pictures of twelve pages at three widths; those in the documents show what is there.

`PAGE_PICTURES=FOLDER` keeps all of them for somebody to look at. After a change that can be seen,
`PAGE_PICTURES=docs ./test browser -- -k test_pictures` draws those of the documents anew.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import PageAt
from tests.browser.pictures import PAGES, differ, path_of
from tests.browser.test_every_page import WIDTHS
from tests.browser.test_every_page_signed_in import sign_in
from tests.world import make_world

DOCUMENTS = Path(__file__).parents[2] / "docs" / "pictures" / "pages"
WANTED = os.environ.get("PAGE_PICTURES", "")
MOST_BYTES = 400_000


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_pictured_at_three_widths_as_the_documents_show_it(
    site_url: str, browser: Browser, page_at: PageAt, name: str
) -> None:
    world, pictured = make_world(), PAGES[name]
    path = path_of(pictured, world)
    for width in WIDTHS:
        page = page_at(width)
        if pictured.reader:
            sign_in(page.context, site_url, world.roles[pictured.reader])
        page.goto(site_url + path)
        page.evaluate("document.fonts.ready")
        if WANTED and WANTED != "docs":
            Path(WANTED).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=Path(WANTED) / f"{name}-{width}.png", full_page=True)
        if width != pictured.keep:
            continue
        shown, kept = page.screenshot(), DOCUMENTS / f"{name}.png"  # what fills the window, as somebody first sees it
        if WANTED == "docs":
            kept.write_bytes(shown)
        assert differ(browser, kept.read_bytes(), shown) == "", f"{kept.name} no longer shows the page: draw it anew"


def test_two_pictures_of_different_pages_are_told_apart(site_url: str, browser: Browser, page_at: PageAt) -> None:
    make_world()
    page = page_at(1280)
    taken = []
    for path in ("/model/", "/model/situations/", "/about-360/"):
        page.goto(site_url + path)
        taken.append(page.screenshot())
    assert differ(browser, taken[0], taken[0]) == ""
    assert differ(browser, taken[0], taken[1]) != ""
    assert differ(browser, taken[1], taken[2]) != ""


def test_the_documents_hold_these_pictures_and_no_others_and_each_is_shown() -> None:
    kept = {f"{name}.png" for name, page in PAGES.items() if page.keep}
    assert {path.name for path in DOCUMENTS.iterdir()} == kept
    pages = [*DOCUMENTS.parents[1].glob("*.md"), DOCUMENTS.parents[2] / "README.md"]
    texts = "".join(path.read_text(encoding="utf-8") for path in pages)
    assert [name for name in kept if f"pictures/pages/{name}" not in texts] == []
    assert [path.name for path in DOCUMENTS.iterdir() if path.stat().st_size > MOST_BYTES] == []
