"""Mails to a participant about what a lead does with their 360."""

from ninefold.accounts.mail import Mail, address_of, compose
from ninefold.accounts.models import Person
from ninefold.feedback.models import Assessment


def prepared(assessment: Assessment, lead: Person) -> Mail:
    """To the participant: a 360 is being prepared for them, which nobody but they can start."""
    return _to_participant("prepared", assessment, lead)


def ready_to_check(assessment: Assessment, lead: Person) -> Mail:
    """To the participant: all that the lead does has been done, so it is theirs to check and to start."""
    return _to_participant("ready_to_check", assessment, lead)


def cancelled_by_lead(assessment: Assessment, lead: Person) -> Mail:
    """To the participant: a lead has given their 360 up."""
    return _to_participant("cancelled_by_lead", assessment, lead)


def moved_by_lead(assessment: Assessment, lead: Person) -> Mail:
    """To the participant: a lead has moved the closing date."""
    return _to_participant("moved_by_lead", assessment, lead)


def _to_participant(name: str, assessment: Assessment, lead: Person) -> Mail:
    context = {
        "participant": assessment.participant,
        "assessment": assessment,
        "lead": lead,
        "address": address_of("feedback:assessment", pk=assessment.pk),
    }
    return compose(f"feedback/mail/{name}.jinja", context, language=assessment.language, reply_to=lead.email)
