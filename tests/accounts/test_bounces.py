"""Mail that came back: a delivery report about a mail of ours is believed, and anything else is left alone."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from ninefold.accounts import bounces
from ninefold.accounts.bounces import MOST_READ, Outcome, register_bounce, take_report
from ninefold.accounts.jobs import read_bounces
from ninefold.accounts.marks import mark_of, new_number

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db

# As RFC 3464 has it, with the folded lines and the letters of case that mail servers use.
REPORT = """\
Return-Path: <>
From: Mail Delivery System <MAILER-DAEMON@mx.example.net>
To: feedback@example.org
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="B1"

--B1
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--B1
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net
Arrival-Date: Mon,  2 Mar 2026 11:00:00 +0000 (GMT)

Final-Recipient: rfc822; kim@example.net
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 <kim@example.net>: no such user

--B1
{returned}
--B1--
"""
HEADERS = "Content-Type: text/rfc822-headers\n\nFrom: feedback@example.org\nMessage-ID: {number}\nSubject: Hello\n"
WHOLE = "Content-Type: message/rfc822\n\nFrom: feedback@example.org\nMessage-Id:\n {number}\nSubject: Hello\n\nHello\n"


@pytest.fixture(autouse=True)
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, datetime]]:
    """What whoever waits for raters' mail was told."""
    heard: list[tuple[str, datetime]] = []
    monkeypatch.setattr(bounces, "_registered", {})
    register_bounce("rater", lambda mark, at: heard.append((mark, at)))
    return heard


def report(number: str, action: str = "failed", status: str = "5.1.1", returned: str = HEADERS) -> bytes:
    return REPORT.format(action=action, status=status, returned=returned.format(number=number)).encode()


@pytest.mark.parametrize("returned", [HEADERS, WHOLE])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_report_that_a_mail_failed_is_told_to_who_waits(
    told: list[tuple[str, datetime]], returned: str, ends: str
) -> None:
    given_in = report(new_number("rater-7"), returned=returned).replace(b"\n", ends.encode())
    assert take_report(given_in, NOON) is Outcome.CAME_BACK
    assert told == [("rater-7", NOON)]


@pytest.mark.parametrize(
    ("action", "status"),
    [("delayed", "4.4.1"), ("delivered", "2.0.0"), ("relayed", "2.0.0"), ("expanded", "2.0.0"), ("failed", "4.2.2")],
)
def test_a_delay_is_no_failure(told: list[tuple[str, datetime]], action: str, status: str) -> None:
    assert take_report(report(new_number("rater-7"), action, status), NOON) is Outcome.NO_FAILURE
    assert told == []


def test_nobody_can_make_us_believe_that_a_mail_came_back(told: list[tuple[str, datetime]], settings: Settings) -> None:
    number = new_number("rater-7")
    settings.SECRET_KEY = "that of another site, which sends mail with marks of the same sort as ours"
    of_another_site = new_number("rater-7")
    settings.SECRET_KEY = "this site’s, and nobody else has it, so that no number can be made up anywhere"
    ours = new_number("rater-7")
    forged = [number, of_another_site, ours.replace("rater-7", "rater-8"), ours.replace(".", "", 1), "<rater-7@x>"]
    forged += ["<rater-7...@x>", "<>", "", "rater-7", ours.replace("@", "A@")]
    for made_up in forged:
        assert take_report(report(made_up), NOON) in (Outcome.NOT_OURS, Outcome.NO_FAILURE), made_up
    assert told == []
    assert take_report(report(ours), NOON) is Outcome.CAME_BACK


def test_mail_without_a_mark_and_mail_that_nobody_waits_for_are_left_alone(told: list[tuple[str, datetime]]) -> None:
    for mark in ("", "facilitator-3"):
        assert take_report(report(new_number(mark)), NOON) is Outcome.NOBODY_WAITS
    assert told == []


@pytest.mark.parametrize("mark", ["", "rater-1", "rater-123456789012", "x"])
def test_a_number_gives_its_mark_back_and_fits_on_a_line(mark: str, settings: Settings) -> None:
    settings.DEFAULT_FROM_EMAIL = "Ninefold <noreply@feedback.example.org>"
    number = new_number(mark)
    assert mark_of(number) == mark
    assert len(f"Message-ID: {number}") <= 78
    assert new_number(mark) != number


