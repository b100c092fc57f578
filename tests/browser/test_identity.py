"""The look as a browser has it: pairs of colours, forced colours, paper, and how much comes with the first page."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Response

from tests.browser.conftest import PageAt
from tests.house.test_identity import pairs, properties

pytestmark = pytest.mark.urls("tests.ui.addresses")
PATHS = ("/all-parts/", "/rater/")
MOST = 80 * 1024  # bytes that come with the first page

# The colours of each word that is seen, and of what lies behind it.
COLOURS_OF_WORDS = """() => {
  const found = new Set();
  const opaque = (colour) => !colour.startsWith("rgba(") && colour !== "transparent";
  for (const element of document.querySelectorAll("body *")) {
    const words = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!words || !element.checkVisibility()) continue;
    let behind = element;
    while (behind && !opaque(getComputedStyle(behind).backgroundColor)) behind = behind.parentElement;
    const ground = behind ? getComputedStyle(behind).backgroundColor : "rgb(255, 255, 255)";
    found.add(`${getComputedStyle(element).color} on ${ground}`);
  }
  return [...found];
}"""


def _hex(colour: str) -> str:
    return "#" + "".join(f"{int(part):02x}" for part in re.findall(r"\d+", colour)[:3])


def _told() -> set[tuple[str, str]]:
    return {(properties()[what], properties()[ground]) for what, ground, *_ in pairs()}


@pytest.mark.parametrize("path", PATHS)
def test_words_stand_in_no_pair_of_colours_that_the_page_of_the_identity_does_not_tell(
    site_url: str, page_at: PageAt, path: str
) -> None:
    _check_pairs(page_at(1280), site_url + path)


@pytest.mark.urls("ninefold.site.urls")
@pytest.mark.parametrize(
    "path", ["/", "/model/", "/model/care/", "/self-assessment/", "/account/sign-in/", "/nowhere/"]
)
def test_nor_do_they_on_the_public_face(site_url: str, page_at: PageAt, path: str) -> None:
    _check_pairs(page_at(1280), site_url + path)


def _check_pairs(page: Page, address: str) -> None:
    page.goto(address)
    for details in page.locator("details").all():
        details.evaluate("each => { each.open = true; }")
    found = [tuple(map(_hex, pair.split(" on "))) for pair in page.evaluate(COLOURS_OF_WORDS)]
    assert len(found) > 4
    assert [pair for pair in found if pair not in _told()] == []


@pytest.fixture
def forced(browser: Browser) -> Iterator[Page]:
    """A page for somebody who set colours of their own: light on dark."""
    context = browser.new_context(forced_colors="active", color_scheme="dark", viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def test_where_colours_are_forced_words_take_them_and_the_mark_keeps_the_white_it_is_drawn_for(
    site_url: str, forced: Page
) -> None:
    forced.goto(f"{site_url}/all-parts/")
    looks = "each => { const looks = getComputedStyle(each); return [looks.color, looks.backgroundColor]; }"
    canvas = forced.evaluate("getComputedStyle(document.body).backgroundColor")
    assert forced.locator("h1").first.evaluate(looks)[0] == "rgb(255, 255, 255)"
    assert forced.locator(".site-footer").evaluate(looks) == ["rgb(255, 255, 255)", canvas]
    assert forced.locator(".site-name img").evaluate(looks)[1] == "rgb(255, 255, 255)"
    # A state and a notice keep a line around them, where their grounds are gone.
    for part in (".tag", ".notice", ".nhsuk-button"):
        width = forced.locator(part).first.evaluate("each => getComputedStyle(each).borderTopWidth")
        assert float(width.removesuffix("px")) >= 1, part


def test_nothing_moves(site_url: str, page_at: PageAt) -> None:
    page = page_at(1280)
    page.goto(f"{site_url}/all-parts/")
    assert page.evaluate("document.getAnimations().length") == 0


def test_on_paper_the_page_stands_alone_on_white(site_url: str, page_at: PageAt) -> None:
    page = page_at(1280)
    page.goto(f"{site_url}/all-parts/")
    page.emulate_media(media="print")
    for around in (".site-header", ".site-footer", ".site-ask"):
        assert not page.locator(around).is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


@pytest.mark.urls("ninefold.site.urls")
def test_the_first_page_comes_with_all_it_needs_in_less_than_80_kb(site_url: str, page_at: PageAt) -> None:
    page, came = page_at(1280), list[Response]()

    def note(answer: Response) -> None:
        came.append(answer)

    page.on("response", note)
    page.goto(site_url, wait_until="networkidle")
    sizes = {answer.url.removeprefix(site_url): answer.request.sizes()["responseBodySize"] for answer in came}
    assert any(".woff2" in address for address in sizes)
    assert sum(sizes.values()) < MOST, sizes


@pytest.mark.urls("ninefold.site.urls")
def test_who_skips_to_the_main_part_goes_on_from_there(site_url: str, page_at: PageAt) -> None:
    page = page_at(1280)
    page.goto(site_url)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.localName") == "main"
