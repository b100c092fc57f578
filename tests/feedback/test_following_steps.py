"""What a participant is led to after their report was opened, and what of it is done."""

from datetime import timedelta

from django.test import Client

from ninefold.core.london import london_date
from ninefold.feedback.actions.goals import save_goal
from ninefold.feedback.actions.thanking import thank_raters
from ninefold.feedback.queries.following import steps_after
from tests.feedback.followed import goal_given, make_opened
from tests.world import World


def test_goals_come_first_then_thanks_and_after_three_months_the_pulse(world: World) -> None:
    assessment = make_opened(world)
    assert assessment.opened_at is not None
    opened_on = london_date(assessment.opened_at)

    def states(days: int) -> list[str]:
        return [step.state for step in steps_after(assessment, opened_on + timedelta(days=days))]

    assert states(1) == ["now", "later", "later"]
    save_goal(assessment=assessment, position=1, given=goal_given(), by=world.participant, at=assessment.opened_at)
    assert states(1) == ["done", "now", "later"]
    thank_raters(assessment=assessment, text="Thank you.", goals=[], by=world.participant, at=assessment.opened_at)
    assessment.refresh_from_db()
    assert states(95) == ["done", "done", "now"]


def test_the_page_of_the_360_leads_to_each_step(world: World) -> None:
    assessment = make_opened(world)
    browser = Client()
    browser.force_login(world.participant.person)
    page = browser.get(f"/360/{assessment.pk}/").content.decode()
    for part in ("goals", "thanks", "pulse", "appraisal", "report"):
        assert f'href="/360/{assessment.pk}/{part}/"' in page
