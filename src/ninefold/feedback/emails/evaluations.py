"""Mails that ask a participant what they think of their 360."""

from ninefold.accounts.mail import Mail, address_of, compose
from ninefold.feedback.models import Assessment, Evaluation


def evaluation_wanted(assessment: Assessment, stage: Evaluation.Stage, choice: str) -> Mail:
    """To the participant: what do you think of it; with the way to get no more such mail."""
    context = {
        "participant": assessment.participant,
        "later": stage == Evaluation.Stage.LATER,
        "address": address_of("feedback:evaluate", pk=assessment.pk, stage=stage.value),
        "choice": choice,
    }
    return compose("feedback/mail/evaluation_wanted.jinja", context)
