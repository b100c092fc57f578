"""Sets of people as rows of numbers modulo a prime, in reduced form: the arithmetic under the ledger.

A row has one number for each class of people who are covered by exactly the same sets. Every basis has one pivot for
each row: a column in which this row has 1 and every other 0.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
# A product of two numbers below the prime, less one of them, fits into 63 bits.
SMALLEST_PRIME, LARGEST_PRIME = 2**30, 2**31


@dataclass(frozen=True, eq=False)
class Basis:
    """What the issued sets span, modulo a prime."""

    prime: int
    rows: Numbers
    pivots: Numbers

    def remainder(self, given: Numbers) -> Numbers:
        """What is left of a row of ones and zeros when all that the basis spans is taken from it; 0 at each pivot."""
        spanned: Numbers = self.rows[given[self.pivots] == 1].sum(axis=0)
        return (given - spanned) % self.prime

    def spread(self, origins: Numbers) -> Basis:
        """The same over other columns, each of which was the one named for it, or none where that is -1."""
        rows, known = np.zeros((len(self.rows), len(origins)), dtype=np.int64), origins >= 0
        rows[:, known] = self.rows[:, origins[known]]
        return Basis(self.prime, rows, self.pivots)

    def with_row(self, remainder: Numbers, pivot: int) -> Basis:
        """With one more row, that has its pivot there."""
        row = remainder * pow(int(remainder[pivot]), -1, self.prime) % self.prime
        rows = np.vstack([_cleared(self.rows, row, pivot, self.prime), row])
        return Basis(self.prime, rows, np.append(self.pivots, pivot))

    def with_pivot(self, place: int, pivot: int) -> Basis:
        """With another pivot for the row in this place, in which that column is not 0."""
        others = np.delete(self.rows, place, axis=0)
        return Basis(self.prime, others, np.delete(self.pivots, place)).with_row(self.rows[place], pivot)


def empty_basis(prime: int) -> Basis:
    """The basis of no sets at all."""
    return Basis(prime, np.zeros((0, 0), dtype=np.int64), np.zeros(0, dtype=np.int64))


def _cleared(rows: Numbers, row: Numbers, pivot: int, prime: int) -> Numbers:
    """Every row less as much of this one as makes its pivot 0."""
    rows = rows.copy()
    touched, columns = np.flatnonzero(rows[:, pivot]), np.flatnonzero(row)
    where = np.ix_(touched, columns)
    rows[where] = (rows[where] - rows[touched, pivot][:, None] * row[columns][None, :]) % prime
    return rows


def times(rows: Numbers, columns: Numbers, prime: int) -> Numbers:
    """The product of two tables of numbers."""
    return np.stack([(rows * column % prime).sum(axis=1) % prime for column in columns.T], axis=1)


def inverses(values: Numbers, prime: int) -> Numbers:
    """The inverse of each of these numbers, none of which is 0, from one division: a tree of products."""
    if len(values) <= 1:
        return np.array([pow(int(value), -1, prime) for value in values], dtype=np.int64)
    even, odd = values[: len(values) // 2 * 2 : 2], values[1::2]
    both = even * odd % prime
    last = values[len(values) // 2 * 2 :]
    inverted = inverses(np.concatenate([both, last]), prime)
    found = np.empty_like(values)
    found[: len(values) // 2 * 2 : 2] = inverted[: len(both)] * odd % prime
    found[1::2] = inverted[: len(both)] * even % prime
    found[len(values) // 2 * 2 :] = inverted[len(both) :]
    return found


def draw_primes() -> tuple[int, int]:
    """Two different primes, drawn at random from the 50 million there are between 2**30 and 2**31."""
    first = _draw_prime()
    while (second := _draw_prime()) == first:
        pass
    return first, second


def _draw_prime() -> int:
    sieve = np.ones(int(LARGEST_PRIME**0.5) + 2, dtype=bool)
    for step in range(2, int(len(sieve) ** 0.5) + 1):
        sieve[step * step :: step] = False
    divisors = np.flatnonzero(sieve)[2:]
    while True:
        drawn = SMALLEST_PRIME + secrets.randbelow(LARGEST_PRIME - SMALLEST_PRIME)
        if (drawn % divisors).all():
            return drawn
