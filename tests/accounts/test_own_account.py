"""One's own account: the name, the way out everywhere, leaving an organisation."""

import pytest
from django.test import Client
from django.urls import reverse

from ninefold.accounts.actions.own_account import leave_organisation
from ninefold.accounts.actions.roles import grant_role
from ninefold.accounts.actions.trail import mark_of, number_of
from ninefold.accounts.audit import AuditEntry
from ninefold.accounts.audit_reading import names_of
from ninefold.accounts.models import Kind, Person, Role
from ninefold.core.errors import NinefoldError
from tests.world import MORNING, NOON, OPERATOR, World

ACCOUNT = reverse("accounts:account")


@pytest.fixture
def ada(world: World) -> Person:
    return world.participant.person


@pytest.fixture
def browser_of_ada(ada: Person, client: Client) -> Client:
    client.force_login(ada)
    return client


def test_the_account_shows_what_is_known_and_every_role(world: World, ada: Person, browser_of_ada: Client) -> None:
    grant_role(person=ada, kind=Kind.PROGRAMME_LEAD, scope=world.rising_leaders, by=OPERATOR, at=MORNING)
    page = browser_of_ada.get(ACCOUNT).content.decode()
    for told in ("Ada Okafor", ada.email, "Trent Valley Hospitals", "Participant", "Programme lead, Rising leaders"):
        assert told in page


def test_a_name_is_put_right_by_oneself(ada: Person, browser_of_ada: Client) -> None:
    assert browser_of_ada.post(reverse("accounts:name"), {"name": " Ada  Okafor-Lee"}).headers["Location"] == ACCOUNT
    ada.refresh_from_db()
    assert ada.name == "Ada Okafor-Lee"
    assert "Your name is changed." in browser_of_ada.get(ACCOUNT).content.decode()
    assert "Your name is changed." not in browser_of_ada.get(ACCOUNT).content.decode()
    entry = AuditEntry.objects.get(what="rename")
    assert (names_of([entry]), entry.role, entry.detail) == ({entry.by: ada.email}, "oneself", {})


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Ada\u202eofakO", "AdaofakO"),  # would turn round all that follows it in a mail
        ("Ada\u2066 Okafor\u2069", "Ada Okafor"),
        ("Ada\x1b[2J\x07 Okafor", "Ada[2J Okafor"),
        ("Ada\u2028Okafor", "Ada Okafor"),
        ("Sh\u200creeya \u0928\u094d\u200d", "Sh\u200creeya \u0928\u094d\u200d"),  # scripts need them
    ],
)
def test_nothing_unseen_in_a_name_turns_round_the_words_of_others(
    ada: Person, browser_of_ada: Client, name: str, kept: str
) -> None:
    browser_of_ada.post(reverse("accounts:name"), {"name": name})
    ada.refresh_from_db()
    assert ada.name == kept


@pytest.mark.parametrize("name", ["", "  ", "\u200b", "x" * 201])
def test_what_is_no_name_is_refused_and_stays_typed(browser_of_ada: Client, name: str) -> None:
    response = browser_of_ada.post(reverse("accounts:name"), {"name": name})
    assert response.status_code == 422
    assert f'value="{name}"' in response.content.decode()


def test_signing_out_everywhere_ends_every_browser_of_this_person_and_of_nobody_else(
    world: World, ada: Person, browser_of_ada: Client
) -> None:
    second, other = Client(), Client()
    second.force_login(ada)
    other.force_login(world.payer.person)
    browser_of_ada.post(reverse("accounts:sign_out_everywhere"))
    assert [client.get(ACCOUNT).status_code for client in (browser_of_ada, second, other)] == [302, 302, 200]


def test_who_leaves_an_organisation_is_at_home_in_its_region_and_keeps_what_is_theirs(
    world: World, ada: Person, browser_of_ada: Client
) -> None:
    for kind, scope in (
        (Kind.ORGANISATION_LEAD, world.trent),
        (Kind.PROGRAMME_LEAD, world.rising_leaders),
        (Kind.PROGRAMME_LEAD, world.first_steps),
        (Kind.FACILITATOR, None),
    ):
        grant_role(person=ada, kind=kind, scope=scope, by=OPERATOR, at=MORNING)
    page = browser_of_ada.get(reverse("accounts:leave")).content.decode()
    assert "your reports and your goals stay yours" in page
    browser_of_ada.post(reverse("accounts:leave"))
    ada.refresh_from_db()
    assert (ada.organisation, ada.region) == (None, world.midlands)
    left = Role.objects.running().filter(person=ada).values_list("kind", "programme__name")
    assert set(left) == {
        (Kind.PARTICIPANT, None),
        (Kind.FACILITATOR, None),
        (Kind.PROGRAMME_LEAD, "First steps"),
    }
    ended = AuditEntry.objects.filter(what="end", by=number_of(ada))
    assert {entry.detail["scope"] for entry in ended} == {mark_of(world.trent), mark_of(world.rising_leaders)}
    assert AuditEntry.objects.get(what="leave").detail == {
        "before": mark_of(world.trent),
        "after": mark_of(world.midlands),
    }


def test_the_lead_of_an_organisation_sees_nobody_who_left_it(world: World, ada: Person) -> None:
    assert Person.objects.visible_to(world.trent_lead).filter(pk=ada.pk).exists()
    leave_organisation(person=ada, at=NOON)
    assert not Person.objects.visible_to(world.trent_lead).filter(pk=ada.pk).exists()


def test_who_is_in_no_organisation_has_none_to_leave(world: World, client: Client) -> None:
    client.force_login(world.payer.person)
    assert "You are in no organisation" in client.get(reverse("accounts:leave")).content.decode()
    refused = client.post(reverse("accounts:leave"))  # from a tab that was open before
    assert refused.status_code == 409
    assert "You are in no organisation." in refused.content.decode()
    with pytest.raises(NinefoldError, match="in no organisation"):
        leave_organisation(person=world.payer.person, at=NOON)
