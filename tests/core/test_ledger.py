"""The ledger of what was issued: no figure, by itself or with others, tells of fewer than five people."""

import re
from itertools import pairwise

import pytest

from ninefold.core.ledger import Ledger, LedgerRefusedError, Reason, empty_ledger, first_possible, issue
from tests.core.exhaustive import People, naive, tells_of_few

FIVE = frozenset(range(5))


def people(*ranges: tuple[int, int]) -> People:
    return frozenset(person for first, end in ranges for person in range(first, end))


def ledger_of(*sets: People) -> Ledger:
    ledger = empty_ledger()
    for one in sets:
        ledger = issue(ledger, one)
    return ledger


def refusal(ledger: Ledger, wanted: People) -> LedgerRefusedError:
    with pytest.raises(LedgerRefusedError) as refused:
        issue(ledger, wanted)
    return refused.value


@pytest.mark.parametrize("few", range(5))
def test_a_figure_rests_on_at_least_five_people(few: int) -> None:
    assert refusal(empty_ledger(), people((0, few))).reason is Reason.TOO_FEW
    assert issue(empty_ledger(), FIVE).issued == (FIVE,)


@pytest.mark.parametrize(("joined", "left"), [(1, 0), (0, 1), (2, 2), (4, 0), (3, 1)])
def test_a_set_that_one_to_four_people_joined_or_left_is_refused(joined: int, left: int) -> None:
    refused = refusal(ledger_of(people((0, 20))), people((left, 20 + joined)))
    assert (refused.reason, refused.closest) == (Reason.TOO_CLOSE, 0)


def test_a_set_that_five_people_joined_or_left_is_issued() -> None:
    ledger = ledger_of(people((0, 20)), people((0, 25)), people((0, 15)))
    assert len(ledger.issued) == 3


def test_the_same_set_is_issued_again_and_adds_nothing() -> None:
    ledger = ledger_of(people((0, 20)))
    assert issue(ledger, people((0, 20))) is ledger


def test_a_set_that_follows_from_earlier_ones_is_issued() -> None:
    ledger = ledger_of(people((0, 7)), people((7, 14)), people((0, 14)), people((14, 20)))
    assert issue(ledger, people((0, 20))).bases[0].rows.shape[0] == 3


# Each attack is a row of sets; the last of them is asked for when the others were issued.
TEAMS = [people((3 * place, 3 * place + 3)) for place in range(6)]
ATTACKS = {
    "the whole, less all teams but one": [people((0, 20)), people((0, 7)), people((7, 17))],
    "two that overlap, and both together": [people((0, 8)), people((5, 13)), people((0, 13))],
    "general tracker: few and some, few and the others, everybody": [
        people((0, 12)),
        people((8, 20)),
        people((0, 20)),
    ],
    "odd round of teams": [TEAMS[0] | TEAMS[1], TEAMS[1] | TEAMS[2], TEAMS[2] | TEAMS[0]],
    "round of five teams": [*(one | two for one, two in pairwise(TEAMS[:5])), TEAMS[4] | TEAMS[0]],
    "a cohort that grows, and a slice of it": [people((0, 5)), people((0, 10)), people((0, 15)), people((5, 13))],
    "twice what two sets share": [people((0, 8)), people((4, 12)), people((0, 4), (8, 12))],
}


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_by_several_figures_is_refused_at_its_last(name: str) -> None:
    *issued, last = ATTACKS[name]
    assert tells_of_few(issued, last)
    assert refusal(ledger_of(*issued), last).reason is Reason.TOGETHER


@pytest.mark.parametrize("name", ATTACKS)
def test_a_check_of_size_and_difference_alone_lets_it_through(name: str) -> None:
    *issued, last = ATTACKS[name]
    assert all(naive(issued[:place], one) for place, one in enumerate(issued))
    assert naive(issued, last)


def test_people_who_are_in_the_same_sets_are_counted_together() -> None:
    teams = [people((8 * place, 8 * place + 8)) for place in range(3)]
    ledger = ledger_of(teams[0] | teams[1], teams[1] | teams[2], teams[2] | teams[0])
    assert len(ledger.issued) == 3
    # The first team follows from these three, so with three of the second it would tell of those three.
    assert refusal(ledger, teams[0] | people((8, 11))).reason is Reason.TOGETHER


def test_an_even_round_of_small_teams_tells_of_two_teams_and_is_fine() -> None:
    ledger = ledger_of(TEAMS[0] | TEAMS[1], TEAMS[1] | TEAMS[2], TEAMS[2] | TEAMS[3])
    assert len(issue(ledger, TEAMS[3] | TEAMS[0]).issued) == 4


def test_a_refusal_says_why_what_is_possible_and_when_and_never_how_many() -> None:
    for ledger, wanted in (
        (empty_ledger(), people((0, 3))),
        (ledger_of(people((0, 20))), people((0, 19))),
        (ledger_of(people((0, 6)), people((3, 9))), people((0, 9))),
    ):
        said = str(refusal(ledger, wanted))
        why, instead, when = said.split(". ")
        assert why
        assert instead.startswith("Possible now: ")
        assert when.startswith("Possible later: ")
        assert not re.search(r"\d", said)


def test_after_a_refusal_the_ledger_is_as_it_was() -> None:
    ledger = ledger_of(people((0, 6)), people((3, 9)))
    before = (ledger.issued, dict(ledger.class_of), ledger.sizes.tolist())
    refusal(ledger, people((0, 9)))
    assert (ledger.issued, ledger.class_of, ledger.sizes.tolist()) == before


def test_the_next_safe_option_is_the_first_that_may_be_issued() -> None:
    ledger = ledger_of(people((0, 20)))
    options = [people((0, 4)), people((0, 19)), people((0, 12)), people((0, 40))]
    assert first_possible(ledger, options) == 2
    assert first_possible(ledger, options[:2]) is None
    assert first_possible(ledger, [people((0, 20))]) == 0
