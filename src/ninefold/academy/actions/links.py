"""Making links in mails of this room. Only a hash of each is kept; `queries.links` finds whose one is."""

import secrets
from datetime import datetime

from ninefold.academy.models import Link
from ninefold.academy.queries.links import hash_of
from ninefold.accounts.models import Person


def new_link(
    *, purpose: Link.Purpose, about: int, person: Person | None = None, expires_at: datetime, at: datetime
) -> str:
    """The part of a new link that opens it: 256 random bits. Each mail has its own; earlier ones stay good."""
    told = secrets.token_urlsafe(32)
    Link.objects.create(
        hash=hash_of(told), purpose=purpose, person=person, about=about, made_at=at, expires_at=expires_at
    )
    return told


def forget_links(at: datetime) -> int:
    """Delete the links that expired. How many there were."""
    return Link.objects.filter(expires_at__lte=at).delete()[0]
