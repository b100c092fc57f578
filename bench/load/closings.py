"""Rounds in which everybody answered the full form with comments, closed in turn. Runs inside an installation."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from statistics import median

from ninefold.accounts.actions.roles import grant_role
from ninefold.accounts.models import Kind
from ninefold.core.disclosure import disclose
from ninefold.core.framework.model import SELF
from ninefold.core.london import closing_instant
from ninefold.core.recount import check_against_recount
from ninefold.core.shown import Rule
from ninefold.feedback.actions.clearing import clear_databases
from ninefold.feedback.actions.closing import close_on_date
from ninefold.feedback.actions.counting import answers_sent
from ninefold.feedback.models import Assessment, AssessmentState, OpenAnswer
from tests.feedback.made import answer, make_open, raters_of, take_on
from tests.world import MORNING, OPERATOR, World, make_person, make_world

COMMENT = "Says what she will do, and does it; in the long nights of winter she is there herself. "


def measured(runs: int, raters: int, others: int) -> dict[str, float]:
    """Medians in milliseconds of so many closings, while so many other rounds stay open."""
    world = make_world()
    rounds = [_answered(world, number, raters) for number in range(runs + others)]
    times: dict[str, list[float]] = {"disclose": [], "count again": [], "close": [], "clear": []}
    for assessment in rounds[:runs]:
        answers, at, rule = answers_sent(assessment), closing_instant(assessment.closes_on), Rule()
        shown = disclose(answers, rule)
        _time(times["disclose"], partial(disclose, answers, rule))
        _time(times["count again"], partial(check_against_recount, shown, answers, rule))
        _time(times["close"], partial(close_on_date, assessment, 0, at))
        _time(times["clear"], partial(clear_databases, at))
        assert Assessment.objects.get(pk=assessment.pk).state == AssessmentState.CLOSED
    return {**{name: median(each) for name, each in times.items()}, "rows left": OpenAnswer.objects.count()}


def _answered(world: World, number: int, raters: int) -> Assessment:
    person = make_person(f"Leader {number}", world.trent)
    role = grant_role(person=person, kind=Kind.PARTICIPANT, by=OPERATOR, at=MORNING)
    asked = {"line_manager": 2, "peer": (raters - 2) // 2, "direct_report": raters - 2 - (raters - 2) // 2}
    assessment = make_open(world, participant=role, asked=asked, form="full")
    take_on(assessment, world.facilitator)
    for place, rater in enumerate([*raters_of(assessment), *raters_of(assessment, SELF)]):
        answer(rater, 2 + place % 3, COMMENT * (1 + place % 4))
    return assessment


def _time(times: list[float], act: Callable[[], object]) -> None:
    begin = time.perf_counter()
    act()
    times.append(1000 * (time.perf_counter() - begin))
