"""Whom anybody may ask about the service in a region."""

import json

import pytest

from ninefold.accounts.actions.contact import set_contact
from ninefold.accounts.audit import AuditEntry
from ninefold.accounts.models import Region
from ninefold.accounts.policies import NotAllowedError
from ninefold.core.errors import NinefoldError
from ninefold.feedback.actions.erasure import erase
from ninefold.feedback.actions.subject_access import give_copy
from ninefold.feedback.queries.erasure import held_of, obstacles
from tests.world import NOON, OPERATOR, World

HARPREET = {"name": "Harpreet  Sandhu ", "email": "Leadership@midlands.example", "phone": "01632 960122"}


def name(world: World, **given: str) -> Region:
    set_contact(region=world.midlands, **{**HARPREET, **given}, by=world.administrator, at=NOON)
    return Region.objects.get(pk=world.midlands.pk)


def test_a_person_is_named_with_an_address_and_a_number(world: World) -> None:
    region = name(world)
    assert (region.contact_name, region.contact_email) == ("Harpreet Sandhu", "leadership@midlands.example")
    assert region.contact_phone == "01632 960122"
    assert AuditEntry.objects.filter(what="set contact", on_kind="region", on_id=region.pk).exists()


@pytest.mark.parametrize("left_out", ["email", "phone"])
def test_either_of_the_two_will_do(world: World, left_out: str) -> None:
    assert name(world, **{left_out: ""}).contact_name == "Harpreet Sandhu"


def test_without_anything_nobody_is_named_any_more(world: World) -> None:
    name(world)
    region = name(world, name="", email="", phone="")
    assert (region.contact_name, region.contact_email, region.contact_phone) == ("", "", "")


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"name": " "}, "Give the name of a person"),
        ({"email": "", "phone": ""}, "an e-mail address or a telephone number"),
        ({"email": "leadership"}, "“leadership” is not an e-mail address"),
        ({"phone": "ring me"}, "“ring me” is not a telephone number"),
        ({"phone": "1"}, "It should be like 01632 960000"),
        ({"phone": "0" * 41}, "is not a telephone number"),
        ({"name": "x" * 201}, "201 letters long; 200 is the most"),
    ],
)
def test_what_nobody_could_be_reached_by_is_refused(world: World, given: dict[str, str], reason: str) -> None:
    with pytest.raises(NinefoldError, match=reason):
        name(world, **given)
    assert not Region.objects.get(pk=world.midlands.pk).contact_name


@pytest.mark.parametrize("phone", ["+44 1632 960000", "(01632) 960-000", "01632 960000 ext. 12", "2222"])
def test_numbers_are_taken_as_people_write_them(world: World, phone: str) -> None:
    assert name(world, phone=phone).contact_phone == phone


def test_a_regional_lead_does_not_change_what_everybody_reads(world: World) -> None:
    with pytest.raises(NotAllowedError):
        set_contact(region=world.midlands, **HARPREET, by=world.midlands_lead, at=NOON)


@pytest.mark.parametrize("given", [{"email": "ada.okafor@example.org"}, {"name": "Ada Okafor"}])
def test_who_is_named_there_is_not_erased_before_somebody_else_is(world: World, given: dict[str, str]) -> None:
    name(world, **given)
    (said,) = obstacles(held_of("ada.okafor@example.org"))
    assert "Midlands names them on the page Contact" in said


def test_who_is_named_there_without_an_account_has_a_copy_of_that_and_is_not_said_to_be_nowhere(world: World) -> None:
    name(world)
    copy = give_copy(email="leadership@midlands.example", notes_reviewed=False, by=OPERATOR, at=NOON)
    assert json.loads(copy.files["about-you.json"])["regions_that_name_you_on_the_page_contact"] == ["Midlands"]
    with pytest.raises(NinefoldError, match="Midlands names them on the page Contact"):
        erase(email="leadership@midlands.example", by=OPERATOR, at=NOON)
