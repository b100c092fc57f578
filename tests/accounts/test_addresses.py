"""A person is not their employer: several addresses, one of them private, each of which signs in."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from ninefold.accounts.actions.addresses import MOST_ADDRESSES, add_address, remove_address, set_private_address
from ninefold.accounts.actions.people import change_address, create_person
from ninefold.accounts.audit import AuditEntry
from ninefold.accounts.audit_reading import names_of
from ninefold.accounts.models import Person
from ninefold.accounts.policies import NotAllowedError
from ninefold.accounts.queries import addresses_of, person_with_address
from ninefold.core.errors import NinefoldError
from tests.support.post import last_code, posted
from tests.world import NOON, OPERATOR, World

ADA, HOME = "ada.okafor@example.org", "ada@home.example"
ADDRESSES, CODE = reverse("accounts:addresses"), reverse("account_confirm_login_code")


@pytest.fixture
def ada(world: World) -> Person:
    return world.participant.person


@pytest.fixture
def browser_of_ada(ada: Person, client: Client) -> Client:
    client.force_login(ada)
    return client


@pytest.fixture
def at_home(ada: Person) -> Person:
    """Ada, with a second address."""
    add_address(person=ada, email=HOME, at=NOON)
    return ada


def emails(person: Person) -> list[str]:
    return [address.email for address in addresses_of(person)]


def test_an_address_is_added_when_its_code_comes_back(ada: Person, browser_of_ada: Client) -> None:
    assert browser_of_ada.post(ADDRESSES, {"email": "Ada@Home.example"}).headers["Location"] == CODE
    assert emails(ada) == [ADA]
    assert browser_of_ada.post(CODE, {"code": last_code(HOME)}).headers["Location"] == ADDRESSES
    assert emails(ada) == [ADA, HOME]
    assert posted(ADA)[-1].subject == "An address was added to your account"
    assert HOME not in posted(ADA)[-1].text  # at work others may read the mail


def test_every_address_signs_in(at_home: Person) -> None:
    for email in emails(at_home):
        client = Client()
        client.post(reverse("account_login"), {"email": email.upper()})
        client.post(CODE, {"code": last_code(email)})
        assert "Ada Okafor" in client.get(reverse("accounts:account")).content.decode()
    at_home.set_password("lantern orchard seven")
    at_home.save()
    client = Client()
    client.post(reverse("account_password_login"), {"email": HOME, "password": "lantern orchard seven"})
    assert client.get(reverse("accounts:account")).status_code == 200


def test_the_address_of_somebody_else_looks_the_same_and_is_not_added(ada: Person, browser_of_ada: Client) -> None:
    other = "wen.li@example.org"
    assert browser_of_ada.post(ADDRESSES, {"email": other}).headers["Location"] == CODE
    assert posted(other)[0].subject == "This address has an account already"
    assert browser_of_ada.post(CODE, {"code": "00000000"}).status_code == 422
    assert emails(ada) == [ADA]


def test_a_code_asked_for_by_one_person_adds_nothing_to_another(world: World, client: Client) -> None:
    client.force_login(world.participant.person)
    client.post(ADDRESSES, {"email": HOME})
    code = last_code(HOME)
    client.logout()
    client.force_login(world.payer.person)
    client.post(CODE, {"code": code})
    assert emails(world.payer.person) == ["wen.li@example.org"]


def test_an_address_one_has_already_is_not_added_twice(browser_of_ada: Client) -> None:
    response = browser_of_ada.post(ADDRESSES, {"email": ADA})
    assert response.status_code == 422
    assert "You have that address already." in response.content.decode()
    assert posted(ADA) == []


def test_mail_goes_to_the_address_one_chooses_and_the_one_before_is_told(
    at_home: Person, browser_of_ada: Client
) -> None:
    browser_of_ada.post(reverse("accounts:write_to"), {"address": HOME})
    at_home.refresh_from_db()
    assert at_home.email == HOME
    assert emails(at_home) == [HOME, ADA]
    assert posted(ADA)[-1].subject == "We write to another address of yours from now on"
    primary = EmailAddress.objects.filter(user=at_home, primary=True).values_list("email", flat=True)
    assert list(primary) == [HOME]


def test_the_private_address_is_seen_by_nobody_else_and_not_in_the_trail(
    at_home: Person, browser_of_ada: Client
) -> None:
    browser_of_ada.post(reverse("accounts:private"), {"address": HOME})
    at_home.refresh_from_db()
    assert at_home.private_email == HOME
    assert "Private" in browser_of_ada.get(ADDRESSES).content.decode()
    assert not [entry for entry in AuditEntry.objects.all() if HOME in f"{names_of([entry])} {entry.detail}"]
    browser_of_ada.post(reverse("accounts:private"), {"address": ""})
    at_home.refresh_from_db()
    assert at_home.private_email == ""


def test_the_address_that_we_write_to_cannot_be_private(ada: Person, browser_of_ada: Client) -> None:
    response = browser_of_ada.post(reverse("accounts:private"), {"address": ADA})
    assert response.status_code == 422
    page = response.content.decode()
    assert "<title>Error: " in page
    assert "Have us write to another one first." in page
    ada.refresh_from_db()
    assert ada.private_email == ""


def test_a_private_address_that_we_are_to_write_to_is_private_no_more(at_home: Person, browser_of_ada: Client) -> None:
    set_private_address(person=at_home, email=HOME, at=NOON)
    browser_of_ada.post(reverse("accounts:write_to"), {"address": HOME})
    at_home.refresh_from_db()
    assert (at_home.email, at_home.private_email) == (HOME, "")


def test_an_address_that_was_removed_signs_in_no_more(at_home: Person, browser_of_ada: Client) -> None:
    set_private_address(person=at_home, email=HOME, at=NOON)
    browser_of_ada.post(reverse("accounts:remove"), {"address": HOME})
    at_home.refresh_from_db()
    assert emails(at_home) == [ADA]
    assert at_home.private_email == ""
    assert person_with_address(HOME) is None


def test_the_address_that_we_write_to_and_so_the_last_one_is_never_removed(ada: Person, browser_of_ada: Client) -> None:
    assert browser_of_ada.post(reverse("accounts:remove"), {"address": ADA}).status_code == 422
    assert emails(ada) == [ADA]


@pytest.mark.parametrize("name", ["accounts:write_to", "accounts:private", "accounts:remove"])
def test_nobody_changes_an_address_of_somebody_else(world: World, browser_of_ada: Client, name: str) -> None:
    other = world.payer.person.email
    response = browser_of_ada.post(reverse(name), {"address": other})
    assert response.status_code == 422
    assert "That is not one of your addresses." in response.content.decode()
    assert emails(world.payer.person) == [other]


def test_an_address_among_those_of_somebody_is_free_for_nobody_else(world: World, at_home: Person) -> None:
    with pytest.raises(NinefoldError, match="already"):
        create_person(email=HOME, name="X", home=world.trent, by=OPERATOR, at=NOON)
    with pytest.raises(NinefoldError, match="already"):
        add_address(person=world.payer.person, email=HOME, at=NOON)
    remove_address(person=at_home, email=HOME, at=NOON)
    add_address(person=world.payer.person, email=HOME, at=NOON)


def test_there_are_ten_at_most(ada: Person) -> None:
    for number in range(MOST_ADDRESSES - 1):
        add_address(person=ada, email=f"ada{number}@home.example", at=NOON)
    with pytest.raises(NinefoldError, match="which is the most"):
        add_address(person=ada, email=HOME, at=NOON)


def test_an_address_given_at_the_machine_takes_the_place_of_the_old_one_and_leaves_the_others(at_home: Person) -> None:
    change_address(person=at_home, email="ada@new.example", by=OPERATOR, at=NOON)
    assert emails(at_home) == ["ada@new.example", HOME]
    assert person_with_address(ADA) is None


def test_a_lead_changes_the_address_of_nobody_who_has_signed_in(world: World, client: Client) -> None:
    ada = world.participant.person
    change_address(person=ada, email="ada@new.example", by=world.trent_lead, at=NOON)
    client.force_login(ada)
    ada.refresh_from_db()
    with pytest.raises(NotAllowedError, match="changes their addresses themselves"):
        change_address(person=ada, email="omar@trent.example", by=world.trent_lead, at=NOON)
