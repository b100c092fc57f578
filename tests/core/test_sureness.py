"""How sure a report is, from the number of answers alone."""

from fractions import Fraction

import pytest

from ninefold.core.figures import round_half_up
from ninefold.core.sureness import how_sure, reliability
from tests.core.made import ADVICE, block, shown


@pytest.mark.parametrize(
    ("raters", "figure"),
    # Spearman and Brown with 0.19 for one rater; ten raters are the published 0.70.
    [(0, "0.00"), (1, "0.19"), (2, "0.32"), (3, "0.41"), (10, "0.70"), (15, "0.78"), (30, "0.88")],
)
def test_more_raters_make_a_surer_mean(raters: int, figure: str) -> None:
    assert str(round_half_up(reliability(raters, Fraction(19, 100)))) == figure


@pytest.mark.parametrize(
    ("others", "verdict"),
    [(0, "caution"), (5, "caution"), (6, "few"), (7, "few"), (8, "fair"), (14, "fair"), (15, "sound"), (30, "sound")],
)
def test_fewer_than_six_besides_oneself_are_a_caution(others: int, verdict: str) -> None:
    blocks = (block("self", responses=1), block("peer", responses=others))
    assert how_sure(shown({}, blocks), ADVICE).verdict == verdict


def test_your_own_answers_make_nothing_surer() -> None:
    with_self = how_sure(shown({}, (block("self", responses=1), block("peer", responses=5))), ADVICE)
    assert with_self == how_sure(shown({}, (block("peer", responses=5),)), ADVICE)
    assert with_self.others == 5


def test_each_group_is_set_against_the_number_that_is_advised() -> None:
    blocks = (block("line_manager", responses=1), block("peer", responses=3), block("other", responses=7))
    manager, peers, others = how_sure(shown({}, blocks), ADVICE).blocks
    assert (manager.advised, manager.short_by) == (None, 0)
    assert (peers.advised, peers.short_by) == (5, 2)
    assert (others.advised, others.short_by) == (5, 0)
