"""The mailbox of a demonstration: what was sent, to whomever, for whoever tries it. It exists nowhere else."""

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit, urlunsplit

from django import forms
from django.conf import settings
from django.http.request import split_domain_port, validate_host
from markupsafe import Markup, escape

from ninefold.accounts.letters import Letter, open_letter
from ninefold.accounts.locks import key_of
from ninefold.accounts.outbox import Message
from ninefold.core.sealing import SealBrokenError

AN_ADDRESS = re.compile(r"https?://\S+")
# Where a paragraph was folded for mail programs: after a line that is nearly full, before one that goes on.
A_FOLD = re.compile(r"(?m)^(?!https?:)(.{50,})\n(?=\w)")


class MailboxForm(forms.Form):
    """Whose mail is looked for: any part of an address."""

    to = forms.CharField(required=False, max_length=200)


@dataclass(frozen=True)
class SentMail:
    """One mail that was sent."""

    number: int
    sent_at: datetime
    letter: Letter

    @property
    def text(self) -> Markup:
        """The text, with addresses that can be followed; those of this site by whatever name it is reached.

        Its paragraphs are unfolded, so that they fill a screen of any width.
        """
        parts, end = [], 0
        text = A_FOLD.sub(r"\1 ", self.letter.mail.text)
        for found in AN_ADDRESS.finditer(text):
            address = found.group()
            way = _way(address)
            parts += [escape(text[end : found.start()]), Markup('<a href="{}">{}</a>').format(way, address)]
            end = found.end()
        return Markup().join([*parts, escape(text[end:])])


def sent_mail(to: str) -> list[SentMail]:
    """All that was sent to addresses with this in them, the newest first."""
    found = [_read(message) for message in Message.objects.sent().order_by("-sent_at", "-pk")]
    return [mail for mail in found if mail is not None and to.lower() in mail.letter.to.lower()]


def sent_mail_numbered(number: int) -> SentMail | None:
    """One mail that was sent."""
    message = Message.objects.sent().filter(pk=number).first()
    return None if message is None else _read(message)


def _way(address: str) -> str:
    """Where an address in a mail leads: to a page of this site also by a name or port that it had before."""
    parts = urlsplit(address)
    here = validate_host(split_domain_port(parts.netloc)[0], settings.ALLOWED_HOSTS)
    if address.startswith(f"{settings.SITE_ADDRESS}/") or here:
        return urlunsplit(("", "", parts.path or "/", parts.query, parts.fragment))
    return address


def _read(message: Message) -> SentMail | None:
    """The mail of a row; None if the secret key of the site is another by now."""
    key = key_of("")
    assert key is not None
    assert message.sent_at is not None
    try:
        return SentMail(message.pk, message.sent_at, open_letter(message.sealed, key, ""))
    except SealBrokenError:
        return None
