"""Every address, as every role and as a stranger."""

import pytest
from django.test import Client

from tests.house.pages import ADDRESSES, names, path_of
from tests.world import World


def test_every_address_is_in_the_table_and_the_table_has_no_other() -> None:
    assert names() == set(ADDRESSES)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ADDRESSES)
def test_a_stranger_gets_what_the_table_says(client: Client, name: str) -> None:
    assert client.get(path_of(name)).status_code == ADDRESSES[name].stranger


@pytest.mark.parametrize("name", ADDRESSES)
def test_every_role_gets_what_the_table_says(world: World, name: str) -> None:
    statuses = {}
    path = path_of(name, world)
    for called, role in world.roles.items():
        client = Client()
        client.force_login(role.person)
        statuses[called] = client.get(path).status_code
    assert statuses == {called: ADDRESSES[name].status(role.kind, called) for called, role in world.roles.items()}


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["home", "alive", "ready", "robots", "feedback:examples", "feedback:example"])
def test_what_is_only_read_takes_nothing(client: Client, name: str) -> None:
    assert client.post(path_of(name)).status_code == 405
