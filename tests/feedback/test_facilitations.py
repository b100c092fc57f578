"""Asking a facilitator: who may, whom, until when; accepting, declining, silence, and giving a case to another."""

from datetime import UTC, date, datetime, timedelta

import pytest

from ninefold.accounts.actions.roles import end_role
from ninefold.accounts.audit import AuditEntry
from ninefold.accounts.audit_reading import names_of
from ninefold.accounts.policies import NotAllowedError
from ninefold.core.errors import NinefoldError
from ninefold.core.lifecycles import WrongStateError
from ninefold.core.london import closing_instant
from ninefold.feedback.actions.cases import LAPSE_REQUEST
from ninefold.feedback.actions.closing import cancel_assessment
from ninefold.feedback.actions.facilitations import (
    accept_request,
    decline_request,
    propose_first_talk,
    replace_facilitator,
    request_facilitator,
)
from ninefold.feedback.actions.notes import write_notes
from ninefold.feedback.actions.session_times import offer_time, pick_time
from ninefold.feedback.jobs import do_what_is_due
from ninefold.feedback.models import (
    Assessment,
    AssessmentState,
    Due,
    Facilitation,
    FacilitationState,
    FacilitatorNote,
    Report,
    SessionTime,
)
from tests.feedback.made import let_answer, make_closed, make_draft, make_open, take_on
from tests.support.post import posted
from tests.world import NOON, OPERATOR, World, make_person

ADA, FELIX, GRACE = "ada.okafor@example.org", "felix.achterberg@example.org", "grace.mensah@example.org"


def asked(world: World, assessment: Assessment | None = None) -> Facilitation:
    return request_facilitator(
        assessment=assessment or make_draft(world), facilitator=world.facilitator.person, by=world.participant, at=NOON
    )


def test_a_request_is_to_be_answered_within_five_working_days_and_tells_the_facilitator(world: World) -> None:
    facilitation = asked(world)
    assert facilitation.state == FacilitationState.REQUESTED
    assert facilitation.answer_by == date(2026, 3, 9)  # from Monday to Monday
    assert Due.objects.get(what=LAPSE_REQUEST).due_at == datetime(2026, 3, 9, 23, 59, tzinfo=UTC)
    (mail,) = posted(FELIX)
    assert mail.subject == "Ada Okafor asks you to facilitate their 360"
    assert f"/facilitating/{facilitation.pk}/" in mail.text


def test_nobody_is_asked_who_is_no_facilitator_who_it_is_about_or_while_another_is_asked(world: World) -> None:
    assessment = make_draft(world)
    for person, said in (
        (make_person("Una Ross", world.trent), "not a facilitator"),
        (world.participant.person, "not a facilitator"),
    ):
        with pytest.raises(NinefoldError, match=said):
            request_facilitator(assessment=assessment, facilitator=person, by=world.participant, at=NOON)
    asked(world, assessment)
    with pytest.raises(NinefoldError, match="asked already"):
        request_facilitator(
            assessment=assessment, facilitator=world.other_facilitator.person, by=world.participant, at=NOON
        )


def test_nobody_facilitates_their_own_360(world: World) -> None:
    assessment = make_draft(world, participant=world.facilitator)
    with pytest.raises(NinefoldError, match="their own"):
        request_facilitator(assessment=assessment, facilitator=world.facilitator.person, by=world.trent_lead, at=NOON)


def test_a_facilitator_whose_role_has_ended_is_asked_no_more(world: World) -> None:
    end_role(role=world.facilitator, by=OPERATOR, at=NOON)
    with pytest.raises(NinefoldError, match="not a facilitator here at present"):
        asked(world)


@pytest.mark.parametrize("state", ["opened", "archived", "too_few", "cancelled"])
def test_nobody_is_asked_for_a_360_that_is_over(world: World, state: str) -> None:
    assessment = make_draft(world)
    Assessment.objects.filter(pk=assessment.pk).update(state=state)
    with pytest.raises(NinefoldError, match="over"):
        asked(world, assessment)


