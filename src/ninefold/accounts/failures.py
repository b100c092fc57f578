"""The table that limits guessing: it counts what failed, and never refuses what is right."""

from typing import ClassVar

from django.db import models

from ninefold.accounts.privacy import CONFIDENTIAL, OPEN, Privacy


class Failures(models.Model):
    """How often something failed for one account, or from one address, in a span of time.

    `of` is a keyed hash of what and who, so that no address of a visitor is kept; the row is gone when the span ends.
    """

    privacy: ClassVar[dict[str, Privacy]] = {"of": CONFIDENTIAL, "count": OPEN, "ends_at": OPEN}

    of = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.count} until {self.ends_at:%H:%M}"
