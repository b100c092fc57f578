"""Which regions somebody leads on the register."""

from ninefold.accounts.models import Kind, Region, Role
from ninefold.accounts.policies import By


def regions_of(by: By) -> list[Region]:
    """The regions whose register this is for `by`: a lead's own, an administrator's nation's, all at the machine."""
    regions = Region.objects.select_related("nation").order_by("pk")
    if not isinstance(by, Role):
        return list(regions)
    if by.ended_at is None and by.kind == Kind.REGIONAL_LEAD:
        return [] if by.region is None else [by.region]
    if by.ended_at is None and by.kind == Kind.NATIONAL_ADMINISTRATOR:
        return list(regions.filter(nation=by.nation_id))
    return []
