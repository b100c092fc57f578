"""Signing in by a code: what opens, what does not, and that nobody learns who has an account."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ninefold.accounts.models import Person
from ninefold.accounts.outbox import Message
from tests.support.post import last_code, posted
from tests.world import World

ADA = "ada.okafor@example.org"
NOBODY = "nobody@example.org"
pytestmark = pytest.mark.usefixtures("world")
SIGN_IN, CODE = reverse("account_login"), reverse("account_confirm_login_code")


def ask(client: Client, email: str, **more: str) -> Any:
    return client.post(SIGN_IN, {"email": email, **more})


def give(client: Client, code: str) -> Any:
    return client.post(CODE, {"code": code})


def is_in(client: Client) -> bool:
    return bool(client.get(reverse("accounts:account")).status_code == 200)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Let time pass for the views."""
    now = [datetime(2026, 3, 2, 12, 0, tzinfo=UTC)]
    monkeypatch.setattr(timezone, "now", lambda: now[0])

    def pass_(time: timedelta) -> None:
        now[0] += time

    return pass_


def test_a_code_from_the_mail_signs_in(world: World, client: Client) -> None:
    assert ask(client, "Ada.Okafor@Example.org").headers["Location"] == CODE
    assert give(client, last_code(ADA)).headers["Location"] == "/begin/"
    assert get_user(client) == world.participant.person


@pytest.mark.parametrize("written", ["{0}{1}", " {0} {1} ", "{0}-{1}", "{0}\u00a0{1}"])
def test_a_code_is_taken_with_blanks_and_without(client: Client, written: str) -> None:
    ask(client, ADA)
    give(client, written.format(*last_code(ADA).split()))
    assert is_in(client)


def test_the_mail_leaves_at_any_hour_and_its_subject_holds_no_code(client: Client) -> None:
    ask(client, ADA)
    (message,) = Message.objects.all()
    assert message.due_at <= timezone.now()
    (mail,) = posted(ADA)
    assert last_code(ADA)[:4] not in mail.subject
    assert last_code(ADA) in mail.html


def test_a_code_opens_once(client: Client) -> None:
    ask(client, ADA)
    code = last_code(ADA)
    kept = client.cookies["sessionid"].value
    give(client, code)
    assert is_in(client)
    # Neither a browser that kept what it had before, nor the same one after signing out.
    other = Client()
    other.cookies["sessionid"] = kept
    assert give(other, code).headers["Location"] == SIGN_IN
    client.post(reverse("account_logout"))
    assert give(client, code).headers["Location"] == SIGN_IN
    assert not is_in(client)


def test_a_code_opens_in_the_browser_that_asked_for_it_alone(client: Client) -> None:
    other = Client()
    ask(client, ADA)
    mine = last_code(ADA)
    ask(other, ADA)
    its = last_code(ADA)
    assert give(other, mine).status_code == 422
    assert give(client, its).status_code == 422
    assert not is_in(client)
    give(other, its)
    give(client, mine)
    assert is_in(other)
    assert is_in(client)


def test_a_code_is_good_for_thirty_minutes(client: Client, clock: Callable[[timedelta], None]) -> None:
    other = Client()
    ask(client, ADA)
    in_time = last_code(ADA)
    ask(other, ADA)
    late = last_code(ADA)
    clock(timedelta(minutes=29, seconds=59))
    assert give(client, in_time).status_code == 302
    clock(timedelta(seconds=1))
    response = give(other, late)
    assert response.status_code == 422
    assert "30 minutes, which are over" in response.content.decode()
    assert not is_in(other)


def test_after_another_code_was_sent_the_first_still_opens_and_the_second_lasts_longer(
    client: Client, clock: Callable[[timedelta], None]
) -> None:
    ask(client, ADA)
    first = last_code(ADA)
    clock(timedelta(minutes=20))
    assert client.post(CODE, {"again": "yes"}).headers["Location"] == CODE
    second = last_code(ADA)
    assert first != second
    page = client.get(CODE).content.decode()
    assert "The code of each of them works" in page
    clock(timedelta(minutes=15))
    assert give(client, first).status_code == 422
    give(client, second)
    assert is_in(client)


