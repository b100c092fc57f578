"""Mails about what follows a report that was opened, or was not: how are you, was it held, what a lead is told."""

from typing import Any

from ninefold.accounts.mail import Mail, address_of, compose
from ninefold.accounts.models import Person
from ninefold.feedback.models import Assessment, Concern, Facilitation


def how_are_you(assessment: Assessment) -> Mail:
    """To the participant: how are you, and where support is."""
    context = {
        "participant": assessment.participant,
        "support": assessment.home.support if assessment.home else "",
        "address": address_of("feedback:assessment", pk=assessment.pk),
    }
    return compose("feedback/mail/how_are_you.jinja", context, language=assessment.language)


def no_feedback_session(assessment: Assessment, lead: Person) -> Mail:
    """To a lead: the report waits for its feedback session."""
    return _to_lead("no_feedback_session", assessment, lead)


def not_held(facilitation: Facilitation, lead: Person) -> Mail:
    """To a lead: the participant says that the feedback session did not take place."""
    return _to_lead("not_held", facilitation.assessment, lead, facilitation=facilitation)


def concern_passed_on(concern: Concern) -> Mail:
    """To the named role: a facilitator has a concern within one of the limits. What it is about stands in no mail."""
    facilitation = concern.facilitation
    context = {"told": concern.told, "facilitator": facilitation.facilitator, "limit": concern.get_limit_display()}
    return compose("feedback/mail/concern.jinja", context, reply_to=facilitation.facilitator.email)


def _to_lead(name: str, assessment: Assessment, lead: Person, **parts: Any) -> Mail:
    context = {"lead": lead, "participant": assessment.participant, "assessment": assessment, **parts}
    return compose(f"feedback/mail/{name}.jinja", context)
