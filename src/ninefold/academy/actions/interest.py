"""Saying that one would come to a CPD session, withdrawing it, and what it leads to once there is a date."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from ninefold.academy.actions.bookings import lock, queue_in_order
from ninefold.academy.actions.links import new_link
from ninefold.academy.emails import interest as mails
from ninefold.academy.models import CpdSession, Interest, Link, OpenTo, StandingSaid, TimeOfWeek
from ninefold.academy.policies.bookings import CannotBookError, check_can_book, check_takes_place
from ninefold.accounts.actions.outbox import post
from ninefold.accounts.actions.trail import record
from ninefold.accounts.limits import failures, forgive, note_failure
from ninefold.accounts.models import Person, Region
from ninefold.accounts.policies import Oneself, Operator
from ninefold.accounts.queries import person_with_address
from ninefold.core.errors import NinefoldError

KEPT, KEPT_UNCONFIRMED, KEPT_OFFERED = timedelta(days=730), timedelta(days=7), timedelta(days=90)
# What nobody confirmed: mails in a day to one address, and at the wish of one network address in ten minutes.
UNCONFIRMED, UNCONFIRMED_FROM = "interest-unconfirmed", "interest-unconfirmed-from"
MOST_MAILS, MOST_FROM_ONE_PLACE = 3, 30


@dataclass(frozen=True)
class Said:
    """What somebody says who would come: to what, when, from where, and how they stand.

    `times`: values of TimeOfWeek, `standing`: one of StandingSaid. `session`: the CPD session without a date that it is
    said of, if it is said of one.
    """

    topic: str
    region: Region
    times: tuple[str, ...] = ()
    standing: str = StandingSaid.UNSURE
    session: CpdSession | None = None


@transaction.atomic
def express_interest(*, said: Said, person: Person, at: datetime) -> Interest:
    """Keep that somebody who has signed in would come. Once for a topic: a second time replaces what was said.

    They keep their place in the order, unless a place was offered to them since.
    """
    _check(said)
    found = Interest.objects.select_for_update().filter(email=person.email, topic=said.topic).exclude(confirmed_at=None)
    kept = found.first() or Interest(email=person.email, topic=said.topic, made_at=at, confirmed_at=at)
    kept.person, kept.name = person, person.name
    _fill(kept, said, at)
    record(by=Oneself(person), at=at, what="say interest", on=kept, whom=person)
    return kept


@transaction.atomic
def express_unconfirmed_interest(*, said: Said, name: str, email: str, visitor: str, at: datetime) -> None:
    """Note what somebody says who has not signed in, and write to the address for its reader to confirm or withdraw.

    Nothing counts before that: or a stranger could put somebody in the queue, in whose place an offer would wait, and
    change what they had said. What comes back and what is sent are the same whoever has the address. After three mails
    in a day that nobody confirmed, none goes to it; and none at the wish of a visitor who asks for many.
    """
    _check(said)
    row, _made = Interest.objects.select_for_update().get_or_create(
        email=email, topic=said.topic, confirmed_at=None, defaults={"name": name, "made_at": at}
    )
    row.name = name
    _fill(row, said, at)
    told = new_link(purpose=Link.Purpose.INTEREST, about=row.pk, expires_at=at + KEPT, at=at)
    too_many = (
        failures(UNCONFIRMED, email, at=at) >= MOST_MAILS
        or failures(UNCONFIRMED_FROM, visitor, at=at) >= MOST_FROM_ONE_PLACE
    )
    if not too_many:
        note_failure(UNCONFIRMED, email, at=at, span=timedelta(days=1))
        note_failure(UNCONFIRMED_FROM, visitor, at=at)
    post(to="" if too_many else email, mail=mails.confirm(row, told), at=at, any_hour=True)


@transaction.atomic
def confirm_interest(*, interest: Interest, visitor: str, at: datetime) -> Interest:
    """Let it count, as whoever reads mail at the address; it replaces what they said before. To confirm twice is once.

    Of somebody with an account, it is theirs from now on.
    """
    row = Interest.objects.select_for_update().get(pk=interest.pk)
    if row.confirmed_at is not None:
        return row
    earlier = Interest.objects.select_for_update().filter(email=row.email, topic=row.topic).exclude(confirmed_at=None)
    kept = earlier.first()
    if kept is not None:
        for name in ("name", "session", "region", "times", "standing_said"):
            setattr(kept, name, getattr(row, name))
        if kept.offered_at is not None:
            kept.made_at, kept.offered_at = row.made_at, None
        Link.objects.filter(purpose=Link.Purpose.INTEREST, about=row.pk).update(about=kept.pk)
        row.delete()
        row = kept
    row.confirmed_at = at
    row.person = person_with_address(row.email)
    row.save()
    forgive(UNCONFIRMED, row.email)
    forgive(UNCONFIRMED_FROM, visitor)
    return row


@transaction.atomic
def withdraw_interest(*, interest: Interest, at: datetime) -> None:
    """Forget it, as who said it or as who reads mail at the address. To withdraw twice is to withdraw once."""
    row = Interest.objects.select_for_update().filter(pk=interest.pk).first()
    if row is None:
        return
    if row.person is not None:
        record(by=Oneself(row.person), at=at, what="withdraw interest", on=row, whom=row.person)
    drop_interest(row)


def drop_interest(row: Interest) -> None:
    """Delete it with its links. Not a door by itself."""
    Link.objects.filter(purpose=Link.Purpose.INTEREST, about=row.pk).delete()
    row.delete()


@transaction.atomic
def queue_interested(*, session: CpdSession, at: datetime) -> int:
    """Of a CPD session that has got its date: offer its places in the order in which people said they would come.

    Those whose address is that of a facilitator who may have a place are queued, in that order, and the places that
    are free are offered to the first of them. The others are written to that the date is set, and how to come in. Each
    once, however often this is called, and in one transaction, so that after a crash it is done anew or was done. How
    many there were. Raises CannotBookError for a CPD session that is not announced, has no date, or has begun.
    """
    locked = lock(session)
    check_takes_place(locked, at)
    of_it = Interest.objects.select_for_update(of=("self",)).standing().select_related("person")
    of_it = of_it.filter(Q(session=locked) | Q(topic=locked.topic))
    if locked.open_to == OpenTo.REGION:
        of_it = of_it.filter(region=locked.region_id)
    queue: list[Person] = []
    found = list(of_it)
    for interest in found:
        person = interest.person or person_with_address(interest.email)
        if person is not None and _may_book(locked, person, at):
            queue.append(person)
        else:
            told = new_link(purpose=Link.Purpose.INTEREST, about=interest.pk, expires_at=at + KEPT_OFFERED, at=at)
            post(to=interest.email, mail=mails.date_set(interest, locked, told), at=at)
    Interest.objects.filter(pk__in=[each.pk for each in found]).update(offered_at=at)
    queue_in_order(session=locked, people=queue, at=at)
    if found:
        by = Operator("program", is_program=True)
        record(by=by, at=at, what="queue interested", on=locked, count=str(len(found)))
    return len(found)


def forget_interest(at: datetime) -> int:
    """Delete what nobody confirmed in a week, what was offered 90 days ago, and what is two years old; how many."""
    old = Q(made_at__lte=at - KEPT) | Q(offered_at__lte=at - KEPT_OFFERED)
    unconfirmed = Q(confirmed_at=None, made_at__lte=at - KEPT_UNCONFIRMED)
    return Interest.objects.filter(old | unconfirmed).delete()[0]


def _fill(row: Interest, said: Said, at: datetime) -> None:
    """Write what is said into a row. Who was offered a place since they said it begins anew, at the end."""
    if row.offered_at is not None:
        row.made_at, row.offered_at = at, None
    row.session, row.region = said.session, said.region
    row.times, row.standing_said = "\n".join(said.times), said.standing
    row.save()


def _may_book(session: CpdSession, person: Person, at: datetime) -> bool:
    try:
        check_can_book(session, person, at, by_staff=True)
    except CannotBookError:
        return False
    return True


def _check(said: Said) -> None:
    if said.session is not None and said.session.starts_at is not None:
        raise NinefoldError(_("This CPD session has a date: book a place in it."))
    if not set(said.times) <= set(TimeOfWeek.values):
        raise NinefoldError(_("Choose times of the week from the list."))
    if said.standing not in StandingSaid.values:
        raise NinefoldError(_("Say how you stand with one of the words on the list."))
