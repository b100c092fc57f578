"""Corrections of evidence by a lead: what is taken back stays with its reason, and counts no more."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ninefold.academy.models import Evidence
from ninefold.academy.policies.register import check_can_settle
from ninefold.accounts.actions.trail import record
from ninefold.accounts.policies import By
from ninefold.core.errors import NinefoldError

LONGEST_REASON = 1000


@transaction.atomic
def take_back_evidence(*, evidence: Evidence, reason: str, by: By, at: datetime) -> None:
    """Let this count no more, for a reason that the person can read. To take back twice is to take back once.

    Raises NinefoldError without a reason; NotAllowedError for who does not lead their region or nation.
    """
    row = Evidence.objects.select_for_update().get(pk=evidence.pk)
    check_can_settle(by, row.registration.person)
    why = reason.strip()
    if not why or len(why) > LONGEST_REASON:
        raise NinefoldError(
            _("Give a reason, in up to %(most)s characters: the facilitator reads it.") % {"most": LONGEST_REASON}
        )
    if row.taken_back_at is not None:
        return
    row.taken_back_at, row.reason = at, why
    row.save(update_fields=["taken_back_at", "reason"])
    record(by=by, at=at, what="take back evidence", on=row, whom=row.registration.person)
