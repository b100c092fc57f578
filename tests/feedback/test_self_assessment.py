"""A self-assessment without an account: where it is kept, who can open it, what is saved, and what goes wrong."""

from __future__ import annotations

import os
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from ninefold.accounts.audit import AuditEntry
from ninefold.feedback.actions import self_assessments as actions
from ninefold.feedback.models import OpenSelfAssessment, SelfAssessment
from ninefold.feedback.queries.frameworks import framework_in
from ninefold.feedback.queries.self_assessment_questions import longest, questions, self_questionnaire
from ninefold.feedback.queries.self_assessments import COOKIE, place_of
from tests.feedback.coming_in import as_shown, come_in
from tests.feedback.made import make_open, raters_of
from tests.feedback.reading import words_at
from tests.feedback.self_assessed import START, all_of_it, answer_page, begin, content_in, secret_in, told_in
from tests.world import World

pytestmark = pytest.mark.django_db
CARE = f"{START}questions/care/"


@pytest.fixture
def browser() -> Client:
    """A browser in which one was begun."""
    return begin()


def tell(browser: Client, given: Mapping[str, str]) -> None:
    """Save this in the browser's self-assessment, as a page does."""
    actions.save(holder=secret_in(browser), given=given, at=timezone.now())


def rows() -> int:
    """How many rows there are that whoever has no account can make."""
    return OpenSelfAssessment.objects.count() + Session.objects.count() + AuditEntry.objects.count()


def test_to_look_makes_no_row_and_sets_no_cookie_of_ours() -> None:
    client = Client()
    for path in ("", "begin/", "keep/", "gone/", "questions/care/", "check/", "result/", "plan/", "delete/"):
        client.get(f"{START}{path}")
    assert rows() == 0
    assert COOKIE not in client.cookies


def test_a_form_from_elsewhere_makes_no_row() -> None:
    client = Client(enforce_csrf_checks=True)
    client.get(START)
    assert client.post(f"{START}begin/").status_code == 403
    assert rows() == 0


def test_the_first_press_begins_it_under_a_cookie_that_ends_with_the_browser() -> None:
    client = Client()
    response = client.post(f"{START}begin/")
    assert response.headers["Location"] == f"{START}questions/purpose/?begun"
    cookie = response.cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", START)
    assert (cookie["max-age"], cookie["expires"]) == ("", "")
    assert len(secret_in(client)) == 32
    assert rows() == 1
    page = words_at(client, f"{START}questions/purpose/?begun")
    assert "Keeping purpose alive" in page
    assert "1 of 9" in page


def test_to_begin_again_goes_on_with_what_was_begun(browser: Client) -> None:
    secret = secret_in(browser)
    answer_page(browser, "purpose", purpose__level="2")
    again = browser.post(f"{START}begin/")
    assert again.headers["Location"] == f"{START}questions/purpose/"
    assert secret_in(browser) == secret
    assert OpenSelfAssessment.objects.count() == 1
    assert "You have begun a self-assessment in this browser." in words_at(browser, START)


def test_what_lies_in_the_database_tells_nothing_without_the_cookie(browser: Client) -> None:
    answer_page(browser, "care", care__level="1", care__example="Sat with Jo on Tuesday.")
    (row,) = OpenSelfAssessment.objects.all()
    secret = secret_in(browser)
    assert bytes(row.place) == place_of(secret)
    for told in (secret, secret[:16], b"Sat with Jo", b"care.level", urlsafe_b64encode(secret)):
        assert told not in bytes(row.place) + bytes(row.sealed)
    assert (row.touched_at.minute, row.touched_at.second, row.touched_at.microsecond) == (0, 0, 0)


def test_a_short_answer_and_a_long_one_look_the_same(browser: Client) -> None:
    before = len(OpenSelfAssessment.objects.get().sealed)
    answer_page(browser, "care", care__level="1", care__example="x" * 400)
    assert len(OpenSelfAssessment.objects.get().sealed) == before


def test_nothing_is_recorded_of_it_anywhere_else(browser: Client) -> None:
    answer_page(browser, "care", care__level="1")
    browser.post(f"{START}delete/")
    assert rows() == 0


def test_each_page_is_saved_as_a_whole_and_leads_on(browser: Client) -> None:
    form = self_questionnaire()
    slugs = [page.slug for page in form.pages]
    assert len(slugs) == 10
    assert answer_page(browser, "purpose", purpose__level="3", purpose__importance="4") == f"{START}questions/care/"
    assert answer_page(browser, "care", then="before") == f"{START}questions/purpose/"
    assert answer_page(browser, "care", then="check") == f"{START}check/"
    assert told_in(browser) == {"purpose.level": "3", "purpose.importance": "4"}
    # From the last page to what is missing, and with nothing missing to the result.
    assert answer_page(browser, slugs[-1]) == f"{START}check/"
    tell(browser, all_of_it())
    assert answer_page(browser, slugs[-1]) == f"{START}result/"


