"""The lines at the top of a file of words, between two lines of three dashes: what a page is called and where it hangs.

They are `name: words to the end of the line` and nothing more, so that a colon in a title needs no quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils import translation
from django.utils.formats import date_format

from ninefold.academy.page_files.faults import Faults, meant
from ninefold.academy.page_files.placeholders import PREPARED, filled, with_signs

GROUPS = ("about", "help", "legal")
KNOWN = ("title", "link", "description", "footer", "order", "next", "remark", PREPARED)
_FENCE = "---"
_LINE = re.compile(r"([A-Za-z_]+)[ \t]*:[ \t]*(.*)")


@dataclass(frozen=True)
class Front:
    """What the top of a file says. `lines` tells where each of it stands; `ends` is how many lines it takes.

    `link`: the words of a link to the page, if other than its title. `footer`: the group of the footer that has one.
    `order`: its place there. `next`: the names of pages to go on to. `remark`: one line above the words.
    """

    title: str = ""
    link: str = ""
    description: str = ""
    footer: str = ""
    order: int = 1000
    next: tuple[str, ...] = ()
    remark: str = ""
    prepared: date | None = None
    lines: Mapping[str, int] = field(default_factory=dict)
    ends: int = 0


def read_front(lines: list[str], values: dict[str, str], language: str, faults: Faults) -> Front:
    """What the top of a file says, if it has one. The date it bears becomes a value that its words can use."""
    said, where, ends = _pairs(lines, faults)
    prepared = _date(said.get(PREPARED, ""), where.get(PREPARED, 1), faults)
    with translation.override(language):
        values[PREPARED] = date_format(prepared, "j F Y") if prepared else ""

    def words(name: str) -> str:
        return filled(with_signs(said.get(name, ""), where.get(name, 1), values, faults), values)

    return Front(
        title=words("title"),
        link=words("link"),
        description=words("description"),
        remark=words("remark"),
        footer=_group(said.get("footer", ""), where.get("footer", 1), faults),
        order=_order(said.get("order", ""), where.get("order", 1), faults),
        next=tuple(name.strip() for name in said.get("next", "").split(",") if name.strip()),
        prepared=prepared,
        lines=where,
        ends=ends,
    )


def _pairs(lines: list[str], faults: Faults) -> tuple[dict[str, str], dict[str, int], int]:
    """What is said under each name, on which line, and how many lines the top takes."""
    said: dict[str, str] = {}
    where: dict[str, int] = {}
    if not lines or lines[0].rstrip() != _FENCE:
        return said, where, 0
    for number, line in enumerate(lines[1:], start=2):
        if line.rstrip() == _FENCE:
            return said, where, number
        found = _LINE.fullmatch(line.strip())
        if found is None:
            if line.strip():
                faults.note(number, f"“{line.strip()[:40]}” is no line of the top.", "Write it as “title: words”.")
            continue
        name = found[1].lower()
        if name not in KNOWN:
            faults.note(number, f"“{name}” is not known here.", meant(name, KNOWN, f"Known are: {', '.join(KNOWN)}."))
        elif name in said:
            faults.note(number, f"“{name}” is there twice.", "Keep one of the two.")
        else:
            said[name], where[name] = found[2].strip(), number
    faults.note(1, "The top begins with “---” and does not end.", "Put a line “---” after its last line.")
    return said, where, len(lines)


def _date(text: str, line: int, faults: Faults) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        faults.note(line, f"“{text}” is not a date.", "Write it as 2026-11-25.")
        return None


def _group(text: str, line: int, faults: Faults) -> str:
    if text and text not in GROUPS:
        faults.note(line, f"The footer has no group “{text}”.", f"Its groups are: {', '.join(GROUPS)}.")
        return ""
    return text


def _order(text: str, line: int, faults: Faults) -> int:
    if not text:
        return Front.order
    if not (text.isascii() and text.isdecimal() and len(text) < 5):
        faults.note(line, f"The order is “{text}”.", "It should be a whole number from 0 to 9999.")
        return Front.order
    return int(text)
