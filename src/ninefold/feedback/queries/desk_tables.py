"""The lists behind each number of a lead's desk: what waits for whom now. Each is a table, for a page and a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _

from ninefold.academy.models import (
    Booking,
    BookingState,
    CpdSession,
    CpdSessionState,
    Evidence,
    TimeOfWeek,
)
from ninefold.academy.models.bookings import HOLDS
from ninefold.academy.models.register import EvidenceQuerySet
from ninefold.academy.queries.interest import demand, demanded, topic_choices
from ninefold.academy.queries.register import listed
from ninefold.academy.queries.standing import word_for
from ninefold.accounts.models import Role
from ninefold.core.london import london_date
from ninefold.core.register import Standing
from ninefold.feedback.models import AssessmentState, Facilitation, HelpRequest
from ninefold.feedback.models.assessments import AssessmentQuerySet
from ninefold.feedback.models.states import RUNNING
from ninefold.feedback.queries.leading import led_by
from ninefold.reports.tables import Cell

DUE = (Standing.DUE_SOON, Standing.GRACE)
ENTRY = "academy:register_entry"


@dataclass(frozen=True)
class Look:
    """Who looks at which part of a list: of a year, a standing, a topic and a time of the week, where it has those."""

    role: Role
    at: datetime
    year: int
    standing: str = ""
    topic: str = ""
    time: str = ""

    @property
    def today(self) -> date:
        """The day in London."""
        return london_date(self.at)

    @property
    def this_year(self) -> bool:
        """Whether the year is the one that runs."""
        return self.year == self.today.year


@dataclass(frozen=True)
class Row:
    """The values of one row, and the page about it, by its name and parts, where there is one."""

    cells: Sequence[Cell]
    page: str = ""
    parts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """A list with its title and what its columns are called."""

    title: str
    header: Sequence[str]
    rows: Sequence[Row]


def due(look: Look) -> Table:
    """Facilitators who need a feedback session or a refresher soon: due soon, and in the days of grace."""
    found = [each for each in listed(look.role, look.today) if each.position.standing in DUE]
    rows = [
        Row(
            (each.person.name, each.home, word_for(each.position.standing), each.position.holds_until),
            ENTRY,
            {"pk": each.person.pk},
        )
        for each in sorted(found, key=lambda each: each.position.holds_until or date.max)
    ]
    return Table(_("Facilitators who are due"), (_("Name"), _("Where"), _("Standing"), _("Accredited until")), rows)


def sessions(look: Look) -> Table:
    """CPD sessions to come, with how full each is and how many wait."""
    rows = [
        Row(
            (each.title, each.starts_at, each.taken, each.capacity, each.wait),
            "academy:manage_session",
            {"pk": each.pk},
        )
        for each in with_places(CpdSession.objects.run_by(look.role))
        .filter(state=CpdSessionState.ANNOUNCED)
        .filter(Q(starts_at__gt=look.at) | Q(starts_at=None))
        .order_by("starts_at", "pk")
    ]
    header = (_("CPD session"), _("When"), _("Booked or on offer"), _("Places"), _("Waiting"))
    return Table(_("CPD sessions to come"), header, rows)


def waiting(look: Look) -> Table:
    """Who waits for a place in a CPD session to come, in the order in which they are next."""
    rows = Booking.objects.filter(state=BookingState.WAITING, session__starts_at__gt=look.at)
    rows = rows.filter(session__in=CpdSession.objects.run_by(look.role)).select_related("person", "session")
    found = [
        Row((each.person.name, each.session.title, each.session.starts_at, each.made_at))
        for each in rows.order_by("session__starts_at", "session", "number")
    ]
    return Table(_("People waiting for a place"), (_("Name"), _("CPD session"), _("When"), _("Waits since")), found)


def wanted(look: Look) -> Table:
    """How many would come to CPD sessions, by topic and by time of the week."""
    rows = [Row((each.title, each.count, *each.by_time.values())) for each in demand(look.role)]
    header = (_("Topic"), _("All"), *(str(time.label) for time in TimeOfWeek))
    return Table(_("What facilitators would come to"), header, rows)


def interested(look: Look) -> Table:
    """Who would come, in the order in which they said so: to a topic, at a time of the week."""
    titles = dict(topic_choices())
    rows = [
        Row(
            (
                each.name,
                each.email,
                titles.get(each.topic, each.topic),
                ", ".join(each.times_said),
                str(each.region or ""),
                str(each.get_standing_said_display()),
                london_date(each.made_at),
            )
        )
        for each in demanded(look.role, look.topic, look.time)
    ]
    header = (_("Name"), _("Address"), _("Topic"), _("Could come"), _("Region"), _("Says"), _("Since"))
    return Table(_("Who would come to a CPD session"), header, rows)


def without_facilitator(look: Look) -> Table:
    """360s of the region that are open or closed and that no facilitator was asked to take on, or none has answered."""
    rows = [
        Row((each.participant.name, str(each.home), str(each.get_state_display())), "feedback:led", {"pk": each.pk})
        for each in unfacilitated(look.role).order_by("closes_on", "pk")
    ]
    return Table(_("360s without a facilitator"), (_("Participant"), _("Where"), _("How far")), rows)


def help_wanted(look: Look) -> Table:
    """Requests for help of the region that nobody has answered, the oldest first."""
    rows = HelpRequest.objects.visible_to(look.role).exclude(participant=look.role.person_id)
    rows = rows.filter(answered_at=None).select_related("participant").order_by("asked_at", "pk")
    found = [
        Row(
            (each.participant.name, str(each.get_need_display()), london_date(each.asked_at)),
            "feedback:help_answer",
            {"pk": each.pk},
        )
        for each in rows
    ]
    return Table(_("Requests for help"), (_("Participant"), _("Help with"), _("Asked on")), found)


def approvals(look: Look) -> Table:
    """Feedback sessions held elsewhere that wait to be approved, the oldest first."""
    rows = unapproved(look.role).select_related("registration__person").order_by("entered_at", "pk")
    found = [Row((each.registration.person.name, each.happened_on, each.organisation)) for each in rows]
    return Table(_("Feedback sessions to approve"), (_("Facilitator"), _("Held on"), _("Where")), found)


def unfacilitated(role: Role) -> AssessmentQuerySet:
    """360s that a lead leads, for which no facilitator is there or asked."""
    runs = Facilitation.objects.filter(assessment=OuterRef("pk"), state__in=RUNNING)
    return led_by(role).filter(~Exists(runs), state__in=(AssessmentState.OPEN, AssessmentState.CLOSED))


def unapproved(role: Role) -> EvidenceQuerySet:
    """Evidence that waits for this lead’s approval."""
    rows = Evidence.objects.visible_to(role).exclude(registration__person=role.person_id)
    return rows.filter(waits_for_approval=True, taken_back_at=None)


def with_places(rows: Any) -> Any:
    """CPD sessions with how many places are taken, how many people wait, and how many were there."""
    states = {
        "taken": Q(bookings__state__in=HOLDS),
        "wait": Q(bookings__state=BookingState.WAITING),
        "there": Q(bookings__state=BookingState.ATTENDED),
    }
    return rows.annotate(**{name: Count("bookings", filter=which) for name, which in states.items()})


NOW: Mapping[str, Callable[[Look], Table]] = {
    "due": due,
    "cpd-sessions": sessions,
    "waiting": waiting,
    "demand": wanted,
    "interested": interested,
    "without-facilitator": without_facilitator,
    "help": help_wanted,
    "approvals": approvals,
}
"""The lists of today, by their names in addresses."""
