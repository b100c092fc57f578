"""The tables of the register: who is on it, the dated evidence from which their standing follows, and its rules.

Nobody's standing is stored. It is worked out from these rows for any date (`core.register`).
"""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ninefold.accounts.models import LONGEST_NAME, Kind, Nation, Person, Region, Role
from ninefold.accounts.privacy import CONFIDENTIAL, OPEN, PERSONAL, Privacy


class RegisterRules(models.Model):
    """The rules of one academy: a region's own, or those of its nation. Where there is no row, those shipped hold.

    `sessions_needed` in `window_months`, of them at most `by_cpd_at_most` by CPD (empty: any number). Under
    `out_after_months` without practice a refresher brings somebody back; beyond, the assessment. Until
    `nobody_lapses_before`, a register that was brought here keeps everybody as they were.
    """

    privacy: ClassVar[dict[str, Privacy]] = dict.fromkeys(
        (
            "id",
            "nation",
            "region",
            "sessions_needed",
            "by_cpd_at_most",
            "window_months",
            "due_soon_days",
            "grace_days",
            "out_after_months",
            "pass_mark",
            "buddied_sessions",
            "audit_percent",
            "nobody_lapses_before",
        ),
        OPEN,
    )

    nation = models.OneToOneField(Nation, on_delete=models.CASCADE, related_name="+", null=True, blank=True)
    region = models.OneToOneField(Region, on_delete=models.CASCADE, related_name="+", null=True, blank=True)
    sessions_needed = models.PositiveSmallIntegerField(default=1)
    by_cpd_at_most = models.PositiveSmallIntegerField(null=True, blank=True)
    window_months = models.PositiveSmallIntegerField(default=12)
    due_soon_days = models.PositiveSmallIntegerField(default=90)
    grace_days = models.PositiveSmallIntegerField(default=90)
    out_after_months = models.PositiveSmallIntegerField(default=24)
    pass_mark = models.PositiveSmallIntegerField(default=80)
    buddied_sessions = models.PositiveSmallIntegerField(default=3)
    audit_percent = models.PositiveSmallIntegerField(default=5)
    nobody_lapses_before = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(nation__isnull=True, region__isnull=False) | Q(nation__isnull=False, region__isnull=True),
                name="register_rules_of_one_place",
            ),
        )

    def __str__(self) -> str:
        return f"rules of {self.region or self.nation}"


class RegistrationQuerySet(models.QuerySet["Registration"]):
    """Entries on the register."""

    def visible_to(self, role: Role) -> Self:
        """One's own; as a regional lead or national administrator those of the people who are at home there."""
        if role.ended_at is not None:
            return self.none()
        if Kind(role.kind) in (Kind.REGIONAL_LEAD, Kind.NATIONAL_ADMINISTRATOR):
            return self.filter(person__in=Person.objects.visible_to(role))
        return self.filter(person=role.person_id)


class Registration(models.Model):
    """One person's entry on the register. It stays when they leave, with the day they left."""

    privacy: ClassVar[dict[str, Privacy]] = {
        "id": OPEN,
        "person": PERSONAL,
        "entered_at": PERSONAL,
        "withdrawn_on": PERSONAL,
    }

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+")
    entered_at = models.DateTimeField()
    withdrawn_on = models.DateField(null=True, blank=True)

    objects = RegistrationQuerySet.as_manager()

    def __str__(self) -> str:
        return f"entry of {self.person}"


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    """Evidence."""

    def valid(self) -> Self:
        """What counts: it waits for nobody's approval, and was not taken back."""
        return self.filter(waits_for_approval=False, taken_back_at__isnull=True)

    def visible_to(self, role: Role) -> Self:
        """That of the entries that one may see."""
        return self.filter(registration__in=Registration.objects.visible_to(role))


