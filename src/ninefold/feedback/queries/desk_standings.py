"""How the facilitators of a lead's region or nation stand on a day, in a few queries however many they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ninefold.academy.models import Registration
from ninefold.academy.queries.leading import regions_of
from ninefold.academy.queries.register_export import with_what_counts
from ninefold.academy.queries.register_import import core_rules, rules_in
from ninefold.accounts.models import Kind, Person, Role
from ninefold.core import register
from ninefold.core.register import Position, Rules


@dataclass(frozen=True)
class Stand:
    """One facilitator, where they are at home, and how they stand."""

    person: Person
    home: str
    position: Position


def standings(role: Role, day: date) -> Sequence[Stand]:
    """Every facilitator of the region or nation by name, with their standing; who left the register too.

    Who has the role and no entry is in training.
    """
    rules = {region.pk: core_rules(rules_in(region)) for region in regions_of(role)}

    def rules_of(entry: Registration) -> Rules:
        return rules.get(_region_of(entry.person) or 0, register.SHIPPED)

    entries = Registration.objects.visible_to(role).select_related("person__organisation", "person__region")
    found = {entry.person: position for entry, position in with_what_counts(entries, rules_of, day)}
    facilitators = Role.objects.running().filter(kind=Kind.FACILITATOR).values("person")
    new = Person.objects.visible_to(role).filter(pk__in=facilitators).select_related("organisation", "region")
    nothing = register.standing_on(day, ())
    found |= {person: nothing for person in new if person not in found}
    in_order = sorted(found, key=lambda person: (person.name, person.pk))
    return [Stand(person, str(person.organisation or person.region or ""), found[person]) for person in in_order]


def _region_of(person: Person) -> int | None:
    return person.region_id if person.organisation is None else person.organisation.region_id
