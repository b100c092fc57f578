"""Participants who pick times for their feedback sessions at once, played out as in `tests.races.scenarios`."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from ninefold.accounts.models import Role
from ninefold.core.london import closing_instant
from ninefold.feedback.actions.session_times import offer_time, pick_time
from ninefold.feedback.models import Facilitation, FacilitationState, SessionTime
from ninefold.feedback.models.facilitations import SessionTimeQuerySet
from tests.feedback.made import make_closed
from tests.races.scenarios import at_once
from tests.world import World, make_world


def three_pick_the_same_time(*, guarded: bool) -> dict[str, Any]:
    """The one time there is, picked by three at once; not `guarded`, nothing looks whether it is still free."""
    world = make_world()
    picking = [_picking(world, who, 7) for who in (world.participant, world.payer, world.other_participant)]
    if not guarded:
        SessionTimeQuerySet.free = SessionTimeQuerySet.all  # type: ignore[method-assign]
    return _found(at_once(*picking))


def one_picks_twice(days: tuple[int, int]) -> dict[str, Any]:
    """One participant with two tabs picks at once the times of these days after the close."""
    world = make_world()
    return _found(at_once(*[_picking(world, world.participant, after) for after in days]))


def _picking(world: World, who: Role, days: int) -> Callable[[], None]:
    """What picks, for this participant, the time so many days after the close; both are made if they are not there."""
    cases = Facilitation.objects.filter(assessment__participant=who.person).select_related("assessment")
    if not cases.exists():
        make_closed(world, participant=who)
    case = cases.get()
    closes = closing_instant(case.assessment.closes_on)
    starts_at = closes + timedelta(days=days)
    time = SessionTime.objects.filter(starts_at=starts_at).first() or offer_time(
        starts_at=starts_at, minutes=60, where="Room 4", by=world.facilitator, at=closes
    )
    return lambda: pick_time(facilitation=case, time=time, by=who, at=closes)


def _found(said: list[str]) -> dict[str, Any]:
    return {
        "said": sorted(each.partition(":")[0] for each in said),
        "arranged": Facilitation.objects.filter(state=FacilitationState.ARRANGED).count(),
        "taken": SessionTime.objects.filter(facilitation__isnull=False).count(),
    }
