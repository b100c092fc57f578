"""Mails about who facilitates a 360: the request, what became of it, a first talk, another facilitator."""

from typing import Any

from ninefold.accounts.mail import Attachment, Mail, address_of, compose
from ninefold.feedback.models import Facilitation


def facilitation_request(facilitation: Facilitation) -> Mail:
    """To a facilitator: somebody asks, and by when to answer."""
    return to_facilitator("facilitation_request", facilitation)


def facilitator_replaced(facilitation: Facilitation) -> Mail:
    """To a facilitator: the case is with somebody else now."""
    return to_facilitator("facilitator_replaced", facilitation)


def ended_without_report(facilitation: Facilitation) -> Mail:
    """To a facilitator: the 360 has ended without a report."""
    return to_facilitator("ended_without_report", facilitation)


def request_accepted(facilitation: Facilitation) -> Mail:
    """To the participant: the facilitator has taken it on, and what comes next."""
    return to_participant("request_accepted", facilitation)


def request_declined(facilitation: Facilitation) -> Mail:
    """To the participant: the facilitator cannot take it on, and somebody else can be asked."""
    return to_participant("request_declined", facilitation)


def request_unanswered(facilitation: Facilitation) -> Mail:
    """To the participant: no answer came in time, and somebody else can be asked."""
    return to_participant("request_unanswered", facilitation)


def another_facilitator_asked(facilitation: Facilitation) -> Mail:
    """To the participant: somebody else was asked in place of their facilitator."""
    return to_participant("another_facilitator_asked", facilitation)


def first_talk(facilitation: Facilitation) -> Mail:
    """To the participant: the facilitator proposes a first talk."""
    return to_participant("first_talk", facilitation, reply_to=facilitation.facilitator.email)


def to_facilitator(name: str, facilitation: Facilitation, *files: Attachment, **parts: Any) -> Mail:
    """A mail to the facilitator of a case, which leads to its page."""
    context = {**_known(facilitation), "address": address_of("feedback:facilitation", pk=facilitation.pk), **parts}
    return compose(f"feedback/mail/{name}.jinja", context, attachments=files)


def to_participant(name: str, facilitation: Facilitation, *files: Attachment, reply_to: str = "", **parts: Any) -> Mail:
    """A mail to the participant of a case, which leads to the page of their 360 unless `address` is among the parts."""
    assessment = facilitation.assessment
    context = {**_known(facilitation), "address": address_of("feedback:assessment", pk=assessment.pk), **parts}
    language = assessment.language
    return compose(f"feedback/mail/{name}.jinja", context, language=language, attachments=files, reply_to=reply_to)


def _known(facilitation: Facilitation) -> dict[str, object]:
    return {
        "facilitation": facilitation,
        "facilitator": facilitation.facilitator,
        "participant": facilitation.assessment.participant,
        "assessment": facilitation.assessment,
    }