def test_each_answer_is_saved_as_it_is_given(browser: Client) -> None:
    for code, text in {
        "care.level": "2",
        "care.example": "On Tuesday.",
        "impact.climate": "-",
        "plan.1.what": "Ask.",
    }.items():
        assert browser.post(f"{START}save/", {code: text}).status_code == 204
    assert told_in(browser)["care.example"] == "On Tuesday."
    assert browser.post(f"{START}save/", {"care.level": ""}).status_code == 204
    assert "care.level" not in told_in(browser)


def test_of_oneself_one_leaves_open_and_is_never_without_opportunity_to_observe(browser: Client) -> None:
    page = words_at(browser, CARE)
    assert "I would rather leave this open" in page
    assert "opportunity to observe" not in page
    answer_page(browser, "care", care__level="-", care__importance="3")
    assert content_in(browser).ratings == {"care.importance": 3}
    assert self_questionnaire().page("care") not in dict(self_questionnaire().gaps(told_in(browser)))


def test_it_asks_about_oneself_with_what_describes_each_level(browser: Client) -> None:
    page = words_at(browser, CARE)
    assert "Which level best describes how you care for colleagues?" in page
    assert "Notices when a colleague is low, worried or exhausted" in page
    assert "this person" not in page
    assert "How important is caring for colleagues to your role?" in page


def test_gaps_are_named_and_there_is_a_result_all_the_same(browser: Client) -> None:
    assert browser.get(f"{START}result/").headers["Location"] == f"{START}check/"
    assert "Nothing yet." in words_at(browser, f"{START}check/")
    answer_page(browser, "care", care__level="1", care__importance="4")
    answer_page(browser, "team", team__level="3")
    check = words_at(browser, f"{START}check/")
    assert "20 questions have no answer." in check
    assert "Importance missing" in check
    assert check.count("Not answered yet") == 8
    result = words_at(browser, f"{START}result/")
    assert "caring for colleagues" in result
    assert "Not all is answered" in result
    assert browser.get(f"{START}result.pdf").content.startswith(b"%PDF")


def test_the_result_says_what_follows_and_ends_in_a_plan(browser: Client) -> None:
    tell(browser, {**all_of_it(3), "care.level": "1", "care.importance": "4"})
    page = words_at(browser, f"{START}result/")
    for said in ("What to work on first", "Level against importance", "Caring for colleagues: towards proficient"):
        assert said in page
    sent = {**as_shown(browser, f"{START}plan/"), "plan.1.what": "Ask the night team.", "plan.1.by_when": "January"}
    assert browser.post(f"{START}plan/", sent).headers["Location"] == f"{START}result/?note=plan"
    page = words_at(browser, f"{START}result/?note=plan")
    assert "Your plan is saved." in page
    assert "Ask the night team." in page
    assert (
        browser.get(f"{START}result.pdf").headers["Content-Disposition"] == 'attachment; filename="self-assessment.pdf"'
    )


def test_two_tabs_do_not_write_over_each_other(browser: Client) -> None:
    first, second = as_shown(browser, CARE), as_shown(browser, CARE)
    browser.post(CARE, {**first, "care.level": "1"})
    browser.post(CARE, {**second, "care.importance": "4"})
    assert told_in(browser) == {"care.level": "1", "care.importance": "4"}


def test_a_form_that_is_sent_twice_is_as_if_it_were_sent_once(browser: Client) -> None:
    sent = {**as_shown(browser, CARE), "care.level": "1", "care.example": "On Tuesday."}
    assert {browser.post(CARE, sent).status_code for _ in range(2)} == {302}
    assert told_in(browser) == {"care.level": "1", "care.example": "On Tuesday."}


@pytest.mark.parametrize("size", [501, 10_000])
def test_a_line_that_is_too_long_is_told_so_and_nothing_is_lost(browser: Client, size: int) -> None:
    long = "ö" * size
    response = browser.post(CARE, {**as_shown(browser, CARE), "care.level": "1", "care.example": long})
    page = response.content.decode()
    assert response.status_code == 422
    assert f"This has {size} characters; 500 is the most." in page
    assert long in page
    assert told_in(browser) == {"care.level": "1"}
    saved = browser.post(f"{START}save/", {"care.example": long})
    assert (saved.status_code, "500 is the most" in saved.content.decode()) == (422, True)
    plan = browser.post(f"{START}plan/", {**as_shown(browser, f"{START}plan/"), "plan.2.support": long})
    assert (plan.status_code, long in plan.content.decode()) == (422, True)


