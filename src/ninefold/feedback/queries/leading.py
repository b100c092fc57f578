"""What leads are shown of the 360s of their place: how each stands, what waits for whom, and never an answer.

Of answers it is the daily figure alone, of all who were asked together: nothing here differs once somebody answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    IntegerField,
    OuterRef,
    Q,
    Sum,
    Value,
    When,
)
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ninefold.accounts.models import Kind, Role
from ninefold.core.timetable import SESSION_WITHIN
from ninefold.feedback.models import Assessment, AssessmentState, Facilitation, FacilitationState, Rater, RaterState
from ninefold.feedback.models.assessments import AssessmentQuerySet
from ninefold.feedback.models.states import BEFORE_CLOSE, RUNNING, TAKEN_ON
from ninefold.feedback.queries.assessments import facilitations_of
from ninefold.feedback.queries.being_closed import BeingClosed, assessment_being_closed
from ninefold.feedback.queries.waiting import Waiting, waiting_for

LEADS = (Kind.PROGRAMME_LEAD, Kind.ORGANISATION_LEAD, Kind.REGIONAL_LEAD)
# What can be looked for, by the word in the address.
STATES = {
    "draft": (AssessmentState.DRAFT,),
    "open": (AssessmentState.OPEN,),
    "closed": (AssessmentState.CLOSED,),
    "opened": (AssessmentState.OPENED,),
    "over": (AssessmentState.ARCHIVED, AssessmentState.TOO_FEW, AssessmentState.CANCELLED),
}
STATE_CHOICES = [
    ("", gettext_lazy("All")),
    ("draft", gettext_lazy("Being set up")),
    ("open", gettext_lazy("Open for answers")),
    ("closed", gettext_lazy("Closed, before the feedback session")),
    ("opened", gettext_lazy("Report opened")),
    ("over", gettext_lazy("Over")),
]
# The order of the list: what is open first, and of that what closes first.
_ORDER = (AssessmentState.OPEN, AssessmentState.CLOSED, AssessmentState.DRAFT, AssessmentState.OPENED)


@dataclass(frozen=True)
class Led:
    """One 360 as its lead meets it: how far it is, the daily figure in words, who facilitates, what waits for whom.

    `closing`: since when it waits for its close, once its last day is over.
    """

    assessment: Assessment
    answered: str
    facilitation: Facilitation | None
    waits: tuple[Waiting, ...]
    closing: BeingClosed | None


@dataclass(frozen=True)
class Totals:
    """The open 360s of a place together: how many there are, how many are asked, and the sum of the daily figures."""

    running: int
    asked: int
    answered: int


def led_by(role: Role) -> AssessmentQuerySet:
    """The 360s that this role leads. One's own is a matter of the participant's pages, whatever one leads."""
    return Assessment.objects.visible_to(role).exclude(participant=role.person_id).with_people()


def chosen(rows: AssessmentQuerySet, state: str, at: datetime, *, mine: bool) -> AssessmentQuerySet:
    """Those that are in a state, by the word in the address, or that wait for a lead; in the order of the list."""
    if state in STATES:
        rows = rows.filter(state__in=STATES[state])
    if mine:
        rows = rows.filter(reduce(or_, _waiting_for_lead(at).values()))
    places = [When(state=each, then=Value(place)) for place, each in enumerate(_ORDER)]
    order = Case(*places, default=Value(len(places)), output_field=IntegerField())
    return rows.order_by(order, "closes_on", "pk")


def led(rows: Sequence[Assessment], at: datetime) -> list[Led]:
    """These 360s with all that a lead is shown of them."""
    asked, facilitations, found = _asked(rows), facilitations_of(rows), _found(rows, at)
    return [
        Led(
            assessment=one,
            answered=answered_words(one, asked.get(one.pk, 0)),
            facilitation=facilitations.get(one.pk),
            waits=waiting_for(one, facilitations.get(one.pk), found[one.pk], at),
            closing=assessment_being_closed(one, at),
        )
        for one in rows
    ]


def totals(rows: AssessmentQuerySet) -> Totals:
    """What the daily figures of the open ones come to: added up from what is shown, never counted anew."""
    running = rows.filter(state=AssessmentState.OPEN)
    answered = running.aggregate(all=Sum("answered_shown"))["all"]
    asked = Rater.objects.filter(assessment__in=running.values("pk")).others().asked().count()
    return Totals(running.count(), asked, answered or 0)


def answered_words(assessment: Assessment, asked: int) -> str:
    """The daily figure in a sentence, where there is one; of a draft, and of what ended without a report, nothing."""
    if assessment.started_at is None or assessment.state in {AssessmentState.TOO_FEW, AssessmentState.CANCELLED}:
        return ""
    if assessment.answered_shown_on is None:
        is_open = assessment.state == AssessmentState.OPEN
        return _("No figure yet: there is one each day.") if is_open else ""
    told = {
        "shown": assessment.answered_shown,
        "minimum": assessment.minimum,
        "asked": asked,
        "day": date_format(assessment.answered_shown_on, "j F"),
    }
    if not assessment.answered_shown:
        return _("Fewer than %(minimum)s of %(asked)s had answered on %(day)s") % told
    return _("At least %(shown)s of %(asked)s had answered on %(day)s") % told


def totals_words(all_open: Totals) -> str:
    """The same of all open ones, added up."""
    told = {"running": all_open.running, "asked": all_open.asked, "answered": all_open.answered}
    return (
        ngettext(
            "%(running)s 360 is open for answers. By its latest figure, at least %(answered)s of %(asked)s people "
            "asked had answered.",
            "%(running)s 360s are open for answers. By the latest figure of each, at least %(answered)s of %(asked)s "
            "people asked had answered.",
            all_open.running,
        )
        % told
    )


def _asked(rows: Iterable[Assessment]) -> dict[int, int]:
    asked = Rater.objects.filter(assessment__in=[one.pk for one in rows]).others().asked()
    return dict(asked.values_list("assessment").annotate(count=Count("pk")))


def _waiting_for_lead(at: datetime) -> Mapping[str, Q]:
    """What can wait for a lead, each as it is looked for."""
    raters = Rater.objects.filter(assessment=OuterRef("pk")).others()
    asked = Facilitation.objects.filter(assessment=OuterRef("pk"))
    is_open, is_closed = Q(state=AssessmentState.OPEN), Q(state=AssessmentState.CLOSED)
    letters = raters.filter(email="", state=RaterState.INVITED, link_number=0)
    runs = Q(Exists(asked.filter(state__in=RUNNING)))
    return {
        "check": Q(check_asked_at__isnull=False, state__in=BEFORE_CLOSE) & ~Q(Exists(asked.filter(state__in=TAKEN_ON))),
        "address": is_open & Q(Exists(raters.filter(state=RaterState.BOUNCED, checked=True))),
        "letter": is_open & Q(Exists(letters)),
        "facilitator": is_closed & ~runs,
        "late": is_closed & Q(closed_at__lt=at - SESSION_WITHIN) & runs,
        "objection": Q(Exists(asked.filter(state=FacilitationState.HELD, objected_at__isnull=False))),
    }


def _found(rows: Iterable[Assessment], at: datetime) -> dict[int, set[str]]:
    """Which of those things wait, for each of these 360s."""
    looked_for = _waiting_for_lead(at)
    marks = {f"waits_{name}": ExpressionWrapper(q, BooleanField()) for name, q in looked_for.items()}
    marked = Assessment.objects.filter(pk__in=[one.pk for one in rows]).annotate(**marks)
    return {
        number: {name for name, waits in zip(looked_for, found, strict=True) if waits}
        for number, *found in marked.values_list("pk", *marks)
    }
