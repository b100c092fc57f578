"""Sweeps of the worker over many 360s: what goes wrong with one keeps none of the others."""

import pytest
from django.db import OperationalError, connections
from django.test.utils import CaptureQueriesContext

from ninefold.core.london import closing_instant
from ninefold.feedback import jobs
from ninefold.feedback.actions.due import plan
from ninefold.feedback.jobs import destroy_keys, do_what_is_due, tell_answers
from ninefold.feedback.models import Assessment, AssessmentState, Due, OpenAnswer, Report
from ninefold.feedback.queries.open_answers import STANDING, seal_of
from tests.feedback.made import answer, let_answer, make_open, raters_of
from tests.world import NOON, World


def alter(assessment: Assessment) -> None:
    """Write over what one rater of this 360 told, so that nothing can read it."""
    rater = raters_of(assessment)[0]
    answer(rater)
    OpenAnswer.objects.filter(place=seal_of(rater).place(STANDING)).update(sealed=b"altered")


def test_a_360_whose_close_fails_is_told_of_and_the_next_one_closes(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    faulty, sound = make_open(world), make_open(world, participant=world.payer)
    for assessment in (faulty, sound):
        let_answer(assessment)
    Report.objects.create(assessment=faulty, shown={}, made_at=NOON)  # so that its own cannot be kept
    do_what_is_due(closing_instant(faulty.closes_on))
    assert Assessment.objects.get(pk=sound.pk).state == AssessmentState.CLOSED
    assert Assessment.objects.get(pk=faulty.pk).state == AssessmentState.OPEN
    assert Due.objects.get(assessment=faulty, what="close").done_at is None
    assert f"close of 360 {faulty.pk}" in caplog.text


def test_what_fails_again_and_again_takes_no_place_of_what_can_be_done(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "AT_ONCE", 1)
    faulty, sound = make_open(world), make_open(world, participant=world.payer)
    Due.objects.all().delete()
    plan("nothing that is known", faulty, NOON)
    plan("close", sound, closing_instant(sound.closes_on))
    assert do_what_is_due(closing_instant(sound.closes_on)) == 1


def test_a_database_that_goes_away_ends_the_sweep_and_is_no_fault_of_what_was_due(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away(*_given: object) -> None:
        raise OperationalError("gone")

    monkeypatch.setitem(jobs.HANDLERS, "close", away)
    assessment = make_open(world)
    with pytest.raises(OperationalError):
        do_what_is_due(closing_instant(assessment.closes_on))
    assert "waits for the next sweep" not in caplog.text


def test_a_360_whose_figure_cannot_be_worked_out_keeps_no_other_from_its_own(world: World) -> None:
    faulty, sound = make_open(world), make_open(world, participant=world.payer)
    alter(faulty)
    assert tell_answers(NOON) == 1
    assert Assessment.objects.get(pk=faulty.pk).answered_shown_on is None
    assert Assessment.objects.get(pk=sound.pk).answered_shown_on is not None


def test_however_many_keys_there_are_three_looks_tell_which_are_to_go(world: World) -> None:
    for participant in (world.participant, world.payer, world.other_participant):
        make_open(world, participant=participant)
    with CaptureQueriesContext(connections["default"]) as main, CaptureQueriesContext(connections["keys"]) as keys:
        assert destroy_keys(NOON) == 0
    assert len(main) + len(keys) == 3
