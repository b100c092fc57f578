"""Sending what waits in the outbox, by any number of workers at once."""

import logging
import time
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q

from ninefold.accounts.actions.outbox import may_leave_at
from ninefold.accounts.bounces import tell_of_bounce
from ninefold.accounts.letters import Letter, open_letter
from ninefold.accounts.locks import UnknownLockError, key_of
from ninefold.accounts.outbox import Message, MessageQuerySet
from ninefold.accounts.smtp import Line, NotNowError, RefusedError, ServerAwayError
from ninefold.core.sealing import SealBrokenError

log = logging.getLogger(__name__)

# How long a worker has one message to itself. A sweep ends well before, so that its claims still hold.
CLAIM = timedelta(minutes=5)
LONGEST_SWEEP = 60.0  # seconds
HOUR = timedelta(hours=1)
# The pause after each failure; after the last, three days on, the message is given up.
PAUSES = (HOUR / 60, HOUR / 12, HOUR / 4, HOUR, 3 * HOUR, *[6 * HOUR] * 11)


def send_due_mail(*, at: datetime, line: Line) -> int:
    """Send every message that is due, and say how many were sent. What one message does wrong stops no other.

    A worker that is killed between the server's word that it has the mail and our note of it sends that one mail
    again; it has the same number, so that the reader's mail program can tell. Nothing else is ever sent twice.
    """
    sent, ends, put_off = 0, time.monotonic() + LONGEST_SWEEP, dict[str, str]()
    if not _due(at).exists():
        return 0
    try:
        while time.monotonic() < ends:
            line.open(at)
            message = claim_next(at)
            if message is None:
                break
            sent += _deliver(message, line, at, put_off)
    except ServerAwayError:
        pass  # the line has said so; mail waits
    return sent


def claim_next(at: datetime) -> Message | None:
    """The message that is due for longest, for this worker alone; None if there is none. Raises no conflict."""
    with transaction.atomic():
        due = _due(at).order_by("due_at", "pk")
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        message = due.first()
        # Compare and swap: right on a database without locks on rows too.
        if message is None or not _due(at).filter(pk=message.pk).update(claimed_until=at + CLAIM):
            return None
    return message


def _due(at: datetime) -> MessageQuerySet:
    """Messages that are due and in nobody's hands."""
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lte=at)
    return Message.objects.waiting().filter(free, due_at__lte=at)


def _deliver(message: Message, line: Line, at: datetime, put_off: dict[str, str]) -> bool:
    """Do with one message what is to be done; whether it was sent. `put_off`: by lock, why mail has to wait."""
    try:
        key = key_of(message.lock)
        letter = None if key is None else open_letter(message.sealed, key, message.lock)
    except (SealBrokenError, UnknownLockError) as error:
        _put_off(message, at, "", type(error).__name__)
        return False
    if letter is None:
        message.delete()
        return False
    leaves_at = may_leave_at(at, any_hour=letter.any_hour)
    if leaves_at > at:  # the worker or the server was away, and now it is night
        _change(message, due_at=leaves_at)
        return False
    if not letter.to:
        # It waits where others under its lock have to, or those that are left would tell how many of them are real.
        if message.lock in put_off:
            _put_off(message, at, "", put_off[message.lock], any_hour=letter.any_hour)
        else:
            message.delete()
        return False
    return _send(message, letter, line, at, put_off)


def _send(message: Message, letter: Letter, line: Line, at: datetime, put_off: dict[str, str]) -> bool:
    try:
        line.send(letter)
    except RefusedError as error:
        log.info("Message %s came back: refused with %s.", message.pk, error)
        with transaction.atomic():
            message.delete()
            tell_of_bounce(letter.mail.mark, at)
        return False
    except NotNowError as error:
        if message.lock:
            put_off[message.lock] = str(error)
        _put_off(message, at, letter.mail.mark, str(error), any_hour=letter.any_hour)
        return False
    if settings.DEMO:
        key = key_of("")
        assert key is not None
        _change(message, sent_at=at, lock="", sealed=letter.sealed(key, ""))
    else:
        message.delete()
    return True


def _put_off(message: Message, at: datetime, mark: str, why: str, *, any_hour: bool = True) -> None:
    """Try again later, or give up: then the mail counts as come back, and its text is gone."""
    failures = message.attempts + 1
    if failures <= len(PAUSES):
        due_at = may_leave_at(at + PAUSES[message.attempts], any_hour=any_hour)
        _change(message, due_at=due_at, attempts=failures)
        log.info("Message %s waits after try %s, which ended with %s.", message.pk, failures, why)
        return
    log.error("Message %s was given up after %s tries, the last of which ended with %s.", message.pk, failures, why)
    with transaction.atomic():
        _change(message, gave_up_at=at, attempts=failures, sealed=b"", lock="", once=None)
        tell_of_bounce(mark, at)


def _change(message: Message, **values: object) -> None:
    """Change the row and let go of it. A row that is gone by now, dropped at a close, stays gone."""
    Message.objects.filter(pk=message.pk).update(**values, claimed_until=None)
