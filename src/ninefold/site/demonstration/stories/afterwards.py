"""360s whose report has been opened, and what followed."""

from datetime import date

from ninefold.core.london import london_date
from ninefold.feedback.actions.goals import GoalGiven, mark_goal
from ninefold.feedback.actions.notes import write_notes
from ninefold.site.demonstration.chapters import start
from ninefold.site.demonstration.clockwork import Story
from ninefold.site.demonstration.following import set_goals, take_pulse, thank
from ninefold.site.demonstration.meetings import meet
from ninefold.site.demonstration.plans import Plan
from ninefold.site.demonstration.stage import Stage


def bernadette_before(stage: Stage) -> Story:
    """Nine months ago she had her first 360, of the same people and the same questions."""
    plan = Plan(
        who="bernadette",
        started=276,
        wishes=("It comes with the course.", "What others see.", "A beginning."),
        asked={"line_manager": 1, "peer": 5, "direct_report": 6, "other": 3},
        answering={"line_manager": 1, "peer": 5, "direct_report": 5, "other": 3},
        form="full",
        facilitator="theo",
        programme="rising_leaders",
        seen_at=2.2,
    )
    assessment = yield from start(stage, plan)
    yield from meet(stage, plan, assessment, 236, confirmed=True)


def bernadette(stage: Stage) -> Story:
    """The rich report: many answered, it was explored, and goals followed."""
    plan = Plan(
        who="bernadette",
        started=76,
        wishes=(
            "Three deputies in four years, and another leaving.",
            "If my door is as open as I think it is.",
            "Not to leave with ten things to do.",
        ),
        asked={"line_manager": 1, "peer": 6, "direct_report": 7, "other": 3},
        answering={},
        form="full",
        facilitator="theo",
        programme="rising_leaders",
        example="ward-manager",
    )
    assessment = yield from start(stage, plan)
    case = yield from meet(stage, plan, assessment, 38, confirmed=True)
    at = yield stage.at_work(37, "09:15")
    write_notes(
        facilitation=case,
        text="She read the comments of her team twice and laughed once. Ask in the new year how the deputies are.",
        by=stage.company.facilitator("theo"),
        at=at,
    )
    yield from set_goals(stage, plan, assessment, 34, _goals_of_bernadette(stage))
    yield from thank(
        stage,
        plan,
        assessment,
        33,
        "Thank you for the time you took. I have read every line, some of them more than once. This is what I will "
        "work on first, and you may ask me how it is going.",
    )
    at = yield stage.at_work(6, "16:45")
    mark_goal(goal=assessment.goals.get(position=3), done=True, by=plan.me(stage), at=at)


def _goals_of_bernadette(stage: Stage) -> list[GoalGiven]:
    return [
        GoalGiven(
            text="Hand the rota and the bed meeting to my deputies, and leave both with them",
            first_step="Tell Lucy and Aidan on Monday which of the two is whose",
            by_on=_on(stage, -40),
            support="Stop me when I take one of them back",
            supporter_name="Aidan Kelleher",
            supporter_email="aidan.kelleher@trent.example",
            shared=True,
        ),
        GoalGiven(
            text="Look at the ward’s figures each month with somebody who can read them",
            first_step="Ask the information team for an hour",
            by_on=_on(stage, -75),
            support="Somebody patient",
        ),
        GoalGiven(text="Greet every new starter on their first morning, tired or not", by_on=_on(stage, -5)),
    ]


def _on(stage: Stage, days: int) -> date:
    return london_date(stage.ago(days))


def rachel(stage: Stage) -> Story:
    """A facilitator with a 360 of her own. It counted because she did not object; her pulse is open."""
    plan = Plan(
        who="rachel",
        started=150,
        wishes=(
            "I ask others to do this, so I should.",
            "How I am when a plan is questioned.",
            "A goal that I would tell my team about.",
        ),
        asked={"line_manager": 1, "peer": 4, "direct_report": 5, "other": 2},
        answering={"line_manager": 1, "peer": 4, "direct_report": 4, "other": 1},
        facilitator="siân",
    )
    assessment = yield from start(stage, plan)
    yield from meet(stage, plan, assessment, 103, confirmed=False)
    goals = [
        GoalGiven(
            text="When a plan of mine is questioned, ask one question before I answer",
            first_step="Try it in Thursday’s clinic meeting",
            by_on=_on(stage, -20),
            shared=True,
        ),
        GoalGiven(text="Bring the two clinics together for lunch once a month", by_on=_on(stage, -50)),
    ]
    yield from set_goals(stage, plan, assessment, 99, goals)
    yield from thank(stage, plan, assessment, 97, "Thank you, all of you. It was a good and an uncomfortable read.")
    yield from take_pulse(stage, plan, assessment, 4, answering=8)


def owen(stage: Stage) -> Story:
    """Small groups: seven colleagues answered. His goals were followed up by a pulse, which has a result."""
    plan = Plan(
        who="owen",
        started=176,
        wishes=(
            "The two patches are to be merged, and I lead both.",
            "What I do not see from the car.",
            "How to bring bad news early.",
        ),
        asked={"line_manager": 1, "peer": 3, "direct_report": 3, "other": 1},
        answering={},
        facilitator="rachel",
        example="community-team",
    )
    assessment = yield from start(stage, plan)
    yield from meet(stage, plan, assessment, 136, confirmed=True)
    goals = [
        GoalGiven(
            text="Ring the people on the waiting list before they ring us",
            first_step="One hour each Wednesday, in the diary",
            by_on=_on(stage, 20),
            support="Cover of the phones on Wednesdays",
            shared=True,
        ),
        GoalGiven(text="Show the assistants where the merger is going, with a drawing", by_on=_on(stage, 60)),
    ]
    yield from set_goals(stage, plan, assessment, 132, goals)
    yield from thank(
        stage, plan, assessment, 131, "Thank you. You were kind, and you were clear. I start with the waiting list."
    )
    at = yield stage.at_work(64, "17:25")
    mark_goal(goal=assessment.goals.get(position=2), done=True, by=plan.me(stage), at=at)
    yield from take_pulse(stage, plan, assessment, 40, answering=7)
