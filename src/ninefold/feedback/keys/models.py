"""The key of each open 360. Destroyed after its close: what was sealed with it is then gone, in old copies too."""

from typing import ClassVar

from django.db import models

from ninefold.accounts.privacy import CONFIDENTIAL, OPEN, Privacy


class AssessmentKey(models.Model):
    """Random bytes from which everything told in confidence in one 360 is sealed. Derived from nothing that stays.

    It names its assessment by number and not by key: the assessment is in the other database.
    """

    privacy: ClassVar[dict[str, Privacy]] = {"assessment": OPEN, "secret": CONFIDENTIAL}

    assessment = models.BigIntegerField(primary_key=True)
    secret = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return f"the key of assessment {self.assessment}"
