"""Goals: what somebody wants to change after their report, by when and with whose support; and what reminds of them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from ninefold.accounts.actions.outbox import post
from ninefold.accounts.actions.people import check_name
from ninefold.accounts.actions.trail import record
from ninefold.accounts.policies import By
from ninefold.core.errors import NinefoldError
from ninefold.core.london import london_date
from ninefold.feedback.actions.due import plan, unplan
from ninefold.feedback.actions.starting import lock_assessment
from ninefold.feedback.actions.timetable import morning_of
from ninefold.feedback.emails import following as emails
from ninefold.feedback.models import MOST_GOALS, Assessment, Goal
from ninefold.feedback.policies import check_is_participant
from ninefold.feedback.queries.pulses import possible_on

GOAL, PULSE_POSSIBLE = "goal", "pulse_possible"
A_WEEK = timedelta(days=7)
FARTHEST = timedelta(days=2 * 366)
_PLACES = 10  # the number of what is due for a goal holds its day and, in the last digit, its position


class NotOpenedYetError(NinefoldError):
    """What follows a report waits until it was opened."""


@dataclass(frozen=True)
class GoalGiven:
    """A goal as its owner writes it."""

    text: str
    by_on: date
    first_step: str = ""
    support: str = ""
    supporter_name: str = ""
    supporter_email: str = ""
    shared: bool = False


def check_can_follow(by: By, assessment: Assessment) -> None:
    """Goals, thanks and a pulse are the participant’s alone, once their report was opened. Raises NotOpenedYetError."""
    check_is_participant(by, assessment)
    if assessment.opened_at is None:
        raise NotOpenedYetError(_("That is possible once your report has been opened in the feedback session."))


def check_goal_date(by_on: date, today: date) -> None:
    """Raise NinefoldError unless a goal can be set for this day."""
    if not today < by_on <= today + FARTHEST:
        raise NinefoldError(_("Choose a day that is still to come, within the next two years."))


@transaction.atomic
def save_goal(
    *, assessment: Assessment, position: int, given: GoalGiven, by: By, at: datetime, ask_supporter: bool = False
) -> Goal:
    """Keep the goal with this position, from 1 to 3, new or changed; its reminders move with its date.

    With `ask_supporter` whoever is named is written to, with the goal as it is now.
    """
    locked, today = _lock(by, assessment), london_date(at)
    if not 1 <= position <= MOST_GOALS:
        raise NinefoldError(_("There are at most three goals: more than that, and none gets done."))
    check_name(given.supporter_name)
    stands = locked.goals.filter(position=position).first()
    if stands is None or stands.by_on != given.by_on:
        check_goal_date(given.by_on, today)
    if stands is not None:
        _unplan_reminders(stands)
    goal = stands or Goal(assessment=locked, position=position)
    for name, value in vars(given).items():
        setattr(goal, name, value)
    goal.save()
    _plan_reminders(goal, today)
    pulse_on = possible_on(locked)
    if pulse_on > today:
        plan(PULSE_POSSIBLE, locked, morning_of(pulse_on))
    if ask_supporter:
        _ask_supporter(goal, at)
    record(by=by, at=at, what="save goal", on=locked, goal=str(position))
    return goal


@transaction.atomic
def mark_goal(*, goal: Goal, done: bool, by: By, at: datetime) -> None:
    """Mark a goal as done, or as not done after all. What is done reminds nobody."""
    locked, today = _lock(by, goal.assessment), london_date(at)
    current = locked.goals.filter(pk=goal.pk).first()
    if current is None or (current.done_on is not None) is done:
        return
    current.done_on = today if done else None
    current.save(update_fields=["done_on"])
    _unplan_reminders(current)
    _plan_reminders(current, today)
    record(by=by, at=at, what="mark goal", on=locked, goal=str(current.position))
    goal.refresh_from_db()


@transaction.atomic
def remove_goal(*, goal: Goal, by: By, at: datetime) -> None:
    """Remove a goal, and what would have reminded of it. To remove it twice is to remove it once."""
    locked = _lock(by, goal.assessment)
    current = locked.goals.filter(pk=goal.pk).first()
    if current is None:
        return
    _unplan_reminders(current)
    current.delete()
    if not locked.goals.exists():
        unplan(PULSE_POSSIBLE, locked)
    record(by=by, at=at, what="remove goal", on=locked, goal=str(goal.position))


@transaction.atomic
def remind_of_goal(assessment: Assessment, number: int, at: datetime) -> None:
    """Remind the participant a week before a goal’s date, and on it; of both at once if the first is overdue."""
    day, position = divmod(number, _PLACES)
    goal = Goal.objects.filter(assessment=assessment, position=position, done_on__isnull=True).first()
    if goal is None or date.fromordinal(day) not in _reminder_days(goal):
        return
    days_left = (goal.by_on - london_date(at)).days
    if days_left > 0 or day == goal.by_on.toordinal():
        post(to=assessment.participant.email, mail=emails.goal_reminder(goal, days_left), at=at)


@transaction.atomic
def tell_pulse_possible(assessment: Assessment, _number: int, at: datetime) -> None:
    """Tell the participant that it is time to ask how their goals are going, unless there is nothing to ask about."""
    if assessment.goals.exists() and not hasattr(assessment, "pulse"):
        post(to=assessment.participant.email, mail=emails.pulse_possible(assessment), at=at)


def _lock(by: By, assessment: Assessment) -> Assessment:
    check_can_follow(by, assessment)
    locked = lock_assessment(assessment)
    check_can_follow(by, locked)
    return locked


def _reminder_days(goal: Goal) -> tuple[date, date]:
    return goal.by_on - A_WEEK, goal.by_on


def _plan_reminders(goal: Goal, today: date) -> None:
    if goal.done_on is None:
        for day in _reminder_days(goal):
            if day > today:
                plan(GOAL, goal.assessment, morning_of(day), number=_number(day, goal))


def _unplan_reminders(goal: Goal) -> None:
    for day in _reminder_days(goal):
        unplan(GOAL, goal.assessment, _number(day, goal))


def _number(day: date, goal: Goal) -> int:
    """What tells this reminder from any other of the 360, also from one of an earlier goal in the same position."""
    return day.toordinal() * _PLACES + goal.position


def _ask_supporter(goal: Goal, at: datetime) -> None:
    if not (goal.supporter_name and goal.supporter_email):
        raise NinefoldError(_("Enter the name and the e-mail address of the person to write to."))
    # Pressed twice, they hear it once; asked again on another day, they get the goal as it is by then.
    once = f"supporter-{goal.pk}-{goal.supporter_email}"
    post(to=goal.supporter_email, mail=emails.support_wanted(goal), at=at, once=once)
