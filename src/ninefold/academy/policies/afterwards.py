"""Who says what they thought of a CPD session and writes a note on it, and who sees what was thought."""

from django.utils.translation import gettext as _

from ninefold.academy.models import Booking, BookingState, CpdSession, Host
from ninefold.academy.policies.bookings import runs
from ninefold.accounts.models import Role
from ninefold.accounts.policies import NotAllowedError
from ninefold.core.errors import NinefoldError


def check_was_there(by: Role, booking: Booking) -> None:
    """Who attended, for themselves. Raises NinefoldError where it is not known that they did."""
    if by.ended_at is not None or by.person_id != booking.person_id:
        raise NotAllowedError(_("Only who attended a CPD session writes here, each for themselves."))
    if booking.state != BookingState.ATTENDED:
        raise NinefoldError(_("It is not entered that you attended this CPD session. If you did, ask its hosts."))


def sees_opinions(role: Role, session: CpdSession) -> bool:
    """Whether this role sees what was thought of a CPD session: its hosts, and those who run it."""
    if role.ended_at is not None:
        return False
    return runs(role, session) or Host.objects.filter(session=session, person=role.person_id).exists()
