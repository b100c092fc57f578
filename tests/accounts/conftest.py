"""The cast, for every test of the folder."""

import pytest

from tests.world import World, make_world


@pytest.fixture
def world(request: pytest.FixtureRequest) -> World:
    request.getfixturevalue("db")
    return make_world()
