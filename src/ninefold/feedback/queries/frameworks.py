"""The framework that a 360 is asked by, in the language of who reads."""

from collections.abc import Mapping
from functools import cache

from ninefold.core.framework.library import SHIPPED, load_framework, locales_of
from ninefold.core.framework.model import Framework, Question
from ninefold.feedback.models import Assessment

# The one framework that 360s are begun with here.
OFFERED = SHIPPED


def framework_of(assessment: Assessment, language: str | None = None) -> Framework:
    """The framework of this 360, in this language where it has words in it, else in that of the 360."""
    for wanted in (language, assessment.language):
        locale = (wanted or "").partition("-")[0]
        if locale in _locales(assessment.framework):
            return load_framework(assessment.framework, locale)
    return load_framework(assessment.framework)


@cache
def _locales(framework: str) -> tuple[str, ...]:
    return locales_of(framework)


def questions_asked(assessment: Assessment) -> Mapping[str, Question]:
    """The questions of its form by their codes, in the order of the questionnaire."""
    return {question.code: question for question in framework_of(assessment).form(assessment.form)}
