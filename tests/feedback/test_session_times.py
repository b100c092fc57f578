"""Times of feedback sessions: offered once, picked once, moved until the day before, in both calendars."""

from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar

from ninefold.accounts.actions.roles import grant_role
from ninefold.accounts.mail import Mail
from ninefold.accounts.models import Kind
from ninefold.accounts.policies import NotAllowedError
from ninefold.core.errors import NinefoldError
from ninefold.core.lifecycles import WrongStateError
from ninefold.core.london import closing_instant
from ninefold.feedback.actions.closing import close_early
from ninefold.feedback.actions.counting import tell_answered
from ninefold.feedback.actions.session_times import (
    TimeTakenError,
    call_off,
    call_off_before_close,
    offer_time,
    pick_time,
    withdraw_time,
)
from ninefold.feedback.models import Assessment, Facilitation, FacilitationState, SessionTime
from ninefold.feedback.queries.facilitations import Step, case_of
from tests.feedback.made import let_answer, make_closed, make_open, take_on
from tests.support.post import posted
from tests.world import NOON, OPERATOR, World

ADA, FELIX = "ada.okafor@example.org", "felix.achterberg@example.org"
AFTER = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)  # the day after the close
MEETING = datetime(2026, 4, 14, 9, 0, tzinfo=UTC)  # 10:00 in London


def offered(world: World, starts_at: datetime = MEETING, minutes: int = 120) -> SessionTime:
    return offer_time(starts_at=starts_at, minutes=minutes, where="Room 4", by=world.facilitator, at=AFTER)


@pytest.fixture
def case(world: World) -> Facilitation:
    """A closed 360 whose facilitator has taken it on."""
    make_closed(world)
    return Facilitation.objects.select_related("assessment__participant", "facilitator").get()


def picked(case: Facilitation, world: World, time: SessionTime) -> None:
    pick_time(facilitation=case, time=time, by=world.participant, at=AFTER)


def calendar(mail: Mail) -> dict[str, str]:
    (file,) = mail.attachments
    read = Calendar.from_ical(file.content.decode())
    (event,) = read.walk("VEVENT")
    starts: datetime = event.decoded("DTSTART")
    return {
        "method": str(read["METHOD"]),
        "uid": str(event["UID"]),
        "sequence": str(event["SEQUENCE"]),
        "starts": starts.astimezone(UTC).isoformat(),
        "status": str(event["STATUS"]),
        "to": str(event["ATTENDEE"]),
    }


def test_times_are_offered_to_all_cases_and_who_has_none_is_told_once(world: World, case: Facilitation) -> None:
    for days in range(3):
        offered(world, MEETING + timedelta(days=days))
    told = [mail for mail in posted(ADA) if mail.subject == "Choose a time for your feedback session"]
    assert len(told) == 1
    assert f"/360/{case.assessment_id}/feedback-session/" in told[0].text


@pytest.mark.parametrize(
    ("starts_at", "minutes", "where", "said"),
    [
        (AFTER, 120, "Room 4", "still to come"),
        (AFTER + timedelta(days=400), 120, "Room 4", "within a year"),
        (MEETING, 20, "Room 4", "30 to 240"),
        (MEETING, 300, "Room 4", "30 to 240"),
        (MEETING, 120, "  ", "where you meet"),
        (MEETING + timedelta(minutes=119), 60, "Room 4", "overlaps"),
        (MEETING - timedelta(minutes=59), 60, "Room 4", "overlaps"),
    ],
)
def test_a_time_that_cannot_be_is_refused_with_a_reason(
    world: World, starts_at: datetime, minutes: int, where: str, said: str
) -> None:
    offered(world)
    with pytest.raises(NinefoldError, match=said):
        offer_time(starts_at=starts_at, minutes=minutes, where=where, by=world.facilitator, at=AFTER)


def test_only_facilitators_offer_times_and_take_back_their_own(world: World) -> None:
    time = offered(world)
    for by in (world.participant, world.trent_lead, world.administrator):
        with pytest.raises(NotAllowedError):
            offer_time(starts_at=MEETING, minutes=120, where="Room 4", by=by, at=AFTER)
    with pytest.raises(NotAllowedError):
        withdraw_time(time=time, by=world.other_facilitator, at=AFTER)
    withdraw_time(time=time, by=world.facilitator, at=AFTER)
    assert not SessionTime.objects.exists()


