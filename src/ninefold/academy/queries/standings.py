"""How many people stand on the register on a day, each by the rules of their own region: a fixed number of queries."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Prefetch, QuerySet

from ninefold.academy.models import Evidence, RegisterRules, Registration
from ninefold.academy.queries.rules import core_rules
from ninefold.accounts.models import Region
from ninefold.core import register
from ninefold.core.register import Position, Rules


def standings(entries: QuerySet[Registration], day: date) -> Iterator[tuple[Registration, Position]]:
    """Each of these entries, in their order, with how it stands on a day past or to come.

    What counts of its evidence is then there as `counting_evidence(entry)`, and `entry.leave.all()` asks nothing more.
    """
    by_region = _rules_by_region()
    counting = Prefetch("evidence", Evidence.objects.valid().order_by("happened_on", "pk"), to_attr="counting")
    for entry in entries.select_related("person__organisation").prefetch_related(counting, "leave"):
        person = entry.person
        region = person.region_id if person.organisation is None else person.organisation.region_id
        yield entry, _position(entry, by_region.get(region or 0, register.SHIPPED), day)


def counting_evidence(entry: Registration) -> list[Evidence]:
    """The evidence that counts of an entry that came from `standings`, the oldest first."""
    held: list[Evidence] = entry.counting  # type: ignore[attr-defined]  # set by the prefetch
    return held


def people_asked(people: Iterable[int], day: date) -> set[int]:
    """Those of these people who may be asked for a new 360 on the day: accredited, by what is entered for them."""
    entries = Registration.objects.filter(person__in=list(people))
    return {entry.person_id for entry, position in standings(entries, day) if position.standing in register.ASKED}


def people_held_back(people: Iterable[int], day: date) -> set[int]:
    """Those of these people who were accredited once and take no new requests on the day.

    Somebody in training, or for whom an academy has entered nothing yet, is not among them: a register that is not
    brought here must not stop the 360s that it is for (docs/decisions/0019-the-register.md).
    """
    entries = Registration.objects.filter(person__in=list(people))
    fine = (*register.ASKED, register.Standing.TRAINEE)
    return {entry.person_id for entry, position in standings(entries, day) if position.standing not in fine}


def _rules_by_region() -> dict[int, Rules]:
    """The rules of every region that has some, of its own or of its nation."""
    rows = list(RegisterRules.objects.all())
    of_nations = {row.nation_id: core_rules(row) for row in rows if row.nation_id is not None}
    found: dict[int, Rules] = {}
    for number, nation in Region.objects.filter(nation__in=list(of_nations)).values_list("pk", "nation"):
        found[number] = of_nations[nation]
    return found | {row.region_id: core_rules(row) for row in rows if row.region_id is not None}


def _position(entry: Registration, rules: Rules, day: date) -> Position:
    return register.standing_on(
        day,
        [
            register.Evidence(row.happened_on, register.EvidenceKind(row.kind), row.percent, row.counts)
            for row in counting_evidence(entry)
        ],
        rules=rules,
        leave=[register.Leave(each.starts_on, each.ends_on) for each in entry.leave.all()],
        withdrawn_on=entry.withdrawn_on,
    )
