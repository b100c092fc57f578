"""The e-learning assessment: one attempt at a time, gone on with, counted once, with a pause after a miss."""

from datetime import date, timedelta
from random import Random

import pytest
from django.db import IntegrityError, transaction

from ninefold.academy.actions.learning import BlanksError, begin_attempt, save_answers, send_attempt
from ninefold.academy.models import Attempt, Evidence, RegisterRules
from ninefold.academy.queries.learning import bank, drawn_for, result_of
from ninefold.accounts.audit import AuditEntry
from ninefold.accounts.models import Role
from ninefold.accounts.policies import NotAllowedError
from ninefold.core.errors import NinefoldError
from tests.academy.learned import answers_for, passed
from tests.world import NOON, World

DAY = timedelta(days=1)


def begun(by: Role) -> Attempt:
    return begin_attempt(by=by, at=NOON, chance=Random(5))


def sent(by: Role, wrong: int) -> Attempt:
    attempt = begun(by)
    save_answers(attempt=attempt, answers=answers_for(attempt, wrong=wrong), by=by)
    return send_attempt(attempt=attempt, by=by, at=NOON)


def test_who_passes_has_it_on_the_register_with_the_result_and_the_day(world: World) -> None:
    attempt = sent(world.facilitator, wrong=3)
    assert (attempt.percent, attempt.passed) == (85, True)
    row = Evidence.objects.get()
    assert (row.registration.person, row.kind, row.percent) == (world.facilitator.person, "assessment", 85)
    assert (row.source, row.happened_on) == (f"attempt:{attempt.pk}", date(2026, 3, 2))


def test_who_does_not_pass_keeps_the_attempt_and_nothing_is_entered(world: World) -> None:
    attempt = sent(world.facilitator, wrong=5)
    assert (attempt.percent, attempt.passed) == (75, False)
    assert not Evidence.objects.exists()


def test_the_pass_mark_is_the_regions_else_the_nations(world: World) -> None:
    RegisterRules.objects.create(nation=world.nation, pass_mark=70)
    assert sent(world.facilitator, wrong=5).passed is True
    RegisterRules.objects.create(region=world.north_west, pass_mark=90)
    assert sent(world.other_facilitator, wrong=3).passed is False


def test_sending_twice_counts_once(world: World) -> None:
    attempt = sent(world.facilitator, wrong=0)
    again = send_attempt(attempt=attempt, by=world.facilitator, at=NOON + DAY)
    assert again.sent_at == NOON
    assert Evidence.objects.count() == 1
    assert AuditEntry.objects.filter(what="send assessment").count() == 1


def test_an_attempt_can_be_interrupted_and_gone_on_with(world: World) -> None:
    attempt = begun(world.facilitator)
    right = answers_for(attempt)
    first = dict(list(right.items())[:5])
    save_answers(attempt=attempt, answers=first, by=world.facilitator)
    later = begin_attempt(by=world.facilitator, at=NOON + 5 * DAY, chance=Random(6))
    assert (later.pk, later.answers) == (attempt.pk, first)
    save_answers(
        attempt=later, answers={name: right[name] for name in right if name not in first}, by=world.facilitator
    )
    assert send_attempt(attempt=attempt, by=world.facilitator, at=NOON + 6 * DAY).percent == 100


def test_an_answer_can_be_changed_until_it_is_sent_and_then_no_more(world: World) -> None:
    attempt = begun(world.facilitator)
    name, place = next(iter(answers_for(attempt).items()))
    for given in ((place + 1) % 4, place):
        save_answers(attempt=attempt, answers={name: given}, by=world.facilitator)
    send_attempt(attempt=attempt, by=world.facilitator, at=NOON, with_blanks=True)
    with pytest.raises(NinefoldError, match="has been sent"):
        save_answers(attempt=attempt, answers={name: 0}, by=world.facilitator)
    attempt.refresh_from_db()
    assert (attempt.answers, attempt.percent) == ({name: place}, 5)


def test_blanks_are_asked_about_once_and_then_count_as_wrong(world: World) -> None:
    attempt = begun(world.facilitator)
    save_answers(attempt=attempt, answers=dict(list(answers_for(attempt).items())[1:]), by=world.facilitator)
    with pytest.raises(BlanksError, match="1 question has no answer yet"):
        send_attempt(attempt=attempt, by=world.facilitator, at=NOON)
    assert not Attempt.objects.filter(sent_at__isnull=False).exists()
    assert send_attempt(attempt=attempt, by=world.facilitator, at=NOON, with_blanks=True).percent == 95


def test_after_a_miss_there_is_a_pause_of_a_day_and_after_a_pass_there_is_none(world: World) -> None:
    sent(world.facilitator, wrong=20)
    with pytest.raises(NinefoldError, match=r"from Tuesday 3 March 2026, 12:00 on"):
        begin_attempt(by=world.facilitator, at=NOON + DAY - timedelta(seconds=1))
    assert begin_attempt(by=world.facilitator, at=NOON + DAY).sent_at is None
    passed(world.other_facilitator)
    assert begin_attempt(by=world.other_facilitator, at=NOON).sent_at is None


def test_two_attempts_at_once_are_refused_by_the_database_too(world: World) -> None:
    attempt = begun(world.facilitator)
    assert begun(world.facilitator) == attempt
    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.create(person=world.facilitator.person, bank="other", began_at=NOON)


def test_an_attempt_of_questions_that_have_changed_is_put_away_and_not_marked(world: World) -> None:
    attempt = begun(world.facilitator)
    Attempt.objects.update(bank="earlier")
    for act in (
        lambda: save_answers(attempt=attempt, answers=answers_for(attempt), by=world.facilitator),
        lambda: send_attempt(attempt=attempt, by=world.facilitator, at=NOON, with_blanks=True),
    ):
        with pytest.raises(NinefoldError, match="have changed since you began"):
            act()
    assert begin_attempt(by=world.facilitator, at=NOON).bank == bank().mark
    assert Attempt.objects.count() == 1


def test_of_an_attempt_of_earlier_questions_the_result_alone_is_known(world: World) -> None:
    attempt = sent(world.facilitator, wrong=2)
    assert result_of(attempt) is not None
    attempt.bank = "earlier"
    assert (result_of(attempt), attempt.percent) == (None, 90)


@pytest.mark.parametrize("answers", [{"no-such-question": 1}, {"": 0}])
def test_what_was_not_asked_cannot_be_answered(world: World, answers: dict[str, int]) -> None:
    attempt = begun(world.facilitator)
    asked = drawn_for(attempt)[0].question
    for given in (answers, {asked: 4}, {asked: -1}):
        with pytest.raises(NinefoldError, match="no answer to a question of this attempt"):
            save_answers(attempt=attempt, answers=given, by=world.facilitator)
    attempt.refresh_from_db()
    assert attempt.answers == {}


def test_only_facilitators_take_it_and_each_their_own(world: World) -> None:
    attempt = begun(world.facilitator)
    for called, role in world.roles.items():
        if role.kind != "facilitator":
            with pytest.raises(NotAllowedError):
                begin_attempt(by=role, at=NOON)
        if called != "facilitator":
            with pytest.raises(NotAllowedError):
                save_answers(attempt=attempt, answers=answers_for(attempt), by=role)
            with pytest.raises(NotAllowedError):
                send_attempt(attempt=attempt, by=role, at=NOON, with_blanks=True)
            assert not Attempt.objects.visible_to(role).exists()
    assert Attempt.objects.get().answers == {}
