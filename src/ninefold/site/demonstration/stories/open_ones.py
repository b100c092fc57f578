"""360s that are open for answers, and two that ended without a report."""

from ninefold.core.rater_lists import Entry
from ninefold.feedback.actions.closing import cancel_assessment
from ninefold.feedback.actions.mailings import remind_raters
from ninefold.feedback.actions.rater_lists import add_raters
from ninefold.site.demonstration.chapters import start
from ninefold.site.demonstration.clockwork import Story
from ninefold.site.demonstration.plans import Plan
from ninefold.site.demonstration.stage import Stage


def lorna(stage: Stage) -> Story:
    """Open since five days; nobody is told yet how many have answered, for fewer than three have."""
    plan = Plan(
        who="lorna",
        started=5,
        wishes=(
            "Three practices have become one, and I have become the manager of all.",
            "Whether the smaller two feel swallowed.",
            "Somebody to think with. There is nobody here whom I can ask.",
        ),
        asked={"line_manager": 1, "peer": 3, "direct_report": 4, "other": 2},
        answering={"peer": 2, "direct_report": 3, "other": 1},
        facilitator="marjorie",
    )
    yield from start(stage, plan)


def daniel(stage: Stage) -> Story:
    """Open since 18 days. Somebody on his list is gone; enough have answered for an early close."""
    plan = Plan(
        who="daniel",
        started=18,
        wishes=(
            "The new theatres open in a year, and I am to bring both teams into them.",
            "What the evening team would change about me.",
            "Where to begin.",
        ),
        asked={"line_manager": 2, "peer": 5, "direct_report": 6},
        answering={"line_manager": 2, "peer": 4, "direct_report": 4},
        within=16,
        form="full",
        facilitator="theo",
        programme="rising_leaders",
    )
    assessment = yield from start(stage, plan)
    at = yield stage.at_work(9, "08:30")
    remind_raters(assessment=assessment, by=plan.me(stage), at=at)
    at = yield stage.ago(3, "12:15")
    late = [Entry(1, "Tom Feldman", "tom.feldman@trent.example", "other")]
    add_raters(assessment=assessment, entries=late, agreed=True, by=plan.me(stage), at=at)


def fiona(stage: Stage) -> Story:
    """Too few had answered on the closing date, so that the date was moved, by itself."""
    plan = Plan(
        who="fiona",
        started=33,
        wishes=("It is part of my course.", "How I come across to volunteers.", ""),
        asked={"line_manager": 1, "peer": 4, "direct_report": 4, "other": 2},
        answering={"line_manager": 1, "peer": 2, "direct_report": 1},
        facilitator="anil",
    )
    yield from start(stage, plan)


def rhys(stage: Stage) -> Story:
    """Too few had answered on the later date too, so that it ended without a report."""
    plan = Plan(
        who="rhys",
        started=60,
        wishes=("We were all told to.", "", ""),
        asked={"line_manager": 1, "peer": 4, "direct_report": 3},
        answering={"line_manager": 1, "direct_report": 1},
        facilitator="anil",
    )
    yield from start(stage, plan)


def joanna(stage: Stage) -> Story:
    """She moves to another post and cancels."""
    plan = Plan(
        who="joanna",
        started=24,
        wishes=("I have not had one for years.", "What has changed.", ""),
        asked={"line_manager": 1, "peer": 3, "direct_report": 4},
        answering={"peer": 1, "direct_report": 2},
        checker="janet",
    )
    assessment = yield from start(stage, plan)
    at = yield stage.at_work(10, "17:20")
    cancel_assessment(assessment=assessment, by=plan.me(stage), at=at)
