"""Signing in by a password, and setting one."""

import pytest
from django.test import Client
from django.urls import reverse

from ninefold.accounts.models import Person
from tests.support.post import last_code, posted
from tests.world import World

ADA = "ada.okafor@example.org"
GOOD = "lantern orchard seven"
PASSWORD, SET = reverse("account_password_login"), reverse("account_change_password")


@pytest.fixture
def ada(world: World) -> Person:
    """Somebody with a password."""
    person = world.participant.person
    person.set_password(GOOD)
    person.save()
    return person


def give(client: Client, password: str, email: str = ADA) -> int:
    return client.post(PASSWORD, {"email": email, "password": password}).status_code


def is_in(client: Client) -> bool:
    return bool(client.get(reverse("accounts:account")).status_code == 200)


def by_code(client: Client) -> None:
    client.post(reverse("account_login"), {"email": ADA})
    client.post(reverse("account_confirm_login_code"), {"code": last_code(ADA)})
    assert is_in(client)


@pytest.mark.usefixtures("ada")
def test_a_password_signs_in_and_leads_on(client: Client) -> None:
    response = client.post(PASSWORD, {"email": "ADA.Okafor@example.org", "password": GOOD, "next": "/examples/"})
    assert response.headers["Location"] == "/examples/"
    assert is_in(client)


@pytest.mark.usefixtures("ada")
@pytest.mark.parametrize(
    ("email", "password"), [(ADA, "wrong"), ("nobody@example.org", GOOD), ("wen.li@example.org", "")]
)
def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client: Client, email: str, password: str) -> None:
    response = client.post(PASSWORD, {"email": email, "password": password or "!"})
    assert response.status_code == 422
    page = response.content.decode()
    assert "<title>Error: Sign in with a password" in page
    assert "The e-mail address or the password is not right." in page
    assert f'value="{email}"' in page
    assert not is_in(client)


def test_who_may_come_in_no_more_gets_that_answer_too(ada: Person, client: Client) -> None:
    ada.is_active = False
    ada.save()
    assert give(client, GOOD) == 422


@pytest.mark.usefixtures("world")
def test_somebody_who_never_set_a_password_has_none(client: Client) -> None:
    for password in ("", "!", "None"):
        assert give(client, password) == 422


@pytest.mark.usefixtures("ada")
def test_after_ten_wrong_passwords_none_is_taken_for_a_while_and_a_code_still_opens(client: Client) -> None:
    for _ in range(10):
        assert give(Client(), "wrong") == 422
    refused = client.post(PASSWORD, {"email": ADA, "password": GOOD})
    assert refused.status_code == 429
    assert "sign in with a code" in refused.content.decode()
    by_code(client)


@pytest.mark.usefixtures("ada")
def test_wrong_passwords_for_an_address_without_an_account_are_refused_alike(client: Client) -> None:
    statuses = {email: [give(client, "wrong", email) for _ in range(12)] for email in (ADA, "nobody@example.org")}
    assert statuses[ADA] == statuses["nobody@example.org"] == [422] * 10 + [429] * 2


@pytest.mark.usefixtures("ada")
def test_a_right_password_forgets_the_wrong_ones(client: Client) -> None:
    for _ in range(3):
        for _ in range(9):
            assert give(Client(), "wrong") == 422
        assert give(Client(), GOOD) == 302
    assert not is_in(client)


def test_who_came_in_by_a_code_sets_a_password_without_the_old_one(ada: Person, client: Client) -> None:
    by_code(client)
    assert 'name="old"' not in client.get(SET).content.decode()
    assert client.post(SET, {"new": "another lantern entirely"}).headers["Location"] == reverse("accounts:account")
    assert "Your password is set" in client.get(reverse("accounts:account")).content.decode()
    ada.refresh_from_db()
    assert ada.check_password("another lantern entirely")
    assert posted(ADA)[-1].subject == "Your password was set"


def test_who_came_in_by_a_password_gives_the_old_one_to_change_it(ada: Person, client: Client) -> None:
    give(client, GOOD)
    assert client.post(SET, {"new": "another lantern entirely"}).status_code == 422
    wrong = client.post(SET, {"old": "wrong", "new": "another lantern entirely"})
    assert wrong.status_code == 422
    assert "That is not the password you have now." in wrong.content.decode()
    assert client.post(SET, {"old": GOOD, "new": "another lantern entirely"}).status_code == 302
    ada.refresh_from_db()
    assert ada.check_password("another lantern entirely")


@pytest.mark.usefixtures("ada")
def test_the_old_password_cannot_be_guessed_from_a_browser_left_open(client: Client) -> None:
    give(client, GOOD)
    new = "another lantern entirely"
    statuses = [client.post(SET, {"old": f"guess {number}", "new": new}).status_code for number in range(10)]
    assert statuses == [422] * 10
    assert client.post(SET, {"old": GOOD, "new": new}).status_code == 429


@pytest.mark.usefixtures("ada")
def test_a_new_password_signs_out_every_other_browser_and_not_this_one(client: Client) -> None:
    other = Client()
    give(other, GOOD)
    give(client, GOOD)
    client.post(SET, {"old": GOOD, "new": "another lantern entirely"})
    assert is_in(client)
    assert not is_in(other)


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("short", "at least 10"),
        ("password123", "too common"),
        ("ada.okafor1", "too similar"),
        ("", "Enter a new password"),
    ],
)
@pytest.mark.usefixtures("world")
def test_a_password_that_is_easily_guessed_is_refused_with_the_reason(client: Client, password: str, why: str) -> None:
    by_code(client)
    response = client.post(SET, {"new": password})
    assert response.status_code == 422
    assert why in response.content.decode()
