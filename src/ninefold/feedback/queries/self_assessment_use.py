"""What of somebody's own self-assessment fits into their own part of a 360, and why it may not."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ninefold.accounts.models import Person
from ninefold.feedback.models import Assessment, SelfAssessment
from ninefold.feedback.queries.frameworks import framework_of, questions_asked
from ninefold.feedback.queries.self_assessment_questions import example_of
from ninefold.feedback.queries.self_assessments import Content, GoneError, is_fresh, kept_by, read


@dataclass(frozen=True)
class Offer:
    """What the latest self-assessment of a participant can begin their own part with.

    `ratings` and `examples` are by the codes of the 360, and only where nothing was answered there yet; `stands` counts
    what was. `refusal`: why nothing is taken over.
    """

    row: SelfAssessment
    refusal: str = ""
    ratings: Mapping[str, str] = field(default_factory=dict)
    examples: Mapping[str, str] = field(default_factory=dict)
    stands: int = 0


def last_kept(person: Person) -> SelfAssessment | None:
    """The latest self-assessment that somebody keeps and has rated something in."""
    for row in kept_by(person):
        content = _read(row)
        if content is not None and content.ratings:
            return row
    return None


def fresh_of(assessment: Assessment, today: date) -> SelfAssessment | None:
    """The latest self-assessment of its participant, if it can begin their own part."""
    row = last_kept(assessment.participant)
    return None if row is None or _refusal(assessment, row, today) else row


def offer_for(assessment: Assessment, told: Mapping[str, str], today: date) -> Offer | None:
    """What can be taken over into this 360, where `told` stands already; None where there is nothing to say of it."""
    row = last_kept(assessment.participant)
    content = None if row is None else _read(row)
    if row is None or content is None:
        return None
    refusal = _refusal(assessment, row, today)
    if refusal:
        return Offer(row, refusal)
    asked = questions_asked(assessment)
    shared = {code: str(point) for code, point in content.ratings.items() if code in asked}
    ratings = {code: text for code, text in shared.items() if not told.get(code)}
    if not ratings:
        return None
    return Offer(
        row,
        ratings=ratings,
        examples={code: text for code, text in _examples(assessment, content).items() if not told.get(code)},
        stands=len(shared) - len(ratings),
    )


def _read(row: SelfAssessment) -> Content | None:
    try:
        return read(row)
    except GoneError:
        return None


def _refusal(assessment: Assessment, row: SelfAssessment, today: date) -> str:
    if (row.framework, row.framework_version) != (assessment.framework, assessment.framework_version):
        return _("It was answered by another version of the model, so what this 360 asks is asked anew.")
    if not is_fresh(row, today):
        return _("That is more than six months ago. People and roles change, so the questions are asked anew.")
    return ""


def _examples(assessment: Assessment, content: Content) -> dict[str, str]:
    """The examples, by the codes of the comments that the 360 asks for on the same dimension."""
    asked = questions_asked(assessment)
    found = {}
    for dimension in framework_of(assessment).dimensions:
        text = content.told.get(example_of(dimension), "")
        if text and dimension.comment is not None and dimension.comment.code in asked:
            found[dimension.comment.code] = text
    return found


def in_words(row: SelfAssessment) -> str:
    """The day of a self-assessment inside a sentence: 3 March 2026."""
    return date_format(row.answered_on, "j F Y")
