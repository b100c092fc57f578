"""From which day the period counts for which the records of a facilitator are kept after they stopped to be one."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, Max, OuterRef, QuerySet

from ninefold.academy.models import Attempt, Booking, Certificate, Evidence, Leave, Profile, Registration
from ninefold.academy.queries.standings import last_accredited_on
from ninefold.accounts.models import Kind, Person, Role
from ninefold.core.london import london_date

_HELD = (Registration, Booking, Attempt, Certificate, Profile)


def ended_on(day: date) -> dict[int, date]:
    """The day from which the period counts, by the numbers of those who are no facilitators here any more.

    It is the last day on which they were accredited, or on which something happened or was entered after that, such as
    a CPD session they had a place in. Who still holds the role is not among them, however long they have been out of
    accreditation: without their evidence nobody would know that they are. What happened after `day` counts as later
    than it, and no more is told of it.
    """
    running = Role.objects.running().filter(kind=Kind.FACILITATOR, person=OuterRef("pk"))
    people = Person.objects.get_queryset().filter(~Exists(running))
    numbers = {number for model in _HELD for number in _whose(model, people)}
    days: defaultdict[int, list[date]] = defaultdict(list)
    for number, until in last_accredited_on(Registration.objects.filter(person__in=numbers), day).items():
        days[number].append(until)
    for rows, whose, names in _dated(numbers):
        for number, *found in rows.values_list(whose).annotate(*(Max(name) for name in names)):
            days[number] += _days(found)
    given_up = Role.objects.filter(kind=Kind.FACILITATOR, person__in=numbers - days.keys())
    for number, ended_at in given_up.values_list("person").annotate(Max("ended_at")):
        days[number] += _days([ended_at])
    return {number: max(found) for number, found in days.items() if found}


def _whose(model: Any, people: QuerySet[Person]) -> Iterable[int]:
    numbers: Iterable[int] = model.objects.filter(person__in=people).values_list("person", flat=True)
    return numbers


def _dated(numbers: set[int]) -> list[tuple[QuerySet[Any], str, tuple[str, ...]]]:
    """What bears a day: the rows, whose they are, and the names of their days."""
    entry = "registration__person"
    return [
        (Registration.objects.filter(person__in=numbers), "person", ("entered_at", "withdrawn_on")),
        (Evidence.objects.filter(registration__person__in=numbers), entry, ("happened_on", "entered_at")),
        (Leave.objects.filter(registration__person__in=numbers), entry, ("starts_on", "ends_on")),
        (Booking.objects.filter(person__in=numbers), "person", ("session__starts_at", "changed_at")),
        (Attempt.objects.filter(person__in=numbers), "person", ("began_at", "sent_at")),
        (Certificate.objects.filter(person__in=numbers), "person", ("earned_on", "issued_at")),
    ]


def _days(found: Iterable[date | datetime | None]) -> list[date]:
    return [london_date(one) if isinstance(one, datetime) else one for one in found if one is not None]
