"""What this room tells the rooms below, which cannot ask it.

Whose key opens its mail, what follows a bounce, and which cookie goes when somebody signs out.
"""

from ninefold.accounts.bounces import register_bounce
from ninefold.accounts.leaving import register_cookie
from ninefold.accounts.locks import register_lock
from ninefold.feedback.actions.open_advice import note_bounce
from ninefold.feedback.keys.custody import find_secret
from ninefold.feedback.queries.self_assessments import COOKIE, COOKIE_PATH


def register() -> None:
    """Register once, when the program starts."""
    for kind in ("assessment", "pulse"):
        register_lock(kind, find_secret)
    register_bounce("rater", note_bounce)
    register_cookie(COOKIE, COOKIE_PATH)
