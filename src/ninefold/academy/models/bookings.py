"""The tables of places in CPD sessions: bookings with the queue before them, and what happened to each."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ninefold.academy.models.sessions import CpdSession, Host
from ninefold.accounts.models import Person, Role
from ninefold.accounts.privacy import OPEN, PERSONAL, Privacy


class BookingState(models.TextChoices):
    """How far a booking is."""

    WAITING = "waiting", _("on the waiting list")
    OFFERED = "offered", _("a place is offered")
    BOOKED = "booked", _("booked")
    ATTENDED = "attended", _("attended")
    ABSENT = "absent", _("absent")
    CANCELLED = "cancelled", _("cancelled")
    DECLINED = "declined", _("declined the offer")
    EXPIRED = "expired", _("did not answer the offer")


# What holds a place of the capacity, what is still going on, and what had a place when the CPD session was held.
HOLDS = (BookingState.OFFERED, BookingState.BOOKED, BookingState.ATTENDED, BookingState.ABSENT)
GOES_ON = (BookingState.WAITING, *HOLDS)
HAD_PLACE = (BookingState.BOOKED, BookingState.ATTENDED, BookingState.ABSENT)


class BookingQuerySet(models.QuerySet["Booking"]):
    """Bookings."""

    def holding(self) -> Self:
        """Those that take one of the places."""
        return self.filter(state__in=HOLDS)

    def waiting(self) -> Self:
        """Those on the waiting list, the first first."""
        return self.filter(state=BookingState.WAITING).order_by("number")

    def visible_to(self, role: Role) -> Self:
        """One's own, those of CPD sessions that one hosts, and those of CPD sessions that one runs."""
        if role.ended_at is not None:
            return self.none()
        ran = CpdSession.objects.run_by(role).values("pk")
        hosted = Host.objects.filter(person=role.person_id).values("session")
        return self.filter(Q(person=role.person_id) | Q(session__in=ran) | Q(session__in=hosted))


class Booking(models.Model):
    """One person's part in one CPD session: waiting, with an offer that expires, with a place, there or not.

    `number` is the order of the queue: given once, under the lock of the CPD session, never changed. `place` is one of
    the places 1 to the capacity while it holds one; that no two bookings hold the same place is what the database
    enforces behind the lock. `remark`: what was said by who cancelled late.
    """

    privacy: ClassVar[dict[str, Privacy]] = {
        "id": OPEN,
        "session": PERSONAL,
        "person": PERSONAL,
        "state": PERSONAL,
        "number": PERSONAL,
        "place": PERSONAL,
        "offer_ends_at": PERSONAL,
        "made_at": PERSONAL,
        "changed_at": PERSONAL,
        "remark": PERSONAL,
        "took_over_from": PERSONAL,
    }

    session = models.ForeignKey(CpdSession, on_delete=models.PROTECT, related_name="bookings")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=20, choices=BookingState)
    number = models.PositiveIntegerField()
    place = models.PositiveSmallIntegerField(null=True, blank=True)
    offer_ends_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    remark = models.CharField(max_length=500, blank=True)
    took_over_from = models.ForeignKey(Person, on_delete=models.SET_NULL, related_name="+", null=True, blank=True)

    objects = BookingQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["session", "person"], condition=Q(state__in=GOES_ON), name="booking_once_at_a_time"
            ),
            models.UniqueConstraint(
                fields=["session", "place"], condition=Q(place__isnull=False), name="booking_place_once"
            ),
            models.UniqueConstraint(fields=["session", "number"], name="booking_number_once"),
            models.CheckConstraint(
                condition=(Q(place__isnull=False) & Q(state__in=HOLDS)) | (Q(place__isnull=True) & ~Q(state__in=HOLDS)),
                name="booking_holds_a_place_or_none",
            ),
            models.CheckConstraint(
                condition=(Q(offer_ends_at__isnull=False) & Q(state="offered"))
                | (Q(offer_ends_at__isnull=True) & ~Q(state="offered")),
                name="booking_offer_has_an_end",
            ),
        )
        indexes = (
            models.Index(fields=["offer_ends_at"], condition=Q(state="offered"), name="booking_offer_ends"),
            models.Index(fields=["session", "state", "number"], name="booking_queue"),
        )

    def __str__(self) -> str:
        return f"booking {self.pk}"


class BookingEvent(models.Model):
    """What happened to a booking, in order; those of one `place` are the history of that place.

    `told_at` is empty until the mail about it is written, which the worker does once; where there is none to write it
    is set at once.
    """

    privacy: ClassVar[dict[str, Privacy]] = {
        "id": OPEN,
        "booking": PERSONAL,
        "what": PERSONAL,
        "place": PERSONAL,
        "at": PERSONAL,
        "by_staff": OPEN,
        "told_at": OPEN,
    }

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="events")
    what = models.CharField(max_length=30)
    place = models.PositiveSmallIntegerField(null=True, blank=True)
    at = models.DateTimeField()
    by_staff = models.BooleanField(default=False)
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=["id"], condition=Q(told_at__isnull=True), name="booking_event_to_tell"),)

    def __str__(self) -> str:
        return f"{self.what} of booking {self.booking_id}"
