"""The table of comments that somebody asked to be looked at, and of those that are withheld."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ninefold.accounts.models import Kind, Person, Role
from ninefold.accounts.privacy import CONFIDENTIAL, OPEN, PERSONAL, Privacy
from ninefold.feedback.models.assessments import Assessment

LONGEST_REASON = 500


class QuarantineCaseQuerySet(models.QuerySet["QuarantineCase"]):
    """Cases of quarantine."""

    def withheld(self) -> Self:
        """Those whose comment is shown to nobody."""
        return self.filter(state=QuarantineCase.State.WITHHELD)

    def visible_to(self, role: Role) -> Self:
        """As a data protection officer those of the nation, but none about oneself or that one asked for oneself."""
        if role.ended_at is not None or Kind(role.kind) is not Kind.DATA_PROTECTION_OFFICER:
            return self.none()
        nation = role.nation_id
        there = Q(assessment__region__nation=nation) | Q(assessment__organisation__region__nation=nation)
        return self.filter(there).exclude(assessment__participant=role.person_id).exclude(asked_by=role.person_id)

    def with_places(self) -> Self:
        """The same with what a page says of them: where it is, who asked."""
        place = ("assessment__organisation__region", "assessment__region")
        return self.select_related("asked_by", "decided_by", "assessment__participant", *place)


class QuarantineCase(models.Model):
    """One comment of a report that its facilitator asked to be looked at, by its place among those of the report.

    The comment itself stays in the report that was stored, as it was written. `reason` is what the officer who decided
    last says to the facilitator; the trail has every decision, and neither it nor this table has any of the comment.
    """

    class Ground(models.TextChoices):
        """Why a comment may have to be withheld. That it is hard to read is none."""

        UNLAWFUL = "unlawful", _("it breaks the law, such as by a threat, or by hatred of a group of people")
        ABUSIVE = "abusive", _("it abuses or harasses somebody, rather than saying what could be better")
        PATIENT = "patient", _("it tells who a patient is, or of somebody’s health")
        PRIVATE = "private", _("it tells something private of another person")

    class State(models.TextChoices):
        """How far it is. Each can be decided anew."""

        ASKED = "asked", _("to be looked at")
        WITHHELD = "withheld", _("withheld")
        LEFT = "left", _("left as it is")

    privacy: ClassVar[dict[str, Privacy]] = {
        "id": OPEN,
        "assessment": PERSONAL,
        "place": OPEN,
        "ground": CONFIDENTIAL,
        "state": PERSONAL,
        "asked_by": PERSONAL,
        "asked_at": PERSONAL,
        "decided_by": PERSONAL,
        "decided_at": PERSONAL,
        "reason": CONFIDENTIAL,
    }

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="quarantine")
    place = models.PositiveSmallIntegerField()
    ground = models.CharField(max_length=10, choices=Ground)
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(max_length=LONGEST_REASON, blank=True)

    objects = QuarantineCaseQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["assessment", "place"], name="quarantine_one_case_a_comment"),)

    def __str__(self) -> str:
        return f"quarantine case {self.pk}"
