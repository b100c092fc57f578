"""What is shown of one question of one group: the figures by hand, and the promise by trying every answer there is."""

from collections import defaultdict
from decimal import Decimal
from itertools import product

import pytest

from ninefold.core.disclosure import disclose
from ninefold.core.framework.model import Scale
from ninefold.core.responses import Answers
from ninefold.core.shown import HIDDEN, Cell, CellKind, Rule
from tests.core.made import adding_up_to, answered, asking, crowd, scale

BY_HAND: list[tuple[Scale, int, int, CellKind, str]] = [
    # 0..4: low is 0 and 1. Three people: B = max(0 + 1 + 4 + 1, 3) = 6, top = 11.
    (scale(0, 4), 3, 0, "at_most", "2"),
    (scale(0, 4), 3, 6, "at_most", "2"),
    (scale(0, 4), 3, 7, "mean", "2.33"),
    (scale(0, 4), 3, 8, "mean", "2.67"),
    (scale(0, 4), 3, 10, "mean", "3.33"),
    (scale(0, 4), 3, 11, "at_least", "3.67"),
    (scale(0, 4), 3, 12, "at_least", "3.67"),
    (scale(0, 4), 4, 6, "at_most", "1.5"),
    (scale(0, 4), 4, 7, "mean", "1.75"),
    (scale(0, 4), 4, 14, "mean", "3.5"),
    (scale(0, 4), 4, 15, "at_least", "3.75"),
    # Seven people: B = max(6, 7) = 7.
    (scale(0, 4), 7, 7, "at_most", "1"),
    (scale(0, 4), 7, 8, "mean", "1.14"),
    # 1..4: low is 1. B = (n - 2) + 1 + 4 + 1 = n + 4.
    (scale(1, 4), 3, 3, "at_most", "2.33"),
    (scale(1, 4), 3, 7, "at_most", "2.33"),
    (scale(1, 4), 3, 8, "mean", "2.67"),
    (scale(1, 4), 3, 10, "mean", "3.33"),
    (scale(1, 4), 3, 11, "at_least", "3.67"),
    (scale(1, 4), 4, 8, "at_most", "2"),
    (scale(1, 4), 4, 9, "mean", "2.25"),
    # 1..5: low is 1 and 2. B = max(n + 6, 2n).
    (scale(1, 5), 3, 9, "at_most", "3"),
    (scale(1, 5), 3, 10, "mean", "3.33"),
    (scale(1, 5), 3, 13, "mean", "4.33"),
    (scale(1, 5), 3, 14, "at_least", "4.67"),
    (scale(1, 5), 4, 10, "at_most", "2.5"),
    (scale(1, 5), 8, 16, "at_most", "2"),
    (scale(1, 5), 8, 17, "mean", "2.13"),
    # 1..7: low is 1 and 2. B = max(n + 8, 2n).
    (scale(1, 7), 3, 11, "at_most", "3.67"),
    (scale(1, 7), 3, 12, "mean", "4"),
    (scale(1, 7), 3, 19, "mean", "6.33"),
    (scale(1, 7), 3, 20, "at_least", "6.67"),
    # -2..2: low is -2 and -1. B = max(6 - 2n, -n).
    (scale(-2, 2), 3, -6, "at_most", "0"),
    (scale(-2, 2), 3, 0, "at_most", "0"),
    (scale(-2, 2), 3, 1, "mean", "0.33"),
    (scale(-2, 2), 3, 5, "at_least", "1.67"),
    (scale(-2, 2), 4, -2, "at_most", "-0.5"),
    (scale(-2, 2), 4, -1, "mean", "-0.25"),
    (scale(-2, 2), 7, -7, "at_most", "-1"),
    (scale(-2, 2), 7, -6, "mean", "-0.86"),
    # 0..10: low is 0 to 3. B = max(14, 3n).
    (scale(0, 10), 3, 14, "at_most", "4.67"),
    (scale(0, 10), 3, 15, "mean", "5"),
    (scale(0, 10), 3, 29, "at_least", "9.67"),
    (scale(0, 10), 6, 18, "at_most", "3"),
    (scale(0, 10), 6, 19, "mean", "3.17"),
    # Three points: only the lowest is low. 0..2: B = 3. 1..3: B = n + 3.
    (scale(0, 2), 3, 3, "at_most", "1"),
    (scale(0, 2), 3, 4, "mean", "1.33"),
    (scale(0, 2), 3, 5, "at_least", "1.67"),
    (scale(1, 3), 3, 6, "at_most", "2"),
    (scale(1, 3), 3, 7, "mean", "2.33"),
    (scale(1, 3), 3, 8, "at_least", "2.67"),
]


