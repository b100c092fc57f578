"""The register as a table: one row for each entry that one may see, in columns that an import reads again."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from ninefold.academy.models import Evidence, Registration
from ninefold.academy.queries.leading import regions_of
from ninefold.academy.queries.register_import import core_rules, rules_in
from ninefold.academy.queries.standing import word_for
from ninefold.accounts.models import Role
from ninefold.core import register
from ninefold.core.register import Position, Rules
from ninefold.core.register_file import COLUMNS

Cell = str | int | date | None
KIND = Evidence.Kind


def header() -> list[str]:
    """The names of the columns: those that an import reads, then what is worked out."""
    named = [names[0] for names in COLUMNS.values()]
    worked_out = [_("Accredited until"), _("Feedback sessions that count"), _("CPD sessions"), _("Other evidence")]
    return [*named, *worked_out]


def register_table(role: Role, on: date) -> Iterator[Sequence[Cell]]:
    """Every entry that this role may see, by name, as it stands on a day. Why somebody is on leave is not in it."""
    rules = {region.pk: core_rules(rules_in(region)) for region in regions_of(role)}
    entries = Registration.objects.visible_to(role).select_related("person__organisation", "person__region")

    def rules_of(entry: Registration) -> Rules:
        person = entry.person
        region = person.organisation.region_id if person.organisation else person.region_id
        return rules.get(region or 0, register.SHIPPED)

    for entry, position in with_what_counts(entries.order_by("person__name", "pk"), rules_of, on):
        yield _row(entry, position)


def with_what_counts(
    entries: QuerySet[Registration], rules_of: Callable[[Registration], Rules], on: date
) -> Iterator[tuple[Registration, Position]]:
    """Each entry with how it stands on a day, in three questions to the database however many there are."""
    counting = Prefetch("evidence", Evidence.objects.valid().order_by("happened_on", "pk"), to_attr="counting")
    for entry in entries.prefetch_related(counting, "leave"):
        yield entry, _position(entry, rules_of(entry), on)


def _row(entry: Registration, position: Position) -> Sequence[Cell]:
    held = _counting(entry)
    leave = sorted(entry.leave.all(), key=lambda each: each.starts_on)
    accredited, sessions, refreshers = (
        sorted({row.happened_on for row in held if row.kind == kind})
        for kind in (KIND.ACCREDITED, KIND.FEEDBACK_SESSION, KIND.REFRESHER)
    )
    cpd = sum(row.kind == KIND.CPD for row in held)
    listed = sum(row.kind in (KIND.ACCREDITED, KIND.FEEDBACK_SESSION, KIND.REFRESHER) for row in held)
    return (
        entry.person.name,
        entry.person.email,
        str(entry.person.organisation or entry.person.region or ""),
        accredited[0] if accredited else None,
        sessions[-1] if sessions else None,
        _days(sessions),
        _days(refreshers),
        word_for(position.standing),
        "; ".join(f"{each.starts_on} to {each.ends_on}" if each.ends_on else str(each.starts_on) for each in leave),
        entry.withdrawn_on,
        position.holds_until,
        position.counted,
        cpd,
        len(held) - listed - cpd,
    )


def _counting(entry: Registration) -> list[Evidence]:
    held: list[Evidence] = entry.counting  # type: ignore[attr-defined]  # set by the prefetch
    return held


def _position(entry: Registration, rules: Rules, on: date) -> Position:
    held = _counting(entry)
    return register.standing_on(
        on,
        [register.Evidence(row.happened_on, register.EvidenceKind(row.kind), row.percent, row.counts) for row in held],
        rules=rules,
        leave=[register.Leave(each.starts_on, each.ends_on) for each in entry.leave.all()],
        withdrawn_on=entry.withdrawn_on,
    )


def _days(days: Sequence[date]) -> str:
    return "; ".join(day.isoformat() for day in days)
