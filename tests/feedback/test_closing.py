"""The close: what may be shown is kept, and nothing else. Too few answers, early closes, lost keys, late sweeps."""

from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError

from ninefold.accounts.outbox import Message
from ninefold.accounts.policies import NotAllowedError
from ninefold.core.disclosure import disclose
from ninefold.core.errors import NinefoldError
from ninefold.core.framework.model import SELF
from ninefold.core.lifecycles import WrongStateError
from ninefold.core.london import closing_instant, london_date
from ninefold.core.shown import Rule
from ninefold.core.shown_json import dump_shown
from ninefold.feedback.actions import closing, key_destruction
from ninefold.feedback.actions.answers import save_answers, send_answers, take_back
from ninefold.feedback.actions.clearing import CLEAR
from ninefold.feedback.actions.closing import cancel_assessment, close_early, close_on_date
from ninefold.feedback.actions.counting import KeyLostError, answers_sent, tell_answered
from ninefold.feedback.jobs import do_what_is_due, tell_answers
from ninefold.feedback.keys.models import SealingKey
from ninefold.feedback.models import Assessment, AssessmentState, Due, OpenAnswer, Report
from ninefold.feedback.queries.open_answers import AnsweringEndedError
from tests.feedback.made import answer, let_answer, make_closed, make_draft, make_open, raters_of, take_on
from tests.world import NOON, World


def close(assessment: Assessment, later: timedelta = timedelta(0)) -> None:
    close_on_date(assessment, 0, closing_instant(assessment.closes_on) + later)
    assessment.refresh_from_db()


def test_the_report_is_what_the_rule_shows_and_every_answer_is_gone(world: World) -> None:
    assessment = make_open(world)
    for place, rater in enumerate(raters_of(assessment)):
        answer(rater, place % 5, f"Comment {place}")
    shown = disclose(answers_sent(assessment), Rule())
    close(assessment)
    assert assessment.state == AssessmentState.CLOSED
    assert Report.objects.get(assessment=assessment).shown == dump_shown(shown)
    assert not OpenAnswer.objects.exists()


def test_what_raters_told_besides_and_what_withdrawn_ones_told_is_deleted_too(world: World) -> None:
    assessment = make_open(world)
    let_answer(assessment)
    withdrawn = raters_of(assessment)[1]
    assessment.raters.filter(pk=withdrawn.pk).update(state="withdrawn")
    close(assessment)
    assert not OpenAnswer.objects.exists()
    assert sum(block["responses"] for block in Report.objects.get().shown["blocks"]) == 8


@pytest.mark.django_db(transaction=True)
def test_the_key_is_destroyed_after_the_close_and_no_mail_about_answers_is_left(world: World) -> None:
    assessment = make_closed(world)
    assert not SealingKey.objects.exists()
    assert not Message.objects.filter(lock=assessment.key_name).exists()
    with pytest.raises(AnsweringEndedError):
        save_answers(rater=raters_of(assessment)[0], given={"care.level": "2"})