def seen(answers: Answers, group: str = "peer", rule: Rule | None = None) -> Cell:
    """The cell of the first question of one group."""
    return disclose(answers, rule or Rule()).cell("q.b1", group)


def of_peers(on: Scale, points: tuple[int, ...] | list[int], rule: Rule | None = None) -> Cell:
    """What is shown of these answers of peers."""
    return seen(answered(asking(on), *(("peer", (point,)) for point in points)), rule=rule)


@pytest.mark.parametrize(("on", "n", "total", "kind", "value"), BY_HAND)
def test_a_total_is_shown_as_worked_out_by_hand(on: Scale, n: int, total: int, kind: CellKind, value: str) -> None:
    assert of_peers(on, adding_up_to(total, n, on)) == Cell(kind, n, Decimal(value))


@pytest.mark.parametrize(
    ("lo", "hi", "low"),
    [(0, 4, 1), (1, 4, 1), (1, 5, 2), (1, 7, 2), (-2, 2, -1), (0, 10, 3), (0, 2, 0), (1, 3, 1), (0, 3, 0), (1, 10, 4)],
)
def test_low_is_the_lowest_two_fifths_of_the_points(lo: int, hi: int, low: int) -> None:
    assert scale(lo, hi).low == low


@pytest.mark.parametrize("kind", ["mean", "at_most", "at_least"])
def test_all_answers_with_one_total_are_shown_alike(kind: CellKind) -> None:
    total = {"mean": 8, "at_most": 6, "at_least": 11}[kind]
    alike = {of_peers(scale(0, 4), points) for points in product(range(5), repeat=3) if sum(points) == total}
    assert {one.kind for one in alike} == {kind}
    assert len(alike) == 1


def test_two_answers_are_hidden_and_so_is_that_there_were_two() -> None:
    assert of_peers(scale(0, 4), [3, 3, 3]) != HIDDEN
    two = seen(answered(asking(scale(0, 4)), ("peer", (3,)), ("peer", (3,)), ("peer", (None,)), ("peer", (None,))))
    one = seen(answered(asking(scale(0, 4)), ("peer", (3,)), ("peer", (None,)), ("peer", (None,))))
    none = seen(answered(asking(scale(0, 4)), *[("peer", (None,))] * 3))
    assert two == one == none == HIDDEN
    assert HIDDEN.n == 0


def test_a_question_that_some_skipped_counts_only_those_who_answered_it() -> None:
    people: list[tuple[str, tuple[int | None, ...]]] = [("peer", (3,)), ("peer", (3,)), ("peer", (2,))]
    assert seen(answered(asking(scale(0, 4)), *people, ("peer", (None,)))) == Cell("mean", 3, Decimal("2.67"))


def test_a_tighter_rule_hides_what_fewer_people_answered() -> None:
    assert of_peers(scale(0, 4), [3, 3, 2, 2], Rule(minimum=5)) == HIDDEN
    assert of_peers(scale(0, 4), [3, 3, 2, 2, 2], Rule(minimum=5)) == Cell("mean", 5, Decimal("2.4"))


@pytest.mark.parametrize("looser", [{"minimum": 2}, {"minimum": 0}, {"comment_writers": 4}, {"comment_writers": 0}])
def test_the_rule_cannot_be_loosened(looser: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="may only be tightened"):
        Rule(**looser)


