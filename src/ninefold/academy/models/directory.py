"""The tables of the directory: what facilitators say of themselves, and with whom they must not work."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
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


class ConflictQuerySet(models.QuerySet["Conflict"]):
    """Declarations."""

    def visible_to(self, role: Role) -> Self:
        """Those that one made oneself: nobody is told who declared what about them."""
        return self.none() if role.ended_at is not None else self.filter(declared_by=role.person_id)


class Conflict(models.Model):
    """That two people must not work on a 360 together: they are in the same line or team, or friends.

    Declared by either of the two, about a facilitator of the directory or about whoever has an address. The address is
    kept as it was given, whether or not anybody here has it: so nobody learns who has an account, and it holds for who
    comes later.
    """

    class Reason(models.TextChoices):
        """Why not."""

        LINE = "line", _("the same line of management")
        TEAM = "team", _("the same team")
        FRIEND = "friend", _("a friend or relative")

    privacy: ClassVar[dict[str, Privacy]] = {
        "id": OPEN,
        "declared_by": PERSONAL,
        "with_person": PERSONAL,
        "with_address": PERSONAL,
        "reason": PERSONAL,
        "declared_at": PERSONAL,
    }

    declared_by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    with_person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", null=True, blank=True)
    with_address = models.EmailField(blank=True, db_index=True)
    reason = models.CharField(max_length=20, choices=Reason)
    declared_at = models.DateTimeField()

    objects = ConflictQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["declared_by", "with_person"], name="conflict_once_with_a_person"),
            models.UniqueConstraint(
                fields=["declared_by", "with_address"],
                condition=~Q(with_address=""),
                name="conflict_once_with_an_address",
            ),
            models.CheckConstraint(
                condition=Q(with_person__isnull=True) ^ Q(with_address=""), name="conflict_with_one_or_the_other"
            ),
        )

    def __str__(self) -> str:
        return f"conflict {self.pk}"
