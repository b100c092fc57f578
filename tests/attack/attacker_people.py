"""From sums to people: what is known of each rater's answers, also when some of them tell theirs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.attack.attacker_sums import Cell, Claim, ImpossibleError, Key, Span, extremes

Told = Mapping[int, Mapping[str, int]]  # by the place of a rater, their answers by question
Fits = dict[tuple[int, Key], Span]  # by rater and cell, the least and the greatest answer


@dataclass(frozen=True, slots=True)
class Attack:
    """What was published: cells, what the sum of each can be by its own figure, claims on several, the unexplained."""

    cells: Mapping[Key, Cell]
    spans: Mapping[Key, Span]
    claims: Sequence[Claim]
    unexplained: Sequence[str] = ()

    def fits(self, told: Told | None = None) -> Fits:
        """The least and the greatest answer of each rater that fits everything published, and what these raters tell.

        The people of a cell are alike but for those who told: what they told is taken off, and the rest can be shared
        out in any way, so that one has the most where all others have the least. Raises ImpossibleError.
        """
        known = {
            key: {at: answers[key[1]] for at, answers in (told or {}).items() if at in cell.raters}
            for key, cell in self.cells.items()
        }
        sums = extremes({key: self._narrowed(key, known[key]) for key in self.cells}, self.claims)
        fits: Fits = {}
        for key, cell in self.cells.items():
            span = _of_one(cell, sums[key], known[key])
            for at in cell.raters:
                fits[at, key] = (known[key][at],) * 2 if at in known[key] else span
        return fits

    def _narrowed(self, key: Key, known: Mapping[int, int]) -> Span:
        """What the sum of a cell can be when some of its answers are known."""
        scale, rest = self.cells[key].scale, len(self.cells[key].raters) - len(known)
        least = max(self.spans[key][0], sum(known.values()) + rest * scale.lo)
        greatest = min(self.spans[key][1], sum(known.values()) + rest * scale.hi)
        if least > greatest:
            raise ImpossibleError(f"no answers fit the cell of {key[1]} and {key[2]}")
        return least, greatest


def _of_one(cell: Cell, total: Span, known: Mapping[int, int]) -> Span:
    """The least and the greatest answer of one who has not told."""
    others = len(cell.raters) - len(known) - 1
    taken = sum(known.values())
    least = total[0] - taken - others * cell.scale.hi
    greatest = total[1] - taken - others * cell.scale.lo
    return max(cell.scale.lo, least), min(cell.scale.hi, greatest)
