"""The keys of what is open. Each is destroyed at the close: what was sealed with it is then gone, in old copies too."""

from typing import ClassVar

from django.db import models

from ninefold.accounts.privacy import CONFIDENTIAL, OPEN, Privacy


class SealingKey(models.Model):
    """Random bytes from which everything told in confidence in one 360 is sealed. Derived from nothing that stays.

    `of` is like "assessment:12": a name and no key to a row, for the row is in the other database.
    """

    privacy: ClassVar[dict[str, Privacy]] = {"of": OPEN, "secret": CONFIDENTIAL}

    of = models.CharField(max_length=40, primary_key=True)
    secret = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return f"the key of {self.of}"
