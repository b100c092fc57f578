"""Every address, as every role and as a stranger."""

from collections.abc import Callable, Mapping

import pytest
from django.test import Client
from django.urls import reverse

from ninefold.accounts.failures import Failures
from tests.house.pages import ADDRESSES, names, path_of
from tests.world import World

MAKERS = list(dict.fromkeys(address.made for address in ADDRESSES.values()))


def test_every_address_is_in_the_table_and_the_table_has_no_other() -> None:
    assert names() == set(ADDRESSES)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ADDRESSES)
def test_a_stranger_gets_what_the_table_says(client: Client, name: str) -> None:
    assert client.get(path_of(name)).status_code == ADDRESSES[name].stranger


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__ if make else "without_rows")
def test_every_role_gets_what_the_table_says(
    world: World, make: Callable[[World], Mapping[str, object]] | None
) -> None:
    rows = {} if make is None else make(world)
    of_these = {name: address for name, address in ADDRESSES.items() if address.made is make}
    paths = {name: reverse(name, kwargs={**address.parts, **rows}) for name, address in of_these.items()}
    statuses: dict[str, dict[str, int]] = {name: {} for name in of_these}
    for called, role in world.roles.items():
        Failures.objects.all().delete()  # unknown links are counted, and all come from one address here
        client = Client()
        client.force_login(role.person)
        signed_in = client.session.session_key
        for name, path in paths.items():
            statuses[name][called] = client.get(path).status_code
            assert client.session.session_key == signed_in, f"{name} changes who is signed in"
    assert statuses == {
        name: {called: address.status(role.kind, called) for called, role in world.roles.items()}
        for name, address in of_these.items()
    }


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["home", "alive", "ready", "robots", "feedback:examples", "feedback:example"])
def test_what_is_only_read_takes_nothing(client: Client, name: str) -> None:
    assert client.post(path_of(name)).status_code == 405
