"""The tables of facilitating: who was asked, when the feedback session is, own notes, concerns passed on."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ninefold.accounts.models import Kind, Person, Role
from ninefold.accounts.privacy import CONFIDENTIAL, OPEN, PERSONAL, Privacy
from ninefold.feedback.models.assessments import Assessment
from ninefold.feedback.models.states import RUNNING, TAKEN_ON, FacilitationState


class FacilitationQuerySet(models.QuerySet["Facilitation"]):
    """Facilitations."""

    def running(self) -> Self:
        """Those that were asked for or taken on, and have not ended."""
        return self.filter(state__in=RUNNING)

    def taken_on(self) -> Self:
        """Those that the facilitator has accepted, and that were not handed over."""
        return self.filter(state__in=TAKEN_ON)

    def visible_to(self, role: Role) -> Self:
        """As a facilitator one's own, ended ones too; as a participant or lead those of the 360s that one may see."""
        if role.ended_at is not None:
            return self.none()
        if Kind(role.kind) is Kind.FACILITATOR:
            return self.filter(facilitator=role.person_id)
        return self.filter(assessment__in=Assessment.objects.visible_to(role))

    def with_people(self) -> Self:
        """The same with all that a page says of them: who the two are, where the 360 belongs to, when they meet."""
        place = ("assessment__organisation", "assessment__region")
        return self.select_related("facilitator", "assessment__participant", *place, "time")


class Facilitation(models.Model):
    """One facilitator's part in one 360, from the request to the feedback session that counts."""

    privacy: ClassVar[dict[str, Privacy]] = {
        "id": OPEN,
        "assessment": PERSONAL,
        "facilitator": PERSONAL,
        "state": PERSONAL,
        "requested_at": PERSONAL,
        "answer_by": PERSONAL,
        "accepted_at": PERSONAL,
        "first_talk": PERSONAL,
        "calendar_number": OPEN,
        "held_at": PERSONAL,
        "confirmed_at": PERSONAL,
        "objected_at": PERSONAL,
        "objection": PERSONAL,
    }

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="facilitations")
    facilitator = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=FacilitationState, default=FacilitationState.REQUESTED)
    requested_at = models.DateTimeField()
    answer_by = models.DateField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    first_talk = models.TextField(blank=True, max_length=500)
    calendar_number = models.PositiveIntegerField(default=0)
    held_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    objected_at = models.DateTimeField(null=True, blank=True)
    objection = models.TextField(blank=True, max_length=1000)

    objects = FacilitationQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["assessment"], condition=Q(state__in=RUNNING), name="facilitation_one_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return f"facilitation {self.pk}"


class SessionTimeQuerySet(models.QuerySet["SessionTime"]):
    """Times of feedback sessions."""

    def free(self) -> Self:
        """Those that nobody has picked."""
        return self.filter(facilitation__isnull=True)

    def visible_to(self, role: Role) -> Self:
        """As a facilitator one's own; as a participant those that one's facilitator offers or that one has picked."""
        if role.ended_at is not None:
            return self.none()
        if Kind(role.kind) is Kind.FACILITATOR:
            return self.filter(facilitator=role.person_id)
        mine = Facilitation.objects.filter(assessment__participant=role.person_id).taken_on()
        free = Q(facilitation__isnull=True, facilitator__in=mine.values("facilitator"))
        return self.filter(Q(facilitation__in=mine) | free)


class SessionTime(models.Model):
    """A time at which a facilitator can hold a feedback session: offered to all their cases, picked by one."""

    privacy: ClassVar[dict[str, Privacy]] = {
        "id": OPEN,
        "facilitator": PERSONAL,
        "starts_at": PERSONAL,
        "minutes": OPEN,
        "where": PERSONAL,
        "facilitation": PERSONAL,
    }

    facilitator = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=120)
    where = models.CharField(max_length=500)
    facilitation = models.OneToOneField(
        Facilitation, on_delete=models.SET_NULL, related_name="time", null=True, blank=True
    )

    objects = SessionTimeQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["facilitator", "starts_at"], name="session_time_once_for_a_facilitator"),
        )

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"


class FacilitatorNote(models.Model):
    """A facilitator's own notes on one case. The participant may ask to read them; gone six months after."""

    privacy: ClassVar[dict[str, Privacy]] = {"facilitation": OPEN, "text": CONFIDENTIAL, "delete_on": OPEN}

    facilitation = models.OneToOneField(Facilitation, on_delete=models.CASCADE, primary_key=True, related_name="note")
    text = models.TextField(max_length=20_000, blank=True)
    delete_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"notes on facilitation {self.facilitation_id}"


class Concern(models.Model):
    """That a facilitator passed on a worry within one of the limits of confidence: to whom and when, never what."""

    class Limit(models.TextChoices):
        """The three limits."""

        HARM = "harm", _("risk of harm to a person")
        POLICY = "policy", _("breach of policy")
        LAW = "law", _("suspected illegality")

    privacy: ClassVar[dict[str, Privacy]] = {
        "id": OPEN,
        "facilitation": PERSONAL,
        "limit": CONFIDENTIAL,
        "told": PERSONAL,
        "raised_at": PERSONAL,
    }

    facilitation = models.ForeignKey(Facilitation, on_delete=models.CASCADE, related_name="+")
    limit = models.CharField(max_length=10, choices=Limit)
    told = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"concern {self.pk}"
