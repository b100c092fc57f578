"""Mail that came back: who is told, by the mark that the mail carried."""

from collections.abc import Callable
from datetime import datetime

Handler = Callable[[str, datetime], None]
_registered: dict[str, Handler] = {}


def register_bounce(prefix: str, handler: Handler) -> None:
    """Have `handler(mark, at)` called when a mail comes back whose mark begins with `prefix-`.

    It may be called more than once for one mail, and for a mail whose reader is gone.
    """
    if prefix in _registered and _registered[prefix] is not handler:
        raise ValueError(f"somebody registered the mark {prefix} already")
    _registered[prefix] = handler


def tell_of_bounce(mark: str, at: datetime) -> bool:
    """Tell whoever registered for this mark that the mail did not arrive; whether there was anybody to tell."""
    handler = _registered.get(mark.partition("-")[0])
    if handler is None:
        return False
    handler(mark, at)
    return True
