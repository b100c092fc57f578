"""Making and changing nations, regions, organisations and programmes."""

import pytest
from django.db import IntegrityError, transaction

from ninefold.accounts.actions.places import (
    create_nation,
    create_organisation,
    create_programme,
    create_region,
    move_organisation,
    rename_organisation,
    rename_programme,
    rename_region,
    set_ods_code,
)
from ninefold.accounts.models import Nation, Organisation, Region
from ninefold.accounts.policies import NotAllowedError, can, check_can_edit_organisation
from ninefold.core.errors import NinefoldError
from tests.world import NOON, OPERATOR, World


def test_a_nation_is_made_at_the_machine_alone(world: World) -> None:
    create_nation(name="Wales", by=OPERATOR, at=NOON)
    with pytest.raises(NotAllowedError, match="by a command"):
        create_nation(name="Scotland", by=world.administrator, at=NOON)
    assert set(Nation.objects.values_list("name", flat=True)) == {"England", "Wales"}


def test_an_administrator_adds_and_renames_a_region(world: World) -> None:
    region = create_region(nation=world.nation, name="  South   West ", by=world.administrator, at=NOON)
    assert region.name == "South West"
    rename_region(region=region, name="The South West", by=world.administrator, at=NOON)
    assert Region.objects.get(pk=region.pk).name == "The South West"


@pytest.mark.parametrize(
    "role", ["data_protection_officer", "midlands_lead", "trent_lead", "rising_leaders_lead", "facilitator", "payer"]
)
def test_nobody_else_adds_a_region(world: World, role: str) -> None:
    with pytest.raises(NotAllowedError, match="Only a national administrator of England"):
        create_region(nation=world.nation, name="Elsewhere", by=world.roles[role], at=NOON)


def test_an_administrator_of_another_nation_changes_nothing_here(world: World) -> None:
    wales = create_nation(name="Wales", by=OPERATOR, at=NOON)
    with pytest.raises(NotAllowedError):
        create_region(nation=wales, name="Gwent", by=world.administrator, at=NOON)


def test_a_name_is_taken_however_it_is_capitalised(world: World) -> None:
    with pytest.raises(NinefoldError, match="“midlands” is taken"):
        create_region(nation=world.nation, name="midlands", by=OPERATOR, at=NOON)
    with pytest.raises(NinefoldError, match="“NORTH WEST” is taken"):
        rename_region(region=world.midlands, name="NORTH WEST", by=OPERATOR, at=NOON)


def test_a_place_can_be_renamed_to_its_own_name_in_other_letters(world: World) -> None:
    rename_region(region=world.midlands, name="MIDLANDS", by=OPERATOR, at=NOON)
    assert Region.objects.get(pk=world.midlands.pk).name == "MIDLANDS"


@pytest.mark.parametrize(
    ("name", "reason"), [("  ", "empty"), ("x" * 201, "201 letters long; 200 is the most"), ("42", "is a number")]
)
def test_a_name_that_is_none_is_refused(world: World, name: str, reason: str) -> None:
    with pytest.raises(NinefoldError, match=reason):
        create_region(nation=world.nation, name=name, by=OPERATOR, at=NOON)


def test_a_regional_lead_adds_an_organisation_to_their_region_and_to_no_other(world: World) -> None:
    made = create_organisation(
        region=world.midlands, name="Peak Ambulance", ods_code="rx9", by=world.midlands_lead, at=NOON
    )
    assert (made.region, made.ods_code) == (world.midlands, "RX9")
    with pytest.raises(NotAllowedError, match="Only those who lead North West"):
        create_organisation(region=world.north_west, name="Mersey Ambulance", by=world.midlands_lead, at=NOON)


def test_an_ods_code_belongs_to_one_organisation(world: World) -> None:
    with pytest.raises(NinefoldError, match="R2B belongs to Ribble Community Care already"):
        set_ods_code(organisation=world.trent, ods_code="r2b", by=OPERATOR, at=NOON)
    set_ods_code(organisation=world.ribble, ods_code="", by=OPERATOR, at=NOON)
    set_ods_code(organisation=world.trent, ods_code="r2b", by=OPERATOR, at=NOON)
    assert Organisation.objects.get(pk=world.trent.pk).ods_code == "R2B"


def test_an_organisation_keeps_its_own_ods_code(world: World) -> None:
    set_ods_code(organisation=world.trent, ods_code="R1A", by=OPERATOR, at=NOON)
    assert Organisation.objects.get(pk=world.trent.pk).ods_code == "R1A"


@pytest.mark.parametrize("code", ["R1", "R1A-2", "TOOLONGCODE"])
def test_what_is_no_ods_code_is_refused(world: World, code: str) -> None:
    with pytest.raises(NinefoldError, match="is not an ODS code"):
        set_ods_code(organisation=world.trent, ods_code=code, by=OPERATOR, at=NOON)


def test_an_organisation_moves_only_with_the_consent_of_who_leads_both_regions(world: World) -> None:
    with pytest.raises(NotAllowedError, match="North West"):
        move_organisation(organisation=world.trent, region=world.north_west, by=world.midlands_lead, at=NOON)
    move_organisation(organisation=world.trent, region=world.north_west, by=world.administrator, at=NOON)
    assert Organisation.objects.get(pk=world.trent.pk).region == world.north_west


def test_an_organisation_lead_runs_programmes_but_does_not_rename_the_organisation(world: World) -> None:
    programme = create_programme(organisation=world.trent, name="Ward leaders", by=world.trent_lead, at=NOON)
    rename_programme(programme=programme, name="Leaders of wards", by=world.trent_lead, at=NOON)
    assert programme.name == "Leaders of wards"
    with pytest.raises(NotAllowedError):
        rename_programme(programme=world.first_steps, name="Mine now", by=world.trent_lead, at=NOON)
    with pytest.raises(NotAllowedError, match="Only those who lead Midlands"):
        rename_organisation(organisation=world.trent, name="Trent Valley", by=world.trent_lead, at=NOON)
    assert can(check_can_edit_organisation, world.midlands_lead, world.midlands)
    assert not can(check_can_edit_organisation, world.trent_lead, world.midlands)


def test_the_database_refuses_the_same_name_twice_where_two_ask_at_once(world: World) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Region.objects.create(nation=world.nation, name="Midlands")
