"""Feedback sessions held elsewhere: one's own with how they stand, and those that wait for a lead."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from ninefold.academy.models import Evidence
from ninefold.accounts.models import Role

MOST_SHOWN = 200  # of those that wait; the others come up when these are settled


@dataclass(frozen=True)
class Elsewhere:
    """One of one's own, and how it stands in words; `reason`: why it does not count."""

    evidence: Evidence
    word: str
    reason: str


def held_elsewhere(role: Role) -> list[Elsewhere]:
    """One's own, the newest first."""
    rows = Evidence.objects.visible_to(role).filter(
        registration__person=role.person_id, kind=Evidence.Kind.FEEDBACK_SESSION, source=None
    )
    return [Elsewhere(row, _word(row), row.reason) for row in rows.order_by("-happened_on", "-pk")]


def waiting_for(role: Role) -> list[Evidence]:
    """What waits for this lead, the oldest first. Their own is for somebody else."""
    rows = Evidence.objects.visible_to(role).filter(waits_for_approval=True, taken_back_at=None)
    others = rows.exclude(registration__person=role.person_id).select_related("registration__person")
    return list(others.order_by("entered_at", "pk")[:MOST_SHOWN])


def _word(row: Evidence) -> str:
    if row.taken_back_at is not None:
        return _("does not count")
    return _("waits for approval") if row.waits_for_approval else _("counts")
