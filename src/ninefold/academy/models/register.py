"""The tables of the register: who is on it, and the dated evidence from which their standing follows.

Nobody's standing is stored. It is worked out from these rows for any day (`core.register`).
"""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from ninefold.accounts.models import Kind, Person, Role
from ninefold.accounts.privacy import OPEN, PERSONAL, Privacy


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


class Evidence(models.Model):
    """One dated thing that somebody's standing follows from.

    `percent`: the result of an assessment. `source` names what the program counted by itself, such as
    `facilitation:12`: the same thing cannot count twice.
    """

    class Kind(models.TextChoices):
        """What it is; the same names as in `core.register`."""

        ACCREDITED = "accredited", _("accredited, by an earlier register")
        ASSESSMENT = "assessment", _("assessment of what was learned")
        OBSERVED = "observed", _("observed practice")
        OWN_360 = "own_360", _("own 360")
        FEEDBACK_SESSION = "feedback_session", _("feedback session")
        REFRESHER = "refresher", _("refresher")

    privacy: ClassVar[dict[str, Privacy]] = {
        "id": OPEN,
        "registration": PERSONAL,
        "kind": PERSONAL,
        "happened_on": PERSONAL,
        "percent": PERSONAL,
        "source": OPEN,
        "entered_at": PERSONAL,
    }

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=20, choices=Kind)
    happened_on = models.DateField()
    percent = models.PositiveSmallIntegerField(null=True, blank=True)
    source = models.CharField(max_length=60, unique=True, null=True, blank=True)
    entered_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["registration", "happened_on"], name="evidence_in_order"),)

    def __str__(self) -> str:
        return f"{self.kind} of {self.happened_on}"
