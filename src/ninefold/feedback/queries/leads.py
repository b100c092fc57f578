"""Whom to tell of what a facilitator or a participant cannot settle by themselves."""

from collections.abc import Collection, Iterable

from django.db.models import Q

from ninefold.accounts.models import Kind, Person, Role
from ninefold.feedback.models import Assessment, Concern, Facilitation

# Whom a concern within each limit of confidence goes to: the first kind of role that somebody holds.
TOLD = {
    Concern.Limit.HARM: (Kind.REGIONAL_LEAD, Kind.DATA_PROTECTION_OFFICER),
    Concern.Limit.POLICY: (Kind.REGIONAL_LEAD, Kind.DATA_PROTECTION_OFFICER),
    Concern.Limit.LAW: (Kind.DATA_PROTECTION_OFFICER, Kind.REGIONAL_LEAD),
}


def leads_of(assessment: Assessment, *, besides: Iterable[int] = ()) -> list[Person]:
    """Who leads the programme of a 360; where nobody does, the organisation, then the region, then the nation.

    Never the participant, nor any of the people with the numbers in `besides`.
    """
    region = assessment.home_region
    nation = None if region is None else region.nation_id
    places = (
        Q(kind=Kind.PROGRAMME_LEAD, programme=assessment.programme_id),
        Q(kind=Kind.ORGANISATION_LEAD, organisation=assessment.organisation_id),
        Q(kind=Kind.REGIONAL_LEAD, region=region),
        Q(kind=Kind.NATIONAL_ADMINISTRATOR, nation=nation),
    )
    not_these = [assessment.participant_id, *besides]
    return first_who_hold(places, not_these)


def told_of(facilitation: Facilitation, limit: Concern.Limit) -> list[Person]:
    """Who is told that a facilitator passes on a concern within this limit; nobody where no role is held."""
    region = facilitation.assessment.home_region
    if region is None:
        return []
    not_these = [facilitation.assessment.participant_id, facilitation.facilitator_id]
    holding = {
        Kind.REGIONAL_LEAD: Q(kind=Kind.REGIONAL_LEAD, region=region),
        Kind.DATA_PROTECTION_OFFICER: Q(kind=Kind.DATA_PROTECTION_OFFICER, nation=region.nation_id),
    }
    return first_who_hold([holding[kind] for kind in TOLD[limit]], not_these)


def first_who_hold(roles: Iterable[Q], besides: Collection[int] = ()) -> list[Person]:
    """Who holds the first of these roles that anybody holds, but for these people; who had it for longest first."""
    return next((found for role in roles if (found := _people(role, besides))), [])


def _people(holding: Q, besides: Collection[int]) -> list[Person]:
    roles = Role.objects.running().filter(holding, person__is_active=True).exclude(person__in=besides)
    return [role.person for role in roles.select_related("person").order_by("granted_at", "pk")]
