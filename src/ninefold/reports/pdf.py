"""The report on paper: a tagged PDF (PDF/UA-1 and PDF/A-2a), typeset by Typst; and the one door to Typst.

The document goes to its template, `report.typ`, as JSON and is never built into markup, so no comment can become
a command. Nothing is read but this folder: no fonts of the machine, no packages, no clock, so the
same document gives the same bytes.

Words of its own come from `Document.words`: `contents`, `confidential`, `page_of` (with `{page}` and
`{pages}`), `note`, `caution`, `say`, `figures_of_chart`, and `not_drawn` (with `{count}`), which stands
for a passage in a script that the typefaces lack.
"""

from __future__ import annotations

import json
import re
import unicodedata
from bisect import bisect
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from threading import Lock

import typst

from ninefold.reports.document import Chart, Comments, Document
from ninefold.reports.face import as_json
from ninefold.reports.glyphs import FONTS, drawable, drawable_svg

TEMPLATE = Path(__file__).parent / "report.typ"
STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-2a"]

_LONG_WORD = re.compile(r"(\S{20})(?=\S{8})")
_one_at_a_time = Lock()  # the compiler keeps the inputs of its call


def report_pdf(document: Document) -> bytes:
    """The document as a PDF file; the same bytes for the same document.

    Raises `KeyError` if `document.words` lacks a word, and `typst.TypstError` if a chart is no SVG.
    """
    passage = document.words["not_drawn"]
    return typeset(TEMPLATE, {**_plain_fields(document, passage), **language_parts(document.language)})


def typeset(template: Path, data: Mapping[str, object]) -> bytes:
    """What a template of this folder makes of these values, which are as JSON has them, with drawable text."""
    with _one_at_a_time:
        pdf = _compiler(template).compile(
            sys_inputs={"document": json.dumps(data), "face": as_json()},
            format="pdf",
            pdf_standards=STANDARDS,
            timestamp=0,
        )
    assert isinstance(pdf, bytes)
    return _with_clear_ends(pdf)


def language_parts(language: str) -> dict[str, object]:
    """A language such as `en-gb` as Typst wants it: what is spoken, and where."""
    spoken, _, region = language.partition("-")
    return {"language": spoken, "region": region or None}


@cache
def _compiler(template: Path) -> typst.Compiler:
    """One compiler of each template for the whole process: it reads the typefaces and the template once."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    return typst.Compiler(input=str(template), root=str(template.parent), font_paths=fonts)


def _with_clear_ends(pdf: bytes) -> bytes:
    """The same file, where no stream's last byte can be taken for a part of the line end that follows it.

    About one stream in 256 ends in a carriage return, and the line feed that Typst sets after it makes the
    two look like one line end: validators then count a byte too few. A full line end settles it; the
    addresses of all objects behind it move on by one.
    """
    ends = [match.start() + 1 for match in re.finditer(rb"\r\nendstream", pdf)]
    if not ends:
        return pdf
    head, start = pdf[: pdf.rindex(b"startxref")], int(pdf.split()[-2])
    parts = [pdf[begin:end] for begin, end in zip([0, *ends], [*ends, start], strict=True)]
    table = re.sub(
        rb"(\d{10})(?= \d{5} n)", lambda at: b"%010d" % (int(at[1]) + bisect(ends, int(at[1]))), head[start:]
    )
    return b"\r".join(parts) + table + b"startxref\n%d\n%%%%EOF" % (start + len(ends))


def _plain(value: object, passage: str) -> object:
    """Tuples, blocks and text as JSON has them: text drawable, and able to break in the longest words."""
    match value:
        case str():
            return _LONG_WORD.sub("\\1\u200b", drawable(value, passage))
        case tuple():
            return [_plain(part, passage) for part in value]
        case dict():
            return {key: _plain(part, passage) for key, part in value.items()}
        case bool() | int() | None:
            return value
        case _:
            return _block(value, passage)


def _block(value: object, passage: str) -> dict[str, object]:
    """A block with what the template cannot work out cheaply: a drawable drawing, and the direction of comments."""
    match value:
        case Chart():
            return _plain_fields(replace(value, svg=""), passage) | {"svg": drawable_svg(value.svg, passage)}
        case Comments():
            return _plain_fields(value, passage) | {"from_right": [_runs_from_right(text) for text in value.texts]}
        case _:
            return _plain_fields(value, passage)


def _plain_fields(value: object, passage: str) -> dict[str, object]:
    """A dataclass as an object of its fields, with the name of its class as `block`."""
    assert is_dataclass(value)
    plain = {each.name: _plain(getattr(value, each.name), passage) for each in fields(value)}
    return {"block": type(value).__name__.lower(), **plain}


def _runs_from_right(text: str) -> bool:
    """Whether the first letter of a text belongs to a script that is written from the right."""
    directions = (unicodedata.bidirectional(character) for character in text)
    return next((direction for direction in directions if direction in {"L", "R", "AL"}), "L") != "L"
