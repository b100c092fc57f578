"""After a report was deleted for its age, or its participant erased, no page of the site breaks, whoever asks."""

import re

import pytest
from django.test import Client, TestCase

from ninefold.feedback.actions.erasure import erase
from ninefold.feedback.actions.holding import mark_held
from ninefold.feedback.actions.retention import delete_ripe
from ninefold.feedback.models import Assessment, AssessmentState, Facilitation
from ninefold.feedback.urls import urlpatterns
from tests.feedback.followed import OPENED, make_opened, set_goal
from tests.feedback.test_retention import in_years
from tests.world import OPERATOR, World

WHO = ("participant", "facilitator", "trent_lead", "midlands_lead", "data_protection_officer")
ROUTES = [str(each.pattern) for each in urlpatterns]


def held(world: World) -> Facilitation:
    """Ada’s case, opened and held, with a goal."""
    assessment = make_opened(world)
    set_goal(assessment, 1, world.participant)
    case = Facilitation.objects.get(assessment=assessment)
    mark_held(facilitation=case, by=world.facilitator, at=OPENED)
    return case


def asked(route: str, number: int) -> str:
    """An address of this route, with this number of a row wherever it takes one, and a part where it takes a word."""
    return "/" + re.sub(r"<(\w+):\w+>", lambda at: str(number) if at[1] == "int" else "overview", route)


def walk(world: World, case: Facilitation) -> set[int]:
    """The statuses of every address of the room, of this 360 and this case, to everybody who is still here."""
    numbers = {case.pk, case.assessment_id}
    found = set()
    for name in WHO:
        person = world.roles[name].person
        person.refresh_from_db()
        client = Client()
        if person.is_active:
            client.force_login(person)
        found |= {client.get(asked(route, number)).status_code for route in ROUTES for number in numbers}
    return found


def test_every_route_of_the_room_is_asked() -> None:
    assert len(ROUTES) > 60
    assert {asked("360/<int:pk>/report.<slug:kind>", 7)} == {"/360/7/report.overview"}


@pytest.mark.parametrize("erased", [False, True])
def test_no_page_breaks(world: World, erased: bool) -> None:
    case = held(world)
    before = walk(world, case)
    with TestCase.captureOnCommitCallbacks(execute=True):
        if erased:
            erase(email="ada.okafor@example.org", by=OPERATOR, at=OPENED)
        else:
            list(delete_ripe(by=OPERATOR, at=in_years(3)))
    assert Assessment.objects.get().state == AssessmentState.ARCHIVED
    after = walk(world, case)
    assert max(before | after) < 500
    assert 200 in after
