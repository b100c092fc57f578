"""Sending: what is due leaves once, as it was written; what cannot leave waits, comes back or is given up."""

import logging
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import Settings

from ninefold.accounts import bounces, locks
from ninefold.accounts.actions.outbox import post
from ninefold.accounts.actions.sending import CLAIM, PAUSES, claim_next, send_due_mail
from ninefold.accounts.bounces import register_bounce
from ninefold.accounts.locks import register_lock
from ninefold.accounts.mail import Attachment, Mail
from ninefold.accounts.outbox import Message
from ninefold.accounts.smtp import LONGEST_PAUSE, Line
from tests.support.smtp import Post, free_port, running_smtp, setting

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)  # a Monday
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
MAIL = Mail("Siân asks for your feedback", "Open it:\nhttps://example.org/f/1\n", "<p>Open it</p>", mark="rater-7")
pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings: Settings) -> Iterator[Post]:
    """A mail server that the site sends to."""
    with running_smtp() as (taken, where):
        settings.MAIL_SERVER = where
        settings.DEFAULT_FROM_EMAIL = "Ninefold <feedback@example.org>"
        yield taken


@pytest.fixture
def came_back(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The marks of mail that came back."""
    marks: list[str] = []
    monkeypatch.setattr(bounces, "_registered", {})
    register_bounce("rater", lambda mark, _at: marks.append(mark))
    return marks


def send(at: datetime = NOON, line: Line | None = None) -> int:
    with line or Line() as open_line:
        return send_due_mail(at=at, line=open_line)


def test_what_is_due_is_sent_and_its_row_is_gone(server: Post) -> None:
    post(to="kim@example.org", mail=MAIL, at=NOON)
    post(to="lou@example.org", mail=MAIL, at=NOON, due_at=NOON + HOUR)
    assert (send(), server.addresses()) == (1, ["kim@example.org"])
    assert Message.objects.get().due_at == NOON + HOUR
    assert (send(NOON + HOUR), server.addresses()) == (1, ["kim@example.org", "lou@example.org"])
    assert not Message.objects.exists()
    assert send(NOON + 2 * HOUR) == 0


def test_one_connection_carries_all_the_mail_of_a_sweep(server: Post) -> None:
    for number in range(5):
        post(to=f"kim{number}@example.org", mail=MAIL, at=NOON)
    assert (send(), server.connections) == (5, 1)


def test_nobody_is_asked_where_nothing_is_due(server: Post) -> None:
    assert (send(), server.connections) == (0, 0)


def test_a_mail_arrives_as_it_was_written(server: Post) -> None:
    calendar = b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"
    invite = Attachment("Gespräch.ics", "text/calendar; method=REQUEST; charset=utf-8", calendar)
    mail = Mail("Siân’s session – 12 May", "Text é", "<p>HTML é</p>", (invite,), "Zoë <zoe@example.org>")
    post(to="kim@example.org", mail=mail, at=NOON)
    assert send() == 1
    taken = server.taken[0]
    assert (taken["Subject"], taken["To"], taken["From"], taken["Reply-To"]) == (
        "Siân’s session – 12 May",
        "kim@example.org",
        "Ninefold <feedback@example.org>",
        "Zoë <zoe@example.org>",
    )
    assert taken["Auto-Submitted"] == "auto-generated"
    assert str(taken["Message-ID"]).endswith("@example.org>")
    assert not {"List-Unsubscribe", "X-Mailer", "Disposition-Notification-To"} & set(taken.keys())
    text, html = taken.get_body(("plain",)), taken.get_body(("html",))
    assert text is not None
    assert html is not None
    assert (text.get_content().strip(), html.get_content().strip()) == ("Text é", "<p>HTML é</p>")
    (file,) = taken.iter_attachments()
    assert (file.get_content_type(), file.get_param("method"), file.get_filename()) == (
        "text/calendar",
        "REQUEST",
        "Gespräch.ics",
    )
    assert file.get_payload(decode=True) == calendar


def test_a_mail_that_is_dropped_goes_to_nobody_and_leaves_no_trace(server: Post) -> None:
    post(to="", mail=MAIL, at=NOON)
    post(to="kim@example.org", mail=MAIL, at=NOON)
    assert (send(), server.addresses()) == (1, ["kim@example.org"])
    assert not Message.objects.exists()


def test_a_mail_whose_key_is_gone_is_deleted_unsent(server: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = {"assessment:12": bytes(32), "assessment:13": bytes(32)}
    monkeypatch.setattr(locks, "_registered", {})
    register_lock("assessment", keys.get)
    post(to="kim@example.org", mail=MAIL, at=NOON, lock="assessment:12")
    post(to="lou@example.org", mail=MAIL, at=NOON, lock="assessment:13")
    del keys["assessment:12"]
    assert (send(), server.addresses()) == (1, ["lou@example.org"])
    assert not Message.objects.exists()


def test_mail_waits_while_the_server_is_away_and_goes_out_later_once(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    port, line = free_port(), Line()
    settings.MAIL_SERVER = setting(port)
    for number in range(3):
        post(to=f"kim{number}@example.org", mail=MAIL, at=NOON)
    with caplog.at_level(logging.INFO, logger="ninefold"):
        for seconds in range(0, 3600, 5):
            assert send(NOON + timedelta(seconds=seconds), line) == 0
    # It is asked ever less often, but often enough that mail leaves soon after it is back.
    assert 10 <= caplog.text.count("mail waits") <= 20
    assert set(Message.objects.values_list("attempts", "claimed_until")) == {(0, None)}
    back = NOON + HOUR + LONGEST_PAUSE
    with running_smtp(port) as (taken, _):
        assert send(back, line) == 3
        assert send(back + MINUTE, line) == 0
    assert sorted(taken.addresses()) == ["kim0@example.org", "kim1@example.org", "kim2@example.org"]


def test_without_a_server_mail_waits_and_that_is_said_once(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.MAIL_SERVER, line = None, Line()
    send(NOON, line)
    assert not caplog.messages
    post(to="kim@example.org", mail=MAIL, at=NOON)
    for minutes in range(5):
        assert send(NOON + minutes * MINUTE, line) == 0
    assert [message for message in caplog.messages if "NINEFOLD_MAIL_URL" in message] == caplog.messages[:1]
    assert len(caplog.messages) == Message.objects.count() == 1


@pytest.mark.parametrize("answer", ["550 no such user", "553 not allowed", "521 no mail here"])
def test_a_refused_address_comes_back_at_once(server: Post, came_back: list[str], answer: str) -> None:
    server.answers["kim@example.org"] = answer
    post(to="kim@example.org", mail=MAIL, at=NOON)
    post(to="lou@example.org", mail=MAIL, at=NOON)
    assert (send(), server.addresses(), came_back) == (1, ["lou@example.org"], ["rater-7"])
    assert not Message.objects.exists()


def test_what_cannot_be_an_address_comes_back_and_stops_no_other(server: Post, came_back: list[str]) -> None:
    for to in ("no address", "a@b\n.c", "@", "a@" + "x" * 70 + ".org", "\udc80@example.org".encode(errors="replace")):
        post(to=to if isinstance(to, str) else to.decode(), mail=MAIL, at=NOON)
    post(to="lou@example.org", mail=MAIL, at=NOON)
    send()
    assert "lou@example.org" in server.addresses()
    assert not Message.objects.filter(attempts=0).exists()
    assert set(came_back) <= {"rater-7"}


@pytest.mark.parametrize("how", ["put off", "put off after the text", "refused as it is", "broken off"])
def test_a_mail_that_does_not_go_now_goes_later_and_stops_no_other(
    server: Post, came_back: list[str], how: str
) -> None:
    kim = "kim@example.org"
    if how == "put off":
        server.answers[kim] = "451 come again"
    elif how == "put off after the text":
        server.after_data[kim] = "452 full"
    elif how == "refused as it is":  # of the whole mail, which may be the set-up of our own server
        server.after_data[kim] = "554 not like this"
    else:
        server.hangs_up_on.add(kim)
    post(to=kim, mail=MAIL, at=NOON)
    post(to="lou@example.org", mail=MAIL, at=NOON)
    line = Line()
    assert (send(NOON, line), server.addresses()) == (1, ["lou@example.org"])
    assert (Message.objects.get().attempts, Message.objects.get().due_at) == (1, NOON + MINUTE)
    assert send(NOON + MINUTE / 2, line) == 0
    assert send(NOON + MINUTE, line) == 0
    assert Message.objects.get().due_at == NOON + 6 * MINUTE
    server.answers.clear()
    server.after_data.clear()
    server.hangs_up_on.clear()
    assert (send(NOON + 6 * MINUTE, line), server.addresses()) == (1, ["lou@example.org", kim])
    assert came_back == []


def test_mail_to_nobody_waits_as_mail_beside_it_under_its_lock_has_to(
    server: Post, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(locks, "_registered", {})
    register_lock("assessment", {"assessment:12": bytes(32)}.get)
    server.answers["kim@example.org"] = "451 come again"
    for to in ("kim@example.org", "", ""):
        post(to=to, mail=MAIL, at=NOON, lock="assessment:12")
    post(to="", mail=MAIL, at=NOON)
    with caplog.at_level(logging.INFO, logger="ninefold"):
        assert send() == 0
    left = list(Message.objects.values("attempts", "due_at", "lock", "claimed_until"))
    assert left == [{"attempts": 1, "due_at": NOON + MINUTE, "lock": "assessment:12", "claimed_until": None}] * 3
    assert len({re.sub(r"Message \d+", "", record.getMessage()) for record in caplog.records}) == 1
    server.answers.clear()
    assert (send(NOON + MINUTE), server.addresses()) == (1, ["kim@example.org"])
    assert not Message.objects.exists()


def test_tries_grow_rarer_and_end_after_three_days(
    server: Post, came_back: list[str], settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.MAIL_ANY_HOUR = True
    server.answers["kim@example.org"] = "451 come again"
    pk = post(to="kim@example.org", mail=MAIL, at=NOON, once="a name").pk
    waited = []
    with caplog.at_level(logging.INFO, logger="ninefold"):
        while (message := Message.objects.get()).gave_up_at is None:
            waited.append((message.due_at - NOON) / HOUR)
            send(message.due_at)
    assert [round(hours, 2) for hours in waited[:8]] == [0, 0.02, 0.1, 0.35, 1.35, 4.35, 10.35, 16.35]
    assert 64 < waited[-1] <= 72
    assert len(waited) == server.tries == len(PAUSES) + 1
    assert came_back == ["rater-7"]
    assert (bytes(message.sealed), message.once, message.lock) == (b"", None, "")
    loud = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
    assert loud == [f"Message {pk} was given up after {len(waited)} tries, the last of which ended with 451."]
    assert "kim" not in caplog.text
    assert "Siân" not in caplog.text
    assert send(NOON + 90 * 24 * HOUR) == 0


def test_every_try_of_one_message_has_the_same_number_and_every_message_its_own(server: Post) -> None:
    server.after_data["kim@example.org"] = "451 come again"
    for to in ("kim@example.org", "lou@example.org"):
        post(to=to, mail=MAIL, at=NOON)
    send(NOON)
    send(NOON + MINUTE)
    numbers = {str(mail["To"]): str(mail["Message-ID"]) for mail in server.seen}
    assert [str(mail["Message-ID"]) for mail in server.seen] == [
        numbers[to] for to in ("kim@example.org", "lou@example.org", "kim@example.org")
    ]
    assert numbers["kim@example.org"] != numbers["lou@example.org"]


def test_what_was_to_leave_by_day_waits_for_morning_when_the_worker_was_away(server: Post) -> None:
    post(to="kim@example.org", mail=MAIL, at=NOON)
    post(to="lou@example.org", mail=MAIL, at=NOON, any_hour=True)
    friday_night = datetime(2026, 3, 27, 23, 0, tzinfo=UTC)
    assert (send(friday_night), server.addresses()) == (1, ["lou@example.org"])
    message = Message.objects.get()
    assert message.due_at == datetime(2026, 3, 30, 7, 0, tzinfo=UTC)  # by then clocks have gone forward
    assert (message.attempts, message.claimed_until) == (0, None)
    assert send(message.due_at) == 1


def test_a_next_try_is_made_by_day_too(server: Post) -> None:
    server.answers["kim@example.org"] = "451 come again"
    evening = datetime(2026, 3, 6, 18, 59, 30, tzinfo=UTC)
    post(to="kim@example.org", mail=MAIL, at=evening)
    send(evening)
    assert Message.objects.get().due_at == datetime(2026, 3, 9, 8, 0, tzinfo=UTC)


def test_what_another_worker_has_in_hand_is_left_to_it_until_it_must_have_died(server: Post) -> None:
    post(to="kim@example.org", mail=MAIL, at=NOON)
    assert claim_next(NOON) is not None
    assert claim_next(NOON + CLAIM - timedelta(seconds=1)) is None
    assert (send(NOON + MINUTE), server.connections) == (0, 0)
    assert (send(NOON + CLAIM), server.addresses()) == (1, ["kim@example.org"])


def test_a_message_dropped_while_it_is_sent_does_not_come_back(server: Post) -> None:
    server.answers["kim@example.org"] = "451 come again"
    pk = post(to="kim@example.org", mail=MAIL, at=NOON).pk
    line = Line()

    def close_first(letter: object) -> None:
        Message.objects.filter(pk=pk).delete()
        Line.send(line, letter)  # type: ignore[arg-type]

    line.send = close_first  # type: ignore[method-assign]
    assert send(NOON, line) == 0
    assert not Message.objects.exists()


def test_a_message_that_cannot_be_read_stops_no_other(server: Post, settings: Settings) -> None:
    post(to="kim@example.org", mail=MAIL, at=NOON)
    settings.SECRET_KEY = "another key, which a careless hand has put in the place of the first"
    post(to="lou@example.org", mail=MAIL, at=NOON)
    assert (send(), server.addresses()) == (1, ["lou@example.org"])
    assert Message.objects.get().attempts == 1


def test_in_a_demonstration_what_was_sent_can_be_read_on_after_its_own_key_is_gone(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = {"assessment:12": bytes(32)}
    monkeypatch.setattr(locks, "_registered", {})
    register_lock("assessment", keys.get)
    settings.DEMO, settings.MAIL_SERVER = True, None
    post(to="kim@example.org", mail=MAIL, at=NOON, lock="assessment:12")
    assert send() == 1
    message = Message.objects.get()
    assert (message.sent_at, message.lock, message.claimed_until) == (NOON, "", None)
    assert send(NOON + HOUR) == 0
