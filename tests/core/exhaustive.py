"""An independent check of the ledger: all four people are tried, in fractions. It shares no code with it."""

from collections.abc import Collection, Sequence
from fractions import Fraction
from itertools import combinations

People = frozenset[int]


def rank(rows: Sequence[Sequence[int]]) -> int:
    """How many of the rows are independent, over the fractions."""
    left = [[Fraction(value) for value in row] for row in rows]
    found = 0
    for column in range(len(left[0]) if left else 0):
        pivot = next((place for place in range(found, len(left)) if left[place][column]), None)
        if pivot is None:
            continue
        left[found], left[pivot] = left[pivot], left[found]
        for place in range(found + 1, len(left)):
            if factor := left[place][column] / left[found][column]:
                left[place] = [a - factor * b for a, b in zip(left[place], left[found], strict=True)]
        found += 1
    return found


def tells_of_few(issued: Sequence[People], wanted: People) -> bool:
    """Whether some combination of these sets, the last one with them, rests on one to four people."""
    everybody = sorted(frozenset().union(*issued, wanted))
    rows = [[int(person in people) for person in everybody] for people in (*issued, wanted)]
    whole = rank(rows)
    for few in combinations(range(len(everybody)), min(4, len(everybody))):
        rest = [[value for place, value in enumerate(row) if place not in few] for row in rows]
        if rank(rest) < whole:
            return True
    return False


def naive(issued: Collection[People], wanted: People) -> bool:
    """What others check: enough people, and nothing earlier that is nearly the same."""
    return len(wanted) >= 5 and all(not 0 < len(wanted ^ one) < 5 for one in issued)
