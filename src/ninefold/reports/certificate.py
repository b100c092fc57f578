"""A certificate on paper: one page, a tagged PDF, with a code and a square code by which anybody can check it."""

from __future__ import annotations

import io
from dataclasses import asdict, dataclass
from pathlib import Path

import segno

from ninefold.reports.glyphs import drawable
from ninefold.reports.pdf import language_parts, typeset

TEMPLATE = Path(__file__).parent / "certificate.typ"


@dataclass(frozen=True)
class PrintedCertificate:
    """What it says, in the words of whoever writes it. `address` is where it is checked, with the code in it.

    `facts` are labels with what they are, in order; `picture` says what the square code is, to who hears the page.
    """

    language: str
    title: str
    says: str
    name: str
    has: str
    what: str
    facts: tuple[tuple[str, str], ...]
    check: str
    address: str
    code_label: str
    code: str
    picture: str
    foot: str
    not_drawn: str


def certificate_pdf(certificate: PrintedCertificate) -> bytes:
    """The certificate as a PDF file; the same bytes for the same words."""
    given = asdict(certificate)
    drawn = {name: drawable(text, certificate.not_drawn) for name, text in given.items() if isinstance(text, str)}
    facts = [[drawable(text, certificate.not_drawn) for text in fact] for fact in certificate.facts]
    # An address is copied and followed as it is.
    kept = {"address": certificate.address, "square": _square(certificate.address)}
    return typeset(TEMPLATE, {**drawn, "facts": facts, **kept, **language_parts(certificate.language)})


def _square(address: str) -> str:
    """The square code as a drawing, which still reads where a fourth of it is gone."""
    drawing = io.BytesIO()
    segno.make_qr(address, error="q").save(drawing, kind="svg", border=2, xmldecl=False, svgns=True)
    return drawing.getvalue().decode()
