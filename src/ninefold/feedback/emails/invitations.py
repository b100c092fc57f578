"""The mails that bring a rater their link. They look like what they are, and tell how to check that."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import override

from ninefold.accounts.mail import Mail, address_of, compose
from ninefold.core.london import london_date
from ninefold.feedback.models import Rater
from ninefold.feedback.queries.questionnaires import questionnaire_of
from ninefold.feedback.queries.raters import reference_of


def invitation(rater: Rater, link: str, at: datetime) -> Mail:
    """The first mail to a rater, with what it is about, their link, and how to see that it is genuine."""
    return _mail("invitation", rater, link, at)


def reminder(rater: Rater, link: str, number: int, at: datetime) -> Mail:
    """A reminder: that of so many days after the start, or with 0 the one that the participant has asked for.

    It says nothing of what the rater has done so far.
    """
    return _mail("reminder", rater, link, at, asked_again=number == 0)


def moved(rater: Rater, link: str, at: datetime) -> Mail:
    """The mail to an address that a rater moved their invitation to, with the link in place of the first."""
    return _mail("invitation_moved", rater, link, at)


def _mail(name: str, rater: Rater, link: str, at: datetime, **more: Any) -> Mail:
    assessment = rater.assessment
    with override(rater.language):
        context = {
            "rater": rater,
            "participant": assessment.participant.name,
            "home": assessment.home,
            "address": address_of("feedback:door", token=link),
            "reference": reference_of(rater),
            "closes_on": date_format(assessment.closes_on, "l j F"),
            "days_left": (assessment.closes_on - london_date(at)).days,
            "minutes": questionnaire_of(assessment).minutes,
            **more,
        }
    # How often the link was moved tells whoever reads delivery reports which address a mail went to.
    mark = f"rater-{rater.pk}-{rater.link_number}"
    return compose(f"feedback/mail/{name}.jinja", context, language=rater.language, mark=mark)
