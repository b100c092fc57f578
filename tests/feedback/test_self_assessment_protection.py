"""What data protection asks of self-assessments: a copy, erasure, an end, and a sweep that the worker does."""

import json
from datetime import timedelta

import pytest
from django.apps import apps
from django.utils import timezone

from ninefold.accounts.models import Person
from ninefold.feedback.actions.erasure import erase
from ninefold.feedback.actions.retention import delete_ripe, what_is_ripe
from ninefold.feedback.actions.subject_access import give_copy
from ninefold.feedback.models import OpenSelfAssessment, SelfAssessment
from ninefold.feedback.queries.erasure import held_of, what_goes
from ninefold.site.jobs import JOBS
from tests.feedback.made import make_draft
from tests.feedback.self_assessed import begin, make_kept
from tests.world import NOON, OPERATOR, World, make_person

ADA = "ada.okafor@example.org"
GIVEN = {"care.level": "1", "care.importance": "4", "care.example": "Sat with Jo.", "plan.1.what": "Ask first."}


def ripe_at(days: int) -> dict[str, int]:
    return {one.rule.name: len(one.numbers) for one in what_is_ripe(NOON + timedelta(days=days))}


def test_the_copy_has_each_as_a_page_to_read_and_says_when_it_was_answered(world: World) -> None:
    row = make_kept(world.participant.person, given=GIVEN)
    copy = give_copy(email=ADA, notes_reviewed=False, by=OPERATOR, at=NOON)
    page = copy.files[f"self-assessments/2026-03-02-{row.pk}.html"].decode()
    for said in ("Caring for colleagues", "essential, 1", "Sat with Jo.", "Ask first."):
        assert said in page
    (told,) = json.loads(copy.files["about-you.json"])["self_assessments_you_keep"]
    assert (told["begun_on"], told["answered_on"]) == ("2026-03-02", "2026-03-02")
    assert "sealed" not in told
    assert "folder “self-assessments”" in copy.files["READ-ME.txt"].decode()


def test_one_that_no_key_opens_keeps_nobody_from_the_rest_of_their_copy(world: World) -> None:
    row = make_kept(world.participant.person, given=GIVEN)
    SelfAssessment.objects.filter(pk=row.pk).update(sealed=bytes(100))
    copy = give_copy(email=ADA, notes_reviewed=False, by=OPERATOR, at=NOON)
    assert [name for name in copy.files if name.startswith("self-assessments/")] == []
    assert json.loads(copy.files["about-you.json"])["self_assessments_you_keep"]
    assert "Of your self-assessments, 1 cannot be opened any more." in copy.files["READ-ME.txt"].decode()


def test_of_somebody_else_it_holds_none(world: World) -> None:
    make_kept(world.other_participant.person, given=GIVEN)
    copy = give_copy(email=ADA, notes_reviewed=False, by=OPERATOR, at=NOON)
    assert json.loads(copy.files["about-you.json"])["self_assessments_you_keep"] == []


@pytest.mark.parametrize("with_a_360", [False, True])
def test_whoever_is_erased_keeps_none(world: World, with_a_360: bool) -> None:
    make_kept(world.participant.person, given=GIVEN)
    make_kept(world.other_participant.person, given=GIVEN)
    if with_a_360:
        make_draft(world)
    assert "self-assessments that they keep: 1" in what_goes(held_of(ADA))
    erase(email=ADA, by=OPERATOR, at=NOON)
    assert [row.person for row in SelfAssessment.objects.all()] == [world.other_participant.person]


def test_three_years_after_the_last_answer_it_goes_and_not_before(world: World) -> None:
    make_kept(world.participant.person, given=GIVEN)
    assert ripe_at(3 * 365)["own"] == 0
    assert ripe_at(3 * 365 + 5)["own"] == 1
    deleted = {rule.name: count for rule, count in delete_ripe(by=OPERATOR, at=NOON + timedelta(days=3 * 365 + 5))}
    assert deleted["own"] == 1
    assert not SelfAssessment.objects.exists()


def test_an_account_with_one_in_it_stays_as_long_as_that_does(world: World) -> None:
    somebody = make_person("Una Quill", world.trent)
    Person.objects.get_queryset().filter(pk=somebody.pk).update(last_login=NOON - timedelta(days=4 * 365))
    make_kept(somebody, given=GIVEN)
    numbers = {one.rule.name: one.numbers for one in what_is_ripe(NOON)}
    assert somebody.pk not in numbers["accounts"]
    SelfAssessment.objects.all().delete()
    numbers = {one.rule.name: one.numbers for one in what_is_ripe(NOON)}
    assert somebody.pk in numbers["accounts"]


def test_an_account_that_goes_takes_them_along(world: World) -> None:
    somebody = make_person("Una Quill", world.trent)
    make_kept(somebody, given=GIVEN)
    somebody.delete()
    assert not SelfAssessment.objects.exists()


@pytest.mark.django_db
def test_the_worker_sweeps_what_no_browser_came_back_to() -> None:
    begin()
    (job,) = [job for job in JOBS if job.name == "forget untouched self-assessments"]
    assert job.every <= timedelta(hours=1)
    assert job.run(timezone.now()) == 0
    assert job.run(timezone.now() + timedelta(hours=26)) == 1
    assert not OpenSelfAssessment.objects.exists()


def test_no_table_links_one_in_a_browser_to_anybody() -> None:
    model = apps.get_model("feedback.OpenSelfAssessment")
    assert {field.name for field in model._meta.get_fields()} == {"place", "sealed", "touched_at"}
