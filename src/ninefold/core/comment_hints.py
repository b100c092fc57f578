"""What in a comment its writer should look at again, for their own eyes before they send it.

What may give them away, and what is about somebody else’s health. Worked out from the text and what the writer knows
of themselves: neither from anybody's answers nor from who was asked, so that a name that is marked tells nothing about
the person of that name. A hint is a place to look at again, never a reason to refuse a comment; that none is found
proves nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from ninefold.core.comment_words import (
    ALSO_WORDS,
    CAPITALS,
    DAY_AND_MONTH,
    GIVEN_NAMES,
    GRADES,
    JOBS,
    MONTHS,
    PHRASES,
    SMALL_WORDS,
    WEEKDAYS,
)
from ninefold.core.patient_hints import PATIENT_KINDS, PatientKind, patient_hints

OwnKind = Literal[
    "language",  # the whole of it is in another language than the form
    "own_name",  # a part of the writer's name, or their initials at the end
    "own_address",  # the writer's address, or a part of its name
    "address",  # an e-mail address
    "name",  # somebody's name
    "job",  # a job title or a grade
    "phrase",  # such as “as your only …”
    "date",
    "place",  # a ward, a site
]
HintKind = PatientKind | OwnKind


@dataclass(frozen=True, slots=True)
class Hint:
    """A place in the text, from `start` up to but without `end`, and what it may give away."""

    kind: HintKind
    start: int
    end: int


# Of two that overlap: what has to come out, then the writer's own, then the longer.
_FIRST: dict[HintKind, int] = {**dict.fromkeys(PATIENT_KINDS, 0), "own_name": 1, "own_address": 1}


def _any_of(patterns: Iterable[str]) -> str:
    """One of these, told apart by their first letter: the search tries at each word what can begin there alone."""
    by_letter: defaultdict[str, list[str]] = defaultdict(list)
    for pattern in patterns:
        by_letter[pattern[0] if pattern[0].isalpha() else ""].append(pattern)
    plain = by_letter.pop("", [])
    return "|".join([*plain, *(f"{letter}(?:{'|'.join(p[1:] for p in of)})" for letter, of in by_letter.items())])


# These are looked for in the text in small letters, which is far quicker than to ignore the case.
_MONTH = rf"(?:{'|'.join(MONTHS)})"
_DATE = re.compile(
    rf"\b(?:{DAY_AND_MONTH}\b(?:,? [12][0-9]{{3}})?|{_MONTH},? [12][0-9]{{3}}"
    r"|[0-3]?[0-9][/.-][01]?[0-9][/.-](?:20)?[0-9]{2}"
    rf"|(?:last|on) (?:{'|'.join(WEEKDAYS)})|(?:in|since) (?:19|20)[0-9]{{2}})\b"
)
_JOB = re.compile(rf"\b(?:(?:{_any_of(JOBS)})s?|{_any_of(GRADES)})\b")
_PHRASE = re.compile(rf"\b(?:{_any_of(PHRASES)})\b")
_LOWERED: tuple[tuple[HintKind, re.Pattern[str]], ...] = (("phrase", _PHRASE), ("date", _DATE), ("job", _JOB))
# In these the case matters.
_PLACE = re.compile(
    r"\b(?:(?i:bay|clinic|floor|room|theatre|unit|ward) (?:[A-Z]?[0-9]{1,3}[A-Za-z]?|[A-Z])"
    r"|[A-Z][\w’']{1,30} (?:Clinic|Hospital|House|Infirmary|Site|Suite|Surgery|Unit|Ward))\b"
)
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_TITLED = re.compile(
    r"\b(?:Dame|Dr|Lady|Lord|Matron|Miss|Mr|Mrs|Ms|Mx|Nurse|Prof|Professor|Sir|Sister)\b\.? [A-Z][\w’'-]+"
)
# Two words with a capital that follow one without, as a name does within a sentence.
_PAIR = re.compile(r"(?<=[^\W\d_A-Z][ ]|[,;] )([A-Z][\w’-]+) ([A-Z][\w’-]+)")
_WRITTEN: tuple[tuple[HintKind, re.Pattern[str]], ...] = (("place", _PLACE), ("name", _TITLED))
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s?\Z")
_SURNAME = re.compile(r" [A-Z][\w’-]+")
# What stands before the first word of a sentence or a line.
_STARTS = re.compile(r"(?:\A|[.!?:\n•*-])\s*[\"“(]?\s*\Z")
# So few words are too few to tell a language by, and so few of them must be its small ones.
FEWEST_WORDS, FEWEST_SMALL = 5, 3
_SMALL = {language: frozenset(words.split()) for language, words in SMALL_WORDS.items()}
_SMALL_IN_ANY = frozenset[str]().union(*_SMALL.values())


# A word: where it starts, as written and in small letters without a possessive, and whether none was cut off. Plain
# tuples, for a page of comments has hundreds.
_Word = tuple[int, str, str, bool]


def hints(text: str, own_name: str, own_address: str, locale: str) -> list[Hint]:
    """The places to look at again, in the order of the text."""
    words = _words(text)
    found = [*_asked_out(text), *_own(text, words, own_name, own_address), *_matched(text), *_names(text, words)]
    whole = [Hint("language", 0, len(text))] if _in_another_language(text, words, locale) else []
    return whole + _apart(text, found)


def patient_hints_alone(text: str) -> list[Hint]:
    """Of a comment that is shown as its writer's: what should come out of it, whoever wrote it."""
    return _apart(text, list(_asked_out(text)))


