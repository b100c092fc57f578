"""The ledger: which sets of people a figure was issued about, so that no further one tells of fewer than five of them.

A figure is known to add up, over the people of its set, something of each of them. Whoever holds several can add and
subtract them, each times any number. What comes out is nought for everybody in whom it cancels out; if it is not nought
for one to four people, it tells of them alone. Therefore:

1. A figure rests on at least five people.
2. A set is refused that differs from an earlier one by one to four people, who joined or left.
3. A set is refused with which some combination of issued ones rests on one to four people. Whoever is in exactly the
   same sets cannot be told apart, so they are counted together, as a class, with all its people.

Rules 1 and 2 are special cases of 3, and come first because their reasons are easier to understand. Example: the
whole of 12 and a team of 7 were issued; the other 5 follow from them and are fine. The 7 with 4 of those 5 are
refused: the whole less these is one person. Two teams of 8 that share 3 people are fine; then both together, all 13,
are not: team and team less both is those 3.

**Exact, and what a prime has to do with it.** The search for such a combination is by rank, for every T of classes
with at most four people together (`ledger_search` says how). It uses no floating point, but whole numbers modulo a
prime that is drawn at random for each ledger.

- *What passes is safe.* The basis holds only sets that are independent modulo the prime, and so are over the
  fractions. A combination over the fractions that rests on a few people can be written in whole numbers without a
  common factor; modulo the prime it is then not nought either, and rests on the same people or fewer. Nothing like
  that was in the span before, nor is it now, so there is none over the fractions.
- *A set that follows from earlier ones* tells nothing new and passes. It is taken for one only if it is one modulo a
  second prime too, also drawn at random; if modulo one alone, it is refused. To be wrong, a determinant of ones and
  noughts that is not nought has to be divisible by both. One with 1,000 rows is below 2**3990, so that at most 132 of
  the 50 million primes between 2**30 and 2**31 divide it: whatever sets somebody chooses, that is less likely than
  one in a hundred thousand million.
- *A false alarm* refuses a set too many. It takes a combination modulo the prime alone, which is as unlikely, or a
  coincidence in the search, which is less likely than one in a hundred thousand million each time that it looks.

What the ledger does not look at is how much each person weighs in a combination: five of whom one weighs a thousand
times as much as the others tell nearly of one. The rules on what may be shown of a figure come on top.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from ninefold.core.errors import NinefoldError
from ninefold.core.ledger_basis import Basis, Numbers, draw_primes, empty_basis
from ninefold.core.ledger_search import FEWEST, rests_on_few

People = frozenset[int]
Bases = tuple[Basis, Basis, Basis]


class Reason(StrEnum):
    """Why a figure is not issued."""

    TOO_FEW = "too_few"
    TOO_CLOSE = "too_close"
    TOGETHER = "together"


_WHY = {
    Reason.TOO_FEW: "This figure would rest on fewer than five people, so it could tell what is true of one of them.",
    Reason.TOO_CLOSE: "An earlier figure is about nearly the same people: the difference would tell of the few others.",
    Reason.TOGETHER: "Together with earlier figures, this one could be made to tell of fewer than five people.",
}
_INSTEAD = {
    False: "Possible now: the figure for a larger group, such as the whole organisation.",
    True: "Possible now: a figure for exactly the people of an earlier one, or for a larger group.",
}
_WHEN = "Possible later: once at least five people belong to this group of whom no earlier figure tells."


class LedgerRefusedError(NinefoldError):
    """A figure that is not issued. The text says why, what would be possible, and when; it never says how many.

    `closest` is the place of the issued set that differs least, which may be issued again; None if none was issued.
    """

    def __init__(self, reason: Reason, closest: int | None) -> None:
        super().__init__(f"{_WHY[reason]} {_INSTEAD[closest is not None]} {_WHEN}")
        self.reason = reason
        self.closest = closest


class LedgerSpoiltError(NinefoldError):
    """What was stored is not the basis of these sets; it can be made again from them."""


@dataclass(frozen=True, eq=False)
class Ledger:
    """The sets issued so far, in their order, with their reduced basis.

    The first two bases are modulo the same prime and share as few pivots as can be; the third is modulo the other one.
    `class_of`: the class of everybody who was covered; `sizes`: how many people are in each class.
    """

    issued: tuple[People, ...]
    bases: Bases
    class_of: dict[int, int] = field(default_factory=dict)
    sizes: Numbers = field(default_factory=lambda: np.zeros(0, dtype=np.int64))


def empty_ledger(primes: tuple[int, int] | None = None) -> Ledger:
    """The ledger before the first figure, with two primes drawn at random unless they are given."""
    first, second = draw_primes() if primes is None else primes
    return Ledger((), (empty_basis(first), empty_basis(first), empty_basis(second)))


def issue(ledger: Ledger, people: Collection[int]) -> Ledger:
    """The ledger with a figure about these people. Raises LedgerRefusedError, and then nothing may be issued."""
    wanted = frozenset(people)
    if wanted in ledger.issued:
        return ledger
    reason = _reason_against(ledger, wanted)
    if reason is not None:
        raise LedgerRefusedError(reason, _closest(ledger, wanted))
    return _add(ledger, wanted)


def first_possible(ledger: Ledger, options: Sequence[Collection[int]]) -> int | None:
    """The place of the first of these sets that may be issued: of options in order of wish, the next safe one."""
    for place, people in enumerate(options):
        wanted = frozenset(people)
        if wanted in ledger.issued or _reason_against(ledger, wanted) is None:
            return place
    return None


def rebuild(issued: Iterable[Collection[int]], primes: tuple[int, int] | None = None) -> Ledger:
    """The ledger of sets that were issued, in their order; with the same primes it is the very same."""
    ledger = empty_ledger(primes)
    for people in issued:
        ledger = _add(ledger, frozenset(people))
    return ledger


def dump_basis(ledger: Ledger) -> bytes:
    """The reduced basis, to be stored beside the sets."""
    file = io.BytesIO()
    people = np.array(sorted(ledger.class_of.items()), dtype=np.int64).reshape(-1, 2)
    np.savez_compressed(
        file,
        of=np.frombuffer(_digest(ledger.issued), dtype=np.uint8),
        people=people,
        primes=np.array([basis.prime for basis in ledger.bases]),
        rows=np.stack([basis.rows for basis in ledger.bases]).astype(np.uint32),
        pivots=np.stack([basis.pivots for basis in ledger.bases]),
    )
    return file.getvalue()


def load_ledger(issued: Iterable[Collection[int]], basis: bytes) -> Ledger:
    """The ledger of these sets with their stored basis. Raises LedgerSpoiltError if it is that of others."""
    sets = tuple(frozenset(people) for people in issued)
    try:
        with np.load(io.BytesIO(basis), allow_pickle=False) as held:
            of, people, primes, rows, pivots = (held[name] for name in ("of", "people", "primes", "rows", "pivots"))
    except (OSError, ValueError, KeyError) as error:
        raise LedgerSpoiltError(
            "The stored basis of the ledger cannot be read: make it again from its sets."
        ) from error
    if of.tobytes() != _digest(sets):
        raise LedgerSpoiltError("The stored basis is not that of the ledger’s sets: make it again from them.")
    bases = [Basis(int(primes[one]), rows[one].astype(np.int64), pivots[one]) for one in range(3)]
    class_of = dict(people.tolist())
    sizes = np.bincount(people[:, 1], minlength=rows.shape[2])
    return Ledger(sets, (bases[0], bases[1], bases[2]), class_of, sizes)


def _digest(issued: Sequence[People]) -> bytes:
    told = "\n".join(" ".join(map(str, sorted(people))) for people in issued)
    return hashlib.sha256(told.encode()).digest()


def _reason_against(ledger: Ledger, wanted: People) -> Reason | None:
    if len(wanted) < FEWEST:
        return Reason.TOO_FEW
    if any(abs(len(one) - len(wanted)) < FEWEST and len(one ^ wanted) < FEWEST for one in ledger.issued):
        return Reason.TOO_CLOSE
    split, row = _split(ledger, wanted)
    first, second, witness = split.bases
    is_new, is_new_too = bool(first.remainder(row).any()), bool(witness.remainder(row).any())
    if not (is_new or is_new_too):
        return None
    unsafe = is_new != is_new_too or rests_on_few((first, second), split.sizes, row)
    return Reason.TOGETHER if unsafe else None


def _closest(ledger: Ledger, wanted: People) -> int | None:
    places = range(len(ledger.issued))
    return min(places, key=lambda place: len(ledger.issued[place] ^ wanted), default=None)


def _add(ledger: Ledger, wanted: People) -> Ledger:
    split, row = _split(ledger, wanted)
    first, second, witness = split.bases
    if first.remainder(row).any() and witness.remainder(row).any():
        first = _with_set(first, row, split.sizes, second.pivots)
        second = _apart(_with_set(second, row, split.sizes, first.pivots), first, split.sizes)
        witness = _with_set(witness, row, split.sizes, first.pivots)
    return Ledger((*ledger.issued, wanted), (first, second, witness), split.class_of, split.sizes)


def _with_set(basis: Basis, row: Numbers, sizes: Numbers, others: Numbers) -> Basis:
    """With one more set; its pivot is a big class where it can be, else one that is no pivot of the other basis."""
    left = basis.remainder(row)
    columns = np.flatnonzero(left)
    wish = 2 * (sizes[columns] >= FEWEST) + ~np.isin(columns, others)
    return _with_big_pivots(basis.with_row(left, int(columns[wish.argmax()])), sizes)


def _with_big_pivots(basis: Basis, sizes: Numbers) -> Basis:
    """The same with a big class as pivot of every row that is not 0 on all of them, as the search needs it."""
    big = sizes >= FEWEST
    while True:
        places = np.flatnonzero(~big[basis.pivots] & basis.rows[:, big].any(axis=1))
        if not len(places):
            return basis
        place = int(places[0])
        basis = basis.with_pivot(place, int(np.flatnonzero((basis.rows[place] != 0) & big)[0]))


def _apart(basis: Basis, other: Basis, sizes: Numbers) -> Basis:
    """The same with other pivots in place of those small classes that are one of the other basis too, where it can."""
    for place_of in np.intersect1d(basis.pivots, other.pivots):
        place = int(np.flatnonzero(basis.pivots == place_of)[0])
        free = (sizes < FEWEST) & (basis.rows[place] != 0)
        free[basis.pivots], free[other.pivots] = False, False
        if sizes[place_of] < FEWEST and free.any():
            basis = basis.with_pivot(place, int(np.flatnonzero(free)[0]))
    return basis


def _split(ledger: Ledger, wanted: People) -> tuple[Ledger, Numbers]:
    """The ledger with its classes parted by this set, and the set as a row of ones and noughts over them."""
    inside: dict[int, int] = {}
    for person in wanted & ledger.class_of.keys():
        inside[ledger.class_of[person]] = inside.get(ledger.class_of[person], 0) + 1
    parted = {one: count for one, count in sorted(inside.items()) if count < ledger.sizes[one]}
    new_people = wanted - ledger.class_of.keys()
    origins = [*range(len(ledger.sizes)), *parted, *([-1] if new_people else [])]
    sizes = np.concatenate(
        [ledger.sizes, np.array([*parted.values(), *([len(new_people)] if new_people else [])], dtype=np.int64)]
    )
    moved = {one: len(ledger.sizes) + place for place, one in enumerate(parted)}
    class_of = dict(ledger.class_of)
    for person in wanted:
        one = class_of.get(person)
        class_of[person] = len(sizes) - 1 if one is None else moved.get(one, one)
    for one, count in parted.items():
        sizes[one] -= count
    row = np.zeros(len(sizes), dtype=np.int64)
    row[[one for one in inside if one not in parted]] = 1
    row[len(ledger.sizes) :] = 1
    spread = [_with_big_pivots(basis.spread(np.array(origins, dtype=np.int64)), sizes) for basis in ledger.bases]
    return Ledger(ledger.issued, (spread[0], spread[1], spread[2]), class_of, sizes), row
