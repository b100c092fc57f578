"""Mails about help before a 360: to the regional lead, and to the participant."""

from ninefold.accounts.mail import Mail, address_of, compose
from ninefold.accounts.models import Person
from ninefold.feedback.models import HelpRequest


def help_wanted(request: HelpRequest, lead: Person) -> Mail:
    """To who leads the region: somebody asks for help."""
    context = {
        "lead": lead,
        "request": request,
        "participant": request.participant,
        "address": address_of("feedback:help_answer", pk=request.pk),
    }
    return compose("feedback/mail/help_wanted.jinja", context)


def help_answered(request: HelpRequest) -> Mail:
    """To the participant: there is an answer."""
    context = {"participant": request.participant, "address": address_of("feedback:help_ask")}
    return compose("feedback/mail/help_answered.jinja", context)