def _apart(text: str, found: Sequence[Hint]) -> list[Hint]:
    """Of hints that overlap the one that says most, in the order of the text."""
    kept: list[Hint] = []
    taken = bytearray(len(text))
    for hint in sorted(found, key=lambda hint: (_FIRST.get(hint.kind, 2), hint.start - hint.end)):
        if not any(taken[hint.start : hint.end]):
            kept.append(hint)
            taken[hint.start : hint.end] = b"1" * (hint.end - hint.start)
    return sorted(kept, key=lambda hint: hint.start)


def _asked_out(text: str) -> Iterator[Hint]:
    for kind, start, end in patient_hints(text, _lowered(text)):
        yield Hint(kind, start, end)


def _words(text: str) -> list[_Word]:
    found = [(found.start(), found.group()) for found in _WORD.finditer(text)]
    if "'" not in text and "’" not in text:
        return [(start, word, word.casefold(), True) for start, word in found]
    cut = [(start, word, _POSSESSIVE.sub("", word)) for start, word in found]
    return [(start, written, written.casefold(), word == written) for start, word, written in cut]


def _own(text: str, words: Sequence[_Word], own_name: str, own_address: str) -> Iterator[Hint]:
    """The writer's own name and address, whole or in parts; their initials where a signature stands."""
    wholes, parts, signature = _oneself(own_name, own_address)
    lowered = text.casefold()
    for kind, small, whole in wholes:
        for found in whole.finditer(text) if small in lowered else ():
            yield Hint(kind, *found.span())
    for start, written, small, _whole in words:
        if small in parts and (small not in ALSO_WORDS or written[0].isupper()):
            yield Hint(parts[small], start, start + len(written))
    if signature is not None and (signed := signature.search(text)):
        yield Hint("own_name", *signed.span(1))


class _Oneself(NamedTuple):
    """What to look for of a writer: whole, in parts, and as initials at the end."""

    wholes: list[tuple[HintKind, str, re.Pattern[str]]]  # with what has to be in the text for it to be there
    parts: dict[str, HintKind]
    signature: re.Pattern[str] | None


@lru_cache(maxsize=1)  # for the comments of one page; nobody's name is held for longer than till the next
def _oneself(own_name: str, own_address: str) -> _Oneself:
    address, name = own_address.strip().casefold(), own_name.strip()
    written: tuple[tuple[HintKind, str], ...] = (("own_address", address), ("own_name", name))
    wholes = [
        (kind, whole.casefold(), re.compile(rf"(?<![\w.+-]){re.escape(whole)}(?![\w-])", re.IGNORECASE))
        for kind, whole in written
        if whole
    ]
    names = _WORD.findall(own_name)
    parts: dict[str, HintKind] = dict.fromkeys(re.findall(r"[^\W\d_]{3,}", address.partition("@")[0]), "own_address")
    parts |= {name.casefold(): "own_name" for name in names if len(name) > 1}
    initials = r"\.? ?".join(re.escape(name[0].upper()) for name in names)
    signature = re.compile(rf"(?<![\w.])({initials})\.?\s*\Z") if len(names) > 1 else None
    return _Oneself(wholes, parts, signature)


def _matched(text: str) -> Iterator[Hint]:
    for found in _ADDRESS.finditer(text) if "@" in text else ():
        yield Hint("address", *found.span())
    for kind, pattern in _WRITTEN:
        for found in pattern.finditer(text):
            yield Hint(kind, *found.span())
    lowered = _lowered(text)
    for kind, pattern in _LOWERED:
        for found in pattern.finditer(lowered):
            yield Hint(kind, *found.span())


def _lowered(text: str) -> str:
    """The text in small letters, each in its place: “İ” has two for one, and stays."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _names(text: str, words: Sequence[_Word]) -> Iterator[Hint]:
    """Given names with a capital, and the surname after one. At the start of a sentence, “Will” is rather a verb.

    A name that stands in no list is known within a sentence, by a first and a last name with capitals.
    """
    end_of_last = -1
    for start, written, small, whole in words:
        listed = small in GIVEN_NAMES or (small in ALSO_WORDS and small not in MONTHS)
        if not listed or not written[0].isupper() or start < end_of_last:
            continue
        if small in GIVEN_NAMES or _STARTS.search(text[max(0, start - 8) : start]) is None:
            end = start + len(written)
            surname = _SURNAME.match(text, end) if whole else None
            end_of_last = surname.end() if surname else end
            yield Hint("name", start, end_of_last)
    for pair in _PAIR.finditer(text):
        if not CAPITALS & {part.casefold() for part in pair.groups()} and not any(map(str.isupper, pair.groups())):
            yield Hint("name", *pair.span())


def _in_another_language(text: str, words: Sequence[_Word], locale: str) -> bool:
    """Whether the small words are rather those of another language, or most letters are of another script."""
    own = re.split(r"[-_]", locale.casefold())[0]
    if own not in _SMALL or len(words) < FEWEST_WORDS:
        return False
    if not text.isascii():
        letters = [letter for letter in text if letter.isalpha()]
        if sum(not unicodedata.name(letter, "").startswith("LATIN") for letter in letters) * 2 > len(letters):
            return True
    small = [word for _start, _written, word, _whole in words if word in _SMALL_IN_ANY]
    counts = {language: sum(word in of for word in small) for language, of in _SMALL.items()}
    most = max(count for language, count in counts.items() if language != own)
    return most >= FEWEST_SMALL and most > 2 * counts[own]
