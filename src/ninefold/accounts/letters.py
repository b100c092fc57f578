"""A mail with the address it goes to, as it is sealed into a message and read again."""

import json
from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ninefold.accounts.mail import Attachment, Mail
from ninefold.core.sealing import open_text, seal_text

# Mails of about the same length look the same, and so do those to a long address, a short one, and none.
STEP = 4096
LONGEST_ADDRESS = 320


@dataclass(frozen=True)
class Letter:
    """What one message holds. `number` is what its Message-ID says each time it is sent."""

    to: str
    mail: Mail
    number: str

    def sealed(self, key: bytes, lock: str) -> bytes:
        """The letter as nobody without the key can read it, padded so that its length says little."""
        told = {"to": self.to.ljust(LONGEST_ADDRESS), "number": self.number, **asdict(self.mail)}
        for file in told["attachments"]:
            file["content"] = b64encode(file["content"]).decode()
        return seal_text(AESGCM(key), lock.encode(), json.dumps(told, ensure_ascii=False), STEP)


def open_letter(sealed: bytes, key: bytes, lock: str) -> Letter:
    """The letter that was sealed with this key. Raises SealBrokenError."""
    told = json.loads(open_text(AESGCM(key), lock.encode(), bytes(sealed)))
    files = tuple(
        Attachment(file["name"], file["media_type"], b64decode(file["content"])) for file in told.pop("attachments")
    )
    to, number = told.pop("to").strip(), told.pop("number")
    return Letter(to, Mail(**told, attachments=files), number)
