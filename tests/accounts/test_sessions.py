"""Browser sessions: what the table of them lets somebody do who reads it, which is nothing."""

from django.conf import settings
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.world import World

COOKIE = settings.SESSION_COOKIE_NAME
ACCOUNT = reverse("accounts:account")


def with_number(number: str, path: str) -> HttpResponse:
    """What a browser gets that says it has this browser session."""
    client = Client()
    client.cookies[COOKIE] = number
    response = client.get(path)
    assert isinstance(response, HttpResponse)
    return response


def test_who_reads_the_table_cannot_be_who_signed_in(world: World, client: Client) -> None:
    client.force_login(world.participant.person)
    assert with_number(client.cookies[COOKIE].value, ACCOUNT).status_code == 200
    assert with_number(Session.objects.get().session_key, ACCOUNT).status_code == 302


def test_signing_in_leaves_no_row_under_the_number_before_and_signing_out_none(world: World, client: Client) -> None:
    client.post(reverse("account_login"), {"email": world.participant.person.email})
    before = client.cookies[COOKIE].value
    client.force_login(world.participant.person)
    assert client.cookies[COOKIE].value != before
    assert Session.objects.count() == 1
    client.post(reverse("account_logout"))
    assert not Session.objects.exists()


def test_one_that_has_ended_is_nobody_s(world: World, client: Client) -> None:
    client.force_login(world.participant.person)
    Session.objects.update(expire_date="2026-01-01T00:00Z")
    assert client.get(ACCOUNT).status_code == 302


def test_twelve_hours_after_signing_in_it_ends_whatever_was_done_on_the_way(world: World, client: Client) -> None:
    client.post(reverse("account_login"), {"email": world.participant.person.email})
    _as_if_begun(client, hours=11)
    client.force_login(world.participant.person)
    assert _ends_in_hours() == 12  # who signs in begins
    _as_if_begun(client, hours=11)
    for name in ("Ada", "Ada Okafor"):
        client.post(reverse("accounts:name"), {"name": name})  # which keeps a message in it
    assert _ends_in_hours() == 1
    _as_if_begun(client, hours=13)
    assert client.get(ACCOUNT).status_code == 302


def _as_if_begun(client: Client, hours: int) -> None:
    session = client.session
    session["began"] = int(timezone.now().timestamp()) - hours * 3600
    session.save()


def _ends_in_hours() -> int:
    return round((Session.objects.get().expire_date - timezone.now()).total_seconds() / 3600)
