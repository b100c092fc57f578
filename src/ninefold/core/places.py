"""The places of a CPD session: which are free, and for how long one is kept for somebody who waits."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

# How long an offer holds, and the least, near the day (domain.md 7, a default of ours).
OFFER_HOLDS = timedelta(hours=48)
SHORTEST_OFFER = timedelta(minutes=30)
# The part of the time left that one offer may take, so that a place can be offered to some more before the day.
_PART_OF_TIME_LEFT = 4
# Until when somebody may cancel without saying why: long enough for whoever waits to plan.
FREE_TO_CANCEL = timedelta(days=14)


def free_places(capacity: int, taken: Collection[int]) -> list[int]:
    """The numbers of the places that nobody holds, from 1 to the capacity, in order."""
    return [place for place in range(1, capacity + 1) if place not in taken]


def offer_ends(at: datetime, starts_at: datetime) -> datetime:
    """Until when a place offered at this instant is kept: 48 hours, less near the day, never beyond its beginning.

    No offer takes more than a quarter of the time that is left, or half an hour where that is more.
    """
    left = starts_at - at
    return min(starts_at, at + max(SHORTEST_OFFER, min(OFFER_HOLDS, left / _PART_OF_TIME_LEFT)))


def must_say_why(at: datetime, starts_at: datetime) -> bool:
    """Whether who cancels at this instant is asked for a remark: less than two weeks are left to give the place on."""
    return starts_at - at < FREE_TO_CANCEL
