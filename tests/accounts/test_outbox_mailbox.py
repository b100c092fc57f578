"""The mailbox of a demonstration: every mail that was sent, for whoever tries it. Elsewhere there is none."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from ninefold.accounts.actions.outbox import post
from ninefold.accounts.jobs import forget_mail, send_due
from ninefold.accounts.mail import Attachment, Mail
from ninefold.accounts.outbox import Message
from ninefold.accounts.views import mailbox
from tests.house.pages import Page

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def demonstration(settings: Settings) -> None:
    settings.DEMO, settings.MAIL_SERVER, settings.MAIL_ANY_HOUR = True, None, True
    settings.SITE_ADDRESS = "https://feedback.example.org"
    settings.ROOT_URLCONF = "tests.support.demonstration_urls"


def send(to: str, mail: Mail, at: datetime = NOON) -> int:
    number = post(to=to, mail=mail, at=at).pk
    send_due(at)
    return number


def shown(client: Client, address: str) -> Page:
    response = client.get(address)
    assert response.status_code == 200
    return Page(response.content.decode())


def mails_on(page: Page) -> list[str]:
    return [address for _, address in page.links if address.startswith("/mailbox/") and address != "/mailbox/"]


def test_outside_a_demonstration_there_is_no_mailbox(client: Client) -> None:
    for address in ("/mailbox/", "/mailbox/1/", "/mailbox/1/files/1/"):
        assert client.get(address).status_code == 404


@pytest.mark.usefixtures("demonstration")
def test_what_was_sent_is_listed_the_newest_first_and_what_waits_is_not(client: Client) -> None:
    first = send("kim@example.org", Mail("Hello", "Hello"))
    second = send("lou@example.org", Mail("Hello", "Hello"), NOON + MINUTE)
    post(to="max@example.org", mail=Mail("Later", "Later"), at=NOON, due_at=NOON + timedelta(days=1))
    page = shown(client, "/mailbox/")
    assert mails_on(page) == [f"/mailbox/{second}/", f"/mailbox/{first}/"]
    # Two mails with one subject are still two links that can be told apart.
    assert len({text for text, _ in page.links}) == len(page.links)
    assert "Monday 2 March 2026, 12:01" in page.words
    assert "Later" not in page.words


@pytest.mark.usefixtures("demonstration")
def test_mail_is_found_by_a_part_of_the_address(client: Client) -> None:
    kim = send("kim@example.org", Mail("Hello", "Hello"))
    send("lou@example.org", Mail("Hello", "Hello"))
    page = shown(client, "/mailbox/?to=KIM@")
    assert mails_on(page) == [f"/mailbox/{kim}/"]
    assert ("input", "KIM@") in [(tag, values.get("value")) for tag, values in page.tags]
    assert "No mail to zoe" in shown(client, "/mailbox/?to=zoe").words
    assert client.get("/mailbox/", {"to": "x" * 201}).status_code == 422


@pytest.mark.usefixtures("demonstration")
def test_a_link_in_a_mail_can_be_followed_by_whatever_name_the_site_is_reached(client: Client) -> None:
    text = (
        "Open it:\nhttps://feedback.example.org/examples/\n\nOr https://feedback.example.org.evil.example/x?a=1&b=2\n"
    )
    number = send("kim@example.org", Mail("<b>Hello</b>", f"<script>\n{text}", "<p>Never shown</p>"))
    page = shown(client, f"/mailbox/{number}/")
    assert ("https://feedback.example.org/examples/", "/examples/") in page.links
    elsewhere = "https://feedback.example.org.evil.example/x?a=1&b=2"
    assert (elsewhere, elsewhere) in page.links
    assert {"<b>Hello</b>", "kim@example.org", "<script> Open it:"} <= set(page.words)
    assert "Never shown" not in page.words
    assert len([1 for tag, _ in page.tags if tag == "script"]) == 1


@pytest.mark.usefixtures("demonstration")
def test_paragraphs_fill_the_screen_and_lists_stay_lists(client: Client) -> None:
    text = "A mail is folded at some seventy letters, for the sake of old\nprograms.\n\nShort:\n- one\n- two\n"
    number = send("kim@example.org", Mail("Hello", text))
    content = client.get(f"/mailbox/{number}/").content.decode()
    assert "of old programs.\n\nShort:\n- one\n- two" in content


@pytest.mark.usefixtures("demonstration")
def test_a_file_that_went_with_a_mail_can_be_taken_away_and_is_never_opened_as_a_page(client: Client) -> None:
    file = Attachment('Ada’s "talk".html', "text/html", b"<script>")
    number = send("kim@example.org", Mail("Hello", "Hello", attachments=(file,)))
    assert f"/mailbox/{number}/files/1/" in mails_on(shown(client, f"/mailbox/{number}/"))
    taken = client.get(f"/mailbox/{number}/files/1/")
    assert taken.content == b"<script>"
    assert taken.headers["Content-Disposition"].startswith("attachment; ")
    assert client.get(f"/mailbox/{number}/files/2/").status_code == 404
    assert client.get(f"/mailbox/{number}/files/0/").status_code == 404


@pytest.mark.usefixtures("demonstration")
def test_mail_that_waits_or_was_never_written_is_no_page(client: Client) -> None:
    waits = post(to="kim@example.org", mail=Mail("Hello", "Hello"), at=NOON).pk
    for number in (waits, waits + 1, 10**30):
        assert client.get(f"/mailbox/{number}/").status_code == 404


@pytest.mark.usefixtures("demonstration")
def test_many_mails_are_leafed_through(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailbox, "MAILS_ON_A_PAGE", 2)
    numbers = [send("kim@example.org", Mail("Hello", "Hello"), NOON + place * MINUTE) for place in range(5)]
    found: list[str] = []
    address = "/mailbox/?to=kim"
    for _ in range(3):
        page = shown(client, address)
        found += mails_on(page)
        address = next((f"/mailbox/{way}" for text, way in page.links if text.endswith("Older mail")), "")
    assert (found, address) == ([f"/mailbox/{number}/" for number in reversed(numbers)], "")
    for strange in ("x", "-1", "99", ""):
        assert client.get("/mailbox/", {"page": strange}).status_code == 200


@pytest.mark.usefixtures("demonstration")
def test_the_mailbox_keeps_the_newest_and_forgets_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ninefold.accounts.jobs.MOST_IN_MAILBOX", 2)
    numbers = [send("kim@example.org", Mail("Hello", "Hello"), NOON + place * MINUTE) for place in range(4)]
    assert forget_mail(NOON) == 2
    assert sorted(Message.objects.values_list("pk", flat=True)) == numbers[2:]
    assert forget_mail(NOON) == 0


def test_a_message_that_was_given_up_is_forgotten_after_thirty_days() -> None:
    row = Message.objects.create(sealed=b"", due_at=NOON, gave_up_at=NOON)
    post(to="kim@example.org", mail=Mail("Hello", "Hello"), at=NOON)
    assert forget_mail(NOON + timedelta(days=30)) == 0
    assert forget_mail(NOON + timedelta(days=30, seconds=1)) == 1
    assert not Message.objects.filter(pk=row.pk).exists()
    assert Message.objects.count() == 1
