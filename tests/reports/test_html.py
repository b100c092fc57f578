"""The page: everything in the document stands on it, in an order and with the names that a screen reader needs."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from typing import get_args

import pytest
from jinja2 import UndefinedError

from ninefold.reports.document import Block, Chart, Comments
from ninefold.reports.html import report_fragment, report_page
from tests.reports.sample import HOSTILE, SAMPLE, WORDS


class Page(HTMLParser):
    """What a browser makes of a page: its tags with their attributes, and the text inside each kind of tag."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "path", "rect", "circle"}:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        self.texts.append((self._open[-1] if self._open else "", data))

    def named(self, *tags: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag in tags]

    def text_of(self, tag: str) -> list[str]:
        return [text for inside, text in self.texts if inside == tag]


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(report_fragment(SAMPLE))


def charts() -> list[Chart]:
    return [block for section in SAMPLE.sections for block in section.blocks if isinstance(block, Chart)]


def test_the_sample_uses_every_kind_of_block() -> None:
    assert {type(block) for section in SAMPLE.sections for block in section.blocks} == set(get_args(Block))


def test_comments_stand_word_for_word_and_never_become_markup(page: Page) -> None:
    assert set(HOSTILE) <= set(page.text_of("blockquote"))
    assert {"script", "b", "i", "em"}.isdisjoint(tag for tag, _ in page.tags)


def test_every_heading_of_the_document_stands_on_the_page(page: Page) -> None:
    assert page.text_of("h1") == [SAMPLE.title]
    assert page.text_of("h2") == [WORDS["contents"], *(section.title for section in SAMPLE.sections)]


def test_no_level_of_heading_is_skipped(page: Page) -> None:
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


def test_every_table_has_a_caption_and_headers_with_a_scope(page: Page) -> None:
    assert len(page.named("caption")) == len(page.named("table")) > 10
    assert {header.get("scope") for header in page.named("th")} == {"col", "row"}


def test_every_figure_on_a_phone_is_told_with_the_header_of_its_column(page: Page) -> None:
    headers = set(page.text_of("th"))
    assert {cell["data-label"] for cell in page.named("td")} <= headers


def test_every_chart_says_what_it_shows_and_carries_its_figures(page: Page) -> None:
    drawn = [each["aria-label"] for each in page.named("div") if each.get("role") == "img"]
    assert drawn == [chart.alternative for chart in charts()]
    assert len(page.named("details")) == len([chart for chart in charts() if chart.table])


def test_every_link_of_the_contents_leads_to_a_section_with_that_title(page: Page) -> None:
    assert [link["href"] for link in page.named("a")] == [f"#{section['id']}" for section in page.named("section")]
    assert page.text_of("a") == [section.title for section in SAMPLE.sections]


def test_no_two_parts_of_the_page_have_the_same_address(page: Page) -> None:
    addresses = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(addresses) == len(set(addresses))


def test_a_finding_of_which_there_is_none_says_so(page: Page) -> None:
    assert "No figure shows one for certain." in page.text_of("p")


def test_the_fragment_stands_under_a_policy_without_inline_styles_and_scripts(page: Page) -> None:
    assert page.named("script", "style", "link", "iframe") == []
    forbidden = [name for _, attributes in page.tags for name in attributes if name == "style" or name.startswith("on")]
    assert forbidden == []


def test_the_page_needs_no_other_file_and_no_connection() -> None:
    html = report_page(SAMPLE)
    references = re.findall(r'(?:href|src)="([^"]*)"', html) + re.findall(r"url\(([^)]*)\)", html)
    assert references
    assert all(reference.startswith(("#", '"data:font/woff2;base64,')) for reference in references)


def test_the_page_is_in_the_language_of_the_document() -> None:
    page = Page(report_page(replace(SAMPLE, language="cy")))
    assert page.named("html", "article")[0]["lang"] == page.named("html", "article")[1]["lang"] == "cy"


def test_the_same_document_gives_the_same_page_whatever_was_drawn_before() -> None:
    first = report_page(SAMPLE)
    report_page(replace(SAMPLE, title="Another"))
    assert report_page(SAMPLE) == first


def test_a_missing_word_is_an_error_and_not_a_gap() -> None:
    with pytest.raises(UndefinedError, match="figures_of_chart"):
        report_fragment(replace(SAMPLE, words={key: WORDS[key] for key in WORDS if key != "figures_of_chart"}))


def test_comments_may_run_from_the_right(page: Page) -> None:
    comments = [block for section in SAMPLE.sections for block in section.blocks if isinstance(block, Comments)]
    quotes = [quote for quote in page.named("blockquote") if quote.get("dir") == "auto"]
    assert len(quotes) == sum(len(block.texts) for block in comments)
