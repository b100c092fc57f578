"""Times of feedback sessions: what is offered, to whom it matters, what was picked."""

from datetime import datetime

from ninefold.accounts.models import Person
from ninefold.feedback.models import AssessmentState, Facilitation, FacilitationState, SessionTime


def time_of(facilitation: Facilitation) -> SessionTime | None:
    """When its feedback session is; None while none is arranged."""
    return SessionTime.objects.filter(facilitation=facilitation).first()


def times_to_pick(facilitation: Facilitation, at: datetime) -> list[SessionTime]:
    """The times that the participant of this case can choose from, the earliest first."""
    after = max(at, facilitation.assessment.ends_at)
    free = SessionTime.objects.free().filter(facilitator=facilitation.facilitator_id, starts_at__gt=after)
    return list(free.order_by("starts_at"))


def times_ahead(facilitator: Person, at: datetime) -> list[SessionTime]:
    """The times that a facilitator has offered and that are still to come, with the cases that picked them."""
    ahead = SessionTime.objects.filter(facilitator=facilitator, starts_at__gt=at)
    return list(ahead.select_related("facilitation__assessment__participant").order_by("starts_at"))


def cases_without_time(facilitator: Person) -> list[Facilitation]:
    """The cases of a facilitator whose participant is to choose a time."""
    waiting = Facilitation.objects.filter(
        facilitator=facilitator,
        state=FacilitationState.ACCEPTED,
        assessment__state__in=[AssessmentState.OPEN, AssessmentState.CLOSED, AssessmentState.OPENED],
    )
    return list(waiting.select_related("facilitator", "assessment__participant"))
