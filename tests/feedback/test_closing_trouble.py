"""Closing when something is wrong: two counts that disagree, hardly any answers, blank ones, a key that is lost."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from ninefold.accounts.outbox import Message
from ninefold.core.disclosure import disclose
from ninefold.core.london import closing_instant
from ninefold.core.recount import CountsDisagreeError
from ninefold.core.responses import Answers
from ninefold.core.shown import Cell, Rule, Shown
from ninefold.feedback.actions import closing
from ninefold.feedback.actions.answers import save_answers, send_answers
from ninefold.feedback.actions.closing import cancel_assessment, close_early, close_on_date
from ninefold.feedback.actions.counting import tell_answered
from ninefold.feedback.jobs import do_what_is_due
from ninefold.feedback.keys.models import SealingKey
from ninefold.feedback.models import Assessment, AssessmentState, Due, OpenAnswer, Report
from ninefold.feedback.models.assessments import RuleLoosenedError
from ninefold.site.environment import SETTINGS
from tests.feedback.made import answer, let_answer, make_draft, make_open, raters_of
from tests.feedback.reading import browser_of, words_at
from tests.support.post import posted
from tests.world import NOON, World

COMMENT = "Says it at each handover."


def close(assessment: Assessment) -> None:
    close_on_date(assessment, 0, closing_instant(assessment.closes_on))
    assessment.refresh_from_db()


def one_too_many(answers: Answers, rule: Rule) -> Shown:
    """An engine with a fault: one of its figures counts somebody who did not answer."""
    shown = disclose(answers, rule)
    at, cell = next((at, cell) for at, cell in shown.cells.items() if cell.kind == "mean")
    return replace(shown, cells={**shown.cells, at: Cell(cell.kind, cell.n + 1, cell.value)})


@pytest.fixture
def answered(world: World) -> Assessment:
    """An open 360 in which everybody but the participant has answered, in different ways."""
    assessment = make_open(world)
    for place, rater in enumerate(raters_of(assessment)):
        answer(rater, 2 + place % 2, COMMENT)
    return assessment


def test_two_counts_that_disagree_close_nothing_and_delete_nothing(
    answered: Assessment, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    before = (OpenAnswer.objects.count(), Message.objects.count(), SealingKey.objects.count())
    with monkeypatch.context() as patched:
        patched.setattr(closing, "disclose", one_too_many)
        with pytest.raises(CountsDisagreeError, match="was not closed: two counts of its answers do not agree"):
            close(answered)
    answered.refresh_from_db()
    assert (answered.state, Report.objects.exists()) == (AssessmentState.OPEN, False)
    assert (OpenAnswer.objects.count(), Message.objects.count(), SealingKey.objects.count()) == before
    assert f"360 {answered.pk} cannot be closed and stays open, with all its answers" in caplog.text
    assert COMMENT not in caplog.text
    close(answered)
    assert answered.state == AssessmentState.CLOSED


def test_such_a_360_keeps_no_other_from_closing_and_is_tried_again(
    world: World, answered: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = make_open(world, participant=world.payer)
    let_answer(sound)

    def faulty_for_the_first(answers: Answers, rule: Rule) -> Shown:
        wrote = any(response.comments for response in answers.responses)
        return one_too_many(answers, rule) if wrote else disclose(answers, rule)

    at = closing_instant(answered.closes_on)
    with monkeypatch.context() as patched:
        patched.setattr(closing, "disclose", faulty_for_the_first)
        do_what_is_due(at)
    states = {row.pk: row.state for row in Assessment.objects.all()}
    assert states == {answered.pk: AssessmentState.OPEN, sound.pk: AssessmentState.CLOSED}
    assert Due.objects.filter(what="close", assessment=answered, done_at__isnull=True).exists()
    do_what_is_due(at)
    assert Assessment.objects.get(pk=answered.pk).state == AssessmentState.CLOSED


def test_whoever_closes_such_a_360_early_is_told(
    world: World, answered: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell_answered(answered, NOON)
    monkeypatch.setattr(closing, "disclose", one_too_many)
    with pytest.raises(CountsDisagreeError, match="It stays open and nothing was deleted"):
        close_early(assessment=answered, by=world.participant, at=NOON)
    assert Assessment.objects.get().state == AssessmentState.OPEN


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("sent", [0, 1])
def test_with_no_answer_or_one_the_date_moves_once_and_then_it_ends_and_all_are_told(world: World, sent: int) -> None:
    assessment = make_open(world)
    let_answer(assessment, raters_of(assessment)[:sent])
    close(assessment)
    assert (assessment.state, assessment.extended) == (AssessmentState.OPEN, True)
    close(assessment)
    assert (assessment.state, Report.objects.exists()) == (AssessmentState.TOO_FEW, False)
    assert (OpenAnswer.objects.count(), SealingKey.objects.count()) == (0, 0)
    for told in (world.participant.person.email, raters_of(assessment)[0].email):
        assert "too few" in posted(told)[-1].text.lower() or "fewer" in posted(told)[-1].text.lower()


def test_groups_that_are_all_under_the_minimum_are_shown_as_one(world: World) -> None:
    assessment = make_open(world, asked={"line_manager": 1, "peer": 2, "direct_report": 2, "other": 2})
    let_answer(assessment)
    close(assessment)
    shown = Report.objects.get().shown
    assert [(block["groups"], block["responses"]) for block in shown["blocks"]] == [
        (["self"], 0),
        (["line_manager"], 1),
        (["peer", "direct_report", "other"], 6),
    ]
    assert shown["omitted"] is False


def test_where_they_are_too_few_together_their_answers_are_used_nowhere(world: World) -> None:
    assessment = make_open(world, asked={"line_manager": 5, "peer": 1, "other": 1})
    for rater in raters_of(assessment):
        answer(rater, 3, COMMENT if rater.group == "peer" else "")
    close(assessment)
    assert assessment.state == AssessmentState.CLOSED
    shown = Report.objects.get().shown
    assert [block["groups"] for block in shown["blocks"]] == [["self"], ["line_manager"]]
    assert (shown["omitted"], shown["comments"]) == (True, [])


def test_who_leaves_every_question_blank_and_sends_counts_as_one_who_answered_and_in_no_figure(world: World) -> None:
    assessment = make_open(world, asked={"line_manager": 1, "peer": 3, "direct_report": 3})
    blank = raters_of(assessment, "peer")[0]
    let_answer(assessment, [rater for rater in raters_of(assessment) if rater.pk != blank.pk])
    save_answers(rater=blank, given={"care.level": ""})
    send_answers(rater=blank)
    close(assessment)
    shown = Report.objects.get().shown
    assert {block["groups"][0]: block["responses"] for block in shown["blocks"]}["peer"] == 3
    assert {cell["kind"] for cell in shown["cells"] if cell["block"] == "peer"} == {"hidden"}


@pytest.mark.django_db(transaction=True)
def test_a_360_whose_key_is_lost_stays_open_until_it_is_cancelled_and_says_why_each_time(
    world: World, answered: Assessment, caplog: pytest.LogCaptureFixture
) -> None:
    SealingKey.objects.all().delete()
    for _sweep in range(2):
        caplog.clear()
        do_what_is_due(closing_instant(answered.closes_on))
        assert f"The key to the answers of 360 number {answered.pk} is missing." in caplog.text
    assert Assessment.objects.get().state == AssessmentState.OPEN
    page = f"/360/{answered.pk}/"
    assert "The key to the answers is lost" in words_at(browser_of(world.participant), page)
    cancel_assessment(assessment=answered, by=world.participant, at=NOON)
    assert (answered.state, Report.objects.exists()) == (AssessmentState.CANCELLED, False)


@pytest.mark.parametrize("looser", [{"minimum": 3}, {"comment_writers": 5}])
def test_the_rule_of_a_360_that_has_begun_is_tightened_and_never_loosened(world: World, looser: dict[str, int]) -> None:
    assessment = make_open(world)
    Assessment.objects.update(minimum=4, comment_writers=6)
    with pytest.raises(RuleLoosenedError, match="can be tightened and never loosened"):
        Assessment.objects.update(**looser)
    assessment.refresh_from_db()
    for name, value in looser.items():
        setattr(assessment, name, value)
    ways: list[Callable[[], None]] = [assessment.save, lambda: assessment.save(update_fields=list(looser))]
    for way in ways:
        with pytest.raises(RuleLoosenedError):
            way()
    let_answer(assessment)
    close(assessment)
    assert Report.objects.get().shown["rule"] == {"minimum": 4, "comment_writers": 6}
    with pytest.raises(RuleLoosenedError):
        Assessment.objects.update(**looser)


@pytest.mark.parametrize("looser", [{"minimum": 2}, {"comment_writers": 4}])
def test_the_database_refuses_a_rule_that_is_looser_than_the_shipped_one(world: World, looser: dict[str, int]) -> None:
    make_draft(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.update(**looser)


def test_no_setting_of_the_site_touches_the_rule() -> None:
    assert [name for name in SETTINGS if any(word in name for word in ("MINIMUM", "RULE", "WRITER", "GROUP"))] == []
