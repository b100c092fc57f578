"""The way to the mail server: one connection for many mails, and one mail as the server takes it."""

import logging
import smtplib
from contextlib import suppress
from datetime import datetime, timedelta
from email import encoders
from email.message import Message as Part
from email.mime.base import MIMEBase
from typing import Self

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend

from ninefold.accounts.letters import Letter
from ninefold.accounts.mail import Attachment

log = logging.getLogger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=15), timedelta(minutes=5)
FOR_GOOD = range(500, 600)


class ServerAwayError(Exception):
    """The mail server does not answer, or does not let us in. It says nothing about the mail in hand."""


class RefusedError(Exception):
    """The server says for good that there is no such address."""


class NotNowError(Exception):
    """The server did not take this mail now."""


class Line:
    """The line to the mail server. It remembers that the server is away, so that not every sweep asks again.

    A demonstration without a server has a line that leads nowhere: what is sent stands on the page “Mailbox” alone.
    """

    def __init__(self) -> None:
        self._backend: EmailBackend | None = None
        self._away_until: datetime | None = None
        self._pause = timedelta()
        self._said = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.hang_up()

    def open(self, at: datetime) -> None:
        """Connect, if that is not done. Raises ServerAwayError; the pause until the next try grows to five minutes."""
        if settings.MAIL_SERVER is None and not settings.DEMO:
            self._say_that_none_is_set()
            raise ServerAwayError
        if settings.MAIL_SERVER is None or self._backend is not None:
            return
        if self._away_until is not None and at < self._away_until:
            raise ServerAwayError
        backend = EmailBackend(**settings.MAIL_SERVER)
        try:
            backend.open()
        except (OSError, smtplib.SMTPException) as error:  # what is wrong with a certificate is an OSError too
            _close(backend)
            self._pause = min(max(2 * self._pause, FIRST_PAUSE), LONGEST_PAUSE)
            self._away_until = at + self._pause
            # Never the server's own words: they may repeat an address.
            log.warning("The mail server does not answer as it should (%s); mail waits.", type(error).__name__)
            raise ServerAwayError from error
        if self._away_until is not None:
            log.info("The mail server is back.")
        self._backend, self._away_until, self._pause = backend, None, timedelta()

    def send(self, letter: Letter) -> None:
        """Hand one mail to the server. Raises RefusedError or NotNowError."""
        if self._backend is None:
            return
        try:
            self._backend.send_messages([written_out(letter)])
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _ in error.recipients.values()]
            self._go_on()
            if all(code in FOR_GOOD for code in codes):
                raise RefusedError(codes[0]) from error
            raise NotNowError(codes[0]) from error
        except smtplib.SMTPResponseException as error:
            self._go_on()
            raise NotNowError(f"{type(error).__name__} {error.smtp_code}") from error
        except (OSError, smtplib.SMTPException) as error:
            self.hang_up()
            raise NotNowError(type(error).__name__) from error
        except ValueError as error:  # what cannot be an address, or part of a head
            raise RefusedError(type(error).__name__) from error

    def hang_up(self) -> None:
        """Close the line, however it stands."""
        backend, self._backend = self._backend, None
        if backend is not None:
            _close(backend)

    def _go_on(self) -> None:
        """Keep the line for the next mail, unless the server put the receiver down with its answer."""
        if self._backend is None or self._backend.connection is None or self._backend.connection.sock is None:
            self.hang_up()

    def _say_that_none_is_set(self) -> None:
        if not self._said:
            log.warning("Mail waits, and none leaves: NINEFOLD_MAIL_URL does not say which mail server takes it.")
        self._said = True


def _close(backend: EmailBackend) -> None:
    backend.fail_silently = True
    with suppress(OSError):  # a server that is gone need not be told goodbye
        backend.close()


def written_out(letter: Letter) -> EmailMultiAlternatives:
    """The mail with its head. Auto-Submitted keeps other machines from answering it; RFC 8058 says how one ends it."""
    mail = letter.mail
    head = {"Message-ID": letter.number, "Auto-Submitted": "auto-generated"}
    if mail.unsubscribe:
        head |= {"List-Unsubscribe": f"<{mail.unsubscribe}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    message = EmailMultiAlternatives(
        mail.subject,
        mail.text,
        to=[letter.to],
        headers=head,
        reply_to=[mail.reply_to] if mail.reply_to else None,
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    for file in mail.attachments:
        message.attach(_part(file))
    return message


def _part(file: Attachment) -> MIMEBase:
    described = Part()
    described["Content-Type"] = file.media_type
    part = MIMEBase(described.get_content_maintype(), described.get_content_subtype())
    for name, value in (described.get_params() or [])[1:]:
        part.set_param(name, value)
    part.set_payload(file.content)
    encoders.encode_base64(part)
    part.add_header("Content-Disposition", "attachment", filename=("utf-8", "", file.name))
    return part