def test_who_picks_has_it_and_both_get_it_into_their_calendars(world: World, case: Facilitation) -> None:
    time = offered(world)
    picked(case, world, time)
    assert (case.state, SessionTime.objects.get().facilitation) == (FacilitationState.ARRANGED, case)
    entries = [calendar(posted(to)[-1]) for to in (ADA, FELIX)]
    assert {entry["uid"] for entry in entries} == {f"feedback-session-{case.pk}@localhost"}
    assert {entry["method"] for entry in entries} == {"REQUEST"}
    assert {entry["starts"] for entry in entries} == {MEETING.isoformat()}
    assert [entry["to"] for entry in entries] == [f"mailto:{ADA}", f"mailto:{FELIX}"]
    assert "10:00" in posted(ADA)[-1].subject


def test_a_time_that_somebody_has_is_no_longer_there_for_another(world: World, case: Facilitation) -> None:
    time = offered(world)
    picked(case, world, time)
    make_closed(world, participant=world.payer, facilitated=False)
    other = take_on(Assessment.objects.get(participant=world.payer.person), world.facilitator)
    with pytest.raises(TimeTakenError, match="others"):
        pick_time(facilitation=other, time=time, by=world.payer, at=AFTER)
    other.refresh_from_db()
    assert other.state == FacilitationState.ACCEPTED
    with pytest.raises(NinefoldError, match="has picked"):
        withdraw_time(time=time, by=world.facilitator, at=AFTER)


def test_who_loses_a_time_to_another_keeps_the_one_they_had(world: World, case: Facilitation) -> None:
    mine, wanted = offered(world), offered(world, MEETING + timedelta(days=1))
    picked(case, world, mine)
    make_closed(world, participant=world.payer, facilitated=False)
    other = take_on(Assessment.objects.get(participant=world.payer.person), world.facilitator)
    pick_time(facilitation=other, time=wanted, by=world.payer, at=AFTER)
    with pytest.raises(TimeTakenError):
        picked(case, world, wanted)
    assert SessionTime.objects.get(pk=mine.pk).facilitation == case


def test_a_move_frees_the_earlier_time_and_updates_the_same_entry(world: World, case: Facilitation) -> None:
    first, second = offered(world), offered(world, MEETING + timedelta(days=1))
    picked(case, world, first)
    picked(case, world, second)
    before, after = [calendar(mail) for mail in posted(ADA)[-2:]]
    assert before["uid"] == after["uid"]
    assert int(before["sequence"]) < int(after["sequence"])
    assert after["starts"] == second.starts_at.isoformat()
    assert list(SessionTime.objects.free()) == [first]


def test_to_pick_the_same_time_twice_is_to_pick_it_once(world: World, case: Facilitation) -> None:
    time = offered(world)
    picked(case, world, time)
    picked(case, world, time)
    assert sum(bool(mail.attachments) for mail in posted(ADA)) == 1


def test_it_moves_until_the_day_before(world: World, case: Facilitation) -> None:
    first, second = offered(world), offered(world, MEETING + timedelta(days=1))
    picked(case, world, first)
    day = MEETING - timedelta(hours=1)
    with pytest.raises(NinefoldError, match="until the day before"):
        pick_time(facilitation=case, time=second, by=world.participant, at=day)
    with pytest.raises(NinefoldError, match="until the day before"):
        call_off(facilitation=case, by=world.participant, at=day)
    pick_time(facilitation=case, time=second, by=world.participant, at=MEETING - timedelta(hours=11))
    assert SessionTime.objects.get(facilitation=case) == second


def test_a_time_before_the_close_is_not_to_be_picked(world: World) -> None:
    assessment = make_open(world)
    case = take_on(assessment, world.facilitator)
    early = offer_time(starts_at=NOON + timedelta(days=7), minutes=60, where="Room 4", by=world.facilitator, at=NOON)
    with pytest.raises(NinefoldError, match="not offered"):
        pick_time(facilitation=case, time=early, by=world.participant, at=NOON)
    assert not posted(ADA)


