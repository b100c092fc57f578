"""Choosing which mail one gets, and the link to that choice in each mail that can be refused."""

from datetime import datetime, timedelta

from django.db import transaction

from ninefold.academy.actions.links import new_link
from ninefold.academy.models import Link, MailChoice
from ninefold.academy.queries.mail_choice import choice_of, person_by_mail_link
from ninefold.accounts.actions.trail import record
from ninefold.accounts.mail import address_of
from ninefold.accounts.models import Person
from ninefold.accounts.policies import Oneself

LINK_KEPT = timedelta(days=365)


@transaction.atomic
def choose_mail(*, person: Person, news: bool, opinions: bool, at: datetime) -> None:
    """Say which mail one wants, as whoever signed in or reads the mail with the link. The last word counts."""
    chosen, _made = MailChoice.objects.update_or_create(person=person, defaults={"news": news, "opinions": opinions})
    record(by=Oneself(person), at=at, what="choose mail", on=chosen, whom=person)


def refuse_news(told: str, at: datetime) -> bool:
    """Want no more news of CPD sessions, by the link in a mail; the other choice stays. Whether the link is good."""
    person = person_by_mail_link(told, at)
    if person is None:
        return False
    choose_mail(person=person, news=False, opinions=choice_of(person).opinions, at=at)
    return True


def mail_choice_address(person: Person, at: datetime) -> str:
    """The address where the reader of a mail can say that they want no more such mail, without signing in.

    It opens that choice and nothing else.
    """
    told = new_link(purpose=Link.Purpose.MAIL, about=0, person=person, expires_at=at + LINK_KEPT, at=at)
    return address_of("academy:mail_choice", token=told)
