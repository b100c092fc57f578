"""What those who lead see of the register: its facilitators on a day, their evidence and leave, and the rules."""

from dataclasses import dataclass
from datetime import date

from ninefold.academy.models import Evidence, Leave, RegisterRules, Registration
from ninefold.academy.queries.rules import rules_in
from ninefold.academy.queries.standing import word_for
from ninefold.academy.queries.standings import positions
from ninefold.accounts.models import Kind, Nation, Person, Region, Role
from ninefold.core.register import Position, Standing

_AFTER_THE_OTHERS = (
    Standing.OUT_OF_PRACTICE,
    Standing.OUT_OF_ACCREDITATION,
    Standing.TRAINEE,
    Standing.WITHDRAWN,
)


@dataclass(frozen=True)
class Listed:
    """One facilitator in the list: where they are at home, and how they stand."""

    person: Person
    position: Position

    @property
    def home(self) -> str:
        """Where they are at home."""
        return str(self.person.organisation or self.person.region or "")

    @property
    def word(self) -> str:
        """Their standing in a word."""
        return word_for(self.position.standing)


def facilitators_of(role: Role) -> dict[int, Person]:
    """The facilitators whom this role may see, by number: those with the role, and those with an entry."""
    running = Role.objects.running().filter(kind=Kind.FACILITATOR).values("person")
    people = Person.objects.visible_to(role).select_related("organisation", "region")
    with_role = people.filter(pk__in=running)
    with_entry = people.filter(pk__in=Registration.objects.visible_to(role).values("person"))
    return {person.pk: person for person in (*with_role, *with_entry)}


def listed(role: Role, day: date, *, standing: str = "", words: str = "") -> list[Listed]:
    """Everybody on the register on a day: whose standing ends soonest, then who is out, in training, or has left."""
    people = facilitators_of(role)
    stands = positions(Registration.objects.visible_to(role), day)
    trainee = Position(Standing.TRAINEE)
    found = [Listed(person, stands.get(number, trainee)) for number, person in people.items()]
    wanted = words.casefold().split()
    kept = [
        each
        for each in found
        if (not standing or each.position.standing == standing)
        and all(word in f"{each.person.name} {each.home}".casefold() for word in wanted)
    ]
    return sorted(kept, key=_soonest_first)


def facilitator_seen_by(role: Role, number: int) -> Person | None:
    """The facilitator of this number, if this role leads where they are at home."""
    return facilitators_of(role).get(number)


def seen_evidence(role: Role, person: Person, number: int) -> Evidence | None:
    """This piece of evidence on somebody's entry, if the role may see it."""
    rows = Evidence.objects.visible_to(role).select_related("registration__person")
    return rows.filter(registration__person=person, pk=number).first()


def leave_seen_by(role: Role, person: Person, number: int) -> Leave | None:
    """This leave of somebody, if the role may see it."""
    rows = Leave.objects.visible_to(role).select_related("registration__person")
    return rows.filter(registration__person=person, pk=number).first()


def own_rules_row(body: Nation | Region) -> RegisterRules:
    """The rules that hold in a region or nation, as a row."""
    if isinstance(body, Region):
        return rules_in(body)
    return RegisterRules.objects.filter(nation=body).first() or RegisterRules(nation=body)


def _soonest_first(each: Listed) -> tuple[int, date, str, int]:
    # Whose standing ended years ago would else fill the first pages, before those who can still be helped to keep it.
    ends, standing = each.position.holds_until, each.position.standing
    after = _AFTER_THE_OTHERS.index(standing) + 1 if standing in _AFTER_THE_OTHERS else 0
    return after, ends or date.max, each.person.name.casefold(), each.person.pk
