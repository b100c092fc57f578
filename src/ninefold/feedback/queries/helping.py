"""Requests for help before a 360: who answers them, who can be proposed, and what became of one's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from ninefold.academy.queries.conflicts import tied_to
from ninefold.academy.queries.directory import accepting_people, entries_of
from ninefold.accounts.models import Kind, Person, Region, Role
from ninefold.feedback.models import Assessment, HelpRequest
from ninefold.feedback.queries.choosing import why_not
from ninefold.feedback.queries.leads import first_who_hold


@dataclass(frozen=True)
class Proposed:
    """Somebody who was proposed, and their number in the directory; None while they are not found there.

    `why_not`: why they cannot be asked any more; empty while they can.
    """

    name: str
    entry: int | None
    why_not: str


@dataclass(frozen=True)
class Asked:
    """A request of one's own, with what was proposed."""

    request: HelpRequest
    proposed: Sequence[Proposed]


def region_of(person: Person) -> Region | None:
    """The region somebody is at home in."""
    return person.region if person.organisation is None else person.organisation.region


def leads_for(region: Region) -> list[Person]:
    """Who leads the region."""
    return first_who_hold([Q(kind=Kind.REGIONAL_LEAD, region=region)])


def own_requests(role: Role, day: date) -> list[Asked]:
    """One's own, the newest first."""
    rows = HelpRequest.objects.visible_to(role).select_related("assessment", "participant")
    rows = rows.prefetch_related("proposals__facilitator").order_by("-asked_at", "-pk")
    people = [one.facilitator for row in rows for one in row.proposals.all()]
    entries = entries_of(people, day)
    return [
        Asked(
            row,
            [
                Proposed(
                    str(one.facilitator),
                    entries.get(one.facilitator_id),
                    why_not(one.facilitator, row.participant, day),
                )
                for one in sorted(row.proposals.all(), key=lambda each: each.pk)
            ],
        )
        for row in rows
    ]


def led_360_of(request: HelpRequest, role: Role) -> Assessment | None:
    """The 360 that the request is about, if it has been begun and this lead sees how it stands."""
    return Assessment.objects.visible_to(role).filter(pk=request.assessment_id or 0).first()


def waiting_requests(role: Role) -> list[HelpRequest]:
    """Those that wait for an answer, the oldest first."""
    rows = HelpRequest.objects.visible_to(role).filter(answered_at__isnull=True)
    return list(rows.select_related("participant").order_by("asked_at", "pk"))


def to_propose(request: HelpRequest, day: date) -> list[Person]:
    """Who can be proposed: found in the directory on the day and without a tie; those of the region first."""
    not_these = {*tied_to(request.participant), request.participant_id}
    people = [one for one in accepting_people(day) if one.pk not in not_these]
    return sorted(people, key=lambda one: region_of(one) != request.region)
