"""CPD sessions and facilitators for the tests."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from ninefold.academy.actions.register import enter_evidence
from ninefold.academy.models import CpdSession, CpdSessionState, Evidence
from ninefold.accounts.actions.roles import grant_role
from ninefold.accounts.models import Kind, Organisation, Role
from tests.world import MORNING, OPERATOR, World, make_person

# The middle of a morning in May, in London 11:00.
DAY = datetime(2026, 5, 20, 10, 0, tzinfo=UTC)
EARLY = DAY - timedelta(days=40)


def make_session(world: World, *, places: int = 2, starts_at: datetime | None = DAY, **given: Any) -> CpdSession:
    """An announced refresher of the nation, open to everybody."""
    parts: dict[str, Any] = {
        "topic": "refresher",
        "title": "Refresher",
        "nation": world.nation,
        "state": CpdSessionState.ANNOUNCED,
        "counts_as_session": True,
        "online_link": "https://meet.example/refresher",
        "announced_at": EARLY,
        **given,
    }
    return CpdSession.objects.create(starts_at=starts_at, capacity=places, **parts)


def make_facilitator(name: str, home: Organisation, *, accredited_on: date | None = None) -> Role:
    """One more facilitator, accredited on this day if one is given."""
    person = make_person(name, home)
    role = grant_role(person=person, kind=Kind.FACILITATOR, scope=None, by=OPERATOR, at=MORNING)
    if accredited_on is not None:
        enter_evidence(person=person, kind=Evidence.Kind.ACCREDITED, happened_on=accredited_on, by=OPERATOR, at=EARLY)
    return role


def make_facilitators(world: World, count: int) -> list[Role]:
    """So many more facilitators of Trent."""
    return [make_facilitator(f"Facilitator {number}", world.trent) for number in range(count)]
