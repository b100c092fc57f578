"""Finding and opening self-assessments: that of a browser by its cookie, those of an account by a key of the site.

A browser that begins one without an account is given 256 random bits in a cookie that ends with the browser session.
From them follow the place where it lies and, apart from that, the key that opens it; neither is kept anywhere else. So
the site can read it while that browser asks, and nobody can once the cookie is gone.

What is kept in an account is sealed under a key that follows from the site's own: a copy of the database shows nothing
of it. Where the site's key was changed, the former ones open what they closed.
"""

from __future__ import annotations

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.utils.translation import gettext as _

from ninefold.accounts.models import Person
from ninefold.core.errors import NinefoldError
from ninefold.core.sealing import LONG, SealBrokenError, derive, open_text, seal_text
from ninefold.core.timetable import months_later
from ninefold.feedback.models import OpenSelfAssessment, SelfAssessment
from ninefold.feedback.queries.frameworks import OFFERED, framework_in
from ninefold.feedback.queries.open_answers import CANNOT_RATE
from ninefold.feedback.queries.self_assessment_questions import questions

# The cookie, and the path under which all pages of self-assessments lie: it is sent to those alone.
COOKIE, COOKIE_PATH = "self_assessment", "/self-assessment/"
_A_COOKIE = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)
# For so long answers that are kept can be changed: after that they say how somebody saw themselves on a day.
CHANGEABLE = timedelta(days=28)
FRESH_MONTHS = 6  # and for so long a 360 takes them over

# Where one is: the secret of a browser, or the row of an account.
Holder = bytes | SelfAssessment


class GoneError(NinefoldError):
    """There is no such self-assessment any more, or there never was."""


@dataclass(frozen=True)
class Content:
    """What was told in a self-assessment, by the codes of its questions, and by which framework it was asked."""

    framework: str
    version: str
    told: Mapping[str, str]

    def with_told(self, given: Mapping[str, str]) -> Content:
        """The same with this told in place of what was; an empty text is nothing."""
        told = {**self.told, **given}
        return replace(self, told={code: text for code, text in told.items() if text})

    @property
    def ratings(self) -> dict[str, int]:
        """What was rated, by the code of its question; what was left open is not in it."""
        return {code: int(text) for code, text in self.told.items() if _is_rating(code, text)}

    @property
    def is_begun(self) -> bool:
        """Whether anything was told at all."""
        return bool(self.told)

    @property
    def is_of_this_version(self) -> bool:
        """Whether it was asked by the framework as it is now."""
        return (self.framework, self.version) == offered()

    def as_text(self) -> str:
        """The whole of it as it is sealed."""
        return json.dumps([self.framework, self.version, dict(self.told)], ensure_ascii=False)

    @classmethod
    def of_text(cls, text: str) -> Content:
        """What was sealed."""
        framework, version, told = json.loads(text)
        return cls(framework, version, told)


def offered() -> tuple[str, str]:
    """The framework that is asked by here, and its version."""
    return OFFERED, framework_in("").version


def new_content() -> Content:
    """One in which nothing is told yet."""
    return Content(*offered(), {})


def secret_of(cookie: str | None) -> bytes | None:
    """The secret that a cookie holds; None for anything else that a browser may send under its name."""
    if cookie is None or not _A_COOKIE.fullmatch(cookie):
        return None
    return urlsafe_b64decode(f"{cookie}=")


def cookie_of(secret: bytes) -> str:
    """A secret as a cookie holds it."""
    return urlsafe_b64encode(secret).decode().rstrip("=")


def place_of(secret: bytes) -> bytes:
    """Where the self-assessment of this browser lies. What opens it does not follow from that."""
    return derive(secret, "self-assessment", "place")


def read(holder: Holder) -> Content:
    """What was told. Raises GoneError where it is no more, or cannot be opened."""
    if isinstance(holder, SelfAssessment):
        return open_kept(holder)
    row = OpenSelfAssessment.objects.filter(place=place_of(holder)).first()
    if row is None:
        raise GoneError(_("This self-assessment is gone. Begin a new one when you like."))
    return open_in_browser(holder, bytes(row.sealed))


def close_in_browser(secret: bytes, content: Content) -> bytes:
    """The content as nobody without the cookie can read it, padded so that its length says little."""
    return seal_text(_cipher_of(secret), place_of(secret), content.as_text(), LONG)


def open_in_browser(secret: bytes, sealed: bytes) -> Content:
    """What was closed for this browser. Raises GoneError where it was altered."""
    try:
        return Content.of_text(open_text(_cipher_of(secret), place_of(secret), sealed))
    except SealBrokenError as error:
        raise GoneError(_("This self-assessment can no longer be opened. Begin a new one when you like.")) from error


def close_kept(person: int, content: Content) -> bytes:
    """The content as it is kept in the account of the person of this number."""
    return seal_text(_cipher_for(settings.SECRET_KEY, person), _mark_of(person), content.as_text(), LONG)


def open_kept(row: SelfAssessment) -> Content:
    """What was kept. Raises GoneError where no key of the site opens it."""
    for key in (settings.SECRET_KEY, *settings.FORMER_SECRET_KEYS):
        try:
            text = open_text(_cipher_for(key, row.person_id), _mark_of(row.person_id), bytes(row.sealed))
        except SealBrokenError:
            continue
        return Content.of_text(text)
    raise GoneError(
        _(
            "This self-assessment was kept under another key of this site, and cannot be opened. Whoever runs the site "
            "can name the former key in its settings."
        )
    )


def kept_by(person: Person) -> list[SelfAssessment]:
    """Those that somebody keeps, the latest first."""
    return list(SelfAssessment.objects.visible_to(person))


def can_be_changed(holder: Holder, content: Content, today: date) -> bool:
    """Whether answers can be given: by the framework as it is, and in an account while it is still of these weeks."""
    kept = holder if isinstance(holder, SelfAssessment) else None
    return content.is_of_this_version and (kept is None or today <= kept.begun_on + CHANGEABLE)


def is_fresh(row: SelfAssessment, today: date) -> bool:
    """Whether it is young enough for a 360 to take it over."""
    return today <= months_later(row.answered_on, FRESH_MONTHS)


def earlier_than(row: SelfAssessment) -> SelfAssessment | None:
    """The one that the same person kept before this one."""
    others = SelfAssessment.objects.visible_to(row.person).exclude(pk=row.pk)
    before = others.filter(begun_on__lte=row.begun_on)
    return next((one for one in before if (one.begun_on, one.pk) < (row.begun_on, row.pk)), None)


def _is_rating(code: str, text: str) -> bool:
    """Whether this is a point of a scale that is asked by; another version may have had other questions and scales."""
    question = questions().get(code)
    if question is None or question.scale is None or text == CANNOT_RATE:
        return False
    return question.scale.lo <= int(text) <= question.scale.hi


def _cipher_of(secret: bytes) -> AESGCM:
    return AESGCM(derive(secret, "self-assessment", "text"))


def _cipher_for(key: str, person: int) -> AESGCM:
    return AESGCM(derive(key.encode(), "self-assessments", person))


def _mark_of(person: int) -> bytes:
    return f"self-assessment:{person}".encode()
