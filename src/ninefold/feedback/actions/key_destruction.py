"""Destroying keys of what is over: right after a close, and by a sweep until it has succeeded."""

import logging
from collections.abc import Collection
from datetime import datetime

from django.db import DatabaseError

from ninefold.feedback.keys.custody import destroy_secret, names_of_secrets
from ninefold.feedback.models import Assessment, AssessmentState, Pulse
from ninefold.feedback.models.states import BEFORE_CLOSE

log = logging.getLogger(__name__)


def destroy_key(name: str) -> bool:
    """Destroy one key, for ever; whether it was there. A database of keys that is away is left to the sweep."""
    try:
        return destroy_secret(name)
    except DatabaseError:
        log.warning("The database of keys did not answer; the key of %s is destroyed by the next sweep.", name)
        return False


def destroy_keys(_at: datetime) -> int:
    """Destroy every key whose 360 or pulse is over or gone; how many there were."""
    # The keys are looked at first: whatever is begun after that has none among them.
    names = names_of_secrets()
    return sum(destroy_key(name) for name in set(names) - _open_names())


def _open_names() -> set[str]:
    return _names(BEFORE_CLOSE)


def names_in_use() -> set[str]:
    """What the keys are called of all 360s and pulses that are answered now; a draft has none yet."""
    return _names([AssessmentState.OPEN])


def _names(states: Collection[AssessmentState]) -> set[str]:
    running = Assessment.objects.filter(state__in=states).only("pk")
    asking = Pulse.objects.filter(closed_at__isnull=True).only("pk")
    return {row.key_name for row in (*running, *asking)}
