"""The tables of CPD sessions: topics, sessions, who hosts them, and which of them a role may see."""

from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ninefold.accounts.models import LONGEST_NAME, Kind, Nation, Person, Region, Role
from ninefold.accounts.privacy import CONFIDENTIAL, OPEN, PERSONAL, Privacy


class CpdSessionState(models.TextChoices):
    """How far a CPD session is. Whether it is full is counted, not stored."""

    DRAFT = "draft", _("being prepared")
    ANNOUNCED = "announced", _("announced")
    HELD = "held", _("held")
    CLOSED = "closed", _("closed")
    CANCELLED = "cancelled", _("cancelled")


class OpenTo(models.TextChoices):
    """Whom a CPD session is open to."""

    EVERYBODY = "everybody", _("every facilitator of every region, in practice or not")
    REGION = "region", _("facilitators of the region, in practice or not")
    IN_PRACTICE = "in_practice", _("accredited facilitators of every region")


def _of_one_body(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(nation__isnull=True, region__isnull=False) | Q(nation__isnull=False, region__isnull=True), name=name
    )


class TopicQuerySet(models.QuerySet["Topic"]):
    """Topics of academies' own."""

    def visible_to(self, role: Role) -> Self:
        """Those that this role makes and changes: of its region, or of its nation and that nation's regions."""
        if role.ended_at is not None:
            return self.none()
        kind = Kind(role.kind)
        if kind is Kind.NATIONAL_ADMINISTRATOR:
            return self.filter(Q(nation=role.nation_id) | Q(region__nation=role.nation_id))
        return self.filter(region=role.region_id) if kind is Kind.REGIONAL_LEAD else self.none()


class Topic(models.Model):
    """A topic of an academy's own, beside those that are shipped (`queries.topics`).

    A retired one is chosen for nothing new; what is on it keeps it.
    """

    privacy: ClassVar[dict[str, Privacy]] = dict.fromkeys(
        ("id", "nation", "region", "slug", "title", "about", "counts_as_session", "retired_at"), OPEN
    )

    nation = models.ForeignKey(Nation, on_delete=models.CASCADE, related_name="+", null=True, blank=True)
    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="+", null=True, blank=True)
    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=LONGEST_NAME)
    about = models.TextField(max_length=2000)
    counts_as_session = models.BooleanField(default=False)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = TopicQuerySet.as_manager()

    class Meta:
        constraints = (_of_one_body("topic_of_one_body"),)

    def __str__(self) -> str:
        return self.title


class Announcement(models.Model):
    """Dates that were announced together. Facilitators are written to one after the other, by their number.

    `last_told` is the number of the last who was written to, or passed over; `done_at` when nobody was left.
    """

    privacy: ClassVar[dict[str, Privacy]] = {
        "id": OPEN,
        "made_by": PERSONAL,
        "made_at": OPEN,
        "last_told": OPEN,
        "told": OPEN,
        "done_at": OPEN,
    }

    made_by = models.ForeignKey(Person, on_delete=models.SET_NULL, related_name="+", null=True, blank=True)
    made_at = models.DateTimeField()
    last_told = models.PositiveBigIntegerField(default=0)
    told = models.PositiveIntegerField(default=0)
    done_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"announcement of {self.made_at:%Y-%m-%d}"


# One that was cancelled while it was a draft was never announced.
_PUBLIC = ~Q(state=CpdSessionState.DRAFT) & Q(announced_at__isnull=False)


class CpdSessionQuerySet(models.QuerySet["CpdSession"]):
    """CPD sessions."""

    def public(self) -> Self:
        """Those that anybody may know of."""
        return self.filter(_PUBLIC)

    def run_by(self, role: Role) -> Self:
        """Those that this role prepares and changes: of its region, or of its nation and that nation's regions."""
        if role.ended_at is not None:
            return self.none()
        kind = Kind(role.kind)
        if kind is Kind.NATIONAL_ADMINISTRATOR:
            return self.filter(Q(nation=role.nation_id) | Q(region__nation=role.nation_id))
        if kind is Kind.REGIONAL_LEAD:
            return self.filter(region=role.region_id)
        return self.none()

    def visible_to(self, role: Role) -> Self:
        """Those that are public, that the role runs, and that its person hosts."""
        if role.ended_at is not None:
            return self.none()
        hosted = Host.objects.filter(person=role.person_id).values("session")
        ran = self.run_by(role).values("pk")
        return self.filter(_PUBLIC | Q(pk__in=hosted) | Q(pk__in=ran))


