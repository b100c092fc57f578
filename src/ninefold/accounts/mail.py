"""A mail as it is written: once, in one template, from which both its text and its HTML follow."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template import engines
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from ninefold.accounts.languages import is_translated, spoken
from ninefold.accounts.writing import CONTROLS, subject_and_text, with_styles
from ninefold.core.errors import NinefoldError

A_MARK = re.compile(r"([a-z]{1,20}(-[0-9a-z]{1,30}){0,2})?")


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a mail. The media type may have parameters: `text/calendar; method=REQUEST`."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Mail:
    """What one mail says. `compose` writes it.

    `mark` is a short name such as `rater-123`. It travels in the mail's own number, so that a delivery report brings
    it back to whoever registered for its first word (ninefold.accounts.bounces), and nobody has to note who was sent
    what. `unsubscribe`: an address at which a POST of `List-Unsubscribe=One-Click` (RFC 8058) ends mail of this kind.
    """

    subject: str
    text: str
    html: str = ""
    attachments: tuple[Attachment, ...] = ()
    reply_to: str = ""
    mark: str = ""
    unsubscribe: str = ""

    def __post_init__(self) -> None:
        """Raise NinefoldError for what would end a line of the mail's head and begin another."""
        names = [part for file in self.attachments for part in (file.name, file.media_type)]
        for line in (self.subject, self.reply_to, self.unsubscribe, *names):
            if CONTROLS.search(line):
                raise NinefoldError(_("“%(line)s” should be one line of text.") % {"line": line})
        if not A_MARK.fullmatch(self.mark):
            raise NinefoldError(
                _("“%(mark)s” should be a word and up to two numbers, with hyphens between.") % {"mark": self.mark}
            )


def compose(
    template: str,
    context: Mapping[str, Any],
    *,
    language: str | None = None,
    attachments: tuple[Attachment, ...] = (),
    reply_to: str = "",
    mark: str = "",
    unsubscribe: str = "",
) -> Mail:
    """Write a mail: `compose("feedback/mail/invitation.jinja", {"participant": …}, language="en-gb")`.

    One that is not translated is in the language of the site, whatever is asked for (`accounts.languages`).
    The template extends `accounts/mail/letter.jinja` and has the blocks `subject` and `body`; the body is written
    with `<p>`, `<h2>`, `<ul>`, `<blockquote>` and `<small>`, and links with the macros of `accounts/mail/parts.jinja`.
    """
    with override(written_in(template, language)):
        page = (
            engines["jinja2"]
            .get_template(template)
            .render(
                {
                    **context,
                    "address_of": address_of,
                    "site": f"{settings.SITE_ADDRESS}/",
                    "site_name": settings.FACE.name,
                }
            )
        )
    subject, text = subject_and_text(page)
    return Mail(subject, text, with_styles(page, settings.FACE.colours), attachments, reply_to, mark, unsubscribe)


def written_in(template: str, language: str | None = None) -> str:
    """In which language a mail of this template is written, if it is wanted in this one or the one spoken now."""
    wanted = language or spoken()
    return wanted if is_translated("mails", template, wanted) else settings.LANGUAGE_CODE


def address_of(name: str, **parts: Any) -> str:
    """The whole address of a page, for a mail: `address_of("feedback:invitation", token=…)`."""
    return settings.SITE_ADDRESS + reverse(name, kwargs=parts or None)
