"""Beginning the own part of a 360 with a self-assessment: what both ask is taken over, the rest is asked."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from ninefold.accounts.audit import AuditEntry
from ninefold.core.errors import NinefoldError
from ninefold.core.timetable import months_later
from ninefold.feedback.actions.answers import save_answers, send_answers
from ninefold.feedback.actions.self_assessment_use import use_self_assessment
from ninefold.feedback.models import Assessment, SelfAssessment
from ninefold.feedback.queries.frameworks import questions_asked
from tests.feedback.coming_in import told
from tests.feedback.made import make_draft, make_open
from tests.feedback.own_part import path_of, self_of
from tests.feedback.reading import words_at
from tests.feedback.self_assessed import all_of_it, make_kept
from tests.world import NOON, World


@pytest.fixture
def draft(world: World) -> Assessment:
    """A 360 of Ada Okafor that is being set up, with the full form."""
    return make_draft(world, form="full")


@pytest.fixture
def ada(world: World) -> Client:
    client = Client()
    client.force_login(world.participant.person)
    return client


def all_told(assessment: Assessment) -> dict[str, str]:
    return told(self_of(assessment), *questions_asked(assessment))


def kept(world: World, at: datetime | None = None) -> SelfAssessment:
    """A self-assessment of hers with everything answered, and one example."""
    given = {**all_of_it(2), "team.level": "-", "care.example": "Sat with Jo."}
    return make_kept(world.participant.person, at=at or timezone.now() - timedelta(days=3), given=given)


def test_what_both_forms_ask_is_taken_over_and_only_the_rest_is_asked(
    world: World, draft: Assessment, ada: Client
) -> None:
    row = kept(world)
    page = words_at(ada, path_of(draft))
    assert "has 22 answers that this 360 asks for too" in page
    response = ada.post(path_of(draft, "self-assessment/"))
    assert response.headers["Location"] == path_of(draft, "purpose/")
    page = words_at(ada, path_of(draft, "purpose/"))
    assert f"22 answers of your self-assessment of {row.answered_on:%-d %B %Y} are here now." in page
    assert '<details class="nhsuk-details" open' in ada.get(path_of(draft, "purpose/")).content.decode()
    answers = all_told(draft)
    assert answers == {code: text for code, text in all_of_it(2).items() if code != "team.level"}
    # What is left: behaviours and comments, and the level that was left open.
    assert "care.b1" not in answers
    assert "care.comment" not in answers
    assert "Begin with what you have answered already" not in words_at(ada, path_of(draft))


def test_by_the_short_form_nothing_but_comments_is_left(world: World, ada: Client) -> None:
    short = make_draft(world, form="short")
    make_kept(world.participant.person, at=timezone.now(), given=all_of_it(3))
    assert ada.post(path_of(short, "self-assessment/")).headers["Location"] == path_of(short, "check/")
    assert "Nothing is missing." in words_at(ada, path_of(short, "check/"))


def test_examples_are_taken_over_as_comments_only_where_that_is_asked_for(
    world: World, draft: Assessment, ada: Client
) -> None:
    kept(world)
    assert "As comments your facilitator reads them, word for word." in words_at(ada, path_of(draft))
    ada.post(path_of(draft, "self-assessment/"), {"examples": "on"})
    assert all_told(draft)["care.comment"] == "Sat with Jo."


def test_what_was_answered_in_the_360_already_is_never_written_over_and_that_is_said(
    world: World, draft: Assessment, ada: Client
) -> None:
    save_answers(rater=self_of(draft), given={"care.level": "4", "care.comment": "Mine.", "purpose.level": "-"})
    kept(world)
    page = words_at(ada, path_of(draft))
    assert "has 20 answers that this 360 asks for too" in page
    assert "What you have answered here already stays as it is." in page
    ada.post(path_of(draft, "self-assessment/"), {"examples": "on"})
    answers = all_told(draft)
    assert (answers["care.level"], answers["care.comment"], answers["purpose.level"]) == ("4", "Mine.", "-")
    assert answers["care.importance"] == "2"
    assert "What you had answered here before stays as it was." in words_at(ada, path_of(draft))


def test_pressed_twice_it_is_taken_over_once_and_the_second_says_so(
    world: World, draft: Assessment, ada: Client
) -> None:
    kept(world)
    ada.post(path_of(draft, "self-assessment/"))
    save_answers(rater=self_of(draft), given={"care.level": "4"})
    again = ada.post(path_of(draft, "self-assessment/"))
    assert again.headers["Location"] == path_of(draft)
    assert "There is nothing in your self-assessment that is not answered here already." in words_at(
        ada, path_of(draft)
    )
    assert all_told(draft)["care.level"] == "4"


@pytest.mark.parametrize(("days", "fresh"), [(0, True), (1, False)])
def test_after_six_months_it_is_asked_anew_and_says_why(
    world: World, draft: Assessment, ada: Client, days: int, fresh: bool
) -> None:
    day = months_later(timezone.localdate(), -6) - timedelta(days=days)
    row = kept(world, at=timezone.now())
    SelfAssessment.objects.filter(pk=row.pk).update(answered_on=day)
    page = words_at(ada, path_of(draft))
    assert ("more than six months ago" in page) is not fresh
    assert ("Use my self-assessment" in page) is fresh
    ada.post(path_of(draft, "self-assessment/"))
    assert bool(all_told(draft) if fresh else told_or_nothing(draft)) is fresh


def told_or_nothing(assessment: Assessment) -> dict[str, str]:
    """What was told; a draft in which nothing was has no key."""
    save_answers(rater=self_of(assessment), given={"overall.keep": "x"})
    return {code: text for code, text in all_told(assessment).items() if code != "overall.keep"}


def test_of_another_version_nothing_is_taken_over_and_it_says_why(world: World, draft: Assessment, ada: Client) -> None:
    row = kept(world)
    SelfAssessment.objects.filter(pk=row.pk).update(framework_version="0.9")
    assert "answered by another version of the model" in words_at(ada, path_of(draft))
    response = ada.post(path_of(draft, "self-assessment/"), follow=True)
    assert "answered by another version of the model" in response.content.decode()
    assert told_or_nothing(draft) == {}


def test_the_latest_in_which_anything_was_rated_is_the_one(world: World, draft: Assessment, ada: Client) -> None:
    row = kept(world)
    make_kept(world.participant.person, at=timezone.now(), given={"care.example": "Only a line."})
    assert f"Use my self-assessment of {row.answered_on:%-d %B %Y}" in words_at(ada, path_of(draft))


def test_while_it_is_open_too_and_not_once_the_own_part_is_finished(world: World, ada: Client) -> None:
    running = make_open(world, form="full", at=timezone.now())
    kept(world)
    assert "Use my self-assessment" in words_at(ada, path_of(running))
    save_answers(rater=self_of(running), given={"care.level": "1"})
    send_answers(rater=self_of(running))
    assert "Use my self-assessment" not in words_at(ada, path_of(running))


def test_of_nobody_else_is_anything_taken_over(world: World, draft: Assessment, ada: Client) -> None:
    make_kept(world.other_participant.person, at=timezone.now())
    assert "self-assessment" not in words_at(ada, path_of(draft)).replace("Your self-assessments", "")
    with pytest.raises(NinefoldError, match="There is nothing in your self-assessment"):
        use_self_assessment(rater=self_of(draft), with_examples=False, by=world.participant, at=NOON)
    kept(world)
    with pytest.raises(NinefoldError, match="Only the person whom this 360 is about"):
        use_self_assessment(rater=self_of(draft), with_examples=False, by=world.trent_lead, at=NOON)
    other = Client()
    other.force_login(world.trent_lead.person)
    assert other.post(path_of(draft, "self-assessment/")).status_code == 403


def test_like_every_answer_that_is_recorded_nowhere(world: World, draft: Assessment, ada: Client) -> None:
    kept(world)
    before = AuditEntry.objects.count()
    ada.post(path_of(draft, "self-assessment/"))
    assert AuditEntry.objects.count() == before


def test_the_page_of_the_draft_says_that_it_can_begin_the_own_part(
    world: World, draft: Assessment, ada: Client
) -> None:
    assert "can begin it" not in words_at(ada, f"/360/{draft.pk}/")
    row = kept(world)
    assert f"Your self-assessment of {row.answered_on:%-d %B %Y} can begin it." in words_at(ada, f"/360/{draft.pk}/")
