"""Random audits: who can be drawn, and what was drawn and found."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from ninefold.academy.models import AuditDraw, AuditItem, Registration
from ninefold.academy.queries.leading import regions_of
from ninefold.academy.queries.standings import standings
from ninefold.accounts.models import Region, Role
from ninefold.core.register import ASKED

MOST_DRAWS = 20


@dataclass(frozen=True)
class Drawn:
    """One draw: how many were drawn, how many of them passed by themselves, and what is asked of the others."""

    draw: AuditDraw
    people: int
    by_themselves: int
    items: list[AuditItem]


def accredited_in(region: Region, on: date) -> list[Registration]:
    """The entries of those at home in a region who are accredited on a day."""
    at_home = Registration.objects.filter(Q(person__region=region) | Q(person__organisation__region=region))
    return [entry for entry, position in standings(at_home.order_by("pk"), on) if position.standing in ASKED]


def draws_for(role: Role) -> list[Drawn]:
    """The latest draws of the regions that one leads, the newest first."""
    draws = AuditDraw.objects.filter(region__in=regions_of(role)).select_related("region").order_by("-drawn_at", "-pk")
    return [_drawn(draw) for draw in draws[:MOST_DRAWS]]


def items_to_settle(role: Role) -> list[AuditItem]:
    """What waits in the regions that one leads; one's own is for somebody else."""
    rows = AuditItem.objects.filter(draw__region__in=regions_of(role), outcome=AuditItem.Outcome.WAITING)
    return list(rows.exclude(registration__person=role.person_id).select_related("registration__person", "evidence"))


def own_items(role: Role, draw: int) -> list[AuditItem]:
    """What one was asked in a draw."""
    rows = AuditItem.objects.filter(draw__pk=draw, registration__person=role.person_id, evidence__isnull=False)
    return list(rows.select_related("evidence", "draw__region").order_by("evidence__happened_on", "pk"))


def _drawn(draw: AuditDraw) -> Drawn:
    rows = list(AuditItem.objects.filter(draw=draw).select_related("registration__person", "evidence").order_by("pk"))
    asked = [row for row in rows if row.evidence is not None]
    return Drawn(draw, len({row.registration_id for row in rows}), len(rows) - len(asked), asked)
