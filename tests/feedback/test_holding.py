"""A feedback session that was held: marked, confirmed or objected to, counted after 14 days, once."""

from datetime import UTC, datetime, timedelta

import pytest

from ninefold.accounts.policies import NotAllowedError
from ninefold.core.errors import NinefoldError
from ninefold.core.lifecycles import WrongStateError
from ninefold.feedback.actions.facilitations import replace_facilitator
from ninefold.feedback.actions.holding import confirm_held, mark_held, object_to_held
from ninefold.feedback.actions.notes import write_notes
from ninefold.feedback.actions.opening import open_all, open_section
from ninefold.feedback.jobs import do_what_is_due
from ninefold.feedback.models import Facilitation, FacilitationState, FacilitatorNote
from tests.feedback.made import make_closed
from tests.support.post import posted
from tests.world import World

ADA, OMAR = "ada.okafor@example.org", "omar.haddad@example.org"
HELD = datetime(2026, 4, 14, 11, 0, tzinfo=UTC)
ASKED, ASKED_AGAIN = "Did your feedback session take place?", "A reminder: did your feedback session take place?"


@pytest.fixture
def case(world: World) -> Facilitation:
    """A case whose report is open and whose feedback session was marked as held."""
    made = opened(world)
    mark_held(facilitation=made, by=world.facilitator, at=HELD)
    return made


def opened(world: World) -> Facilitation:
    make_closed(world)
    made = Facilitation.objects.select_related("assessment__participant", "facilitator").get()
    open_all(facilitation=made, by=world.facilitator, at=HELD, happening_now=True)
    return made


def subjects(to: str) -> list[str]:
    return [mail.subject for mail in posted(to)]


def state(case: Facilitation) -> str:
    case.refresh_from_db()
    return case.state


def test_marking_is_another_act_than_opening_and_asks_the_participant(world: World) -> None:
    case = opened(world)
    assert (state(case), case.held_at) == (FacilitationState.SHARING, None)
    mark_held(facilitation=case, by=world.facilitator, at=HELD)
    mark_held(facilitation=case, by=world.facilitator, at=HELD + timedelta(minutes=1))
    assert (state(case), case.held_at) == (FacilitationState.HELD, HELD)
    assert subjects(ADA).count(ASKED) == 1
    assert f"/360/{case.assessment_id}/session-held/" in posted(ADA)[-1].text


def test_nothing_is_held_back_of_a_report_whose_feedback_session_is_over(world: World) -> None:
    make_closed(world)
    case = Facilitation.objects.select_related("assessment").get()
    with pytest.raises(WrongStateError):
        mark_held(facilitation=case, by=world.facilitator, at=HELD)
    open_section(facilitation=case, section="overview", by=world.facilitator, at=HELD, happening_now=True)
    with pytest.raises(NinefoldError, match="Open all parts"):
        mark_held(facilitation=case, by=world.facilitator, at=HELD)
    assert state(case) == FacilitationState.SHARING


def test_only_the_facilitator_marks_and_only_the_participant_answers(world: World, case: Facilitation) -> None:
    for by in (world.participant, world.other_facilitator, world.trent_lead):
        with pytest.raises(NotAllowedError):
            mark_held(facilitation=case, by=by, at=HELD)
    for by in (world.facilitator, world.trent_lead, world.other_participant):
        with pytest.raises(NotAllowedError):
            confirm_held(facilitation=case, by=by, at=HELD)
        with pytest.raises(NotAllowedError):
            object_to_held(facilitation=case, text="", by=by, at=HELD)


def test_confirmed_it_counts_at_once_and_nobody_is_asked_again(world: World, case: Facilitation) -> None:
    for _press in range(2):
        confirm_held(facilitation=case, by=world.participant, at=HELD + timedelta(days=1))
    assert (state(case), case.confirmed_at) == (FacilitationState.COUNTED, HELD + timedelta(days=1))
    do_what_is_due(HELD + timedelta(days=30))
    assert ASKED_AGAIN not in subjects(ADA)
    with pytest.raises(WrongStateError):
        object_to_held(facilitation=case, text="", by=world.participant, at=HELD + timedelta(days=2))


