"""The tables of who is who and where, and which rows of them a role may see at all.

Places are kept for ever: reports and registers refer to them. A role ends, it is not deleted.
"""

from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

# Django finds the tables of a room through this file.
from ninefold.accounts.audit import AuditChain, AuditEntry, AuditPerson  # noqa: F401
from ninefold.accounts.contact import Contact
from ninefold.accounts.failures import Failures  # noqa: F401
from ninefold.accounts.outbox import Message  # noqa: F401
from ninefold.accounts.privacy import CONFIDENTIAL, OPEN, PERSONAL, Privacy

LONGEST_NAME = 200


class RegionQuerySet(models.QuerySet["Region"]):
    """Regions."""

    def visible_to(self, role: "Role") -> Self:
        """All of the nation, or the one region in which the role is."""
        if role.ended_at is not None:
            return self.none()
        if role.nation_id is not None:
            return self.filter(nation=role.nation_id)
        return self.filter(pk=_region_of(role))


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Organisations."""

    def visible_to(self, role: "Role") -> Self:
        """All of the nation or region, or the one organisation in which the role is."""
        if role.ended_at is not None:
            return self.none()
        if role.nation_id is not None:
            return self.filter(region__nation=role.nation_id)
        if role.region_id is not None:
            return self.filter(region=role.region_id)
        return self.filter(pk=_organisation_of(role))


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    """Programmes."""

    def visible_to(self, role: "Role") -> Self:
        """All of the nation, region or organisation, or the one programme; for one's own, none yet."""
        if role.ended_at is not None:
            return self.none()
        if role.nation_id is not None:
            return self.filter(organisation__region__nation=role.nation_id)
        if role.region_id is not None:
            return self.filter(organisation__region=role.region_id)
        if role.organisation_id is not None:
            return self.filter(organisation=role.organisation_id)
        return self.filter(pk=role.programme_id)


class PersonQuerySet(models.QuerySet["Person"]):
    """People."""

    def visible_to(self, role: "Role") -> Self:
        """Oneself, and for a role that is for a place, who is at home there."""
        return self.none() if role.ended_at is not None else self.filter(_people_of(role))


class PersonManager(BaseUserManager["Person"]):
    """People, and how Django finds the one who signs in."""

    def get_queryset(self) -> PersonQuerySet:
        """All of them: for actions and commands. Pages ask for those visible to a role."""
        return PersonQuerySet(self.model, using=self._db)

    def visible_to(self, role: "Role") -> PersonQuerySet:
        """Who may be seen by this role."""
        return self.get_queryset().visible_to(role)

    def get_by_natural_key(self, username: str | None) -> "Person":
        """The person with this address, however it is capitalised."""
        return super().get_by_natural_key((username or "").lower())


class RoleQuerySet(models.QuerySet["Role"]):
    """Roles."""

    def running(self) -> Self:
        """Those that have not ended."""
        return self.filter(ended_at__isnull=True)

    def visible_to(self, role: "Role") -> Self:
        """The roles of the people whom this role may see."""
        if role.ended_at is not None:
            return self.none()
        return self.filter(_people_of(role, "person__"))


class Nation(models.Model):
    """A country with an academy of its own."""

    privacy: ClassVar[dict[str, Privacy]] = {"id": OPEN, "name": OPEN}

    name = models.CharField(max_length=LONGEST_NAME, unique=True)

    def __str__(self) -> str:
        return self.name


class Care(models.Model):
    """What a place has entered for people who take part in a 360 there. A region's serves who has no organisation.

    `speak_up`: where to report danger or bullying. `support`: where to turn after a hard report. `ask_name` and
    `ask_email`: somebody to ask who is neither the participant nor their manager.
    """

    privacy: ClassVar[dict[str, Privacy]] = {
        "speak_up": OPEN,
        "support": OPEN,
        "ask_name": PERSONAL,
        "ask_email": PERSONAL,
    }

    # With defaults in the database, so that an older version of the program can go on adding rows.
    speak_up = models.TextField(blank=True, default="", db_default="")
    support = models.TextField(blank=True, default="", db_default="")
    ask_name = models.CharField(max_length=LONGEST_NAME, blank=True, default="", db_default="")
    ask_email = models.EmailField(blank=True, default="", db_default="")

    class Meta:
        abstract = True

    @property
    def cares(self) -> bool:
        """Whether all that a 360 needs has been entered."""
        return bool(self.speak_up and self.support and self.ask_name and self.ask_email)


class Region(Care, Contact):
    """A part of a nation, with a lead of its own."""

    privacy: ClassVar[dict[str, Privacy]] = {
        **Care.privacy,
        **Contact.privacy,
        "id": OPEN,
        "nation": OPEN,
        "name": OPEN,
    }

    nation = models.ForeignKey(Nation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=LONGEST_NAME)

    objects = RegionQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["nation", "name"], name="region_name_once_in_nation"),)

    def __str__(self) -> str:
        return self.name


class Organisation(Care):
    """A body whose people lead, known by its ODS code where it has one.

    `mail_domains`: where its people have addresses, one a line; a list of raters with others is looked at by somebody
    else. `every_list_checked`: so is every list.
    """

    privacy: ClassVar[dict[str, Privacy]] = {
        **Care.privacy,
        "id": OPEN,
        "region": OPEN,
        "name": OPEN,
        "ods_code": OPEN,
        "mail_domains": OPEN,
        "every_list_checked": OPEN,
    }

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=LONGEST_NAME)
    ods_code = models.CharField(max_length=8, blank=True)
    mail_domains = models.TextField(blank=True, default="", db_default="")
    every_list_checked = models.BooleanField(default=False, db_default=False)

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
    """Somebody who can sign in, by e-mail. At home in an organisation, or, paying for themselves, in a region alone.

    `private_email` is that of their addresses which no employer can take away; nobody else sees it.
    """

    privacy: ClassVar[dict[str, Privacy]] = {
        "id": OPEN,
        "email": PERSONAL,
        "private_email": CONFIDENTIAL,
        "name": PERSONAL,
        "region": PERSONAL,
        "organisation": PERSONAL,
        "is_active": PERSONAL,
        "last_login": PERSONAL,
        "password": CONFIDENTIAL,
    }

    email = models.EmailField(unique=True)
    private_email = models.EmailField(blank=True, default="", db_default="")
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


def _region_of(role: "Role") -> int | None:
    """The region in which a role is that is for no nation."""
    if role.region_id is not None:
        return role.region_id
    if role.organisation is not None:
        return role.organisation.region_id
    if role.programme is not None:
        return role.programme.organisation.region_id
    home = role.person.organisation
    return role.person.region_id if home is None else home.region_id


def _organisation_of(role: "Role") -> int | None:
    """The organisation in which a role is that is for no nation or region."""
    if role.organisation_id is not None:
        return role.organisation_id
    if role.programme is not None:
        return role.programme.organisation_id
    return role.person.organisation_id


def _people_of(role: "Role", path: str = "") -> Q:
    """The people a running role may see; `path` leads to the person from another table."""

    def at(**lookups: Any) -> Q:
        return Q(**{path + lookup: value for lookup, value in lookups.items()})

    oneself = at(pk=role.person_id)
    if role.nation_id is not None:
        nation = role.nation_id
        return oneself | at(region__nation=nation) | at(organisation__region__nation=nation)
    if role.region_id is not None:
        return oneself | at(region=role.region_id) | at(organisation__region=role.region_id)
    if role.organisation_id is not None:
        return oneself | at(organisation=role.organisation_id)
    return oneself
