"""The home page: what this is, and the ways in."""

from contextlib import closing

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from ninefold.core.framework.library import load_framework
from tests.house.pages import Page
from tests.world import World


def test_home_says_what_this_is_and_opens_three_doors(client: Client) -> None:
    page = client.get("/").content.decode()
    links = dict(Page(page).links)
    assert "See your leadership from every side" in page
    assert links["Explore"] == reverse("academy:explorer")
    assert links["Assess yourself"] == reverse("feedback:self_assessment")
    assert links["Ask for feedback"] == reverse("academy:about_360")


def test_home_says_what_happens_to_answers_and_leads_to_the_examples_and_to_making_a_report(client: Client) -> None:
    page = client.get("/").content.decode()
    links = dict(Page(page).links)
    assert "What happens to answers" in page
    assert reverse("feedback:promise") in links.values()
    assert links["Read the example reports"] == reverse("feedback:examples")
    assert links["Make a report from a file"] == reverse("feedback:make_report")


def test_home_leads_to_each_dimension_by_the_figure_and_again_by_the_list(client: Client) -> None:
    links = Page(client.get("/").content.decode()).links
    for dimension in load_framework("nine-dimensions").dimensions:
        there = [text for text, address in links if address == f"/model/{dimension.id}/"]
        assert len(there) == 2
        assert all(dimension.title in text for text in there)


def test_home_and_header_lead_everybody_to_what_is_theirs(world: World) -> None:
    expected = {
        world.participant: ("Your 360s", "feedback:assessments"),
        world.facilitator: ("Cases you facilitate", "feedback:cases"),
        world.trent_lead: ("360s you lead", "feedback:programme"),
    }
    for role, (text, name) in expected.items():
        browser = Client()
        browser.force_login(role.person)
        links = Page(browser.get("/").content.decode()).links
        assert links.count((text, reverse(name))) == 2
        assert browser.get(reverse(name)).status_code == 200


@pytest.mark.django_db
def test_home_asks_the_database_nothing(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    client.get("/")
    with django_assert_num_queries(0):
        client.get("/")


def test_a_reader_gets_no_cookie(client: Client) -> None:
    for address in ("/", reverse("feedback:examples"), "/nowhere/"):
        assert not client.get(address).cookies


def test_the_page_one_is_on_is_marked_in_the_header(client: Client) -> None:
    assert 'aria-current="page"' in client.get(reverse("academy:explorer")).content.decode()
    assert "aria-current" not in client.get("/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["ui/ninefold.css", "ui/mark.svg", "ui/design-system/nhsuk-frontend-10.6.1.css"])
def test_what_home_looks_like_comes_from_here(client: Client, path: str) -> None:
    with closing(client.get(f"/static/{path}")) as response:
        assert response.status_code == 200
        assert b"http" not in b"".join(response).replace(b"http://www.w3.org/", b"")


def test_whoever_has_signed_in_begins_where_their_role_has_something_to_do(world: World) -> None:
    expected = {
        world.participant: "feedback:assessments",
        world.facilitator: "feedback:cases",
        world.midlands_lead: "feedback:programme",
        world.administrator: "feedback:desk",
        world.trent_lead: "feedback:programme",
    }
    for role, name in expected.items():
        browser = Client()
        browser.force_login(role.person)
        assert browser.get(reverse("begin")).headers["Location"] == reverse(name)


@pytest.mark.django_db
def test_strangers_find_facilitators_and_dates_of_cpd_sessions_from_every_page(client: Client) -> None:
    menu = dict(Page(client.get("/").content.decode()).links)
    assert menu["Facilitators"] == reverse("academy:directory")
    onwards = dict(Page(client.get(menu["Facilitators"]).content.decode()).links)
    assert onwards["Dates of CPD sessions"] == reverse("academy:cpd")
    assert client.get(onwards["Dates of CPD sessions"]).status_code == 200
