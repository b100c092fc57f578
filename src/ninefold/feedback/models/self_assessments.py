"""The tables of self-assessments: those that a browser alone can open, and those that are kept in accounts."""

from typing import ClassVar, Self

from django.db import models

from ninefold.accounts.models import Person
from ninefold.accounts.privacy import CONFIDENTIAL, OPEN, PERSONAL, Privacy


class OpenSelfAssessment(models.Model):
    """One that is in a browser: what lies at `place` is found and opened by the cookie of that browser alone.

    Nothing says whose it is. `touched_at` is the hour of the last answer, by which it is swept away a day later.
    """

    privacy: ClassVar[dict[str, Privacy]] = {"place": CONFIDENTIAL, "sealed": CONFIDENTIAL, "touched_at": OPEN}

    place = models.BinaryField(max_length=32, primary_key=True)
    sealed = models.BinaryField()
    touched_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["touched_at"], name="open_self_by_touched"),)

    def __str__(self) -> str:
        return "a self-assessment in a browser"


class SelfAssessmentQuerySet(models.QuerySet["SelfAssessment"]):
    """Self-assessments that were kept."""

    def visible_to(self, person: Person) -> Self:
        """One's own, in whatever role one is here, or in none; nobody else's, ever."""
        return self.filter(person=person.pk)


class SelfAssessment(models.Model):
    """One that is kept in somebody's account. `sealed` opens with a key of the site, and no page gives it to another.

    `answered_on`: the day of the last answer, which it goes by.
    """

    privacy: ClassVar[dict[str, Privacy]] = {
        "id": OPEN,
        "person": PERSONAL,
        "framework": OPEN,
        "framework_version": OPEN,
        "begun_on": PERSONAL,
        "answered_on": PERSONAL,
        "sealed": CONFIDENTIAL,
    }

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    framework = models.CharField(max_length=100)
    framework_version = models.CharField(max_length=20)
    begun_on = models.DateField()
    answered_on = models.DateField()
    sealed = models.BinaryField()

    objects = SelfAssessmentQuerySet.as_manager()

    class Meta:
        ordering = ("-begun_on", "-pk")
        indexes = (models.Index(fields=["person", "-begun_on"], name="self_assessment_of_a_person"),)

    def __str__(self) -> str:
        return f"self-assessment {self.pk}"
