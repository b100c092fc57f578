"""Where a participant is on the way to the report, step by step; and what they say of their colleagues and of mail."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from ninefold.accounts.audit import AuditEntry
from ninefold.feedback.actions.facilitations import request_facilitator
from ninefold.feedback.actions.session_times import offer_time, pick_time
from ninefold.feedback.models import Assessment, FacilitationState, SessionTime
from ninefold.feedback.queries.on_the_way import steps_on_the_way
from ninefold.feedback.views.acts import leaves_later, with_mail_time
from tests.feedback.made import answer, make_closed, make_draft, make_open, raters_of, take_on
from tests.feedback.reading import browser_of, words
from tests.world import NOON, World

SATURDAY = datetime(2026, 3, 7, 11, 0, tzinfo=UTC)
MONDAY = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)


@pytest.fixture
def ada(world: World) -> Client:
    """The browser of the participant."""
    return browser_of(world.participant)


def states(assessment: Assessment, own_part: bool = False) -> list[str]:
    """How far each step is, with the facilitation that there is."""
    case = assessment.facilitations.select_related("facilitator").first()
    time = None if case is None else SessionTime.objects.filter(facilitation=case).first()
    return [step.state for step in steps_on_the_way(assessment, case, time, own_part=own_part)]


def test_while_it_is_open_one_step_is_to_be_done_now_and_what_others_do_is_waited_for(world: World) -> None:
    assessment = make_open(world)
    assert states(assessment) == ["done", "now", "todo", "todo", "wait", "later", "later"]
    assessment.why_now = "We merge two wards."
    assert states(assessment) == ["done", "done", "now", "todo", "wait", "later", "later"]
    request_facilitator(assessment=assessment, facilitator=world.facilitator.person, by=world.participant, at=NOON)
    assert states(assessment, own_part=True) == ["done", "done", "done", "wait", "wait", "later", "later"]


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (FacilitationState.DECLINED, "could not take it on"),
        (FacilitationState.LAPSED, "has not answered in time"),
    ],
)
def test_after_a_no_or_a_silence_somebody_else_is_to_be_chosen(
    world: World, ada: Client, state: FacilitationState, said: str
) -> None:
    assessment = make_open(world, at=timezone.now())
    case = take_on(assessment, world.facilitator)
    case.state = state
    case.save()
    assert states(assessment)[3] == "todo"
    assert said in words(ada.get(f"/360/{assessment.pk}/"))


def test_after_the_close_the_feedback_session_is_next_and_then_awaited(world: World) -> None:
    assessment = make_closed(world)
    assert states(assessment) == ["done", "done", "now", "later"]
    at = timezone.now()
    offer_time(starts_at=at + timedelta(days=7), minutes=120, where="Room 4", by=world.facilitator, at=at)
    pick_time(facilitation=assessment.facilitations.get(), time=SessionTime.objects.get(), by=world.participant, at=at)
    assert states(assessment) == ["done", "done", "wait", "later"]


def test_the_page_shows_the_steps_and_none_of_them_tells_who_has_answered(world: World, ada: Client) -> None:
    assessment = make_open(world, at=timezone.now())
    address = f"/360/{assessment.pk}/"
    before = words(ada.get(address))
    assert "Where you are" in before
    assert "Colleagues answer" in before
    for rater in raters_of(assessment):
        answer(rater)
    assert words(ada.get(address)) == before


def test_that_colleagues_were_told_is_ticked_off_once_the_participant_says_so(world: World, ada: Client) -> None:
    draft = make_draft(world, at=timezone.now())
    address = f"/360/{draft.pk}/tell/"
    assert "Have you told your colleagues?" in words(ada.get(f"/360/{draft.pk}/start/"))
    for _twice in range(2):
        assert ada.post(address).headers["Location"] == f"/360/{draft.pk}/"
    assert AuditEntry.objects.filter(what="tell").count() == 1
    page = ada.get(f"/360/{draft.pk}/").content.decode()
    step = page.partition("Tell your colleagues")[2].partition("</li>")[0]
    assert "Done" in step
    assert "My colleagues know" not in words(ada.get(address))
    assert "Have you told your colleagues?" not in words(ada.get(f"/360/{draft.pk}/start/"))


def test_nobody_else_ticks_it_off(world: World) -> None:
    draft = make_draft(world, at=timezone.now())
    for called in ("other_participant", "facilitator", "trent_lead"):
        assert browser_of(world.roles[called]).post(f"/360/{draft.pk}/tell/").status_code in (403, 404)
    assert not AuditEntry.objects.filter(what="tell").exists()


def test_what_is_said_of_mail_tells_when_it_leaves_where_that_is_not_now() -> None:
    assert with_mail_time("Done.", MONDAY) == "Done."
    said = with_mail_time("Done.", SATURDAY)
    assert said.startswith("Done. ")
    assert "Monday 9 March 2026, 08:00" in said
    assert leaves_later(SATURDAY, SATURDAY) == MONDAY
    assert leaves_later(SATURDAY, MONDAY) is None


def test_invitations_of_a_weekend_are_said_to_leave_on_monday_until_they_have(
    world: World, ada: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: SATURDAY)
    draft = make_draft(world, at=NOON)
    assert ada.post(f"/360/{draft.pk}/start/").status_code == 302
    page = words(ada.get(f"/360/{draft.pk}/"))
    assert "Everybody on the list is being invited. Mail leaves by day from Monday to Friday" in page
    assert "the invitations go from Monday 9 March 2026, 08:00 on" in page
    monkeypatch.setattr("django.utils.timezone.now", lambda: MONDAY)
    assert "the invitations go from" not in words(ada.get(f"/360/{draft.pk}/"))
