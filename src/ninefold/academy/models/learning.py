"""The table of attempts at the e-learning assessment. Its questions are data (`core.question_bank`)."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from ninefold.accounts.models import Person, Role
from ninefold.accounts.privacy import OPEN, PERSONAL, Privacy


class AttemptQuerySet(models.QuerySet["Attempt"]):
    """Attempts."""

    def visible_to(self, role: Role) -> Self:
        """One's own."""
        return self.none() if role.ended_at is not None else self.filter(person=role.person_id)


class Attempt(models.Model):
    """One attempt: which questions were drawn, in which order, what was answered, and with what result."""

    privacy: ClassVar[dict[str, Privacy]] = {
        "id": OPEN,
        "person": PERSONAL,
        "bank": OPEN,
        "questions": OPEN,
        "answers": PERSONAL,
        "began_at": PERSONAL,
        "sent_at": PERSONAL,
        "percent": PERSONAL,
        "passed": PERSONAL,
    }

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    bank = models.CharField(max_length=60)
    questions = models.JSONField(default=list)
    answers = models.JSONField(default=dict)
    began_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    percent = models.PositiveSmallIntegerField(null=True, blank=True)
    passed = models.BooleanField(null=True, blank=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["person"], condition=Q(sent_at__isnull=True), name="attempt_one_at_a_time"),
        )

    def __str__(self) -> str:
        return f"attempt {self.pk}"
