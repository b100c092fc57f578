"""Goals: one to three, with dates that remind, for their owner alone."""

from datetime import date, datetime, timedelta

import pytest

from ninefold.accounts.audit import AuditEntry
from ninefold.accounts.outbox import Message
from ninefold.accounts.policies import NotAllowedError
from ninefold.core.errors import NinefoldError
from ninefold.core.london import london_date
from ninefold.feedback.actions.goals import (
    FARTHEST,
    GOAL,
    PULSE_POSSIBLE,
    NotOpenedYetError,
    mark_goal,
    remove_goal,
    save_goal,
)
from ninefold.feedback.jobs import do_what_is_due
from ninefold.feedback.models import Assessment, Due, Goal
from tests.feedback.followed import ADA, BY_ON, IN_JUNE, OPENED, goal_given, make_opened, set_goal
from tests.feedback.made import make_closed
from tests.support.post import posted
from tests.world import World

TODAY = london_date(OPENED)
A_WEEK = timedelta(days=7)


@pytest.fixture
def assessment(world: World) -> Assessment:
    """A 360 of Ada Okafor whose report was opened."""
    return make_opened(world)


def due(what: str = GOAL) -> list[date]:
    """The days on which something of this kind is still to happen."""
    waiting = Due.objects.filter(what=what, done_at__isnull=True).order_by("due_at")
    return [london_date(row.due_at) for row in waiting]


def do_day(day: date) -> list[str]:
    """All that is due up to noon of this day, and the subjects of what then waits for Ada Okafor."""
    Message.objects.all().delete()
    do_what_is_due(datetime.combine(day, OPENED.timetz()) + timedelta(hours=3))
    return [mail.subject for mail in posted(ADA)]


def test_a_goal_reminds_a_week_before_its_date_and_on_it(world: World, assessment: Assessment) -> None:
    set_goal(assessment, 1, world.participant)
    assert due() == [BY_ON - A_WEEK, BY_ON]
    do_day(BY_ON - A_WEEK - timedelta(days=1))
    assert do_day(BY_ON - A_WEEK) == ["Your goal for 15 June 2026"]
    assert do_day(BY_ON - A_WEEK) == []
    assert do_day(BY_ON) == ["The day of your goal has come"]
    assert due() == []


def test_a_worker_that_was_away_reminds_once(world: World, assessment: Assessment) -> None:
    set_goal(assessment, 1, world.participant)
    do_day(BY_ON - A_WEEK - timedelta(days=1))
    assert do_day(BY_ON + timedelta(days=3)) == ["The day of your goal has come"]


def test_reminders_move_with_the_date_also_after_one_has_gone_out(world: World, assessment: Assessment) -> None:
    set_goal(assessment, 1, world.participant)
    do_day(BY_ON - A_WEEK)
    later = BY_ON + timedelta(days=30)
    at = datetime.combine(BY_ON - A_WEEK, OPENED.timetz())
    save_goal(assessment=assessment, position=1, given=goal_given(by_on=later), by=world.participant, at=at)
    assert due() == [later - A_WEEK, later]
    do_day(later - A_WEEK - timedelta(days=1))
    assert do_day(later - A_WEEK) == ["Your goal for 15 July 2026"]


def test_what_is_done_or_removed_reminds_nobody_and_what_is_not_done_after_all_does(
    world: World, assessment: Assessment
) -> None:
    goals = [set_goal(assessment, position, world.participant) for position in (1, 2)]
    mark_goal(goal=goals[0], done=True, by=world.participant, at=OPENED)
    assert goals[0].done_on == TODAY
    assert due() == [BY_ON - A_WEEK, BY_ON]
    mark_goal(goal=goals[0], done=False, by=world.participant, at=OPENED)
    assert len(due()) == 4
    for _twice in range(2):
        remove_goal(goal=goals[1], by=world.participant, at=OPENED)
    assert len(due()) == 2
    assert [goal.position for goal in Goal.objects.all()] == [1]


def test_a_goal_in_the_place_of_a_removed_one_has_reminders_of_its_own(world: World, assessment: Assessment) -> None:
    first = set_goal(assessment, 1, world.participant)
    do_day(BY_ON - A_WEEK)
    remove_goal(goal=first, by=world.participant, at=OPENED)
    other = goal_given("I say thank you on the day.", by_on=BY_ON + timedelta(days=20))
    at = datetime.combine(BY_ON - A_WEEK, OPENED.timetz())
    save_goal(assessment=assessment, position=1, given=other, by=world.participant, at=at)
    assert due() == [BY_ON + timedelta(days=13), BY_ON + timedelta(days=20)]