def test_only_the_participant_or_a_lead_asks(world: World) -> None:
    assessment = make_draft(world)
    for stranger in (world.other_participant, world.ribble_lead, world.facilitator, world.administrator):
        with pytest.raises(NotAllowedError):
            request_facilitator(assessment=assessment, facilitator=world.facilitator.person, by=stranger, at=NOON)
    lead = world.trent_lead
    assert request_facilitator(assessment=assessment, facilitator=world.facilitator.person, by=lead, at=NOON).pk


def test_who_accepts_has_taken_it_on_and_the_participant_is_told(world: World) -> None:
    facilitation = asked(world)
    accept_request(facilitation=facilitation, by=world.facilitator, at=NOON)
    assert (facilitation.state, facilitation.accepted_at) == (FacilitationState.ACCEPTED, NOON)
    assert [mail.subject for mail in posted(ADA)] == ["Felix Achterberg will facilitate your 360"]
    assert not Due.objects.filter(what=LAPSE_REQUEST).exists()
    with pytest.raises(WrongStateError):
        accept_request(facilitation=facilitation, by=world.facilitator, at=NOON)


def test_who_declines_gives_no_reason_and_somebody_else_can_be_asked(world: World) -> None:
    facilitation = asked(world)
    decline_request(facilitation=facilitation, by=world.facilitator, at=NOON)
    assert [mail.subject for mail in posted(ADA)] == ["Felix Achterberg cannot take on your 360"]
    other = world.other_facilitator.person
    assert request_facilitator(assessment=facilitation.assessment, facilitator=other, by=world.participant, at=NOON).pk


def test_only_who_was_asked_answers(world: World) -> None:
    facilitation = asked(world)
    for other in (world.other_facilitator, world.participant, world.trent_lead, world.administrator):
        for answer in (accept_request, decline_request):
            with pytest.raises(NotAllowedError):
                answer(facilitation=facilitation, by=other, at=NOON)


def test_a_request_for_a_360_that_was_cancelled_is_not_accepted(world: World) -> None:
    facilitation = asked(world)
    Assessment.objects.update(state=AssessmentState.CANCELLED)
    with pytest.raises(NinefoldError, match="has ended"):
        accept_request(facilitation=facilitation, by=world.facilitator, at=NOON)


def test_silence_ends_a_request_by_itself_once(world: World) -> None:
    facilitation = asked(world)
    do_what_is_due(datetime(2026, 3, 9, 23, 58, tzinfo=UTC))
    facilitation.refresh_from_db()
    assert facilitation.state == FacilitationState.REQUESTED
    for _sweep in range(2):
        do_what_is_due(datetime(2026, 3, 9, 23, 59, tzinfo=UTC))
    facilitation.refresh_from_db()
    assert facilitation.state == FacilitationState.LAPSED
    assert [mail.subject for mail in posted(ADA)] == ["Please choose another facilitator for your 360"]
    with pytest.raises(WrongStateError):
        accept_request(facilitation=facilitation, by=world.facilitator, at=NOON)


def test_a_request_still_ends_by_itself_when_the_questionnaire_closes_meanwhile(world: World) -> None:
    assessment = make_open(world)
    let_answer(assessment)
    late = closing_instant(assessment.closes_on) - timedelta(hours=1)
    request_facilitator(assessment=assessment, facilitator=world.facilitator.person, by=world.participant, at=late)
    do_what_is_due(closing_instant(assessment.closes_on))
    assessment.refresh_from_db()
    assert assessment.state == AssessmentState.CLOSED
    do_what_is_due(closing_instant(assessment.closes_on) + timedelta(days=14))
    assert Facilitation.objects.get().state == FacilitationState.LAPSED


def test_a_360_that_ends_without_a_report_lets_its_facilitator_go(world: World) -> None:
    assessment = make_open(world)
    case = take_on(assessment, world.facilitator)
    later = closing_instant(assessment.closes_on) + timedelta(days=2)
    time = offer_time(starts_at=later, minutes=120, where="Room 4", by=world.facilitator, at=NOON)
    pick_time(facilitation=case, time=time, by=world.participant, at=NOON)
    cancel_assessment(assessment=assessment, by=world.participant, at=NOON)
    assert SessionTime.objects.free().count() == 1
    subjects = [mail.subject for mail in posted(FELIX)[-2:]]
    assert subjects[0].startswith("Called off")
    assert subjects[1] == "The 360 of Ada Okafor has ended without a report"


