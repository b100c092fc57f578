"""Reading what was sent, at the close and for the daily figure, and deleting it. Nothing that is read here is kept."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from ninefold.core.errors import SayableError
from ninefold.core.framework.model import SELF
from ninefold.core.london import london_date
from ninefold.core.responses import Answers, Response
from ninefold.feedback.keys.custody import find_secret
from ninefold.feedback.models import Assessment, AssessmentState, Rater
from ninefold.feedback.queries.frameworks import framework_of, questions_asked
from ninefold.feedback.queries.open_answers import (
    ABOUT_ONESELF,
    CANNOT_RATE,
    SENT,
    STANDING,
    delete_all_told,
    read_all_told,
)


class KeyLostError(SayableError):
    """The key of an open 360 is gone, so its answers can be read by nobody."""


def answers_sent(assessment: Assessment) -> Answers:
    """All questionnaires that were sent; what was begun and not sent does not count. Raises KeyLostError."""
    secret = find_secret(assessment.key_name)
    if secret is None:
        raise KeyLostError(
            _("The key to the answers of 360 number %(number)s is missing. Please tell those who run this site.")
            % {"number": assessment.pk}
        )
    raters = [*assessment.raters.filter(group=SELF), *assessment.raters.others().asked()]
    told = read_all_told(raters, (*questions_asked(assessment), STANDING), secret)
    sent = [rater for rater in raters if told[rater.pk].get(STANDING) == SENT]
    return Answers(
        framework=framework_of(assessment),
        form=assessment.form,
        responses=tuple(_response(assessment, rater, told[rater.pk]) for rater in sent),
        asked=Counter(rater.group for rater in raters),
    )


def besides_oneself(answers: Answers) -> int:
    """How many sent a questionnaire, the participant not counted."""
    return sum(response.group != SELF for response in answers.responses)


def delete_answers(assessment: Assessment) -> None:
    """Delete whatever was told in a 360, read or not, of raters who were withdrawn too."""
    secret = find_secret(assessment.key_name)
    if secret is not None:
        delete_all_told(list(assessment.raters.all()), (*questions_asked(assessment), *ABOUT_ONESELF), secret)


def tell_answered(assessment: Assessment, at: datetime) -> bool:
    """Work out how many of all raters have answered, in steps of the minimum: what anybody is told until tomorrow.

    Whether there is a figure: of a 360 that closed a moment ago there is none.
    """
    secret = find_secret(assessment.key_name)
    if secret is None:
        return False
    told = read_all_told(list(assessment.raters.others().asked()), (STANDING,), secret)
    answered = sum(each.get(STANDING) == SENT for each in told.values())
    rows = Assessment.objects.filter(pk=assessment.pk, state=AssessmentState.OPEN)
    shown = answered - answered % assessment.minimum
    return bool(rows.update(answered_shown=shown, answered_shown_on=london_date(at)))


def _response(assessment: Assessment, rater: Rater, told: Mapping[str, str]) -> Response:
    questions = questions_asked(assessment)
    given = {code: text for code, text in told.items() if code in questions and text not in ("", CANNOT_RATE)}
    return Response(
        group=rater.group,
        ratings={code: int(text) for code, text in given.items() if questions[code].scale is not None},
        comments={code: text for code, text in given.items() if questions[code].scale is None},
    )