class Evidence(models.Model):
    """One dated thing that somebody's standing follows from.

    `counts`: whether it counts as a feedback session too, as a CPD session may. `percent`: the result of an
    assessment. `organisation`: where a feedback session outside this site was held; never with whom. `about`: what a
    CPD session or refresher elsewhere was. `source` names what the program counted by itself, such as `facilitation:12`
    or `booking:7`: the same thing cannot count twice. What `waits_for_approval` does not count yet. What is taken back
    stays, with the reason, and counts no more.
    """

    class Kind(models.TextChoices):
        """What it is; the same names as in `core.register`."""

        ACCREDITED = "accredited", _("accredited, by an earlier register")
        ASSESSMENT = "assessment", _("assessment of what was learned")
        OBSERVED = "observed", _("observed practice")
        OWN_360 = "own_360", _("own 360")
        BUDDIED = "buddied", _("feedback session with a buddy")
        FEEDBACK_SESSION = "feedback_session", _("feedback session")
        REFRESHER = "refresher", _("refresher")
        CPD = "cpd", _("CPD session")

    privacy: ClassVar[dict[str, Privacy]] = {
        "id": OPEN,
        "registration": PERSONAL,
        "kind": PERSONAL,
        "happened_on": PERSONAL,
        "percent": PERSONAL,
        "counts": PERSONAL,
        "organisation": PERSONAL,
        "about": PERSONAL,
        "source": OPEN,
        "entered_by": PERSONAL,
        "entered_at": PERSONAL,
        "waits_for_approval": PERSONAL,
        "taken_back_at": PERSONAL,
        "reason": PERSONAL,
    }

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=20, choices=Kind)
    happened_on = models.DateField()
    percent = models.PositiveSmallIntegerField(null=True, blank=True)
    # With defaults in the database, so that an older version of the program can go on adding rows.
    counts = models.BooleanField(default=False, db_default=False)
    organisation = models.CharField(max_length=LONGEST_NAME, blank=True, default="", db_default="")
    about = models.CharField(max_length=LONGEST_NAME, blank=True, default="", db_default="")
    source = models.CharField(max_length=60, unique=True, null=True, blank=True)
    entered_by = models.ForeignKey(Person, on_delete=models.SET_NULL, related_name="+", null=True, blank=True)
    entered_at = models.DateTimeField()
    waits_for_approval = models.BooleanField(default=False, db_default=False)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True, max_length=1000, default="", db_default="")

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["registration", "happened_on"], name="evidence_in_order"),)

    def __str__(self) -> str:
        return f"{self.kind} of {self.happened_on}"


class LeaveQuerySet(models.QuerySet["Leave"]):
    """Leave."""

    def visible_to(self, role: Role) -> Self:
        """That of the entries that one may see. Its reason is shown to the person and to leads alone."""
        return self.filter(registration__in=Registration.objects.visible_to(role))


class Leave(models.Model):
    """A time in which the clock of the register stands still for somebody; open while there is no last day."""

    privacy: ClassVar[dict[str, Privacy]] = {
        "id": OPEN,
        "registration": PERSONAL,
        "starts_on": PERSONAL,
        "ends_on": PERSONAL,
        "reason": CONFIDENTIAL,
    }

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="leave")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True, max_length=1000)

    objects = LeaveQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="leave_ends_after_it_began"
            ),
        )

    def __str__(self) -> str:
        return f"leave from {self.starts_on}"


class StandingTold(models.Model):
    """That somebody was reminded so many days before their standing ends on a day: once for each."""

    privacy: ClassVar[dict[str, Privacy]] = {
        "id": OPEN,
        "registration": PERSONAL,
        "holds_until": PERSONAL,
        "days": OPEN,
        "told_at": PERSONAL,
    }

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="+")
    holds_until = models.DateField()
    days = models.PositiveSmallIntegerField()
    told_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["registration", "holds_until", "days"], name="standing_told_once"),
        )

    def __str__(self) -> str:
        return f"{self.days} days before {self.holds_until}"


class AuditDraw(models.Model):
    """A random draw of entries whose evidence a lead looks into; a set share of a region's, by a seed that is kept."""

    privacy: ClassVar[dict[str, Privacy]] = {
        "id": OPEN,
        "region": OPEN,
        "drawn_at": OPEN,
        "drawn_by": PERSONAL,
        "percent": OPEN,
        "seed": OPEN,
    }

    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="+")
    drawn_at = models.DateTimeField()
    drawn_by = models.ForeignKey(Person, on_delete=models.SET_NULL, related_name="+", null=True, blank=True)
    percent = models.PositiveSmallIntegerField()
    seed = models.CharField(max_length=32)

    def __str__(self) -> str:
        return f"audit of {self.region}, {self.drawn_at:%Y-%m-%d}"


class AuditItem(models.Model):
    """One piece of evidence in a draw that the system cannot vouch for itself, and what a lead found."""

    class Outcome(models.TextChoices):
        """What was found."""

        WAITING = "waiting", _("waiting")
        FINE = "fine", _("in order")
        TAKEN_BACK = "taken_back", _("taken back")

    privacy: ClassVar[dict[str, Privacy]] = {
        "id": OPEN,
        "draw": OPEN,
        "registration": PERSONAL,
        "evidence": PERSONAL,
        "outcome": PERSONAL,
        "said": PERSONAL,
        "answered_at": PERSONAL,
        "settled_at": PERSONAL,
    }

    draw = models.ForeignKey(AuditDraw, on_delete=models.CASCADE, related_name="items")
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="+")
    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="+", null=True, blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome, default=Outcome.WAITING)
    said = models.TextField(blank=True, max_length=1000)
    answered_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["draw", "registration", "evidence"], name="audit_item_once_in_a_draw"),
        )

    def __str__(self) -> str:
        return f"audit item {self.pk}"
