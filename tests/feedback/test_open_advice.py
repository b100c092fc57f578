"""What the participant is told while it is open: whom to ask besides, and whose invitation came back."""

from datetime import datetime, timedelta

import pytest

from ninefold.accounts.bounces import tell_of_bounce
from ninefold.accounts.mail import Mail
from ninefold.feedback.actions.answers import move_invitation, open_invitation
from ninefold.feedback.actions.open_advice import advise_participant
from ninefold.feedback.actions.rater_lists import mend_address
from ninefold.feedback.jobs import do_what_is_due
from ninefold.feedback.models import Assessment, Due, Rater, RaterState
from ninefold.feedback.queries.rater_lists import suggestions_for, words_of_suggestion
from tests.feedback.made import answer, make_closed, make_open, raters_of
from tests.support.post import posted
from tests.world import NOON, World

ADA = "ada.okafor@example.org"


def said(mail: Mail) -> str:
    return " ".join(mail.text.split())


def bounce(rater: Rater, number: int = 0, at: datetime = NOON) -> RaterState:
    tell_of_bounce(f"rater-{rater.pk}-{number}", at)
    return RaterState(Rater.objects.get(pk=rater.pk).state)


def advice(assessment: Assessment) -> list[str]:
    return [words_of_suggestion(one, assessment) for one in suggestions_for(assessment)]


def test_advice_is_worked_out_from_those_who_are_asked(world: World) -> None:
    assessment = make_open(world, asked={"peer": 2, "direct_report": 3, "other": 5})
    assert [sentence.partition(".")[0] for sentence in advice(assessment)] == [
        "Peers: 3 more",
        "People you manage: 2 more",
        "Line manager: nobody is asked yet",
    ]
    assert "joined with another group" in advice(assessment)[0]
    assert "only a range" in advice(assessment)[1]


def test_an_invitation_that_came_back_asks_nobody_and_an_answer_changes_nothing(world: World) -> None:
    assessment = make_open(world, asked={"line_manager": 1, "peer": 5, "direct_report": 5})
    assert advice(assessment) == []
    answer(raters_of(assessment, "peer")[0])
    assert advice(assessment) == []
    bounce(raters_of(assessment, "peer")[1])
    assert advice(assessment)[0].startswith("Peers: 1 more.")


def test_advice_comes_ten_and_three_days_before_the_close(world: World) -> None:
    assessment = make_open(world, asked={"line_manager": 1, "peer": 5, "direct_report": 3})
    days = [(row.due_at.date() - assessment.closes_on).days for row in Due.objects.filter(what="advise")]
    assert sorted(days) == [-10, -3]
    for row in Due.objects.filter(what="advise").order_by("due_at"):
        do_what_is_due(row.due_at)
        do_what_is_due(row.due_at)
    mails = [mail for mail in posted(ADA) if "more would help" in mail.subject]
    assert [mail.subject for mail in mails] == ["People you manage: 2 more would help your 360 most"] * 2
    assert "So far you ask 3 of this group" in said(mails[0])
    assert "told to nobody" in said(mails[0])


def test_who_asks_enough_people_gets_no_advice_and_nor_does_a_closed_360(world: World) -> None:
    full = make_open(world, asked={"line_manager": 1, "peer": 5, "direct_report": 5})
    advise_participant(full, 0, NOON)
    closed = make_closed(world, participant=world.payer)
    advise_participant(closed, 0, NOON)
    assert [mail for mail in posted(ADA) if "help your 360" in mail.subject] == []


def test_a_bounce_shows_only_on_an_invitation_that_was_not_opened(world: World) -> None:
    assessment = make_open(world)
    first, second = raters_of(assessment)[:2]
    open_invitation(rater=second)
    assert bounce(first) == RaterState.BOUNCED
    assert bounce(second) == RaterState.OPENED


def test_mail_that_comes_back_from_a_rater_s_own_address_is_told_to_nobody(world: World) -> None:
    assessment = make_open(world)
    rater = raters_of(assessment)[0]
    move_invitation(rater=rater, email="bea@home.example")
    before = Due.objects.count()
    for number in (0, 1):
        assert bounce(rater, number) == RaterState.INVITED
    Rater.objects.filter(pk=rater.pk).update(link_number=0)
    assert bounce(rater, 1) == RaterState.INVITED
    assert Due.objects.count() == before


@pytest.mark.parametrize("mark", ["rater", "rater-0-0", "rater-x-0", "rater-1", "rater-99999999999999999999-0"])
def test_a_mark_that_leads_to_nobody_does_nothing(world: World, mark: str) -> None:
    make_open(world)
    tell_of_bounce(mark, NOON)
    assert not Rater.objects.filter(state=RaterState.BOUNCED).exists()


def test_bounces_are_told_by_name_in_one_mail_a_day(world: World) -> None:
    assessment = make_open(world)
    first, second, third, fourth = raters_of(assessment)[:4]
    bounce(first)
    bounce(second)
    do_what_is_due(NOON + timedelta(minutes=16))
    bounce(third, at=NOON + timedelta(hours=1))
    bounce(fourth, at=NOON + timedelta(hours=2))
    do_what_is_due(NOON + timedelta(hours=5))
    (mail,) = posted(ADA)
    assert first.name in mail.text
    assert second.email in mail.text
    assert third.name not in mail.text
    mend_address(rater=Rater.objects.get(pk=first.pk), email=first.email, by=world.participant, at=NOON)
    do_what_is_due(NOON + timedelta(days=1))
    later = posted(ADA)[1]
    assert third.name in later.text
    assert first.name not in later.text


def test_nothing_is_told_of_bounces_that_were_mended_meanwhile(world: World) -> None:
    assessment = make_open(world)
    rater = raters_of(assessment)[0]
    bounce(rater)
    mend_address(rater=Rater.objects.get(pk=rater.pk), email=rater.email, by=world.participant, at=NOON)
    do_what_is_due(NOON + timedelta(hours=1))
    assert posted(ADA) == []
