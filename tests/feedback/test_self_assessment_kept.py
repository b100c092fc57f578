"""A self-assessment in an account: kept by a press, one's own alone, compared with the one before, deleted."""

from __future__ import annotations

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from ninefold.accounts.audit import AuditEntry
from ninefold.accounts.models import Role
from ninefold.core.errors import NinefoldError
from ninefold.feedback.actions import self_assessments as actions
from ninefold.feedback.models import OpenSelfAssessment, SelfAssessment
from ninefold.feedback.queries.self_assessments import COOKIE, GoneError, read
from tests.feedback.coming_in import as_shown
from tests.feedback.reading import words_at
from tests.feedback.self_assessed import START, all_of_it, answer_page, begin, content_in, make_kept, secret_in
from tests.world import NOON, World

KEEP = f"{START}keep/"


@pytest.fixture
def ada(world: World) -> Client:
    """The browser of Ada Okafor."""
    return signed_in(world.participant)


def signed_in(role: Role, browser: Client | None = None) -> Client:
    client = browser or Client()
    client.force_login(role.person)
    return client


def path_of(row: SelfAssessment, page: str = "result/") -> str:
    return f"{START}{row.pk}/{page}"


def test_who_has_signed_in_begins_it_in_their_account_once(ada: Client, world: World) -> None:
    to = {ada.post(f"{START}begin/").headers["Location"] for _ in range(2)}
    row = SelfAssessment.objects.get()
    assert to == {path_of(row, "questions/purpose/")}
    assert row.person == world.participant.person
    assert COOKIE not in ada.cookies
    assert not OpenSelfAssessment.objects.exists()
    sent = {**as_shown(ada, path_of(row, "questions/care/")), "care.level": "2", "care.example": "On Tuesday."}
    assert ada.post(path_of(row, "questions/care/"), sent).status_code == 302
    assert ada.post(path_of(row, "save/"), {"care.importance": "4"}).status_code == 204
    row.refresh_from_db()
    assert read(row).told == {"care.level": "2", "care.example": "On Tuesday.", "care.importance": "4"}
    ada.post(f"{START}begin/")
    assert SelfAssessment.objects.count() == 2


def test_what_was_begun_without_an_account_is_kept_by_one_press_and_only_then(world: World) -> None:
    browser = begin()
    answer_page(browser, "care", care__level="1", care__importance="4", care__example="On Tuesday.")
    told = content_in(browser)
    assert browser.get(KEEP).headers["Location"] == f"{reverse('account_login')}?next={KEEP}"
    signed_in(world.participant, browser)
    assert "It is not in your account yet." in words_at(browser, START)
    assert "put it into the account of Ada Okafor" in words_at(browser, KEEP)
    assert not SelfAssessment.objects.exists()
    response = browser.post(KEEP)
    row = SelfAssessment.objects.get()
    assert response.headers["Location"] == f"{path_of(row)}?note=kept"
    assert response.cookies[COOKIE].value == ""
    assert not OpenSelfAssessment.objects.exists()
    assert (read(row), row.person) == (told, world.participant.person)
    assert "It is in your account now" in words_at(browser, f"{path_of(row)}?note=kept")


def test_pressed_twice_it_is_kept_once(world: World) -> None:
    browser = signed_in(world.participant, begin())
    cookie = browser.cookies[COOKIE].value
    browser.post(KEEP)
    browser.cookies[COOKIE] = cookie
    assert browser.post(KEEP).headers["Location"] == START
    assert SelfAssessment.objects.count() == 1
    assert actions.keep(secret=bytes(32), person=world.participant.person, at=NOON) is None


def test_whoever_signs_in_at_the_same_browser_is_asked_whether_it_is_theirs(world: World) -> None:
    browser = begin()
    answer_page(browser, "care", care__level="1")
    signed_in(world.other_participant, browser)
    page = words_at(browser, KEEP)
    assert "If it is yours, put it into the account of Idris Bello." in page
    assert "Delete it, it is not mine" in page
    browser.post(f"{START}delete/")
    assert not OpenSelfAssessment.objects.exists()
    assert not SelfAssessment.objects.exists()