def test_two_reminders_and_on_the_fourteenth_day_it_counts(world: World, case: Facilitation) -> None:
    del world
    for days, reminders, counted in ((4, 0, False), (5, 1, False), (9, 1, False), (10, 2, False), (14, 2, True)):
        for _sweep in range(2):
            do_what_is_due(HELD + timedelta(days=days))
        assert subjects(ADA).count(ASKED_AGAIN) == reminders
        assert (state(case) == FacilitationState.COUNTED) is counted
    assert case.confirmed_at is None


def test_an_objection_goes_to_the_lead_and_it_does_not_count(world: World, case: Facilitation) -> None:
    at = HELD + timedelta(days=2)
    for _press in range(2):
        object_to_held(facilitation=case, text=" Felix was ill. ", by=world.participant, at=at)
    assert (state(case), case.objected_at, case.objection) == (FacilitationState.HELD, at, "Felix was ill.")
    (mail,) = posted(OMAR)
    assert mail.subject == "Ada Okafor says that a feedback session was not held as marked"
    assert "Felix was ill." in mail.text
    do_what_is_due(HELD + timedelta(days=30))
    assert state(case) == FacilitationState.HELD
    assert ASKED_AGAIN not in subjects(ADA)


def test_after_an_objection_the_participant_can_confirm_after_all(world: World, case: Facilitation) -> None:
    object_to_held(facilitation=case, text="", by=world.participant, at=HELD)
    confirm_held(facilitation=case, by=world.participant, at=HELD + timedelta(days=9))
    assert state(case) == FacilitationState.COUNTED


def test_after_an_objection_it_can_be_marked_anew_and_the_days_begin_again(world: World, case: Facilitation) -> None:
    object_to_held(facilitation=case, text="It broke off.", by=world.participant, at=HELD + timedelta(days=6))
    again = HELD + timedelta(days=20)
    mark_held(facilitation=case, by=world.facilitator, at=again)
    assert (state(case), case.held_at, case.objected_at, case.objection) == (FacilitationState.HELD, again, None, "")
    do_what_is_due(again + timedelta(days=13))
    assert state(case) == FacilitationState.HELD
    do_what_is_due(again + timedelta(days=14))
    assert state(case) == FacilitationState.COUNTED


def test_who_held_it_is_replaced_only_after_an_objection(world: World, case: Facilitation) -> None:
    other = world.other_facilitator.person
    with pytest.raises(NinefoldError, match="has been held"):
        replace_facilitator(assessment=case.assessment, facilitator=other, by=world.trent_lead, at=HELD)
    object_to_held(facilitation=case, text="", by=world.participant, at=HELD)
    replace_facilitator(assessment=case.assessment, facilitator=other, by=world.trent_lead, at=HELD)
    assert state(case) == FacilitationState.REPLACED


def test_notes_are_deleted_half_a_year_after_by_themselves(world: World) -> None:
    case = opened(world)
    write_notes(facilitation=case, text="Before", by=world.facilitator, at=HELD)
    mark_held(facilitation=case, by=world.facilitator, at=HELD)
    assert FacilitatorNote.objects.get().delete_on == (HELD + timedelta(days=183)).date()
    do_what_is_due(HELD + timedelta(days=182))
    assert FacilitatorNote.objects.exists()
    do_what_is_due(HELD + timedelta(days=183))
    assert not FacilitatorNote.objects.exists()
    with pytest.raises(NinefoldError, match="no longer kept"):
        write_notes(facilitation=case, text="Late", by=world.facilitator, at=HELD + timedelta(days=183))


def test_notes_first_written_after_it_go_on_the_same_day(world: World, case: Facilitation) -> None:
    write_notes(facilitation=case, text="After", by=world.facilitator, at=HELD + timedelta(days=3))
    do_what_is_due(HELD + timedelta(days=183))
    assert not FacilitatorNote.objects.exists()