@pytest.mark.parametrize("by_on", [TODAY, TODAY - timedelta(days=1), TODAY + FARTHEST + timedelta(days=1)])
def test_a_day_that_is_past_today_or_far_away_is_refused(world: World, assessment: Assessment, by_on: date) -> None:
    with pytest.raises(NinefoldError, match="still to come"):
        save_goal(assessment=assessment, position=1, given=goal_given(by_on=by_on), by=world.participant, at=OPENED)
    assert not Goal.objects.exists()


def test_a_goal_whose_day_has_passed_can_be_reworded_without_another_day(world: World, assessment: Assessment) -> None:
    set_goal(assessment, 1, world.participant)
    after = OPENED + timedelta(days=200)
    set_goal(assessment, 1, world.participant, "I ask, and I wait for the answer.", at=after)
    assert Goal.objects.get().text == "I ask, and I wait for the answer."


@pytest.mark.parametrize("position", [0, 4])
def test_there_are_at_most_three_goals(world: World, assessment: Assessment, position: int) -> None:
    with pytest.raises(NinefoldError, match="at most three"):
        set_goal(assessment, position, world.participant)


def test_goals_wait_for_the_report(world: World) -> None:
    with pytest.raises(NotOpenedYetError, match="opened in the feedback session"):
        set_goal(make_closed(world), 1, world.participant)


def test_goals_are_their_owner_s_alone(world: World, assessment: Assessment) -> None:
    goal = set_goal(assessment, 1, world.participant)
    for name, role in world.roles.items():
        if name == "participant":
            continue
        assert not Goal.objects.visible_to(role).exists(), name
        with pytest.raises(NotAllowedError):
            set_goal(assessment, 2, role)
        with pytest.raises(NotAllowedError):
            mark_goal(goal=goal, done=True, by=role, at=OPENED)
        with pytest.raises(NotAllowedError):
            remove_goal(goal=goal, by=role, at=OPENED)
    assert list(Goal.objects.visible_to(world.participant)) == [goal]


def test_somebody_to_support_is_written_to_if_that_is_ticked_and_then_once(
    world: World, assessment: Assessment
) -> None:
    given = goal_given(
        first_step="Speak to the night team.",
        support="An hour a week.",
        supporter_name="Bo Lund",
        supporter_email="bo@trent.example",
    )

    def save(*, ask: bool) -> None:
        save_goal(assessment=assessment, position=1, given=given, by=world.participant, at=OPENED, ask_supporter=ask)

    save(ask=False)
    assert posted("bo@trent.example") == []
    for _twice in range(2):
        save(ask=True)
    (mail,) = posted("bo@trent.example")
    assert mail.subject == "Ada Okafor would like your support with a goal"
    for said in ("I ask before I change the rota.", "Speak to the night team.", "15 June 2026", "An hour a week."):
        assert said in mail.text
    do_day(BY_ON)
    assert posted("bo@trent.example") == []


def test_nobody_is_written_to_without_a_name_and_an_address(world: World, assessment: Assessment) -> None:
    for given in (goal_given(supporter_name="Bo Lund"), goal_given(supporter_email="bo@trent.example")):
        with pytest.raises(NinefoldError, match="name and the e-mail address"):
            save_goal(
                assessment=assessment, position=1, given=given, by=world.participant, at=OPENED, ask_supporter=True
            )
    assert not Goal.objects.exists()


def test_three_months_after_the_report_its_owner_hears_that_others_can_be_asked(
    world: World, assessment: Assessment
) -> None:
    set_goal(assessment, 1, world.participant)
    set_goal(assessment, 2, world.participant)
    assert due(PULSE_POSSIBLE) == [london_date(IN_JUNE)]
    do_day(london_date(IN_JUNE) - timedelta(days=1))
    assert do_day(london_date(IN_JUNE)) == ["Three months on: ask how your goals are going"]


def test_without_goals_there_is_nothing_to_ask_about(world: World, assessment: Assessment) -> None:
    remove_goal(goal=set_goal(assessment, 1, world.participant), by=world.participant, at=OPENED)
    assert due(PULSE_POSSIBLE) == []
    set_goal(assessment, 1, world.participant, at=OPENED)
    Goal.objects.all().delete()
    do_day(london_date(IN_JUNE) - timedelta(days=1))
    assert do_day(london_date(IN_JUNE)) == []


def test_the_trail_says_that_goals_changed_and_not_what_they_say(world: World, assessment: Assessment) -> None:
    goal = set_goal(assessment, 1, world.participant)
    mark_goal(goal=goal, done=True, by=world.participant, at=OPENED)
    remove_goal(goal=goal, by=world.participant, at=OPENED)
    entries = AuditEntry.objects.filter(what__contains="goal").order_by("pk")
    assert [(entry.what, entry.detail) for entry in entries] == [
        ("save goal", {"goal": "1"}),
        ("mark goal", {"goal": "1"}),
        ("remove goal", {"goal": "1"}),
    ]