def test_unknown_codes_and_values_are_refused_or_left_aside(browser: Client) -> None:
    for value in ("5", "-1", "two", "\u0661", "1\0"):
        response = browser.post(CARE, {**as_shown(browser, CARE), "care.level": value})
        assert response.status_code == 422
        assert "Choose one of the answers, or leave it open." in response.content.decode()
    assert browser.post(f"{START}save/", {"nothing.level": "1", "care.comment": "x", "team": "1"}).status_code == 204
    browser.post(CARE, {**as_shown(browser, CARE), "team.level": "4"})
    assert told_in(browser) == {}
    assert browser.get(f"{START}questions/nowhere/").status_code == 404


GARBAGE = ("", "x", "é" * 43, "a" * 43, "a" * 44, "a" * 4000, "../../etc/passwd", "A" * 42 + "=", "'; DROP TABLE x; --")


@pytest.mark.parametrize("value", GARBAGE)
def test_a_cookie_that_is_no_key_opens_nothing_and_breaks_nothing(browser: Client, value: str) -> None:
    other = Client()
    other.cookies[COOKIE] = value
    assert other.get(START).status_code == 200
    for path in ("check/", "result/", "result.pdf", "plan/", "delete/", "questions/care/"):
        response = other.get(f"{START}{path}")
        assert response.status_code == 404
        assert "There is no self-assessment open in this browser" in response.content.decode()
    assert other.post(f"{START}save/", {"care.level": "1"}).status_code == 410
    assert other.post(f"{START}delete/").status_code == 404
    assert content_in(browser).told == {}


def test_what_was_altered_in_the_database_is_not_believed(browser: Client) -> None:
    stranger = begin()
    (one, other) = OpenSelfAssessment.objects.all()
    OpenSelfAssessment.objects.filter(place=one.place).update(sealed=other.sealed)
    OpenSelfAssessment.objects.filter(place=other.place).update(sealed=os.urandom(200))
    for client in (browser, stranger):
        assert client.get(f"{START}check/").status_code == 404


def test_without_cookies_the_page_says_that_one_is_needed() -> None:
    client = Client()
    first = client.post(f"{START}begin/").headers["Location"]
    response = Client().get(first)
    assert response.status_code == 403
    page = response.content.decode()
    assert "Your browser has to allow a cookie for this" in page
    assert 'href="/model/"' in page
    bare = Client(enforce_csrf_checks=True).post(f"{START}begin/")
    assert "Your browser has to allow cookies for this form" in bare.content.decode()


def test_one_is_swept_a_day_after_its_last_answer_and_an_empty_one_sooner() -> None:
    now, answered = timezone.now(), begin()
    begin()
    assert actions.forget_untouched(now + timedelta(hours=1)) == 0
    actions.save(holder=secret_in(answered), given={"care.level": "1"}, at=now + timedelta(hours=1))
    assert actions.forget_untouched(now + timedelta(hours=4)) == 1
    assert told_in(answered) == {"care.level": "1"}
    # To say the same again, or nothing, does not keep it.
    for given in ({}, {"care.level": "1"}):
        actions.save(holder=secret_in(answered), given=given, at=now + timedelta(hours=20))
    assert actions.forget_untouched(now + timedelta(hours=24)) == 0
    assert actions.forget_untouched(now + timedelta(hours=27)) == 1


def test_whose_self_assessment_was_swept_is_told_kindly(browser: Client) -> None:
    OpenSelfAssessment.objects.all().delete()
    sent = browser.post(CARE, {"care.level": "1"})
    assert sent.status_code == 404
    assert "Nobody can bring it back" in sent.content.decode()
    assert sent.cookies[COOKIE].value == ""
    late = begin()
    OpenSelfAssessment.objects.all().delete()
    line = late.post(f"{START}save/", {"care.level": "1"})
    assert (line.status_code, "was not saved" in line.content.decode()) == (410, True)
    assert "Start" in words_at(late, START)


