"""Whatever people answered, no result says anything that is not true of the answers it stands for."""

import random
from fractions import Fraction

import pytest

from ninefold.core.disclosure import disclose
from ninefold.core.framework.model import Scale
from ninefold.core.responses import Answers, Response
from ninefold.core.results import work_out
from ninefold.core.shown import HIDDEN, Rule, Shown
from tests.core.made import dimension, framework, scale

GROUPS = ("line_manager", "peer", "direct_report", "other")


def some_answers(on: Scale, chance: random.Random) -> Answers:
    """Answers of a few people of each group; each skips a question now and then."""
    made = framework(dimension("care", level=on, importance=None), dimension("vision", level=on, importance=None))
    usual = chance.uniform(on.lo, on.hi)
    people = [group for group in GROUPS for _ in range(chance.randint(0, 5))]
    responses = []
    for group in people:
        points = {
            f"{name}.level": min(on.hi, max(on.lo, round(chance.gauss(usual, 1))))
            for name in ("care", "vision")
            if chance.random() > 0.1
        }
        responses.append(Response(group, points))
    return Answers(made, "full", tuple(responses))


def true_mean(answers: Answers, shown: Shown, code: str) -> Fraction | None:
    """The mean of all answers to a question that stand behind a cell which is shown."""
    told = [block.groups for block in shown.blocks if shown.cell(code, block.id) != HIDDEN]
    points = [
        person.ratings[code]
        for person in answers.responses
        if code in person.ratings and any(person.group in groups for groups in told)
    ]
    return Fraction(sum(points), len(points)) if points else None


@pytest.mark.parametrize("on", [scale(0, 4), scale(1, 4), scale(1, 5), scale(1, 7), scale(-2, 2)], ids=lambda on: on.hi)
def test_the_figure_of_all_colleagues_is_true_of_those_it_stands_for(on: Scale) -> None:
    chance = random.Random(on.lo * 10 + on.hi)
    ranges = exact = 0
    for _ in range(80):
        answers = some_answers(on, chance)
        shown = disclose(answers, Rule())
        for result in work_out(answers.framework, shown).dimensions:
            truth, figure = true_mean(answers, shown, f"{result.dimension.id}.level"), result.colleagues
            assert (truth is None) is (figure is None)
            if truth is not None and figure is not None:
                assert figure.least <= truth <= figure.greatest
                ranges, exact = ranges + (not figure.exact), exact + figure.exact
    assert ranges > 10
    assert exact > 10
