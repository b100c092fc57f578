"""One's own part of a 360, as tests come to it."""

from ninefold.core.framework.model import SELF
from ninefold.feedback.models import Assessment, Rater
from tests.feedback.made import raters_of


def path_of(assessment: Assessment, page: str = "") -> str:
    """The path of one of its pages; of its first without a name."""
    return f"/360/{assessment.pk}/own-part/{page}"


def self_of(assessment: Assessment) -> Rater:
    """The participant as one of those who answer."""
    return raters_of(assessment, SELF)[0]
