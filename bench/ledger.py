"""How long it takes to ask for one more figure when 1,000 were issued over 2,000 people.

Run: .venv/bin/python bench/ledger.py
"""

from __future__ import annotations

import random
from collections.abc import Callable

from measure import machine, median_ms, table

from ninefold.core.ledger import Ledger, LedgerRefusedError, issue, rebuild

PEOPLE, SETS, RUNS, ASKED = 2000, 1000, 3, 10
SEED = 4
Draw = Callable[[random.Random], frozenset[int]]


def _people(first: int, end: int) -> frozenset[int]:
    return frozenset(range(first, end))


def teams_and_unions(drawn: random.Random) -> frozenset[int]:
    """One to eight of 200 teams of ten people."""
    teams = drawn.sample(range(PEOPLE // 10), drawn.randint(1, 8))
    return frozenset().union(*(_people(10 * team, 10 * team + 10) for team in teams))


def growing_cohorts(drawn: random.Random) -> frozenset[int]:
    """One of 40 programmes of 50 people, as far as it had grown by then, in steps of five."""
    programme = drawn.randrange(PEOPLE // 50)
    return _people(50 * programme, 50 * programme + 5 * drawn.randint(1, 10))


def pairs_of_small_teams(drawn: random.Random) -> frozenset[int]:
    """Two of 666 teams of three people, one with an even and one with an odd number: every class is a small one."""
    even, odd = 2 * drawn.randrange(333), 2 * drawn.randrange(333) + 1
    return _people(3 * even, 3 * even + 3) | _people(3 * odd, 3 * odd + 3)


def drawn_at_random(drawn: random.Random) -> frozenset[int]:
    """Five to thirty people at random, so that everybody is a class: nasty, for nothing ever repeats."""
    return frozenset(drawn.sample(range(PEOPLE), drawn.randint(5, 30)))


def times(draw: Draw) -> tuple[Ledger, list[float], int]:
    """A ledger of so many different sets, the medians of asking for further ones, and how many of them were refused."""
    drawn = random.Random(SEED)
    sets = {draw(drawn) for _ in range(20 * SETS)}
    ledger = rebuild(drawn.sample(sorted(sets, key=sorted), min(SETS, len(sets))))
    refused = 0
    medians = []
    for _ in range(ASKED):
        wanted = draw(drawn)
        while wanted in ledger.issued:
            wanted |= draw(drawn)
        medians.append(median_ms(lambda wanted=wanted: _ask(ledger, wanted), RUNS, warm=0))  # type: ignore[misc]
        refused += not _ask(ledger, wanted)
    return ledger, sorted(medians), refused


def _ask(ledger: Ledger, wanted: frozenset[int]) -> bool:
    try:
        issue(ledger, wanted)
    except LedgerRefusedError:
        return False
    return True


def main() -> None:
    """Print the table."""
    print(f"{machine()}; medians of {RUNS} for each of {ASKED} sets asked for after {SETS} over {PEOPLE} people")
    rows = []
    for draw in (teams_and_unions, growing_cohorts, pairs_of_small_teams, drawn_at_random):
        ledger, medians, refused = times(draw)
        shape = (str(len(ledger.issued)), str(len(ledger.bases[0].rows)), str(len(ledger.sizes)))
        figures = (f"{medians[len(medians) // 2]:.0f}", f"{medians[-1]:.0f}")
        rows.append((draw.__name__.replace("_", " "), *shape, *figures, f"{refused} of {ASKED}"))
    table(("sets", "issued", "rank", "classes", "median ms", "slowest ms", "refused"), rows)


if __name__ == "__main__":
    main()
