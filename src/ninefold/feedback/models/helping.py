"""The tables of help before a 360 and of what is thought of it afterwards."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ninefold.accounts.models import Kind, Person, Region, Role
from ninefold.accounts.privacy import CONFIDENTIAL, OPEN, PERSONAL, Privacy
from ninefold.feedback.models.assessments import Assessment


class HelpRequestQuerySet(models.QuerySet["HelpRequest"]):
    """Requests for help."""

    def visible_to(self, role: Role) -> Self:
        """As a participant one's own; as a regional lead those to the region."""
        if role.ended_at is not None:
            return self.none()
        if Kind(role.kind) is Kind.REGIONAL_LEAD:
            return self.filter(region=role.region_id)
        return self.filter(participant=role.person_id)


class HelpRequest(models.Model):
    """A participant asks the regional lead for help: to choose a facilitator, or to set the 360 up.

    `assessment`: the 360 it is about, if it has been begun. The lead proposes up to three facilitators, or says what
    was prepared.
    """

    class Need(models.TextChoices):
        """What help is asked for."""

        CHOOSE = "choose", _("choosing a facilitator")
        SET_UP = "set_up", _("setting up a 360")

    privacy: ClassVar[dict[str, Privacy]] = {
        "id": OPEN,
        "participant": PERSONAL,
        "region": PERSONAL,
        "assessment": PERSONAL,
        "need": PERSONAL,
        "words": PERSONAL,
        "asked_at": PERSONAL,
        "answered_at": PERSONAL,
        "answer": PERSONAL,
    }

    participant = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="+", null=True, blank=True)
    need = models.CharField(max_length=20, choices=Need)
    words = models.TextField(blank=True, max_length=1000)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True, max_length=1000)

    objects = HelpRequestQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["participant", "need"], condition=Q(answered_at__isnull=True), name="help_asked_once_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return f"request for help {self.pk}"


class Proposal(models.Model):
    """One of up to three facilitators whom a lead proposes in answer to a request for help, in their order."""

    privacy: ClassVar[dict[str, Privacy]] = {
        "id": OPEN,
        "request": PERSONAL,
        "facilitator": PERSONAL,
    }

    request = models.ForeignKey(HelpRequest, on_delete=models.CASCADE, related_name="proposals")
    facilitator = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["request", "facilitator"], name="proposed_once"),)

    def __str__(self) -> str:
        return f"{self.facilitator}"


class Evaluation(models.Model):
    """What a participant thought of their 360 and its feedback session; six months later, whether it made a difference.

    Shown added up, from five answers (`core.evaluations`). It is kept for the region and the month, without the person,
    the facilitator and the 360, under a random number, so that the order of rows tells nothing: it can be turned
    against nobody. There are no words of one's own, for those could not be added up. Answers go from 1 to 5.
    """

    class Stage(models.TextChoices):
        """When it was asked."""

        AFTER = "after", _("after the feedback session")
        LATER = "later", _("six months later")

    privacy: ClassVar[dict[str, Privacy]] = {
        "id": OPEN,
        "region": OPEN,
        "stage": OPEN,
        "month": OPEN,
        "worth_it": CONFIDENTIAL,
        "session_helped": CONFIDENTIAL,
        "report_clear": CONFIDENTIAL,
        "made_a_difference": CONFIDENTIAL,
    }

    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="+")
    stage = models.CharField(max_length=10, choices=Stage)
    month = models.DateField()
    worth_it = models.PositiveSmallIntegerField(null=True, blank=True)
    session_helped = models.PositiveSmallIntegerField(null=True, blank=True)
    report_clear = models.PositiveSmallIntegerField(null=True, blank=True)
    made_a_difference = models.PositiveSmallIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return f"evaluation {self.pk}"


class EvaluationAsked(models.Model):
    """That a participant was asked for an evaluation, and whether it was given; not what it says."""

    privacy: ClassVar[dict[str, Privacy]] = {
        "id": OPEN,
        "assessment": PERSONAL,
        "stage": OPEN,
        "asked_at": PERSONAL,
        "given": PERSONAL,
    }

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="+")
    stage = models.CharField(max_length=10, choices=Evaluation.Stage)
    asked_at = models.DateTimeField()
    given = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["assessment", "stage"], name="evaluation_asked_once"),)

    def __str__(self) -> str:
        return f"evaluation of 360 {self.assessment_id}"
