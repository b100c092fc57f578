"""Announcing dates: several CPD sessions at once, and a mail to every facilitator who may come and wants news.

The action only says that it is to be done. The worker writes the mails, some at a time, and keeps with them how far it
is: after a crash it goes on where it was, and nobody is written to twice.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ninefold.academy.actions.cpd_sessions import announce_session
from ninefold.academy.actions.links import new_link
from ninefold.academy.actions.mail_choice import LINK_KEPT
from ninefold.academy.emails.cpd_sessions import announced
from ninefold.academy.models import Announcement, CpdSession, CpdSessionState, Link
from ninefold.academy.policies.bookings import check_can_book
from ninefold.academy.queries.mail_choice import who_want
from ninefold.accounts.actions.outbox import post
from ninefold.accounts.models import Kind, Person, Role
from ninefold.accounts.policies import By
from ninefold.core.errors import NinefoldError

AT_ONCE = 100  # people in one transaction


@transaction.atomic
def announce_dates(*, sessions: Sequence[CpdSession], by: By, at: datetime) -> Announcement:
    """Announce these drafts together: they are on the public list at once, and facilitators are written to.

    Raises NinefoldError where one of them cannot be announced: then none is.
    """
    if not sessions:
        raise NinefoldError(_("Choose what to announce."))
    made = Announcement.objects.create(made_by=by.person if isinstance(by, Role) else None, made_at=at)
    for session in sessions:
        announce_session(session=session, by=by, at=at)
        CpdSession.objects.filter(pk=session.pk).update(announcement=made)
    return made


def tell_of_dates(at: datetime) -> int:
    """Write to some more of those who are to be told of new dates; how many were written to."""
    waiting = Announcement.objects.filter(done_at__isnull=True).order_by("pk").values_list("pk", flat=True)
    return sum(_tell_some(number, at) for number in list(waiting))


@transaction.atomic
def _tell_some(number: int, at: datetime) -> int:
    # The row is held until the mails are written, so that two workers do not write the same ones.
    batch = Announcement.objects.select_for_update().filter(pk=number, done_at__isnull=True).first()
    if batch is None:
        return 0
    facilitators = Role.objects.running().filter(kind=Kind.FACILITATOR, person__is_active=True)
    people = list(
        Person.objects.get_queryset()
        .filter(pk__gt=batch.last_told, pk__in=facilitators.values("person"))
        .select_related("organisation")
        .order_by("pk")[:AT_ONCE]
    )
    dates = list(batch.sessions.filter(state=CpdSessionState.ANNOUNCED, starts_at__gt=at).order_by("starts_at"))
    told = sum(_tell(person, dates, at) for person in who_want(people, "news")) if dates else 0
    if people:
        batch.last_told = people[-1].pk
    if len(people) < AT_ONCE or not dates:
        batch.done_at = at
    batch.told += told
    batch.save(update_fields=["last_told", "done_at", "told"])
    return told


def _tell(person: Person, dates: Sequence[CpdSession], at: datetime) -> bool:
    """Write to one facilitator of the dates that are open to them; whether there were any."""
    open_to_them = [session for session in dates if _may_come(session, person, at)]
    if not open_to_them:
        return False
    linked = [(session, _link(session, person, at)) for session in open_to_them]
    choice = new_link(purpose=Link.Purpose.MAIL, about=0, person=person, expires_at=at + LINK_KEPT, at=at)
    post(to=person.email, mail=announced(person, linked, choice), at=at)
    return True


def _may_come(session: CpdSession, person: Person, at: datetime) -> bool:
    try:
        check_can_book(session, person, at, by_staff=True)
    except NinefoldError:
        return False
    return True


def _link(session: CpdSession, person: Person, at: datetime) -> str:
    assert session.starts_at is not None  # it has a date
    return new_link(
        purpose=Link.Purpose.BOOK,
        about=session.pk,
        person=person,
        expires_at=session.books_until or session.starts_at,
        at=at,
    )
