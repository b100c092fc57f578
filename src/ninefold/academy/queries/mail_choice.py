"""Which mail somebody wants, asked before it is written. What one needs, such as an offered place, always goes."""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from ninefold.academy.models import Link, MailChoice
from ninefold.academy.queries.links import find_link
from ninefold.accounts.models import Person

Sort = Literal["news", "opinions"]


def wants(person: Person, sort: Sort) -> bool:
    """Whether somebody wants news of CPD sessions, or requests for their opinion. Who has not chosen gets both."""
    return not MailChoice.objects.filter(person=person, **{sort: False}).exists()


def who_want(people: Iterable[Person], sort: Sort) -> list[Person]:
    """Those of these people who want it, in their order; in one query."""
    found = list(people)
    without = MailChoice.objects.filter(person__in=[one.pk for one in found], **{sort: False})
    refused = set(without.values_list("person", flat=True))
    return [one for one in found if one.pk not in refused]


def choice_of(person: Person) -> MailChoice:
    """What somebody has chosen, or both."""
    return MailChoice.objects.filter(person=person).first() or MailChoice(person=person)


def person_by_mail_link(told: str, at: datetime) -> Person | None:
    """Whose choice a link in a mail opens; None for one that leads to nothing."""
    link = find_link(told, Link.Purpose.MAIL, at)
    return None if link is None else link.person
