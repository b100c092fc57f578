"""The framework that a 360 is asked by, in the language of who reads. Its files are read once in each process."""

from collections.abc import Mapping
from functools import cache

from ninefold.core.framework.library import SHIPPED, load_framework, locales_of
from ninefold.core.framework.model import Framework, Question
from ninefold.feedback.models import Assessment

# The one framework that 360s are begun with here.
OFFERED = SHIPPED


def framework_of(assessment: Assessment, language: str | None = None) -> Framework:
    """The framework of this 360, in this language where it has words in it, else in that of the 360."""
    return _framework(assessment.framework, (language, assessment.language))


def questions_asked(assessment: Assessment) -> Mapping[str, Question]:
    """The questions of its form by their codes, in the order of the questionnaire."""
    return _questions(assessment.framework, assessment.form, assessment.language)


@cache
def _framework(name: str, languages: tuple[str | None, ...]) -> Framework:
    locales = locales_of(name)
    wanted = ((language or "").partition("-")[0] for language in languages)
    return load_framework(name, next((locale for locale in wanted if locale in locales), None))


@cache
def _questions(name: str, form: str, language: str) -> Mapping[str, Question]:
    return {question.code: question for question in _framework(name, (None, language)).form(form)}
