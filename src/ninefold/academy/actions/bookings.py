"""The one door to the places of a CPD session: for who books, for staff who book for them, and for who waits.

Each change locks the row of the CPD session, late and once, and counts after. Behind the lock the database keeps two
bookings from one place. Whoever waits gets a place in the order in which they asked: a place that becomes free is
offered to the first of them, and the offer holds it until it is answered or ends.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ninefold.academy.actions.booking_events import note
from ninefold.academy.models import Attendee, Booking, BookingState, CpdSession, CpdSessionState
from ninefold.academy.models.bookings import GOES_ON
from ninefold.academy.policies.bookings import (
    CannotBookError,
    cannot_take_over,
    check_can_act_for,
    check_can_book,
    check_can_change_places,
    check_offer_is_theirs,
    check_takes_place,
    is_oneself,
)
from ninefold.academy.queries.places import what_became_of
from ninefold.accounts.actions.trail import record
from ninefold.accounts.models import Kind, Person, Role
from ninefold.accounts.policies import By, Oneself
from ninefold.core.cpd_lifecycles import BOOKING
from ninefold.core.cpd_lifecycles import BookingState as Stage
from ninefold.core.errors import NinefoldError
from ninefold.core.lifecycles import check_move
from ninefold.core.places import free_places, must_say_why, offer_ends

LONGEST_REMARK = 500
MOST_PLACES = 500


class OfferOverError(NinefoldError):
    """The offer was answered, or ended, before."""


def book_place(*, session: CpdSession, person: Person, by: By | Oneself, at: datetime) -> Booking:
    """Give somebody a place, or put them at the end of the waiting list; once, however often it is asked.

    Raises CannotBookError where this person can have no place here, NotAllowedError for who acts for somebody else.
    """
    check_can_act_for(by, person, session)
    by_staff = not is_oneself(by, person)
    check_can_book(session, person, at, by_staff=by_staff)
    # What goes before needs no lock, and on SQLite a transaction is one from its beginning.
    with transaction.atomic():
        locked = lock(session)
        if _changed(session, locked):
            check_can_book(locked, person, at, by_staff=by_staff)
        known, taken = _standing(locked, person)
        if known is not None:
            return known
        booking = _book(locked, person, taken, at)
        note(booking, booking.state, at=at, by_staff=by_staff)
        record(by=by, at=at, what="book", on=booking, whom=person if by_staff else None)
        if len(taken) < locked.capacity and not booking.place:
            _offer_free(locked, at)
            booking.refresh_from_db()
        return booking


@transaction.atomic
def accept_offer(*, booking: Booking, by: By | Oneself, at: datetime) -> Booking:
    """Take the place that is offered; once, however often it is accepted. Raises OfferOverError when it is too late."""
    check_offer_is_theirs(by, booking)
    lock(booking.session)
    mine = _fresh(booking)
    if mine.state == BookingState.BOOKED:
        return mine
    _check_offer_holds(mine, at)
    _move(mine, "accept", at)
    note(mine, "booked", at=at)
    record(by=by, at=at, what="accept offer", on=mine, whom=mine.person)
    return mine


@transaction.atomic
def decline_offer(*, booking: Booking, by: By | Oneself, at: datetime) -> Booking:
    """Give up the place that is offered: it is offered to the next. Raises OfferOverError when it is over already."""
    check_offer_is_theirs(by, booking)
    locked = lock(booking.session)
    mine = _fresh(booking)
    if mine.state == BookingState.DECLINED:
        return mine
    _check_offer_holds(mine, at)
    _let_go(mine, "decline", "declined", at, tell=False)
    record(by=by, at=at, what="decline offer", on=mine, whom=mine.person)
    _offer_free(locked, at)
    return mine


@transaction.atomic
def cancel_booking(*, booking: Booking, by: By | Oneself, at: datetime, remark: str = "") -> Booking:
    """Give up a place, an offer, or waiting, until the CPD session begins: what becomes free is offered to the next.

    Less than two weeks before, who gives up a place says why. Cancelling twice is cancelling once.
    """
    check_can_act_for(by, booking.person, booking.session)
    locked = lock(booking.session)
    mine = _fresh(booking)
    if mine.state == BookingState.CANCELLED:
        return mine
    _check_not_begun(locked, at)
    said = " ".join(remark.split())
    by_staff = not is_oneself(by, mine.person)
    if not by_staff and not said and mine.place and locked.starts_at and must_say_why(at, locked.starts_at):
        raise NinefoldError(_("It is less than two weeks until then. Please say in a few words why you cannot come."))
    if len(said) > LONGEST_REMARK:
        raise NinefoldError(_("Say it in up to %(most)s characters.") % {"most": LONGEST_REMARK})
    mine.remark = said
    _let_go(mine, "cancel", "cancelled", at, by_staff=by_staff)
    record(by=by, at=at, what="cancel booking", on=mine, whom=mine.person)
    _offer_free(locked, at)
    return mine


@transaction.atomic
def substitute(*, booking: Booking, person: Person, by: By | Oneself, at: datetime) -> Booking:
    """Hand one's place to somebody else who may have it, until the CPD session begins; nobody who waits is overtaken.

    It is the same place, so none becomes free. Raises CannotBookError where the other cannot have a place here; to a
    colleague it says not why, which would tell how the other stands.
    """
    check_can_act_for(by, booking.person, booking.session)
    locked = lock(booking.session)
    mine = _fresh(booking)
    if mine.state != BookingState.BOOKED:
        raise NinefoldError(_("Only a place that is booked can be handed to somebody else."))
    check_takes_place(locked, at)
    place = mine.place
    theirs = locked.bookings.filter(person=person, state__in=GOES_ON).first()
    try:
        check_can_book(locked, person, at, by_staff=True)
        if theirs is not None and theirs.place:
            raise CannotBookError(_("%(name)s has a place in this CPD session already.") % {"name": person})
    except CannotBookError:
        if is_oneself(by, mine.person):
            raise CannotBookError(cannot_take_over()) from None
        raise
    if theirs is not None:
        _let_go(theirs, "cancel", "cancelled", at, tell=False)
    _let_go(mine, "cancel", "substituted", at, by_staff=not is_oneself(by, mine.person))
    taken_over = _add(locked, person, place, at, took_over_from=mine.person)
    note(taken_over, "booked", at=at, by_staff=True)
    record(by=by, at=at, what="substitute", on=taken_over, whom=person)
    return taken_over


@transaction.atomic
def change_capacity(*, session: CpdSession, capacity: int, by: By, at: datetime) -> None:
    """Say how many places there are: more are offered to who waits, fewer than are booked and offered are refused."""
    check_can_change_places(by, session)
    locked = lock(session)
    _check_not_begun(locked, at)
    holding = list(locked.bookings.holding().order_by("place"))
    if not 1 <= capacity <= MOST_PLACES:
        raise NinefoldError(_("There should be from 1 to %(most)s places.") % {"most": MOST_PLACES})
    if capacity < len(holding):
        raise NinefoldError(
            ngettext(
                "%(count)s place is booked or on offer, so there cannot be fewer.",
                "%(count)s places are booked or on offer, so there cannot be fewer.",
                len(holding),
            )
            % {"count": len(holding)}
        )
    spare = iter(free_places(capacity, {each.place for each in holding if each.place}))
    for each in holding:
        if each.place and each.place > capacity:
            each.place = next(spare)
            each.save(update_fields=["place"])
            note(each, "place_renumbered", at=at, by_staff=True, tell=False)
    locked.capacity = capacity
    locked.save(update_fields=["capacity"])
    record(by=by, at=at, what="change places", on=locked, count=str(capacity))
    _offer_free(locked, at)
    session.refresh_from_db()


@transaction.atomic
def queue_in_order(*, session: CpdSession, people: Iterable[Person], at: datetime) -> list[Booking]:
    """Put these who said that they are interested on the waiting list in their order, and offer them the free places.

    Whoever can have no place here, or has a booking already, is left out.
    """
    locked = lock(session)
    queued = []
    for person in people:
        try:
            check_can_book(locked, person, at, by_staff=True)
        except NinefoldError:
            continue
        if _standing(locked, person)[0] is None:
            queued.append(_add(locked, person, None, at))
            note(queued[-1], BookingState.WAITING, at=at, tell=False)
    _offer_free(locked, at)
    for each in queued:
        each.refresh_from_db()
        if each.state == BookingState.WAITING:
            note(each, BookingState.WAITING, at=at)
    return queued


def lock(session: CpdSession) -> CpdSession:
    """The row of a CPD session as it is now, which nobody else changes or books in until the transaction ends."""
    return CpdSession.objects.select_for_update(of=("self",)).get(pk=session.pk)


def end_waiting(locked: CpdSession, at: datetime) -> int:
    """End what waits for a place in a locked CPD session that has begun; how many waited."""
    ended = list(locked.bookings.filter(state__in=(BookingState.WAITING, BookingState.OFFERED)))
    for each in ended:
        _let_go(each, "expire", "no_place", at)
    return len(ended)


def let_offers_end(locked: CpdSession, at: datetime) -> int:
    """End the offers of a locked CPD session that were not answered in time, and offer their places to the next."""
    ended = list(locked.bookings.filter(state=BookingState.OFFERED, offer_ends_at__lte=at))
    for each in ended:
        _let_go(each, "expire", "expired", at)
    _offer_free(locked, at)
    return len(ended)


def renew_untold(locked: CpdSession, at: datetime) -> None:
    """Let the offers of a locked CPD session run from now whose mail is not written: nobody loses a place unheard."""
    if locked.starts_at is None:
        return
    unheard = locked.bookings.filter(
        state=BookingState.OFFERED, offer_ends_at__lte=at, events__what="offered", events__told_at__isnull=True
    )
    for each in unheard:
        each.offer_ends_at = offer_ends(at, locked.starts_at)
        each.save(update_fields=["offer_ends_at"])


def end_by_beginning(locked: CpdSession) -> None:
    """Let no offer of a locked CPD session that was moved outlast its beginning, or a place could be taken after it."""
    if locked.starts_at is not None:
        late = locked.bookings.filter(state=BookingState.OFFERED, offer_ends_at__gt=locked.starts_at)
        late.update(offer_ends_at=locked.starts_at)


@transaction.atomic
def give_up_all(*, person: Person, by: By | Oneself, at: datetime) -> None:
    """Cancel whatever somebody who is erased still has booked, so that their places go on; nobody is asked why.

    What they said when they gave places up goes too, and their names in lists of who was there, with what hosts wrote.
    """
    theirs = Booking.objects.filter(person=person, state__in=(Stage.WAITING, Stage.OFFERED, Stage.BOOKED))
    for number in list(theirs.order_by("session").values_list("session", flat=True)):
        locked = lock(CpdSession(pk=number))
        for mine in locked.bookings.filter(person=person, state__in=(Stage.WAITING, Stage.OFFERED, Stage.BOOKED)):
            _let_go(mine, "cancel", "cancelled", at, tell=False)
            record(by=by, at=at, what="cancel booking", on=mine, whom=person)
        _offer_free(locked, at)
    Booking.objects.filter(person=person).exclude(remark="").update(remark="")
    Attendee.objects.filter(booking__person=person).update(name="", email="", reason="")


def _changed(session: CpdSession, locked: CpdSession) -> bool:
    """Whether what decides who may book was changed since the row was read."""
    return any(
        getattr(session, name) != getattr(locked, name)
        for name in ("state", "starts_at", "open_to", "region_id", "books_from", "books_until")
    )


def _standing(locked: CpdSession, person: Person) -> tuple[Booking | None, set[int]]:
    """The booking that this person has and that goes on, and the numbers of the places that are held; one query."""
    rows = locked.bookings.filter(Q(place__isnull=False) | Q(person=person), state__in=GOES_ON)
    found = list(rows.values_list("pk", "person_id", "place"))
    known = next((number for number, whose, _place in found if whose == person.pk), None)
    taken = {place for _number, _whose, place in found if place}
    return None if known is None else Booking.objects.select_related("session", "person").get(pk=known), taken


def _book(locked: CpdSession, person: Person, taken: set[int], at: datetime) -> Booking:
    """A booking with the first free place; without one where there is none, or somebody waits, who is first."""
    free = free_places(locked.capacity, taken)
    if free and locked.bookings.waiting().exists():
        free = []  # the offers that this place is for go out afterwards
    return _add(locked, person, free[0] if free else None, at)


def _add(
    locked: CpdSession, person: Person, place: int | None, at: datetime, took_over_from: Person | None = None
) -> Booking:
    """A booking at the end of the queue of a locked CPD session, with this place if there is one."""
    locked.last_number += 1
    locked.save(update_fields=["last_number"])
    # Written as given a place at once where there is one: it begins on the list all the same.
    state = Stage.WAITING if place is None else check_move(BOOKING, "give", Stage.WAITING)
    return Booking.objects.create(
        session=locked,
        person=person,
        state=state,
        number=locked.last_number,
        place=place,
        made_at=at,
        changed_at=at,
        took_over_from=took_over_from,
    )


def _offer_free(locked: CpdSession, at: datetime) -> None:
    """Offer every free place of a locked CPD session to who waits, the first first; who can have none leaves the list.

    That is who is a facilitator no more. Who fell out of practice stays: they asked while they were in it.
    """
    if locked.state != CpdSessionState.ANNOUNCED or locked.starts_at is None or locked.starts_at <= at:
        return
    taken = {place for place in locked.bookings.holding().values_list("place", flat=True) if place}
    free = free_places(locked.capacity, taken)
    if not free:
        return
    facilitators = Role.objects.running().filter(kind=Kind.FACILITATOR).values("person")
    for gone in locked.bookings.waiting().exclude(person__in=facilitators):
        _let_go(gone, "cancel", "cancelled", at, by_staff=True)
    for place, waiting in zip(free, locked.bookings.waiting()[: len(free)], strict=False):
        waiting.place = place
        waiting.offer_ends_at = offer_ends(at, locked.starts_at)
        _move(waiting, "offer", at)
        note(waiting, "offered", at=at)


def _fresh(booking: Booking) -> Booking:
    """The booking as it is now that its CPD session is locked."""
    return Booking.objects.select_related("session", "person").get(pk=booking.pk)


def _move(booking: Booking, move: str, at: datetime) -> None:
    booking.state = check_move(BOOKING, move, Stage(booking.state))
    booking.changed_at = at
    if booking.state != Stage.OFFERED:
        booking.offer_ends_at = None
    booking.save(update_fields=["state", "place", "offer_ends_at", "changed_at", "remark"])


def _let_go(booking: Booking, move: str, what: str, at: datetime, *, by_staff: bool = False, tell: bool = True) -> None:
    """End a booking; its place, which the log still names, is free."""
    check_move(BOOKING, move, Stage(booking.state))
    note(booking, what, at=at, by_staff=by_staff, tell=tell)
    booking.place = None
    _move(booking, move, at)


def _check_offer_holds(booking: Booking, at: datetime) -> None:
    if over := what_became_of(booking, at):
        raise OfferOverError(over)


def _check_not_begun(session: CpdSession, at: datetime) -> None:
    if session.starts_at is not None and session.starts_at <= at:
        raise NinefoldError(_("This CPD session has begun, so its places stay as they are."))
