"""The door of a page: who comes in, as what, and what it costs to know."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path, reverse
from pytest_django import DjangoAssertNumQueries, Settings

from ninefold.accounts.actions.roles import end_role, grant_role
from ninefold.accounts.doors import RoleRequest, signed_in
from ninefold.accounts.models import Kind, Person
from ninefold.accounts.policies import NotAllowedError
from ninefold.core.errors import NinefoldError
from ninefold.site.urls import handler403, handler404
from ninefold.site.urls import urlpatterns as of_the_site
from tests.world import MORNING, NOON, OPERATOR, World, make_person

assert handler403
assert handler404


def _for_everybody(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("open")


@signed_in
def _for_any_role(request: RoleRequest) -> HttpResponse:
    return HttpResponse(f"{request.role.kind}, {request.role.scope}, {request.role.person}")


@signed_in(Kind.FACILITATOR, Kind.PROGRAMME_LEAD)
def _for_some(request: RoleRequest, number: int = 0) -> HttpResponse:
    return HttpResponse(f"{request.role.kind} {number}")


@signed_in
def _refusing(_request: RoleRequest) -> HttpResponse:
    raise NotAllowedError("Only on Mondays.")


@signed_in
def _too_late(_request: RoleRequest) -> HttpResponse:
    raise NinefoldError("It has closed.")


urlpatterns = [
    *of_the_site,
    path("for-everybody/", _for_everybody),
    path("for-any-role/", _for_any_role),
    path("for-some/", _for_some),
    path("for-some/<int:number>/", _for_some),
    path("refusing/", _refusing),
    path("too-late/", _too_late),
]


@pytest.fixture(autouse=True)
def with_pages(settings: Settings) -> None:
    """The site with some pages more."""
    settings.ROOT_URLCONF = __name__


@pytest.fixture
def ada(world: World) -> Person:
    """A participant who is a facilitator too."""
    grant_role(person=world.participant.person, kind=Kind.FACILITATOR, by=OPERATOR, at=NOON)
    return world.participant.person


@pytest.fixture
def browser_of_ada(ada: Person, client: Client) -> Client:
    client.force_login(ada)
    return client


def said(client: Client, where: str) -> str:
    response = client.get(where)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("where", ["/for-any-role/", "/for-some/", "/for-some/3/"])
def test_a_stranger_signs_in_first_and_comes_back(client: Client, where: str) -> None:
    assert client.get(where).headers["Location"] == f"{reverse('account_login')}?next={where}"
    assert client.post(where).headers["Location"] == reverse("account_login")


def test_every_role_comes_in_as_itself(world: World) -> None:
    for role in world.roles.values():
        client = Client()
        client.force_login(role.person)
        assert said(client, "/for-any-role/") == f"{role.kind}, {role.scope}, {role.person}"


def test_who_lacks_the_role_is_told_in_words_whom_the_page_is_for(world: World, client: Client) -> None:
    client.force_login(world.participant.person)
    response = client.get("/for-some/")
    assert response.status_code == 403
    page = response.content.decode()
    assert "This page is not open to you" in page
    assert "<li>facilitator</li>" in page
    assert "<li>programme lead</li>" in page


def test_who_has_no_role_at_all_is_told_whom_to_ask(world: World, client: Client) -> None:
    client.force_login(make_person("Mia Frank", world.trent))
    response = client.get("/for-any-role/")
    assert response.status_code == 403
    assert "Your account has no role yet" in response.content.decode()
    assert client.get(reverse("accounts:account")).status_code == 200


def test_of_several_roles_one_acts_as_a_participant_until_one_chooses(browser_of_ada: Client) -> None:
    assert said(browser_of_ada, "/for-any-role/").startswith("participant")


def choose(client: Client, number: int) -> None:
    assert client.post(reverse("accounts:role"), {"role": number}).headers["Location"] == "/"


def test_a_role_is_chosen_at_the_top_of_every_page(world: World, browser_of_ada: Client) -> None:
    facilitator = grant_role(
        person=world.participant.person,
        kind=Kind.PROGRAMME_LEAD,
        scope=world.rising_leaders,
        by=OPERATOR,
        at=NOON,
    )
    page = said(browser_of_ada, "/")
    assert f'value="{world.participant.pk}" aria-pressed="true">participant<' in page
    assert f'value="{facilitator.pk}" aria-pressed="false">programme lead, Rising leaders<' in page
    choose(browser_of_ada, facilitator.pk)
    assert said(browser_of_ada, "/for-any-role/").startswith("programme_lead, Rising leaders")
    other = Client()
    other.force_login(world.participant.person)
    assert said(other, "/for-any-role/").startswith("participant")


def test_who_has_one_role_sees_no_switch(world: World, client: Client) -> None:
    client.force_login(world.payer.person)
    assert "You are here as" not in said(client, "/")


def test_a_role_that_ended_is_acted_in_no_more(world: World, browser_of_ada: Client) -> None:
    lead = grant_role(
        person=world.participant.person,
        kind=Kind.PROGRAMME_LEAD,
        scope=world.rising_leaders,
        by=OPERATOR,
        at=MORNING,
    )
    choose(browser_of_ada, lead.pk)
    end_role(role=lead, by=OPERATOR, at=NOON)
    assert said(browser_of_ada, "/for-any-role/").startswith("participant")
    choose(browser_of_ada, lead.pk)
    assert said(browser_of_ada, "/for-any-role/").startswith("participant")
    assert said(browser_of_ada, "/for-some/") == "facilitator 0"


@pytest.mark.parametrize("number", ["of somebody else", "", "x", "-1", "9" * 30])
def test_nobody_acts_in_a_role_that_is_not_theirs(world: World, browser_of_ada: Client, number: str) -> None:
    given = str(world.facilitator.pk) if number == "of somebody else" else number
    browser_of_ada.post(reverse("accounts:role"), {"role": given})
    session = browser_of_ada.session
    assert said(browser_of_ada, "/for-any-role/").startswith("participant")
    session["role"] = given
    session.save()
    assert said(browser_of_ada, "/for-any-role/") == "participant, None, Ada Okafor"


def test_a_page_for_another_of_ones_roles_opens_in_that_role(browser_of_ada: Client) -> None:
    assert said(browser_of_ada, "/for-some/7/") == "facilitator 7"
    assert said(browser_of_ada, "/for-any-role/").startswith("participant")


def test_a_page_that_asks_for_no_role_costs_nothing_for_it(
    browser_of_ada: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        said(browser_of_ada, "/for-everybody/")
    with django_assert_num_queries(3):  # the browser session, the person, their roles
        said(browser_of_ada, "/for-any-role/")


def test_what_an_action_refuses_is_a_page_with_the_reason(browser_of_ada: Client) -> None:
    for where, status, reason in (("/refusing/", 403, "Only on Mondays."), ("/too-late/", 409, "It has closed.")):
        response = browser_of_ada.get(where)
        assert response.status_code == status
        assert f"<p>{reason}</p>" in response.content.decode()
