"""The number that a mail carries in its head, from which a delivery report tells which mail it is about.

It holds the mail's mark and a keyed hash of it, so that nobody can make us believe that a mail came back, and so that
no table has to remember who was sent what.
"""

import hmac
import secrets
from base64 import urlsafe_b64encode
from email.utils import parseaddr

from django.conf import settings

from ninefold.core.sealing import derive

NO_MARK = "mail"


def new_number(mark: str) -> str:
    """A number for a mail with this mark, which may be empty: `<rater-123.random.hash@example.org>`."""
    told = f"{mark or NO_MARK}.{secrets.token_urlsafe(6)}"
    return f"<{told}.{_hash(told)}@{_domain()}>"


def mark_of(number: str) -> str | None:
    """The mark in a number that we made, empty if that mail had none; None for any other number."""
    told, _, given = number.strip().strip("<>").rpartition("@")[0].rpartition(".")
    if not told or not hmac.compare_digest(given.encode(), _hash(told).encode()):
        return None
    mark = told.partition(".")[0]
    return "" if mark == NO_MARK else mark


def _hash(told: str) -> str:
    # Short, so that the number stands on one line of the head; 72 bits are beyond guessing at a mail server.
    return urlsafe_b64encode(derive(settings.SECRET_KEY.encode(), "number", told)[:9]).decode()


def _domain() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
