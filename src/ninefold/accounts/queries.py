"""What pages ask about people: what they are here as, their addresses, where they may be at home."""

from collections.abc import Sequence
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.db.models import QuerySet

from ninefold.accounts.models import SCOPE, Kind, Organisation, Person, Region, Role

# What belongs to a role's place, so that asking for its scope or what lies in it costs nothing more.
WITH_PLACE = ("nation", "region", "organisation__region", "programme__organisation__region")


@dataclass(frozen=True)
class Address:
    """One of somebody's addresses. One is written to; one may be private, which nobody else sees."""

    email: str
    is_written_to: bool
    is_private: bool


def roles_held(person: Person) -> list[Role]:
    """The running roles of somebody, the oldest first."""
    roles = list(Role.objects.running().filter(person=person).select_related(*WITH_PLACE).order_by("granted_at", "pk"))
    for role in roles:
        role.person = person
    return roles


def role_to_act_as(held: Sequence[Role], chosen: object = None) -> Role | None:
    """The chosen one of the roles held; else that of a participant, else the first. None where none is held."""
    for role in held:
        if role.pk == chosen:
            return role
    return next((role for role in held if role.kind == Kind.PARTICIPANT), held[0] if held else None)


def addresses_of(person: Person) -> list[Address]:
    """All addresses that sign somebody in, the one written to first."""
    proved = EmailAddress.objects.filter(user=person, verified=True).values_list("email", flat=True)
    others = sorted({*proved} - {person.email})
    return [
        Address(email, is_written_to=email == person.email, is_private=email == person.private_email)
        for email in (person.email, *others)
    ]


def all_addresses_of(person: Person) -> set[str]:
    """Every address that is kept of somebody, proved or not, in lower case."""
    kept = EmailAddress.objects.filter(user=person).values_list("email", flat=True)
    return {each.lower() for each in (person.email, person.private_email, *kept) if each}


def owner_of(email: str) -> Person | None:
    """Whoever has this address among theirs, also if they may come in no more."""
    people, held = Person.objects.get_queryset(), EmailAddress.objects.filter(email__iexact=email)
    return people.filter(email=email.lower()).first() or people.filter(pk__in=held.values("user")).first()


def person_with_address(email: str) -> Person | None:
    """Whoever has this address among theirs, and may come in."""
    proved = EmailAddress.objects.filter(email=email.lower(), verified=True).values("user")
    people = Person.objects.get_queryset().filter(is_active=True)
    return people.filter(pk__in=proved).first() or people.filter(email=email.lower()).first()


def has_account(email: str) -> bool:
    """Whether the address belongs to anybody, to somebody who may come in no more too."""
    proved = EmailAddress.objects.filter(email=email.lower(), verified=True)
    return proved.exists() or Person.objects.get_queryset().filter(email=email.lower()).exists()


def organisations_at(email: str) -> list[Organisation]:
    """The organisations whose people have addresses like this one. A domain may be shared by several."""
    domain = email.lower().rpartition("@")[2]
    likely = Organisation.objects.filter(mail_domains__icontains=domain).select_related("region").order_by("name")
    return [one for one in likely if domain in one.mail_domains.lower().split()] if domain else []


def all_regions() -> list[Region]:
    """Every region, by nation and name: where somebody without an organisation may be at home."""
    return list(Region.objects.select_related("nation").order_by("nation__name", "name"))


def home_called(sort: str, number: str) -> Organisation | Region | None:
    """The organisation or region of this number, as a browser session keeps it."""
    places = Organisation.objects if sort == "organisation" else Region.objects
    return places.filter(pk=number).first()


def people_to_try() -> list[tuple[Kind, list[Role]]]:
    """Of a demonstration: everybody with a role, by what they are here as, those who are most at work here first."""
    order = (Kind.PARTICIPANT, Kind.FACILITATOR, *(kind for kind in reversed(Kind) if kind in SCOPE))
    roles = Role.objects.running().filter(person__is_active=True)
    roles = roles.select_related("person__organisation", "person__region", *WITH_PLACE).order_by("person__name", "pk")
    grouped = [(kind, [role for role in roles if role.kind == kind]) for kind in order]
    return [(kind, held) for kind, held in grouped if held]


def person_to_try(number: int) -> Person | None:
    """Of a demonstration: the person of this number, if they have a role."""
    return Person.objects.get_queryset().filter(pk=number, is_active=True, pk__in=_with_a_role()).first()


def _with_a_role() -> QuerySet[Role, int]:
    return Role.objects.running().values_list("person", flat=True)
