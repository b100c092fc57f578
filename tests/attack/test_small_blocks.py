"""Small blocks exhaustively: every answer there can be goes through the program, and the sets are compared.

Here nothing rests on the attacker: answers are grouped by the bytes of their report.json. The attacker must find the
same for each report, neither more nor less, which is what makes its silence over large rounds mean something.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product

import pytest

from ninefold.core.framework.model import Framework
from ninefold.core.shown import Rule
from tests.attack.attacker import on_report
from tests.attack.attacker_people import Attack, Told
from tests.attack.attacker_reading import Rater
from tests.attack.attacker_sums import Key
from tests.attack.published import published, read
from tests.attack.rounds import SCALES, questionnaire
from tests.core.made import answered, asking, dimension, framework, scale

Answers = tuple[int, ...]  # of all raters to all questions, rater by rater


def low_of(lo: int, hi: int) -> int:
    """The highest of the low points, written out for each scale."""
    return {(0, 4): 1, (1, 5): 2, (1, 7): 2, (1, 4): 1, (-2, 2): -1}[lo, hi]


class Exhausted:
    """All answers to some questions of some protected raters, by the report that the program makes of them."""

    def __init__(self, asked: Framework, groups: Sequence[str], rule: Rule | None = None) -> None:
        self.on = asked.dimensions[0].questions[0].scale or asked.scales[0]
        self.codes = [question.code for question in asked.questions if question.scale is not None]
        self.asked = asked
        self.places = [(at, code) for at in range(len(groups)) for code in self.codes]
        self.raters = [Rater(group, frozenset(self.codes)) for group in groups]
        self.reports: dict[str, list[Answers]] = defaultdict(list)
        for points in product(range(self.on.lo, self.on.hi + 1), repeat=len(self.places)):
            each = [points[at : at + len(self.codes)] for at in range(0, len(points), len(self.codes))]
            people = answered(asked, *zip(groups, each, strict=True))
            self.reports[published(people, rule)].append(points)

    def attack(self, report: str) -> Attack:
        return on_report(read(report), self.raters, questionnaire(self.asked))

    def told(self, teller: int, points: Answers) -> Told:
        return {teller: {code: points[place] for place, (at, code) in enumerate(self.places) if at == teller}}


def possible(exhausted: Exhausted, answers: Sequence[Answers]) -> dict[tuple[int, str], set[int]]:
    """By rater and question, all that was answered in any of these."""
    return {place: set(column) for place, column in zip(exhausted.places, zip(*answers, strict=True), strict=True)}


def as_spans(found: Mapping[tuple[int, Key], tuple[int, int]]) -> dict[tuple[int, str], tuple[int, int]]:
    return {(at, key[1]): span for (at, key), span in found.items()}


def check(exhausted: Exhausted, low: int) -> None:
    """The promise for every report, and the attacker's word beside what is possible."""
    for report, answers in exhausted.reports.items():
        attack = exhausted.attack(report)
        assert not attack.unexplained
        sets = possible(exhausted, answers)
        assert all(len(points) > 1 and max(points) > low for points in sets.values()), report
        assert as_spans(attack.fits()) == {place: (min(points), max(points)) for place, points in sets.items()}
        for teller in range(len(exhausted.raters)):
            by_told: dict[Answers, list[Answers]] = defaultdict(list)
            for points in answers:
                by_told[tuple(p for p, (at, _) in zip(points, exhausted.places, strict=True) if at == teller)].append(
                    points
                )
            for fitting in by_told.values():
                left = possible(exhausted, fitting)
                assert all(max(points) > low for (at, _), points in left.items() if at != teller), report
                fits = as_spans(attack.fits(exhausted.told(teller, fitting[0])))
                assert fits == {place: (min(points), max(points)) for place, points in left.items()}


@pytest.mark.parametrize("lo_hi", SCALES, ids=lambda lo_hi: f"{lo_hi[0]}..{lo_hi[1]}")
@pytest.mark.parametrize("n", [3, 4, 5])
def test_no_block_of_three_to_five_gives_anybody_away_on_any_scale(lo_hi: tuple[int, int], n: int) -> None:
    exhausted = Exhausted(asking(scale(*lo_hi)), ["peer"] * n)
    assert sum(map(len, exhausted.reports.values())) == (lo_hi[1] - lo_hi[0] + 1) ** n
    assert len(exhausted.reports) > 3, "a rule that shows nothing would pass"
    check(exhausted, low_of(*lo_hi))


def test_nor_two_blocks_with_the_figure_of_all_colleagues() -> None:
    asked = replace(asking(scale(1, 4)), dimensions=(dimension("q", level=scale(1, 4), importance=None),))
    exhausted = Exhausted(asked, ["peer"] * 3 + ["direct_report"] * 3)
    assert len(exhausted.reports) == 25  # a limit, three numbers, a limit; of two blocks
    check(exhausted, 1)


def test_nor_three_small_groups_that_are_joined() -> None:
    exhausted = Exhausted(asking(scale(0, 4)), ["peer", "direct_report", "direct_report", "other"])
    check(exhausted, 1)


def test_nor_two_questions_with_the_figure_of_their_dimension_and_its_quarter() -> None:
    on = scale(1, 4)
    for one in (dimension("q", level=None, importance=None, items=[on, on]), dimension("q", level=on, importance=on)):
        exhausted = Exhausted(framework(one), ["peer"] * 3)
        assert len(exhausted.reports) == 25
        check(exhausted, 1)


def test_nor_a_block_of_five_where_five_is_the_minimum() -> None:
    check(Exhausted(asking(scale(0, 4)), ["peer"] * 5, Rule(minimum=5)), 1)


def test_of_a_group_too_small_to_show_nothing_is_known_at_all() -> None:
    exhausted = Exhausted(asking(scale(0, 4)), ["peer"] * 2)
    (report,) = exhausted.reports
    assert len(exhausted.reports[report]) == 25
    assert set(as_spans(exhausted.attack(report).fits()).values()) == {(0, 4)}
