"""Who may have a place in a CPD session, and who may change a booking."""

from datetime import datetime

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from ninefold.academy.models import Booking, CpdSession, CpdSessionState, Host, OpenTo
from ninefold.academy.queries.rules import region_of
from ninefold.academy.queries.standing import standing_of
from ninefold.accounts.models import Kind, Person, Role
from ninefold.accounts.policies import By, NotAllowedError, Oneself
from ninefold.core.errors import NinefoldError
from ninefold.core.london import london_date
from ninefold.core.register import Standing


class CannotBookError(NinefoldError):
    """There is no place for this person in this CPD session now; the text says why."""


def runs(by: By | Oneself, session: CpdSession) -> bool:
    """Whether this is somebody who runs the CPD session: a lead of its region or nation, or somebody at the machine."""
    if isinstance(by, Oneself):
        return False
    if not isinstance(by, Role):
        return True
    return CpdSession.objects.run_by(by).filter(pk=session.pk).exists()


def is_oneself(by: By | Oneself, person: Person) -> bool:
    """Whether this is the person, in a role or by a link of theirs."""
    return isinstance(by, Role | Oneself) and by.person.pk == person.pk


def check_can_act_for(by: By | Oneself, person: Person, session: CpdSession) -> None:
    """One's own booking is changed by oneself, and by those who run the CPD session."""
    if not is_oneself(by, person) and not runs(by, session):
        raise NotAllowedError(_("Only the person themselves, or who runs the CPD session, may do that."))


def check_can_change_places(by: By, session: CpdSession) -> None:
    """How many places there are is said by those who run the CPD session."""
    if not runs(by, session):
        raise NotAllowedError(_("Only those who run this CPD session may change its places."))


def check_can_book(session: CpdSession, person: Person, at: datetime, *, by_staff: bool = False) -> None:
    """Raise CannotBookError unless this person may have a place, or wait for one, at this instant.

    Those who run the CPD session may book for somebody outside the booking window, and until it begins.
    """
    check_takes_place(session, at)
    if not by_staff:
        _check_window(session, at)
    _check_person(session, person, at)


def check_takes_place(session: CpdSession, at: datetime) -> None:
    """Raise CannotBookError unless the CPD session is announced, has a date and is still to come."""
    if session.state == CpdSessionState.CANCELLED:
        raise CannotBookError(_("This CPD session was cancelled."))
    if session.state == CpdSessionState.DRAFT:
        raise CannotBookError(_("This CPD session is not announced yet."))
    if session.starts_at is None:
        raise CannotBookError(_("This CPD session has no date yet. Say that you are interested, and you will be told."))
    if session.state != CpdSessionState.ANNOUNCED or session.starts_at <= at:
        raise CannotBookError(_("This CPD session has begun or is over. Please choose another date."))


def cannot_take_over() -> str:
    """Why a place cannot go to an address: one sentence whoever has it, or many a try would tell of them."""
    return _(
        "Your place cannot be handed to this address. Perhaps no facilitator here signs in with it, or they have a "
        "part in this CPD session already, or it is not open to them. Ask your colleague."
    )


def _check_window(session: CpdSession, at: datetime) -> None:
    if session.books_from is not None and at < session.books_from:
        raise CannotBookError(_("Places in this CPD session can be booked later; its page says from when."))
    if session.books_until is not None and at >= session.books_until:
        raise CannotBookError(_("Booking for this CPD session has closed. Please choose another date."))


def _check_person(session: CpdSession, person: Person, at: datetime) -> None:
    # One query for both, as this is asked by everybody at once when places are announced.
    hosts = Exists(Host.objects.filter(session=session, person=OuterRef("person")))
    roles = Role.objects.running().filter(person=person, kind=Kind.FACILITATOR).order_by()
    is_host = roles.values_list(hosts, flat=True)[:1]
    if not is_host:
        raise CannotBookError(_("CPD sessions are for facilitators, and %(name)s is none here.") % {"name": person})
    if is_host[0]:
        raise CannotBookError(_("%(name)s hosts this CPD session, and needs no place.") % {"name": person})
    if session.open_to == OpenTo.REGION and session.region != region_of(person):
        raise CannotBookError(_("This CPD session is for facilitators of %(region)s.") % {"region": session.region})
    if session.open_to == OpenTo.IN_PRACTICE and standing_of(person, london_date(at)) not in IN_PRACTICE:
        raise CannotBookError(_("This CPD session is for facilitators in practice. A refresher is open to you."))


# In the days of grace one is still in practice. Who falls out later keeps the place: it was theirs when they booked.
IN_PRACTICE = (Standing.ACCREDITED, Standing.DUE_SOON, Standing.GRACE)


def check_offer_is_theirs(by: By | Oneself, booking: Booking) -> None:
    """An offer is answered by whom it was made to, and by nobody for them."""
    if not is_oneself(by, booking.person):
        raise NotAllowedError(_("This offer was made to somebody else."))
