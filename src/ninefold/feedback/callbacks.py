"""What this room tells the rooms below, which cannot ask it: how mail under the key of a 360 is opened."""

from ninefold.accounts.locks import register_lock
from ninefold.feedback.keys.custody import find_secret


def register() -> None:
    """Register once, when the program starts."""
    for kind in ("assessment", "pulse"):
        register_lock(kind, find_secret)
