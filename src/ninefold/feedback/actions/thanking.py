"""The one thank-you to everybody who was invited: the same to all, whether they answered or not."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ninefold.accounts.actions.outbox import post
from ninefold.accounts.actions.trail import record
from ninefold.accounts.policies import By
from ninefold.core.errors import NinefoldError
from ninefold.feedback.actions.goals import check_can_follow
from ninefold.feedback.actions.starting import lock_assessment
from ninefold.feedback.emails import following as emails
from ninefold.feedback.models import Assessment
from ninefold.feedback.queries.goals import can_be_written_to

LONGEST_THANKS = 1500


@transaction.atomic
def thank_raters(*, assessment: Assessment, text: str, goals: Collection[int], by: By, at: datetime) -> bool:
    """Send these words, with the goals in these positions, to everybody who was invited; they are shared by that.

    Whether it went out: it does so once, and of two clicks the other does nothing.
    """
    check_can_follow(by, assessment)
    check_thanks(text)
    locked = lock_assessment(assessment)
    # Compare and swap: right on a database without locks on rows too.
    if not Assessment.objects.filter(pk=locked.pk, thanked_at__isnull=True).update(thanked_at=at):
        return False
    chosen = locked.goals.filter(position__in=goals).order_by("position")
    chosen.update(shared=True)
    told = list(chosen)
    for rater in can_be_written_to(locked):
        post(to=rater.email, mail=emails.thanks(locked, rater, text, told), at=at)
    record(by=by, at=at, what="thank", on=locked)
    assessment.refresh_from_db()
    return True


def check_thanks(text: str) -> None:
    """Raise NinefoldError unless these words can be sent."""
    if not text.strip():
        raise NinefoldError(_("Write a few words of thanks."))
    if len(text) > LONGEST_THANKS:
        raise NinefoldError(
            _("The text has %(long)s characters; %(most)s is the most. Nothing of it was lost: shorten it here.")
            % {"long": len(text), "most": LONGEST_THANKS}
        )
