"""Pages for what went wrong."""

from typing import Never

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path
from pytest_django import DjangoAssertNumQueries

from ninefold.site import errors
from ninefold.site.urls import handler400, handler403, handler404, handler500
from ninefold.site.urls import urlpatterns as ours
from tests.house.pages import Page
from tests.world import World

SECRET = "the secret of Ada"


def _raise(error: Exception) -> HttpResponse:
    raise error


urlpatterns = [
    *ours,
    path("bad/", lambda _: _raise(SuspiciousOperation(SECRET))),
    path("mine/", lambda _: _raise(PermissionDenied(SECRET))),
    path("fault/", lambda _: _raise(RuntimeError(SECRET))),
    path("form/", lambda _: HttpResponse("sent")),
]
__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


@pytest.mark.parametrize(
    ("address", "status", "heading"),
    [
        ("/bad/", 400, "We could not read that request"),
        ("/mine/", 403, "This page is not open to you"),
        ("/nowhere/", 404, "Page not found"),
        ("/account/sign-out/", 405, "There is nothing to see at this address"),
        ("/fault/", 500, "Something went wrong here"),
    ],
)
@override_settings(ROOT_URLCONF=__name__)
def test_trouble_is_told_in_plain_words_with_a_way_on(address: str, status: int, heading: str) -> None:
    response = Client(raise_request_exception=False).get(address)
    page = response.content.decode()
    assert response.status_code == status
    assert f"<h1>{heading}</h1>" in page
    assert '<a href="/">Go to the home page</a>' in page
    assert SECRET not in page


@override_settings(ROOT_URLCONF=__name__)
def test_a_form_from_elsewhere_is_refused_in_plain_words() -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.cookies["csrftoken"] = "a" * 32
    response = browser.post("/form/")
    assert response.status_code == 403
    assert "The form was open for too long" in response.content.decode()


@override_settings(ROOT_URLCONF=__name__)
def test_a_browser_that_allows_no_cookies_is_told_that_a_form_needs_one() -> None:
    response = Client(enforce_csrf_checks=True).post("/form/")
    assert response.status_code == 403
    page = response.content.decode()
    assert "Your browser has to allow cookies for this form" in page
    assert "All there is to read works without them" in page


def test_an_error_page_asks_the_database_nothing() -> None:
    # No database is open here: a query would raise.
    request: HttpRequest = RequestFactory().get("/")
    assert errors.fault(request).status_code == 500


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
def test_the_page_of_a_fault_asks_no_database_who_is_signed_in(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    browser = Client(raise_request_exception=False)
    browser.force_login(world.participant.person)
    browser.get("/fault/")
    with django_assert_num_queries(0):
        page = browser.get("/fault/").content.decode()
    assert "Something went wrong here" in page
    assert "Your 360s" not in page


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize(
    ("came_from", "offered"),
    [
        ("http://testserver/examples/?page=2", "/examples/?page=2"),
        ("http://testserver/", None),
        ("http://testserver/bad/", None),
        ("http://elsewhere.example/examples/", None),
        ("javascript:alert(1)", None),
        ("http://[", None),
        ("http://testserver//elsewhere.example/", None),
    ],
)
def test_who_came_from_a_page_of_ours_is_led_back_there_and_nowhere_else(came_from: str, offered: str | None) -> None:
    page = Page(Client().get("/bad/", headers={"referer": came_from}).content.decode())
    assert dict(page.links).get("Go back to where you were") == offered


def test_a_request_under_an_unknown_name_is_refused_in_one_line_that_names_the_setting(
    caplog: pytest.LogCaptureFixture,
) -> None:
    response = Client(raise_request_exception=False).get("/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert "NINEFOLD_HOSTS" in response.content.decode()
    assert caplog.messages == ["A request under a name that NINEFOLD_HOSTS does not hold was refused."]


@pytest.mark.django_db
def test_a_fault_whose_page_cannot_be_drawn_is_still_answered_and_told_by_us(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_arguments: object, **_named: object) -> Never:
        raise ValueError("said in confidence")

    monkeypatch.setattr(errors, "render", broken)
    response = errors.fault(RequestFactory().get("/"))
    assert (response.status_code, response.headers["Content-Type"]) == (500, "text/plain; charset=utf-8")
    assert response.content.decode().startswith("Something went wrong here. It was our fault")
    assert "could not be drawn" in caplog.text
