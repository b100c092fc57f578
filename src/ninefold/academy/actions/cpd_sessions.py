"""CPD sessions: prepared, given a date, moved, cancelled, with a link to join. Places are `actions.bookings`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from ninefold.academy.actions.booking_events import note
from ninefold.academy.actions.bookings import MOST_PLACES, end_by_beginning, lock
from ninefold.academy.actions.interest import queue_interested
from ninefold.academy.models import Attendee, BookingState, CpdSession, CpdSessionState, Host, OpenTo
from ninefold.academy.models.bookings import GOES_ON
from ninefold.academy.policies.cpd_sessions import check_can_prepare, check_can_run
from ninefold.academy.queries.cpd_sessions import body_of
from ninefold.academy.queries.topics import topic_named, topics_of
from ninefold.accounts.actions.trail import record
from ninefold.accounts.models import Nation, Person, Region
from ninefold.accounts.policies import By
from ninefold.core.cpd_lifecycles import BOOKING, CPD_SESSION
from ninefold.core.cpd_lifecycles import BookingState as Stage
from ninefold.core.cpd_lifecycles import CpdSessionState as SessionStage
from ninefold.core.errors import NinefoldError
from ninefold.core.lifecycles import check_move

SHORTEST, LONGEST = 15, 480  # minutes
FURTHEST = timedelta(days=2 * 366)


@dataclass(frozen=True)
class Plan:
    """What is said of a CPD session when it is prepared or changed. Without `starts_at` it collects interest."""

    topic: str
    title: str
    about: str = ""
    open_to: str = OpenTo.EVERYBODY
    starts_at: datetime | None = None
    minutes: int = 90
    capacity: int = 20
    counts_as_session: bool = False
    online_link: str = ""
    books_from: datetime | None = None
    books_until: datetime | None = None
    hosts: Sequence[Person] = ()


@transaction.atomic
def prepare_session(*, body: Nation | Region, plan: Plan, by: By, at: datetime) -> CpdSession:
    """Begin a draft of a CPD session that a nation or a region holds; nobody else sees it yet."""
    check_can_prepare(by, body)
    _check(plan, body, at)
    made = CpdSession.objects.create(
        nation=body if isinstance(body, Nation) else None,
        region=body if isinstance(body, Region) else None,
        capacity=plan.capacity,
        starts_at=plan.starts_at,
        **_said(plan),
    )
    _set_hosts(made, plan.hosts)
    record(by=by, at=at, what="prepare CPD session", on=made)
    return made


@transaction.atomic
def change_session(*, session: CpdSession, plan: Plan, by: By, at: datetime) -> None:
    """Change what is said of it. Another date tells everybody, and so does another link to join.

    How many places there are is changed by `change_capacity`, which knows who has one.
    """
    check_can_run(by, session)
    locked = lock(session)
    _check(plan, body_of(locked), at, before=locked)
    if locked.state not in (CpdSessionState.DRAFT, CpdSessionState.ANNOUNCED):
        raise NinefoldError(_("This CPD session is over or cancelled, so what is said of it stays."))
    if locked.starts_at != plan.starts_at and _is_being_counted(locked):
        raise NinefoldError(_("Who was there has been entered for its date, so that stays. Prepare another one."))
    before = (locked.starts_at, locked.minutes, locked.online_link, locked.title)
    for name, value in _said(plan).items():
        setattr(locked, name, value)
    locked.starts_at = plan.starts_at
    if locked.online_link != before[2]:
        locked.meeting_id = ""  # the link leads elsewhere than to the meeting that was made
    locked.save()
    _set_hosts(locked, plan.hosts)
    if locked.state == CpdSessionState.ANNOUNCED:
        end_by_beginning(locked)
        tell_of_change(locked, before, at)
        if before[0] is None and locked.starts_at is not None:
            queue_interested(session=locked, at=at)
    elif locked.capacity != plan.capacity:
        locked.capacity = plan.capacity
        locked.save(update_fields=["capacity"])
    record(by=by, at=at, what="change CPD session", on=locked)
    session.refresh_from_db()


@transaction.atomic
def announce_session(*, session: CpdSession, by: By, at: datetime) -> None:
    """Let everybody know of it: it is on the public list from now on, and can be booked once it has a date."""
    check_can_run(by, session)
    locked = lock(session)
    if locked.starts_at is not None and locked.starts_at <= at:
        raise NinefoldError(_("Its date is over. Give it another one first."))
    locked.state = CpdSessionState(check_move(CPD_SESSION, "announce", SessionStage(locked.state)))
    locked.announced_at = at
    locked.save(update_fields=["state", "announced_at"])
    record(by=by, at=at, what="announce CPD session", on=locked)
    if locked.starts_at is not None:
        queue_interested(session=locked, at=at)  # before others hear of it: who said first is offered a place first
    session.refresh_from_db()


@transaction.atomic
def cancel_session(*, session: CpdSession, because: str, by: By, at: datetime) -> None:
    """Cancel it, with a reason that everybody who has a place, an offer or waits is told; their calendars follow."""
    check_can_run(by, session)
    said = " ".join(because.split())
    if not said:
        raise NinefoldError(_("Say in a sentence why it is cancelled: everybody who wanted to come is told."))
    locked = lock(session)
    locked.state = CpdSessionState(check_move(CPD_SESSION, "cancel", SessionStage(locked.state)))
    locked.cancelled_at, locked.cancelled_because = at, said[:500]
    locked.calendar_number += 1
    locked.save(update_fields=["state", "cancelled_at", "cancelled_because", "calendar_number"])
    for booking in locked.bookings.filter(state__in=(BookingState.WAITING, BookingState.OFFERED, BookingState.BOOKED)):
        note(booking, "session_cancelled", at=at, by_staff=True)
        booking.state = check_move(BOOKING, "cancel", Stage(booking.state))
        booking.place = booking.offer_ends_at = None
        booking.changed_at = at
        booking.save(update_fields=["state", "place", "offer_ends_at", "changed_at"])
    record(by=by, at=at, what="cancel CPD session", on=locked)
    session.refresh_from_db()


def tell_of_change(locked: CpdSession, before: tuple[datetime | None, int, str, str], at: datetime) -> None:
    """Tell who has a place, an offer or waits of another time or link; calendars take a higher number for the later."""
    if (locked.starts_at, locked.minutes, locked.online_link, locked.title) == before:
        return
    locked.calendar_number += 1
    locked.save(update_fields=["calendar_number"])
    moved = (locked.starts_at, locked.minutes) != before[:2]
    for booking in locked.bookings.filter(state__in=GOES_ON):
        if moved or booking.state == BookingState.BOOKED:
            note(booking, "moved" if moved else "link_changed", at=at, by_staff=True)


def _is_being_counted(locked: CpdSession) -> bool:
    """Whether somebody has said who was there, or when it ran: on another date that would be true of nobody."""
    return locked.ran_from is not None or Attendee.objects.filter(session=locked).exists()


def _said(plan: Plan) -> dict[str, object]:
    return {
        "topic": plan.topic,
        "title": " ".join(plan.title.split()),
        "about": plan.about.strip(),
        "open_to": plan.open_to,
        "minutes": plan.minutes,
        "counts_as_session": plan.counts_as_session,
        "online_link": plan.online_link,
        "books_from": plan.books_from,
        "books_until": plan.books_until,
    }


def _set_hosts(session: CpdSession, hosts: Sequence[Person]) -> None:
    """These are its hosts, and nobody else; who has a place in it cannot host it as well."""
    for person in hosts:
        if session.bookings.filter(person=person, state__in=GOES_ON).exists():
            raise NinefoldError(
                _("%(name)s has a place or waits for one, and cannot host it as well.") % {"name": person}
            )
    session.hosts.exclude(person__in=hosts).delete()
    for person in hosts:
        Host.objects.get_or_create(session=session, person=person)


def _check(plan: Plan, body: Nation | Region, at: datetime, before: CpdSession | None = None) -> None:
    if not plan.title.strip():
        raise NinefoldError(_("Give it a title."))
    kept = "" if before is None else before.topic
    if topic_named(plan.topic, topics_of(body, also=kept)) is None:
        raise NinefoldError(_("Choose a topic that %(body)s has.") % {"body": body})
    if not SHORTEST <= plan.minutes <= LONGEST:
        raise NinefoldError(
            _("A CPD session lasts from %(least)s to %(most)s minutes.") % {"least": SHORTEST, "most": LONGEST}
        )
    if not 1 <= plan.capacity <= MOST_PLACES:
        raise NinefoldError(_("There should be from 1 to %(most)s places.") % {"most": MOST_PLACES})
    if plan.online_link and not plan.online_link.startswith("https://"):
        raise NinefoldError(_("The link to join should begin with https://."))
    if plan.open_to == OpenTo.REGION and not isinstance(body, Region):
        raise NinefoldError(_("Only a region’s own CPD session can be for the facilitators of that region."))
    _check_days(plan, at, before)


def _check_days(plan: Plan, at: datetime, before: CpdSession | None) -> None:
    if plan.starts_at is None:
        if before is not None and before.starts_at is not None and before.state == CpdSessionState.ANNOUNCED:
            raise NinefoldError(_("It has been announced with a date. Move it to another, or cancel it."))
        return
    unchanged = before is not None and before.starts_at == plan.starts_at
    if not unchanged and not at < plan.starts_at <= at + FURTHEST:
        raise NinefoldError(_("Choose a day and time that is still to come, within two years."))
    if plan.books_until is not None and plan.books_until > plan.starts_at:
        raise NinefoldError(_("Booking should close before it begins."))
    if plan.books_from is not None and plan.books_from >= (plan.books_until or plan.starts_at):
        raise NinefoldError(_("Booking should open before it closes."))
