"""How the facilitators of a lead's region or nation stand on a day, in a few queries however many they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ninefold.academy.models import Registration
from ninefold.academy.queries.standings import standings as entries_standing
from ninefold.accounts.models import Kind, Person, Role
from ninefold.core import register
from ninefold.core.register import Position


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
    entries = Registration.objects.visible_to(role).select_related("person__region")
    found = {entry.person: position for entry, position in entries_standing(entries, day)}
    facilitators = Role.objects.running().filter(kind=Kind.FACILITATOR).values("person")
    new = Person.objects.visible_to(role).filter(pk__in=facilitators).select_related("organisation", "region")
    nothing = register.standing_on(day, ())
    found |= {person: nothing for person in new if person not in found}
    in_order = sorted(found, key=lambda person: (person.name, person.pk))
    return [Stand(person, str(person.organisation or person.region or ""), found[person]) for person in in_order]
