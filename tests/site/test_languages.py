"""Reading a page in another language: what decides, how it is switched, and what is said where a page is not there."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from django.conf import settings
from django.http.cookie import SimpleCookie
from django.test import Client, override_settings
from django.urls import reverse
from django.utils.translation import override

from ninefold.site.jinja import day, moment
from ninefold.site.languages import LONGEST_ADDRESS
from tests.house.pages import Page
from tests.world import World

pytestmark = pytest.mark.django_db
ELSEWHERE = (
    "https://evil.example/",
    "//evil.example/",
    "///evil.example",
    "/\\evil.example/",
    "\\\\evil.example",
    "javascript:alert(1)",
    "http:evil.example",
    "evil.example",
    " https://evil.example",
    "/\t/evil.example",
    "",
)


def lang_of(html: str) -> str:
    found = re.search(r'<html lang="([^"]*)"', html)
    assert found is not None
    return found[1]


def read(client: Client, path: str = "/", **headers: str) -> str:
    return client.get(path, headers=headers).content.decode()


def switch(client: Client, language: str, to: str = "/", **headers: str) -> SimpleCookie:
    """Press the button of this language on the page `to`; what is kept in the browser for it."""
    answer = client.post(reverse("language"), {"language": language, "next": to}, headers=headers)
    assert answer.status_code == 302
    return answer.cookies


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [
        ("cy", "cy"),
        ("cy-GB,cy;q=0.9,en;q=0.8", "cy"),
        ("fr,cy;q=0.5,en;q=0.4", "cy"),
        ("en-GB,en;q=0.9,cy;q=0.8", "en-gb"),
        ("en-US", "en-gb"),
        ("en", "en-gb"),
        ("de", "en-gb"),
        ("*", "en-gb"),
        ("", "en-gb"),
        ("x" * 5000, "en-gb"),
        (",;q=,cy;q=never", "en-gb"),
    ],
)
def test_the_browser_decides_until_somebody_chooses_and_else_it_is_english(
    client: Client, asked: str, spoken: str
) -> None:
    answer = client.get("/", headers={"accept-language": asked})
    assert lang_of(answer.content.decode()) == spoken
    assert answer.headers["Content-Language"] == spoken
    assert "Accept-Language" in answer.headers["Vary"]


def test_who_has_chosen_is_asked_no_more_whatever_the_browser_says(client: Client) -> None:
    switch(client, "cy")
    assert lang_of(read(client, accept_language="en-GB")) == "cy"
    switch(client, "en-gb")
    assert lang_of(read(client, accept_language="cy")) == "en-gb"


def test_the_switch_comes_back_to_the_page_and_what_was_asked_of_it(client: Client) -> None:
    for path in ("/", "/examples/", "/promise/?a=1&b=%C3%A9", "/nowhere/"):
        assert f'name="next" value="{path.replace("&", "&amp;")}"' in read(client, path)
        answer = client.post(reverse("language"), {"language": "cy", "next": path})
        assert answer.headers["Location"] == path


def test_an_address_that_is_too_long_to_come_back_to_is_cut_where_its_question_begins(client: Client) -> None:
    html = read(client, f"/examples/?q={'x' * LONGEST_ADDRESS}")
    assert 'name="next" value="/examples/"' in html


@pytest.mark.parametrize("there", ELSEWHERE)
def test_the_switch_leads_to_no_other_site(client: Client, there: str) -> None:
    answer = client.post(reverse("language"), {"language": "cy", "next": there})
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/"


def test_the_choice_is_one_cookie_that_ends_with_the_browser_and_no_script_or_other_site_reads(client: Client) -> None:
    (cookie,) = switch(client, "cy").values()
    assert (cookie.key, cookie.value) == (settings.LANGUAGE_COOKIE_NAME, "cy")
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"], cookie["expires"]) == (True, "Lax", "", "")
    assert cookie["path"] == "/"
    assert not cookie["secure"]  # this one runs without HTTPS


def test_behind_https_the_choice_never_travels_without(client: Client) -> None:
    with override_settings(LANGUAGE_COOKIE_SECURE=True):
        (cookie,) = switch(client, "cy").values()
    assert cookie["secure"]


@pytest.mark.parametrize("language", ["de", "en", "CY", "", "cy; Path=/x", "x" * 5000])
def test_a_language_that_is_not_offered_changes_nothing(client: Client, language: str) -> None:
    assert not switch(client, language)


def test_a_cookie_that_names_no_language_does_no_harm(client: Client) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "../../etc"
    assert lang_of(read(client, accept_language="cy")) == "cy"


@pytest.mark.parametrize(
    "headers",
    [{"origin": "https://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}],
    ids=str,
)
def test_a_form_on_another_site_does_not_switch(client: Client, headers: dict[str, str]) -> None:
    answer = client.post(reverse("language"), {"language": "cy", "next": "/"}, headers=headers)
    assert answer.status_code == 403
    assert not answer.cookies


def test_a_form_on_this_site_does_without_a_token(client: Client) -> None:
    browser = Client(enforce_csrf_checks=True)
    own = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}
    assert browser.post(reverse("language"), {"language": "cy", "next": "/"}, headers=own).cookies
    assert client.get(reverse("language")).status_code == 405


def test_each_language_is_named_in_itself_and_marked(client: Client) -> None:
    english, welsh = read(client), read(client, accept_language="cy")
    assert re.search(r'<button[^>]*value="cy" lang="cy"[^>]*>Cymraeg</button>', english)
    assert re.search(r'<button[^>]*value="en-gb" lang="en-gb"[^>]*>English</button>', welsh)
    assert 'value="en-gb" lang' not in english
    assert 'value="cy" lang' not in welsh


def test_pages_of_what_went_wrong_are_in_both_languages(client: Client) -> None:
    for path, status in (("/nowhere/", 404), ("/account/sign-out/", 405)):
        answer = client.get(path, headers={"accept-language": "cy"})
        assert (answer.status_code, lang_of(answer.content.decode())) == (status, "cy")
        assert ">English</button>" in answer.content.decode()


def test_a_page_that_is_not_translated_is_in_english_and_says_so_in_welsh(world: World) -> None:
    browser = Client()
    browser.force_login(world.participant.person)
    switch(browser, "cy")
    html = read(browser, reverse("feedback:new_assessment"))
    assert lang_of(html) == "en-gb"
    (note,) = re.findall(r'<p class="language" lang="cy">([^<]*)</p>', html)
    assert note.strip() not in {"", "This page is in English only."}
    assert "<h1>Begin a 360</h1>" in html
    assert 'action="/language/"' not in html
    # Nothing of that is remembered: the next page is in Welsh again.
    assert lang_of(read(browser, reverse("accounts:account"))) == "cy"


def test_who_reads_welsh_is_offered_welsh_for_those_whom_they_ask(world: World) -> None:
    browser = Client()
    browser.force_login(world.participant.person)
    switch(browser, "cy")
    checked = [
        values["value"]
        for tag, values in Page(read(browser, reverse("feedback:new_assessment"))).tags
        if tag == "input" and values.get("name") == "language" and "checked" in values
    ]
    assert checked == ["cy"]


def test_a_page_that_came_back_with_a_form_says_what_a_switch_loses(client: Client) -> None:
    path = reverse("feedback:enter")
    assert "language--typed" not in read(client, path)
    html = client.post(path, {"code": "wrong"}).content.decode()
    assert 'class="language language--typed"' in html
    assert 'aria-describedby="language-cy"' in html
    assert f'name="next" value="{path}"' in html


def test_dates_are_said_in_the_language_of_the_page() -> None:
    with override("cy"):
        assert day(date(2026, 3, 2)) == "2 Mawrth 2026"
        assert moment(datetime(2026, 3, 2, 14, 30, tzinfo=UTC)) == "Dydd Llun 2 Mawrth 2026, 14:30"
