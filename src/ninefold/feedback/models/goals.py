"""The tables of what follows a report: goals, and a pulse on how they are going."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from ninefold.accounts.models import LONGEST_NAME, Kind, Role
from ninefold.accounts.privacy import CONFIDENTIAL, OPEN, PERSONAL, Privacy
from ninefold.feedback.models.assessments import Assessment
from ninefold.feedback.models.raters import Rater

MOST_GOALS = 3


class GoalQuerySet(models.QuerySet["Goal"]):
    """Goals."""

    def visible_to(self, role: Role) -> Self:
        """One's own; nobody else's."""
        if role.ended_at is not None or Kind(role.kind) is not Kind.PARTICIPANT:
            return self.none()
        return self.filter(assessment__participant=role.person_id)


class Goal(models.Model):
    """Something the participant wants to change, by when, with what help; `shared` if those asked may read it."""

    privacy: ClassVar[dict[str, Privacy]] = {
        "id": OPEN,
        "assessment": PERSONAL,
        "position": OPEN,
        "text": PERSONAL,
        "first_step": PERSONAL,
        "by_on": PERSONAL,
        "support": PERSONAL,
        "supporter_name": PERSONAL,
        "supporter_email": PERSONAL,
        "shared": PERSONAL,
        "done_on": PERSONAL,
    }

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="goals")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    first_step = models.CharField(max_length=300, blank=True)
    by_on = models.DateField()
    support = models.CharField(max_length=300, blank=True)
    supporter_name = models.CharField(max_length=LONGEST_NAME, blank=True)
    supporter_email = models.EmailField(blank=True)
    shared = models.BooleanField(default=False)
    done_on = models.DateField(null=True, blank=True)

    objects = GoalQuerySet.as_manager()

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=["assessment", "position"], name="goal_position_once_in_a_360"),
            models.CheckConstraint(condition=Q(position__gte=1, position__lte=MOST_GOALS), name="goal_at_most_three"),
        )

    def __str__(self) -> str:
        return f"goal {self.position} of 360 {self.assessment_id}"


class Pulse(models.Model):
    """A short question to everyone who was asked, three months on: how each goal is going. One for a 360.

    `goals` are their texts as asked. `shown` is stored at its close, when the answers are deleted.
    """

    privacy: ClassVar[dict[str, Privacy]] = {
        "assessment": OPEN,
        "goals": PERSONAL,
        "started_at": PERSONAL,
        "closes_on": PERSONAL,
        "closed_at": PERSONAL,
        "shown": CONFIDENTIAL,
    }

    assessment = models.OneToOneField(Assessment, on_delete=models.CASCADE, primary_key=True, related_name="pulse")
    goals = models.JSONField()
    started_at = models.DateTimeField()
    closes_on = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True)
    shown = models.JSONField(null=True, blank=True)

    def __str__(self) -> str:
        return f"pulse of 360 {self.assessment_id}"

    @property
    def key_name(self) -> str:
        """What the key of this pulse is called, and the lock of the mail that only it opens."""
        return f"pulse:{self.assessment_id}"


class PulseRater(models.Model):
    """Somebody who is asked in a pulse, with the hash of their link."""

    privacy: ClassVar[dict[str, Privacy]] = {
        "id": OPEN,
        "pulse": PERSONAL,
        "rater": PERSONAL,
        "link_hash": CONFIDENTIAL,
    }

    pulse = models.ForeignKey(Pulse, on_delete=models.CASCADE, related_name="raters")
    rater = models.ForeignKey(Rater, on_delete=models.CASCADE, related_name="+")
    link_hash = models.CharField(max_length=64, unique=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["pulse", "rater"], name="pulse_rater_once"),)

    def __str__(self) -> str:
        return f"{self.rater} in {self.pulse}"