def test_deleted_is_deleted_at_once_and_twice_is_once(browser: Client) -> None:
    tell(browser, all_of_it())
    secret = browser.cookies[COOKIE].value
    assert "Nobody can bring them back." in words_at(browser, f"{START}delete/")
    assert OpenSelfAssessment.objects.exists()
    response = browser.post(f"{START}delete/")
    assert response.headers["Location"] == f"{START}gone/"
    assert response.headers["Clear-Site-Data"] == '"cache"'
    assert response.cookies[COOKIE].value == ""
    assert not OpenSelfAssessment.objects.exists()
    browser.cookies[COOKIE] = secret
    assert browser.get(f"{START}result/").status_code == 404
    actions.delete(holder=bytes(32), at=timezone.now())


def test_whoever_put_a_key_into_a_browser_does_not_read_what_somebody_else_begins_there(browser: Client) -> None:
    victim = Client()
    victim.cookies[COOKIE] = browser.cookies[COOKIE].value
    begin(victim)
    assert secret_in(victim) != secret_in(browser)
    answer_page(victim, "care", care__level="1")
    assert browser.get(f"{START}questions/care/").status_code == 404


def test_whoever_leaves_a_shared_computer_clean_takes_it_along(world: World) -> None:
    phone = begin(come_in(raters_of(make_open(world), "peer")[0]))
    assert secret_in(phone)
    assert phone.post(reverse("feedback:leave")).cookies[COOKIE].value == ""


def test_another_browser_sees_nothing_of_it(browser: Client) -> None:
    answer_page(browser, "care", care__level="1")
    other = begin()
    assert told_in(other) == {}
    assert "You have begun" not in words_at(Client(), START)


def test_where_very_many_are_open_no_more_are_begun_and_signing_in_still_helps() -> None:
    with patch.object(actions, "MOST_OPEN", 2):
        begin()
        begin()
        refused = Client().post(f"{START}begin/")
    assert refused.status_code == 409
    assert "sign in first" in refused.content.decode()
    assert OpenSelfAssessment.objects.count() == 2


def test_the_largest_that_can_be_told_is_bounded(browser: Client) -> None:
    written = [code for code, question in questions().items() if question.scale is None]
    given = {code: "\U0001f33b" * longest(code) for code in written}
    tell(browser, {**all_of_it(4), **given})
    assert len(OpenSelfAssessment.objects.get().sealed) < 48_000


def test_where_the_model_was_renewed_meanwhile_it_says_so_and_the_result_stands(browser: Client) -> None:
    answer_page(browser, "care", care__level="1", care__importance="4")
    with patch("ninefold.feedback.queries.self_assessments.offered", lambda: ("nine-dimensions", "2.0")):
        assert browser.get(CARE).headers["Location"] == f"{START}result/?note=over"
        assert browser.post(CARE, {"care.level": "3"}).headers["Location"] == f"{START}result/?note=over"
        saved = browser.post(f"{START}save/", {"care.level": "3"})
        assert (saved.status_code, "has been renewed" in saved.content.decode()) == (410, True)
        page = words_at(browser, f"{START}result/")
        assert "version 1.0 of the model" in page
        assert "Caring for colleagues" in page
        sent = {**as_shown(browser, f"{START}plan/"), "plan.1.what": "Ask."}
        assert browser.post(f"{START}plan/", sent).status_code == 302
    assert told_in(browser) == {"care.level": "1", "care.importance": "4", "plan.1.what": "Ask."}


def test_a_point_that_the_scale_no_longer_has_is_left_out_of_the_result(browser: Client) -> None:
    with patch.object(actions, "check_told"):
        tell(browser, {"care.level": "9", "gone.level": "1", "team.level": "1"})
    assert content_in(browser).ratings == {"team.level": 1}
    assert browser.get(f"{START}result/").status_code == 200


def test_a_page_and_a_save_ask_the_database_little(browser: Client, django_assert_max_num_queries: object) -> None:
    assert callable(django_assert_max_num_queries)
    with django_assert_max_num_queries(2):
        browser.get(CARE)
    with django_assert_max_num_queries(5):
        browser.post(f"{START}save/", {"care.level": "1"})
    assert connection.vendor == "sqlite"
    assert not SelfAssessment.objects.exists()


def test_it_speaks_welsh_where_the_framework_does(browser: Client) -> None:
    tell(browser, all_of_it(1))
    browser.cookies["django_language"] = "cy"
    dimension = framework_in("cy").dimension("care")
    assert framework_in("cy").locale == "cy"
    with translation.override("en-gb"):  # a request leaves its language to whatever comes next in this thread
        for path in ("", "questions/care/", "check/", "result/", "plan/", "delete/"):
            assert browser.get(f"{START}{path}").status_code == 200
        assert dimension.title in words_at(browser, CARE)
        assert dimension.title in words_at(browser, f"{START}result/")
        assert b"/Lang(cy)" in browser.get(f"{START}result.pdf").content
