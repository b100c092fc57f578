"""The search of the ledger, against trying everything; and its two ways against one another."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ninefold.core import ledger_search
from ninefold.core.ledger import (
    Ledger,
    LedgerRefusedError,
    LedgerSpoiltError,
    dump_basis,
    empty_ledger,
    issue,
    load_ledger,
    rebuild,
)
from tests.core.exhaustive import People, tells_of_few

SOME = st.lists(st.frozensets(st.integers(0, 9), min_size=4, max_size=10), min_size=1, max_size=6)
# Teams of one to three people, who always go together: more that may be issued, and classes of every size.
TEAMS = [frozenset({3 * team, 3 * team + 1, 3 * team + 2} if team % 3 else {3 * team}) for team in range(7)]
SOME_TEAMS = st.lists(st.sets(st.integers(0, 6), min_size=2), min_size=1, max_size=6)
NEARLY_TWO = 2**31 - 1  # a prime
SLOW = settings(max_examples=40, deadline=None)


def passes(ledger: Ledger, wanted: People) -> Ledger | None:
    """The ledger with this set, or None if it was refused."""
    try:
        return issue(ledger, wanted)
    except LedgerRefusedError:
        return None


def agrees(sets: Sequence[People], primes: tuple[int, int] | None = None) -> None:
    ledger = empty_ledger(primes)
    for wanted in sets:
        further = passes(ledger, wanted)
        assert (further is None) == tells_of_few(ledger.issued, wanted)
        ledger = further or ledger


@SLOW
@given(SOME)
def test_what_is_refused_is_just_what_tells_of_few(sets: list[People]) -> None:
    agrees(sets)


@SLOW
@given(SOME_TEAMS)
def test_it_is_so_for_teams_that_always_go_together_too(chosen: list[set[int]]) -> None:
    agrees([frozenset().union(*(TEAMS[team] for team in teams)) for teams in chosen])


@SLOW
@given(SOME_TEAMS)
def test_modulo_a_prime_that_is_far_too_small_more_may_be_refused_and_nothing_passes_that_tells_of_few(
    chosen: list[set[int]],
) -> None:
    ledger = empty_ledger((3, NEARLY_TWO))
    for teams in chosen:
        wanted = frozenset().union(*(TEAMS[team] for team in teams))
        further = passes(ledger, wanted)
        assert further is None or not tells_of_few(ledger.issued, wanted)
        ledger = further or ledger


@SLOW
@given(SOME, st.frozensets(st.integers(0, 9)))
def test_with_five_people_of_whom_no_figure_tells_everything_passes(sets: list[People], wanted: People) -> None:
    ledger = empty_ledger()
    for one in sets:
        ledger = passes(ledger, one) or ledger
    assert passes(ledger, wanted | frozenset(range(100, 105)))


def test_a_set_that_depends_on_others_modulo_one_prime_alone_is_refused() -> None:
    # Each three of four blocks of five people. The determinant is 3, so modulo 3 the last depends on the others.
    blocks = [frozenset(range(5 * place, 5 * place + 5)) for place in range(4)]
    sets = [frozenset().union(*(block for block in blocks if block is not left)) for left in blocks]
    agrees(sets)
    for primes in ((3, NEARLY_TWO), (NEARLY_TWO, 3)):
        assert passes(rebuild(sets[:3], primes), sets[3]) is None


def dense(seed: int, everybody: int, count: int) -> tuple[Ledger, random.Random]:
    """Random sets of 8 to 40 people, as many as may be issued of so many that were asked for."""
    drawn = random.Random(seed)
    ledger = empty_ledger((2147483629, NEARLY_TWO))
    for _ in range(count):
        ledger = passes(ledger, frozenset(drawn.sample(range(everybody), drawn.randint(8, 40)))) or ledger
    return ledger, drawn


def planted(ledger: Ledger, drawn: random.Random) -> People | None:
    """A set that with two or three issued ones tells of one to four people, while it is far from each of them."""
    one, two = drawn.sample(ledger.issued, 2)
    others = drawn.sample(sorted(frozenset(ledger.class_of) - one - two), drawn.randint(1, 4))
    return (one | two | frozenset(others)) if not one & two else None


@pytest.mark.parametrize("seed", range(3))
def test_a_combination_hidden_among_many_random_sets_is_found_by_both_ways(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger, drawn = dense(seed, 120, 50)
    assert len(ledger.issued) > 40
    found = 0
    for _ in range(60):
        wanted = planted(ledger, drawn)
        if wanted is not None:
            found += 1
            for most in (0, 10**9):
                monkeypatch.setattr(ledger_search, "MOST_TRIED", most)
                assert passes(ledger, wanted) is None
    assert found


@pytest.mark.parametrize("seed", range(3))
def test_both_ways_say_the_same_of_random_sets(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger, drawn = dense(seed, 80, 34)
    said = set()
    for _ in range(12):
        wanted = frozenset(drawn.sample(range(80), drawn.randint(8, 40)))
        verdicts = []
        for most in (0, 10**9):
            monkeypatch.setattr(ledger_search, "MOST_TRIED", most)
            verdicts.append(passes(ledger, wanted) is not None)
        assert verdicts[0] == verdicts[1]
        said.add(verdicts[0])
    assert True in said


def test_where_rows_are_long_the_other_way_is_taken_and_looks_seldom(monkeypatch: pytest.MonkeyPatch) -> None:
    ledger, drawn = dense(1, 110, 44)
    looks: list[tuple[int, ...]] = []
    finds = ledger_search._Search.finds

    def counted(search: ledger_search._Search, chosen: tuple[int, ...]) -> bool:
        looks.append(chosen)
        return finds(search, chosen)

    monkeypatch.setattr(ledger_search._Search, "finds", counted)
    monkeypatch.setattr(ledger_search, "MOST_TRIED", 0)
    assert passes(ledger, frozenset(drawn.sample(range(110), 30)))
    assert len(looks) < 50


def test_the_ledger_made_again_from_its_sets_and_the_stored_one_are_the_same() -> None:
    ledger, drawn = dense(5, 60, 12)
    primes = (ledger.bases[0].prime, ledger.bases[2].prime)
    again, stored = rebuild(ledger.issued, primes), load_ledger(ledger.issued, dump_basis(ledger))
    assert dump_basis(again) == dump_basis(ledger) == dump_basis(stored)
    for _ in range(10):
        wanted = frozenset(drawn.sample(range(60), 20))
        verdicts = {passes(one, wanted) is None for one in (ledger, again, stored)}
        assert len(verdicts) == 1


def test_a_basis_of_other_sets_or_of_none_is_not_taken() -> None:
    ledger, _ = dense(5, 60, 6)
    with pytest.raises(LedgerSpoiltError, match="not that of"):
        load_ledger(ledger.issued[:-1], dump_basis(ledger))
    with pytest.raises(LedgerSpoiltError, match="cannot be read"):
        load_ledger(ledger.issued, b"spoilt")
