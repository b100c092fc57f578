"""What a place offers to people who take part in a 360 there."""

import pytest

from ninefold.accounts.actions.care import set_care, set_list_rules
from ninefold.accounts.models import Organisation
from ninefold.accounts.policies import NotAllowedError
from ninefold.core.errors import NinefoldError
from tests.world import NOON, World

CARE = {"speak_up": "The guardian", "support": "The line", "ask_name": "Moira Finch", "ask_email": "Moira@example.org"}


def test_a_regional_lead_enters_what_an_organisation_offers(world: World) -> None:
    Organisation.objects.update(speak_up="")
    world.trent.refresh_from_db()
    assert not world.trent.cares
    set_care(place=world.trent, **CARE, by=world.midlands_lead, at=NOON)
    assert Organisation.objects.get(pk=world.trent.pk).cares
    assert world.trent.ask_email == "moira@example.org"


def test_half_of_it_is_refused_and_so_is_no_address(world: World) -> None:
    with pytest.raises(NinefoldError, match="Give all four"):
        set_care(place=world.trent, **{**CARE, "support": " "}, by=world.midlands_lead, at=NOON)
    with pytest.raises(NinefoldError, match="is not an e-mail address"):
        set_care(place=world.trent, **{**CARE, "ask_email": "moira"}, by=world.midlands_lead, at=NOON)


def test_nobody_enters_it_for_another_region(world: World) -> None:
    for place in (world.trent, world.midlands):
        with pytest.raises(NotAllowedError):
            set_care(place=place, **CARE, by=world.north_west_lead, at=NOON)


def test_known_domains_are_kept_one_a_line_and_a_wrong_one_is_refused(world: World) -> None:
    def know(*domains: str) -> None:
        set_list_rules(
            organisation=world.trent, mail_domains=domains, every_list_checked=True, by=world.midlands_lead, at=NOON
        )

    know("@Trent.example ", "*.trent.example", "")
    assert world.trent.mail_domains == "trent.example\n*.trent.example"
    with pytest.raises(NinefoldError, match="is not a domain"):
        know("trent")
