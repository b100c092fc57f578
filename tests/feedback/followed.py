"""What follows a report: 360s whose report was opened, and goals."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from django.urls import reverse

from ninefold.accounts.models import Role
from ninefold.core.framework.model import SELF
from ninefold.core.london import closing_instant
from ninefold.feedback.actions.closing import close_on_date
from ninefold.feedback.actions.goals import GoalGiven, save_goal
from ninefold.feedback.actions.opening import open_all
from ninefold.feedback.models import Assessment, Goal
from tests.feedback.made import TEAM, answer, let_answer, make_open, raters_of, take_on
from tests.world import NOON, World

# The 360 begins on 2 March 2026, closes on the 30th and is opened the day after; three months later is 30 June.
OPENED = datetime(2026, 3, 31, 9, 0, tzinfo=UTC)
IN_JUNE = datetime(2026, 6, 30, 9, 0, tzinfo=UTC)
BY_ON = date(2026, 6, 15)
ADA = "ada.okafor@example.org"


def make_opened(
    world: World,
    *,
    participant: Role | None = None,
    asked: Mapping[str, int] = TEAM,
    at: datetime = NOON,
    level: int = 3,
    own_level: int = 2,
) -> Assessment:
    """A 360 whose whole report was opened the day after its close; everybody answered with this level."""
    assessment = make_open(world, participant=participant, asked=asked, at=at)
    case = take_on(assessment, world.facilitator, at)
    let_answer(assessment, level=level)
    answer(raters_of(assessment, SELF)[0], own_level)
    closes = closing_instant(assessment.closes_on)
    close_on_date(assessment, 0, closes)
    case.refresh_from_db()
    open_all(facilitation=case, by=world.facilitator, at=closes + timedelta(hours=9), happening_now=True)
    assessment.refresh_from_db()
    assert assessment.opened_at is not None
    return assessment


def goal_given(text: str = "I ask before I change the rota.", **more: str | date | bool) -> GoalGiven:
    """A goal with its date."""
    given: dict[str, str | date | bool] = {"text": text, "by_on": BY_ON, **more}
    return GoalGiven(**given)  # type: ignore[arg-type]  # each test names the parts it changes


def set_goal(
    assessment: Assessment,
    position: int,
    by: Role,
    text: str = "I ask before I change the rota.",
    at: datetime = OPENED,
) -> Goal:
    """Save a goal with this text."""
    return save_goal(assessment=assessment, position=position, given=goal_given(text), by=by, at=at)


def path(name: str, assessment: Assessment, **more: int) -> str:
    """The address of a page that follows the report of this 360."""
    return reverse(f"feedback:{name}", kwargs={"pk": assessment.pk, **more})
