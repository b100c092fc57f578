"""Rows through the role: who sees which places, people and roles."""

import pytest

from ninefold.accounts.actions.roles import end_role
from ninefold.accounts.models import Organisation, Person, Programme, Region, Role
from tests.world import NOON, OPERATOR, World

BOTH = {"Midlands", "North West"}
TRENT, RIBBLE = "Trent Valley Hospitals", "Ribble Community Care"
# What each role sees: regions, organisations, programmes.
PLACES_SEEN = {
    "administrator": (BOTH, {TRENT, RIBBLE}, {"Rising leaders", "First steps"}),
    "data_protection_officer": (BOTH, {TRENT, RIBBLE}, {"Rising leaders", "First steps"}),
    "midlands_lead": ({"Midlands"}, {TRENT}, {"Rising leaders"}),
    "trent_lead": ({"Midlands"}, {TRENT}, {"Rising leaders"}),
    "rising_leaders_lead": ({"Midlands"}, {TRENT}, {"Rising leaders"}),
    "facilitator": ({"Midlands"}, {TRENT}, set()),
    "participant": ({"Midlands"}, {TRENT}, set()),
    "payer": ({"Midlands"}, set(), set()),
    "north_west_lead": ({"North West"}, {RIBBLE}, {"First steps"}),
    "ribble_lead": ({"North West"}, {RIBBLE}, {"First steps"}),
    "first_steps_lead": ({"North West"}, {RIBBLE}, {"First steps"}),
    "other_facilitator": ({"North West"}, {RIBBLE}, set()),
    "other_participant": ({"North West"}, {RIBBLE}, set()),
}
AT_TRENT = {"Omar Haddad", "Priya Nair", "Felix Achterberg", "Ada Okafor"}
AT_RIBBLE = {"Karen Whitfield", "Tomasz Zielinski", "Grace Mensah", "Idris Bello"}
IN_MIDLANDS = AT_TRENT | {"Rosa Lindqvist", "Wen Li"}
IN_NORTH_WEST = AT_RIBBLE | {"Sean Brennan"}
PEOPLE_SEEN = {
    "administrator": IN_MIDLANDS | IN_NORTH_WEST | {"Nadia Rahman"},
    "data_protection_officer": IN_MIDLANDS | IN_NORTH_WEST | {"Dilys Pugh"},
    "midlands_lead": IN_MIDLANDS,
    "trent_lead": AT_TRENT,
    "rising_leaders_lead": {"Priya Nair"},
    "facilitator": {"Felix Achterberg"},
    "participant": {"Ada Okafor"},
    "payer": {"Wen Li"},
    "north_west_lead": IN_NORTH_WEST,
    "ribble_lead": AT_RIBBLE,
    "first_steps_lead": {"Tomasz Zielinski"},
    "other_facilitator": {"Grace Mensah"},
    "other_participant": {"Idris Bello"},
}


def test_every_role_of_the_cast_is_in_the_tables(world: World) -> None:
    assert set(world.roles) == set(PLACES_SEEN) == set(PEOPLE_SEEN)


@pytest.mark.parametrize("name", PLACES_SEEN)
def test_a_role_sees_the_places_it_is_in_and_no_other(world: World, name: str) -> None:
    role = world.roles[name]
    seen = tuple(
        set(places.visible_to(role).values_list("name", flat=True))
        for places in (Region.objects, Organisation.objects, Programme.objects)
    )
    assert seen == PLACES_SEEN[name]


@pytest.mark.parametrize("name", PEOPLE_SEEN)
def test_a_role_sees_the_people_it_leads_and_no_other(world: World, name: str) -> None:
    role = world.roles[name]
    assert set(Person.objects.visible_to(role).values_list("name", flat=True)) == PEOPLE_SEEN[name]
    assert set(Role.objects.visible_to(role).values_list("person__name", flat=True)) == PEOPLE_SEEN[name]


@pytest.mark.parametrize("name", PEOPLE_SEEN)
def test_an_ended_role_sees_nothing_not_even_oneself(world: World, name: str) -> None:
    role = world.roles[name]
    end_role(role=role, by=OPERATOR, at=NOON)
    for rows in (Region.objects, Organisation.objects, Programme.objects, Person.objects, Role.objects):
        assert not rows.visible_to(role).exists()
