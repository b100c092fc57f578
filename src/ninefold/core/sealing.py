"""How what a rater tells is sealed while a questionnaire is open, and found again by them alone.

Each 360 has a secret of 32 random bytes. From it and the number of a rater follow the rater's key, and from that, for
each thing they tell, the place where it lies: a keyed hash, so that nobody without the secret can say whose it is or
what it answers. What lies there is encrypted (AES-256-GCM, bound to its place) and padded, so that its length says
nothing: 64 bytes for whatever is short, the next 2 KB for a comment. When the secret is destroyed, nothing of it can
be read or assigned again.
"""

from __future__ import annotations

import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ninefold.core.errors import NinefoldError

SECRET_BYTES = 32
SHORT, LONG = 64, 2048  # bytes: what is short has one length, what is long a multiple of the other
_NONCE = 12
_LENGTH = 4  # bytes that say how much of the padded text is text


class SealBrokenError(NinefoldError):
    """What lies there was not sealed with this key, or was altered."""


def new_secret() -> bytes:
    """A secret for one 360, derived from nothing."""
    return os.urandom(SECRET_BYTES)


def derive(secret: bytes, *path: str | int) -> bytes:
    """32 bytes that follow from the secret and this path, and from which neither can be found again."""
    return hmac.digest(secret, "\0".join(map(str, path)).encode(), hashlib.sha256)


class Seal:
    """The seal of one rater of one 360."""

    def __init__(self, secret: bytes, rater: int) -> None:
        key = derive(secret, "rater", rater)
        self._places = derive(key, "places")
        self._cipher = AESGCM(derive(key, "texts"))

    def place(self, of: str) -> bytes:
        """Where what this rater tells about `of` lies."""
        return derive(self._places, of)

    def close(self, of: str, text: str, *, long: bool = False) -> bytes:
        """The text sealed for its place. `long` for what may be longer than a word or a figure."""
        return seal_text(self._cipher, self.place(of), text, LONG if long else SHORT)

    def open(self, of: str, sealed: bytes) -> str:
        """The text again. Raises SealBrokenError."""
        return open_text(self._cipher, self.place(of), sealed)


def seal_text(cipher: AESGCM, place: bytes, text: str, step: int) -> bytes:
    """The text encrypted for one place, padded to a multiple of `step` bytes."""
    plain = text.encode()
    whole = len(plain).to_bytes(_LENGTH, "big") + plain
    nonce = os.urandom(_NONCE)
    return nonce + cipher.encrypt(nonce, whole.ljust(-(-len(whole) // step) * step, b"\0"), place)


def open_text(cipher: AESGCM, place: bytes, sealed: bytes) -> str:
    """The text that was sealed for this place. Raises SealBrokenError."""
    try:
        whole = cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], place)
    except (InvalidTag, ValueError) as error:
        raise SealBrokenError("What lies there was sealed with another key, or was altered.") from error
    return whole[_LENGTH : _LENGTH + int.from_bytes(whole[:_LENGTH], "big")].decode()
