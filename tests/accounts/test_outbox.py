"""Writing mail into the outbox: sealed, padded, once, under a key that can be destroyed, for a time of day."""

import sqlite3
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from pytest_django import Settings

from ninefold.accounts import locks
from ninefold.accounts.actions.outbox import LockGoneError, drop_locked, post
from ninefold.accounts.letters import open_letter
from ninefold.accounts.locks import UnknownLockError, key_of, register_lock
from ninefold.accounts.mail import Attachment, Mail
from ninefold.accounts.outbox import Message
from ninefold.core.errors import NinefoldError
from ninefold.core.sealing import SealBrokenError

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)  # a Monday
MAIL = Mail("Ada asks for your feedback", "Open https://example.org/f/secret", "<p>Open</p>", mark="rater-7")
pytestmark = pytest.mark.django_db


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """The keys of a room, by lock; who takes one out destroys it."""
    found = {"assessment:12": bytes(32), "assessment:13": bytes(31) + b"\1"}
    monkeypatch.setattr(locks, "_registered", {})
    register_lock("assessment", found.get)
    return found


def read(message: Message) -> Mail:
    key = key_of(message.lock)
    assert key is not None
    return open_letter(message.sealed, key, message.lock).mail


def test_what_is_posted_can_be_read_again_with_its_files() -> None:
    mail = Mail("é", "ü", "<p>ü</p>", (Attachment("a.ics", "text/calendar; method=REQUEST", b"\0\xff"),), "a@b.c")
    assert read(post(to="kim@example.org", mail=mail, at=NOON)) == mail


def test_nothing_of_a_mail_can_be_read_in_the_file_of_the_database() -> None:
    post(to="kim@example.org", mail=MAIL, at=NOON, once="invitation rater-7", due_at=NOON + timedelta(days=1))
    raw = connection.connection
    assert isinstance(raw, sqlite3.Connection)
    dump = "\n".join(raw.iterdump())
    assert "accounts_message" in dump
    for told in ("kim@", "Ada asks", "secret", "rater-7", "invitation", *(t.encode().hex() for t in ("kim@", "Ada"))):
        assert told.lower() not in dump.lower()


def test_the_length_of_a_message_tells_neither_what_it_says_nor_to_whom() -> None:
    long = Mail("Long", "word " * 300, mark="rater-123456")
    lengths = [
        len(post(to=to, mail=mail, at=NOON).sealed)
        for to in ("", "a@b.c", "a" * 60 + "@example.org")
        for mail in (MAIL, long)
    ]
    assert set(lengths) == {4096 + 28}
    assert len(post(to="a@b.c", mail=Mail("Longer", "word " * 1000), at=NOON).sealed) == 2 * 4096 + 28


def test_a_message_to_nobody_looks_like_one_to_somebody() -> None:
    for step in range(4000, 4200, 3):  # around the length at which a message grows
        mail = Mail("Thank you", "x" * (step - 500), mark="rater-7")
        some, none = post(to="kim.long.name@example.org", mail=mail, at=NOON), post(to="", mail=mail, at=NOON)
        assert len(some.sealed) == len(none.sealed)
        assert (some.due_at, some.lock, some.once, some.attempts) == (none.due_at, none.lock, none.once, none.attempts)


def test_the_same_mail_is_never_sealed_to_the_same_bytes() -> None:
    assert post(to="a@b.c", mail=MAIL, at=NOON).sealed != post(to="a@b.c", mail=MAIL, at=NOON).sealed


def test_what_is_posted_once_is_written_once() -> None:
    first = post(to="a@b.c", mail=MAIL, at=NOON, once="reminder 7 of rater-7")
    again = post(to="a@b.c", mail=MAIL, at=NOON + timedelta(hours=1), once="reminder 7 of rater-7")
    other = post(to="a@b.c", mail=MAIL, at=NOON, once="reminder 14 of rater-7")
    assert (first.pk, Message.objects.count()) == (again.pk, 2)
    assert other.pk != first.pk


def test_mail_of_an_action_that_fails_is_not_written() -> None:
    with transaction.atomic():
        post(to="a@b.c", mail=MAIL, at=NOON)
        transaction.set_rollback(True)
    assert not Message.objects.exists()


