"""The table of what was done: entries are added and read, and stay as they are."""

from typing import Any, ClassVar, Never

from django.db import models

from ninefold.accounts.privacy import OPEN, PERSONAL, Privacy


class AuditQuerySet(models.QuerySet["AuditEntry"]):
    """Entries are read and added; what was done stays done."""

    def update(self, **_kwargs: Any) -> Never:
        """Refused."""
        raise TypeError("An audit entry is never changed.")

    def delete(self) -> Never:
        """Refused."""
        raise TypeError("An audit entry is never deleted.")


class AuditEntry(models.Model):
    """Who did what to which row, when. It has no keys to other tables, so that it outlives what it tells of."""

    privacy: ClassVar[dict[str, Privacy]] = {
        "id": OPEN,
        "at": OPEN,
        "by": PERSONAL,
        "by_role": OPEN,
        "what": OPEN,
        "on_kind": OPEN,
        "on_id": OPEN,
        "detail": PERSONAL,
    }

    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    by_role = models.BigIntegerField(null=True, blank=True)
    what = models.CharField(max_length=50)
    on_kind = models.CharField(max_length=50)
    on_id = models.BigIntegerField()
    detail = models.JSONField(default=dict)

    objects = AuditQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["on_kind", "on_id"], name="audit_of_a_row"),)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.by}: {self.what} {self.on_kind} {self.on_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the entry; one that is there already is never written again."""
        if not self._state.adding:
            raise TypeError("An audit entry is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> Never:
        """Refused."""
        raise TypeError("An audit entry is never deleted.")
