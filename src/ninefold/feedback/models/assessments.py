"""The table of 360s and that of their reports, and which of them a role may see at all."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from ninefold.accounts.models import Kind, Organisation, Person, Programme, Region, Role
from ninefold.accounts.privacy import CONFIDENTIAL, OPEN, PERSONAL, Privacy
from ninefold.core.errors import NinefoldError
from ninefold.core.london import closing_instant
from ninefold.feedback.models.states import RUNNING, TAKEN_ON, AssessmentState

LONGEST_WISH = 1000
RULE = ("minimum", "comment_writers")


class RuleLoosenedError(NinefoldError):
    """Raters of this 360 were promised a tighter rule."""


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    """360s."""

    def update(self, **values: Any) -> int:
        """Change these columns. Raises RuleLoosenedError where that would loosen the rule of one that has begun."""
        self.exclude(state=AssessmentState.DRAFT).check_not_loosened(values)
        return super().update(**values)

    def check_not_loosened(self, values: Mapping[str, Any]) -> None:
        """Raise RuleLoosenedError if one of these has a tighter rule than is given."""
        for name in RULE:
            if name in values and self.filter(**{f"{name}__gt": values[name]}).exists():
                raise RuleLoosenedError(
                    _("The rule of a 360 that has begun can be tightened and never loosened: its raters rely on it.")
                )

    def visible_to(self, role: Role) -> Self:
        """One's own; as a facilitator those one was asked to facilitate; as a lead those of one's place.

        To see a 360 is to see how it stands. What it says is asked for through its report.
        """
        if role.ended_at is not None:
            return self.none()
        mine = {
            Kind.PARTICIPANT: Q(participant=role.person_id),
            Kind.FACILITATOR: Q(facilitations__facilitator=role.person_id, facilitations__state__in=RUNNING),
            Kind.PROGRAMME_LEAD: Q(programme=role.programme_id),
            Kind.ORGANISATION_LEAD: Q(organisation=role.organisation_id),
            Kind.REGIONAL_LEAD: Q(region=role.region_id) | Q(organisation__region=role.region_id),
        }
        kind = Kind(role.kind)
        return self.filter(mine[kind]) if kind in mine else self.none()

    def with_people(self) -> Self:
        """The same with who and where they belong to, so that asking for it costs nothing more."""
        return self.select_related("participant", "organisation__region", "region", "programme")


class Assessment(models.Model):
    """A 360 of one participant, from the draft to the archive.

    `organisation`, or for who pays for themselves `region`, is where they were at home when they began it.
    `answered_shown`: how many of all raters had answered, in steps of the minimum, on `answered_shown_on`; what
    anybody is told before the close. `minimum` and `comment_writers` are the rule, frozen when it starts.
    """

    privacy: ClassVar[dict[str, Privacy]] = {
        "id": OPEN,
        "participant": PERSONAL,
        "organisation": PERSONAL,
        "region": PERSONAL,
        "programme": PERSONAL,
        "framework": OPEN,
        "framework_version": OPEN,
        "form": OPEN,
        "language": OPEN,
        "state": PERSONAL,
        "closes_on": PERSONAL,
        "extended": PERSONAL,
        "why_now": PERSONAL,
        "to_learn": PERSONAL,
        "from_the_session": PERSONAL,
        "check_asked_at": PERSONAL,
        "colleagues_told_at": PERSONAL,
        "changes_wanted": PERSONAL,
        "minimum": OPEN,
        "comment_writers": OPEN,
        "answered_shown": PERSONAL,
        "answered_shown_on": PERSONAL,
        "reminded_on": PERSONAL,
        "created_at": PERSONAL,
        "started_at": PERSONAL,
        "closed_at": PERSONAL,
        "opened_at": PERSONAL,
        "thanked_at": PERSONAL,
    }

    participant = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    framework = models.CharField(max_length=100)
    framework_version = models.CharField(max_length=20)
    form = models.CharField(max_length=30)
    language = models.CharField(max_length=10)
    state = models.CharField(max_length=20, choices=AssessmentState, default=AssessmentState.DRAFT)
    closes_on = models.DateField()
    extended = models.BooleanField(default=False)
    why_now = models.TextField(max_length=LONGEST_WISH, blank=True)
    to_learn = models.TextField(max_length=LONGEST_WISH, blank=True)
    from_the_session = models.TextField(max_length=LONGEST_WISH, blank=True)
    check_asked_at = models.DateTimeField(null=True, blank=True)
    colleagues_told_at = models.DateTimeField(null=True, blank=True)
    changes_wanted = models.TextField(max_length=LONGEST_WISH, blank=True)
    minimum = models.PositiveSmallIntegerField(default=3)
    comment_writers = models.PositiveSmallIntegerField(default=5)
    answered_shown = models.PositiveSmallIntegerField(default=0)
    answered_shown_on = models.DateField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    thanked_at = models.DateTimeField(null=True, blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(region__isnull=True) | Q(organisation__isnull=True), name="assessment_at_home_in_one_place"
            ),
            models.CheckConstraint(
                condition=Q(minimum__gte=3) & Q(comment_writers__gte=5), name="assessment_rule_only_tightened"
            ),
            models.CheckConstraint(
                condition=Q(answered_shown=F("minimum") * (F("answered_shown") / F("minimum"))),
                name="assessment_answers_told_in_steps",
            ),
        )
        indexes = (
            models.Index(fields=["closes_on"], condition=Q(state="open"), name="assessment_open_by_close"),
            models.Index(fields=["participant", "-created_at"], name="assessment_of_a_participant"),
        )

    def __str__(self) -> str:
        return f"360 {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep it. Raises RuleLoosenedError where that would loosen the rule of one that has begun."""
        changed = kwargs.get("update_fields")
        if not self._state.adding and (changed is None or not set(RULE).isdisjoint(changed)):
            begun = Assessment.objects.filter(pk=self.pk).exclude(state=AssessmentState.DRAFT)
            begun.check_not_loosened({name: getattr(self, name) for name in RULE})
        super().save(*args, **kwargs)

    @property
    def key_name(self) -> str:
        """What the key of this 360 is called, and the lock of the mail that only it opens."""
        return f"assessment:{self.pk}"

    @property
    def home(self) -> "Organisation | Region | None":
        """Where the participant was at home when they began it."""
        return self.organisation or self.region

    @property
    def ends_at(self) -> datetime:
        """When answering ends: at the end of the closing date, unless it was closed before."""
        return self.closed_at or closing_instant(self.closes_on)

    @property
    def home_region(self) -> "Region | None":
        """The region that this lies in."""
        return self.region if self.organisation is None else self.organisation.region


