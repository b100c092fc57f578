"""The tables of what comes after a CPD session: certificates, what was thought of it, and notes for oneself."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from ninefold.academy.models.bookings import Booking
from ninefold.accounts.models import LONGEST_NAME, Person, Role
from ninefold.accounts.privacy import CONFIDENTIAL, OPEN, PERSONAL, Privacy


class CertificateQuerySet(models.QuerySet["Certificate"]):
    """Certificates."""

    def visible_to(self, role: Role) -> Self:
        """One's own."""
        return self.none() if role.ended_at is not None else self.filter(person=role.person_id)


class Certificate(models.Model):
    """A certificate that anybody who holds its code can check: of attendance at a CPD session, or of accreditation.

    That of accreditation tells, when it is checked, the standing of that day. A revoked one says since when.
    """

    class Kind(models.TextChoices):
        """What it certifies."""

        ATTENDANCE = "attendance", _("attendance at a CPD session")
        ACCREDITATION = "accreditation", _("accreditation as a facilitator")

    privacy: ClassVar[dict[str, Privacy]] = {
        "id": OPEN,
        "code": PERSONAL,
        "kind": PERSONAL,
        "person": PERSONAL,
        "booking": PERSONAL,
        "title": PERSONAL,
        "earned_on": PERSONAL,
        "issued_at": PERSONAL,
        "revoked_at": PERSONAL,
    }

    code = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=20, choices=Kind)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    booking = models.OneToOneField(Booking, on_delete=models.CASCADE, related_name="+", null=True, blank=True)
    title = models.CharField(max_length=LONGEST_NAME)
    earned_on = models.DateField()
    issued_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = CertificateQuerySet.as_manager()

    def __str__(self) -> str:
        return self.code


class SessionFeedback(models.Model):
    """What somebody thought of a CPD session. Shown added up, from five answers; who said it is not kept with it."""

    privacy: ClassVar[dict[str, Privacy]] = {
        "id": OPEN,
        "session": OPEN,
        "useful": CONFIDENTIAL,
        "well_led": CONFIDENTIAL,
        "will_use": CONFIDENTIAL,
        "words": CONFIDENTIAL,
    }

    session = models.ForeignKey("academy.CpdSession", on_delete=models.CASCADE, related_name="+")
    useful = models.PositiveSmallIntegerField(null=True, blank=True)
    well_led = models.PositiveSmallIntegerField(null=True, blank=True)
    will_use = models.PositiveSmallIntegerField(null=True, blank=True)
    words = models.TextField(blank=True, max_length=2000)

    def __str__(self) -> str:
        return f"feedback {self.pk}"


class ReflectionQuerySet(models.QuerySet["Reflection"]):
    """Reflective notes."""

    def visible_to(self, role: Role) -> Self:
        """One's own: nobody else sees them."""
        return self.none() if role.ended_at is not None else self.filter(booking__person=role.person_id)


class Reflection(models.Model):
    """A note to oneself on a CPD session, in the parts that professional bodies ask for at revalidation.

    `feedback_given` tells that this booking's feedback form was sent, so that it is asked for once.
    """

    privacy: ClassVar[dict[str, Privacy]] = {
        "id": OPEN,
        "booking": PERSONAL,
        "learned": CONFIDENTIAL,
        "changed": CONFIDENTIAL,
        "relevance": CONFIDENTIAL,
        "written_at": PERSONAL,
        "feedback_given": PERSONAL,
    }

    booking = models.OneToOneField(Booking, on_delete=models.CASCADE, related_name="+")
    learned = models.TextField(blank=True, max_length=5000)
    changed = models.TextField(blank=True, max_length=5000)
    relevance = models.TextField(blank=True, max_length=5000)
    written_at = models.DateTimeField(null=True, blank=True)
    feedback_given = models.BooleanField(default=False)

    objects = ReflectionQuerySet.as_manager()

    def __str__(self) -> str:
        return f"reflection on booking {self.booking_id}"
