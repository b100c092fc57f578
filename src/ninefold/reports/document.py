"""What a report consists of, before anybody decides how it looks.

`content` builds one `Document` from what was disclosed; the HTML page and the PDF are two drawings
of that same value, so no sentence, figure or chart can stand in one and not in the other.
All text is plain text in the language of the document: the drawings escape it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section, one level below the section's own title."""

    text: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. `lead` is the larger opening sentence of a section."""

    text: str
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list: an optional term in bold, then text."""

    text: str
    term: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list whose order says nothing."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Callout:
    """A passage set apart. `caution`: read before trusting a figure; `say`: words a facilitator can say aloud."""

    kind: Literal["note", "caution", "say"]
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption, a header row, and a first column that heads its rows."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing and its equal in words: `alternative` says what it shows, `table` holds every figure in it."""

    svg: str
    caption: str
    alternative: str
    table: Table | None


@dataclass(frozen=True, slots=True)
class Comments:
    """Comments word for word, under a sentence that says whose they are (never by name)."""

    label: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WritingLines:
    """Room to write on paper: a label and so many ruled lines."""

    label: str
    lines: int


@dataclass(frozen=True, slots=True)
class DimensionCard:
    """A dimension in a few words and figures, for the overview: what stands out and the figures it rests on."""

    title: str
    text: str
    figures: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Cards:
    """Findings of one kind under a heading of their own; `none` is said where there are none."""

    title: str
    explanation: str
    cards: tuple[DimensionCard, ...]
    none: str
    anchor: str = ""


Block = Heading | Paragraph | Bullets | Callout | Table | Chart | Comments | WritingLines | Cards


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report that is opened as one: its `anchor` is its address on the page."""

    anchor: str
    title: str
    blocks: tuple[Block, ...]
    starts_page: bool = True


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report. `facts` are the label and value pairs of the cover."""

    title: str
    subtitle: str
    language: str
    purpose: str
    facts: tuple[tuple[str, str], ...] = ()
    sections: tuple[Section, ...] = field(default=())
    words: dict[str, str] = field(default_factory=dict)
