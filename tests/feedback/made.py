"""360s in every state, made by the actions that make the real thing."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from ninefold.accounts.models import Role
from ninefold.core.framework.model import SELF
from ninefold.core.london import closing_instant
from ninefold.feedback.actions.answers import save_answers, send_answers
from ninefold.feedback.actions.closing import close_on_date
from ninefold.feedback.actions.starting import start_assessment
from ninefold.feedback.models import Assessment, AssessmentState, Facilitation, FacilitationState, Rater
from ninefold.feedback.queries.frameworks import OFFERED, questions_asked
from tests.world import NOON, World

TEAM = {"line_manager": 1, "peer": 4, "direct_report": 4}
NAMES = ("Bea", "Cai", "Dev", "Eve", "Fay", "Gus", "Hal", "Ida", "Jon", "Kit", "Lou", "Mo", "Ned", "Oz", "Pip", "Quin")


def make_draft(
    world: World,
    *,
    participant: Role | None = None,
    asked: Mapping[str, int] = TEAM,
    form: str = "short",
    at: datetime = NOON,
) -> Assessment:
    """A 360 that is being set up, with so many checked raters of each group, Bea Peer and Cai Peer among them."""
    who = participant or world.participant
    assessment = Assessment.objects.create(
        participant=who.person,
        organisation=who.person.organisation,
        region=who.person.region,
        framework=OFFERED,
        framework_version="1.0",
        form=form,
        language="en-gb",
        closes_on=(at + timedelta(days=28)).date(),
        created_at=at,
    )
    _add(assessment, who.person.name, who.person.email, SELF)
    for group, count in asked.items():
        for name in NAMES[:count]:
            family = group.replace("_", " ").title()
            _add(assessment, f"{name} {family}", f"{name}.{group}@trent.example".lower(), group)
    return assessment


def _add(assessment: Assessment, name: str, email: str, group: str) -> Rater:
    return Rater.objects.create(
        assessment=assessment, name=name, email=email, mailbox=email, group=group, language="en-gb", checked=True
    )


def make_open(
    world: World,
    *,
    participant: Role | None = None,
    asked: Mapping[str, int] = TEAM,
    form: str = "short",
    at: datetime = NOON,
) -> Assessment:
    """A 360 that was started at this instant: everybody is invited, nobody has answered."""
    who = participant or world.participant
    assessment = make_draft(world, participant=who, asked=asked, form=form, at=at)
    start_assessment(assessment=assessment, by=who, at=at)
    return assessment


def raters_of(assessment: Assessment, group: str | None = None) -> list[Rater]:
    """Those who were asked, in the order in which they were added; of one group, oneself too, or of all others."""
    rows = assessment.raters.select_related("assessment__participant").order_by("pk")
    return list(rows.others() if group is None else rows.filter(group=group))


def answers_for(assessment: Assessment, level: int = 3, comment: str = "") -> dict[str, str]:
    """An answer to every question of the form: this point, or the lowest of its scale; a comment if there is one."""
    asked = questions_asked(assessment)
    ratings = {code: str(max(level, question.scale.lo)) for code, question in asked.items() if question.scale}
    comments = {code: comment for code, question in asked.items() if not question.scale}
    return {**ratings, **(comments if comment else {})}


def answer(rater: Rater, level: int = 3, comment: str = "") -> None:
    """Answer the whole form and send it."""
    save_answers(rater=rater, given=answers_for(rater.assessment, level, comment))
    send_answers(rater=rater)


def let_answer(assessment: Assessment, raters: Sequence[Rater] | None = None, level: int = 3) -> None:
    """Let these raters, or all of them, answer and send."""
    for rater in raters_of(assessment) if raters is None else raters:
        answer(rater, level)


def make_closed(
    world: World,
    *,
    participant: Role | None = None,
    asked: Mapping[str, int] = TEAM,
    form: str = "short",
    at: datetime = NOON,
    facilitated: bool = True,
) -> Assessment:
    """A 360 in which everybody answered and that has closed on its date; taken on by the facilitator of the world."""
    assessment = make_open(world, participant=participant, asked=asked, form=form, at=at)
    if facilitated:
        take_on(assessment, world.facilitator, at)
    let_answer(assessment)
    answer(raters_of(assessment, SELF)[0], 2)
    close_on_date(assessment, 0, closing_instant(assessment.closes_on))
    assessment.refresh_from_db()
    assert assessment.state == AssessmentState.CLOSED
    return assessment


def take_on(assessment: Assessment, facilitator: Role, at: datetime = NOON) -> Facilitation:
    """A facilitator's part in this 360, accepted."""
    return Facilitation.objects.create(
        assessment=assessment,
        facilitator=facilitator.person,
        state=FacilitationState.ACCEPTED,
        requested_at=at,
        answer_by=at.date(),
        accepted_at=at,
    )
