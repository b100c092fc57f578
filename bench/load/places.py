"""Many facilitators, signed in, and CPD sessions that all of them want. Runs inside an installation."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Max
from django.test import Client
from django.utils import timezone

from ninefold.academy.models import Booking, BookingState, CpdSession
from ninefold.accounts.models import Kind, Person, Role
from tests.academy.cpd import make_session
from tests.world import MORNING, make_world


def many_who_want(people: int, sessions: int, places: int) -> dict[str, Any]:
    """So many facilitators, each with the cookie of a browser in which they are signed in, and so many CPD sessions."""
    world = make_world()
    made = Person.objects.get_queryset().bulk_create(
        Person(email=f"f{number}@example.org", name=f"Facilitator {number}", organisation=world.trent)
        for number in range(people)
    )
    Role.objects.bulk_create(Role(person=each, kind=Kind.FACILITATOR, granted_at=MORNING) for each in made)
    starts_at = timezone.now() + timedelta(days=30)
    wanted = [make_session(world, places=places, starts_at=starts_at).pk for _each in range(sessions)]
    return {"cookies": [_cookie(each) for each in made], "sessions": wanted}


def how_it_ended() -> dict[str, int]:
    """How many bookings were decided, and the most places that any one CPD session gave."""
    booked = Booking.objects.filter(state=BookingState.BOOKED).values("session").annotate(count=Count("pk"))
    open_ones = Booking.objects.filter(state=BookingState.WAITING, session__in=_with_room()).count()
    return {
        "decided": Booking.objects.count(),
        "most": booked.aggregate(most=Max("count"))["most"] or 0,
        "waiting_while_free": open_ones,
    }


def _with_room() -> list[int]:
    """The CPD sessions with a place that nobody holds."""
    return [each.pk for each in CpdSession.objects.all() if each.bookings.holding().count() < each.capacity]


def _cookie(person: Person) -> str:
    browser = Client()
    browser.force_login(person)
    return browser.cookies[settings.SESSION_COOKIE_NAME].value
