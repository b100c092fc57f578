"""The report on the web: a fragment for a page of the site, or one file that stands by itself.

The fragment has no inline styles or scripts, so it may stand under a strict content policy beside
`static/report.css`. The file carries that style sheet and its typefaces inside it: it opens from a
mail or a disk, with no connection, and prints on A4.

Words of its own come from `Document.words`: `contents`, `confidential`, `note`, `caution`, `say` and
`figures_of_chart`.
"""

from __future__ import annotations

import base64
from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ninefold.reports.document import Block, Document
from ninefold.reports.face import logo_inside, properties, worn

STATIC = Path(__file__).parent / "static"


def report_fragment(document: Document) -> Markup:
    """The report as one `<article class="report">` with the page's only `<h1>`.

    Raises `jinja2.UndefinedError` if `document.words` lacks a word.
    """
    html = _templates().get_template("report.html").render(document=document, face=worn(), logo=logo_inside())
    return Markup(html)  # noqa: S704 - the template has escaped all text, and the charts their labels


def section_fragment(document: Document, anchor: str) -> Markup:
    """One section by itself, for a page that has a heading of its own; KeyError if there is no such section.

    Raises `jinja2.UndefinedError` as `report_fragment` does.
    """
    section = {section.anchor: section for section in document.sections}[anchor]
    html = _templates().get_template("section.html").render(document=document, section=section)
    return Markup(html)  # noqa: S704 - as above


def report_page(document: Document) -> str:
    """The report as one HTML file that needs no other. Raises as `report_fragment` does."""
    page = _templates().get_template("page.html")
    return page.render(document=document, report=report_fragment(document), style=properties() + _style())


@cache
def _templates() -> Environment:
    templates = Environment(
        loader=PackageLoader("ninefold.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    templates.filters["kind"] = _kind
    return templates


def _kind(block: Block) -> str:
    """The name of the macro that draws a block."""
    return type(block).__name__.lower()


@cache
def _style() -> str:
    """The style sheet with its typefaces inside it."""
    faces = [_typeface(weight, name) for weight, name in ((400, "Regular"), (600, "SemiBold"))]
    return "".join([*faces, (STATIC / "report.css").read_text("utf-8")])


def _typeface(weight: int, name: str) -> str:
    font = base64.b64encode((STATIC / f"fonts/AtkinsonHyperlegibleNext-{name}.woff2").read_bytes()).decode()
    return (
        f'@font-face {{ font-family: "Atkinson Hyperlegible Next"; font-weight: {weight}; '
        f'src: url("data:font/woff2;base64,{font}") format("woff2"); }}\n'
    )
