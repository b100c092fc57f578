"""Passing on a concern within one of the limits of confidence: to whom and when, never what."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ninefold.accounts.actions.outbox import post
from ninefold.accounts.actions.trail import record
from ninefold.accounts.policies import By
from ninefold.core.errors import NinefoldError
from ninefold.feedback.actions.cases import lock_case
from ninefold.feedback.emails.openings import concern_passed_on
from ninefold.feedback.models import Concern, Facilitation
from ninefold.feedback.policies import check_is_facilitator
from ninefold.feedback.queries.leads import told_of


@transaction.atomic
def pass_on_concern(*, facilitation: Facilitation, limit: Concern.Limit, by: By, at: datetime) -> list[Concern]:
    """Tell the role named for this limit that the facilitator needs to speak to them. The trail says no more."""
    check_is_facilitator(by, facilitation)
    case = lock_case(facilitation)
    told = told_of(case, limit)
    if not told:
        raise NinefoldError(_("Nobody holds the role that this goes to. Use the route for speaking up instead."))
    concerns = [Concern.objects.create(facilitation=case, limit=limit, told=person, raised_at=at) for person in told]
    for concern in concerns:
        # Somebody may be at risk, so it does not wait for the morning.
        post(to=concern.told.email, mail=concern_passed_on(concern), at=at, any_hour=True)
    record(by=by, at=at, what="pass on concern", on=case)
    return concerns
