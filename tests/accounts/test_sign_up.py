"""Signing up: nobody has an account before their mailbox is proved, and nobody learns who has one."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from ninefold.accounts.actions.people import create_person
from ninefold.accounts.actions.sign_up import sign_up
from ninefold.accounts.audit_reading import entries_about
from ninefold.accounts.models import Kind, Organisation, Person, Role
from ninefold.accounts.outbox import Message
from ninefold.core.errors import NinefoldError
from tests.support.post import last_code, posted
from tests.world import NOON, OPERATOR, World

SIGN_UP, CODE, ACCOUNT = reverse("account_signup"), reverse("account_confirm_login_code"), reverse("accounts:account")
NEW = "noor.aziz@trent.example"


@pytest.fixture(autouse=True)
def with_domains(world: World) -> World:
    """Trent's people have addresses of its own; Ribble shares one domain with a second organisation."""
    for organisation, domains in ((world.trent, "trent.example\nt.example"), (world.ribble, "shared.example")):
        organisation.mail_domains = domains
        organisation.save()
    Organisation.objects.create(region=world.north_west, name="Lune Hospice", mail_domains="SHARED.example")
    return world


def ask(client: Client, email: str, **more: str) -> tuple[int, str]:
    response = client.post(SIGN_UP, {"name": " Noor  Aziz ", "email": email, **more})
    return response.status_code, response.content.decode()


def give_code(client: Client, email: str) -> int:
    return client.post(CODE, {"code": last_code(email)}).status_code


def find(email: str) -> Person | None:
    return Person.objects.get_queryset().filter(email=email).first()


def test_the_domain_of_the_address_tells_the_organisation(world: World, client: Client) -> None:
    assert ask(client, NEW.upper())[0] == 302
    assert find(NEW) is None  # before the mailbox is proved there is nothing
    assert give_code(client, NEW) == 302
    person = find(NEW)
    assert person is not None
    assert (person.name, person.organisation, person.region) == ("Noor Aziz", world.trent, None)
    assert not person.has_usable_password()
    assert client.get(ACCOUNT).status_code == 200


def test_an_account_comes_with_the_role_of_a_participant_and_the_trail_tells_of_both(client: Client) -> None:
    ask(client, NEW)
    give_code(client, NEW)
    (role,) = Role.objects.filter(person__email=NEW)
    assert (role.kind, role.scope, role.ended_at) == (Kind.PARTICIPANT, None, None)
    entries = entries_about(role.person).values_list("what", "on_kind", "on_id")
    assert list(entries) == [("sign up", "person", None), ("grant", "role", role.pk)]


def test_without_an_organisation_one_chooses_a_region(world: World, client: Client) -> None:
    status, page = ask(client, "kim@home.example")
    assert status == 422
    assert "No organisation here has addresses like yours" in page
    assert 'href="#region"' in page
    assert 'value=" Noor  Aziz "' in page or 'value="Noor  Aziz"' in page
    assert ask(client, "kim@home.example", region=str(world.midlands.pk))[0] == 302
    give_code(client, "kim@home.example")
    person = find("kim@home.example")
    assert person is not None
    assert (person.organisation, person.region) == (None, world.midlands)


def test_where_several_organisations_share_a_domain_one_chooses_among_them_and_no_other(
    world: World, client: Client
) -> None:
    status, page = ask(client, "kim@shared.example", region=str(world.midlands.pk))
    assert status == 422
    assert "Lune Hospice" in page
    assert "Ribble Community Care" in page
    assert "Trent Valley Hospitals" not in page
    assert ask(client, "kim@shared.example", organisation=str(world.trent.pk))[0] == 422
    assert ask(client, "kim@shared.example", organisation=str(world.ribble.pk))[0] == 302
    give_code(client, "kim@shared.example")
    person = find("kim@shared.example")
    assert person is not None
    assert person.organisation == world.ribble


@pytest.mark.parametrize("email", ["kim@notatrent.example", "kim@sub.trent.example", "kim@trent.example.org"])
def test_a_domain_that_only_looks_like_an_organisations_is_not(client: Client, email: str) -> None:
    assert ask(client, email)[0] == 422


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"name": ""}, "Enter your name."),
        ({"name": "x" * 201}, "The name may have 200 characters."),
        ({"email": "kim"}, "Enter an e-mail address"),
        ({"region": "99999"}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(client: Client, said: dict[str, str], why: str) -> None:
    response = client.post(SIGN_UP, {"name": "Kim", "email": "kim@home.example", **said})
    assert response.status_code == 422
    assert "<title>Error: " in response.content.decode()
    assert response.content.decode().count(why) == 2  # in the summary too


def alike(html: str, email: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html).replace(email, "…")


def test_signing_up_with_an_address_that_has_an_account_looks_the_same(world: World) -> None:
    create_person(email="old@trent.example", name="Old", home=world.trent, by=OPERATOR, at=NOON)
    seen = {}
    for email in ("old@trent.example", "new@trent.example"):
        client = Client()
        pages = [client.post(SIGN_UP, {"name": "Kim", "email": email}), client.get(CODE)]
        pages += [client.post(CODE, {"again": "yes"}), client.get(CODE), client.post(CODE, {"code": "00000000"})]
        done = client.post(CODE, {"code": last_code(email)})
        seen[email] = [
            (p.status_code, p.headers.get("Location"), alike(p.content.decode(), email)) for p in [*pages, done]
        ]
    assert seen["old@trent.example"] == seen["new@trent.example"]
    assert Message.objects.count() == 4


def test_who_has_an_account_is_told_in_their_mail_and_comes_in_to_it(world: World, client: Client) -> None:
    email = world.participant.person.email
    ask(client, email, region=str(world.midlands.pk))
    assert posted(email)[0].subject == "You have an account with Ninefold already"
    give_code(client, email)
    assert "Ada Okafor" in client.get(ACCOUNT).content.decode()
    world.participant.person.refresh_from_db()
    assert world.participant.person.name == "Ada Okafor"
    assert Role.objects.filter(person=world.participant.person).count() == 1


def test_two_who_sign_up_at_once_with_one_address_are_one_account() -> None:
    first, second = Client(), Client()
    ask(first, NEW)
    code = last_code(NEW)
    ask(second, NEW)
    second.post(CODE, {"code": last_code(NEW)})
    first.post(CODE, {"code": code})
    assert Person.objects.get_queryset().filter(email=NEW).count() == 1
    assert first.get(ACCOUNT).status_code == second.get(ACCOUNT).status_code == 200


def test_an_account_that_was_closed_is_not_opened_again_by_signing_up(world: World, client: Client) -> None:
    Person.objects.get_queryset().filter(pk=world.participant.person_id).update(is_active=False)
    email = world.participant.person.email
    ask(client, email, region=str(world.midlands.pk))
    assert posted(email)[0].subject == "No account with this address"


def test_the_action_itself_refuses_an_organisation_with_other_addresses(world: World) -> None:
    with pytest.raises(NinefoldError, match="other addresses"):
        sign_up(email="kim@home.example", name="Kim", home=world.trent, at=NOON)
    with pytest.raises(NinefoldError, match="has the address"):
        sign_up(email=world.participant.person.email, name="Kim", home=world.midlands, at=NOON)


def test_an_organisation_that_is_gone_from_the_session_makes_no_account(world: World, client: Client) -> None:
    ask(client, NEW)
    world.trent.mail_domains = ""
    world.trent.save()
    assert give_code(client, NEW) == 422
    assert find(NEW) is None
