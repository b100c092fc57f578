"""Search over a whole framework, in memory: words and their beginnings, whatever their accents and apostrophes.

An `Index` is built once of a framework in one locale and never changes. A query is answered with passages, the best
first, grouped by the dimension or the situation that they belong to; the words found stand apart as segments, so
that whoever draws them decides how a hit looks, and nothing that somebody typed is ever built into a page.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from ninefold.core.folding import Word, words_of
from ninefold.core.framework.model import Dimension, Framework, Situation

Part = Literal[
    "title", "tagline", "what", "why", "not", "level", "development", "prompt", "behaviour", "situation", "pointer"
]
# How much a word counts where it stands: a title says what all of it is about.
WEIGHTS: dict[Part, float] = {
    "title": 3,
    "tagline": 2,
    "what": 1.5,
    "why": 1.5,
    "not": 1.2,
    "level": 1.5,
    "development": 1,
    "prompt": 1,
    "behaviour": 1.2,
    "situation": 1.5,
    "pointer": 1,
}
# What a word counts that only begins as asked, and one that only begins as the asked one does.
BEGINNING, ALIKE = 0.6, 0.4
MOST_LETTERS, MOST_WORDS = 200, 12  # of a query; what is longer is no question
SHORTEST_BEGINNING, SHORTEST_ALIKE = 3, 4  # letters
MOST_PASSAGES, ENOUGH = 40, 6
EXCERPT = 240  # letters of a passage that are shown


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of the model with its place: in which dimension or situation, which part of it, at which level.

    `place` counts from 1 within the part (and the level); `pointer` is the dimension that a situation points to.
    """

    text: str
    part: Part
    dimension: str = ""
    situation: str = ""
    level: str = ""
    place: int = 1
    pointer: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a text; `hit` where it is a word that was looked for."""

    text: str
    hit: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found, as the segments that make up its text or an excerpt of it."""

    passage: Passage
    segments: tuple[Segment, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Group:
    """What was found in one dimension or one situation, the best first."""

    dimension: str
    situation: str
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to a query.

    `words` are those that were looked for, `missing` those of them that no text has. So many passages have them all,
    as `whole` says; the others have some. `cut` says that the query was longer than is read.
    """

    words: tuple[str, ...]
    missing: tuple[str, ...]
    groups: tuple[Group, ...]
    whole: int
    cut: bool

    @property
    def count(self) -> int:
        """How many passages were found."""
        return sum(len(group.hits) for group in self.groups)


class Index:
    """All texts of one framework in one locale, by the words in them."""

    def __init__(self, framework: Framework) -> None:
        self._passages = tuple(_passages(framework))
        self._words = tuple(tuple(words_of(passage.text)) for passage in self._passages)
        postings: dict[str, set[int]] = defaultdict(set)
        for at, words in enumerate(self._words):
            for word in words:
                postings[word.folded].add(at)
        self._postings = {word: frozenset(found) for word, found in postings.items()}

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self._postings)

    def search(self, query: str) -> Results:
        """What the texts have of these words; an empty answer for a query without any."""
        read = query if len(query) <= MOST_LETTERS else _without_half_a_word(query[: MOST_LETTERS + 1])
        asked = list(dict.fromkeys(word.folded for word in words_of(read)))
        cut = len(query) > MOST_LETTERS or len(asked) > MOST_WORDS
        asked = asked[:MOST_WORDS]
        matches = {word: self._matching(word) for word in asked}
        missing = tuple(word for word in asked if not matches[word])
        scores = self._scores(matches)
        best = sorted(_worth_showing(scores, len(asked)), key=lambda at: (-scores[at][0], -scores[at][1], at))
        best = best[:MOST_PASSAGES]
        looked_for = frozenset(term for found in matches.values() for term in found)
        hits = [self._hit(at, scores[at][1], looked_for) for at in best]
        whole = sum(scores[at][0] == len(asked) for at in best)
        return Results(tuple(asked), missing, _grouped(hits), whole, cut)

    def _matching(self, word: str) -> dict[str, float]:
        """The words of the texts that answer this one, and how much each counts: it, or what begins with it.

        Where there is none, those that begin as it does for at least half its length: “leader” for “leadership”.
        """
        if len(word) < SHORTEST_BEGINNING:
            return {word: 1.0} if word in self._postings else {}
        found = {term: 1.0 if term == word else BEGINNING for term in self._beginning_with(word)}
        shortest = max(SHORTEST_ALIKE, (len(word) + 1) // 2)
        for length in range(len(word) - 1, shortest - 1, -1):
            if found:
                break
            found = dict.fromkeys(self._beginning_with(word[:length]), ALIKE)
        return found

    def _beginning_with(self, start: str) -> Iterator[str]:
        for at in range(bisect_left(self._sorted, start), len(self._sorted)):
            if not self._sorted[at].startswith(start):
                return
            yield self._sorted[at]

    def _scores(self, matches: dict[str, dict[str, float]]) -> dict[int, tuple[int, float]]:
        """For each passage that has any of the words: how many of them, and how well it answers.

        A word counts less the more passages have it, so “the” decides nothing, in any language.
        """
        scores: dict[int, tuple[int, float]] = {}
        for terms in matches.values():
            quality: dict[int, float] = {}
            for term, worth in terms.items():
                for at in self._postings[term]:
                    quality[at] = max(worth, quality.get(at, 0))
            rarity = math.log((1 + len(self._passages)) / max(1, len(quality))) ** 2
            for at, worth in quality.items():
                found, score = scores.get(at, (0, 0.0))
                scores[at] = (found + 1, score + worth * rarity * WEIGHTS[self._passages[at].part])
        return scores

    def _hit(self, at: int, score: float, looked_for: frozenset[str]) -> Hit:
        passage = self._passages[at]
        found = [word for word in self._words[at] if word.folded in looked_for]
        return Hit(passage, tuple(_segments(passage.text, found)), score)


def _without_half_a_word(start: str) -> str:
    """The beginning of a longer text without its last word, unless it is all one word."""
    whole, _space, _half = start.rpartition(" ")
    return whole or start[:MOST_LETTERS]


def _worth_showing(scores: dict[int, tuple[int, float]], asked: int) -> list[int]:
    """The passages that have all the words; where those are few, also such as have the rarer ones of them."""
    whole = [at for at, (found, _score) in scores.items() if found == asked]
    if len(whole) >= ENOUGH:
        return whole
    least = max((score for _found, score in scores.values()), default=0) / 3
    return [at for at, (found, score) in scores.items() if found == asked or score >= least]


def _grouped(hits: Sequence[Hit]) -> tuple[Group, ...]:
    """The hits, which come best first, by where they belong: the group with the best hit first."""
    groups: dict[tuple[str, str], list[Hit]] = defaultdict(list)
    for hit in hits:
        groups[hit.passage.dimension, hit.passage.situation].append(hit)
    return tuple(Group(*where, tuple(found)) for where, found in groups.items())


def _segments(text: str, found: Sequence[Word]) -> Iterator[Segment]:
    """The text, or as much of it as shows most of what was found, in pieces."""
    start, end = _excerpt(text, found)
    at = start
    if start:
        yield Segment("… ", hit=False)
    for word in found:
        if start <= word.start and word.end <= end:
            if word.start > at:
                yield Segment(text[at : word.start], hit=False)
            yield Segment(text[word.start : word.end], hit=True)
            at = word.end
    rest = text[at:end] + (" …" if end < len(text) else "")
    if rest:
        yield Segment(rest, hit=False)


def _excerpt(text: str, found: Sequence[Word]) -> tuple[int, int]:
    """Where the excerpt begins and ends: between words, and a little before the first word found."""
    if len(text) <= EXCERPT:
        return 0, len(text)
    first = found[0].start if found else 0
    last_start = text.find(" ", len(text) - EXCERPT) + 1
    start = 0 if first < EXCERPT // 2 else min(text.rfind(" ", 0, first - EXCERPT // 4) + 1, last_start)
    end = len(text) if len(text) - start <= EXCERPT else text.rfind(" ", start, start + EXCERPT)
    return start, end if end > start else min(len(text), start + EXCERPT)


def _passages(framework: Framework) -> Iterator[Passage]:
    """Every text that somebody may look for, in the order of the model."""
    for dimension in framework.dimensions:
        names = {level.id: framework.level_name(level) for level in dimension.levels}
        yield from (passage for passage in _of_dimension(dimension, names) if passage.text)
    for situation in framework.situations:
        yield from (passage for passage in _of_situation(situation) if passage.text)


def _of_dimension(dimension: Dimension, names: Mapping[str, str]) -> Iterator[Passage]:
    """The texts of a dimension. What a level looks like begins with its name, so that it is found by that too."""
    where = dimension.id
    yield Passage(dimension.title, "title", where)
    yield Passage(dimension.tagline, "tagline", where)
    yield Passage(dimension.what, "what", where)
    yield Passage(dimension.why, "why", where)
    for place, text in enumerate(dimension.is_not, start=1):
        yield Passage(text, "not", where, place=place)
    for level in dimension.levels:
        name = names[level.id]
        yield Passage(f"{name[:1].upper()}{name[1:]}: {level.anchor}", "level", where, level=level.id)
        for place, text in enumerate(level.development, start=1):
            yield Passage(text, "development", where, level=level.id, place=place)
    for level in dimension.levels:
        for place, text in enumerate(level.prompts, start=1):
            yield Passage(text, "prompt", where, level=level.id, place=place)
    for place, item in enumerate(dimension.items, start=1):
        yield Passage(item.text, "behaviour", where, place=place)


def _of_situation(situation: Situation) -> Iterator[Passage]:
    where = situation.id
    yield Passage(situation.title, "title", situation=where)
    yield Passage(situation.text, "situation", situation=where)
    for pointer in situation.pointers:
        yield Passage(f"{pointer.why} {pointer.to_try}", "pointer", situation=where, pointer=pointer.dimension)