def test_the_earlier_of_two_codes_opens_as_well(client: Client) -> None:
    ask(client, ADA)
    first = last_code(ADA)
    client.post(CODE, {"again": "yes"})
    give(client, first)
    assert is_in(client)


def test_three_codes_are_sent_and_not_a_fourth(client: Client) -> None:
    ask(client, ADA)
    for _ in range(4):
        client.post(CODE, {"again": "yes"})
    assert len(posted(ADA)) == 3
    assert "Send another code" not in client.get(CODE).content.decode()


def wrong_one(right: str) -> str:
    return f"{(int(right.replace(' ', '')) + 1) % 10**8:08}"


def test_five_wrong_codes_make_the_right_one_good_for_nothing(client: Client) -> None:
    ask(client, ADA)
    right = last_code(ADA)
    texts = []
    for _ in range(4):
        response = give(client, wrong_one(right))
        assert response.status_code == 422
        texts.append(response.content.decode())
    assert "You can try 4 more times" in texts[0]
    assert "You can try once more" in texts[3]
    assert "wrong five times" in give(client, wrong_one(right)).content.decode()
    assert give(client, right).headers["Location"] == SIGN_IN
    assert not is_in(client)


def test_tries_are_counted_where_a_copied_browser_session_cannot_take_them_back(client: Client) -> None:
    ask(client, ADA)
    right = last_code(ADA)
    before = dict(client.session)
    for _ in range(5):
        give(client, wrong_one(right))
        session = client.session
        session.update(before)
        session.save()
    assert give(client, right).status_code == 422
    assert not is_in(client)


def test_what_is_no_code_costs_no_try(client: Client) -> None:
    ask(client, ADA)
    for typed in ("", "1234", "a" * 8, "1" * 39, "١٢٣٤٥٦٧٨"):
        assert give(client, typed).status_code == 422
    give(client, last_code(ADA))
    assert is_in(client)


