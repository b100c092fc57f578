"""A rater who has come in, for all that they can do."""

import pytest
from django.test import Client

from ninefold.feedback.models import Assessment, Rater
from tests.feedback.coming_in import come_in
from tests.feedback.made import make_open, raters_of
from tests.world import World


@pytest.fixture
def assessment(world: World) -> Assessment:
    """A 360 with the full form."""
    return make_open(world, form="full")


@pytest.fixture
def rater(assessment: Assessment) -> Rater:
    """One of the people whom the participant manages."""
    return raters_of(assessment, "direct_report")[0]


@pytest.fixture
def phone(rater: Rater) -> Client:
    """The phone on which this rater has opened their link."""
    return come_in(rater)
