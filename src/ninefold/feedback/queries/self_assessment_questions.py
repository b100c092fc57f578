"""What a self-assessment asks: of each dimension the level, its importance and an example; then impact; then a plan.

The questions are those of the framework, in the words for oneself, so that a 360 can take over what is answered here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ninefold.core.framework.model import Dimension, Framework, Question
from ninefold.feedback.queries.frameworks import OFFERED, framework_in
from ninefold.feedback.queries.questionnaires import Asked, FormPage, Questionnaire, asked_of_oneself, put_together
from ninefold.reports.content.self_assessment import GOALS

EXAMPLE = "example"
IMPACT_PAGE = "impact"
PLAN_PARTS = ("what", "first_step", "by_when", "support")
LONGEST_EXAMPLE, LONGEST_PART = 500, 300
RATED = ("level", "importance", "extent", "impact")


def example_of(dimension: Dimension) -> str:
    """The code of the line of evidence on a dimension."""
    return f"{dimension.id}.{EXAMPLE}"


def plan_code(goal: int, part: str) -> str:
    """The code of one part of one goal of the plan: `plan.1.what`."""
    return f"plan.{goal}.{part}"


def longest(code: str) -> int:
    """How many characters what is written there may have."""
    return LONGEST_PART if code.startswith("plan.") else LONGEST_EXAMPLE


@lru_cache(maxsize=1)
def questions() -> Mapping[str, Question]:
    """All that can be told in a self-assessment, by its code; what is written has no scale."""
    framework = framework_in("")
    rated = {question.code: question for question in _rated(framework)}
    texts = [example_of(dimension) for dimension in framework.dimensions]
    texts += [plan_code(goal, part) for goal in range(1, GOALS + 1) for part in PLAN_PARTS]
    return {**rated, **{code: Question(code, "comment", None, None, "", "") for code in texts}}


def _rated(framework: Framework) -> Iterator[Question]:
    for dimension in framework.dimensions:
        yield from _rated_of(dimension)
    yield from (() if framework.impact is None else framework.impact.questions)


def _rated_of(dimension: Dimension) -> tuple[Question, ...]:
    """What is rated of a dimension: its level, or where the framework asks for none its behaviours; its importance."""
    levels = dimension.items if dimension.level is None else (dimension.level,)
    return levels if dimension.importance is None else (*levels, dimension.importance)


def self_questionnaire() -> Questionnaire:
    """The pages of a self-assessment, in the language that is spoken now."""
    return _questionnaire(OFFERED, get_language() or "")


@lru_cache(maxsize=16)
def _questionnaire(_framework: str, spoken: str) -> Questionnaire:
    framework = framework_in(spoken)
    pages = [_page_of(dimension) for dimension in framework.dimensions]
    if framework.impact is not None:
        pages.append(
            FormPage(
                slug=IMPACT_PAGE,
                title=framework.impact.title,
                intro=framework.impact.intro,
                first=tuple(asked_of_oneself(one) for one in framework.impact.questions),
            )
        )
    return put_together(pages, {question.code: question.kind for question in _rated(framework)})


def _page_of(dimension: Dimension) -> FormPage:
    asked = tuple(asked_of_oneself(one, dimension.levels) for one in _rated_of(dimension))
    return FormPage(
        slug=f"{dimension.id}-" if dimension.id == IMPACT_PAGE else dimension.id,
        title=dimension.title,
        intro=dimension.tagline,
        about=dimension.what,
        is_not=dimension.is_not,
        first=asked,
        comments=(Asked(example_of(dimension), "comment", _("A recent example")),),
    )