class ReportQuerySet(models.QuerySet["Report"]):
    """Reports."""

    def visible_to(self, role: Role) -> Self:
        """One's own once it was opened, and as a facilitator those of the 360s one has accepted; nobody else's."""
        if role.ended_at is not None:
            return self.none()
        kind = Kind(role.kind)
        if kind is Kind.PARTICIPANT:
            return self.filter(assessment__participant=role.person_id, first_opened_at__isnull=False)
        if kind is Kind.FACILITATOR:
            return self.filter(
                assessment__facilitations__facilitator=role.person_id, assessment__facilitations__state__in=TAKEN_ON
            )
        return self.none()


class Report(models.Model):
    """What may be shown of a 360, stored once at its close; nothing else of the answers is kept.

    `sections_opened`: the anchors of the parts that the facilitator has opened for the participant so far, in order;
    `all_opened` once nothing is held back.
    """

    privacy: ClassVar[dict[str, Privacy]] = {
        "assessment": OPEN,
        "shown": CONFIDENTIAL,
        "made_at": PERSONAL,
        "sections_opened": PERSONAL,
        "all_opened": PERSONAL,
        "first_opened_at": PERSONAL,
    }

    assessment = models.OneToOneField(Assessment, on_delete=models.PROTECT, primary_key=True, related_name="report")
    shown = models.JSONField()
    made_at = models.DateTimeField()
    sections_opened = models.JSONField(default=list, blank=True)
    all_opened = models.BooleanField(default=False)
    first_opened_at = models.DateTimeField(null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    def __str__(self) -> str:
        return f"report of 360 {self.assessment_id}"
