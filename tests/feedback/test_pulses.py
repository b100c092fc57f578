"""A pulse: everybody asked is one group, shown from five answers, sealed until the close and then deleted."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError

from ninefold.accounts.outbox import Message
from ninefold.accounts.policies import NotAllowedError
from ninefold.core.errors import NinefoldError
from ninefold.core.london import closing_instant, london_date
from ninefold.core.pulses import TooFewAskedError
from ninefold.core.shown import HIDDEN, Cell
from ninefold.core.shown_json import load_cell
from ninefold.feedback.actions import key_destruction, pulses
from ninefold.feedback.actions.clearing import CLEAR
from ninefold.feedback.actions.goals import NotOpenedYetError, save_goal
from ninefold.feedback.actions.pulses import CLOSE, INVITE, answer_pulse, close_pulse, start_pulse
from ninefold.feedback.jobs import do_what_is_due
from ninefold.feedback.keys.models import SealingKey
from ninefold.feedback.models import Assessment, Due, Goal, OpenAnswer, Pulse, PulseRater, RaterState
from ninefold.feedback.queries.open_answers import STANDING, AnsweringEndedError
from ninefold.feedback.queries.pulses import chart_of, results_of, seal_of_pulse, told_in_pulse
from tests.feedback.followed import ADA, IN_JUNE, OPENED, goal_given, make_opened, set_goal
from tests.feedback.made import make_closed, raters_of
from tests.support.post import posted
from tests.world import World


@pytest.fixture
def assessment(world: World) -> Assessment:
    """A 360 of Ada Okafor whose report was opened three months ago, with two goals."""
    opened = make_opened(world)
    set_goal(opened, 1, world.participant)
    set_goal(opened, 2, world.participant, "I sleep.")
    Message.objects.all().delete()
    Due.objects.all().delete()
    return opened


def start(world: World, assessment: Assessment, *goals: int) -> Pulse:
    """A pulse about these goals, or both, that has been sent to everybody."""
    start_pulse(assessment=assessment, goals=goals or (1, 2), by=world.participant, at=IN_JUNE)
    do_what_is_due(IN_JUNE)
    return Pulse.objects.get(assessment=assessment)


def asked_in(pulse: Pulse) -> list[PulseRater]:
    return list(PulseRater.objects.filter(pulse=pulse).select_related("pulse__assessment", "rater").order_by("rater"))


def let_all_answer(pulse: Pulse, *answers: Mapping[str, str]) -> None:
    """The first ones who are asked answer this, one after the other."""
    for asked, given in zip(asked_in(pulse), answers, strict=False):
        answer_pulse(asked=asked, given=given)


def close(assessment: Assessment) -> Pulse:
    do_what_is_due(closing_instant(Pulse.objects.get().closes_on))
    assessment.refresh_from_db()
    return Pulse.objects.get(assessment=assessment)


def shown(pulse: Pulse) -> list[Cell]:
    assert pulse.shown is not None
    return [load_cell(cell) for cell in pulse.shown]


def test_everybody_is_asked_once_by_a_link_of_their_own_under_the_key_of_the_pulse(
    world: World, assessment: Assessment
) -> None:
    pulse = start(world, assessment)
    start_pulse(assessment=assessment, goals=[1], by=world.participant, at=IN_JUNE)
    assert do_what_is_due(IN_JUNE) == 0
    assert Message.objects.count() == len(raters_of(assessment)) == PulseRater.objects.count()
    assert {lock for (lock,) in Message.objects.values_list("lock")} == {f"pulse:{assessment.pk}"}
    links = set()
    for rater in raters_of(assessment):
        (mail,) = posted(rater.email)
        assert mail.subject == "What have you noticed of Ada Okafor’s goals?"
        assert "I sleep." in mail.text
        links |= {line for line in mail.text.splitlines() if "/p/" in line}
    assert len(links) == len(raters_of(assessment))
    assert SealingKey.objects.filter(of=pulse.key_name).exists()


def test_the_goals_are_asked_in_the_words_that_stood_then(world: World, assessment: Assessment) -> None:
    pulse = start(world, assessment, 2)
    save_goal(assessment=assessment, position=2, given=goal_given("I wake."), by=world.participant, at=OPENED)
    pulse.refresh_from_db()
    assert pulse.goals == ["I sleep."]
    assert list(Goal.objects.filter(shared=True)) == []  # saved anew without the tick
    assert pulse.closes_on == london_date(IN_JUNE) + timedelta(days=14)


def test_to_be_asked_about_is_to_be_shared(world: World, assessment: Assessment) -> None:
    start(world, assessment, 2)
    assert [goal.position for goal in Goal.objects.filter(shared=True)] == [2]


def test_it_waits_for_three_months_for_six_people_and_for_a_goal(world: World, assessment: Assessment) -> None:
    early = IN_JUNE - timedelta(days=1)
    with pytest.raises(NinefoldError, match="from 30 June 2026 on"):
        start_pulse(assessment=assessment, goals=[1], by=world.participant, at=early)
    with pytest.raises(NinefoldError, match="at least one goal"):
        start_pulse(assessment=assessment, goals=[3], by=world.participant, at=IN_JUNE)
    for rater in raters_of(assessment)[:4]:
        assessment.raters.filter(pk=rater.pk).update(state=RaterState.WITHDRAWN)
    with pytest.raises(TooFewAskedError, match="At least 6 people"):
        start_pulse(assessment=assessment, goals=[1], by=world.participant, at=IN_JUNE)
    assert not Pulse.objects.exists()
    assert not Due.objects.exists()


def test_nobody_else_starts_it_and_nobody_before_the_report(world: World, assessment: Assessment) -> None:
    for name, role in world.roles.items():
        if name != "participant":
            with pytest.raises(NotAllowedError):
                start_pulse(assessment=assessment, goals=[1], by=role, at=IN_JUNE)
    closed = make_closed(world, participant=world.payer)
    with pytest.raises(NotOpenedYetError):
        start_pulse(assessment=closed, goals=[1], by=world.payer, at=IN_JUNE)


def test_answers_lie_sealed_and_each_finds_their_own_alone(world: World, assessment: Assessment) -> None:
    one, other, *_rest = asked_in(start(world, assessment))
    answer_pulse(asked=one, given={"1": "2", "2": "-"})
    assert told_in_pulse(one) == {"1": "2", "2": "-", STANDING: "sent"}
    assert told_in_pulse(other) == {}
    before = {bytes(row.place) for row in OpenAnswer.objects.all()}
    answer_pulse(asked=one, given={"1": "-2", "2": "0"})
    assert told_in_pulse(one)["1"] == "-2"
    assert {bytes(row.place) for row in OpenAnswer.objects.all()} == before


@pytest.mark.parametrize(
    "given", [{"1": "3", "2": "0"}, {"1": "0"}, {"1": "0", "2": ""}, {"1": "0", "2": "0", "3": "0"}, {}]
)
def test_what_is_no_answer_is_refused(world: World, assessment: Assessment, given: dict[str, str]) -> None:
    asked = asked_in(start(world, assessment))[0]
    with pytest.raises(NinefoldError, match="Choose an answer for each goal"):
        answer_pulse(asked=asked, given=given)
    assert not OpenAnswer.objects.exists()


def test_the_close_keeps_what_may_be_shown_and_nothing_else(world: World, assessment: Assessment) -> None:
    pulse = start(world, assessment)
    let_all_answer(pulse, *[{"1": "1", "2": "0"}] * 3, *[{"1": "0", "2": "-1"}] * 2, {"1": "-", "2": "-"})
    Message.objects.all().delete()
    pulse = close(assessment)
    assert shown(pulse) == [Cell("mean", 5, Decimal("0.60")), Cell("mean", 5, Decimal("-0.40"))]
    assert [(result.verdict, result.figure) for result in results_of(pulse)] == [
        ("improved", "0.6"),
        ("no_clear_change", "−0.4"),
    ]
    assert "<svg" in chart_of(pulse)
    assert not OpenAnswer.objects.exists()
    assert not Message.objects.filter(lock=pulse.key_name).exists()
    assert [mail.subject for mail in posted(ADA)] == ["How your goals are going: the answers are in"]


def test_of_fewer_than_five_answers_nothing_is_shown(world: World, assessment: Assessment) -> None:
    pulse = start(world, assessment)
    let_all_answer(pulse, *[{"1": "2", "2": "-2"}] * 4)
    pulse = close(assessment)
    assert shown(pulse) == [HIDDEN, HIDDEN]
    assert [result.verdict for result in results_of(pulse)] == ["not_shown", "not_shown"]
    assert chart_of(pulse) == ""


def test_everybody_asked_is_one_group_the_line_manager_too(world: World, assessment: Assessment) -> None:
    pulse = start(world, assessment)
    let_all_answer(pulse, *[{"1": "-2", "2": "0"}] * 9)
    assert shown(close(assessment))[0] == Cell("at_most", 9, Decimal("-1.00"))


def test_it_closes_once_on_its_date_and_takes_nothing_after_that(world: World, assessment: Assessment) -> None:
    pulse = start(world, assessment)
    asked = asked_in(pulse)
    let_all_answer(pulse, *[{"1": "1", "2": "1"}] * 5)
    at = closing_instant(pulse.closes_on)
    close_pulse(assessment, 0, at - timedelta(minutes=1))
    pulse.refresh_from_db()
    assert pulse.closed_at is None
    close_pulse(assessment, 0, at)
    first = Pulse.objects.values().get()
    close_pulse(assessment, 0, at + timedelta(days=1))
    assert Pulse.objects.values().get() == first
    # The key is destroyed when this transaction ends; that it is closed is enough to refuse.
    with pytest.raises(AnsweringEndedError):
        answer_pulse(asked=asked[0], given={"1": "-2", "2": "-2"})
    assert not OpenAnswer.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_key_is_destroyed_after_the_close_and_by_the_sweep_where_that_failed(
    world: World, assessment: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_of: str) -> bool:
        raise DatabaseError("gone")

    asked = asked_in(start(world, assessment))[0]
    assert key_destruction.destroy_keys(IN_JUNE) == 0  # it is open
    with monkeypatch.context() as patched:
        patched.setattr(key_destruction, "destroy_secret", away)
        close(assessment)
        assert SealingKey.objects.exists()
    assert key_destruction.destroy_keys(IN_JUNE) == 1
    with pytest.raises(AnsweringEndedError):
        seal_of_pulse(asked)


@pytest.mark.django_db(transaction=True)
def test_the_key_is_gone_right_after_the_close(world: World, assessment: Assessment) -> None:
    start(world, assessment)
    close(assessment)
    assert not SealingKey.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_sweep_between_the_start_and_the_invitations_takes_no_key_that_is_needed(
    world: World, assessment: Assessment
) -> None:
    start_pulse(assessment=assessment, goals=[1], by=world.participant, at=IN_JUNE)
    assert not SealingKey.objects.exists()
    assert key_destruction.destroy_keys(IN_JUNE) == 0
    do_what_is_due(IN_JUNE)
    assert key_destruction.destroy_keys(IN_JUNE) == 0
    answer_pulse(asked=asked_in(Pulse.objects.get())[0], given={"1": "1"})


@pytest.mark.django_db(transaction=True)
def test_a_close_that_fails_half_way_has_not_happened(
    world: World, assessment: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    pulse = start(world, assessment)
    let_all_answer(pulse, *[{"1": "1", "2": "1"}] * 5)
    rows = OpenAnswer.objects.count()

    def break_off(*_arguments: object, **_named: object) -> None:
        raise DatabaseError("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(pulses, "post", break_off)
        with pytest.raises(DatabaseError):
            close_pulse(assessment, 0, closing_instant(pulse.closes_on))
    pulse.refresh_from_db()
    assert (pulse.closed_at, pulse.shown, OpenAnswer.objects.count()) == (None, None, rows)
    assert SealingKey.objects.exists()
    assert shown(close(assessment))[0].n == 5


def test_a_key_that_was_lost_closes_it_with_nothing_shown(world: World, assessment: Assessment) -> None:
    pulse = start(world, assessment)
    let_all_answer(pulse, *[{"1": "1", "2": "1"}] * 5)
    SealingKey.objects.all().delete()
    assert shown(close(assessment)) == [HIDDEN, HIDDEN]


def test_after_a_week_those_who_have_not_answered_are_reminded_and_it_looks_like_mail_to_all(
    world: World, assessment: Assessment
) -> None:
    pulse = start(world, assessment)
    let_all_answer(pulse, {"1": "1", "2": "1"}, {"1": "-", "2": "-"})
    Message.objects.all().delete()
    do_what_is_due(IN_JUNE + timedelta(days=7, hours=3))
    assert Message.objects.count() == len(raters_of(assessment))
    assert len({len(bytes(message.sealed)) for message in Message.objects.all()}) == 1
    reminded = [rater for rater in raters_of(assessment) if posted(rater.email)]
    assert reminded == raters_of(assessment)[2:]
    assert posted(reminded[0].email)[0].subject.startswith("A reminder, until Tuesday 14 July: what have you noticed")


def test_a_worker_that_was_away_for_all_of_it_invites_and_closes_once(world: World, assessment: Assessment) -> None:
    start_pulse(assessment=assessment, goals=[1], by=world.participant, at=IN_JUNE)
    do_what_is_due(IN_JUNE + timedelta(days=30))
    assert shown(Pulse.objects.get()) == [HIDDEN]
    assert not Due.objects.filter(done_at__isnull=True).exclude(what=CLEAR).exists()
    assert {row.what for row in Due.objects.all()} >= {INVITE, CLOSE}
    assert [mail.subject for mail in posted(ADA)] == ["How your goals are going: the answers are in"]
