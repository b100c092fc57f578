"""Bringing in a register that was kept elsewhere: all of it or nothing, and twice is once."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ninefold.academy.actions.register import EARLIEST, lock_entry
from ninefold.academy.models import Evidence, Leave
from ninefold.academy.policies.register import check_can_import
from ninefold.academy.queries.register_import import Plan, Step, plan_import
from ninefold.academy.queries.rules import rules_in
from ninefold.accounts.actions.people import create_person
from ninefold.accounts.actions.roles import grant_role
from ninefold.accounts.actions.trail import record
from ninefold.accounts.models import Kind, Person, Region, Role
from ninefold.accounts.policies import By
from ninefold.core.errors import NinefoldError
from ninefold.core.london import london_date
from ninefold.core.register_file import RegisterFile
from ninefold.core.timetable import months_later

LONGEST_MONTHS = 36  # a date further off would switch the register off


class OtherThanShownError(NinefoldError):
    """What the file would do is no longer what was shown."""


@dataclass(frozen=True)
class Imported:
    """How many rows changed something, how many people are new, how many rows were left out."""

    changed: int
    new: int
    left_out: int


def check_lapses_before(day: date | None, at: datetime) -> None:
    """Raise NinefoldError for a date before which nobody would be out of practice for years."""
    today = london_date(at)
    if day is not None and not EARLIEST <= day <= months_later(today, LONGEST_MONTHS):
        raise NinefoldError(
            _("“%(day)s” should be a day within the next %(months)s months.") % {"day": day, "months": LONGEST_MONTHS}
        )


@transaction.atomic
def import_register(
    *,
    file: RegisterFile,
    by: By,
    at: datetime,
    region: Region | None = None,
    nobody_lapses_before: date | None = None,
    leave_out: bool = False,
    shown: str | None = None,
) -> Imported:
    """Bring in what the file says. With a fault in it nothing is brought in, unless such rows are left out on purpose.

    `shown`: the digest of the plan that was read; OtherThanShownError if that is not what would be done now.
    """
    check_can_import(by)
    check_lapses_before(nobody_lapses_before, at)
    lapses = nobody_lapses_before
    plan = plan_import(file, by=by, region=region, nobody_lapses_before=lapses, on=london_date(at))
    _check(plan, leave_out=leave_out, shown=shown)
    new = 0
    for step in plan.steps:
        if step.changes:
            new += step.person is None
            _bring_in(step, by, at)
    if lapses is not None:
        for each in sorted({step.region for step in plan.steps}, key=lambda each: each.pk):
            _keep_until(each, lapses, by, at)
    return Imported(sum(step.changes for step in plan.steps), new, len(plan.faults))


def _check(plan: Plan, *, leave_out: bool, shown: str | None) -> None:
    if shown is not None and shown != plan.digest:
        raise OtherThanShownError(_("Something has changed since this was shown. Look at it again, then confirm."))
    if plan.faults and not leave_out:
        first = plan.faults[0]
        raise NinefoldError(
            _("%(count)s rows have faults, so nothing is brought in. The first, row %(number)s: %(what)s")
            % {"count": len(plan.faults), "number": first.number, "what": first.what}
        )


def _bring_in(step: Step, by: By, at: datetime) -> None:
    person = step.person
    try:
        if person is None:
            person = create_person(email=step.row.email, name=step.row.name, home=step.home, by=by, at=at)
        if step.needs_role:
            grant_role(person=person, kind=Kind.FACILITATOR, by=by, at=at)
    except NinefoldError as error:
        raise NinefoldError(_("Row %(number)s: %(what)s") % {"number": step.row.number, "what": error}) from error
    _enter(step, person, by, at)


def _enter(step: Step, person: Person, by: By, at: datetime) -> None:
    entry = lock_entry(person, at)
    # Looked at again under the lock: of two imports at once, the second finds what the first has entered.
    there = set(entry.evidence.values_list("kind", "happened_on"))
    rows = [
        Evidence(
            registration=entry,
            kind=kind,
            happened_on=day,
            entered_by=by.person if isinstance(by, Role) else None,
            entered_at=at,
        )
        for kind, day in step.evidence
        if (kind, day) not in there
    ]
    Evidence.objects.bulk_create(rows)
    begun = set(entry.leave.values_list("starts_on", flat=True))
    Leave.objects.bulk_create(
        Leave(registration=entry, starts_on=each.first, ends_on=each.last)
        for each in step.leave
        if each.first not in begun
    )
    if step.left is not None and entry.withdrawn_on is None:
        entry.withdrawn_on = step.left
        entry.save(update_fields=["withdrawn_on"])
    record(by=by, at=at, what="import entry", on=entry, whom=person, count=str(len(rows)))


def _keep_until(region: Region, day: date, by: By, at: datetime) -> None:
    rules = rules_in(region)
    if rules.nobody_lapses_before == day and rules.pk is not None:
        return
    rules.nobody_lapses_before = day
    rules.save()
    record(by=by, at=at, what="keep everybody until", on=rules, closes_on=day.isoformat())
