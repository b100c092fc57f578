"""Adding people, and putting right what is known of them."""

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction

from ninefold.accounts.actions.people import change_address, create_person, move_person, rename_person
from ninefold.accounts.models import Person
from ninefold.accounts.policies import NotAllowedError
from ninefold.core.errors import NinefoldError
from tests.world import NOON, OPERATOR, World, make_person


def test_people_are_the_accounts_that_sign_in(world: World) -> None:
    assert get_user_model() is Person
    assert Person.objects.get_by_natural_key("Ada.Okafor@Example.org") == world.participant.person


def test_an_organisation_lead_adds_people_to_their_organisation_and_to_no_other(world: World) -> None:
    person = create_person(
        email=" New@Example.org", name=" Noor  Aziz ", home=world.trent, by=world.trent_lead, at=NOON
    )
    assert (person.email, person.name, person.organisation) == ("new@example.org", "Noor Aziz", world.trent)
    assert not person.has_usable_password()
    with pytest.raises(NotAllowedError, match="Only those who lead Ribble Community Care"):
        create_person(email="x@example.org", name="X", home=world.ribble, by=world.trent_lead, at=NOON)


def test_who_pays_for_themselves_has_a_region_and_no_organisation(world: World) -> None:
    assert world.payer.person.region == world.midlands
    assert world.payer.person.organisation is None
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(email="both@example.org", name="B", region=world.midlands, organisation=world.trent)


def test_somebody_without_a_home_is_added_at_the_machine_alone(world: World) -> None:
    create_person(email="a@example.org", name="A", home=None, by=OPERATOR, at=NOON)
    with pytest.raises(NotAllowedError, match="by a command"):
        create_person(email="b@example.org", name="B", home=None, by=world.administrator, at=NOON)


def test_an_address_belongs_to_one_person_however_it_is_written(world: World) -> None:
    with pytest.raises(NinefoldError, match=r"ada\.okafor@example\.org already"):
        create_person(email="Ada.Okafor@EXAMPLE.org", name="Other", home=world.trent, by=OPERATOR, at=NOON)
    with pytest.raises(NinefoldError, match="already"):
        change_address(person=world.payer.person, email="ada.okafor@example.org", by=OPERATOR, at=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(email="Capital@example.org", name="C")


@pytest.mark.parametrize("address", ["", "ada", "ada@", "ada@example", "two words@example.org"])
def test_what_is_no_address_is_refused(world: World, address: str) -> None:
    with pytest.raises(NinefoldError, match="is not an e-mail address"):
        create_person(email=address, name="Ada", home=world.trent, by=OPERATOR, at=NOON)


@pytest.mark.parametrize("name", ["", " ", "x" * 201])
def test_what_is_no_name_is_refused(world: World, name: str) -> None:
    with pytest.raises(NinefoldError, match="1 to 200 letters"):
        rename_person(person=world.payer.person, name=name, by=OPERATOR, at=NOON)


def test_a_person_is_moved_by_who_leads_both_homes(world: World) -> None:
    person = make_person("Mia Frank", world.trent)
    with pytest.raises(NotAllowedError, match="Ribble"):
        move_person(person=person, home=world.ribble, by=world.trent_lead, at=NOON)
    with pytest.raises(NotAllowedError, match="Trent"):
        move_person(person=person, home=world.ribble, by=world.ribble_lead, at=NOON)
    move_person(person=person, home=world.ribble, by=world.administrator, at=NOON)
    move_person(person=person, home=world.north_west, by=world.north_west_lead, at=NOON)
    person.refresh_from_db()
    assert (person.organisation, person.region) == (None, world.north_west)
