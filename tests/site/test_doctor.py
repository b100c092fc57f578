"""What the doctor says of an installation in which one thing at a time is wrong."""

import json
import re
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from ninefold.accounts.outbox import Message
from ninefold.feedback.keys.custody import destroy_secret
from ninefold.site.cli import main
from ninefold.site.models import WorkerPulse
from ninefold.site.queries import mark_of_installation
from ninefold.site.upkeep.backing_up import write_backup
from tests.feedback.made import make_open
from tests.world import World

Said = dict[str, tuple[str, str]]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Proxy:
    """What stands under the address of the site, with a certificate that is good for some days."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, days: int, installation: str) -> None:
        body = json.dumps({"ready": True, "installation": installation}).encode()

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_said: Any) -> None:
                """Nothing is logged."""

        pem = folder / "certificate.pem"
        pem.write_bytes(certificate(days))
        monkeypatch.setenv("SSL_CERT_FILE", str(pem))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(pem)
        self.server = HTTPServer(("127.0.0.1", 0), Answer)
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.address = f"https://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()


def certificate(days: int) -> bytes:
    """A certificate for this machine, its own issuer, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name, now = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "here")]), datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - 90 * DAY)
        .not_valid_after(now + days * DAY + HOUR)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return key.private_bytes(*form) + made.public_bytes(serialization.Encoding.PEM)


@pytest.fixture
def proxies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[Any]:
    """Puts a proxy under the address of the site."""
    running = []

    def put(days: int = 60, installation: str = "") -> None:
        proxy = Proxy(tmp_path, monkeypatch, days, installation or mark_of_installation())
        running.append(proxy.server)
        settings.SITE_ADDRESS = proxy.address

    yield put
    for server in running:
        server.shutdown()
        server.server_close()


@pytest.fixture
def healthy(world: World, tmp_path: Path, settings: Any, proxies: Any) -> World:
    """An installation with nothing wrong."""
    settings.DATA, settings.BACKUPS = tmp_path / "data", tmp_path / "backups"
    for folder in (settings.DATA, settings.BACKUPS):
        folder.mkdir(mode=0o700)
    settings.MAIL_SERVER = {"host": "mail.example.org"}
    settings.DEFAULT_FROM_EMAIL = "Ninefold <feedback@example.org>"
    now = timezone.now()
    WorkerPulse.objects.create(worker="w", started_at=now, seen_at=now)
    back_up(settings.BACKUPS / "new", now - HOUR)
    proxies()
    return world


def back_up(path: Path, at: datetime) -> None:
    """A backup as it would be of then; its moment is that of the test, which is within a transaction."""
    with patch("ninefold.site.upkeep.backing_up.one_moment", connection.cursor):
        write_backup(path, at)


def examined(capsys: pytest.CaptureFixture[str], code: int) -> Said:
    """What the doctor says of each thing, having ended with this code."""
    capsys.readouterr()
    assert main(["doctor", "--json"]) == code
    told = json.loads(capsys.readouterr().out)
    assert told["code"] == code
    return {finding["what"]: (finding["state"], finding["said"]) for finding in told["findings"]}


def unwell(said: Said) -> dict[str, str]:
    return {what: state for what, (state, _said) in said.items() if state not in ("well", "ask")}


@pytest.mark.usefixtures("healthy")
def test_where_all_is_well_it_says_so_and_which_records_to_ask_for(capsys: pytest.CaptureFixture[str]) -> None:
    said = examined(capsys, 0)
    assert unwell(said) == {}
    assert "SPF at example.org" in said["sender"][1]
    assert "_dmarc.example.org" in said["sender"][1]
    assert said["address"][1].endswith("answers by TLS, and its certificate is good for 60 days.")
    assert main(["doctor"]) == 0
    assert re.search("^well +backups +The newest, new, is 60 minutes old.$", capsys.readouterr().out, re.MULTILINE)


@pytest.mark.usefixtures("healthy")
def test_a_worker_that_stopped_is_broken(capsys: pytest.CaptureFixture[str]) -> None:
    WorkerPulse.objects.update(seen_at=timezone.now() - 3 * HOUR)
    said = examined(capsys, 2)
    assert unwell(said) == {"worker": "broken"}
    assert said["worker"][1] == "No worker was seen for 3 hours; start `ninefold worker`, and keep it running."


@pytest.mark.usefixtures("healthy")
def test_a_missing_migration_is_broken(capsys: pytest.CaptureFixture[str]) -> None:
    MigrationRecorder.Migration.objects.filter(app="site").delete()
    said = examined(capsys, 2)
    assert unwell(said) == {"database": "broken"}
    assert "one migration is missing; run `ninefold migrate`" in said["database"][1]


