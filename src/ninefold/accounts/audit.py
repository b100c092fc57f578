"""The tables of what was done: entries are added and read, and stay as they are.

Triggers in the database refuse to change or delete an entry too (migration 0003). All that is written to one later,
once, is its place in the chain. Who people are stands in a table of its own, from which erasing somebody takes them.
"""

import secrets
from typing import Any, ClassVar, Never

from django.db import models
from django.db.models import Q

from ninefold.accounts.privacy import OPEN, PERSONAL, Privacy

OPERATOR, PROGRAM, ONESELF = "operator", "program", "oneself"


def random_number() -> str:
    """128 random bits, which tell nothing of whom they stand for."""
    return secrets.token_hex(16)


class AuditQuerySet(models.QuerySet["AuditEntry"]):
    """Entries are read and added; what was done stays done."""

    def update(self, **_kwargs: Any) -> Never:
        """Refused."""
        raise TypeError("An audit entry is never changed.")

    def delete(self) -> Never:
        """Refused."""
        raise TypeError("An audit entry is never deleted.")


class AuditPerson(models.Model):
    """Who a random number in the trail stands for. Erasing somebody deletes their row, and nobody can tell any more.

    `person` is the number of their account, no key to it. `name` is that of somebody without one: the login of who runs
    commands, or an address that an older version wrote and nobody here has now.
    """

    privacy: ClassVar[dict[str, Privacy]] = {"number": OPEN, "person": PERSONAL, "name": PERSONAL}

    number = models.CharField(max_length=32, primary_key=True, default=random_number)
    person = models.BigIntegerField(null=True, blank=True, unique=True)
    name = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["name"], condition=~Q(name=""), name="audit_person_name_once"),
            models.CheckConstraint(condition=Q(person__isnull=True) ^ Q(name=""), name="audit_person_is_one"),
        )

    def __str__(self) -> str:
        return self.number


class AuditEntry(models.Model):
    """Who did what to which row, when, and to whom. No keys to other tables, so that it outlives what it tells of.

    `by` and `whom` are numbers of `AuditPerson`. `role` is what they did it as, `place` what that role is for. `on_id`
    is empty where the row is a person, whom `whom` names. `detail` holds dates, numbers and words of the program alone.
    `link` and `hash` are the place in the chain. `by_role` is written by no version from this one on: it stands so that
    the one before can serve while the tables are changed, and what that one writes is carried over by the worker.
    """

    privacy: ClassVar[dict[str, Privacy]] = {
        "id": OPEN,
        "at": OPEN,
        "by": OPEN,
        "by_role": OPEN,
        "role": OPEN,
        "place": OPEN,
        "what": OPEN,
        "on_kind": OPEN,
        "on_id": OPEN,
        "whom": OPEN,
        "detail": OPEN,
        "link": OPEN,
        "hash": OPEN,
    }

    at = models.DateTimeField()
    by = models.CharField(max_length=200, blank=True)
    by_role = models.BigIntegerField(null=True, blank=True)
    role = models.CharField(max_length=30, blank=True, default="", db_default="")
    place = models.CharField(max_length=40, blank=True, default="", db_default="")
    what = models.CharField(max_length=50)
    on_kind = models.CharField(max_length=50)
    on_id = models.BigIntegerField(null=True, blank=True)
    whom = models.CharField(max_length=32, blank=True, default="", db_default="")
    detail = models.JSONField(default=dict)
    link = models.BigIntegerField(null=True, blank=True, unique=True)
    hash = models.CharField(max_length=64, blank=True, default="", db_default="")

    objects = AuditQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=["on_kind", "on_id"], name="audit_of_a_row"),
            models.Index(fields=["by"], name="audit_by"),
            models.Index(fields=["whom"], name="audit_whom"),
            models.Index(fields=["id"], condition=Q(link__isnull=True), name="audit_not_chained"),
        )

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.role}: {self.what} {self.on_kind} {self.on_id or self.whom}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the entry; one that is there already is never written again."""
        if not self._state.adding:
            raise TypeError("An audit entry is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> Never:
        """Refused."""
        raise TypeError("An audit entry is never deleted.")


class AuditChain(models.Model):
    """The end of the chain, in its one row: how many entries are chained, and the hash of the last."""

    privacy: ClassVar[dict[str, Privacy]] = {"id": OPEN, "links": OPEN, "hash": OPEN}

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    links = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(id=1), name="audit_chain_is_one"),)

    def __str__(self) -> str:
        return f"{self.links} links"
