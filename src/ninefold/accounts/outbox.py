"""The table of mail that waits. Its text holds links and names, so it is sealed, and gone once it is sent."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from ninefold.accounts.privacy import CONFIDENTIAL, OPEN, Privacy


class MessageQuerySet(models.QuerySet["Message"]):
    """Messages."""

    def waiting(self) -> "MessageQuerySet":
        """Those that are neither sent nor given up."""
        return self.filter(sent_at__isnull=True, gave_up_at__isnull=True)

    def sent(self) -> "MessageQuerySet":
        """Those that were sent and are kept, as a demonstration does."""
        return self.filter(sent_at__isnull=False)


class Message(models.Model):
    """One mail to one address.

    `lock` names the key that seals it: empty is the site's own; another is asked of the room that registered it, and
    when that key is destroyed the message can never be read again. `once` lets an action that runs twice write one.
    """

    privacy: ClassVar[dict[str, Privacy]] = {
        "id": OPEN,
        "once": CONFIDENTIAL,
        "lock": OPEN,
        "sealed": CONFIDENTIAL,
        "due_at": OPEN,
        "attempts": OPEN,
        "claimed_until": OPEN,
        "sent_at": OPEN,
        "gave_up_at": OPEN,
    }

    once = models.CharField(max_length=100, unique=True, null=True, blank=True)
    lock = models.CharField(max_length=40, blank=True)
    sealed = models.BinaryField()
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    gave_up_at = models.DateTimeField(null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(
                fields=["due_at"],
                condition=Q(sent_at__isnull=True, gave_up_at__isnull=True),
                name="message_waiting",
            ),
            models.Index(fields=["lock"], condition=~Q(lock=""), name="message_under_a_lock"),
        )

    def __str__(self) -> str:
        return f"message {self.pk}, due {self.due_at:%Y-%m-%d %H:%M}"
