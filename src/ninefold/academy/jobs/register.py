"""Reminders before somebody's standing ends, and when it has: each once, however often the sweep runs."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from django.db import transaction

from ninefold.academy.emails.register import standing_ends
from ninefold.academy.models import Registration, StandingTold
from ninefold.academy.queries.standings import standings
from ninefold.accounts.actions.outbox import post
from ninefold.accounts.models import Kind, Role
from ninefold.accounts.sweeping import went_well
from ninefold.core.london import london_date
from ninefold.core.register import ASKED, Position, Standing

# So many days before the end; 0 tells that the days of grace have begun.
MARKS = (90, 30, 7, 0)


def remind_of_standing(at: datetime) -> int:
    """Remind everybody whose standing ends in 90, 30 or 7 days or less, or has just ended; how many were reminded.

    Who comes upon several marks at once, as after an import, gets the nearest alone.
    """
    day = london_date(at)
    facilitators = Role.objects.running().filter(kind=Kind.FACILITATOR, person__is_active=True).values("person")
    entries = Registration.objects.filter(withdrawn_on__isnull=True, person__in=facilitators).order_by("pk")
    told = 0
    for entry, position in standings(entries.prefetch_related("leave"), day):
        if any(each.starts_on <= day and (each.ends_on is None or day <= each.ends_on) for each in entry.leave.all()):
            continue
        if mark := _mark(position, at):
            told += went_well(partial(_remind, position, mark), entry, at)
    return told


def _mark(position: Position, at: datetime) -> Sequence[int]:
    """The marks that somebody has come to, the nearest last; nothing far from the end, or long after it."""
    if position.holds_until is None or position.standing not in (*ASKED, Standing.GRACE):
        return ()
    left = (position.holds_until - london_date(at)).days
    return MARKS if left < 0 else [mark for mark in MARKS if mark > 0 and left <= mark]


@transaction.atomic
def _remind(position: Position, marks: Sequence[int], entry: Registration, at: datetime) -> int:
    """Tell of the nearest mark, unless it was told; the earlier ones are passed over for good."""
    assert position.holds_until is not None
    Registration.objects.select_for_update().get(pk=entry.pk)
    known = StandingTold.objects.filter(registration=entry, holds_until=position.holds_until)
    if known.filter(days=marks[-1]).exists():
        return 0
    had = set(known.values_list("days", flat=True))
    StandingTold.objects.bulk_create(
        StandingTold(registration=entry, holds_until=position.holds_until, days=mark, told_at=at)
        for mark in marks
        if mark not in had
    )
    post(to=entry.person.email, mail=standing_ends(entry, at), at=at)
    return 1
