"""Nobody makes this site write a link of theirs to strangers: a name that holds an address is refused anywhere."""

from collections.abc import Callable

import pytest
from django.test import Client

from ninefold.accounts.actions.own_account import rename_oneself
from ninefold.accounts.actions.people import create_person
from ninefold.accounts.outbox import Message
from ninefold.core.errors import NinefoldError
from ninefold.core.rater_lists import Entry
from ninefold.feedback.actions.goals import save_goal
from ninefold.feedback.actions.letters import add_without_address
from ninefold.feedback.actions.rater_lists import add_raters
from tests.feedback.followed import OPENED, goal_given, make_opened
from tests.feedback.made import make_draft
from tests.world import NOON, OPERATOR, World

BAIT = "Claim your prize at evil.com"


def _signed_up(world: World) -> None:
    create_person(email="zoe@trent.example", name=BAIT, home=world.trent, by=OPERATOR, at=NOON)


def _renamed(world: World) -> None:
    rename_oneself(person=world.participant.person, name=BAIT, at=NOON)


def _on_a_list(world: World) -> None:
    entries = [Entry(1, BAIT, "zoe@trent.example", "peer")]
    add_raters(assessment=make_draft(world), entries=entries, agreed=True, by=world.participant, at=NOON)


def _on_paper(world: World) -> None:
    add_without_address(
        assessment=make_draft(world), name=BAIT, group="peer", agreed=True, by=world.trent_lead, at=NOON
    )


def _as_a_supporter(world: World) -> None:
    given = goal_given("I ask.", supporter_name=BAIT, supporter_email="zoe@x.example")
    save_goal(assessment=make_opened(world), position=1, given=given, by=world.participant, at=OPENED)


@pytest.mark.parametrize("enter", [_signed_up, _renamed, _on_a_list, _on_paper, _as_a_supporter])
def test_a_name_with_an_address_is_refused_with_what_would_be_right(
    world: World, enter: Callable[[World], None]
) -> None:
    with pytest.raises(NinefoldError, match="cannot hold a web or e-mail address"):
        enter(world)


def test_the_page_says_so_beside_the_field_and_keeps_what_was_entered(world: World, client: Client) -> None:
    draft = make_draft(world)
    client.force_login(world.participant.person)
    given = {"name": BAIT, "email": "zoe@trent.example", "group": "peer", "agreed": "on"}
    page = client.post(f"/360/{draft.pk}/colleagues/add/", given)
    said = page.content.decode()
    assert page.status_code == 422
    assert "cannot hold a web or e-mail address" in said
    assert BAIT in said
    assert not Message.objects.exists()
