"""The audit trail: written in the same transaction as the change it tells of.

An entry says who did what to which row, when. It holds no content: no name, address, text or answer, before or after.
Nothing that a rater does is recorded, so no entry tells who has answered.
"""

import re
from collections.abc import Collection
from datetime import datetime

from django.db.models import Model, Q

from ninefold.accounts.audit import ONESELF, OPERATOR, PROGRAM, AuditEntry, AuditPerson
from ninefold.accounts.models import Person, Role
from ninefold.accounts.policies import By, Oneself, Operator, Place

_NUMBER, _WORD, _PLACE = r"\d+", r"[a-z][a-z0-9_-]*", r"(nation|region|organisation|programme):\d+"
# What a detail may be called and look like: a date, a number, a place by its number, a word of the program.
DETAILS = {
    **dict.fromkeys(("count", "goal", "number"), _NUMBER),
    **dict.fromkeys(("form", "kind", "part", "reason"), _WORD),
    **dict.fromkeys(("after", "before", "scope"), _PLACE),
    "closes_on": r"\d{4}-\d\d-\d\d",
    "notes": "reviewed",
}


def record(*, by: By | Oneself, at: datetime, what: str, on: Model, whom: Person | None = None, **detail: str) -> None:
    """Add an entry: `what` was done to the row `on`, and by that to the person `whom`; an empty detail is left out.

    Raises ValueError for a detail that might be content, which is a fault of the program.
    """
    given = {name: value for name, value in detail.items() if value}
    for name, value in given.items():
        if not re.fullmatch(DETAILS.get(name, r"\Z."), value):
            raise ValueError(f"the trail holds no content, so no detail “{name}” like the one given for “{what}”")
    concerned = on if isinstance(on, Person) else whom
    AuditEntry.objects.create(
        at=at,
        by=_number_of_actor(by),
        role=_role_of(by),
        place=mark_of(by.scope) if isinstance(by, Role) else "",
        what=what,
        on_kind=type(on).__name__.lower(),
        on_id=None if isinstance(on, Person) else on.pk,
        whom="" if concerned is None else number_of(concerned),
        detail=given,
    )


def mark_of(place: Place | None) -> str:
    """What a place is called in the trail, such as `region:3`; nothing for none."""
    return "" if place is None else f"{type(place).__name__.lower()}:{place.pk}"


def number_of(person: Person) -> str:
    """The random number that stands for somebody in the trail, from now on if there was none."""
    return AuditPerson.objects.get_or_create(person=person.pk)[0].number


def forget_in_the_trail(person: Person | None, addresses: Collection[str] = ()) -> None:
    """Take somebody out of the trail: what they did and what was done to them stays, and nobody can tell who it was.

    `addresses`: all of theirs, for an older version wrote addresses. If they act again, it is as somebody else.
    """
    theirs = Q(name__in=addresses)
    if person is not None:
        theirs |= Q(person=person.pk)
    AuditPerson.objects.filter(theirs).delete()


def _number_of_actor(by: By | Oneself) -> str:
    if not isinstance(by, Operator):
        return number_of(by.person)
    return "" if by.is_program else AuditPerson.objects.get_or_create(name=by.name[:200])[0].number


def _role_of(by: By | Oneself) -> str:
    if isinstance(by, Role):
        return by.kind
    if isinstance(by, Operator):
        return PROGRAM if by.is_program else OPERATOR
    return ONESELF
