"""The register as a table: one row for each entry that one may see, in columns that an import reads again."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _

from ninefold.academy.models import Registration
from ninefold.academy.queries.standing import word_for
from ninefold.academy.queries.standings import evidence_that_counts, standings
from ninefold.accounts.models import Role
from ninefold.core import register
from ninefold.core.register import Position
from ninefold.core.register_file import COLUMNS

Cell = str | int | date | None
KIND = register.EvidenceKind


def header() -> list[str]:
    """The names of the columns: those that an import reads, then what is worked out."""
    named = [names[0] for names in COLUMNS.values()]
    worked_out = [_("Accredited until"), _("Feedback sessions that count"), _("CPD sessions"), _("Other evidence")]
    return [*named, *worked_out]


def register_table(role: Role, on: date) -> Iterator[Sequence[Cell]]:
    """Every entry that this role may see, by name, as it stands on a day. Why somebody is on leave is not in it."""
    entries = Registration.objects.visible_to(role).select_related("person__region").order_by("person__name", "pk")
    counting = evidence_that_counts(entries)
    for entry, position in standings(entries.prefetch_related("leave"), on):
        yield _row(entry, position, counting[entry.pk])


def _row(entry: Registration, position: Position, held: Sequence[register.Evidence]) -> Sequence[Cell]:
    leave = sorted(entry.leave.all(), key=lambda each: each.starts_on)
    accredited, sessions, refreshers = (
        sorted({row.on for row in held if row.kind == kind})
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


def _days(days: Sequence[date]) -> str:
    return "; ".join(day.isoformat() for day in days)