@pytest.mark.django_db(transaction=True)
def test_a_key_that_could_not_be_destroyed_is_destroyed_by_the_sweep(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_of: str) -> bool:
        raise DatabaseError("gone")

    with monkeypatch.context() as patched:
        patched.setattr(key_destruction, "destroy_secret", away)
        make_closed(world)
        assert SealingKey.objects.exists()
        assert key_destruction.destroy_keys(NOON) == 0
    assert key_destruction.destroy_keys(NOON) == 1
    assert not SealingKey.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_key_of_what_is_open_or_being_set_up_survives_the_sweep(world: World) -> None:
    make_open(world)
    draft = make_draft(world, participant=world.payer)
    save_answers(rater=raters_of(draft, SELF)[0], given={"care.level": "2"})
    assert key_destruction.destroy_keys(NOON) == 0
    assert SealingKey.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_close_that_fails_half_way_has_not_happened(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    assessment = make_open(world)
    let_answer(assessment)
    rows = OpenAnswer.objects.count()

    def break_off(*_arguments: object, **_named: object) -> None:
        raise DatabaseError("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(closing, "post", break_off)
        with pytest.raises(DatabaseError):
            close(assessment)
    assessment.refresh_from_db()
    assert (assessment.state, Report.objects.exists()) == (AssessmentState.OPEN, False)
    assert (OpenAnswer.objects.count(), SealingKey.objects.count()) == (rows, 1)
    close(assessment)
    assert assessment.state == AssessmentState.CLOSED


def test_an_answer_after_the_close_is_refused_though_the_key_is_still_there(world: World) -> None:
    assessment = make_open(world)
    let_answer(assessment)
    rater = raters_of(assessment)[0]
    close(assessment)
    assert SealingKey.objects.exists()  # this test is one transaction, and the key goes after it
    with pytest.raises(AnsweringEndedError):
        save_answers(rater=rater, given={"care.level": "0"})
    with pytest.raises(AnsweringEndedError):
        send_answers(rater=rater)
    assert not OpenAnswer.objects.exists()


def test_a_360_closes_once_and_not_before_its_date(world: World) -> None:
    assessment = make_open(world)
    let_answer(assessment)
    close(assessment, timedelta(minutes=-1))
    assert assessment.state == AssessmentState.OPEN
    close(assessment)
    made_at = Report.objects.get().made_at
    close(assessment, timedelta(days=1))
    assert Report.objects.get().made_at == made_at


def test_a_worker_that_was_away_closes_and_reminds_once_when_it_is_back(world: World) -> None:
    assessment = make_open(world)
    take_on(assessment, world.facilitator)
    let_answer(assessment)
    back = NOON + timedelta(days=40)
    first = do_what_is_due(back)
    assert first >= 2
    assessment.refresh_from_db()
    assert assessment.state == AssessmentState.CLOSED
    assert do_what_is_due(back) == 0


def five_answer(assessment: Assessment) -> None:
    let_answer(assessment, raters_of(assessment)[:5])


def test_with_fewer_than_six_answers_the_date_moves_once_by_itself(world: World) -> None:
    assessment = make_open(world)
    five_answer(assessment)
    was = assessment.closes_on
    close(assessment)
    assert (assessment.state, assessment.extended) == (AssessmentState.OPEN, True)
    assert assessment.closes_on == was + timedelta(days=14)
    answer(raters_of(assessment)[6])
    close(assessment)
    assert assessment.state == AssessmentState.CLOSED


@pytest.mark.django_db(transaction=True)
def test_if_that_does_not_help_it_ends_without_a_report_and_everybody_hears_it(world: World) -> None:
    assessment = make_open(world)
    five_answer(assessment)
    close(assessment)
    Message.objects.all().delete()
    close(assessment)
    assert assessment.state == AssessmentState.TOO_FEW
    assert not Report.objects.exists()
    assert not OpenAnswer.objects.exists()
    assert not SealingKey.objects.exists()
    assert Message.objects.count() == 1 + len(raters_of(assessment))
    assert not Due.objects.filter(done_at__isnull=True).exclude(what=CLEAR).exists()


def test_the_participant_does_not_count_among_the_six(world: World) -> None:
    assessment = make_open(world)
    five_answer(assessment)
    answer(raters_of(assessment, SELF)[0])
    close(assessment)
    assert assessment.state == AssessmentState.OPEN


@pytest.mark.parametrize(("sent", "shown"), [(0, 0), (2, 0), (3, 3), (5, 3), (6, 6), (9, 9)])
def test_the_daily_figure_goes_in_steps_of_three(world: World, sent: int, shown: int) -> None:
    assessment = make_open(world)
    let_answer(assessment, raters_of(assessment)[:sent])
    answer(raters_of(assessment, SELF)[0])
    assert tell_answers(NOON) == 1
    assert Assessment.objects.get().answered_shown == shown


def test_the_figure_stands_for_a_day_whatever_happens_meanwhile(world: World) -> None:
    assessment = make_open(world)
    tell_answers(NOON)
    let_answer(assessment)
    assert tell_answers(NOON + timedelta(hours=11)) == 0
    assert Assessment.objects.get().answered_shown == 0
    assert tell_answers(NOON + timedelta(hours=12)) == 1
    assert Assessment.objects.get().answered_shown == 9


def test_a_360_can_be_closed_early_once_the_figure_has_reached_six(world: World) -> None:
    assessment = make_open(world)
    let_answer(assessment, raters_of(assessment)[:6])
    with pytest.raises(NinefoldError, match="at least 6 people"):
        close_early(assessment=assessment, by=world.participant, at=NOON)
    tell_answered(assessment, NOON)
    close_early(assessment=assessment, by=world.participant, at=NOON)
    assert assessment.state == AssessmentState.CLOSED
    close_early(assessment=assessment, by=world.participant, at=NOON)
    assert Report.objects.count() == 1


def test_an_early_close_counts_again_what_was_taken_back_since(world: World) -> None:
    assessment = make_open(world)
    let_answer(assessment, raters_of(assessment)[:6])
    tell_answered(assessment, NOON)
    take_back(rater=raters_of(assessment)[0])
    with pytest.raises(NinefoldError, match="at least 6 people"):
        close_early(assessment=assessment, by=world.participant, at=NOON)
    assert Assessment.objects.get().state == AssessmentState.OPEN


@pytest.mark.parametrize("role", ["facilitator", "rising_leaders_lead", "trent_lead", "other_participant"])
def test_nobody_but_the_participant_closes_early(world: World, role: str) -> None:
    assessment = make_open(world)
    with pytest.raises(NotAllowedError):
        close_early(assessment=assessment, by=world.roles[role], at=NOON)


@pytest.mark.django_db(transaction=True)
def test_a_cancelled_360_leaves_no_answer_and_no_key_and_those_asked_are_told(world: World) -> None:
    assessment = make_open(world)
    let_answer(assessment)
    Message.objects.all().delete()
    cancel_assessment(assessment=assessment, by=world.participant, at=NOON)
    cancel_assessment(assessment=assessment, by=world.participant, at=NOON)
    assert assessment.state == AssessmentState.CANCELLED
    assert not OpenAnswer.objects.exists()
    assert not SealingKey.objects.exists()
    assert Message.objects.count() == len(raters_of(assessment))


def test_a_closed_360_can_be_neither_cancelled_nor_started(world: World) -> None:
    assessment = make_closed(world)
    with pytest.raises(WrongStateError):
        cancel_assessment(assessment=assessment, by=world.participant, at=NOON)


def test_a_lost_key_is_said_loudly_and_makes_no_empty_report(world: World) -> None:
    assessment = make_open(world)
    let_answer(assessment)
    SealingKey.objects.all().delete()
    with pytest.raises(KeyLostError):
        close(assessment)
    assert not Report.objects.exists()


def test_how_many_were_asked_is_told_by_group(world: World) -> None:
    make_closed(world)
    blocks = {
        block["groups"][0]: (block["responses"], block["asked"]) for block in Report.objects.get().shown["blocks"]
    }
    assert blocks == {"self": (1, 1), "line_manager": (1, 1), "peer": (4, 4), "direct_report": (4, 4)}


def test_the_clock_goes_back_and_the_questionnaire_still_closes_at_one_minute_to_midnight(world: World) -> None:
    before = datetime.fromisoformat("2026-09-27T12:00:00+00:00")
    assessment = make_open(world, at=before)
    assert assessment.closes_on.isoformat() == "2026-10-25"  # the clocks go back in that night
    assert Due.objects.get(what="close").due_at.isoformat() == "2026-10-25T23:59:00+00:00"
    assert london_date(before).isoformat() == "2026-09-27"
