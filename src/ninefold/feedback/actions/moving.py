"""Moving an invitation to an address of the rater's own."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ninefold.accounts.actions.outbox import post
from ninefold.feedback.actions.answers import move_invitation
from ninefold.feedback.emails.invitations import moved
from ninefold.feedback.models import Rater


@transaction.atomic
def move_to_own_address(*, rater: Rater, email: str, at: datetime) -> None:
    """Send this rater a new link at an address of theirs. The earlier one is dead, and nobody is told.

    Somebody waits for that mail, so it leaves at any hour.
    """
    link = move_invitation(rater=rater, email=email)
    mail = moved(rater, link, at)
    post(to=email.strip(), mail=mail, at=at, lock=rater.assessment.key_name, any_hour=True)
