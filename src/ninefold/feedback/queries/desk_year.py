"""The lists behind the year in numbers of a region or a nation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from ninefold.academy.models import CpdSession, CpdSessionState, Evidence
from ninefold.academy.models.register import EvidenceQuerySet
from ninefold.academy.queries.register import listed
from ninefold.academy.queries.standing import word_for
from ninefold.accounts.models import Kind, Region, Role
from ninefold.core.london import LONDON
from ninefold.core.register import Standing
from ninefold.feedback.models import Assessment
from ninefold.feedback.models.assessments import AssessmentQuerySet
from ninefold.feedback.queries.desk_tables import ENTRY, Look, Row, Table, with_places
from ninefold.feedback.queries.evaluations import evaluation
from ninefold.feedback.queries.leading import led_by


def last_day(look: Look) -> date:
    """The day on which standings of the year are told: its last, or today."""
    return look.today if look.this_year else date(look.year, 12, 31)


def span(year: int) -> tuple[datetime, datetime]:
    """When a year begins and ends in London."""
    first, after = (datetime(each, 1, 1, tzinfo=LONDON).astimezone(UTC) for each in (year, year + 1))
    return first, after


def by_standing(look: Look) -> Table:
    """Every facilitator with how they stood; or those of one standing."""
    rows = [
        Row(
            (each.person.name, each.home, word_for(each.position.standing), each.position.holds_until),
            ENTRY,
            {"pk": each.person.pk},
        )
        for each in listed(look.role, last_day(look))
        if look.standing in ("", each.position.standing)
    ]
    title = _("Facilitators")
    if look.standing in list(Standing):
        title = _("Facilitators: %(standing)s") % {"standing": word_for(Standing(look.standing))}
    return Table(title, (_("Name"), _("Where"), _("Standing"), _("Accredited until")), rows)


def counted_rows(look: Look) -> EvidenceQuerySet:
    """The feedback sessions that count on the register and were held in the year."""
    rows = Evidence.objects.visible_to(look.role).valid()
    return rows.filter(kind=Evidence.Kind.FEEDBACK_SESSION, happened_on__year=look.year)


def counted(look: Look) -> Table:
    """Those feedback sessions, by facilitator and day. With whom is kept nowhere."""
    rows = counted_rows(look).select_related("registration__person").order_by("happened_on", "pk")
    found = [
        Row((each.registration.person.name, each.happened_on, _("here") if each.source else each.organisation))
        for each in rows
    ]
    return Table(_("Feedback sessions counted"), (_("Facilitator"), _("Held on"), _("Where")), found)


def held_rows(look: Look) -> Any:
    """The CPD sessions of the year that were held, with how many were there."""
    rows = CpdSession.objects.run_by(look.role).filter(state__in=(CpdSessionState.HELD, CpdSessionState.CLOSED))
    first, after = span(look.year)
    return with_places(rows.filter(starts_at__gte=first, starts_at__lt=after))


def held(look: Look) -> Table:
    """Those CPD sessions."""
    rows = [
        Row((each.title, each.starts_at, each.there, each.capacity), "academy:manage_session", {"pk": each.pk})
        for each in held_rows(look).order_by("starts_at", "pk")
    ]
    return Table(_("CPD sessions held"), (_("CPD session"), _("When"), _("Were there"), _("Places")), rows)


def closed_rows(look: Look) -> AssessmentQuerySet:
    """The 360s that closed in the year: for a lead those of the region, one by one; for a nation counted alone."""
    first, after = span(look.year)
    if look.role.kind == Kind.REGIONAL_LEAD:
        return led_by(look.role).filter(closed_at__gte=first, closed_at__lt=after)
    regions = _regions(look.role)
    rows = Assessment.objects.filter(region__in=regions) | Assessment.objects.filter(organisation__region__in=regions)
    return rows.filter(closed_at__gte=first, closed_at__lt=after)


def closed(look: Look) -> Table:
    """Those 360s: for a regional lead with whose they are; for a national administrator how many in each region."""
    if look.role.kind == Kind.REGIONAL_LEAD:
        rows = [
            Row((each.participant.name, str(each.home), each.closed_at), "feedback:led", {"pk": each.pk})
            for each in closed_rows(look).order_by("closed_at", "pk")
        ]
        return Table(_("360s closed"), (_("Participant"), _("Where"), _("Closed")), rows)
    names = dict(Region.objects.filter(pk__in=_regions(look.role)).values_list("pk", "name"))
    counts = dict.fromkeys(names, 0)
    for own, through, count in closed_rows(look).values_list("region", "organisation__region").annotate(Count("pk")):
        counts[own or through] += count
    return Table(_("360s closed"), (_("Region"), _("360s")), [Row((names[one], counts[one])) for one in counts])


def thought(look: Look) -> Table:
    """What participants thought of their 360s, added up, from five answers."""
    rows = [Row((line.question, line.count, float(line.mean))) for line in evaluation(look.role, look.year, look.at)]
    return Table(_("What participants think"), (_("Question"), _("Answers"), _("Mean, from 1 to 5")), rows)


def _regions(role: Role) -> list[int]:
    return list(Region.objects.filter(nation=role.nation_id).values_list("pk", flat=True))


OF_A_YEAR: Mapping[str, Callable[[Look], Table]] = {
    "facilitators": by_standing,
    "counted": counted,
    "held": held,
    "closed": closed,
    "evaluation": thought,
}
"""The lists of a year, by their names in addresses."""
