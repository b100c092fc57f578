"""Whom a participant has a tie to is not asked for their 360; what is kept of ties is given out, and goes with them."""

import pytest

from ninefold.academy.actions.conflicts import declare_conflict
from ninefold.academy.actions.directory import save_photo
from ninefold.academy.models import Conflict, Photo, Profile
from ninefold.core.errors import NinefoldError
from ninefold.feedback.actions.erasure import erase
from ninefold.feedback.actions.facilitations import replace_facilitator, request_facilitator
from ninefold.feedback.models import Facilitation
from ninefold.feedback.queries.erasure import held_of, what_goes
from ninefold.feedback.queries.subject_access import in_the_directory
from tests.academy.directory import list_in_directory, photo_file
from tests.feedback.made import make_draft
from tests.world import NOON, OPERATOR, World

ADA, FELIX = "ada.okafor@example.org", "felix.achterberg@example.org"


def test_who_has_a_tie_is_not_asked_and_nobody_is_told_who_declared_it(world: World) -> None:
    draft, felix = make_draft(world), world.facilitator.person
    declare_conflict(reason=Conflict.Reason.LINE, address=ADA, by=world.facilitator, at=NOON)
    with pytest.raises(NinefoldError) as refused:
        request_facilitator(assessment=draft, facilitator=felix, by=world.participant, at=NOON)
    assert str(refused.value) == "Felix Achterberg cannot facilitate this 360. Please choose somebody else."
    other = world.other_facilitator.person
    request_facilitator(assessment=draft, facilitator=other, by=world.participant, at=NOON)
    with pytest.raises(NinefoldError, match="cannot facilitate this 360"):
        replace_facilitator(assessment=draft, facilitator=felix, by=world.trent_lead, at=NOON)
    assert Facilitation.objects.get().facilitator == other


def test_what_is_kept_is_given_out_without_who_declared_it(world: World) -> None:
    list_in_directory(world.facilitator, NOON)
    save_photo(content=photo_file(), by=world.facilitator, at=NOON)
    declare_conflict(reason=Conflict.Reason.TEAM, address=FELIX, by=world.participant, at=NOON)
    given = in_the_directory(held_of(FELIX))
    assert given["your_entry_in_the_directory"][0]["photo"].startswith("/9j/")
    assert given["ties_declared_to_you"] == [{"reason": "team"}]
    assert in_the_directory(held_of(ADA))["ties_you_declared"][0]["with_address"] == FELIX


def test_entry_photograph_and_ties_go_with_whoever_is_erased(world: World) -> None:
    list_in_directory(world.facilitator, NOON)
    save_photo(content=photo_file(), by=world.facilitator, at=NOON)
    declare_conflict(reason=Conflict.Reason.TEAM, address=FELIX, by=world.participant, at=NOON)
    declare_conflict(reason=Conflict.Reason.TEAM, address="else@example.org", by=world.facilitator, at=NOON)
    assert any("entries in the directory" in line for line in what_goes(held_of(FELIX)))
    erase(email=FELIX, by=OPERATOR, at=NOON)
    assert [model.objects.count() for model in (Profile, Photo, Conflict)] == [0, 0, 0]


def test_who_is_only_named_in_a_tie_by_their_address_is_erased_from_it(world: World) -> None:
    declare_conflict(reason=Conflict.Reason.TEAM, address="else@example.org", by=world.facilitator, at=NOON)
    erase(email="else@example.org", by=OPERATOR, at=NOON)
    assert not Conflict.objects.exists()
