"""The attacker's arithmetic: sums of whole answers, and what several statements about them leave possible.

A cell is some people's answers to one question; they add up to a whole number within a span. A claim ties the sums of
several cells together. `extremes` finds the least and the greatest sum of each cell that fits every claim, exactly: a
claim that holds for all sums in the spans tells nothing and is dropped, a cell that is alone in what is left, or cells
of which only the total is told, are worked out by hand, and what couples cells otherwise goes to a solver.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

Key = tuple[str, str, str]  # which report, question, block
Span = tuple[int, int]  # the least and the greatest whole number, both possible
FAR = 2**40


class ImpossibleError(Exception):
    """No answers at all fit what was published."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Whole points from `lo` to `hi`; low is the lowest two fifths of them, rounded down, at least one."""

    lo: int
    hi: int

    @property
    def low(self) -> int:
        """The highest of the low points."""
        return self.lo - 1 + max(1, (self.hi - self.lo + 1) * 2 // 5)


@dataclass(frozen=True, slots=True)
class Cell:
    """The people who answered one question in one block, by their place in the list of raters."""

    raters: tuple[int, ...]
    scale: Scale

    @property
    def widest(self) -> Span:
        """All that their answers can add up to."""
        return len(self.raters) * self.scale.lo, len(self.raters) * self.scale.hi


@dataclass(frozen=True, slots=True)
class Claim:
    """So many times the sum of each cell, added up, lies between two whole numbers."""

    what: str
    times: tuple[tuple[Key, int], ...]
    least: int
    greatest: int

    def reach(self, spans: Mapping[Key, Span]) -> Span:
        """How little and how much the sum of this claim can be."""
        ends = [sorted((count * spans[key][0], count * spans[key][1])) for key, count in self.times]
        return sum(low for low, _ in ends), sum(high for _, high in ends)

    def tells_nothing(self, spans: Mapping[Key, Span]) -> bool:
        """Whether it holds whatever the sums are within their spans."""
        least, greatest = self.reach(spans)
        return self.least <= least and greatest <= self.greatest


@dataclass(frozen=True, slots=True)
class Form:
    """A figure as it depends on the sums of cells: so much of each, and a constant."""

    parts: Mapping[Key, Fraction]
    constant: Fraction = Fraction(0)

    def __sub__(self, other: Form) -> Form:
        parts = dict(self.parts)
        for key, share in other.parts.items():
            parts[key] = parts.get(key, Fraction(0)) - share
        return Form(parts, self.constant - other.constant)

    def scaled(self, by: Fraction, shift: Fraction = Fraction(0)) -> Form:
        """So many times this figure, and a constant more."""
        return Form({key: share * by for key, share in self.parts.items()}, self.constant * by + shift)

    def reach(self, spans: Mapping[Key, Span]) -> tuple[Fraction, Fraction]:
        """The least and the greatest that the figure can be."""
        least = greatest = self.constant
        for key, share in self.parts.items():
            ends = share * spans[key][0], share * spans[key][1]
            least, greatest = least + min(ends), greatest + max(ends)
        return least, greatest

    def whole(self) -> tuple[tuple[tuple[Key, int], ...], int]:
        """The same times the common denominator: whole times of each cell, and the denominator."""
        below = lcm(*(share.denominator for share in self.parts.values()))
        return tuple((key, int(share * below)) for key, share in self.parts.items()), below

    def lies(self, what: str, least: Fraction | None = None, greatest: Fraction | None = None) -> Claim:
        """The claim that the figure is no less and no more than these."""
        times, below = self.whole()
        low = -FAR if least is None else -((self.constant - least) * below // 1)
        high = FAR if greatest is None else (greatest - self.constant) * below // 1
        return Claim(what, times, int(low), int(high))

    def beyond(self, what: str, more_than: Fraction | None = None, less_than: Fraction | None = None) -> Claim:
        """The claim that the figure is certainly more, or certainly less, than this."""
        times, below = self.whole()
        low = -FAR if more_than is None else (more_than - self.constant) * below // 1 + 1
        high = FAR if less_than is None else -((self.constant - less_than) * below // 1) - 1
        return Claim(what, times, int(low), int(high))

    def rounds(self, what: str, least: Fraction | None, greatest: Fraction | None) -> Claim:
        """The claim that the figure, to two decimals with a half away from zero, lies between these."""
        times, below = self.whole()
        at = self.constant
        low, high = -FAR, FAR
        if least is not None:  # a half below zero is rounded down, so it does not reach `least`
            edge = (least - Fraction(1, 200) - at) * below
            low = -(-edge // 1) if least > 0 else edge // 1 + 1
        if greatest is not None:
            edge = (greatest + Fraction(1, 200) - at) * below
            high = edge // 1 if greatest < 0 else -(-edge // 1) - 1
        return Claim(what, times, int(low), int(high))


def extremes(spans: Mapping[Key, Span], claims: Iterable[Claim]) -> dict[Key, Span]:
    """The least and the greatest possible sum of each cell. Raises ImpossibleError if no sums fit."""
    telling = [claim for claim in claims if not claim.tells_nothing(spans)]
    found = dict(spans)
    for keys, about in _coupled(telling, spans):
        if len(keys) == 1:
            found.update(_alone(keys[0], spans, about))
        elif len(about) == 1 and len({count for key, count in about[0].times if key in keys}) == 1:
            found.update(_added_up(keys, spans, about[0]))
        else:
            found.update(solved(keys, spans, about))
    return found


def _coupled(claims: Sequence[Claim], spans: Mapping[Key, Span]) -> Iterator[tuple[list[Key], list[Claim]]]:
    """Claims that share a cell whose sum is open, directly or through others, with those cells."""
    groups: list[tuple[dict[Key, None], list[Claim]]] = []
    for claim in claims:
        keys = dict.fromkeys(key for key, _ in claim.times if spans[key][0] != spans[key][1])
        if not keys:
            raise ImpossibleError(f"not true of any answers: {claim.what}")
        touching = [group for group in groups if not keys.keys().isdisjoint(group[0])]
        groups = [group for group in groups if group not in touching]
        about = [claim, *(other for group in touching for other in group[1])]
        groups.append((keys | {key: None for group in touching for key in group[0]}, about))
    for keys, about in groups:
        yield list(keys), about


def _alone(key: Key, spans: Mapping[Key, Span], claims: Sequence[Claim]) -> dict[Key, Span]:
    """One cell whose sum is open, all others in the claims being known."""
    least, greatest = spans[key]
    for claim in claims:
        count = dict(claim.times)[key]
        known = sum(times * spans[other][0] for other, times in claim.times if other != key)
        ends = Fraction(claim.least - known, count), Fraction(claim.greatest - known, count)
        least = max(least, int(-(-min(ends) // 1)))
        greatest = min(greatest, int(max(ends) // 1))
    if least > greatest:
        raise ImpossibleError(f"not true of any answers: {claims[0].what}")
    return {key: (least, greatest)}


def _added_up(keys: Sequence[Key], spans: Mapping[Key, Span], claim: Claim) -> dict[Key, Span]:
    """Several cells of which one claim tells the total: each has what the others may leave to it."""
    count = next(times for key, times in claim.times if key in keys)
    known = sum(times * spans[key][0] for key, times in claim.times if key not in keys)
    ends = sorted((Fraction(claim.least - known, count), Fraction(claim.greatest - known, count)))
    total = int(-(-ends[0] // 1)), int(ends[1] // 1)
    least, greatest = (sum(spans[key][end] for key in keys) for end in (0, 1))
    if max(total[0], least) > min(total[1], greatest):
        raise ImpossibleError(f"not true of any answers: {claim.what}")
    return {
        key: (max(low, total[0] - (greatest - high)), min(high, total[1] - (least - low)))
        for key, (low, high) in ((key, spans[key]) for key in keys)
    }


def solved(keys: Sequence[Key], spans: Mapping[Key, Span], claims: Sequence[Claim]) -> dict[Key, Span]:
    """The extremes of several cells whose sums hang together."""
    from ortools.sat.python import cp_model  # noqa: PLC0415 - takes a second to load, and most rounds do without

    model = cp_model.CpModel()
    sums = {key: model.new_int_var(*spans[key], "") for key in keys}
    for claim in claims:
        known = sum(count * spans[key][0] for key, count in claim.times if key not in sums)
        open_part = sum(count * sums[key] for key, count in claim.times if key in sums)
        model.add_linear_constraint(open_part, claim.least - known, claim.greatest - known)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    found = {}
    for key in keys:
        ends = []
        for ask in (model.minimize, model.maximize):
            ask(sums[key])
            if solver.solve(model) != cp_model.OPTIMAL:
                raise ImpossibleError(f"not true of any answers: {claims[0].what}")
            ends.append(solver.value(sums[key]))
        found[key] = (ends[0], ends[1])
    return found