@pytest.mark.parametrize("way_out", ["account_logout", "accounts:sign_out_everywhere"])
def test_after_signing_out_whoever_comes_next_can_open_nothing(world: World, way_out: str) -> None:
    browser = begin()
    answer_page(browser, "care", care__level="1")
    kept = make_kept(world.participant.person, at=timezone.now())
    signed_in(world.participant, browser)
    response = browser.post(reverse(way_out))
    taken = response.cookies[COOKIE]
    assert (taken.value, taken["path"], taken["max-age"]) == ("", START, 0)
    browser.cookies.pop(COOKIE, None)  # as a browser does with a cookie that has ended
    assert browser.get(f"{START}result/").status_code == 404
    assert browser.get(path_of(kept)).status_code == 302
    assert "You have begun" not in words_at(browser, START)


def test_to_ask_for_feedback_it_is_kept_first_and_remembered(world: World) -> None:
    browser = begin()
    answer_page(browser, "care", care__level="1")
    assert f"{KEEP}?then=feedback" in browser.get(f"{START}result/").content.decode()
    signed_in(world.participant, browser)
    response = browser.post(KEEP, as_shown(browser, f"{KEEP}?then=feedback"))
    assert response.headers["Location"] == reverse("feedback:new_assessment")
    assert "is remembered" in words_at(browser, reverse("feedback:new_assessment"))


def test_nobody_but_oneself_sees_that_it_is_there(world: World, ada: Client) -> None:
    row = make_kept(world.participant.person)
    pages = ("result/", "result.pdf", "check/", "plan/", "beside/", "delete/", "questions/care/")
    for name, role in world.roles.items():
        client = signed_in(role)
        for page in pages if name != "participant" else ():
            assert client.get(path_of(row, page)).status_code == 404, (name, page)
            assert client.post(path_of(row, page)).status_code in (404, 405), (name, page)
        if name != "participant":
            assert "Your self-assessments" not in words_at(client, START), name
    assert Client().get(path_of(row)).status_code == 302
    assert "Number 1, of 2 March 2026" in words_at(ada, START)
    assert SelfAssessment.objects.count() == 1


def test_one_without_a_role_has_their_own_too(world: World) -> None:
    Role.objects.filter(person=world.facilitator.person).delete()
    browser = signed_in(world.facilitator)
    browser.post(f"{START}begin/")
    assert browser.get(path_of(SelfAssessment.objects.get(), "check/")).status_code == 200


def test_the_one_before_stands_beside_it_in_small_words(world: World, ada: Client) -> None:
    person = world.participant.person
    make_kept(person, at=NOON - timedelta(days=200), given={**all_of_it(2), "care.level": "1", "team.level": ""})
    later = make_kept(person, given={**all_of_it(2), "care.level": "3", "vision.level": "1"})
    page = words_at(ada, path_of(later, "beside/"))
    assert "Then is 14 August 2025, now is 2 March 2026." in page
    assert "Caring for colleagues essential, 1 strong, 3 Higher" in page
    assert "Showing the way ahead proficient, 2 essential, 1 Lower" in page
    assert "Keeping purpose alive proficient, 2 proficient, 2 The same" in page
    assert "Involving everyone left open proficient, 2 Left open" in page
    assert "Compare it with the one before" in words_at(ada, path_of(later))


def test_the_first_has_nothing_beside_it_and_another_version_is_not_compared(world: World, ada: Client) -> None:
    person = world.participant.person
    first = make_kept(person, at=NOON - timedelta(days=200))
    assert "There is no self-assessment of yours before this one." in words_at(ada, path_of(first, "beside/"))
    SelfAssessment.objects.filter(pk=first.pk).update(framework_version="0.9")
    later = make_kept(person)
    page = words_at(ada, path_of(later, "beside/"))
    assert "was answered by another version of the model, so the two cannot be compared" in page


