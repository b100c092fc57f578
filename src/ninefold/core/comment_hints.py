"""What in a comment may give its writer away, for the writer's own eyes before they send it.

Worked out from the text and what the writer knows of themselves: neither from anybody's answers nor from who was
asked, so that a name that is marked tells nothing about the person of that name. A hint is a place to look at again,
never a reason to refuse a comment; that none is found proves nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ninefold.core.comment_words import (
    ALSO_WORDS,
    GIVEN_NAMES,
    GRADES,
    JOBS,
    MONTHS,
    PHRASES,
    SMALL_WORDS,
    WEEKDAYS,
)

HintKind = Literal[
    "language",  # the whole of it is in another language than the form
    "own_name",  # a part of the writer's name, or their initials at the end
    "own_address",  # the writer's address, or a part of its name
    "address",  # an e-mail address or a telephone number
    "name",  # somebody's name
    "job",  # a job title or a grade
    "phrase",  # such as “as your only …”
    "date",
    "place",  # a ward, a site
]


@dataclass(frozen=True, slots=True)
class Hint:
    """A place in the text, from `start` up to but without `end`, and what it may give away."""

    kind: HintKind
    start: int
    end: int


_OWN = {"own_name", "own_address"}
_MONTH = rf"(?:{'|'.join(MONTHS)})"
_NTH = r"[0-3]?[0-9](?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"\b(?:(?:{_NTH}(?: of)? {_MONTH}|{_MONTH} {_NTH}\b)(?:,? [12][0-9]{{3}})?|{_MONTH},? [12][0-9]{{3}}"
    r"|[0-3]?[0-9][/.-][01]?[0-9][/.-](?:20)?[0-9]{2}"
    rf"|(?:last|on) (?:{'|'.join(WEEKDAYS)})|(?:in|since) (?:19|20)[0-9]{{2}})\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:(?i:bay|clinic|floor|room|theatre|unit|ward) (?:[A-Z]?[0-9]{1,3}[A-Za-z]?|[A-Z])"
    r"|[A-Z][\w’']{1,30} (?:Clinic|Hospital|House|Infirmary|Site|Suite|Surgery|Unit|Ward))\b"
)
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_TELEPHONE = re.compile(
    r"(?<![\w+])(?:\+44 ?|0)[0-9](?:[ -]?[0-9]){8,9}\b|\b(?:bleep|ext(?:ension)?\.?) ?[0-9]{3,6}\b", re.IGNORECASE
)
_TITLED = re.compile(
    r"\b(?:Dame|Dr|Lady|Lord|Matron|Miss|Mr|Mrs|Ms|Mx|Nurse|Prof|Professor|Sir|Sister)\b\.? [A-Z][\w’'-]+"
)
_JOB = re.compile(rf"\b(?:(?:{'|'.join(JOBS)})s?|{'|'.join(GRADES)})\b", re.IGNORECASE)
_PHRASE = re.compile(rf"\b(?:{'|'.join(PHRASES)})\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s?\Z")
_PATTERNS: tuple[tuple[HintKind, re.Pattern[str]], ...] = (
    ("address", _ADDRESS),
    ("address", _TELEPHONE),
    ("phrase", _PHRASE),
    ("date", _DATE),
    ("place", _PLACE),
    ("name", _TITLED),
    ("job", _JOB),
)
_SURNAME = re.compile(r" [A-Z][\w’-]+")
# What stands before the first word of a sentence or a line.
_STARTS = re.compile(r"(?:\A|[.!?:\n•*-])\s*[\"“(]?\s*\Z")
# So few words are too few to tell a language by, and so few of them must be its small ones.
FEWEST_WORDS, FEWEST_SMALL = 5, 3


def hints(text: str, own_name: str, own_address: str, locale: str) -> list[Hint]:
    """The places to look at again, in the order of the text; of two that overlap, the writer’s own, then the longer."""
    found = [*_own(text, own_name, own_address), *_matched(text), *_names(text)]
    kept: list[Hint] = []
    taken = bytearray(len(text))
    for hint in sorted(found, key=lambda hint: (hint.kind not in _OWN, hint.start - hint.end)):
        if not any(taken[hint.start : hint.end]):
            kept.append(hint)
            taken[hint.start : hint.end] = b"1" * (hint.end - hint.start)
    whole = [Hint("language", 0, len(text))] if _in_another_language(text, locale) else []
    return whole + sorted(kept, key=lambda hint: hint.start)


def _own(text: str, own_name: str, own_address: str) -> Iterator[Hint]:
    """The writer's own name and address, whole or in parts; their initials where a signature stands."""
    address = own_address.strip().casefold()
    wholes: tuple[tuple[HintKind, str], ...] = (("own_address", address), ("own_name", own_name.strip()))
    for kind, whole in wholes:
        for found in re.finditer(rf"(?<![\w.+-]){re.escape(whole)}(?![\w-])", text, re.IGNORECASE) if whole else ():
            yield Hint(kind, *found.span())
    names = _WORD.findall(own_name)
    parts: dict[str, HintKind] = dict.fromkeys(re.findall(r"[^\W\d_]{3,}", address.partition("@")[0]), "own_address")
    parts |= {name.casefold(): "own_name" for name in names if len(name) > 1}
    for word in _WORD.finditer(text):
        written = _POSSESSIVE.sub("", word.group())
        part = parts.get(written.casefold())
        if part and (written.casefold() not in ALSO_WORDS or written[0].isupper()):
            yield Hint(part, word.start(), word.start() + len(written))
    initials = r"\.? ?".join(re.escape(name[0].upper()) for name in names)
    if len(names) > 1 and (signed := re.search(rf"(?<![\w.])({initials})\.?\s*\Z", text)):
        yield Hint("own_name", *signed.span(1))


def _matched(text: str) -> Iterator[Hint]:
    for kind, pattern in _PATTERNS:
        for found in pattern.finditer(text):
            yield Hint(kind, *found.span())


def _names(text: str) -> Iterator[Hint]:
    """Given names with a capital, and the surname after one. At the start of a sentence, “Will” is rather a verb."""
    end_of_last = -1
    for word in _WORD.finditer(text):
        written = _POSSESSIVE.sub("", word.group())
        if not written[0].isupper() or word.start() < end_of_last:
            continue
        name = written.casefold()
        starts = _STARTS.search(text[max(0, word.start() - 8) : word.start()]) is not None
        if name in GIVEN_NAMES or (name in ALSO_WORDS and name not in MONTHS and not starts):
            end = word.start() + len(written)
            surname = _SURNAME.match(text, end) if end == word.end() else None
            end_of_last = surname.end() if surname else end
            yield Hint("name", word.start(), end_of_last)


def _in_another_language(text: str, locale: str) -> bool:
    """Whether the small words are rather those of another language, or most letters are of another script."""
    own = re.split(r"[-_]", locale.casefold())[0]
    words = [word.casefold() for word in _WORD.findall(text)]
    if own not in SMALL_WORDS or len(words) < FEWEST_WORDS:
        return False
    letters = [letter for letter in text if letter.isalpha()]
    if sum(not unicodedata.name(letter, "").startswith("LATIN") for letter in letters) * 2 > len(letters):
        return True
    counts = {language: sum(word in small for word in words) for language, small in _SMALL.items()}
    most = max(count for language, count in counts.items() if language != own)
    return most >= FEWEST_SMALL and most > 2 * counts[own]


_SMALL = {language: frozenset(words.split()) for language, words in SMALL_WORDS.items()}