class CpdSession(models.Model):
    """A CPD session of the national body or of a region, for up to `capacity` facilitators; hosts are not counted.

    Without `starts_at` it collects interest. `online_link` is shown to those who have a place, and to hosts. This row
    is what is locked to book a place; `last_number` counts those who ever asked for one. `calendar_number` is the
    sequence of its calendar entries. `meeting_for`: what the meeting that was made at Microsoft was last said to be, so
    that it follows when it is moved. `ran_from` and `ran_to`: when it really ran, as a host confirmed.
    """

    privacy: ClassVar[dict[str, Privacy]] = {
        "id": OPEN,
        "topic": OPEN,
        "title": OPEN,
        "about": OPEN,
        "nation": OPEN,
        "region": OPEN,
        "open_to": OPEN,
        "starts_at": OPEN,
        "minutes": OPEN,
        "capacity": OPEN,
        "counts_as_session": OPEN,
        "online_link": CONFIDENTIAL,
        "meeting_id": CONFIDENTIAL,
        "meeting_for": OPEN,
        "books_from": OPEN,
        "books_until": OPEN,
        "state": OPEN,
        "calendar_number": OPEN,
        "announced_at": OPEN,
        "announcement": OPEN,
        "cancelled_at": OPEN,
        "cancelled_because": OPEN,
        "ran_from": OPEN,
        "ran_to": OPEN,
        "last_number": OPEN,
    }

    topic = models.CharField(max_length=60)
    title = models.CharField(max_length=LONGEST_NAME)
    about = models.TextField(blank=True, max_length=2000)
    nation = models.ForeignKey(Nation, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    open_to = models.CharField(max_length=20, choices=OpenTo, default=OpenTo.EVERYBODY)
    starts_at = models.DateTimeField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(default=90)
    capacity = models.PositiveSmallIntegerField(default=20)
    counts_as_session = models.BooleanField(default=False)
    online_link = models.URLField(max_length=1000, blank=True)
    meeting_id = models.CharField(max_length=500, blank=True)
    meeting_for = models.CharField(max_length=64, blank=True, default="", db_default="")
    books_from = models.DateTimeField(null=True, blank=True)
    books_until = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=20, choices=CpdSessionState, default=CpdSessionState.DRAFT)
    calendar_number = models.PositiveIntegerField(default=0)
    announced_at = models.DateTimeField(null=True, blank=True)
    announcement = models.ForeignKey(
        Announcement, on_delete=models.SET_NULL, related_name="sessions", null=True, blank=True
    )
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = models.CharField(max_length=500, blank=True)
    ran_from = models.DateTimeField(null=True, blank=True)
    ran_to = models.DateTimeField(null=True, blank=True)
    last_number = models.PositiveIntegerField(default=0)

    objects = CpdSessionQuerySet.as_manager()

    class Meta:
        constraints = (
            _of_one_body("cpd_session_of_one_body"),
            models.CheckConstraint(condition=Q(capacity__gte=1), name="cpd_session_has_a_place"),
        )
        indexes = (models.Index(fields=["starts_at"], name="cpd_session_by_date"),)

    def __str__(self) -> str:
        return self.title

    @property
    def ends_at(self) -> datetime | None:
        """The instant at which it is to end."""
        return None if self.starts_at is None else self.starts_at + timedelta(minutes=self.minutes)


class Host(models.Model):
    """Somebody who holds a CPD session; they take no place."""

    privacy: ClassVar[dict[str, Privacy]] = {"id": OPEN, "session": OPEN, "person": PERSONAL}

    session = models.ForeignKey(CpdSession, on_delete=models.CASCADE, related_name="hosts")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["session", "person"], name="host_once_of_a_session"),)

    def __str__(self) -> str:
        return f"{self.person}"
