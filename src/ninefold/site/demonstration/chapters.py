"""What stories have in common until the close: setting a 360 up, having its list looked at, being answered."""

import random
from collections import defaultdict
from datetime import datetime, timedelta

from ninefold.core.framework.model import SELF
from ninefold.core.london import london_date
from ninefold.core.timetable import DAYS_OPEN
from ninefold.feedback.actions.answers import decline, open_invitation, save_answers, send_answers
from ninefold.feedback.actions.assessments import create_assessment, set_wishes
from ninefold.feedback.actions.facilitations import accept_request, request_facilitator
from ninefold.feedback.actions.list_checks import approve_list, ask_for_check
from ninefold.feedback.actions.moving import move_to_own_address
from ninefold.feedback.actions.rater_lists import add_raters
from ninefold.feedback.actions.starting import start_assessment
from ninefold.feedback.models import Assessment, AssessmentState, Rater
from ninefold.site.demonstration.cast import GONE
from ninefold.site.demonstration.clockwork import Chapter, Story
from ninefold.site.demonstration.colleagues import address
from ninefold.site.demonstration.opinions import Given
from ninefold.site.demonstration.plans import Plan, answers_of, list_of
from ninefold.site.demonstration.stage import Stage

OWN_MAIL = "home.example"
# What those do who do not answer, and how many of those who do move the invitation to an address of their own.
INSTEAD = ("looks", "begins", "declines", "", "")
ONE_IN_MOVES = 10


def begin(stage: Stage, plan: Plan) -> Chapter[Assessment]:
    """A 360 is begun, and its participant says what they want from it."""
    me = plan.me(stage)
    at = yield stage.at_work(plan.started + 9, "12:35")
    assessment = create_assessment(
        participant=me.person,
        form=plan.form,
        closes_on=london_date(stage.ago(plan.started - DAYS_OPEN)),
        by=me,
        at=at,
        programme=stage.company.programmes.get(plan.programme),
    )
    why_now, to_learn, from_the_session = plan.wishes
    set_wishes(
        assessment=assessment, why_now=why_now, to_learn=to_learn, from_the_session=from_the_session, by=me, at=at
    )
    return assessment


def find_facilitator(stage: Stage, plan: Plan, assessment: Assessment) -> Chapter[None]:
    """A facilitator is asked and accepts two days later."""
    facilitator = stage.company.facilitator(plan.facilitator)
    at = yield stage.at_work(plan.started + 8, "12:50")
    case = request_facilitator(assessment=assessment, facilitator=facilitator.person, by=plan.me(stage), at=at)
    at = yield stage.at_work(plan.started + 6, "16:20")
    accept_request(facilitation=case, by=facilitator, at=at)


def answer_about_oneself(stage: Stage, plan: Plan, assessment: Assessment) -> Chapter[None]:
    """The participant answers their own part and sends it."""
    yield stage.ago(plan.started + 4, "20:15")
    given = next(given for group, given in answers_of(stage, plan, assessment) if group == SELF)
    oneself = assessment.raters.get(group=SELF)
    save_answers(rater=oneself, given=given)
    send_answers(rater=oneself)


def make_list(stage: Stage, plan: Plan, assessment: Assessment) -> Chapter[None]:
    """The participant makes the list, and has it looked at where it must be."""
    at = yield stage.at_work(plan.started + 3, "13:10")
    add_raters(assessment=assessment, entries=list_of(stage, plan), agreed=True, by=plan.me(stage), at=at)
    if assessment.raters.others().filter(checked=False).exists():
        at = yield stage.at_work(plan.started + 2, "17:50")
        ask_for_check(assessment=assessment, by=plan.me(stage), at=at)
        at = yield stage.at_work(plan.started + 1, "15:30")
        approve_list(assessment=assessment, by=plan.eye(stage), at=at)


def set_up(stage: Stage, plan: Plan) -> Chapter[Assessment]:
    """All of it, up to where it can be started."""
    assessment = yield from begin(stage, plan)
    if plan.facilitator:
        yield from find_facilitator(stage, plan, assessment)
    yield from answer_about_oneself(stage, plan, assessment)
    yield from make_list(stage, plan, assessment)
    return assessment


def start(stage: Stage, plan: Plan) -> Chapter[Assessment]:
    """All of it, started; colleagues answer by and by, as far as the present goes."""
    assessment = yield from set_up(stage, plan)
    at = yield stage.ago(plan.started, "10:05")
    start_assessment(assessment=assessment, by=plan.me(stage), at=at)
    let_answer(stage, plan, assessment, at)
    return assessment


def let_answer(stage: Stage, plan: Plan, assessment: Assessment, at: datetime) -> None:
    """Begin the story of each rater."""
    chance = stage.chance(f"raters of {plan.who}, {plan.started}")
    answers: dict[str, list[Given]] = defaultdict(list)
    for group, given in answers_of(stage, plan, assessment):
        answers[group].append(given)
    raters = list(assessment.raters.others().order_by("pk"))
    chance.shuffle(raters)
    for rater in raters:
        if rater.email in GONE:
            continue
        rater.assessment = assessment
        given = answers[rater.group].pop() if answers[rater.group] else {}
        # Most answer soon, or when they are reminded.
        days = int(plan.within * chance.betavariate(1, 2.2))
        first = at + timedelta(days=days, minutes=chance.randrange(20, 600))
        stage.clockwork.begin(_answers(rater, first, given, chance) if given else _does_not(rater, first, chance))


def _answers(rater: Rater, first: datetime, given: Given, chance: random.Random) -> Story:
    """One rater opens the link, answers for a while, and sends."""
    moves, minutes = not chance.randrange(ONE_IN_MOVES), chance.randrange(9, 30)
    at = yield first
    if _is_over(rater):
        return
    open_invitation(rater=rater)
    if moves:
        move_to_own_address(rater=rater, email=address(rater.name, OWN_MAIL), at=at)
    at = yield at + timedelta(minutes=minutes)
    save_answers(rater=rater, given=given)
    send_answers(rater=rater)


def _does_not(rater: Rater, first: datetime, chance: random.Random) -> Story:
    """One rater does something else than answering, or nothing."""
    instead = chance.choice(INSTEAD)
    yield first
    if _is_over(rater) or not instead:
        return
    open_invitation(rater=rater)
    if instead == "begins":
        save_answers(rater=rater, given={"purpose.level": "2", "purpose.importance": "3", "care.level": "3"})
    elif instead == "declines":
        decline(rater=rater)


def _is_over(rater: Rater) -> bool:
    """Whether the questionnaire has ended before it was opened: its page then says so, and there is nothing to do."""
    return not Assessment.objects.filter(pk=rater.assessment_id, state=AssessmentState.OPEN).exists()
