"""A real mail server on this machine, that takes mail or does what mail servers do to senders."""

import asyncio
import email
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Post:
    """What the server saw and took, and how it is to answer each address, before the mail is told and after."""

    def __init__(self) -> None:
        self.seen: list[EmailMessage] = []
        self.taken: list[EmailMessage] = []
        self.answers: dict[str, str] = {}
        self.after_data: dict[str, str] = {}
        self.hangs_up_on: set[str] = set()
        self.let_in: list[str] = []  # where a server asks for a password
        self.connections = 0
        self.tries = 0
        self.pause = 0.0  # seconds before each answer to a recipient
        self.hangs_at = 0  # the try that is never answered

    def addresses(self) -> list[str]:
        """To whom mail was taken, in order."""
        return [str(mail["To"]) for mail in self.taken]

    async def handle_EHLO(  # noqa: N802 - the name that the library calls
        self, _server: SMTP, session: Session, _envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        """Count who comes."""
        session.host_name = hostname
        self.connections += 1
        return responses

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Take a recipient, answer as was set, or break off."""
        self.tries += 1
        await asyncio.sleep(3600 if self.tries == self.hangs_at else self.pause)
        if address in self.hangs_up_on:
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
            await asyncio.sleep(0)
            return "421 gone"
        answer = self.answers.get(address)
        if answer is None:
            envelope.rcpt_tos.append(address)
        return answer or "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep the mail, or answer as was set."""
        content = envelope.content
        assert isinstance(content, bytes)
        mail = email.message_from_bytes(content, policy=default)
        self.seen.append(mail)
        answer = self.after_data.get(envelope.rcpt_tos[0])
        if answer is None:
            self.taken.append(mail)
        return answer or "250 OK"


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_smtp(port: int | None = None) -> Iterator[tuple[Post, dict[str, Any]]]:
    """Run a mail server; what it took, and the setting that leads to it."""
    post = Post()
    controller = Controller(post, hostname="127.0.0.1", port=port or free_port())
    controller.start()
    try:
        yield post, setting(controller.port)
    finally:
        controller.stop()


def setting(port: int) -> dict[str, Any]:
    """MAIL_SERVER for a server on this port, whether one runs or not."""
    server = {"host": "127.0.0.1", "port": port, "username": "", "password": ""}
    return {**server, "use_ssl": False, "use_tls": False, "timeout": 5}
