"""The pulse: its worked example, its promise by trying every answer there is, and whom it may be sent to."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import combinations_with_replacement

import pytest

from ninefold.core.pulses import Pulse, TooFewAskedError, check_can_ask, verdict, work_out_pulse
from ninefold.core.shown import HIDDEN, Cell

POINTS = range(-2, 3)


def of(*points: int, asked: int = 8) -> Pulse:
    """The pulse of one goal, “g”, on which these answers were given."""
    return work_out_pulse(["g"], [{"g": point} for point in points], asked)


def test_the_worked_example() -> None:
    goals = {"first": (1, 1, 1, 0, 0, 0), "second": (1, 1, 0, 0, 0, 0), "third": (-1,) * 6, "fourth": (2, 2, 2, 2)}
    answers = [{goal: points[at] for goal, points in goals.items() if at < len(points)} for at in range(6)]
    pulse = work_out_pulse(list(goals), answers, 8)
    assert pulse == Pulse(
        8,
        {
            "first": Cell("mean", 6, Decimal("0.50")),
            "second": Cell("mean", 6, Decimal("0.33")),
            "third": Cell("at_most", 6, Decimal("-1.00")),
            "fourth": HIDDEN,
        },
    )
    verdicts = [pulse.verdict(goal) for goal in goals]
    assert verdicts == ["improved", "no_clear_change", "slipped", "not_shown"]
    assert of(-2, -2, -2, 0, 0, 0).cells["g"] == pulse.cells["third"]


@pytest.mark.parametrize(
    ("points", "kind", "value", "says"),
    [
        ((2, 2, 2, 2, 2), "at_least", "1.8", "improved"),
        ((2, 2, 2, 2, 1), "at_least", "1.8", "improved"),
        ((2, 2, 2, 1, 1), "mean", "1.6", "improved"),
        ((2, 1, 0, 0, 0), "mean", "0.6", "improved"),
        ((1, 1, 0, 0, 0), "mean", "0.4", "no_clear_change"),
        ((0, 0, 0, 0, 0), "mean", "0", "no_clear_change"),
        ((-1, -1, 0, 0, 0), "mean", "-0.4", "no_clear_change"),
        ((-1, -1, -1, 0, 0), "mean", "-0.6", "slipped"),
        ((-1, -1, -1, -1, 0), "at_most", "-0.8", "slipped"),
        ((-2, -2, -2, -2, -2), "at_most", "-0.8", "slipped"),
        ((-1, -1, -1, 0, 0, 0, 1, 1), "mean", "-0.13", "no_clear_change"),
        ((-1, -1, -1, -1, 0, 0, 0, 0), "mean", "-0.5", "slipped"),
    ],
)
def test_what_is_shown_and_said_by_hand(points: Sequence[int], kind: str, value: str, says: str) -> None:
    cell = of(*points).cells["g"]
    assert (cell.kind, cell.n, cell.value) == (kind, len(points), Decimal(value))
    assert verdict(cell) == says


def test_a_range_that_crosses_the_line_is_no_clear_change() -> None:
    assert verdict(Cell("at_least", 5, Decimal("0.4"))) == "no_clear_change"
    assert verdict(Cell("at_most", 5, Decimal("0.2"))) == "no_clear_change"


def test_with_four_answers_nothing_is_shown_whatever_they_are() -> None:
    assert {of(*points).cells["g"] for points in combinations_with_replacement(POINTS, 4)} == {HIDDEN}
    assert work_out_pulse(["g"], [], 6).cells["g"] == HIDDEN


@pytest.mark.parametrize("n", [5, 6, 7, 8])
def test_nobody_is_known_to_have_answered_low_nor_what_they_answered(n: int) -> None:
    """Also where one other person tells theirs: of all answers that look alike, some have each of the rest not low."""
    alike = defaultdict(set)
    for points in combinations_with_replacement(POINTS, n):
        alike[of(*points).cells["g"]].add(points)
    for cell, sets in alike.items():
        assert cell != HIDDEN
        assert len({point for points in sets for point in points}) > 1, cell
        for told in {point for points in sets for point in points}:
            rest = [_without(points, told) for points in sets if told in points]
            assert max(max(points) for points in rest) > -1, (cell, told)


def _without(points: tuple[int, ...], told: int) -> list[int]:
    left = list(points)
    left.remove(told)
    return left


@pytest.mark.parametrize("n", [5, 6, 9])
def test_a_verdict_never_says_the_opposite_of_the_answers(n: int) -> None:
    said = set()
    for points in combinations_with_replacement(POINTS, n):
        mean, says = Fraction(sum(points), n), of(*points, asked=9).verdict("g")
        said.add(says)
        assert (says == "improved") == (mean >= Fraction(1, 2)), points
        assert (says == "slipped") == (mean <= Fraction(-1, 2)), points
    assert said == {"improved", "slipped", "no_clear_change"}


def test_a_pulse_goes_to_at_least_six() -> None:
    check_can_ask(6)
    with pytest.raises(TooFewAskedError, match="at least 6 people"):
        check_can_ask(5)
    with pytest.raises(TooFewAskedError, match="here are 5"):
        of(1, 1, 1, 1, 1, asked=5)


def test_answers_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="from -2 to 2"):
        of(1, 3)
    with pytest.raises(ValueError, match="7 answered, but 6 were asked"):
        of(*[0] * 7, asked=6)
