"""A mailbox that somebody is proving to be theirs: a code goes there, and they type it into the browser that asked.

What is known of it lies in the browser session: a code asked for in one browser opens nothing in another. Codes lie
there as keyed hashes. Whoever asks gets a code to wait for, sent or not, so that all that follows is the same for an
address without an account.
"""

import secrets
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from django.contrib.sessions.backends.base import SessionBase
from django.utils.crypto import constant_time_compare, salted_hmac

from ninefold.accounts import limits

GOOD_FOR = timedelta(minutes=30)  # hospital mail is slow
MOST_TRIES = 5
MOST_CODES = 3
DIGITS = 8
KEPT_AS = "mailbox"


class Purpose(StrEnum):
    """What somebody proves their mailbox for."""

    SIGN_IN = "sign-in"
    SIGN_UP = "sign-up"
    ADD_ADDRESS = "address"


@dataclass
class Mailbox:
    """A mailbox that is being proved. `given` is what else was said when it began, `next` the page to go on to."""

    purpose: str
    email: str
    given: dict[str, str] = field(default_factory=dict)
    next: str = ""
    number: str = field(default_factory=lambda: secrets.token_urlsafe(12))
    codes: list[tuple[str, float]] = field(default_factory=list)

    @classmethod
    def of(cls, session: SessionBase) -> Self | None:
        """The one that is being proved in this browser session."""
        kept = session.get(KEPT_AS)
        return cls(**kept) if kept else None

    def keep(self, session: SessionBase) -> None:
        """Go on with this one in the browser session, instead of any other."""
        session[KEPT_AS] = asdict(self)

    def add_code(self, at: datetime) -> str:
        """One more code that proves it. Earlier ones stay good: mail may arrive in another order than it was sent."""
        code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
        self.codes.append((self._hidden(code), (at + GOOD_FOR).timestamp()))
        return code

    @property
    def may_have_more(self) -> bool:
        """Whether another code may be asked for."""
        return len(self.codes) < MOST_CODES

    def is_over(self, at: datetime) -> bool:
        """Whether no code is good any more."""
        return all(until <= at.timestamp() for _, until in self.codes)

    def tries_left(self, at: datetime) -> int:
        """Count one more try, and how many there are after it; below 0 this one comes too late.

        It is counted where all processes add, before the code is looked at: tries sent at once are one each.
        """
        return MOST_TRIES - limits.note_failure("try", self.number, at=at, span=2 * GOOD_FOR)

    def is_proved_by(self, code: str, at: datetime) -> bool:
        """Whether this is a code that was sent there and is still good."""
        hidden = self._hidden(code)
        return any(constant_time_compare(hidden, each) and until > at.timestamp() for each, until in self.codes)

    def _hidden(self, code: str) -> str:
        return salted_hmac("ninefold.accounts.codes", f"{self.number}\0{code}", algorithm="sha256").hexdigest()


def forget(session: SessionBase) -> None:
    """No mailbox is being proved any more."""
    session.pop(KEPT_AS, None)
