"""What sweeps of every room share: one of many things that goes wrong stops no other."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from django.db import InterfaceError, OperationalError

log = logging.getLogger(__name__)
Row = TypeVar("Row")


def went_well(act: Callable[[Row, datetime], int], what: Row, at: datetime) -> int:
    """Do one of many things; how much it did. Whatever goes wrong with it, a fault of our own too, is said loudly.

    Only that the database is away is handed on: the worker waits for it.
    """
    try:
        return int(act(what, at))
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        log.exception("This could not be done, and waits for the next sweep: %s.", what)
        return 0
