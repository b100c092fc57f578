"""The numbers of a lead's desk, today and in a year, each with the list that it counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Q
from django.utils.translation import gettext as _

from ninefold.academy.models import Booking, BookingState, CpdSession, CpdSessionState
from ninefold.academy.queries.interest import demanded
from ninefold.academy.queries.register import listed
from ninefold.academy.queries.standing import word_for
from ninefold.accounts.models import Kind
from ninefold.core.register import Standing
from ninefold.feedback.models import HelpRequest
from ninefold.feedback.queries.desk_tables import DUE, NOW, Look, Row, Table, unapproved, unfacilitated
from ninefold.feedback.queries.desk_year import OF_A_YEAR, closed_rows, counted_rows, held_rows, last_day
from ninefold.feedback.queries.evaluations import Line, evaluation

# What a national administrator has no list of: 360s and requests for help are seen by who leads the region.
_OF_A_REGION = {"without-facilitator", "help"}


@dataclass(frozen=True)
class Figure:
    """A number, what it counts, and the name of the list of what it counts, with what is looked for in it."""

    label: str
    count: int
    of: str
    query: str = ""


def now(look: Look) -> list[Figure]:
    """What there is today."""
    due = sum(each.position.standing in DUE for each in listed(look.role, look.today))
    running = CpdSession.objects.run_by(look.role).filter(state=CpdSessionState.ANNOUNCED)
    to_come = running.filter(Q(starts_at__gt=look.at) | Q(starts_at=None))
    figures = [
        Figure(_("facilitators who are due"), due, "due"),
        Figure(_("feedback sessions to approve"), unapproved(look.role).count(), "approvals"),
        Figure(_("360s without a facilitator"), unfacilitated(look.role).count(), "without-facilitator"),
        Figure(_("requests for help"), _help(look), "help"),
        Figure(_("CPD sessions to come"), to_come.count(), "cpd-sessions"),
        Figure(_("people waiting for a place"), _waiting(look), "waiting"),
        Figure(_("expressions of interest in CPD sessions"), demanded(look.role).count(), "demand"),
    ]
    return [each for each in figures if _is_for(look, each.of)]


def year(look: Look) -> list[Figure]:
    """What there was in a year, but for what participants think."""
    query = urlencode({"year": look.year})
    stood = Counter(each.position.standing for each in listed(look.role, last_day(look)))
    sessions = list(held_rows(look))
    return [
        *(
            Figure(
                _("facilitators: %(standing)s") % {"standing": word_for(standing)},
                stood[standing],
                "facilitators",
                urlencode({"year": look.year, "standing": standing.value}),
            )
            for standing in Standing
        ),
        Figure(_("feedback sessions counted"), counted_rows(look).count(), "counted", query),
        Figure(_("CPD sessions held"), len(sessions), "held", query),
        Figure(_("places used in CPD sessions"), sum(each.there for each in sessions), "held", query),
        *([Figure(_("people waiting for a place now"), _waiting(look), "waiting")] if look.this_year else []),
        Figure(_("360s closed"), closed_rows(look).count(), "closed", query),
    ]


def thoughts(look: Look) -> Sequence[Line]:
    """What participants thought in the year, added up, from five answers."""
    return evaluation(look.role, look.year, look.at)


def table_named(name: str, look: Look) -> Table | None:
    """The list of this name, if there is one and this role may see it."""
    found = TABLES.get(name)
    return None if found is None or not _is_for(look, name) else found(look)


def _now_as_table(look: Look) -> Table:
    rows = [Row((each.label, each.count)) for each in now(look)]
    return Table(_("The desk today"), (_("What"), _("How many")), rows)


def _year_as_table(look: Look) -> Table:
    rows = [Row((each.label, each.count)) for each in year(look)]
    rows += [Row((line.question, float(line.mean))) for line in thoughts(look)]
    title = _("The year %(year)s in numbers") % {"year": look.year}
    return Table(title, (_("What"), _("How many")), rows)


def _help(look: Look) -> int:
    rows = HelpRequest.objects.visible_to(look.role).filter(answered_at=None)
    return rows.exclude(participant=look.role.person_id).count()


def _waiting(look: Look) -> int:
    rows = Booking.objects.filter(state=BookingState.WAITING, session__starts_at__gt=look.at)
    return rows.filter(session__in=CpdSession.objects.run_by(look.role)).count()


def _is_for(look: Look, name: str) -> bool:
    return look.role.kind == Kind.REGIONAL_LEAD or name not in _OF_A_REGION


TABLES: Mapping[str, Callable[[Look], Table]] = {**NOW, **OF_A_YEAR, "today": _now_as_table, "year": _year_as_table}
