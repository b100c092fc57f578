"""Whose key seals a message that waits: the site's own, or one of the room that asked for it.

A room registers how its keys are found: `register_lock("assessment", key_of)`. A message under the lock
`assessment:12` can be read as long as that key is there, and never again once it is destroyed.
"""

from collections.abc import Callable

from django.conf import settings
from django.utils.translation import gettext as _

from ninefold.core.errors import NinefoldError
from ninefold.core.sealing import derive

KeyOf = Callable[[str], bytes | None]
_registered: dict[str, KeyOf] = {}


class UnknownLockError(NinefoldError):
    """No room of this program knows the lock."""


def register_lock(prefix: str, key_of: KeyOf) -> None:
    """Say how the keys of locks that begin with `prefix:` are found. None means that the key was destroyed."""
    if prefix in _registered and _registered[prefix] is not key_of:
        raise ValueError(f"somebody registered the lock {prefix} already")
    _registered[prefix] = key_of


def key_of(lock: str) -> bytes | None:
    """The 32 bytes that seal what is under this lock, or None when they were destroyed. An empty lock is the site's."""
    if not lock:
        return derive(settings.SECRET_KEY.encode(), "mail")
    ask = _registered.get(lock.partition(":")[0])
    if ask is None:
        raise UnknownLockError(_("Nothing here knows the lock “%(lock)s”.") % {"lock": lock})
    secret = ask(lock)
    return None if secret is None else derive(secret, "mail", lock)
