"""The tables of who is who and where: nations, regions, organisations, programmes, people, roles, and what was changed.

Places are kept for ever: reports and registers refer to them. A role ends, it is not deleted.
"""

from typing import Any, ClassVar, Never

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from ninefold.accounts.privacy import CONFIDENTIAL, OPEN, PERSONAL, Privacy
from ninefold.accounts.visibility import (
    OrganisationQuerySet,
    PersonManager,
    ProgrammeQuerySet,
    RegionQuerySet,
    RoleQuerySet,
)

LONGEST_NAME = 200


class Nation(models.Model):
    """A country with an academy of its own."""

    privacy: ClassVar[dict[str, Privacy]] = {"id": OPEN, "name": OPEN}

    name = models.CharField(max_length=LONGEST_NAME, unique=True)

    def __str__(self) -> str:
        return self.name


class Region(models.Model):
    """A part of a nation, with a lead of its own."""

    privacy: ClassVar[dict[str, Privacy]] = {"id": OPEN, "nation": OPEN, "name": OPEN}

    nation = models.ForeignKey(Nation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=LONGEST_NAME)

    objects = RegionQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["nation", "name"], name="region_name_once_in_nation"),)

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """A body whose people lead, known by its ODS code where it has one."""

    privacy: ClassVar[dict[str, Privacy]] = {"id": OPEN, "region": OPEN, "name": OPEN, "ods_code": OPEN}

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=LONGEST_NAME)
    ods_code = models.CharField(max_length=8, blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["region", "name"], name="organisation_name_once_in_region"),
            models.UniqueConstraint(fields=["ods_code"], condition=~Q(ods_code=""), name="organisation_ods_code_once"),
        )

    def __str__(self) -> str:
        return self.name


class Programme(models.Model):
    """Something an organisation runs for several leaders together."""

    privacy: ClassVar[dict[str, Privacy]] = {"id": OPEN, "organisation": OPEN, "name": OPEN}

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=LONGEST_NAME)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["organisation", "name"], name="programme_name_once_in_org"),)

    def __str__(self) -> str:
        return self.name


class Person(AbstractBaseUser):
    """Somebody who can sign in, by e-mail. At home in an organisation, or, paying for themselves, in a region alone."""

    privacy: ClassVar[dict[str, Privacy]] = {
        "id": OPEN,
        "email": PERSONAL,
        "name": PERSONAL,
        "region": PERSONAL,
        "organisation": PERSONAL,
        "is_active": PERSONAL,
        "last_login": PERSONAL,
        "password": CONFIDENTIAL,
    }

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=LONGEST_NAME)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    is_active = models.BooleanField(default=True)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(email=Lower("email")), name="person_email_in_lower_case"),
            models.CheckConstraint(
                condition=Q(region__isnull=True) | Q(organisation__isnull=True), name="person_at_home_in_one_place"
            ),
        )

    def __str__(self) -> str:
        return self.name


class Kind(models.TextChoices):
    """What somebody is here as."""

    NATIONAL_ADMINISTRATOR = "national_administrator", _("national administrator")
    DATA_PROTECTION_OFFICER = "data_protection_officer", _("data protection officer")
    REGIONAL_LEAD = "regional_lead", _("regional lead")
    ORGANISATION_LEAD = "organisation_lead", _("organisation lead")
    PROGRAMME_LEAD = "programme_lead", _("programme lead")
    FACILITATOR = "facilitator", _("facilitator")
    PARTICIPANT = "participant", _("participant")


# The place that a role of each kind is for; a kind that is not here is for what is one's own.
SCOPE = {
    Kind.NATIONAL_ADMINISTRATOR: "nation",
    Kind.DATA_PROTECTION_OFFICER: "nation",
    Kind.REGIONAL_LEAD: "region",
    Kind.ORGANISATION_LEAD: "organisation",
    Kind.PROGRAMME_LEAD: "programme",
}
PLACE_LABELS = {
    "nation": _("nation"),
    "region": _("region"),
    "organisation": _("organisation"),
    "programme": _("programme"),
}
PLACES = tuple(PLACE_LABELS)


def _right_scope() -> Q:
    """True of a role that names the one place its kind is for, or none where it is for one's own."""
    right = Q()
    for kind in Kind:
        empty = {f"{place}__isnull": place != SCOPE.get(kind) for place in PLACES}
        right |= Q(kind=kind, **empty)
    return right


def _once_at_a_time() -> list[models.BaseConstraint]:
    """Nobody has the same running role twice. One constraint for each scope: empty places never equal one another."""
    running = Q(ended_at__isnull=True)
    own: list[models.BaseConstraint] = [
        models.UniqueConstraint(
            fields=["person", "kind"],
            condition=running & Q(**{f"{place}__isnull": True for place in PLACES}),
            name="role_once_own",
        )
    ]
    return own + [
        models.UniqueConstraint(fields=["person", "kind", place], condition=running, name=f"role_once_{place}")
        for place in PLACES
    ]


class Role(models.Model):
    """A person, a kind and a scope, for as long as it runs."""

    privacy: ClassVar[dict[str, Privacy]] = {
        "id": OPEN,
        "person": PERSONAL,
        "kind": PERSONAL,
        "nation": PERSONAL,
        "region": PERSONAL,
        "organisation": PERSONAL,
        "programme": PERSONAL,
        "granted_at": PERSONAL,
        "ended_at": PERSONAL,
    }

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=30, choices=Kind)
    nation = models.ForeignKey(Nation, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    granted_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = RoleQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=_right_scope(), name="role_has_the_scope_of_its_kind"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("granted_at")), name="role_ends_after_it_began"
            ),
            *_once_at_a_time(),
        )

    def __str__(self) -> str:
        where = f" of {self.scope}" if self.scope else ""
        return f"{self.person}, {self.get_kind_display()}{where}"

    @property
    def scope(self) -> "Nation | Region | Organisation | Programme | None":
        """The place the role is for; None where it is for one's own."""
        return self.nation or self.region or self.organisation or self.programme


class AuditQuerySet(models.QuerySet["AuditEntry"]):
    """Entries are read and added; what was done stays done."""

    def update(self, **_kwargs: Any) -> Never:
        """Refused."""
        raise TypeError("An audit entry is never changed.")

    def delete(self) -> Never:
        """Refused."""
        raise TypeError("An audit entry is never deleted.")


class AuditEntry(models.Model):
    """Who did what to which row, when. It has no keys to other tables, so that it outlives what it tells of."""

    privacy: ClassVar[dict[str, Privacy]] = {
        "id": OPEN,
        "at": OPEN,
        "by": PERSONAL,
        "by_role": OPEN,
        "what": OPEN,
        "on_kind": OPEN,
        "on_id": OPEN,
        "detail": PERSONAL,
    }

    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    by_role = models.BigIntegerField(null=True, blank=True)
    what = models.CharField(max_length=50)
    on_kind = models.CharField(max_length=50)
    on_id = models.BigIntegerField()
    detail = models.JSONField(default=dict)

    objects = AuditQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["on_kind", "on_id"], name="audit_of_a_row"),)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.by}: {self.what} {self.on_kind} {self.on_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the entry; one that is there already is never written again."""
        if not self._state.adding:
            raise TypeError("An audit entry is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> Never:
        """Refused."""
        raise TypeError("An audit entry is never deleted.")
