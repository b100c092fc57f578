"""Whether some combination of issued sets with a new one rests on fewer than five people: the search under the ledger.

Let `s` be the new set and `V` what the earlier ones span, which holds no vector on 1 to 4 people. Sought is a vector
of `s + V` that is 0 outside a set `T` of classes with at most four people together. A class of five or more is in no
`T`.

**The test.** Let `H` be a basis of all that is orthogonal to `V`, with a column for each class. A vector is in `s +
V` just if `H` makes of it what it makes of `s`; so there is one that is 0 outside `T` just if `H s` lies in the span
of the columns of `H` in `T`. That is the rank test: restricting the rows to the complement of `T` loses rank. `H` is
read off the reduced basis: one row for each column without a pivot, which has 1 there, and at each pivot what that
row has there.

**All T at once.** Pairs are not tried one by one: `H s` is in the span of two columns just if, modulo `H s`, one is a
multiple of the other, so all columns are scaled alike and sorted. Columns of `H` are first mapped to six random
numbers each. That keeps what is dependent dependent, so no `T` is missed; what becomes dependent by it alone (less
than one time in a hundred thousand million) is a refusal too many. Of `T` with three or four classes, the first and
second are tried one by one, and a pair sought behind them: `T` has to touch each row of `H` that `s` is not
orthogonal to, so the first is one of the shortest such row, the second one of the shortest that the first does not
touch.

**Where rows of H are long**, that would take too long. Then two bases are used that share few pivots, or none: `T`
has at most two pivots of one of them, unless two of its members are pivots of both, which are tried as first and
second. For a `T` with at most two pivots of a basis, the columns in which what is left of `s` is not 0 are dealt into
four groups. In one of them no member of `T` is, so there it is cancelled by the rows of one pivot or of two: a pair
again. Whoever cancels a group so is a suspect, and tried as first, or as first and second. Mostly there is none.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import combinations, pairwise, product

import numpy as np

from ninefold.core.ledger_basis import Basis, Numbers, inverses, times

FEWEST = 5
MOST_TRIED = 500  # firsts and seconds, before the other way is looked at
_SKETCH, _KEY, _GROUPS, _OF_A_GROUP = 6, 3, 4, 4


def rests_on_few(bases: tuple[Basis, Basis], sizes: Numbers, given: Numbers) -> bool:
    """Whether a vector that is `given` and something that the bases span is 0 outside classes with 1 to 4 people.

    The bases hold no row that is not 0 on a big class and has its pivot on a small one. `given` is in neither's span.
    """
    searches = [_Search.of(basis, sizes, given) for basis in bases]
    if searches[0] is None or searches[1] is None:
        return False
    first, second = sorted((searches[0], searches[1]), key=lambda search: len(search.shortest()))
    if first.finds(()):
        return True
    firsts = {(one,) for one in first.shortest().tolist()}
    tries = first.tries(firsts)
    if tries > MOST_TRIED:
        shared = set(first.pivots.tolist()) & set(second.pivots.tolist())
        suspects = (first.suspects(), second.suspects())
        if len(shared) ** 2 + first.tries(suspects[0]) + second.tries(suspects[1]) < tries:
            if first.finds_behind_pairs(shared):
                return True
            return first.finds_behind(suspects[0]) or second.finds_behind(suspects[1])
    return first.finds_behind(firsts)


@dataclass(frozen=True, eq=False)
class _Search:
    """One search, over small classes alone: first those with a pivot, then the others."""

    prime: int
    pivots: Numbers
    weights: Numbers
    table: Numbers
    left: Numbers
    sketch: Numbers
    sought: Numbers
    lengths: Numbers

    @classmethod
    def of(cls, basis: Basis, sizes: Numbers, given: Numbers) -> _Search | None:
        """None where what is left of the set stands on a big class: nothing can cancel it there."""
        left, small = basis.remainder(given), sizes < FEWEST
        if left[~small].any():
            return None
        free = small.copy()
        free[basis.pivots] = False
        with_pivot = small[basis.pivots]
        table = basis.rows[np.ix_(with_pivot, free)]
        random = np.random.default_rng(basis.prime)
        units = random.integers(1, basis.prime, size=(int(free.sum()), _SKETCH), dtype=np.int64)
        pivots = basis.pivots[with_pivot]
        return cls(
            prime=basis.prime,
            pivots=pivots,
            weights=np.concatenate([sizes[pivots], sizes[free]]),
            table=table,
            left=left[free],
            sketch=np.concatenate([(-times(table, units, basis.prime)) % basis.prime, units]),
            sought=times(left[free][None, :], units, basis.prime)[0],
            lengths=(table != 0).sum(axis=0),
        )

    def shortest(self, besides: int | None = None) -> Numbers:
        """The members of the shortest row of H that is not orthogonal to the set.

        `besides`: a class that is no member; if all those rows touch it, the difference of two of them is taken.
        """
        open_ = self.left != 0
        count = len(self.pivots)
        if besides is not None and besides < count:
            open_ &= self.table[besides] == 0
        elif besides is not None:
            open_[besides - count] = False
        rows = np.flatnonzero(open_)
        if besides is not None and not len(rows):
            return self._difference(besides)
        row = int(rows[self.lengths[rows].argmin()])
        return np.append(np.flatnonzero(self.table[:, row]), count + row)

    def _difference(self, besides: int) -> Numbers:
        """The members of a row of H that does not touch this class, though each one read off the basis does."""
        rows = np.flatnonzero(self.left)
        if besides >= len(self.pivots):
            return np.arange(0)
        rows = rows[np.argsort(self.lengths[rows], kind="stable")]
        scale = inverses(self.table[besides, rows], self.prime)
        level = self.left[rows] * scale % self.prime
        others = np.flatnonzero(level != level[0])
        if not len(others):
            return np.arange(0)
        other = others[0]
        one, two = (self.table[:, rows[place]] * scale[place] % self.prime for place in (0, other))
        return np.concatenate([np.flatnonzero(one != two), len(self.pivots) + rows[[0, other]]])

    def tries(self, suspects: Collection[tuple[int, ...]]) -> int:
        """How often `finds_behind` has to look, at most."""
        alone = [chosen[0] for chosen in suspects if len(chosen) == 1 and self.weights[chosen[0]] == 1]
        return len(suspects) + sum(len(self.shortest(besides=first)) for first in alone)

    def finds_behind(self, suspects: Collection[tuple[int, ...]]) -> bool:
        """Whether there is a T of three or four classes that holds one of these classes, or both of a pair."""
        for chosen in suspects:
            if self.weights[list(chosen)].sum() <= FEWEST - 2 and self.finds(chosen):
                return True
            if len(chosen) == 1 and self.weights[chosen[0]] == 1:
                (first,) = chosen
                seconds = self.shortest(besides=first).tolist()
                light = [second for second in seconds if self.weights[second] == 1 and second != first]
                if any(self.finds((first, second)) for second in light):
                    return True
        return False

    def finds_behind_pairs(self, shared: set[int]) -> bool:
        """Whether there is a T with two of these columns, which are pivots."""
        places = [place for place, pivot in enumerate(self.pivots.tolist()) if pivot in shared]
        light = [place for place in places if self.weights[place] == 1]
        return any(self.finds(pair) for pair in combinations(light, 2))

    def finds(self, chosen: tuple[int, ...]) -> bool:
        """Whether there is a T of these classes and up to two more."""
        room = FEWEST - 1 - int(self.weights[list(chosen)].sum())
        vectors = np.vstack([self.sought, self.sketch])
        for place in chosen:
            if not vectors[1 + place].any():
                return True
            vectors = _without(vectors, vectors[1 + place], self.prime)
        if not vectors[0].any():
            return True
        vectors = _without(vectors, vectors[0], self.prime)[1:]
        fits = self.weights <= room
        fits[list(chosen)] = False
        return _has_pair(vectors[fits], self.weights[fits], room, self.prime)

    def suspects(self) -> set[tuple[int, ...]]:
        """Pivots, and pairs of them, of which each T with at most two pivots holds one; all pivots where that fails."""
        columns = np.flatnonzero(self.left)
        everybody: set[tuple[int, ...]] = {(place,) for place in range(len(self.pivots))}
        if len(columns) < _GROUPS * _OF_A_GROUP:
            return everybody
        random = np.random.default_rng(self.prime + 1)
        found: set[tuple[int, ...]] = set()
        for start in range(_GROUPS):
            group = columns[start::_GROUPS]
            units = random.integers(1, self.prime, size=(len(group), _KEY + 1), dtype=np.int64)
            rows, members = _different(self.table[:, group], self.prime)
            vectors = times(np.vstack([self.left[group], rows]), units, self.prime)
            if not vectors[0].any():
                return everybody
            vectors = _without(vectors, vectors[0], self.prime)[1:]
            alone = vectors.any(axis=1)
            found |= {(place,) for one in np.flatnonzero(~alone) for place in members[one]}
            vectors, members = vectors[alone], [members[one] for one in np.flatnonzero(alone)]
            for one, two in _equal(_keys(vectors, self.prime)):
                found |= set(product(members[one], members[two]))
            if len(found) > len(everybody):
                return everybody
        return found


def _different(rows: Numbers, prime: int) -> tuple[Numbers, list[list[int]]]:
    """The rows that are not 0 and no multiples of one another, with the places of all that are multiples of each.

    What rows that are 0 or multiples of others can cancel, the others can without them.
    """
    places = np.flatnonzero(rows.any(axis=1))
    rows = rows[places]
    lead = rows[np.arange(len(rows)), (rows != 0).argmax(axis=1)]
    scaled = rows * inverses(lead, prime)[:, None] % prime
    kept, which = np.unique(scaled, axis=0, return_inverse=True)
    members: list[list[int]] = [[] for _ in kept]
    for place, one in zip(places.tolist(), which.reshape(-1).tolist(), strict=True):
        members[one].append(place)
    return kept, members


def _equal(keys: Numbers) -> list[tuple[int, int]]:
    """The places of each two keys that are equal."""
    order = np.argsort(keys)
    places: dict[int, list[int]] = {}
    for before, after in pairwise(order.tolist()):
        if keys[before] == keys[after]:
            places.setdefault(int(keys[before]), [before]).append(after)
    return [pair for equal in places.values() for pair in combinations(equal, 2)]


def _without(vectors: Numbers, one: Numbers, prime: int) -> Numbers:
    """The vectors modulo one of them that is not 0, which makes them one number shorter."""
    place = int(np.flatnonzero(one)[0])
    scaled = np.delete(one, place) * pow(int(one[place]), -1, prime) % prime
    return (np.delete(vectors, place, axis=1) - vectors[:, place][:, None] * scaled[None, :]) % prime


def _has_pair(vectors: Numbers, weights: Numbers, room: int, prime: int) -> bool:
    """Whether one of the vectors is 0, or two that fit into the room together are multiples of one another."""
    if not vectors.any(axis=1).all():
        return True
    two = weights < room
    vectors, weights = vectors[two][:, :_KEY], weights[two]
    if not vectors.any(axis=1).all():
        return True
    keys = _keys(vectors, prime)
    order = np.lexsort((weights, keys))
    keys, weights = keys[order], weights[order]
    return bool(((keys[1:] == keys[:-1]) & (weights[1:] + weights[:-1] <= room)).any())


def _keys(vectors: Numbers, prime: int) -> Numbers:
    """A number for each vector, of which the first three numbers count: the same for those that are multiples."""
    first, second, third = vectors[:, 0], vectors[:, 1], vectors[:, 2]
    lead = np.where(first != 0, first, np.where(second != 0, second, third))
    scaled = vectors[:, :_KEY] * inverses(lead, prime)[:, None] % prime
    behind = -1 - scaled[:, 2] - (scaled[:, 1] == 0) * prime
    return np.where(scaled[:, 0] == 1, scaled[:, 1] * prime + scaled[:, 2], behind)
