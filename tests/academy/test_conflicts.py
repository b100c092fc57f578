"""Ties between a facilitator and a participant: declared by either, told to nobody, and the two are kept apart."""

import pytest
from django.test import Client
from django.utils import timezone

from ninefold.academy.actions.conflicts import declare_conflict, withdraw_conflict
from ninefold.academy.models import Conflict
from ninefold.academy.queries.conflicts import are_tied, tied_to
from ninefold.accounts.actions.people import create_person
from ninefold.accounts.policies import NotAllowedError
from ninefold.core.errors import NinefoldError
from tests.academy.directory import list_in_directory
from tests.world import NOON, OPERATOR, World

PAGE, TEAM = "/profile/conflicts/", Conflict.Reason.TEAM
ADA, FELIX = "ada.okafor@example.org", "felix.achterberg@example.org"


def test_a_tie_holds_for_both_whoever_declared_it_and_until_it_is_taken_back(world: World) -> None:
    felix, ada = world.facilitator.person, world.participant.person
    by_felix = declare_conflict(reason=TEAM, address=" Ada.Okafor@example.org", by=world.facilitator, at=NOON)
    by_ada = declare_conflict(reason=TEAM, person=felix, by=world.participant, at=NOON)
    assert are_tied(felix, ada)
    assert are_tied(ada, felix)
    withdraw_conflict(conflict=by_felix, by=world.facilitator, at=NOON)
    assert are_tied(felix, ada)
    withdraw_conflict(conflict=by_ada, by=world.participant, at=NOON)
    withdraw_conflict(conflict=by_ada, by=world.participant, at=NOON)
    assert not are_tied(felix, ada)
    assert tied_to(felix) == set()


def test_declared_twice_it_is_kept_once_with_the_newer_tie(world: World) -> None:
    for reason in (TEAM, Conflict.Reason.FRIEND):
        declare_conflict(reason=reason, address=ADA, by=world.facilitator, at=NOON)
    assert Conflict.objects.get().reason == "friend"


def test_it_holds_for_who_comes_after_it_was_declared(world: World) -> None:
    declare_conflict(reason=TEAM, address="new.here@example.org", by=world.facilitator, at=NOON)
    late = create_person(email="new.here@example.org", name="New Here", home=world.trent, by=OPERATOR, at=NOON)
    assert are_tied(late, world.facilitator.person)


def test_a_private_address_does_not_tell_whose_it_is(world: World) -> None:
    felix, ada = world.facilitator.person, world.participant.person
    felix.private_email = felix.email
    felix.save()
    declare_conflict(reason=TEAM, address=FELIX, by=world.participant, at=NOON)
    assert not are_tied(ada, felix)
    assert not are_tied(felix, ada)


def test_oneself_is_refused_and_only_ones_own_is_taken_back(world: World) -> None:
    with pytest.raises(NinefoldError, match="This is you"):
        declare_conflict(reason=TEAM, address=FELIX, by=world.facilitator, at=NOON)
    with pytest.raises(NotAllowedError):
        declare_conflict(reason=TEAM, address=ADA, by=world.midlands_lead, at=NOON)
    kept = declare_conflict(reason=TEAM, address=ADA, by=world.facilitator, at=NOON)
    with pytest.raises(NotAllowedError):
        withdraw_conflict(conflict=kept, by=world.participant, at=NOON)


def test_the_page_says_the_same_whether_or_not_anybody_has_the_address(world: World, client: Client) -> None:
    client.force_login(world.facilitator.person)
    pages = []
    for address in (ADA, "nobody@example.org"):
        pages.append(client.post(PAGE, {"email": address, "reason": "line"}, follow=True).content.decode())
        assert address in pages[-1]
        assert "Ada Okafor" not in pages[-1]
        withdrawn = client.post(f"{PAGE}{Conflict.objects.get().pk}/withdraw/", follow=True).content.decode()
        assert address not in withdrawn
    assert all("It is noted." in page for page in pages)


def test_a_participant_declares_a_tie_to_somebody_in_the_directory_without_their_address(
    world: World, client: Client
) -> None:
    entry = list_in_directory(world.facilitator, timezone.now())
    client.force_login(world.participant.person)
    page = f"{PAGE}?facilitator={entry.pk}"
    assert "Felix Achterberg" in client.get(page).content.decode()
    told = client.post(page, {"reason": "friend"}, follow=True).content.decode()
    assert FELIX not in told
    assert are_tied(world.participant.person, world.facilitator.person)
    client.force_login(world.facilitator.person)
    assert "Ada Okafor" not in client.get(PAGE).content.decode()
    number = Conflict.objects.get().pk
    assert client.post(f"{PAGE}{number}/withdraw/").status_code == 404
