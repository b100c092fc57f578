"""What raters told while their questionnaire is open: a table apart, sealed, whose rows name nobody and nothing."""

from typing import ClassVar

from django.db import models

from ninefold.accounts.privacy import CONFIDENTIAL, Privacy


class OpenAnswer(models.Model):
    """One sealed thing that one rater told: an answer, or how far they are. `place` is found by the key alone.

    No time, no key to a rater or a 360. Deleted, all of a 360, in the transaction that computes its report.
    """

    privacy: ClassVar[dict[str, Privacy]] = {"place": CONFIDENTIAL, "sealed": CONFIDENTIAL}

    place = models.BinaryField(max_length=32, primary_key=True)
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return "a sealed answer"
