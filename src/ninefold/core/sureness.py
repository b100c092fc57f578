"""How sure a report is, from the number of answers alone.

The reliability of the mean of `n` raters follows from that of one by the formula of Spearman and Brown,
`n*r / (1 + (n - 1)*r)`. Referee: a single-rater reliability of 0.19 gives 0.70 for ten raters (10*0.19 /
(1 + 9*0.19) = 1.9/2.71 = 0.701), which is the figure reported for ten raters.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from ninefold.core.framework.model import SELF, Advice
from ninefold.core.shown import Block, Shown

Verdict = Literal["caution", "few", "fair", "sound"]


@dataclass(frozen=True, slots=True)
class BlockSureness:
    """One block against the advised number. `advised` is None where no number is (line managers)."""

    block: Block
    advised: int | None

    @property
    def short_by(self) -> int:
        """How many answers more would reach the advised number."""
        return max(0, (self.advised or 0) - self.block.responses)


@dataclass(frozen=True, slots=True)
class Sureness:
    """All besides oneself: how many answered, what that amounts to, and the reliability of their mean."""

    others: int
    verdict: Verdict
    reliability: Fraction
    blocks: tuple[BlockSureness, ...]


def how_sure(shown: Shown, advice: Advice) -> Sureness:
    """How sure the figures of a report are. Only answers that were used count."""
    blocks = [block for block in shown.blocks if block.groups != (SELF,)]
    others = sum(block.responses for block in blocks)
    return Sureness(
        others=others,
        verdict=_verdict(others, advice),
        reliability=reliability(others, advice.single_rater_reliability),
        blocks=tuple(BlockSureness(block, None if block.identified else advice.group) for block in blocks),
    )


def _verdict(others: int, advice: Advice) -> Verdict:
    if others < advice.caution_below:
        return "caution"
    if others < advice.few_below:
        return "few"
    return "fair" if others < advice.sound_from else "sound"


def reliability(raters: int, single: Fraction) -> Fraction:
    """The reliability of the mean of so many raters; 0 of none."""
    return raters * single / (1 + (raters - 1) * single) if raters else Fraction(0)
