"""The tables of expressions of interest in CPD sessions, and of which mail somebody wants."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ninefold.academy.models.sessions import CpdSession
from ninefold.accounts.models import LONGEST_NAME, Kind, Person, Region, Role
from ninefold.accounts.privacy import OPEN, PERSONAL, Privacy


class TimeOfWeek(models.TextChoices):
    """When somebody could come."""

    MONDAY_MORNING = "mon_am", _("Monday morning")
    MONDAY_AFTERNOON = "mon_pm", _("Monday afternoon")
    TUESDAY_MORNING = "tue_am", _("Tuesday morning")
    TUESDAY_AFTERNOON = "tue_pm", _("Tuesday afternoon")
    WEDNESDAY_MORNING = "wed_am", _("Wednesday morning")
    WEDNESDAY_AFTERNOON = "wed_pm", _("Wednesday afternoon")
    THURSDAY_MORNING = "thu_am", _("Thursday morning")
    THURSDAY_AFTERNOON = "thu_pm", _("Thursday afternoon")
    FRIDAY_MORNING = "fri_am", _("Friday morning")
    FRIDAY_AFTERNOON = "fri_pm", _("Friday afternoon")
    EVENING = "evening", _("Any evening")


class StandingSaid(models.TextChoices):
    """How somebody says that they stand; the register knows better, where it knows them."""

    TRAINING = "training", _("in training")
    IN_PRACTICE = "in_practice", _("accredited and in practice")
    OUT = "out", _("out of practice")
    UNSURE = "unsure", _("not sure")


class InterestQuerySet(models.QuerySet["Interest"]):
    """Expressions of interest."""

    def standing(self) -> Self:
        """Those that count: confirmed, and no place was offered for them yet; the first first."""
        return self.filter(confirmed_at__isnull=False, offered_at__isnull=True).order_by("made_at", "pk")

    def visible_to(self, role: Role) -> Self:
        """For leads those of their region and of no region; for national administrators those of the nation."""
        if role.ended_at is not None:
            return self.none()
        kind = Kind(role.kind)
        if kind is Kind.NATIONAL_ADMINISTRATOR:
            return self.filter(Q(region__nation=role.nation_id) | Q(region__isnull=True))
        if kind is Kind.REGIONAL_LEAD:
            return self.filter(Q(region=role.region_id) | Q(region__isnull=True))
        return self.filter(person=role.person_id)


class Interest(models.Model):
    """That somebody would come to a CPD session on a topic; with an account or without. Withdrawn, the row is deleted.

    `times`: codes of the times of the week that suit, one a line. `standing_said`: how they describe their own
    standing. `session`: the dateless CPD session it was said of, if any. `confirmed_at`: when whoever reads mail at the
    address said that it was them; what was said with an account is confirmed at once. `offered_at`: when a CPD session
    got a date and they were queued for a place, or told. One that is not confirmed may stand beside one that is, which
    it replaces when it is confirmed: nobody changes what another has said.
    """

    privacy: ClassVar[dict[str, Privacy]] = {
        "id": OPEN,
        "person": PERSONAL,
        "name": PERSONAL,
        "email": PERSONAL,
        "topic": PERSONAL,
        "session": PERSONAL,
        "region": PERSONAL,
        "times": PERSONAL,
        "standing_said": PERSONAL,
        "made_at": PERSONAL,
        "confirmed_at": PERSONAL,
        "offered_at": PERSONAL,
    }

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", null=True, blank=True)
    name = models.CharField(max_length=LONGEST_NAME)
    email = models.EmailField()
    topic = models.CharField(max_length=60)
    session = models.ForeignKey(CpdSession, on_delete=models.SET_NULL, related_name="+", null=True, blank=True)
    region = models.ForeignKey(Region, on_delete=models.SET_NULL, related_name="+", null=True, blank=True)
    times = models.TextField(blank=True)
    standing_said = models.CharField(max_length=20, blank=True, choices=StandingSaid)
    made_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    offered_at = models.DateTimeField(null=True, blank=True)

    objects = InterestQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["email", "topic"], condition=Q(confirmed_at__isnull=False), name="interest_once_in_a_topic"
            ),
            models.UniqueConstraint(
                fields=["email", "topic"], condition=Q(confirmed_at__isnull=True), name="interest_unconfirmed_once"
            ),
        )

    def __str__(self) -> str:
        return f"interest {self.pk}"

    @property
    def times_said(self) -> list[str]:
        """The times of the week that suit, in words."""
        known = dict(TimeOfWeek.choices)
        return [str(known[code]) for code in self.times.split() if code in known]


class MailChoice(models.Model):
    """Which mail somebody wants that they do not need: news of CPD sessions, and requests for their opinion.

    Without a row: both.
    """

    privacy: ClassVar[dict[str, Privacy]] = {"person": PERSONAL, "news": PERSONAL, "opinions": PERSONAL}

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="+")
    news = models.BooleanField(default=True)
    opinions = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"mail choice {self.pk}"