@pytest.mark.parametrize(
    "on", [scale(0, 4), scale(1, 4), scale(1, 5), scale(-2, 2)], ids=lambda on: f"{on.lo}..{on.hi}"
)
@pytest.mark.parametrize("n", [3, 4])
def test_no_answer_can_be_worked_out_whatever_was_answered(on: Scale, n: int) -> None:
    points = range(on.lo, on.hi + 1)
    alike: dict[Cell, list[tuple[int, ...]]] = defaultdict(list)
    for given in product(points, repeat=n):
        alike[of_peers(on, given)].append(given)
    assert len(alike) >= 4, "nothing is tested if nothing is told apart"
    for possible in alike.values():
        for rater in range(n):
            theirs = {given[rater] for given in possible}
            assert len(theirs) > 1, f"everybody would know what rater {rater} answered"
            assert max(theirs) > on.low, f"everybody would know that rater {rater} answered low"


@pytest.mark.parametrize(
    "on", [scale(0, 4), scale(1, 4), scale(1, 5), scale(-2, 2)], ids=lambda on: f"{on.lo}..{on.hi}"
)
@pytest.mark.parametrize("n", [3, 4])
def test_nobody_is_known_to_have_answered_low_even_if_one_other_tells(on: Scale, n: int) -> None:
    most: dict[tuple[Cell, int], int] = {}
    for given in product(range(on.lo, on.hi + 1), repeat=n):
        # By symmetry the first rater tells; what can be known of the second is then the same for all others.
        told = of_peers(on, given), given[0]
        most[told] = max(most.get(told, on.lo), given[1])
    assert all(highest > on.low for highest in most.values())


@pytest.mark.parametrize("points", range(3, 12))
@pytest.mark.parametrize("lo", [-2, 0, 1])
def test_the_same_holds_for_every_scale_and_up_to_forty_people(points: int, lo: int) -> None:
    on = scale(lo, lo + points - 1)
    for n in (3, 4, 5, 6, 9, 40):
        totals = range(n * on.lo, n * on.hi + 1)
        columns = [adding_up_to(total, n, on) for total in totals]
        cells = disclose(
            answered(asking(on, len(columns)), *(("peer", row) for row in zip(*columns, strict=True))), Rule()
        ).cells
        possible: dict[Cell, list[int]] = defaultdict(list)
        for total, one in zip(totals, cells.values(), strict=True):
            possible[one].append(total)
        assert len(possible) >= 3
        for told in possible.values():
            highest, lowest = max(told), min(told)
            # Alone: the most and the least that one person can have answered, the others making up the rest.
            most = min(on.hi, highest - (n - 1) * on.lo)
            least = max(on.lo, lowest - (n - 1) * on.hi)
            assert least < most
            # With one other who tells that they chose the top, which leaves least for the rest.
            assert highest - on.hi - (n - 2) * on.lo > on.low


def test_bands_are_no_wider_than_the_promise_needs_at_the_top() -> None:
    on = scale(0, 4)
    numbers = [total for total in range(13) if of_peers(on, adding_up_to(total, 3, on)).kind == "mean"]
    assert numbers == [7, 8, 9, 10]


def test_a_low_answer_in_a_large_group_that_is_seen_well_does_not_hide_the_figure() -> None:
    assert of_peers(scale(0, 4), [0, 4, 3, 3, 3]) == Cell("mean", 5, Decimal("2.6"))


def test_oneself_and_the_line_manager_are_shown_as_they_answered() -> None:
    answers = answered(asking(scale(0, 4)), ("self", (0,)), ("line_manager", (4,)), *crowd(peer=3))
    assert seen(answers, "self") == Cell("mean", 1, Decimal(0))
    assert seen(answers, "line_manager") == Cell("mean", 1, Decimal(4))


def test_two_line_managers_are_shown_together() -> None:
    answers = answered(asking(scale(0, 4)), ("line_manager", (4,)), ("line_manager", (3,)))
    assert seen(answers, "line_manager") == Cell("mean", 2, Decimal("3.5"))


def test_what_the_line_manager_did_not_answer_looks_like_what_is_hidden() -> None:
    answers = answered(asking(scale(0, 4)), ("line_manager", (None,)), *crowd(peer=3))
    assert seen(answers, "line_manager") == HIDDEN
