"""360s that are being set up."""

from datetime import timedelta

from ninefold.core.framework.model import SELF
from ninefold.core.london import london_date
from ninefold.core.rater_lists import Entry
from ninefold.core.timetable import DAYS_OPEN
from ninefold.feedback.actions.answers import save_answers
from ninefold.feedback.actions.facilitations import propose_first_talk, request_facilitator
from ninefold.feedback.actions.leading import prepare_assessment, say_ready
from ninefold.feedback.actions.list_checks import ask_for_check
from ninefold.feedback.actions.rater_lists import add_raters
from ninefold.site.demonstration.chapters import answer_about_oneself, begin, find_facilitator, set_up
from ninefold.site.demonstration.clockwork import Story
from ninefold.site.demonstration.meetings import case_of
from ninefold.site.demonstration.plans import Plan, answers_of, list_of
from ninefold.site.demonstration.stage import Stage

TEAM = {"line_manager": 1, "peer": 5, "direct_report": 5}


def samuel(stage: Stage) -> Story:
    """He has just begun and answered half of his own part."""
    plan = Plan(
        who="samuel",
        started=-8,
        wishes=("I take over the unit in spring.", "Whether my calm comes across as not caring.", ""),
        asked={},
        answering={},
        form="full",
        programme="rising_leaders",
    )
    assessment = yield from begin(stage, plan)
    yield stage.now - timedelta(minutes=50)
    given = next(given for group, given in answers_of(stage, plan, assessment) if group == SELF)
    half = dict(list(given.items())[: len(given) // 2])
    save_answers(rater=assessment.raters.get(group=SELF), given=half)


def kasia(stage: Stage) -> Story:
    """The lead of her programme has prepared a 360 for her, which she is to check and to start."""
    lead = stage.company.lead("beata")
    at = yield stage.at_work(2, "11:00")
    plan = Plan("kasia", -5, ("", "", ""), {"line_manager": 1, "peer": 4, "direct_report": 3}, {}, checker="beata")
    assessment = prepare_assessment(
        participant=stage.company.people["kasia"],
        form="short",
        closes_on=london_date(stage.ago(-DAYS_OPEN)),
        programme=stage.company.programmes["first_steps"],
        by=lead,
        at=at,
    )
    add_raters(assessment=assessment, entries=list_of(stage, plan), agreed=True, by=lead, at=at)
    at = yield stage.at_work(2, "11:40")
    say_ready(assessment=assessment, by=lead, at=at)


def harriet(stage: Stage) -> Story:
    """On her list are people from elsewhere, so that her facilitator is to look at it."""
    plan = Plan(
        who="harriet",
        started=-2,
        wishes=(
            "The falls service has become a joint one, and I lead people whom I do not employ.",
            "What the council’s therapists make of me. They are too polite to say so.",
            "Two things that I can do by the summer.",
        ),
        asked=TEAM,
        answering={},
        facilitator="marjorie",
    )
    assessment = yield from begin(stage, plan)
    yield from find_facilitator(stage, plan, assessment)
    yield from answer_about_oneself(stage, plan, assessment)
    at = yield stage.ago(1, "13:10")
    elsewhere = [
        Entry(20, "Callum Reeve", "callum.reeve@borough.example", "other"),
        Entry(21, "Dorothy Amos", "dorothy.amos@borough.example", "other"),
        Entry(22, "Rehab reception", "reception@trent.example", "other"),
    ]
    entries = [*list_of(stage, plan), *elsewhere]
    add_raters(assessment=assessment, entries=entries, agreed=True, by=plan.me(stage), at=at)
    at = yield stage.ago(1, "13:30")
    ask_for_check(assessment=assessment, by=plan.me(stage), at=at)


def gareth(stage: Stage) -> Story:
    """His list stands; the facilitator whom he asked has not answered yet."""
    plan = Plan(
        who="gareth",
        started=-2,
        wishes=("Ten years in the same chair.", "What I have stopped noticing.", "An honest hour."),
        asked=TEAM,
        answering={},
        facilitator="anil",
    )
    assessment = yield from begin(stage, plan)
    yield from answer_about_oneself(stage, plan, assessment)
    at = yield stage.ago(1, "12:20")
    add_raters(assessment=assessment, entries=list_of(stage, plan), agreed=True, by=plan.me(stage), at=at)
    at = yield stage.ago(1, "12:40")
    anil = stage.company.facilitator("anil").person
    request_facilitator(assessment=assessment, facilitator=anil, by=plan.me(stage), at=at)


def meera(stage: Stage) -> Story:
    """All is ready; she need only press the button."""
    plan = Plan(
        who="meera",
        started=-1,
        wishes=(
            "My manager suggested it, and I found that I wanted to.",
            "How I am to work with when there is no time.",
            "Help with hearing what is good, too.",
        ),
        asked=TEAM,
        answering={},
        facilitator="anil",
    )
    assessment = yield from set_up(stage, plan)
    at = yield stage.ago(1, "17:05")
    propose_first_talk(
        facilitation=case_of(assessment),
        text="Shall we talk for a quarter of an hour before you start? I am free on Thursdays after four.",
        by=stage.company.facilitator("anil"),
        at=at,
    )
