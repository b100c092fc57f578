"""Places in CPD sessions whose people were there, for the tests of what follows."""

from ninefold.academy.models import Booking, BookingState, CpdSession
from ninefold.accounts.models import Role
from tests.academy.cpd import EARLY


def make_attended(session: CpdSession, role: Role, state: BookingState = BookingState.ATTENDED) -> Booking:
    """A place of somebody in a CPD session, who was there unless another state is said."""
    number = session.bookings.count() + 1
    return Booking.objects.create(
        session=session,
        person=role.person,
        state=state,
        number=number,
        place=number,
        made_at=EARLY,
        changed_at=EARLY,
    )
