"""The words of a text as they are compared: without accents, apostrophes and capitals, with where they stand."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

# Straight, curved either way, the letter, the two accents typed in their place, and the wide one.
APOSTROPHES = "'’‘\N{MODIFIER LETTER APOSTROPHE}`\N{ACUTE ACCENT}\N{FULLWIDTH APOSTROPHE}"
# Letters that are one sign of their own, written with what people type in place of them.
_ALONE = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: folded for comparing, and from where to where it stands in the text."""

    folded: str
    start: int
    end: int


def fold(text: str) -> str:
    """`text` in small letters without accents and apostrophes: “Tîm’s” is “tims”."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(sign for sign in apart if not unicodedata.combining(sign) and sign not in APOSTROPHES)
    return plain.translate(_ALONE).casefold()


def words_of(text: str) -> Iterator[Word]:
    """The words of a text in order: letters, digits and the marks on them, with apostrophes between letters."""
    start = None
    for at, sign in enumerate(text):
        if _within(sign) or (start is not None and sign in APOSTROPHES and _within(text[at + 1 : at + 2])):
            start = at if start is None else start
        elif start is not None:
            yield from _word(text, start, at)
            start = None
    if start is not None:
        yield from _word(text, start, len(text))


def _within(sign: str) -> bool:
    return bool(sign) and (sign.isalnum() or unicodedata.category(sign)[0] == "M")


def _word(text: str, start: int, end: int) -> Iterator[Word]:
    """One word, unless nothing is left of it when it is folded."""
    folded = fold(text[start:end])
    if folded:
        yield Word(folded, start, end)
