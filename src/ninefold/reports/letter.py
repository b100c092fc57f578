"""A letter on paper to somebody without e-mail: one page each, all of them in one tagged PDF.

What it says comes from whoever writes it; the template words nothing. Its code is set large, in groups, in a typeface
in which no two signs look alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ninefold.reports.glyphs import drawable
from ninefold.reports.pdf import language_parts, typeset

TEMPLATE = Path(__file__).parent / "letter.typ"
GROUP = 4  # signs of a code that stand together


@dataclass(frozen=True)
class Passage:
    """A heading with the paragraphs under it."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class PrintedLetter:
    """One letter. `steps` say how to get in, in order; `address` and `code` are what is typed there.

    `mark` stands above the name where a window shows it, `not_drawn` for a passage in a script that the typefaces lack.
    """

    language: str
    mark: str
    name: str
    title: str
    opening: tuple[str, ...]
    steps_heading: str
    steps: tuple[str, ...]
    address_label: str
    address: str
    code_label: str
    code: str
    passages: tuple[Passage, ...]
    foot: str
    not_drawn: str


def letters_pdf(title: str, letters: Sequence[PrintedLetter]) -> bytes:
    """The letters as one PDF file with this title, each on a page of its own; the same bytes for the same letters."""
    first = letters[0]
    data = {
        "title": drawable(title, first.not_drawn),
        **language_parts(first.language),
        "letters": [_plain(letter) for letter in letters],
    }
    return typeset(TEMPLATE, data)


def in_groups(code: str) -> str:
    """A code as it is read and typed most easily: `ABCD EFGH JKLM`."""
    return " ".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def _plain(letter: PrintedLetter) -> dict[str, object]:
    def drawn(text: str) -> str:
        return drawable(text, letter.not_drawn)

    return {
        **language_parts(letter.language),
        "mark": drawn(letter.mark),
        "name": drawn(letter.name),
        "title": drawn(letter.title),
        "opening": [drawn(text) for text in letter.opening],
        "steps_heading": drawn(letter.steps_heading),
        "steps": [drawn(text) for text in letter.steps],
        "address_label": drawn(letter.address_label),
        "address": letter.address,
        "code_label": drawn(letter.code_label),
        "code": in_groups(letter.code),
        "passages": [
            {"heading": drawn(passage.heading), "paragraphs": [drawn(text) for text in passage.paragraphs]}
            for passage in letter.passages
        ],
        "foot": drawn(letter.foot),
    }
