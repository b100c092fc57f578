"""360s that have closed, up to a feedback session that is to be confirmed."""

from datetime import timedelta

from ninefold.feedback.actions.notes import write_notes
from ninefold.feedback.actions.opening import open_section
from ninefold.feedback.actions.quarantine import ask_to_look
from ninefold.feedback.actions.session_times import offer_time, pick_time
from ninefold.feedback.models import QuarantineCase
from ninefold.feedback.queries.quarantine import comments_of
from ninefold.feedback.queries.reports import sections_of
from ninefold.site.demonstration.chapters import start
from ninefold.site.demonstration.clockwork import Story
from ninefold.site.demonstration.meetings import WHERE, arrange, case_of, meet, offer
from ninefold.site.demonstration.plans import Plan
from ninefold.site.demonstration.stage import Stage

QUARTER = timedelta(minutes=15)


def yusuf(stage: Stage) -> Story:
    """His report waits; the feedback session is on the next working day."""
    plan = Plan(
        who="yusuf",
        started=38,
        wishes=(
            "I was made lead over people who trained me.",
            "If I am clear enough. I am told that I am nice.",
            "One brave thing to try.",
        ),
        asked={"line_manager": 1, "peer": 5, "direct_report": 5, "other": 2},
        answering={"line_manager": 1, "peer": 5, "direct_report": 4, "other": 1},
        facilitator="theo",
        programme="rising_leaders",
        seen_at=2.7,
    )
    assessment = yield from start(stage, plan)
    yield from arrange(stage, plan, assessment, -1, where="Room 4 of the Old Chapel, Trent Valley Hospitals")


def ellen(stage: Stage) -> Story:
    """Closed for 50 days. Her facilitator offers times, and none is picked."""
    plan = Plan(
        who="ellen",
        started=78,
        wishes=(
            "My first year of leading a team.",
            "Whether they tell me what goes wrong.",
            "To leave with fewer worries than I bring.",
        ),
        asked={"line_manager": 1, "peer": 4, "direct_report": 5, "other": 2},
        answering={"line_manager": 1, "peer": 4, "direct_report": 4, "other": 1},
        facilitator="siân",
    )
    yield from start(stage, plan)
    at = yield stage.at_work(12, "16:40")
    for days in (-4, -6, -11):
        offer(stage, stage.company.facilitator("siân"), days, at)


def graham(stage: Stage) -> Story:
    """Hard news: his feedback session is happening now, and the first parts of the report have been opened.

    One comment waits for the data protection officer to look at it.
    """
    plan = Plan(
        who="graham",
        started=41,
        wishes=(
            "My director asked me to. I said yes.",
            "Nothing in particular.",
            "That it is over in two hours.",
        ),
        asked={"line_manager": 2, "peer": 5, "direct_report": 7},
        answering={},
        form="full",
        facilitator="theo",
        example="estates-lead",
    )
    assessment = yield from start(stage, plan)
    theo = stage.company.facilitator("theo")
    began = stage.now - 3 * QUARTER
    began -= timedelta(minutes=began.minute % 15, seconds=began.second, microseconds=began.microsecond)
    at = yield stage.at_work(9, "09:10")
    time = offer_time(starts_at=began, minutes=120, where=WHERE, by=theo, at=at)
    at = yield stage.at_work(8, "09:50")
    case = case_of(assessment)
    pick_time(facilitation=case, time=time, by=plan.me(stage), at=at)
    at = yield stage.at_work(2, "11:30")
    write_notes(
        facilitation=case,
        text=(
            "Begin with the outbreak meeting: the thing he is proudest of, and others are too.\n"
            "Then ask what surprised him. Leave time. He will say that it is fine."
        ),
        by=theo,
        at=at,
    )
    at = yield stage.at_work(2, "11:40")
    told_off = next(it for it in comments_of(assessment) if "generator log" in it.text)
    ask_to_look(facilitation=case, place=told_off.place, ground=QuarantineCase.Ground.PRIVATE, by=theo, at=at)
    for place in range(3):
        at = yield began + timedelta(minutes=6 + 9 * place)
        open_section(facilitation=case, section=sections_of(assessment)[place].anchor, by=theo, at=at)


def chloe(stage: Stage) -> Story:
    """Her feedback session was three days ago; she has not said yet whether it took place."""
    plan = Plan(
        who="chloe",
        started=45,
        wishes=(
            "I would like to lead the whole therapy team one day.",
            "What stands between me and that.",
            "To speak about the next two years.",
        ),
        asked={"line_manager": 1, "peer": 5, "direct_report": 4, "other": 3},
        answering={"line_manager": 1, "peer": 4, "direct_report": 4, "other": 3},
        facilitator="anil",
        seen_at=2.9,
    )
    assessment = yield from start(stage, plan)
    yield from meet(stage, plan, assessment, 4, confirmed=False)
