"""What is old enough to be deleted, by kind. How long each is kept: `settings.KEEP_MONTHS`, within bounds."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Case, DateField, Exists, F, Model, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, TruncDate
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ninefold.academy.models import Booking, Registration
from ninefold.academy.queries.register_retention import ended_on
from ninefold.accounts.models import Kind as RoleKind
from ninefold.accounts.models import Person, Role
from ninefold.core.london import closing_instant, london_date
from ninefold.core.timetable import months_later
from ninefold.feedback.models import (
    Assessment,
    AssessmentState,
    Concern,
    Facilitation,
    FacilitationState,
    FacilitatorNote,
    HelpRequest,
    Rater,
    SelfAssessment,
    SessionTime,
)

_WITHOUT_REPORT = (AssessmentState.DRAFT, AssessmentState.CANCELLED, AssessmentState.TOO_FEW)
_OVER = (AssessmentState.ARCHIVED, AssessmentState.CANCELLED, AssessmentState.TOO_FEW)
_SESSIONS = (FacilitationState.HELD, FacilitationState.COUNTED)


@dataclass(frozen=True)
class Rule:
    """One kind of thing that is deleted for its age: what it is, for how many months it is kept, which rows are older.

    `rows` are those from before a day, each with that day as `since`. `months` names an entry of `KEEP_MONTHS`; it is
    empty where rows bear the day on which they go.
    """

    name: str
    what: str | Promise
    counted_from: str | Promise
    months: str
    rows: Callable[[date], QuerySet[Any]]


@dataclass(frozen=True)
class Ripe:
    """What one rule finds now: how many rows, and from when the oldest is."""

    rule: Rule
    numbers: tuple[int, ...]
    oldest: date | None


def ripe(rule: Rule, at: datetime) -> Ripe:
    """What this rule finds at this instant, the oldest first."""
    rows = rule.rows(before(rule, at)).order_by("since", "pk").values_list("pk", "since")
    found = [(number, _day(since)) for number, since in rows]
    return Ripe(rule, tuple(number for number, _since in found), found[0][1] if found else None)


def still_ripe(rule: Rule, number: int, at: datetime) -> Model | None:
    """The row of this number, if the rule finds it still; None if it was deleted or is no longer old enough."""
    row: Model | None = rule.rows(before(rule, at)).filter(pk=number).first()
    return row


def before(rule: Rule, at: datetime) -> date:
    """From before which day things are deleted."""
    today = london_date(at)
    return months_later(today, -settings.KEEP_MONTHS[rule.months]) if rule.months else today + timedelta(days=1)


def tells_of_a_session(assessment: Assessment) -> bool:
    """Whether the register of facilitators needs this 360: a feedback session was held, or a concern passed on."""
    held = assessment.facilitations.filter(Q(state__in=_SESSIONS) | Q(held_at__isnull=False))
    return held.exists() or Concern.objects.filter(facilitation__assessment=assessment).exists()


def _day(since: date | datetime) -> date:
    return london_date(since) if isinstance(since, datetime) else since


def _notes(day: date) -> QuerySet[Any]:
    return FacilitatorNote.objects.filter(delete_on__lt=day).annotate(since=F("delete_on"))


def _reports(day: date) -> QuerySet[Any]:
    states = (AssessmentState.CLOSED, AssessmentState.OPENED)
    return Assessment.objects.filter(state__in=states, closed_at__lt=closing_instant(day)).annotate(
        since=F("closed_at")
    )


def _ended(day: date) -> QuerySet[Any]:
    # One that was emptied has nobody on its list any more, not even its participant.
    full = Exists(Rater.objects.filter(assessment=OuterRef("pk")))
    return Assessment.objects.filter(full, state__in=_WITHOUT_REPORT, closes_on__lt=day).annotate(since=F("closes_on"))


def _times(day: date) -> QuerySet[Any]:
    return SessionTime.objects.free().filter(starts_at__lt=closing_instant(day)).annotate(since=F("starts_at"))


def _own(day: date) -> QuerySet[Any]:
    return SelfAssessment.objects.filter(answered_on__lt=day).annotate(since=F("answered_on"))


def _cases(day: date) -> QuerySet[Any]:
    full = Exists(Rater.objects.filter(assessment=OuterRef("pk")))
    later = Exists(
        Facilitation.objects.filter(assessment=OuterRef("pk")).filter(
            Q(requested_at__gte=closing_instant(day)) | Q(held_at__gte=closing_instant(day))
        )
    )
    return Assessment.objects.filter(~full, ~later, state__in=_OVER, closes_on__lt=day).annotate(since=F("closes_on"))


def _help(day: date) -> QuerySet[Any]:
    # One that is about a 360 goes with it.
    alone = HelpRequest.objects.filter(assessment__isnull=True, asked_at__lt=closing_instant(day))
    return alone.annotate(since=F("asked_at"))


def _register(day: date) -> QuerySet[Any]:
    ended = {person: last for person, last in ended_on(day).items() if last < day}
    since = Case(*(When(pk=person, then=Value(last)) for person, last in ended.items()), output_field=DateField())
    return Person.objects.get_queryset().filter(pk__in=ended).annotate(since=since)


def _accounts(day: date) -> QuerySet[Any]:
    """People in no 360, no case, on no register and in no role but that of a participant, not here since that day.

    Who never came in is counted from the last role they were given. Without either nobody knows how old it is.
    """
    used = (
        Exists(Assessment.objects.filter(participant=OuterRef("pk"))),
        Exists(Facilitation.objects.filter(facilitator=OuterRef("pk"))),
        Exists(Concern.objects.filter(told=OuterRef("pk"))),
        Exists(SelfAssessment.objects.filter(person=OuterRef("pk"))),
        Exists(Registration.objects.filter(person=OuterRef("pk"))),
        Exists(Booking.objects.filter(person=OuterRef("pk"))),
        Exists(Role.objects.running().filter(person=OuterRef("pk")).exclude(kind=RoleKind.PARTICIPANT)),
    )
    given = Role.objects.filter(person=OuterRef("pk")).order_by("-granted_at").values("granted_at")[:1]
    people = Person.objects.get_queryset().filter(*(~each for each in used))
    return people.annotate(since=TruncDate(Coalesce("last_login", given))).filter(since__lt=day)


RULES = (
    Rule("notes", _("facilitators’ notes"), _("six months after the feedback session"), "", _notes),
    Rule("ended", _("360s that ended without a report or were never started"), _("the closing date"), "ended", _ended),
    Rule("times", _("times for a feedback session that nobody picked"), _("the time"), "ended", _times),
    Rule("reports", _("reports, with who was asked, wishes, goals, pulses"), _("the close"), "reports", _reports),
    Rule("own", _("self-assessments that people keep"), _("the last answer"), "reports", _own),
    Rule("cases", _("facilitators’ records of a case"), _("the feedback session"), "cases", _cases),
    Rule("help", _("requests for help before a 360 that was never begun"), _("the request"), "cases", _help),
    Rule("register", _("facilitators’ records: register, CPD, certificates"), _("accreditation"), "cases", _register),
    Rule("accounts", _("accounts that nothing refers to"), _("the last sign-in"), "accounts", _accounts),
)
