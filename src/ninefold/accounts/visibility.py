"""Rows through the role: which regions, organisations, programmes, people and roles a role may see at all."""

from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.base_user import BaseUserManager
from django.db import models
from django.db.models import Q

if TYPE_CHECKING:  # the models are made of these querysets
    from ninefold.accounts.models import Organisation, Person, Programme, Region, Role  # noqa: F401 - named in strings below


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
