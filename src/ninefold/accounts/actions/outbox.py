"""Writing mail into the outbox. What sends it is in ninefold.accounts.actions.sending."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from ninefold.accounts.letters import Letter
from ninefold.accounts.locks import key_of
from ninefold.accounts.mail import Mail
from ninefold.accounts.marks import new_number
from ninefold.accounts.outbox import Message
from ninefold.core.errors import NinefoldError
from ninefold.core.london import next_mail_time
from ninefold.core.sealing import derive


class LockGoneError(NinefoldError):
    """What this message would be sealed with was destroyed."""


@transaction.atomic
def post(
    *,
    to: str,
    mail: Mail,
    at: datetime,
    due_at: datetime | None = None,
    once: str | None = None,
    lock: str = "",
    any_hour: bool = False,
) -> Message:
    """Write one mail to one address, to leave when it is due, or now; by day from Monday to Friday unless `any_hour`.

    An empty `to` writes a message like any other that is dropped when it is due, so that a mailing to some looks like
    one to all: give it the same mail. `once`: of messages posted with the same name while the first still waits, only
    the first is written; the one that is there comes back. Raises LockGoneError where the lock's key was destroyed.
    """
    key = key_of(lock)
    if key is None:
        raise LockGoneError(_("This questionnaire has closed, and no more mail goes out about it."))
    due_at = may_leave_at(due_at or at, any_hour=any_hour)
    letter = Letter(to, mail, new_number(mail.mark), any_hour)
    given = {"lock": lock, "sealed": letter.sealed(key, lock), "due_at": due_at}
    if once is None:
        return Message.objects.create(**given)
    return Message.objects.get_or_create(once=_hidden(once), defaults=given)[0]


def may_leave_at(at: datetime, *, any_hour: bool) -> datetime:
    """When mail that is due at this instant may leave: then, or the next morning of a working week."""
    return at if any_hour or settings.MAIL_ANY_HOUR else next_mail_time(at)


def drop_locked(lock: str) -> int:
    """Delete every message under this lock, unsent. How many there were."""
    return Message.objects.filter(lock=lock).delete()[0] if lock else 0


def _hidden(once: str) -> str:
    """The name as a keyed hash: whose it is and what about are nobody's business who reads the table."""
    return derive(settings.SECRET_KEY.encode(), "once", once).hex()
