"""On the way to the mail server: encrypted, with a password, and to no server that cannot prove who it is."""

import ipaddress
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pytest_django import Settings

from ninefold.accounts.actions.outbox import post
from ninefold.accounts.jobs import send_due
from ninefold.accounts.mail import Mail
from ninefold.accounts.outbox import Message
from ninefold.accounts.smtp import Line
from ninefold.site import environment
from tests.support.smtp import Post, free_port

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_mail(monkeypatch: pytest.MonkeyPatch) -> None:
    """One mail that is due, and a worker that knows nothing of a server yet."""
    monkeypatch.setattr("ninefold.accounts.jobs._line", Line())
    post(to="kim@example.org", mail=Mail("Hello", "Hello"), at=NOON)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for this machine with its key, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "certificate.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


@contextmanager
def running(certificate: Path, *, from_the_start: bool) -> Iterator[tuple[Post, int]]:
    """A server that lets in kim alone, over an encrypted line; who came in stands in its `post.let_in`."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    taken, port = Post(), free_port()

    def only_kim(_server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, given: object) -> AuthResult:
        right = isinstance(given, LoginPassword) and (given.login, given.password) == (b"kim", b"p@ss")
        taken.let_in += ["kim"] * right
        return AuthResult(success=right, handled=False)

    # The library takes a line that is encrypted from the start for one that is not.
    tls = {"ssl_context": context} if from_the_start else {"tls_context": context, "require_starttls": True}
    controller = Controller(
        taken,
        hostname="127.0.0.1",
        port=port,
        authenticator=only_kim,
        auth_required=not from_the_start,
        auth_require_tls=not from_the_start,
        auth_exclude_mechanism=["LOGIN"],
        **tls,
    )
    controller.start()
    try:
        yield taken, port
    finally:
        controller.stop()


def address(port: int, *, from_the_start: bool, password: str) -> str:
    if from_the_start:
        return f"smtps://kim:{password}@127.0.0.1:{port}"
    return f"smtp://kim:{password}@127.0.0.1:{port}?tls=starttls"


@pytest.mark.parametrize("from_the_start", [True, False], ids=["smtps", "starttls"])
def test_mail_goes_encrypted_and_with_a_password(
    certificate: Path, from_the_start: bool, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with running(certificate, from_the_start=from_the_start) as (taken, port):
        settings.MAIL_SERVER = environment.mail_server(address(port, from_the_start=from_the_start, password="p%40ss"))
        assert send_due(NOON) == 1
    assert (taken.addresses(), taken.let_in) == (["kim@example.org"], ["kim"])


@pytest.mark.parametrize("from_the_start", [True, False], ids=["smtps", "starttls"])
def test_a_server_that_cannot_prove_who_it_is_gets_neither_mail_nor_password(
    certificate: Path, from_the_start: bool, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    with running(certificate, from_the_start=from_the_start) as (taken, port):
        settings.MAIL_SERVER = environment.mail_server(address(port, from_the_start=from_the_start, password="p%40ss"))
        assert send_due(NOON) == 0
    assert (taken.tries, taken.let_in) == (0, [])
    assert "SSLCertVerificationError" in caplog.text
    assert Message.objects.get().attempts == 0


def test_a_wrong_password_makes_mail_wait_and_is_not_repeated_in_the_log(
    certificate: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with running(certificate, from_the_start=False) as (_, port):
        settings.MAIL_SERVER = environment.mail_server(address(port, from_the_start=False, password="sesame"))
        assert send_due(NOON) == 0
    said = [record.getMessage() for record in caplog.records if record.name.startswith("ninefold")]
    assert said == ["The mail server does not answer as it should (SMTPAuthenticationError); mail waits."]
    assert Message.objects.get().claimed_until is None


def test_a_server_that_offers_no_encryption_gets_nothing_where_it_is_asked_for(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    taken, port = Post(), free_port()
    controller = Controller(taken, hostname="127.0.0.1", port=port)
    controller.start()
    settings.MAIL_SERVER = environment.mail_server(address(port, from_the_start=False, password="p%40ss"))
    assert send_due(NOON) == 0
    controller.stop()
    assert taken.tries == 0
    assert "SMTPNotSupportedError" in caplog.text
