"""What this room tells the rooms below, which cannot ask it: whose key opens its mail, and what follows a bounce."""

from ninefold.accounts.bounces import register_bounce
from ninefold.accounts.locks import register_lock
from ninefold.feedback.actions.open_advice import note_bounce
from ninefold.feedback.keys.custody import find_secret


def register() -> None:
    """Register once, when the program starts."""
    for kind in ("assessment", "pulse"):
        register_lock(kind, find_secret)
    register_bounce("rater", note_bounce)
