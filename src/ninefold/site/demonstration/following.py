"""What stories have in common after the feedback session: goals, thanks, and a pulse three months on."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from ninefold.feedback.actions.goals import GoalGiven, save_goal
from ninefold.feedback.actions.pulses import answer_pulse, start_pulse
from ninefold.feedback.actions.thanking import thank_raters
from ninefold.feedback.models import Assessment, PulseRater
from ninefold.feedback.queries.pulses import keys_of
from ninefold.site.demonstration.clockwork import Chapter, Story
from ninefold.site.demonstration.plans import Plan
from ninefold.site.demonstration.stage import Stage

# How often each point is given by those who notice something, most of the time for the better.
NOTICED = {"2": 3, "1": 6, "0": 3, "-1": 1}


def set_goals(stage: Stage, plan: Plan, assessment: Assessment, days: int, goals: Sequence[GoalGiven]) -> Chapter[None]:
    """They are written down so many days ago; whoever is named as support is written to."""
    at = yield stage.at_work(days, "19:30")
    for position, goal in enumerate(goals, 1):
        ask = bool(goal.supporter_email)
        save_goal(assessment=assessment, position=position, given=goal, by=plan.me(stage), at=at, ask_supporter=ask)


def thank(stage: Stage, plan: Plan, assessment: Assessment, days: int, text: str) -> Chapter[None]:
    """Everybody who was invited is thanked, and told the first goal."""
    at = yield stage.at_work(days, "08:20")
    thank_raters(assessment=assessment, text=text, goals=[1], by=plan.me(stage), at=at)


def take_pulse(stage: Stage, plan: Plan, assessment: Assessment, days: int, answering: int) -> Chapter[None]:
    """Everybody is asked how the goals are going, and so many answer."""
    chance = stage.chance(f"pulse of {plan.who}")
    positions = list(assessment.goals.values_list("position", flat=True))
    at = yield stage.at_work(days, "12:10")
    start_pulse(assessment=assessment, goals=positions, by=plan.me(stage), at=at)
    at = yield at + timedelta(minutes=30)  # the worker writes to them in between
    asked = list(PulseRater.objects.filter(pulse=assessment.pk).select_related("pulse", "rater").order_by("pk"))
    chance.shuffle(asked)
    for one in asked[:answering]:
        stage.clockwork.begin(_answers(one, at + timedelta(hours=chance.randrange(1, 240)), chance))


def _answers(asked: PulseRater, first: datetime, chance: random.Random) -> Story:
    drawn = chance.choices([*NOTICED], [*NOTICED.values()], k=len(asked.pulse.goals))
    yield first
    answer_pulse(asked=asked, given=dict(zip(keys_of(asked.pulse), drawn, strict=True)))
