"""What mail waits for somebody, as they may know it: never of the kind whose rows tell who has answered."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from ninefold.accounts.letters import open_letter
from ninefold.accounts.locks import key_of
from ninefold.accounts.outbox import Message
from ninefold.core.sealing import SealBrokenError


@dataclass(frozen=True)
class MailWaiting:
    """One mail: what it is about and when it leaves. What it says may open a door, and is left out."""

    subject: str
    leaves_at: datetime


def mail_waiting_for(addresses: Collection[str]) -> list[MailWaiting]:
    """The mail to these addresses under the site's own key, the next to leave first.

    Mail of an open questionnaire lies under the key of that one, and is not opened: to whom reminders go is told to
    nobody, for they go to those who have not answered.
    """
    key = key_of("")
    assert key is not None
    found = []
    for message in Message.objects.waiting().filter(lock="").order_by("due_at", "pk"):
        try:
            letter = open_letter(message.sealed, key, "")
        except SealBrokenError:
            continue
        if letter.to.lower() in addresses:
            found.append(MailWaiting(letter.mail.subject, message.due_at))
    return found
