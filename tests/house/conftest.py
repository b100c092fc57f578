"""The cast, for every test of the folder."""

import pytest

from tests.world import World, make_world


@pytest.fixture
def world(db: None) -> World:  # noqa: ARG001 - to ask for it is what opens the database
    return make_world()
