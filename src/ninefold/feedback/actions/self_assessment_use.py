"""Beginning the own part of a 360 with a self-assessment. Like any answer, that is recorded nowhere."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ninefold.accounts.policies import By
from ninefold.core.errors import NinefoldError
from ninefold.core.london import london_date
from ninefold.feedback.actions.answers import save_answers
from ninefold.feedback.models import Assessment, Rater
from ninefold.feedback.policies import check_is_participant
from ninefold.feedback.queries.frameworks import questions_asked
from ninefold.feedback.queries.invitations import told_by
from ninefold.feedback.queries.self_assessment_use import Offer, offer_for


@transaction.atomic
def use_self_assessment(*, rater: Rater, with_examples: bool, by: By, at: datetime) -> Offer:
    """Take over what both ask and what was not answered here yet; the result says what that was.

    `with_examples`: the lines of evidence too, as comments of the participant's own, which the report shows. Raises
    NinefoldError where there is nothing to take over, with the reason.
    """
    check_is_participant(by, rater.assessment)
    # What is answered in another tab holds this row until it is kept, so that it is seen here, or comes after.
    Assessment.objects.select_for_update().get(pk=rater.assessment_id)
    told = told_by(rater, list(questions_asked(rater.assessment)))
    offer = offer_for(rater.assessment, told, london_date(at))
    if offer is None:
        raise NinefoldError(_("There is nothing in your self-assessment that is not answered here already."))
    if offer.refusal:
        raise NinefoldError(offer.refusal)
    save_answers(rater=rater, given={**offer.ratings, **(offer.examples if with_examples else {})})
    return offer
