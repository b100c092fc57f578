"""A feedback session of a 360, held, is on its facilitator's entry by itself: once, and only if it counts."""

from datetime import UTC, datetime, timedelta

import pytest

from ninefold.academy import models as academy
from ninefold.feedback.actions import holding
from ninefold.feedback.actions.holding import confirm_held, mark_held, object_to_held
from ninefold.feedback.actions.opening import open_all
from ninefold.feedback.jobs import do_what_is_due
from ninefold.feedback.models import Facilitation, FacilitationState
from tests.feedback.made import make_closed
from tests.world import World

HELD = datetime(2026, 4, 14, 11, 0, tzinfo=UTC)


@pytest.fixture
def case(world: World) -> Facilitation:
    """A case whose feedback session was marked as held."""
    make_closed(world)
    made = Facilitation.objects.select_related("assessment__participant", "facilitator").get()
    open_all(facilitation=made, by=world.facilitator, at=HELD, happening_now=True)
    mark_held(facilitation=made, by=world.facilitator, at=HELD)
    return made


def counted(world: World) -> list[str]:
    rows = academy.Evidence.objects.filter(registration__person=world.facilitator.person)
    return [f"{row.kind} {row.happened_on} {row.source}" for row in rows]


def test_what_is_only_marked_is_not_on_the_register_yet(world: World, case: Facilitation) -> None:
    assert case.state == FacilitationState.HELD
    assert counted(world) == []


def test_what_the_participant_confirms_is_on_it_once_on_the_day_it_was_held(world: World, case: Facilitation) -> None:
    for days in (1, 2):
        confirm_held(facilitation=case, by=world.participant, at=HELD + timedelta(days=days))
    do_what_is_due(HELD + timedelta(days=20))
    assert counted(world) == [f"feedback_session 2026-04-14 facilitation:{case.pk}"]


def test_what_nobody_objects_to_is_on_it_after_fourteen_days(world: World, case: Facilitation) -> None:
    do_what_is_due(HELD + timedelta(days=13, hours=23))
    assert counted(world) == []
    for days in (14, 15):
        do_what_is_due(HELD + timedelta(days=days))
    assert counted(world) == [f"feedback_session 2026-04-14 facilitation:{case.pk}"]


def test_what_is_objected_to_is_not_on_it_until_it_is_confirmed_after_all(world: World, case: Facilitation) -> None:
    object_to_held(facilitation=case, text="", by=world.participant, at=HELD)
    do_what_is_due(HELD + timedelta(days=30))
    assert counted(world) == []
    confirm_held(facilitation=case, by=world.participant, at=HELD + timedelta(days=31))
    assert len(counted(world)) == 1


def test_counting_and_the_register_change_together_or_not_at_all(
    world: World, case: Facilitation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_off(**_given: object) -> bool:
        raise RuntimeError

    monkeypatch.setattr(holding, "count_feedback_session", break_off)
    with pytest.raises(RuntimeError):
        confirm_held(facilitation=case, by=world.participant, at=HELD)
    case.refresh_from_db()
    assert (case.state, counted(world)) == (FacilitationState.HELD, [])
