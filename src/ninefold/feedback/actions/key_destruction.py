"""Destroying keys of what is over: right after a close, and by a sweep until it has succeeded."""

import logging
from datetime import datetime

from django.db import DatabaseError

from ninefold.feedback.keys.custody import destroy_secret, names_of_secrets
from ninefold.feedback.models import Assessment, AssessmentState, Pulse

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
    return sum(destroy_key(name) for name in names_of_secrets() if not _is_open(name))


def _is_open(name: str) -> bool:
    kind, _colon, number = name.partition(":")
    if kind == "pulse":
        return Pulse.objects.filter(pk=int(number), closed_at__isnull=True).exists()
    running = Assessment.objects.filter(state__in=[AssessmentState.DRAFT, AssessmentState.OPEN])
    return running.filter(pk=int(number)).exists()