def test_after_an_early_close_a_time_before_the_closing_date_can_be_picked_and_is_told_of(world: World) -> None:
    assessment = make_open(world)
    case = take_on(assessment, world.facilitator)
    let_answer(assessment)
    tell_answered(assessment, NOON)
    close_early(assessment=assessment, by=world.participant, at=NOON)
    soon = offer_time(starts_at=NOON + timedelta(days=7), minutes=60, where="Room 4", by=world.facilitator, at=NOON)
    assert "Choose a time for your feedback session" in [mail.subject for mail in posted(ADA)]
    assert case_of(case, NOON).step == Step.CHOOSING
    pick_time(facilitation=case, time=soon, by=world.participant, at=NOON)
    assert SessionTime.objects.get(facilitation=case) == soon


def test_only_the_participant_picks_and_only_from_their_own_facilitator(world: World, case: Facilitation) -> None:
    time = offered(world)
    for by in (world.facilitator, world.trent_lead, world.other_participant):
        with pytest.raises(NotAllowedError):
            pick_time(facilitation=case, time=time, by=by, at=AFTER)
    grace = offer_time(starts_at=MEETING, minutes=60, where="Room 9", by=world.other_facilitator, at=AFTER)
    with pytest.raises(NinefoldError, match="not offered"):
        picked(case, world, grace)


def test_called_off_by_the_participant_the_time_is_free_again(world: World, case: Facilitation) -> None:
    picked(case, world, offered(world))
    call_off(facilitation=case, by=world.participant, at=AFTER)
    assert (case.state, SessionTime.objects.free().count()) == (FacilitationState.ACCEPTED, 1)
    entries = [calendar(posted(to)[-1]) for to in (ADA, FELIX)]
    assert {(entry["method"], entry["status"]) for entry in entries} == {("CANCEL", "CANCELLED")}
    assert {int(entry["sequence"]) for entry in entries} == {2}


def test_called_off_by_the_facilitator_on_the_day_the_time_is_offered_no_more(world: World, case: Facilitation) -> None:
    picked(case, world, offered(world))
    call_off(facilitation=case, by=world.facilitator, at=MEETING - timedelta(hours=1))
    assert not SessionTime.objects.exists()
    with pytest.raises(NinefoldError, match="No feedback session"):
        call_off(facilitation=case, by=world.facilitator, at=AFTER)
    with pytest.raises(NotAllowedError):
        call_off(facilitation=case, by=world.other_facilitator, at=AFTER)


def test_once_it_has_begun_its_time_stays(world: World, case: Facilitation) -> None:
    first, second = offered(world), offered(world, MEETING + timedelta(days=1))
    picked(case, world, first)
    Facilitation.objects.update(state=FacilitationState.SHARING)
    with pytest.raises(WrongStateError):
        pick_time(facilitation=case, time=second, by=world.participant, at=AFTER)
    assert SessionTime.objects.get(facilitation=case) == first


def test_a_later_closing_date_calls_off_what_would_be_before_it(world: World) -> None:
    assessment = make_open(world)
    case = take_on(assessment, world.facilitator)
    time = offered(world, closing_instant(assessment.closes_on) + timedelta(days=3))
    pick_time(facilitation=case, time=time, by=world.participant, at=NOON)
    call_off_before_close(assessment, NOON)
    case.refresh_from_db()
    assert case.state == FacilitationState.ARRANGED
    assessment.closes_on += timedelta(days=14)
    assessment.save()
    call_off_before_close(assessment, NOON)
    case.refresh_from_db()
    assert case.state == FacilitationState.ACCEPTED
    assert calendar(posted(ADA)[-1])["method"] == "CANCEL"


def test_the_invitation_of_somebody_who_facilitates_too_is_in_their_own_name(world: World, case: Facilitation) -> None:
    grant_role(person=world.participant.person, kind=Kind.FACILITATOR, by=OPERATOR, at=NOON)
    picked(case, world, offered(world))
    assert calendar(posted(ADA)[-1])["to"] == f"mailto:{ADA}"
