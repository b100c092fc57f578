"""Reading the trail: what was done to a row, what somebody did and had done to them, and what people are called now."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db.models import Q

from ninefold.accounts.audit import AuditEntry, AuditPerson, AuditQuerySet
from ninefold.accounts.models import Person


def entries_about(person: Person) -> AuditQuerySet:
    """What this person did, and what was done to them, the first first; nothing from before their name was erased."""
    number = AuditPerson.objects.filter(person=person.pk).values("number")
    return AuditEntry.objects.filter(Q(by__in=number) | Q(whom__in=number)).order_by("at", "pk")


def entries_on(kind: str, number: int) -> AuditQuerySet:
    """What was done to one row, the first first."""
    return AuditEntry.objects.filter(on_kind=kind, on_id=number).order_by("at", "pk")


def entries_since(since: datetime, entries: AuditQuerySet) -> AuditQuerySet:
    """Those of these entries that are from then on."""
    return entries.filter(at__gte=since)


def kinds_of_rows() -> list[str]:
    """Every kind of row that an entry tells of, by name."""
    return list(AuditEntry.objects.order_by("on_kind").values_list("on_kind", flat=True).distinct())


def names_of(entries: Collection[AuditEntry]) -> Mapping[str, str]:
    """The address or login for each number in these entries; whoever was erased has none."""
    numbers = {entry.by for entry in entries} | {entry.whom for entry in entries}
    people = list(AuditPerson.objects.filter(number__in=numbers))
    accounts = Person.objects.get_queryset().filter(pk__in=[each.person for each in people if each.person])
    emails = dict(accounts.values_list("pk", "email"))
    named = {each.number: emails.get(each.person, "") if each.person else each.name for each in people}
    return {number: name for number, name in named.items() if name}