def test_after_four_weeks_its_answers_stand_and_its_plan_can_still_be_changed(world: World, ada: Client) -> None:
    now = timezone.now()
    young = make_kept(world.participant.person, at=now - timedelta(days=28))
    assert ada.post(path_of(young, "save/"), {"care.level": "4"}).status_code == 204
    young.refresh_from_db()
    assert young.answered_on == timezone.localdate()
    old = make_kept(world.participant.person, at=now - timedelta(days=29))
    assert ada.get(path_of(old, "questions/care/")).headers["Location"] == f"{path_of(old)}?note=over"
    saved = ada.post(path_of(old, "save/"), {"care.level": "4"})
    assert (saved.status_code, "how you saw yourself then" in saved.content.decode()) == (410, True)
    assert "Change an answer" not in words_at(ada, path_of(old))
    sent = {**as_shown(ada, path_of(old, "plan/")), "plan.1.what": "Ask first."}
    assert ada.post(path_of(old, "plan/"), sent).status_code == 302
    before = old.answered_on
    old.refresh_from_db()
    assert (read(old).told["plan.1.what"], old.answered_on) == ("Ask first.", before)


def test_it_is_deleted_for_good_after_being_asked_once(world: World, ada: Client) -> None:
    row = make_kept(world.participant.person)
    assert "All answers of 2 March 2026 go" in words_at(ada, path_of(row, "delete/"))
    response = ada.post(path_of(row, "delete/"), follow=True)
    assert "The self-assessment is deleted." in response.content.decode()
    assert not SelfAssessment.objects.exists()
    assert ada.post(path_of(row, "delete/")).status_code == 404
    assert ada.post(path_of(row, "save/"), {"care.level": "1"}).status_code == 404
    with pytest.raises(GoneError):
        actions.save(holder=row, given={"care.level": "1"}, at=NOON)


def test_the_trail_says_that_it_was_kept_and_deleted_and_never_what_is_in_it(world: World, ada: Client) -> None:
    row = make_kept(world.participant.person, given={"care.level": "1", "care.example": "Shouted at Jo."})
    ada.post(path_of(row, "delete/"))
    entries = AuditEntry.objects.filter(on_kind="selfassessment").order_by("pk")
    assert [(entry.what, entry.detail, entry.role) for entry in entries] == [
        ("keep", {}, "oneself"),
        ("delete", {}, "oneself"),
    ]


def test_in_the_database_it_cannot_be_read_and_a_former_key_of_the_site_still_opens_it(world: World) -> None:
    row = make_kept(world.participant.person, given={"care.level": "1", "care.example": "Shouted at Jo."})
    assert b"Shouted" not in bytes(row.sealed)
    former, key = "f" * 60, "k" * 60
    with override_settings(SECRET_KEY=former):
        row = make_kept(world.participant.person, at=NOON + timedelta(days=1), given={"care.level": "1"})
    with override_settings(SECRET_KEY=key, FORMER_SECRET_KEYS=["x" * 60, former]):
        assert read(row).told == {"care.level": "1"}
        actions.save(holder=row, given={"care.importance": "4"}, at=NOON + timedelta(days=2))
    row.refresh_from_db()
    with override_settings(SECRET_KEY=key):
        assert read(row).told == {"care.level": "1", "care.importance": "4"}


def test_one_that_no_key_opens_says_why_and_can_be_deleted_and_keeps_no_other(world: World, ada: Client) -> None:
    row = make_kept(world.participant.person, at=timezone.now())
    SelfAssessment.objects.filter(pk=row.pk).update(sealed=bytes(300))
    page = ada.get(path_of(row))
    assert page.status_code == 409
    assert "was kept under another key of this site" in page.content.decode()
    assert ada.get(START).status_code == 200
    assert ada.get(reverse("feedback:new_assessment")).status_code == 200
    assert ada.post(f"{START}begin/").status_code == 302
    assert ada.post(path_of(row, "delete/")).status_code == 302
    assert SelfAssessment.objects.count() == 1


def test_one_person_keeps_so_many_and_no_more(world: World) -> None:
    browser = begin()
    answer_page(browser, "care", care__level="1")
    with patch.object(actions, "MOST_KEPT", 2):
        for days in (3, 2):
            make_kept(world.participant.person, at=NOON - timedelta(days=days))
        with pytest.raises(NinefoldError, match="Delete one that you no longer need"):
            make_kept(world.participant.person)
        signed_in(world.participant, browser)
        refused = browser.post(KEEP)
    assert refused.status_code == 422
    assert "Delete one that you no longer need" in refused.content.decode()
    # Nothing is lost: it is still in the browser.
    assert content_in(browser).told == {"care.level": "1"}
    assert secret_in(browser)
