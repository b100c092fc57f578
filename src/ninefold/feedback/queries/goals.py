"""What the pages that follow a report say of one's goals, and of the 360 that they come from."""

from dataclasses import dataclass
from datetime import date

from ninefold.core.london import london_date
from ninefold.feedback.models import MOST_GOALS, Assessment, Goal, Report
from ninefold.feedback.models.facilitations import Facilitation
from ninefold.feedback.models.raters import RaterQuerySet
from ninefold.feedback.queries.frameworks import framework_of
from ninefold.feedback.queries.session_times import time_of

SUGGESTIONS = "suggestions"  # the part of a report with ways to develop


@dataclass(frozen=True)
class Appraisal:
    """What can be said of a 360 without saying anything that is in its report."""

    framework: str
    asked: int
    started_on: date
    closed_on: date
    facilitator: str
    discussed_on: date


def goals_of(assessment: Assessment) -> list[Goal]:
    """The goals that came of a 360, in their order."""
    return list(assessment.goals.order_by("position"))


def next_position(goals: list[Goal]) -> int | None:
    """Where another goal has its place; None if there are as many as there can be."""
    taken = {goal.position for goal in goals}
    return next((position for position in range(1, MOST_GOALS + 1) if position not in taken), None)


def suggestions_opened(assessment: Assessment) -> bool:
    """Whether the part of the report with ways to develop has been opened for the participant."""
    opened = Report.objects.filter(assessment=assessment).values_list("sections_opened", flat=True).first()
    return SUGGESTIONS in (opened or [])


def can_be_written_to(assessment: Assessment) -> RaterQuerySet:
    """Everybody who was invited and has an address, whether they answered or not."""
    return assessment.raters.others().asked().exclude(email="").order_by("pk")


def appraisal_of(assessment: Assessment) -> Appraisal:
    """What a page for an appraisal says of this 360."""
    assert assessment.started_at is not None  # its report was opened
    assert assessment.closed_at is not None
    assert assessment.opened_at is not None
    running = Facilitation.objects.taken_on().filter(assessment=assessment)
    facilitation = running.select_related("facilitator").first()
    arranged = None if facilitation is None else time_of(facilitation)
    return Appraisal(
        framework=framework_of(assessment).title,
        asked=assessment.raters.others().asked().count(),
        started_on=london_date(assessment.started_at),
        closed_on=london_date(assessment.closed_at),
        facilitator="" if facilitation is None else facilitation.facilitator.name,
        discussed_on=london_date(assessment.opened_at if arranged is None else arranged.starts_at),
    )