def test_a_first_talk_is_proposed_in_the_words_of_the_facilitator(world: World) -> None:
    facilitation = take_on(make_open(world), world.facilitator)
    propose_first_talk(facilitation=facilitation, text=" Tuesday at ten, by phone? ", by=world.facilitator, at=NOON)
    (mail,) = posted(ADA)
    assert "Tuesday at ten, by phone?" in mail.text
    assert mail.reply_to == FELIX
    with pytest.raises(NinefoldError):
        propose_first_talk(facilitation=facilitation, text=" ", by=world.facilitator, at=NOON)
    with pytest.raises(NotAllowedError):
        propose_first_talk(facilitation=facilitation, text="Hello", by=world.other_facilitator, at=NOON)


def test_who_is_replaced_sees_nothing_of_the_case_from_then_on(world: World) -> None:
    assessment = make_closed(world)
    earlier = Facilitation.objects.get()
    later = assessment.closed_at + timedelta(days=1) if assessment.closed_at else NOON
    time = offer_time(starts_at=later + timedelta(days=7), minutes=120, where="Room 4", by=world.facilitator, at=later)
    pick_time(facilitation=earlier, time=time, by=world.participant, at=later)
    write_notes(facilitation=earlier, text="Ada is new in her post.", by=world.facilitator, at=later)
    asked_now = replace_facilitator(
        assessment=assessment, facilitator=world.other_facilitator.person, by=world.trent_lead, at=later
    )
    earlier.refresh_from_db()
    assert (earlier.state, asked_now.state) == (FacilitationState.REPLACED, FacilitationState.REQUESTED)
    assert not Report.objects.visible_to(world.facilitator).exists()
    assert not Assessment.objects.visible_to(world.facilitator).exists()
    assert SessionTime.objects.get().facilitation is None
    assert FacilitatorNote.objects.get().delete_on == (later + timedelta(days=183)).date()
    assert {posted(FELIX)[-1].subject, posted(GRACE)[-1].subject, posted(ADA)[-1].subject} == {
        "A 360 that you facilitated is with somebody else now",
        "Ada Okafor asks you to facilitate their 360",
        "Another facilitator has been asked for your 360",
    }
    with pytest.raises(NotAllowedError):
        write_notes(facilitation=earlier, text="More.", by=world.facilitator, at=later)


def test_only_a_lead_of_the_place_replaces_a_facilitator(world: World) -> None:
    assessment = make_open(world)
    take_on(assessment, world.facilitator)
    other = world.other_facilitator.person
    for by in (world.participant, world.facilitator, world.ribble_lead, world.north_west_lead, world.administrator):
        with pytest.raises(NotAllowedError):
            replace_facilitator(assessment=assessment, facilitator=other, by=by, at=NOON)
    with pytest.raises(NinefoldError, match="already"):
        replace_facilitator(
            assessment=assessment, facilitator=world.facilitator.person, by=world.midlands_lead, at=NOON
        )
    assert replace_facilitator(assessment=assessment, facilitator=other, by=world.midlands_lead, at=NOON).pk


def test_what_was_done_is_in_the_trail_by_whom_and_without_content(world: World) -> None:
    facilitation = asked(world)
    accept_request(facilitation=facilitation, by=world.facilitator, at=NOON)
    write_notes(facilitation=facilitation, text="A secret thought", by=world.facilitator, at=NOON)
    entries = AuditEntry.objects.filter(on_kind="facilitation").order_by("pk")
    assert [(entry.what, names_of([entry])[entry.by]) for entry in entries] == [
        ("request", ADA),
        ("accept", FELIX),
        ("write notes", FELIX),
    ]
    assert "secret" not in str([entry.detail for entry in entries])
