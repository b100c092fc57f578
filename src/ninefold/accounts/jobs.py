"""Work on mail that the worker does in the background."""

import logging
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from ninefold.accounts.actions.chaining import chain_new_entries
from ninefold.accounts.actions.sending import send_due_mail
from ninefold.accounts.bounces import Outcome, read_maildir
from ninefold.accounts.outbox import Message
from ninefold.accounts.smtp import Line

log = logging.getLogger(__name__)

# How long the row of a message that was given up tells that there was one; its text is gone at once.
GIVEN_UP_FOR = timedelta(days=30)
MOST_IN_MAILBOX = 2000

# One for the process, because it remembers between sweeps that the server is away.
_line = Line()


def send_due(at: datetime) -> int:
    """Send mail that is due."""
    with _line:
        return send_due_mail(at=at, line=_line)


def chain_trail(at: datetime) -> int:
    """Chain what was added to the trail."""
    return chain_new_entries(at)


def read_bounces(at: datetime) -> int:
    """Take the delivery reports that a mail server put down; how many mails came back."""
    if not settings.BOUNCE_MAILDIR:
        return 0
    try:
        return sum(outcome is Outcome.CAME_BACK for outcome in read_maildir(Path(settings.BOUNCE_MAILDIR), at))
    except OSError as error:
        log.warning("NINEFOLD_BOUNCE_MAILDIR is no Maildir that can be read and written (%s).", type(error).__name__)
        return 0


def forget_mail(at: datetime) -> int:
    """Delete rows of messages given up long ago, and the oldest of a demonstration's mailbox."""
    old = Message.objects.filter(gave_up_at__lt=at - GIVEN_UP_FOR).delete()[0]
    newest = Message.objects.sent().order_by("-sent_at", "-pk").values_list("sent_at", flat=True)
    for oldest_kept in newest[MOST_IN_MAILBOX - 1 : MOST_IN_MAILBOX]:
        old += Message.objects.filter(sent_at__lt=oldest_kept).delete()[0]
    return old
