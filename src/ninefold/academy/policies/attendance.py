"""Who says who was there: those who host a CPD session, and those who run it."""

from django.utils.translation import gettext as _

from ninefold.academy.models import Booking, CpdSession, Host
from ninefold.academy.policies.bookings import runs
from ninefold.accounts.models import Role
from ninefold.accounts.policies import By, NotAllowedError


def check_can_count(by: By, session: CpdSession) -> None:
    """Hosts and those who run the CPD session say who was there."""
    if isinstance(by, Role) and by.ended_at is None and Host.objects.filter(session=session, person=by.person).exists():
        return
    if not runs(by, session):
        raise NotAllowedError(_("Only those who host or run this CPD session say who was there."))


def check_is_not_own(by: By, booking: Booking) -> None:
    """Being there is worth a line on the register, so nobody says by hand that they were there themselves."""
    if isinstance(by, Role) and by.person_id == booking.person_id:
        raise NotAllowedError(_("Nobody says of themselves that they were there: ask somebody else who may."))
