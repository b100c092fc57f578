"""The tables of attendance: files as a meeting service exports them, and whom the program found in them."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ninefold.academy.models.bookings import Booking
from ninefold.academy.models.sessions import CpdSession, Host
from ninefold.accounts.models import LONGEST_NAME, Person, Role
from ninefold.accounts.privacy import CONFIDENTIAL, OPEN, PERSONAL, Privacy


class AttendanceFileQuerySet(models.QuerySet["AttendanceFile"]):
    """Attendance files."""

    def visible_to(self, role: Role) -> Self:
        """Those of the CPD sessions that one hosts or runs."""
        if role.ended_at is not None:
            return self.none()
        ran = CpdSession.objects.run_by(role).values("pk")
        hosted = Host.objects.filter(person=role.person_id).values("session")
        return self.filter(Q(session__in=ran) | Q(session__in=hosted))


class AttendanceFile(models.Model):
    """A file of who was in the meeting of a CPD session. Its bytes go after 90 days; what was counted stays.

    `digest` is a hash of the bytes, so that the same file given twice changes nothing.
    """

    privacy: ClassVar[dict[str, Privacy]] = {
        "id": OPEN,
        "session": OPEN,
        "digest": OPEN,
        "content": CONFIDENTIAL,
        "read_at": OPEN,
        "read_by": PERSONAL,
        "counted_at": OPEN,
        "undone_at": OPEN,
        "delete_on": OPEN,
    }

    session = models.ForeignKey(CpdSession, on_delete=models.CASCADE, related_name="attendance_files")
    digest = models.CharField(max_length=64)
    content = models.BinaryField(null=True, blank=True)
    read_at = models.DateTimeField()
    read_by = models.ForeignKey(Person, on_delete=models.SET_NULL, related_name="+", null=True, blank=True)
    counted_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    delete_on = models.DateField()

    objects = AttendanceFileQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["session", "digest"], condition=Q(undone_at__isnull=True), name="attendance_file_once"
            ),
        )

    def __str__(self) -> str:
        return f"attendance file {self.pk}"


class AttendeeQuerySet(models.QuerySet["Attendee"]):
    """People in attendance files."""

    def visible_to(self, role: Role) -> Self:
        """Those of the CPD sessions that one hosts or runs."""
        if role.ended_at is not None:
            return self.none()
        ran = CpdSession.objects.run_by(role).values("pk")
        hosted = Host.objects.filter(person=role.person_id).values("session")
        return self.filter(Q(session__in=ran) | Q(session__in=hosted))


class Attendee(models.Model):
    """Somebody in an attendance file: from when until when they were there, and whose booking that is.

    `stays`: pairs of instants in ISO 8601. Without a file it is somebody whom a host marked by hand, with the `reason`.
    """

    class Match(models.TextChoices):
        """How it is known whose booking this is."""

        ADDRESS = "address", _("by the address")
        NAME = "name", _("by the name, to be confirmed")
        CONFIRMED = "confirmed", _("by the name, confirmed")
        BY_HAND = "by_hand", _("marked by a host")
        NOBODY = "nobody", _("nobody with a place")

    privacy: ClassVar[dict[str, Privacy]] = {
        "id": OPEN,
        "file": OPEN,
        "session": OPEN,
        "name": PERSONAL,
        "email": PERSONAL,
        "stays": PERSONAL,
        "booking": PERSONAL,
        "match": PERSONAL,
        "reason": PERSONAL,
        "marked_by": PERSONAL,
    }

    session = models.ForeignKey(CpdSession, on_delete=models.CASCADE, related_name="+")
    file = models.ForeignKey(AttendanceFile, on_delete=models.CASCADE, related_name="attendees", null=True, blank=True)
    name = models.CharField(max_length=LONGEST_NAME, blank=True)
    email = models.CharField(max_length=254, blank=True)
    stays = models.JSONField(default=list)
    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="+", null=True, blank=True)
    match = models.CharField(max_length=20, choices=Match, default=Match.NOBODY)
    reason = models.CharField(max_length=500, blank=True)
    marked_by = models.ForeignKey(Person, on_delete=models.SET_NULL, related_name="+", null=True, blank=True)

    objects = AttendeeQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name