def test_under_a_lock_only_its_own_key_opens_a_message(keys: dict[str, bytes]) -> None:
    message = post(to="a@b.c", mail=MAIL, at=NOON, lock="assessment:12")
    assert read(message) == MAIL
    site, other = key_of(""), key_of("assessment:13")
    assert site is not None
    assert other is not None
    for key, lock in ((site, "assessment:12"), (other, "assessment:12"), (site, ""), (keys["assessment:12"], "")):
        with pytest.raises(SealBrokenError):
            open_letter(message.sealed, key, lock)


def test_a_message_moved_under_another_lock_cannot_be_read(keys: dict[str, bytes]) -> None:
    keys["assessment:13"] = keys["assessment:12"]
    message = post(to="a@b.c", mail=MAIL, at=NOON, lock="assessment:12")
    message.lock = "assessment:13"
    with pytest.raises(SealBrokenError):
        read(message)


def test_no_more_mail_is_written_once_the_key_is_destroyed(keys: dict[str, bytes]) -> None:
    del keys["assessment:12"]
    with pytest.raises(LockGoneError, match="has closed"):
        post(to="a@b.c", mail=MAIL, at=NOON, lock="assessment:12")


@pytest.mark.usefixtures("keys")
def test_a_close_drops_its_own_messages_and_no_others() -> None:
    for lock in ("assessment:12", "assessment:12", "assessment:13", ""):
        post(to="a@b.c", mail=MAIL, at=NOON, lock=lock)
    assert drop_locked("assessment:12") == 2
    assert sorted(Message.objects.values_list("lock", flat=True)) == ["", "assessment:13"]
    assert drop_locked("") == 0


@pytest.mark.usefixtures("keys")
def test_a_lock_that_nobody_registered_is_refused_and_none_is_registered_twice() -> None:
    with pytest.raises(UnknownLockError, match="pulse:1"):
        post(to="a@b.c", mail=MAIL, at=NOON, lock="pulse:1")
    with pytest.raises(ValueError, match="already"):
        register_lock("assessment", lambda _lock: None)


@pytest.mark.parametrize(
    ("posted", "leaves"),
    [
        ("2026-03-02 12:00", "2026-03-02 12:00"),
        ("2026-03-02 07:59", "2026-03-02 08:00"),
        ("2026-03-02 19:00", "2026-03-03 08:00"),
        ("2026-03-06 19:00", "2026-03-09 08:00"),  # Friday evening
        # The clocks go forward on Sunday, 29 March, and back on Sunday, 25 October: 8:00 there is 7:00 UTC in summer.
        ("2026-03-27 20:00", "2026-03-30 07:00"),
        ("2026-10-23 20:00", "2026-10-26 08:00"),
        ("2026-07-01 18:30", "2026-07-02 07:00"),
    ],
)
def test_mail_leaves_by_day_in_london(posted: str, leaves: str) -> None:
    at, due_at = (datetime.fromisoformat(f"{told}+00:00") for told in (posted, leaves))
    assert post(to="a@b.c", mail=MAIL, at=at).due_at == due_at
    assert post(to="a@b.c", mail=MAIL, at=NOON, due_at=at).due_at == due_at
    assert post(to="a@b.c", mail=MAIL, at=at, any_hour=True).due_at == at


def test_a_setting_lets_mail_leave_at_any_hour(settings: Settings) -> None:
    settings.MAIL_ANY_HOUR = True
    night = datetime(2026, 3, 1, 3, 0, tzinfo=UTC)
    assert post(to="a@b.c", mail=MAIL, at=night).due_at == night


@pytest.mark.parametrize(
    "made",
    [
        lambda: Mail("One\nBcc: all@example.org", ""),
        lambda: Mail("One", "", reply_to="a@b.c\r\nBcc: all@example.org"),
        lambda: Mail("One", "", attachments=(Attachment("a\r\nb", "text/plain", b""),)),
        lambda: Mail("One", "", attachments=(Attachment("a", "text/plain\nX: y", b""),)),
        lambda: Mail("One", "", mark="rater.1@x"),
        lambda: Mail("One", "", mark="Rater 1"),
    ],
)
def test_nothing_can_add_a_line_to_the_head_of_a_mail(made: "object") -> None:
    assert callable(made)
    with pytest.raises(NinefoldError):
        made()
