"""A record of CPD in the shape that professional bodies ask for at revalidation, as a plain text of our own layout.

It can be pasted into any portfolio: per CPD session what it was, when, how long, and what its reader made of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Entry:
    """One CPD session and the note on it."""

    title: str
    about: str
    held_by: str
    on: date | None
    minutes: int
    learned: str = ""
    changed: str = ""
    relevance: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of the record, in the language that it is made in. `made` has places for {name}, {count}, {hours}."""

    heading: str
    made: str
    what: str
    about: str
    held_by: str
    on: str
    hours: str
    kind: str
    participatory: str
    learned: str
    changed: str
    relevance: str
    nothing_yet: str


def hours(minutes: int) -> str:
    """Minutes as hours with at most two decimals: 90 is 1.5."""
    return f"{minutes / 60:.2f}".rstrip("0").rstrip(".")


def as_text(entries: Sequence[Entry], name: str, wording: Wording) -> str:
    """The record of somebody, the entries in the order given, each under its number."""
    total = hours(sum(each.minutes for each in entries))
    parts = [wording.heading, wording.made.format(name=name, count=len(entries), hours=total)]
    for number, each in enumerate(entries, start=1):
        facts = [
            (wording.what, each.title),
            (wording.about, each.about),
            (wording.held_by, each.held_by),
            (wording.on, each.on.isoformat() if each.on else ""),
            (wording.hours, hours(each.minutes)),
            (wording.kind, wording.participatory),
        ]
        lines = [f"{label}: {' '.join(value.split())}" for label, value in facts if value]
        parts.append("\n".join([f"{number}.", *lines]))
        notes = ((wording.learned, each.learned), (wording.changed, each.changed), (wording.relevance, each.relevance))
        parts += [f"{label}\n{text or wording.nothing_yet}" for label, text in notes]
    return "\n\n".join(parts) + "\n"
