"""Whom to ask, as everybody reads it."""

import re
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from ninefold.accounts.actions.contact import set_contact
from ninefold.accounts.models import Region
from tests.house.pages import Page
from tests.world import NOON, OPERATOR, World


@pytest.fixture
def named(world: World) -> World:
    """A world in which the Midlands name somebody, and the North West does not."""
    _name(world.midlands, "Harpreet Sandhu", "leadership@midlands.example", "01632 960122 ext. 4")
    return world


def _name(region: Region, name: str, email: str, phone: str) -> None:
    set_contact(region=region, name=name, email=email, phone=phone, by=OPERATOR, at=NOON)


def _cards(client: Client) -> list[str]:
    """What is said of each region, in order."""
    page = client.get("/contact/").content.decode()
    found = re.findall(r'<li class="ask[ "].*?</li>', page, re.DOTALL)
    return [" ".join(Page(card).words) for card in found]


@pytest.mark.usefixtures("named")
def test_a_region_tells_whom_to_ask_with_links_to_write_and_to_ring(client: Client) -> None:
    page = Page(client.get("/contact/").content.decode())
    assert ("leadership@midlands.example", "mailto:leadership@midlands.example") in page.links
    assert ("01632 960122 ext. 4", "tel:01632960122") in page.links
    assert "Harpreet Sandhu" in page.words


@pytest.mark.usefixtures("named")
def test_a_region_that_names_nobody_leads_to_the_academy(client: Client, settings: Settings) -> None:
    settings.CONTACT_EMAIL = "hello@academy.example"
    _midlands, north_west = _cards(client)
    assert north_west == "North West Nobody is named here yet. The academy will help: hello@academy.example"


@pytest.mark.usefixtures("named")
def test_where_the_academy_has_no_address_either_it_says_whom_else_to_ask(client: Client) -> None:
    _midlands, north_west = _cards(client)
    assert north_west == "North West Nobody is named here yet. Please ask whoever told you of this service."


@pytest.mark.parametrize("who", ["north_west_lead", "other_participant"])
def test_the_region_of_who_is_signed_in_stands_first(named: World, client: Client, who: str) -> None:
    assert _cards(client)[0].startswith("Midlands Harpreet")
    client.force_login(named.roles[who].person)
    own, other = _cards(client)
    assert own.startswith("North West your region")
    assert other.startswith("Midlands Harpreet")


def test_who_is_at_home_nowhere_sees_all_regions(named: World, client: Client) -> None:
    client.force_login(named.administrator.person)
    assert [card.split()[0] for card in _cards(client)] == ["Midlands", "North"]


@pytest.mark.django_db
def test_before_any_region_is_entered_the_page_says_so(client: Client, settings: Settings) -> None:
    assert "No region has been entered yet. Please ask" in client.get("/contact/").content.decode()
    settings.CONTACT_EMAIL = "hello@academy.example"
    page = Page(client.get("/contact/").content.decode())
    assert ("hello@academy.example", "mailto:hello@academy.example") in page.links


def test_a_name_is_text(world: World, client: Client) -> None:
    _name(world.midlands, "<b>Harpreet</b> & Co", "a@example.org", "")
    page = client.get("/contact/").content.decode()
    assert "&lt;b&gt;Harpreet&lt;/b&gt; &amp; Co" in page


def test_the_person_is_named_by_a_command_that_administrators_are_told() -> None:
    told = (Path(__file__).parents[2] / "docs/administrators.md").read_text("utf-8")
    assert "ninefold region contact" in told
