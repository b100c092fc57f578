"""What stories have in common after the close: a time, the feedback session, what is said of it afterwards."""

from datetime import datetime, timedelta

from ninefold.accounts.models import Role
from ninefold.core.session_times import USUAL, overlaps
from ninefold.feedback.actions.holding import confirm_held, mark_held
from ninefold.feedback.actions.opening import open_all, open_section
from ninefold.feedback.actions.session_times import offer_time, pick_time
from ninefold.feedback.models import Assessment, Facilitation, SessionTime
from ninefold.feedback.queries.reports import sections_of
from ninefold.site.demonstration.clockwork import Chapter
from ninefold.site.demonstration.plans import Plan
from ninefold.site.demonstration.stage import Stage

CLOCKS = ("10:00", "13:30", "16:00")
WHERE = "Online: the link comes by mail on the day. If you would rather meet in person, tell me."


def case_of(assessment: Assessment) -> Facilitation:
    """The case of the facilitator who has taken a 360 on."""
    return Facilitation.objects.taken_on().get(assessment=assessment)


def offer(stage: Stage, facilitator: Role, days: int, at: datetime, where: str = WHERE) -> SessionTime:
    """A time so many days ago, or for fewer than none ahead, on a working day on which the facilitator is free."""
    taken = list(SessionTime.objects.filter(facilitator=facilitator.person).values_list("starts_at", "minutes"))
    step, on = (1, stage.at_work) if days >= 0 else (-1, stage.next_at_work)
    instants = (on(days + step * more, clock) for more in range(10) for clock in CLOCKS)
    starts_at = next(instant for instant in instants if not overlaps(instant, USUAL, taken))
    return offer_time(starts_at=starts_at, minutes=USUAL, where=where, by=facilitator, at=at)


def arrange(stage: Stage, plan: Plan, assessment: Assessment, days: int, *, where: str = WHERE) -> Chapter[SessionTime]:
    """A time is offered ten days before, and picked the day after that."""
    at = yield stage.at_work(max(days + 10, 3), "17:10")
    time = offer(stage, stage.company.facilitator(plan.facilitator), days, at, where)
    at = yield stage.at_work(max(days + 9, 2), "18:40")
    pick_time(facilitation=case_of(assessment), time=time, by=plan.me(stage), at=at)
    return time


def meet(stage: Stage, plan: Plan, assessment: Assessment, days: int, *, confirmed: bool) -> Chapter[Facilitation]:
    """They meet, the report is opened part by part, and the facilitator says afterwards that it was held."""
    facilitator, case = stage.company.facilitator(plan.facilitator), case_of(assessment)
    time = yield from arrange(stage, plan, assessment, days)
    case.refresh_from_db()
    at = yield time.starts_at + timedelta(minutes=12)
    open_section(facilitation=case, section=sections_of(assessment)[0].anchor, by=facilitator, at=at)
    at = yield time.starts_at + timedelta(minutes=45)
    open_all(facilitation=case, by=facilitator, at=at)
    at = yield time.starts_at + timedelta(minutes=USUAL + 10)
    mark_held(facilitation=case, by=facilitator, at=at)
    if confirmed:
        at = yield time.starts_at + timedelta(days=1, hours=3)
        confirm_held(facilitation=case, by=plan.me(stage), at=at)
    assessment.refresh_from_db()
    return case
