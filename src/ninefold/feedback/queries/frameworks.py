"""The framework that a 360 is asked by, in the language of who reads. Its files are read once in each process."""

from collections.abc import Mapping
from functools import cache

from ninefold.accounts.languages import spoken
from ninefold.core.framework.library import OFFERED, framework_locale, load_framework, locales_of
from ninefold.core.framework.model import Framework, Question
from ninefold.feedback.models import Assessment

__all__ = ["OFFERED", "framework_in", "framework_of", "questions_asked"]


def framework_of(assessment: Assessment, language: str = "") -> Framework:
    """The framework of this 360 in this language, or else the one spoken now; in that of the 360 where it lacks it."""
    return _framework(assessment.framework, (language or spoken(), assessment.language))


def framework_in(language: str) -> Framework:
    """The framework that is offered here, in this language where it has words in it, else in its own."""
    return _framework(OFFERED, (language,))


def questions_asked(assessment: Assessment) -> Mapping[str, Question]:
    """The questions of its form by their codes, in the order of the questionnaire."""
    return _questions(assessment.framework, assessment.form, assessment.language)


@cache
def _framework(name: str, languages: tuple[str | None, ...]) -> Framework:
    locales = locales_of(name)
    wanted = (framework_locale(language or "") for language in languages)
    return load_framework(name, next((locale for locale in wanted if locale in locales), None))


@cache
def _questions(name: str, form: str, language: str) -> Mapping[str, Question]:
    return {question.code: question for question in _framework(name, (None, language)).form(form)}
