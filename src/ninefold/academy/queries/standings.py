"""How many people stand on the register on a day, each by the rules of their own region: a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import QuerySet

from ninefold.academy.models import Evidence, Leave, RegisterRules, Registration
from ninefold.academy.queries.rules import core_rules
from ninefold.accounts.models import Region
from ninefold.core import register
from ninefold.core.register import Position, Rules

_KINDS = {kind.value: kind for kind in register.EvidenceKind}


def positions(entries: QuerySet[Registration], day: date) -> dict[int, Position]:
    """How each of these entries stands on a day past or to come, by the number of its person.

    Plain values all the way: rows as objects would take three times as long for ten thousand.
    """
    rules, counting, leave = _rules_by_region(), evidence_that_counts(entries), _leave_of(entries)
    fields = ("pk", "person", "withdrawn_on", "person__region", "person__organisation__region")
    return {
        person: register.standing_on(
            day,
            counting[number],
            rules=rules.get(of_organisation or own or 0, register.SHIPPED),
            leave=leave[number],
            withdrawn_on=withdrawn_on,
        )
        for number, person, withdrawn_on, own, of_organisation in entries.order_by().values_list(*fields)
    }


def standings(entries: QuerySet[Registration], day: date) -> Iterator[tuple[Registration, Position]]:
    """Each of these entries with its person, in their order, and how it stands on a day."""
    found = positions(entries, day)
    for entry in entries.select_related("person__organisation"):
        yield entry, found[entry.person_id]


def last_accredited_on(entries: QuerySet[Registration], day: date) -> dict[int, date]:
    """Until which day each of these people is accredited, by the evidence up to a day; never longer than they stay.

    By the numbers of the people. Who never was is not there, nor whoever is on leave without a last day.
    """
    left = dict(entries.order_by().values_list("person", "withdrawn_on"))
    rules, counting, leave = _rules_by_region(), evidence_that_counts(entries), _leave_of(entries)
    fields = ("pk", "person", "person__region", "person__organisation__region")
    found = {}
    for number, person, own, of_organisation in entries.order_by().values_list(*fields):
        held = rules.get(of_organisation or own or 0, register.SHIPPED)
        until = register.standing_on(day, counting[number], rules=held, leave=leave[number]).holds_until
        if until is not None:
            found[person] = min(until, left[person] or until)
    return found


def evidence_that_counts(entries: QuerySet[Registration]) -> defaultdict[int, list[register.Evidence]]:
    """The evidence that counts of each of these entries, by its number, the oldest first."""
    rows = Evidence.objects.valid().filter(registration__in=entries.order_by().values("pk"))
    found: defaultdict[int, list[register.Evidence]] = defaultdict(list)
    fields = ("registration", "happened_on", "kind", "percent", "counts")
    for number, on, kind, percent, counts in rows.order_by("happened_on", "pk").values_list(*fields).iterator(5000):
        found[number].append(register.Evidence(on, _KINDS[kind], percent, counts))
    return found


def _leave_of(entries: QuerySet[Registration]) -> defaultdict[int, list[register.Leave]]:
    rows = Leave.objects.filter(registration__in=entries.order_by().values("pk"))
    found: defaultdict[int, list[register.Leave]] = defaultdict(list)
    for number, first, last in rows.values_list("registration", "starts_on", "ends_on"):
        found[number].append(register.Leave(first, last))
    return found


def people_asked(people: Iterable[int], day: date) -> set[int]:
    """Those of these people who may be asked for a new 360 on the day: accredited, by what is entered for them."""
    entries = Registration.objects.filter(person__in=list(people))
    return {person for person, position in positions(entries, day).items() if position.standing in register.ASKED}


def people_held_back(people: Iterable[int], day: date) -> set[int]:
    """Those of these people who were accredited once and take no new requests on the day.

    Somebody in training, or for whom an academy has entered nothing yet, is not among them: a register that is not
    brought here must not stop the 360s that it is for (docs/decisions/0019-the-register.md).
    """
    entries = Registration.objects.filter(person__in=list(people))
    fine = (*register.ASKED, register.Standing.TRAINEE)
    return {person for person, position in positions(entries, day).items() if position.standing not in fine}


def _rules_by_region() -> dict[int, Rules]:
    """The rules of every region that has some, of its own or of its nation."""
    rows = list(RegisterRules.objects.all())
    of_nations = {row.nation_id: core_rules(row) for row in rows if row.nation_id is not None}
    found: dict[int, Rules] = {}
    for number, nation in Region.objects.filter(nation__in=list(of_nations)).values_list("pk", "nation"):
        found[number] = of_nations[nation]
    return found | {row.region_id: core_rules(row) for row in rows if row.region_id is not None}
