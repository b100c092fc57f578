"""Finding whose a link in a mail of this room is."""

import hashlib
from datetime import datetime

from ninefold.academy.models import Link


def find_link(told: str, purpose: Link.Purpose, at: datetime) -> Link | None:
    """The link that opens with these letters, with its person; None for an unknown one or one that has expired."""
    found = Link.objects.select_related("person").filter(hash=hash_of(told), purpose=purpose, expires_at__gt=at)
    return found.first()


def hash_of(told: str) -> str:
    """What is kept of a link."""
    return hashlib.sha256(told.encode()).hexdigest()
