"""Who prepares and changes CPD sessions."""

from django.utils.translation import gettext as _

from ninefold.academy.models import CpdSession
from ninefold.academy.policies.bookings import runs
from ninefold.accounts.models import Kind, Nation, Region, Role
from ninefold.accounts.policies import By, NotAllowedError

LEADS = (Kind.REGIONAL_LEAD, Kind.NATIONAL_ADMINISTRATOR)


def check_can_prepare(by: By, body: Nation | Region) -> None:
    """A nation's CPD sessions are prepared by its administrators, a region's by its leads and its nation's."""
    if isinstance(by, Role):
        nation = body if isinstance(body, Nation) else body.nation
        leads_nation = by.kind == Kind.NATIONAL_ADMINISTRATOR and by.nation_id == nation.pk
        leads_region = by.kind == Kind.REGIONAL_LEAD and isinstance(body, Region) and by.region_id == body.pk
        if by.ended_at is not None or not (leads_nation or leads_region):
            raise NotAllowedError(_("Only those who lead %(body)s prepare its CPD sessions.") % {"body": body})


def check_can_run(by: By, session: CpdSession) -> None:
    """A CPD session is changed by those who lead the region or nation that holds it."""
    if not runs(by, session):
        raise NotAllowedError(_("Only those who run this CPD session may change it."))
