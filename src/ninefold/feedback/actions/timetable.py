"""The days of one 360, written down as what is due."""

from datetime import UTC, date, datetime, time, timedelta

from ninefold.core.london import LONDON, MORNING, closing_instant, london_date
from ninefold.core.timetable import advice_dates, reminder_days
from ninefold.feedback.actions.due import plan, unplan
from ninefold.feedback.models import Assessment

CLOSE, REMIND, ADVISE = "close", "remind", "advise"


def plan_open_days(assessment: Assessment, at: datetime) -> None:
    """Write down, or anew after the closing date was moved, what happens by itself while a 360 is open."""
    assert assessment.started_at is not None  # it is open
    started_on, today = london_date(assessment.started_at), london_date(at)
    for what in (CLOSE, REMIND, ADVISE):
        unplan(what, assessment)
    plan(CLOSE, assessment, closing_instant(assessment.closes_on), number=assessment.closes_on.toordinal())
    for days in reminder_days((assessment.closes_on - started_on).days):
        on = started_on + timedelta(days=days)
        if on > today:
            plan(REMIND, assessment, morning_of(on), number=days)
    for on in advice_dates(assessment.closes_on):
        if on > today:
            plan(ADVISE, assessment, morning_of(on), number=on.toordinal())


def morning_of(day: date, at: time = MORNING) -> datetime:
    """The instant at which mail of this day may leave."""
    return datetime.combine(day, at, LONDON).astimezone(UTC)
