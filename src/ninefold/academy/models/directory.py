"""The tables of the directory: what facilitators say of themselves, and with whom they must not work."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from ninefold.accounts.models import Person, Role
from ninefold.accounts.privacy import OPEN, PERSONAL, Privacy


class ProfileQuerySet(models.QuerySet["Profile"]):
    """Profiles."""

    def visible_to(self, role: Role) -> Self:
        """One's own, to change it. What the public finds is asked of `queries.directory`."""
        return self.none() if role.ended_at is not None else self.filter(person=role.person_id)


class Profile(models.Model):
    """What a facilitator says of themselves in the directory. Found only while accredited and `accepting`.

    `sectors` and `languages`: their codes, one a line (`core.directory`).
    """

    privacy: ClassVar[dict[str, Privacy]] = {
        "id": OPEN,
        "person": PERSONAL,
        "about": PERSONAL,
        "sectors": PERSONAL,
        "languages": PERSONAL,
        "online": PERSONAL,
        "in_person": PERSONAL,
        "accepting": PERSONAL,
        "available_from": PERSONAL,
        "availability": PERSONAL,
        "changed_at": PERSONAL,
    }

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+")
    about = models.TextField(blank=True, max_length=1500)
    sectors = models.TextField(blank=True)
    languages = models.TextField(blank=True)
    online = models.BooleanField(default=True)
    in_person = models.BooleanField(default=False)
    accepting = models.BooleanField(default=False)
    available_from = models.DateField(null=True, blank=True)
    availability = models.CharField(max_length=200, blank=True)
    changed_at = models.DateTimeField()

    objects = ProfileQuerySet.as_manager()

    def __str__(self) -> str:
        return f"profile of {self.person}"


class Photo(models.Model):
    """The photograph of a profile, drawn anew and without what a camera writes into it."""

    privacy: ClassVar[dict[str, Privacy]] = {"profile": OPEN, "media_type": OPEN, "content": PERSONAL, "digest": OPEN}

    profile = models.OneToOneField(Profile, on_delete=models.CASCADE, primary_key=True, related_name="photo")
    media_type = models.CharField(max_length=30)
    content = models.BinaryField()
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"photograph of profile {self.profile_id}"


class Conflict(models.Model):
    """That a facilitator must not work with a person: they are in the same line or team, or friends.

    Declared by either of the two; seen by the two and by leads.
    """

    class Reason(models.TextChoices):
        """Why not."""

        LINE = "line", _("the same line of management")
        TEAM = "team", _("the same team")
        FRIEND = "friend", _("a friend or relative")

    privacy: ClassVar[dict[str, Privacy]] = {
        "id": OPEN,
        "facilitator": PERSONAL,
        "person": PERSONAL,
        "reason": PERSONAL,
        "declared_by": PERSONAL,
        "declared_at": PERSONAL,
    }

    facilitator = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=20, choices=Reason)
    declared_by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    declared_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["facilitator", "person"], name="conflict_once_between_two"),)

    def __str__(self) -> str:
        return f"conflict {self.pk}"
