"""The rows of the roof."""

from typing import ClassVar

from django.db import models

from ninefold.accounts.privacy import OPEN, Privacy


class WorkerPulse(models.Model):
    """A worker process and its last sign of life."""

    privacy: ClassVar[dict[str, Privacy]] = {"id": OPEN, "worker": OPEN, "started_at": OPEN, "seen_at": OPEN}

    worker = models.CharField(max_length=100, unique=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.worker
