"""Mails about the closing date and the close."""

from ninefold.accounts.mail import Mail, address_of, compose
from ninefold.core.timetable import ENOUGH_ANSWERS
from ninefold.feedback.models import Assessment, Facilitation, Rater


def moved_date(rater: Rater, link: str) -> Mail:
    """To a rater: the questionnaire closes later."""
    return _to_rater("moved_date", rater, rater.assessment, address=address_of("feedback:door", token=link))


def too_few_for_rater(rater: Rater, assessment: Assessment) -> Mail:
    """To a rater: there is no report, and what was answered is gone."""
    return _to_rater("too_few_for_rater", rater, assessment)


def cancelled(rater: Rater, assessment: Assessment) -> Mail:
    """To a rater: the 360 was given up, and what was answered is gone."""
    return _to_rater("cancelled", rater, assessment)


def moved_by_itself(assessment: Assessment) -> Mail:
    """To the participant: too few answers, so the closing date was moved."""
    return _to_participant("moved_by_itself", assessment)


def questionnaire_closed(assessment: Assessment) -> Mail:
    """To the participant: the questionnaire has closed, and how they come to see the report."""
    return _to_participant("questionnaire_closed", assessment)


def too_few(assessment: Assessment) -> Mail:
    """To the participant: too few answers for a report, and what follows from that."""
    return _to_participant("too_few", assessment)


def report_waits(assessment: Assessment, facilitation: Facilitation) -> Mail:
    """To the facilitator: the report can be read and prepared."""
    context = {
        "participant": assessment.participant,
        "facilitator": facilitation.facilitator,
        "address": address_of("feedback:facilitation", pk=facilitation.pk),
    }
    return compose("feedback/mail/report_waits.jinja", context)


def _to_rater(name: str, rater: Rater, assessment: Assessment, address: str = "") -> Mail:
    context = {"rater": rater, "participant": assessment.participant, "assessment": assessment, "address": address}
    mark = f"rater-{rater.pk}-{rater.link_number}"
    return compose(f"feedback/mail/{name}.jinja", context, language=rater.language, mark=mark)


def _to_participant(name: str, assessment: Assessment) -> Mail:
    context = {
        "participant": assessment.participant,
        "assessment": assessment,
        "enough": ENOUGH_ANSWERS,
        "address": address_of("feedback:assessment", pk=assessment.pk),
    }
    return compose(f"feedback/mail/{name}.jinja", context, language=assessment.language)
