"""The mail that waits in the outbox, read as whoever it goes to would read it."""

import re

from ninefold.accounts.letters import open_letter
from ninefold.accounts.locks import key_of
from ninefold.accounts.mail import Mail
from ninefold.accounts.outbox import Message

A_CODE = re.compile(r"\b\d{4} \d{4}\b")


def posted(to: str) -> list[Mail]:
    """Every mail that waits for this address, the oldest first."""
    letters = []
    for message in Message.objects.waiting().order_by("pk"):
        key = key_of(message.lock)
        if key is not None:
            letters.append(open_letter(message.sealed, key, message.lock))
    return [letter.mail for letter in letters if letter.to == to]


def last_code(to: str) -> str:
    """The code in the last mail for this address; fails if it has none."""
    found = A_CODE.search(posted(to)[-1].text)
    assert found, "the last mail holds no code"
    return found.group()
