"""Mail that came back: delivery reports are read, and whoever registered for the mail's mark is told.

A report is believed when the number of the mail that it returns was made by us (ninefold.accounts.marks). Whatever
else arrives at that address, out-of-office replies and worse, is left alone.
"""

import email
from collections.abc import Callable, Iterator
from datetime import datetime
from email.message import Message as Part
from enum import Enum, auto
from pathlib import Path

from django.db import transaction

from ninefold.accounts.marks import mark_of

Handler = Callable[[str, datetime], None]
_registered: dict[str, Handler] = {}

MOST_READ = 1 << 20  # bytes; a report that returns a longer mail has told what matters before
MOST_PARTS = 100


class Outcome(Enum):
    """What something that arrived at the address for delivery reports was."""

    CAME_BACK = auto()
    """A mail of ours failed, and whoever waits for it was told."""
    NOBODY_WAITS = auto()
    """A mail of ours failed that nobody needs to be told of."""
    NOT_OURS = auto()
    """A mail failed that was not ours, or so it seems."""
    NO_FAILURE = auto()
    """No report that a mail failed for good."""
    UNREADABLE = auto()
    """No mail that can be read."""


def register_bounce(prefix: str, handler: Handler) -> None:
    """Have `handler(mark, at)` called when a mail comes back whose mark begins with `prefix-`.

    It may be called more than once for one mail, and for a mail whose reader is gone.
    """
    if prefix in _registered and _registered[prefix] is not handler:
        raise ValueError(f"somebody registered the mark {prefix} already")
    _registered[prefix] = handler


def tell_of_bounce(mark: str, at: datetime) -> bool:
    """Tell whoever registered for this mark that the mail did not arrive; whether there was anybody to tell."""
    handler = _registered.get(mark.partition("-")[0])
    if handler is None:
        return False
    handler(mark, at)
    return True


@transaction.atomic
def take_report(report: bytes, at: datetime) -> Outcome:
    """Read what arrived at the address for delivery reports, act on it, and say what it was."""
    try:
        message = email.message_from_bytes(report[:MOST_READ])
        number = _number_that_failed(message)
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError):
        # The standard library trips over some of what strangers send; none of it is a report.
        return Outcome.UNREADABLE
    if number is None:
        return Outcome.NO_FAILURE
    mark = mark_of(number)
    if mark is None:
        return Outcome.NOT_OURS
    return Outcome.CAME_BACK if tell_of_bounce(mark, at) else Outcome.NOBODY_WAITS


def read_maildir(folder: Path, at: datetime) -> Iterator[Outcome]:
    """Read what is new in a Maildir, each once, and say of each what it was. Raises OSError where there is none.

    A file is acted on before it is put away: a worker that is killed in between reads it again, which does no harm.
    """
    (folder / "cur").mkdir(exist_ok=True)
    for path in sorted((folder / "new").iterdir()):
        try:
            with path.open("rb") as file:
                outcome = take_report(file.read(MOST_READ), at)
            path.rename(folder / "cur" / f"{path.name}:2,S")
        except FileNotFoundError:  # another worker was quicker
            continue
        yield outcome


def _number_that_failed(message: Part) -> str | None:
    """The number of the mail that a delivery report (RFC 3464) says has failed for good."""
    if message.get_content_type() != "multipart/report":
        return None
    failed, number = False, None
    for part in _blocks(message):
        kind = part.get_content_type()
        if kind in ("message/delivery-status", "message/global-delivery-status"):
            failed = failed or any(_failed(block) for block in _blocks(part))
        elif kind in ("message/rfc822", "message/global"):
            number = number or next((block.get("Message-ID") for block in _blocks(part)), None)
        elif kind in ("text/rfc822-headers", "message/global-headers"):
            number = number or email.message_from_bytes(_bytes(part)).get("Message-ID")
    return str(number) if failed and number else None


def _blocks(part: Part) -> list[Part]:
    """The messages, or groups of fields, that a part is made of."""
    inner = part.get_payload()
    return [block for block in inner[:MOST_PARTS] if isinstance(block, Part)] if isinstance(inner, list) else []


def _bytes(part: Part) -> bytes:
    inner = part.get_payload(decode=True)
    return inner if isinstance(inner, bytes) else b""


def _failed(fields: Part) -> bool:
    """Whether a recipient's fields say that the mail will never arrive; a delay says that it still may."""
    action = str(fields.get("Action", "")).strip().lower()
    return action == "failed" and not str(fields.get("Status", "5")).strip().startswith("4.")
