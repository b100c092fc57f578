"""What the worker does for bookings: offers that end go on, and people are told what happened to theirs."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from ninefold.academy.actions.bookings import end_waiting, let_offers_end, lock, renew_untold
from ninefold.academy.actions.links import forget_links
from ninefold.academy.actions.telling import TOLD, tell
from ninefold.academy.models import Booking, BookingEvent, BookingState, CpdSession
from ninefold.accounts.sweeping import went_well

__all__ = ["forget_links", "let_offers_lapse", "tell_bookings"]

AT_ONCE = 500  # mails in one sweep; the next goes on


def let_offers_lapse(at: datetime) -> int:
    """End the offers that were not answered in time and offer their places on; end what waits where it has begun.

    How many ended. A CPD session for which that fails is left for the next sweep, and does not keep the others.
    """
    over = Q(state=BookingState.OFFERED, offer_ends_at__lte=at)
    begun = Q(state__in=(BookingState.WAITING, BookingState.OFFERED), session__starts_at__lte=at)
    numbers = Booking.objects.filter(over | begun).order_by("session").values_list("session", flat=True).distinct()
    return sum(went_well(_end_in, CpdSession(pk=number), at) for number in list(numbers))


def tell_bookings(at: datetime) -> int:
    """Write the mail about everything that somebody is to be told of, in the order in which it happened; how many."""
    waiting = BookingEvent.objects.filter(told_at__isnull=True, what__in=TOLD).order_by("pk")
    numbers = list(waiting.values_list("pk", flat=True)[:AT_ONCE])
    return sum(went_well(tell, number, at) for number in numbers)


@transaction.atomic
def _end_in(session: CpdSession, at: datetime) -> int:
    locked = lock(session)
    if locked.starts_at is not None and locked.starts_at <= at:
        return end_waiting(locked, at)
    renew_untold(locked, at)
    return let_offers_end(locked, at)
