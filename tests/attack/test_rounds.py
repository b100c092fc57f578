"""What the attacker finds over rounds as they ordinarily are, on every scale: the table of confidentiality.md."""

import pytest

from ninefold.core.shown import Rule
from tests.attack.attacker import on_report
from tests.attack.attacker_sums import solved
from tests.attack.measures import ALL_FORMS, FAST_FORMS, Tally, measure
from tests.attack.published import published, read
from tests.attack.rounds import EDGES, LOW, SCALES, USUAL, Round, ordinary_round

ROUNDS = 40
Scale = tuple[int, int]


def about(scale: Scale, mean: float, rounds: int) -> list[Round]:
    return [ordinary_round(f"{scale} about {mean}, {number}", *scale, mean) for number in range(rounds)]


@pytest.fixture(scope="module", params=SCALES, ids=lambda scale: f"{scale[0]}..{scale[1]}", name="scale")
def one_scale(request: pytest.FixtureRequest) -> Scale:
    scale: Scale = request.param
    return scale


@pytest.fixture(scope="module", name="usual")
def about_the_usual_mean(scale: Scale) -> Tally:
    """Forty rounds; two of them in all four forms, since two of those are slow to draw."""
    tally = Tally()
    for number, made in enumerate(about(scale, USUAL[scale], ROUNDS)):
        tally += measure(made, ALL_FORMS if number < 2 else FAST_FORMS)
    return tally


@pytest.fixture(scope="module", name="everywhere")
def about_other_means_too(scale: Scale, usual: Tally) -> Tally:
    """The same with rounds about a low mean, and about both ends of the scale, where limits are most."""
    ends = [scale[0] + edge * (scale[1] - scale[0]) for edge in EDGES]
    tally = usual
    for mean, rounds in ((LOW[scale], 8), (ends[0], 6), (ends[1], 6)):
        for made in about(scale, mean, rounds):
            tally += measure(made)
    return tally


def test_no_answer_is_known_exactly(everywhere: Tally) -> None:
    assert everywhere.counts["raters"] > 300
    assert everywhere.counts["known_exactly"] == 0


def test_nobody_is_known_to_have_answered_low(everywhere: Tally) -> None:
    assert everywhere.counts["known_low"] == 0


def test_nor_when_any_one_rater_tells_what_they_answered(everywhere: Tally) -> None:
    assert everywhere.counts["known_low_if_one_tells"] == 0


def test_everything_in_a_report_follows_from_its_shown_cells(everywhere: Tally) -> None:
    assert everywhere.counts["unexplained"] == 0, everywhere.faults


def test_every_answer_has_witnesses_which_the_program_publishes_alike(everywhere: Tally) -> None:
    """Also with any one rater held to theirs, then for every low answer; of the others few are known, and counted."""
    assert everywhere.counts["witnessed"] > everywhere.counts["answers"] > 4000
    assert everywhere.counts["without_witness"] == 0, everywhere.faults
    assert everywhere.counts["witnesses_refuted"] == 0, everywhere.faults
    assert everywhere.counts["known_but_not_low_if_one_tells"] == everywhere.counts["answers_known_if_one_tells"]


def test_other_answers_with_the_same_cells_change_no_byte_of_any_form(everywhere: Tally) -> None:
    assert everywhere.counts["changes_that_were_seen"] == 0, everywhere.faults
    assert everywhere.counts["changes"] > 2 * ROUNDS
    assert everywhere.counts["changes_that_show"] == 0, everywhere.faults


def test_every_figure_and_range_is_true_of_the_answers_that_it_stands_for(everywhere: Tally) -> None:
    assert everywhere.counts["figures"] > 2000
    assert everywhere.counts["figures_that_miss"] == 0, everywhere.faults


def test_most_cells_of_four_or_more_are_still_shown_as_a_number(scale: Scale, usual: Tally) -> None:
    """What the promise costs: the two floors are those of confidentiality.md, about 2.4 on 0..4 and 3.7 on 1..5."""
    assert usual.counts["cells_of_4_or_more"] > 200
    assert usual.share("numbers_of_4_or_more", "cells_of_4_or_more") >= {(0, 4): 0.85}.get(scale, 0.9)


def test_the_rounds_hold_what_they_should(usual: Tally) -> None:
    """Else the tests above would prove little: joined groups, hidden cells, limits and numbers."""
    kinds = ("blocks_joined", "cells_hidden", "cells_at_most", "cells_at_least", "numbers_of_3", "changed_answers")
    assert {kind: usual.counts[kind] for kind in kinds if usual.counts[kind] < 5} == {}


def test_the_solver_by_itself_finds_the_same_as_by_hand(scale: Scale) -> None:
    """By hand, claims that hold whatever the answers are dropped; a general solver is given all of them."""
    solved_cells = 0
    for made in about(scale, LOW[scale], 3):
        attack = on_report(read(published(made.answers)), made.raters, made.asked)
        opened = [key for key, (least, greatest) in attack.spans.items() if least < greatest]
        assert solved(opened, attack.spans, attack.claims) == {key: attack.spans[key] for key in opened}
        solved_cells += len(opened)
    assert solved_cells > 10


@pytest.mark.parametrize("minimum", [4, 5])
def test_a_tighter_rule_keeps_the_promise_too(minimum: int) -> None:
    tally = Tally()
    for made in about((0, 4), 2.0, 5):
        tally += measure(made, ("json",), Rule(minimum=minimum))
    faults = ("known_exactly", "known_low", "known_low_if_one_tells", "unexplained", "without_witness")
    assert [name for name in (*faults, "witnesses_refuted", "changes_that_show") if tally.counts[name]] == []
    assert tally.counts["witnesses"] > 0


def test_a_report_on_other_raters_is_found_out() -> None:
    one, other = about((0, 4), 2.4, 2)
    report = read(published(one.answers))
    assert on_report(report, one.raters, one.asked).unexplained == []
    assert len(on_report(report, other.raters, one.asked).unexplained) > 5
