"""What may be shown: the only thing that reports, files and pages are made from.

`core.disclosure.disclose` is the one place that makes a `Shown` out of answers (a test sees to it).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from ninefold.core.figures import Figure
from ninefold.core.framework.model import Scale

CellKind = Literal["mean", "at_least", "at_most", "hidden"]
# Two decimals tell apart all means of so many whole answers, so their total can be read back exactly.
MOST_FOR_EXACT_TOTAL = 100


@dataclass(frozen=True, slots=True)
class Rule:
    """The rule in force. `minimum` may only be raised: fewer answers than that are never shown by themselves.

    `comment_writers`: so many people of every group must have written before comments are told by group.
    """

    minimum: int = 3
    comment_writers: int = 5

    def __post_init__(self) -> None:
        if self.minimum < 3 or self.comment_writers < 5:
            raise ValueError("the rule may only be tightened: at least 3 answers, and 5 writers")


@dataclass(frozen=True, slots=True)
class Cell:
    """One question of one block, as shown. A hidden one says nothing, not even how many answered."""

    kind: CellKind
    n: int = 0
    value: Decimal = Decimal(0)

    def figure(self, scale: Scale) -> Figure | None:
        """What the cell says of the block's mean; None if it is hidden."""
        if self.kind == "hidden":
            return None
        value = self._unrounded
        if self.kind == "at_least":
            return Figure(value, Fraction(scale.hi))
        if self.kind == "at_most":
            return Figure(Fraction(scale.lo), value)
        return Figure.exactly(value)

    @property
    def _unrounded(self) -> Fraction:
        """The mean before it was rounded, read back from the rounded one as any reader could."""
        value = Fraction(self.value)
        return Fraction(round(value * self.n), self.n) if self.n <= MOST_FOR_EXACT_TOTAL else value


HIDDEN = Cell("hidden")


@dataclass(frozen=True, slots=True)
class Block:
    """A group, or several small ones joined. `asked` is None where nobody knows how many were."""

    groups: tuple[str, ...]
    identified: bool
    responses: int
    asked: int | None = None

    @property
    def id(self) -> str:
        """The ids of its groups, joined with a plus sign."""
        return "+".join(self.groups)


@dataclass(frozen=True, slots=True)
class CommentList:
    """The comments on one question that may stand together. `blocks` are the ids of those who were asked."""

    question: str
    blocks: tuple[str, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything of a questionnaire that may be shown, and nothing else.

    `cells` holds one cell for each rated question of the form and each block, by (question, block id).
    `omitted`: answers of a group too small to show were not used, in totals neither.
    """

    form: str
    rule: Rule
    blocks: tuple[Block, ...]
    omitted: bool
    cells: Mapping[tuple[str, str], Cell]
    comments: tuple[CommentList, ...]

    def cell(self, question: str, block: str) -> Cell:
        """One cell; a question that the form does not ask is hidden like any other."""
        return self.cells.get((question, block), HIDDEN)
