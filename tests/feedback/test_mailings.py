"""Mail to raters: it goes to some, and nobody can tell to whom."""

from datetime import timedelta

import pytest

from ninefold.accounts.letters import open_letter
from ninefold.accounts.locks import key_of
from ninefold.accounts.outbox import Message
from ninefold.accounts.policies import NotAllowedError
from ninefold.core.errors import NinefoldError
from ninefold.feedback.actions.answers import decline, move_invitation, save_answers
from ninefold.feedback.actions.mailings import remind_on_day, remind_raters
from ninefold.feedback.actions.starting import extend, start_assessment
from ninefold.feedback.jobs import do_what_is_due
from ninefold.feedback.models import Assessment, AssessmentState, Due, RaterState
from tests.feedback.made import answer, make_draft, make_open, raters_of
from tests.world import NOON, World


def addressees(assessment: Assessment) -> list[str]:
    """To whom the waiting mail of a 360 goes, as only its key tells; those it is not for are empty."""
    key = key_of(assessment.key_name)
    assert key is not None
    rows = Message.objects.filter(lock=assessment.key_name).order_by("pk")
    return [open_letter(row.sealed, key, row.lock).to for row in rows]


def test_a_start_invites_everybody_once(world: World) -> None:
    assessment = make_open(world)
    start_assessment(assessment=assessment, by=world.participant, at=NOON)
    assert sorted(addressees(assessment)) == sorted(rater.email for rater in raters_of(assessment))
    assert {rater.state for rater in raters_of(assessment)} == {RaterState.INVITED}


def test_a_start_with_too_few_or_unchecked_raters_says_what_is_missing(world: World) -> None:
    few = make_draft(world, asked={"peer": 5})
    with pytest.raises(NinefoldError, match="at least 6"):
        start_assessment(assessment=few, by=world.participant, at=NOON)
    draft = make_draft(world, participant=world.payer)
    draft.raters.filter(group="peer").update(checked=False)
    with pytest.raises(NinefoldError, match="4 entries"):
        start_assessment(assessment=draft, by=world.payer, at=NOON)
    assert not Message.objects.exists()


def test_nobody_starts_a_360_for_somebody_else(world: World) -> None:
    draft = make_draft(world)
    for role in (world.facilitator, world.trent_lead, world.other_participant, world.administrator):
        with pytest.raises(NotAllowedError):
            start_assessment(assessment=draft, by=role, at=NOON)


def test_what_happens_by_itself_is_written_down_at_the_start(world: World) -> None:
    make_open(world)
    due = [(row.what, (row.due_at - NOON).days) for row in Due.objects.order_by("due_at")]
    reminders = [days + 1 for what, days in due if what == "remind"]
    assert reminders == [7, 14, 21, 27]
    assert [what for what, _ in due].count("advise") == 2
    assert due[-1] == ("close", 28)


def test_a_reminder_goes_to_who_has_not_answered_and_looks_like_one_to_all(world: World) -> None:
    assessment = make_open(world)
    Message.objects.all().delete()
    answered, declined, begun = raters_of(assessment)[:3]
    answer(answered)
    decline(rater=declined)
    save_answers(rater=begun, given={"care.level": "2"})
    remind_on_day(assessment, 7, NOON + timedelta(days=7))
    rows = Message.objects.all()
    assert len(rows) == len(raters_of(assessment))
    assert len({len(row.sealed) for row in rows}) == 1
    assert {(row.lock, row.due_at, row.attempts) for row in rows} == {
        (assessment.key_name, NOON + timedelta(days=7), 0)
    }
    silent = {rater.email for rater in raters_of(assessment)} - {answered.email, declined.email}
    assert sorted(addressees(assessment)) == ["", "", *sorted(silent)]
    assert begun.email in silent


def test_the_place_of_a_message_does_not_tell_to_whom_it_goes(world: World) -> None:
    """One that a mail server puts off stands in the table for days: whose it is, its neighbours must not tell."""
    assessment = make_open(world)
    orders = set()
    for days in (7, 14, 21):
        Message.objects.all().delete()
        remind_on_day(assessment, days, NOON + timedelta(days=days))
        orders.add(tuple(addressees(assessment)))
    assert len(orders) == 3


def test_who_moved_the_invitation_is_reminded_at_their_own_address(world: World) -> None:
    assessment = make_open(world)
    moved = raters_of(assessment)[0]
    move_invitation(rater=moved, email="bea@home.example")
    Message.objects.all().delete()
    remind_on_day(assessment, 7, NOON)
    assert "bea@home.example" in addressees(assessment)
    assert moved.email not in addressees(assessment)


def test_the_participant_reminds_without_learning_anything_and_not_every_day(world: World) -> None:
    assessment = make_open(world)
    for rater in raters_of(assessment):
        answer(rater)
    Message.objects.all().delete()
    remind_raters(assessment=assessment, by=world.participant, at=NOON)
    assert len(addressees(assessment)) == len(raters_of(assessment))
    for days in (0, 1, 2):
        with pytest.raises(NinefoldError, match="last three days"):
            remind_raters(assessment=assessment, by=world.participant, at=NOON + timedelta(days=days))
    remind_raters(assessment=assessment, by=world.participant, at=NOON + timedelta(days=3))


def test_days_that_were_missed_bring_one_reminder(world: World) -> None:
    assessment = make_open(world)
    Message.objects.all().delete()
    do_what_is_due(NOON + timedelta(days=16))
    assert len(addressees(assessment)) == len(raters_of(assessment))
    assert Due.objects.filter(what="remind", done_at__isnull=False).count() == 2


def test_the_date_moves_once_and_everybody_is_told_answered_or_not(world: World) -> None:
    assessment = make_open(world)
    answered, declined = raters_of(assessment)[:2]
    answer(answered)
    decline(rater=declined)
    Message.objects.all().delete()
    was = assessment.closes_on
    extend(assessment=assessment, by=world.participant, at=NOON)
    assert assessment.closes_on == was + timedelta(days=14)
    assert answered.email in addressees(assessment)
    assert declined.email not in addressees(assessment)
    assert [row.due_at.date() for row in Due.objects.filter(what="close", done_at__isnull=True)] == [
        assessment.closes_on
    ]
    with pytest.raises(NinefoldError, match="once is the most"):
        extend(assessment=assessment, by=world.participant, at=NOON)


def test_who_was_asked_to_stay_away_gets_nothing(world: World) -> None:
    assessment = make_open(world)
    assessment.raters.filter(group="peer").update(state=RaterState.WITHDRAWN)
    Message.objects.all().delete()
    remind_on_day(assessment, 7, NOON)
    assert len(addressees(assessment)) == 5
    Assessment.objects.update(state=AssessmentState.CLOSED)
    assessment.refresh_from_db()
    Message.objects.all().delete()
    remind_on_day(assessment, 14, NOON)
    assert not Message.objects.exists()
