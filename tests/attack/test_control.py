"""The control that keeps the attack honest: run on what most products show, it finds exact answers in most rounds."""

import pytest

from tests.attack.attacker import on_usual
from tests.attack.measures import Tally, measure_usual, protected_in
from tests.attack.published import usual_report
from tests.attack.rounds import SCALES, USUAL, full_form, ordinary_round, questionnaire, round_of
from tests.core.made import answered, asking, scale


@pytest.mark.parametrize("scale", SCALES, ids=lambda scale: f"{scale[0]}..{scale[1]}")
def test_on_the_usual_rule_it_finds_an_exact_answer_in_over_half_of_the_rounds(scale: tuple[int, int]) -> None:
    tally = Tally()
    for number in range(40):
        made = ordinary_round(f"usual, {scale}, {number}", *scale, USUAL[scale], full_form(*scale))
        tally += measure_usual(made, one_tells=number < 5)
    assert tally.counts["rounds"] == 40
    assert tally.share("rounds_exactly", "rounds") > 0.5
    assert tally.counts["rounds_low"] > 0
    assert tally.share("rounds_told_exactly", "rounds_told") > 0.5


def test_what_it_finds_on_the_usual_rule_is_what_was_answered() -> None:
    """Four who agree at the end of the scale, one of a hidden group by subtraction, and a pair of which one tells."""
    asked = asking(scale(0, 4))
    people = [("peer", 4)] * 4 + [("direct_report", 1)] + [("self", 0)]
    alone = round_of(answered(asked, *((group, (point,)) for group, point in people)))
    fits = on_usual(usual_report(alone.answers), alone.raters, questionnaire(asked).scales).fits()
    assert [fits[at, ("", "q.b1", group)] for at, (group, _) in enumerate(people)] == [(p, p) for _, p in people]

    people = [("peer", 2), ("peer", 3), ("peer", 4), ("other", 3), ("other", 2)]
    pair = round_of(answered(asked, *((group, (point,)) for group, point in people)))
    attack = on_usual(usual_report(pair.answers), pair.raters, questionnaire(asked).scales)
    assert {attack.fits()[at, ("", "q.b1", "other")] for at in (3, 4)} == {(1, 4)}
    assert attack.fits({3: {"q.b1": 3}})[4, ("", "q.b1", "other")] == (2, 2)
    assert protected_in(pair) == [0, 1, 2, 3, 4]