def test_an_answer_while_somebody_is_away_is_no_report(told: list[tuple[str, datetime]]) -> None:
    number = new_number("rater-7")
    away = f"From: kim@example.net\nAuto-Submitted: auto-replied\nIn-Reply-To: {number}\n\nI am away.\n"
    assert take_report(away.encode(), NOON) is Outcome.NO_FAILURE
    assert told == []


def hostile() -> list[bytes]:
    good = report(new_number("rater-7"))
    nested = b"Content-Type: multipart/report; boundary=B\n\n" + b"".join(
        b"--B%d\nContent-Type: multipart/mixed; boundary=B%d\n\n" % (depth, depth + 1) for depth in range(5000)
    )
    inside = b"".join(b"Content-Type: message/rfc822\n\n" for _ in range(20000))
    start = b"Content-Type: multipart/report; boundary=B1\n\n"
    return [
        b"",
        b"\0" * 5000,
        bytes(range(256)) * 100,
        nested,
        inside,
        start + b"--B1\n" + inside,
        b"Content-Type: multipart/report\n\nno boundary",
        b"Content-Type: multipart/report; boundary=\n\n--\n",
        b"Content-Type: multipart/report; report-type*0*=utf-99''%ff; boundary=B1\n\n--B1\n\n--B1--",
        good.replace(b"us-ascii", b"no-such-charset"),
        good.replace(b"message/delivery-status", b"message/delivery-status; charset=utf-99"),
        good.replace(b"text/rfc822-headers", b"text/rfc822-headers; charset=x\nContent-Transfer-Encoding: base64"),
        good.replace(b"Action: failed", b"Action: =?utf-99?q?failed?="),
        good.replace(b"Action: failed", "Action: é\udcff".encode(errors="surrogateescape")),
        good.replace(b"Message-ID: <", b"Message-ID: =?utf-8?b?" + b"A" * 10000 + b"?= <"),
        start + b"--B1\nContent-Type: message/delivery-status\n\n\n" * 20000,
        good[:-200] + b"x" * (2 * MOST_READ),
    ]  # fmt: skip


@pytest.mark.parametrize("place", range(17))
def test_what_strangers_send_never_breaks_anything(place: int) -> None:
    assert take_report(hostile()[place], NOON) in Outcome


def test_every_hostile_mail_is_tried() -> None:
    assert len(hostile()) == 17


@given(st.binary(max_size=300), st.integers(0, 1300), st.integers(0, 40))
def test_a_report_damaged_anywhere_never_breaks_anything(dirt: bytes, start: int, length: int) -> None:
    good = report("<rater-7.x.y@example.org>")
    assert take_report(good[:start] + dirt + good[start + length :], NOON) is not Outcome.CAME_BACK


def test_a_long_mail_that_is_returned_whole_is_understood_from_its_beginning(
    told: list[tuple[str, datetime]],
) -> None:
    long = WHOLE + "x" * (2 * MOST_READ)
    assert take_report(report(new_number("rater-7"), returned=long), NOON) is Outcome.CAME_BACK
    assert [mark for mark, _ in told] == ["rater-7"]


def maildir(folder: Path, *reports: bytes) -> Path:
    for name in ("new", "cur", "tmp"):
        (folder / name).mkdir()
    for number, content in enumerate(reports):
        (folder / "new" / f"1700000000.M{number}.host").write_bytes(content)
    return folder


def test_the_worker_reads_a_maildir_each_report_once(
    tmp_path: Path, settings: Settings, told: list[tuple[str, datetime]]
) -> None:
    marks = ("rater-1", "rater-2")
    settings.BOUNCE_MAILDIR = str(maildir(tmp_path, *(report(new_number(mark)) for mark in marks), b"spam"))
    assert read_bounces(NOON) == 2
    assert [mark for mark, _ in told] == [*marks]
    assert not list((tmp_path / "new").iterdir())
    assert [path.name for path in sorted((tmp_path / "cur").iterdir())] == [
        f"1700000000.M{number}.host:2,S" for number in range(3)
    ]
    assert read_bounces(NOON) == 0


def test_a_maildir_that_is_not_there_is_told_in_a_line(
    tmp_path: Path, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.BOUNCE_MAILDIR = ""
    assert read_bounces(NOON) == 0
    settings.BOUNCE_MAILDIR = str(tmp_path / "nowhere")
    assert read_bounces(NOON) == 0
    assert [message for message in caplog.messages if "NINEFOLD_BOUNCE_MAILDIR" in message] == caplog.messages
    assert len(caplog.messages) == 1
