"""What the attacker knows, and how one report is read: its blocks and its cells, by the rule of confidentiality.md.

Every figure is taken at its word, and its kind too: a limit says that no number could be shown. What the rule does not
explain is listed, because it can only come from answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from tests.attack.attacker_sums import Cell, Key, Scale, Span

IDENTIFIED = ("self", "line_manager")  # told that their answers are shown as theirs
UNUSED = ""  # stands for a block where answers are used nowhere


@dataclass(frozen=True, slots=True)
class Rater:
    """What is known of one person beside the report. `answered` is None of somebody who sent nothing."""

    group: str
    answered: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Dimension:
    """The rated questions of one dimension, by their codes."""

    id: str
    level: str | None
    importance: str | None
    items: tuple[str, ...]

    @property
    def result(self) -> tuple[str, ...]:
        """What its performance rests on: its level, or without one its items."""
        return self.items if self.level is None else (self.level,)


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """What anybody can read of a framework. `thresholds` and `advice` are by the names of its structure file."""

    scales: Mapping[str, Scale]
    dimensions: tuple[Dimension, ...]
    groups: tuple[str, ...]
    thresholds: Mapping[str, Fraction]
    advice: Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class Block:
    """Groups whose answers are added up together."""

    groups: tuple[str, ...]
    raters: tuple[int, ...]

    @property
    def id(self) -> str:
        return "+".join(self.groups)

    @property
    def identified(self) -> bool:
        return self.groups[0] in IDENTIFIED


@dataclass
class Reading:
    """One report as the attacker reads it. `name` tells it from other reports about the same person.

    `cells` are all cells with answers, shown or not, and `spans` what their sums can be by what is shown of them;
    `shown` are those with a figure.
    """

    report: Mapping[str, Any]
    raters: Sequence[Rater]
    asked: Questionnaire
    name: str = ""
    cells: dict[Key, Cell] = field(default_factory=dict)
    spans: dict[Key, Span] = field(default_factory=dict)
    shown: set[Key] = field(default_factory=set)
    unexplained: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.minimum = int(self.report["rule"]["minimum"])
        self.blocks, left_out = blocks_of(self.raters, self.asked.groups, self.minimum, self._invited())
        self.left_out = left_out or ()
        self._compare_blocks(omitted=left_out is not None)
        published = {(cell["question"], cell["block"]): cell for cell in self.report["cells"]}
        for question, scale in self.asked.scales.items():
            for block in self.blocks:
                key = (self.name, question, block.id)
                self.cells[key] = Cell(self.answering(question, block.raters), scale)
                self._read(key, published.pop((question, block.id), None), block)
            unused = Cell(self.answering(question, self.left_out), scale)
            if unused.raters:
                self.cells[self.name, question, UNUSED] = unused
                self.spans[self.name, question, UNUSED] = unused.widest
        self.unexplained += [f"a cell of {question} and {block}" for question, block in published]

    def answering(self, question: str, raters: Iterable[int]) -> tuple[int, ...]:
        """Those of these raters who answered a question."""
        return tuple(at for at in raters if question in (self.raters[at].answered or ()))

    def _invited(self) -> set[str]:
        """The groups that the report must know of: those that were asked, or in a file those that answered."""
        told = any("asked" in block for block in self.report["blocks"])
        return {rater.group for rater in self.raters if told or rater.answered is not None}

    def _compare_blocks(self, *, omitted: bool) -> None:
        told = [(tuple(block["groups"]), block.get("asked"), block["responses"]) for block in self.report["blocks"]]
        known = any("asked" in block for block in self.report["blocks"])
        expected = [
            (block.groups, sum(r.group in block.groups for r in self.raters) if known else None, len(block.raters))
            for block in self.blocks
        ]
        if told != expected:
            self.unexplained.append(f"the blocks {told}, not {expected}")
        if self.report["omitted"] is not omitted:
            self.unexplained.append("whether answers were left out")

    def _read(self, key: Key, figure: Mapping[str, Any] | None, block: Block) -> None:
        n, scale = len(self.cells[key].raters), self.cells[key].scale
        self.spans[key], explained = what_is_told(figure, n, scale, 1 if block.identified else self.minimum)
        if n and figure is not None and "hidden" not in figure:
            self.shown.add(key)
        if not explained:
            self.unexplained.append(f"the cell of {key[1]} and {key[2]}: {figure}")


def what_is_told(figure: Mapping[str, Any] | None, n: int, scale: Scale, minimum: int) -> tuple[Span, bool]:
    """What the sum of `n` answers can be by what is shown of them, and whether the rule explains that it is shown so.

    A minimum of 1 stands for those who were told that their answers are shown as theirs.
    """
    everything = n * scale.lo, n * scale.hi
    top, bottom = edges(n, scale)
    can_be_shown = n >= minimum and (minimum == 1 or bottom < top)
    if figure is None or "hidden" in figure:
        return everything, figure is not None and not can_be_shown
    if not n:
        return everything, False
    kind = next(kind for kind in ("mean", "at_least", "at_most") if kind in figure)
    value = hundredths(figure[kind])
    least = everything[0] if kind == "at_most" else smallest(n, scale, value)
    greatest = everything[1] if kind == "at_least" else largest(n, scale, value)
    if least > greatest:
        return everything, False
    between = minimum == 1 or bottom < least <= greatest < top
    right = {
        "mean": between,
        "at_least": minimum > 1 and least == top,
        "at_most": minimum > 1 and greatest == bottom,
    }
    return (least, greatest), can_be_shown and figure["n"] == n and right[kind]


def edges(n: int, scale: Scale) -> Span:
    """From which sum on a cell of so many is “at least”, and up to which it is “at most”."""
    bottom = max((n - 2) * scale.lo + scale.low + scale.hi + 1, n * scale.low)
    return n * scale.hi - 1, bottom


def hundredths(value: float) -> int:
    """A published figure, which has two decimals, in hundredths."""
    return round(value * 100)


def rounded(total: int, n: int) -> int:
    """The mean in hundredths, a half away from zero."""
    nearest = (200 * abs(total) + n) // (2 * n)
    return nearest if total >= 0 else -nearest


def smallest(n: int, scale: Scale, value: int) -> int:
    """The smallest sum of so many answers whose mean is rounded to this or more."""
    return next((s for s in range(n * scale.lo, n * scale.hi + 1) if rounded(s, n) >= value), n * scale.hi + 1)


def largest(n: int, scale: Scale, value: int) -> int:
    """The largest sum of so many answers whose mean is rounded to this or less."""
    return next((s for s in range(n * scale.hi, n * scale.lo - 1, -1) if rounded(s, n) <= value), n * scale.lo - 1)


def blocks_of(
    raters: Sequence[Rater], order: Sequence[str], minimum: int, invited: set[str]
) -> tuple[list[Block], tuple[int, ...] | None]:
    """The blocks of these raters in the order of the groups, and who is in no block because there was none to join.

    None if there is a block for every group that was invited. Of a group that is left out perhaps nobody answered.
    """
    sent = {
        group: [at for at, one in enumerate(raters) if one.group == group and one.answered is not None]
        for group in order
    }
    groups = [group for group in order if group in invited]
    small = [group for group in groups if group not in IDENTIFIED and len(sent[group]) < minimum]
    parts = [[group] for group in groups if group not in small]
    left_out = None
    if sum(len(sent[group]) for group in small) >= minimum:
        parts.append(small)
    elif small:
        others = [part for part in parts if part[0] not in IDENTIFIED]
        if others:
            min(others, key=lambda part: len(sent[part[0]])).extend(small)
        else:
            left_out = tuple(at for group in small for at in sent[group])
    named = [tuple(group for group in order if group in part) for part in parts]
    named.sort(key=lambda part: order.index(part[0]))
    return [Block(part, tuple(at for group in part for at in sent[group])) for part in named], left_out
