"""Witnesses: other answers which, by the attacker's reckoning, would have been published alike.

Each shows of some raters that their answer is not known: it differs in the witness and, where it is low, is not low
there. With any one rater of the block held to what they answered, as if they had told, every other low answer must
have such a witness; an answer that is not low may be known then, and mostly is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tests.attack.attacker_people import Attack
from tests.attack.attacker_sums import Key, Scale, Span, extremes

Given = Mapping[tuple[int, str], int]  # by rater and question, what was answered


@dataclass
class Witnesses:
    """Other answers to the whole questionnaire, and what they are to show.

    `wanted` counts raters, questions and who is held; `missing` are those for which there is no witness though there
    must be one. `known` are answers, none of them low, that follow once a certain other rater tells.
    """

    answers: list[Given] = field(default_factory=list)
    wanted: int = 0
    missing: list[str] = field(default_factory=list)
    known: set[tuple[int, Key]] = field(default_factory=set)


def witnesses(attack: Attack, given: Given, protected: Sequence[int]) -> Witnesses:
    """Witnesses for every answer of these raters, also when any one of the same block tells."""
    found = Witnesses()
    sums = extremes(attack.spans, attack.claims)
    cells = {key: cell for key, cell in attack.cells.items() if cell.raters and set(cell.raters) <= set(protected)}
    others = {}
    for key, cell in cells.items():
        answers = [given[at, key[1]] for at in cell.raters]
        one = OneCell(answers, cell.scale, sums[key])
        others[key] = [other for held in (None, *range(len(answers))) for other in one.others(held)]
        found.wanted += one.wanted
        found.missing += [f"{key[1]} of {key[2]}, rater {cell.raters[at]}, held {held}" for at, held in one.missing]
        found.known |= {(cell.raters[at], key) for at in one.known}
    for turn in range(max(map(len, others.values()), default=0)):
        changed = dict(given)
        for key, vectors in others.items():
            if vectors:
                raters = cells[key].raters
                changed |= {(at, key[1]): p for at, p in zip(raters, vectors[turn % len(vectors)], strict=True)}
        found.answers.append(changed)
    return found


class OneCell:
    """The answers of one cell, and others whose sum is within the same span."""

    def __init__(self, answers: Sequence[int], scale: Scale, span: Span) -> None:
        self.answers, self.scale, self.span = answers, scale, span
        self.wanted = 0
        self.missing: list[tuple[int, int | None]] = []
        self.known: set[int] = set()

    def others(self, held: int | None) -> Iterator[list[int]]:
        """Other answers that between them leave nobody's known, that of one who is held excepted."""
        aims = {}
        for at, answer in enumerate(self.answers):
            if at != held:
                aim = self._aim(at, answer, held)
                if aim is not None:
                    aims[at] = aim
                elif answer <= self.scale.low or held is None:
                    self.missing.append((at, held))
                else:
                    self.known.add(at)
        self.wanted += len(aims)
        while aims:
            other = self._other(aims, held)
            yield other
            aims = {at: aim for at, aim in aims.items() if not self._shows(at, other)}

    def _aim(self, at: int, answer: int, held: int | None) -> int | None:
        """Another answer that this one may have been; one that is not low, if it is low."""
        rest = [other for other in range(len(self.answers)) if other not in (at, held)]
        taken = 0 if held is None else self.answers[held]
        least = max(self.scale.lo, self.span[0] - taken - len(rest) * self.scale.hi)
        greatest = min(self.scale.hi, self.span[1] - taken - len(rest) * self.scale.lo)
        if answer <= self.scale.low:
            return max(least, self.scale.low + 1) if greatest > self.scale.low else None
        if least == greatest:
            return None
        return answer + 1 if answer < greatest else answer - 1

    def _shows(self, at: int, other: Sequence[int]) -> bool:
        answer = self.answers[at]
        return other[at] != answer and (answer > self.scale.low or other[at] > self.scale.low)

    def _other(self, aims: Mapping[int, int], held: int | None) -> list[int]:
        """Answers in which as many as can be have what is aimed at; the first of them always has."""
        other = list(self.answers)
        unmoved = [at for at in range(len(other)) if at != held]
        unmoved.sort(key=lambda at: (at not in aims, self.answers[at] <= self.scale.low))
        for at, aim in aims.items():
            if at in unmoved:
                tried = self._balanced(other, at, aim, [each for each in unmoved if each != at])
                if tried is not None:
                    unmoved = [each for each in unmoved if each != at and tried[each] == other[each]]
                    other = tried
        return other

    def _balanced(self, answers: Sequence[int], at: int, aim: int, movable: Sequence[int]) -> list[int] | None:
        """The same with one answer changed, and others moved as little as keeps the sum within its span."""
        other = list(answers)
        other[at] = aim
        for each in movable:
            excess = max(0, sum(other) - self.span[1]) or -max(0, self.span[0] - sum(other))
            other[each] = min(self.scale.hi, max(self.scale.lo, other[each] - excess))
        return other if self.span[0] <= sum(other) <= self.span[1] else None