@pytest.mark.usefixtures("healthy")
def test_a_database_that_is_away_is_said_and_what_needs_none_is_looked_at_all_the_same(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with patch.object(connection, "cursor", side_effect=OperationalError("gone\nwith a value")):
        said = examined(capsys, 2)
    assert said["database"] == (
        "broken",
        "The main database does not answer: gone; start it, or check its address.",
    )
    assert (said["worker"][0], said["address"][0], said["backups"][0]) == ("broken", "well", "well")
    assert not any("value" in text for _state, text in said.values())


def test_an_open_questionnaire_whose_key_is_gone_is_broken(healthy: World, capsys: pytest.CaptureFixture[str]) -> None:
    assessment = make_open(healthy, at=timezone.now())
    assert unwell(examined(capsys, 0)) == {}
    destroy_secret(assessment.key_name)
    said = examined(capsys, 2)
    assert unwell(said) == {"keys": "broken"}
    assert said["keys"][1].startswith("Those of 1 open questionnaires are gone")


@pytest.mark.usefixtures("healthy")
def test_mail_that_does_not_leave_is_to_be_looked_at_and_after_a_day_broken(
    capsys: pytest.CaptureFixture[str],
) -> None:
    message = Message.objects.create(sealed=b"", due_at=timezone.now() - 3 * HOUR)
    assert unwell(examined(capsys, 1)) == {"mail": "look at this"}
    Message.objects.filter(pk=message.pk).update(due_at=timezone.now() - 2 * DAY)
    assert unwell(examined(capsys, 2)) == {"mail": "broken"}


@pytest.mark.usefixtures("healthy")
def test_without_a_mail_server_or_a_sender_nobody_can_sign_in(
    capsys: pytest.CaptureFixture[str], settings: Any
) -> None:
    settings.MAIL_SERVER, settings.DEFAULT_FROM_EMAIL = None, "Ninefold <ninefold@localhost>"
    assert unwell(examined(capsys, 2)) == {"mail": "broken", "sender": "broken"}


@pytest.mark.usefixtures("healthy")
@pytest.mark.parametrize(("days", "state"), [(2, "look at this"), (9, "broken")])
def test_an_old_backup_is_seen_by_its_own_word(
    days: int, state: str, capsys: pytest.CaptureFixture[str], settings: Any
) -> None:
    (settings.BACKUPS / "new").unlink()
    back_up(settings.BACKUPS / "old", timezone.now() - days * DAY)
    (settings.BACKUPS / "later").write_text("no backup")
    said = examined(capsys, 2 if state == "broken" else 1)
    assert unwell(said) == {"backups": state}
    assert said["backups"][1].startswith(f"The newest, old, is {days} days old; ")


@pytest.mark.usefixtures("healthy")
def test_no_backup_is_broken_and_one_that_others_may_read_or_no_folder_is_to_be_looked_at(
    capsys: pytest.CaptureFixture[str], settings: Any
) -> None:
    (settings.BACKUPS / "new").chmod(0o644)
    assert unwell(examined(capsys, 1)) == {"backups": "look at this"}
    (settings.BACKUPS / "new").unlink()
    assert unwell(examined(capsys, 2)) == {"backups": "broken"}
    settings.BACKUPS = None
    assert unwell(examined(capsys, 1)) == {"backups": "look at this"}


@pytest.mark.usefixtures("healthy")
def test_a_folder_that_others_may_open_is_broken(capsys: pytest.CaptureFixture[str], settings: Any) -> None:
    settings.DATA.chmod(0o750)
    said = examined(capsys, 2)
    assert unwell(said) == {"secrets": "broken"}
    assert "`chmod -R go= " in said["secrets"][1]


@pytest.mark.usefixtures("healthy")
def test_a_disk_that_is_nearly_full_is_broken(capsys: pytest.CaptureFixture[str]) -> None:
    with patch("shutil.disk_usage", return_value=SimpleNamespace(free=1 << 20)):
        assert unwell(examined(capsys, 2)) == {"disk": "broken"}


@pytest.mark.usefixtures("healthy")
@pytest.mark.parametrize(
    ("given", "code", "words"),
    [
        ({"days": 10}, 1, "good for 10 days; see why the proxy has not renewed it"),
        ({"days": -1}, 2, "has a certificate that browsers refuse (certificate has expired)"),
        ({"installation": "another"}, 2, "answers, but not as this installation"),
    ],
)
def test_what_stands_under_the_address_is_asked_as_a_visitor_asks(
    given: dict[str, Any], code: int, words: str, capsys: pytest.CaptureFixture[str], proxies: Any
) -> None:
    proxies(**given)
    said = examined(capsys, code)
    assert list(unwell(said)) == ["address"]
    assert words in said["address"][1]


@pytest.mark.usefixtures("healthy")
def test_an_address_that_is_not_reached_is_broken(capsys: pytest.CaptureFixture[str], settings: Any) -> None:
    settings.SITE_ADDRESS = "http://127.0.0.1:1"
    said = examined(capsys, 2)
    assert unwell(said) == {"address": "broken"}
    assert "is not reached from this machine (Connection refused)" in said["address"][1]
