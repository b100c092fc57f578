"""A mail with the address it goes to, as it is sealed into a message and read again."""

import json
from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ninefold.accounts.mail import Attachment, Mail
from ninefold.core.sealing import open_text, seal_text

# Mails of about the same length look the same, and so do those to a long address, a short one, and none.
STEP = 4096
LONGEST_ADDRESS = 320


@dataclass(frozen=True)
class Letter:
    """What one message holds.

    `number` is its Message-ID, the same each time it is sent, so that one that arrives twice can be told.
    `any_hour` is true of what somebody waits for; anything else leaves by day.
    """

    to: str
    mail: Mail
    number: str
    any_hour: bool = False

    def sealed(self, key: bytes, lock: str) -> bytes:
        """The letter as nobody without the key can read it, padded so that its length says little."""
        told: dict[str, Any] = asdict(self.mail)
        if not self.mail.unsubscribe:
            del told["unsubscribe"]  # which an older version of the program, at work at the same time, cannot read
        told |= {"to": self.to.ljust(LONGEST_ADDRESS), "number": self.number, "any_hour": self.any_hour}
        for file in told["attachments"]:
            file["content"] = b64encode(file["content"]).decode()
        return seal_text(AESGCM(key), lock.encode(), json.dumps(told, ensure_ascii=False), STEP)


def open_letter(sealed: bytes | memoryview, key: bytes, lock: str) -> Letter:
    """The letter that was sealed with this key. Raises SealBrokenError."""
    told = json.loads(open_text(AESGCM(key), lock.encode(), bytes(sealed)))
    files = tuple(
        Attachment(file["name"], file["media_type"], b64decode(file["content"])) for file in told.pop("attachments")
    )
    to, number, any_hour = (told.pop(name) for name in ("to", "number", "any_hour"))
    return Letter(to.strip(), Mail(**told, attachments=files), number, any_hour)
