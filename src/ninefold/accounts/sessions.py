"""Browser sessions, kept in the database under a hash of their number. The number itself stands in the cookie alone.

Whoever reads the table, or a copy of it, could otherwise put the number into a browser of their own and be whoever it
belongs to: somebody who signed in, or a rater whose answers are open.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

# Asked with nearly every request, and written out because to have it put together each time costs as much again.
_FIND = "SELECT session_key, session_data, expire_date FROM django_session WHERE session_key = %s"


# When one began, in it: it ends so long after that, whatever is written into it on the way.
_BEGAN = "began"


class SessionStore(DatabaseStore):
    """One browser session. The name is what Django looks for."""

    def exists(self, session_key: str | None) -> bool:
        """Whether there is one of this number."""
        return _rows(session_key).exists()

    def create_model_instance(self, data: dict[str, object]) -> Session:
        """The row as it is kept."""
        began = data.setdefault(_BEGAN, int(timezone.now().timestamp()))
        assert isinstance(began, int)
        row = super().create_model_instance(data)
        assert isinstance(row, Session)
        row.session_key = _hidden(row.session_key)
        row.expire_date = datetime.fromtimestamp(began + settings.SESSION_COOKIE_AGE, UTC)
        return row

    def cycle_key(self) -> None:
        """Go on under another number, as who signs in does: that is where twelve hours begin."""
        self.pop(_BEGAN, None)
        super().cycle_key()

    def delete(self, session_key: str | None = None) -> None:
        """Forget this one, or the one of that number."""
        _rows(session_key or self.session_key).delete()

    def _get_session_from_db(self) -> Session | None:
        found = next(iter(Session.objects.raw(_FIND, [_hidden(self.session_key or "")])), None)
        if found is None or found.expire_date <= timezone.now():
            self._session_key = None
            return None
        return found


def change_others(own: SessionBase, change: Callable[[dict[str, Any]], bool], *, at: datetime) -> None:
    """Change what every browser session but this one holds; `change` says whether there was anything to change.

    What it holds stands inside it, so all that run are looked into: twelve hours of them, for what is rarely done.
    """
    others = Session.objects.filter(expire_date__gt=at).exclude(session_key=_hidden(own.session_key or ""))
    for row in others.iterator():
        held = row.get_decoded()
        if change(held):
            others.filter(pk=row.pk).update(session_data=Session.objects.encode(held))


def _rows(number: str | None) -> QuerySet[Session]:
    return Session.objects.filter(session_key=_hidden(number)) if number else Session.objects.none()


def _hidden(number: str) -> str:
    """As many signs of the hash as the table has room for: 160 bits, of a number that has as many."""
    return hashlib.sha256(number.encode()).hexdigest()[:40]
