"""What the attacker finds beyond one report: two side by side, a pulse, and who controls two raters of a block."""

from itertools import product
from typing import Any

import pytest

from ninefold.core.pulses import FEWEST_ASKED, work_out_pulse
from tests.attack.attacker import on_pulse
from tests.attack.attacker_comparison import on_comparison
from tests.attack.extras import measure_comparison, measure_pulse, two_of
from tests.attack.measures import Tally
from tests.attack.published import comparison_of, published, pulse_of, read
from tests.attack.rounds import FOOT, LOW, USUAL, Round, ordinary_round

MUST_BE_NONE = (
    *("known_exactly", "known_low", "known_low_if_one_tells"),
    *("unexplained", "without_witness", "witnesses_refuted"),
)


def faults(tally: Tally) -> dict[str, int]:
    return {name: tally.counts[name] for name in MUST_BE_NONE if tally.counts[name]}


def pair(scale: tuple[int, int], number: int) -> tuple[Round, Round]:
    """A 360 about a low mean, and a later one about the usual mean."""
    return (
        ordinary_round(f"then, {scale}, {number}", *scale, LOW[scale]),
        ordinary_round(f"now, {scale}, {number}", *scale, USUAL[scale]),
    )


@pytest.mark.parametrize("scale", [(0, 4), (1, 7), (-2, 2)], ids=lambda scale: f"{scale[0]}..{scale[1]}")
def test_two_reports_side_by_side_give_nobody_away(scale: tuple[int, int]) -> None:
    tally = Tally()
    for number in range(6):
        tally += measure_comparison(*pair(scale, number))
    assert faults(tally) == {}, tally.faults
    assert tally.counts["witnesses"] > 40
    assert tally.counts["raters"] > 60


def test_a_figure_beside_an_earlier_one_that_no_cell_explains_is_found() -> None:
    found = 0
    for number in range(6):
        rounds = pair((0, 4), number)
        reports = [read(published(made.answers)) for made in rounds]
        said = comparison_of(*(made.answers for made in rounds))
        people = [made.raters for made in rounds]
        for each in said["dimensions"]:
            figure = each["colleagues"]["then"]
            if figure is not None and "greatest" in figure:
                figure["greatest"] = figure["least"]
                attack = on_comparison(reports, people, rounds[0].asked, said)
                assert len(attack.unexplained) == 1
                assert any(not claim.tells_nothing(attack.spans) for claim in attack.claims)
                found += 1
                break
    assert found > 2


@pytest.mark.parametrize("mean", [-1.8, -0.8, 0, 0.7, 1.8])
def test_a_pulse_gives_nobody_away(mean: float) -> None:
    tally = Tally()
    for number in range(30):
        tally += measure_pulse(f"pulse about {mean}, {number}", mean)
    assert faults(tally) == {}, tally.faults
    assert tally.counts["shown"] > 40


def test_a_pulse_of_five_answers_exhaustively() -> None:
    """Every answer there can be, by what is said of it; the attacker finds neither more nor less."""
    said: dict[str, tuple[dict[str, Any], list[tuple[int, ...]]]] = {}
    for points in product(range(-2, 3), repeat=5):
        pulse = pulse_of(work_out_pulse(["goal"], [{"goal": point} for point in points], FEWEST_ASKED))
        said.setdefault(repr(pulse), (pulse, []))[1].append(points)
    assert len(said) > 5
    for pulse, answers in said.values():
        attack = on_pulse(pulse, [frozenset({"goal"})] * 5 + [None])
        assert not attack.unexplained
        columns = list(zip(*answers, strict=True))
        assert all(len(set(column)) > 1 and max(column) > -1 for column in columns)
        assert {at: fit for (at, _), fit in attack.fits().items()} == {
            at: (min(column), max(column)) for at, column in enumerate(columns)
        }
        for told in set(columns[0]):
            left = list(zip(*(points for points in answers if points[0] == told), strict=True))
            assert all(max(column) > -1 for column in left[1:])
            fits = attack.fits({0: {"goal": told}})
            assert [fits[at, ("", "goal", "everybody")] for at in range(5)] == [(min(c), max(c)) for c in left]


def test_a_verdict_that_the_figure_does_not_settle_is_found() -> None:
    pulse = pulse_of(work_out_pulse(["goal"], [{"goal": -2}] * 5, FEWEST_ASKED))
    answered = [frozenset({"goal"})] * 5 + [None]
    assert on_pulse(pulse, answered).unexplained == []
    pulse["verdicts"]["goal"] = "no_clear_change"
    assert len(on_pulse(pulse, answered).unexplained) == 1


def test_who_knows_two_of_three_knows_the_third_and_of_five_little_unless_most_answer_low() -> None:
    """The sentence on the page where raters are added; bench/attack.py prints the figures of many more rounds."""
    of = {size: two_of(size, (0, 4), USUAL[0, 4], range(12)) for size in (3, 4, 5)}
    assert of[3]["invented_exactly"] == 1
    assert of[3]["told_exactly"] > 0.5
    assert 0 < of[4]["invented_exactly"] < 0.1
    low = two_of(5, (0, 4), LOW[0, 4], range(12))
    assert max(of[5]["invented_exactly"], of[5]["invented_low"], low["invented_exactly"], low["invented_low"]) < 0.04
    assert two_of(5, (0, 4), FOOT[0, 4], range(4))["invented_low"] > 0.1
