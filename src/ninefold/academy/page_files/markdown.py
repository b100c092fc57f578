"""Markdown taken apart and checked: no HTML, no link or picture that could do harm or break, headings in order.

It is parsed by the standard (CommonMark, and tables); what is checked and changed are the tokens that the parser gives,
each of which knows its line. What is rendered in the end is made of those tokens alone, so nothing passes unseen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLink
from markdown_it.token import Token
from markupsafe import Markup

from ninefold.academy.page_files.faults import Faults
from ninefold.academy.page_files.links import Target, picture, read_target
from ninefold.academy.page_files.placeholders import filled, filled_address
from ninefold.academy.page_files.tables import with_tables

# What a page has around its words, so that no heading takes its mark.
TAKEN = ("maincontent", "onward", "on-this-page")


class _Parser(MarkdownIt):
    """A parser that takes every link as one, so that those that are not allowed are told and not shown as text."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - the library's name
        """Whether it is a link at all."""
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the library's name
        """The address as it stands in the file: what is filled in may be a part of it."""
        return url


def _parser(*, html: bool) -> MarkdownIt:
    return _Parser("commonmark", {"html": html}).enable("table")


@dataclass(frozen=True)
class Heading:
    """A heading: how deep, the mark that a link to it has, its words."""

    level: int
    mark: str
    text: str


@dataclass
class Draft:
    """The words of one file, checked as far as they can be alone. Where their links lead is settled afterwards."""

    title: str = ""
    headings: list[Heading] = field(default_factory=list)
    links: list[tuple[int, Token, Target]] = field(default_factory=list)
    tokens: list[Token] = field(default_factory=list)


def take_apart(body: str, values: Mapping[str, str], faults: Faults) -> Draft:
    """The words of a file, in which a private sign stands for each placeholder. Lines count from the top of `body`."""
    for line, tag in _html(body):
        right = "Write it in Markdown, or “\\<” for the sign itself."
        faults.note(line, f"“{tag}” is HTML, which pages do not take.", right)
    draft = Draft(tokens=_parser(html=False).parse(body))
    for token in draft.tokens:
        token.content, token.info = filled(token.content, values), filled(token.info, values)
        for child in token.children or []:
            child.content = filled(child.content, values)
            for inner in child.children or []:
                inner.content = filled(inner.content, values)
    for line, token in _children(draft.tokens):
        _look_at(line, token, draft, values, faults)
    _name_headings(draft, faults)
    draft.tokens = with_tables(draft.tokens)
    return draft


def render(draft: Draft) -> tuple[Markup, Markup]:
    """What stands above the first heading and what follows, as parts of a page, once every link leads somewhere."""
    tokens = draft.tokens
    first = next((index for index, token in enumerate(tokens) if token.type == "heading_open"), len(tokens))
    return _rendered(tokens[:first]), _rendered(tokens[first:])


def _rendered(tokens: list[Token]) -> Markup:
    parser = _parser(html=False)
    # Made of tokens whose texts the library escapes, without a tag or an address that was not looked at.
    return Markup(parser.renderer.render(tokens, parser.options, {}))  # noqa: S704


def text_of(token: Token) -> str:
    """The words of an inline token, without what marks them."""
    parts = (" " if child.type.endswith("break") else child.content for child in token.children or [])
    return " ".join("".join(parts).split())


def _html(body: str) -> Iterator[tuple[int, str]]:
    tokens = _parser(html=True).parse(body)
    for token in tokens:
        if token.type == "html_block" and token.map:
            yield token.map[0] + 1, token.content.strip().splitlines()[0][:40]
    for line, child in _children(tokens):
        if child.type == "html_inline":
            yield line, child.content[:40]


def _children(tokens: list[Token]) -> Iterator[tuple[int, Token]]:
    """What stands within lines, each with the number of its line."""
    for token in tokens:
        line = token.map[0] + 1 if token.map else 1
        for child in token.children or []:
            yield line, child
            line += child.type.endswith("break") or (child.type == "html_inline" and child.content.count("\n"))


def _look_at(line: int, token: Token, draft: Draft, values: Mapping[str, str], faults: Faults) -> None:
    """Note what is wrong with a link or a picture, and keep a link to be settled."""
    if "title" in token.attrs:
        token.attrs["title"] = filled(str(token.attrs["title"]), values)
    if token.type == "image":
        address = filled_address(str(token.attrs["src"]), values)
        found = picture(address)
        if found is None:
            right = "A picture is one of the program’s own: static:FOLDER/FILE.svg."
            faults.note(line, f"There is no picture “{address[:60]}” here.", right)
        token.attrs["src"] = found or ""
    if token.type == "link_open":
        target = read_target(filled_address(str(token.attrs["href"]), values))
        if target.fault:
            faults.note(line, *target.fault)
            token.attrs["href"] = ""
        elif target.address:
            token.attrs["href"] = normalizeLink(target.address)
            if target.is_elsewhere:
                token.attrs["rel"] = "noopener"
        draft.links.append((line, token, target))


def _name_headings(draft: Draft, faults: Faults) -> None:
    """Give each heading a mark; take the first out as the title if it is one; note those that are out of order."""
    taken = set(TAKEN)
    depth = 1
    for index, token in enumerate(draft.tokens):
        if token.type != "heading_open":
            continue
        line = token.map[0] + 1 if token.map else 1
        level, text = int(token.tag[1:]), text_of(draft.tokens[index + 1])
        if not text:
            faults.note(line, "The heading is empty.", "Write its words, or take it out.")
        if level == 1:
            if index == 0:
                draft.title = text
            else:
                right = "Begin a part with ##, and the first line of the file with #."
                faults.note(line, "A heading with one # is the title of the page.", right)
            continue
        if level > depth + 1:
            wrong = f"The heading “{text[:40]}” skips a level: {'#' * level} after {'#' * depth}."
            faults.note(line, wrong, f"Write {'#' * (depth + 1)}.")
        depth = level
        mark = _free(slugify(text)[:60].strip("-") or "part", taken)
        taken.add(mark)
        token.attrs["id"] = mark
        draft.headings.append(Heading(level, mark, text))
    if draft.title:
        del draft.tokens[:3]


def _free(mark: str, taken: set[str]) -> str:
    number, free = 1, mark
    while free in taken:
        number += 1
        free = f"{mark}-{number}"
    return free