def alike(html: str, email: str) -> str:
    """A page without what differs from one visit to the next."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html).replace(email, "…")


def test_every_answer_is_the_same_for_an_address_without_an_account() -> None:
    seen = {}
    for email in (ADA, NOBODY):
        client = Client()
        asked = ask(client, email)
        pages = [client.get(CODE), client.post(CODE, {"again": "yes"}), client.get(CODE)]
        pages += [give(client, "00000000") for _ in range(5)]
        answers = [asked, *pages]
        seen[email] = [(a.status_code, a.headers.get("Location"), alike(a.content.decode(), email)) for a in answers]
    assert seen[ADA] == seen[NOBODY]
    assert len(Message.objects.all()) == 4


def test_who_has_no_account_is_told_so_in_their_mail(client: Client) -> None:
    ask(client, NOBODY)
    (mail,) = posted(NOBODY)
    assert mail.subject == "No account with this address"
    assert reverse("account_signup") in mail.text


def test_who_may_come_in_no_more_looks_like_nobody(world: World, client: Client) -> None:
    Person.objects.get_queryset().filter(pk=world.participant.person_id).update(is_active=False)
    ask(client, ADA)
    assert posted(ADA)[0].subject == "No account with this address"


def test_strangers_make_us_write_to_ten_unknown_addresses_and_a_known_one_still_gets_its_code(client: Client) -> None:
    for number in range(12):
        assert ask(client, f"nobody{number}@example.org").headers["Location"] == CODE
    assert [len(posted(f"nobody{number}@example.org")) for number in range(12)] == [1] * 10 + [0, 0]
    ask(client, ADA)
    give(client, last_code(ADA))
    assert is_in(client)


def test_how_long_it_takes_does_not_tell_an_unknown_address_when_no_more_of_them_are_written_to(client: Client) -> None:
    """What costs time is done for both: a mail is written, sealed and put down. One of them goes to nobody."""
    for number in range(10):
        ask(client, f"nobody{number}@example.org")
    before = Message.objects.count()
    ask(client, "one.more@example.org")
    assert Message.objects.count() == before + 1
    ask(Client(), ADA)
    assert Message.objects.count() == before + 2
    assert len(posted("")) == 1


def test_fifteen_codes_in_ten_minutes_are_enough_and_the_ones_that_are_out_still_open(client: Client) -> None:
    ask(client, ADA)
    code = last_code(ADA)
    for _ in range(14):
        assert ask(Client(), ADA).status_code == 302
    refused = ask(Client(), ADA)
    assert refused.status_code == 429
    assert "Wait ten minutes" in refused.content.decode()
    give(client, code)
    assert is_in(client)
    assert ask(Client(), ADA).status_code == 302  # who came in is counted no more


def test_a_refusal_ends_after_ten_minutes(clock: Callable[[timedelta], None]) -> None:
    for _ in range(15):
        ask(Client(), ADA)
    assert ask(Client(), ADA).status_code == 429
    clock(timedelta(minutes=10))
    assert ask(Client(), ADA).status_code == 302


def test_one_comes_back_to_the_page_one_wanted(client: Client) -> None:
    wanted = f"{reverse('accounts:addresses')}?a=b"
    sent = client.get(wanted)
    assert sent.headers["Location"] == f"{SIGN_IN}?next=/account/addresses/%3Fa%3Db"
    assert f'name="next" value="{wanted}"' in client.get(sent.headers["Location"]).content.decode()
    ask(client, ADA, next=wanted)
    assert give(client, last_code(ADA)).headers["Location"] == wanted


@pytest.mark.parametrize(
    "elsewhere",
    ["https://example.com/", "//example.com/", "/\\example.com", "javascript:alert(1)", "http:///x.example"],
)
def test_a_page_of_another_host_is_never_gone_on_to(client: Client, elsewhere: str) -> None:
    # The switch of language above it leads back to this page.
    assert 'name="next"' not in client.get(SIGN_IN, {"next": elsewhere}).content.decode().partition("<main")[2]
    ask(client, ADA, next=elsewhere)
    assert give(client, last_code(ADA)).headers["Location"] == "/begin/"
    assert client.get(SIGN_IN, {"next": elsewhere}).headers["Location"] == "/begin/"


def test_signing_in_gives_the_browser_session_another_name(client: Client) -> None:
    ask(client, ADA)
    before = client.cookies["sessionid"].value
    give(client, last_code(ADA))
    assert client.cookies["sessionid"].value != before
    cookie = client.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"], cookie["expires"]) == (True, "Lax", "", "")


@pytest.mark.parametrize(
    "typed", ["", "ada", "ada@", "two words@example.org", "a@b.c\nbcc: d@e.f", "x" * 400 + "@e.org"]
)
def test_what_is_no_address_is_explained_and_stays_typed(client: Client, typed: str) -> None:
    response = ask(client, typed)
    assert response.status_code == 422
    page = response.content.decode()
    assert "<title>Error: " in page
    assert 'href="#email"' in page
    assert typed.split("\n", maxsplit=1)[0] in page


def test_a_look_at_the_page_of_a_code_that_nobody_asked_for_leads_to_signing_in(client: Client) -> None:
    assert client.get(CODE).headers["Location"] == SIGN_IN
    assert give(client, "12345678").headers["Location"] == SIGN_IN


def test_signing_out_takes_a_form_and_leaves_nothing(world: World, client: Client) -> None:
    client.force_login(world.participant.person)
    assert client.get(reverse("account_logout")).status_code == 405
    assert is_in(client)
    client.post(reverse("account_logout"))
    assert not is_in(client)
    assert "sessionid" not in client.cookies or client.cookies["sessionid"].value == ""
