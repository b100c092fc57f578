"""What is promised of the framework that is shipped."""

import re

import pytest

from ninefold.core.framework.library import load_framework
from ninefold.core.framework.model import Dimension

NINE = load_framework("nine-dimensions")
every_dimension = pytest.mark.parametrize("dimension", NINE.dimensions, ids=lambda dimension: dimension.id)


def test_there_are_nine_dimensions_with_a_title_each() -> None:
    assert len(NINE.dimensions) == 9
    assert len({dimension.title for dimension in NINE.dimensions}) == 9


@every_dimension
def test_a_dimension_says_what_it_is_why_it_matters_and_what_it_is_not(dimension: Dimension) -> None:
    assert len(dimension.what.split()) > 30
    assert len(dimension.why.split()) > 25
    assert len(dimension.is_not) >= 3
    assert dimension.tagline
    assert len(dimension.short) <= 16


@every_dimension
def test_a_dimension_has_an_anchor_prompts_and_suggestions_for_each_of_four_levels(dimension: Dimension) -> None:
    assert [level.point for level in dimension.levels] == [1, 2, 3, 4]
    assert [level.id for level in dimension.levels] == ["essential", "proficient", "strong", "exemplary"]
    for level in dimension.levels:
        assert len(level.anchor.split()) >= 12
        assert 2 <= len(level.prompts) <= 5
        assert len(level.development) >= 2
    assert 11 <= sum(len(level.prompts) for level in dimension.levels) <= 16


@every_dimension
def test_prompts_are_questions_that_one_asks_oneself(dimension: Dimension) -> None:
    prompts = [prompt for level in dimension.levels for prompt in level.prompts]
    assert all(prompt.endswith("?") for prompt in prompts)
    assert not any(re.search(r"\byou(r|rs|rself)?\b", prompt) for prompt in prompts)
    own = [prompt for prompt in prompts if re.search(r"\b(I|me|my|mine|myself|we|us|our|ours)\b", prompt)]
    assert len(own) / len(prompts) >= 3 / 4


@every_dimension
def test_a_dimension_has_four_behaviours_a_level_an_importance_and_a_comment(dimension: Dimension) -> None:
    assert [item.code for item in dimension.items] == [f"{dimension.id}.b{place}" for place in (1, 2, 3, 4)]
    assert [question.kind for question in dimension.questions] == ["level", "importance", *["extent"] * 4, "comment"]
    for question in (dimension.level, dimension.importance, dimension.comment):
        assert question is not None
        assert question.text != question.text_self


def test_the_scales_are_those_of_the_questionnaire() -> None:
    scales = {scale.id: scale for scale in NINE.scales}
    assert scales["level"].labels == ("not yet essential", "essential", "proficient", "strong", "exemplary")
    assert (scales["level"].lo, scales["level"].hi) == (0, 4)
    assert (scales["importance"].lo, scales["importance"].hi) == (1, 4)
    assert (scales["extent"].label(0), scales["extent"].label(4)) == ("hardly ever", "consistently")
    assert {scale.cannot_rate for scale in scales.values()} == {"No opportunity to observe"}


def test_the_full_form_asks_71_questions_and_the_short_one_35() -> None:
    # Nine times level and importance, 36 behaviours, five on impact; nine comments, two overall, one on impact.
    kinds = {form: [question.kind for question in NINE.form(form)] for form in ("full", "short")}
    rated = {form: sum(kind != "comment" for kind in found) for form, found in kinds.items()}
    assert rated == {"full": 59, "short": 23}
    assert {form: len(found) for form, found in kinds.items()} == {"full": 71, "short": 35}
    assert "extent" not in kinds["short"]


def test_both_forms_end_with_impact() -> None:
    for form in ("full", "short"):
        assert [question.code for question in NINE.form(form)][-6:-1] == [
            f"impact.{name}" for name in ("climate", "energy", "experience", "quality", "reputation")
        ]


def test_level_and_extent_are_two_scales() -> None:
    care = NINE.dimensions[1]
    assert NINE.result_scale(care).id == "level"
    assert care.items[0].scale is not None
    assert care.items[0].scale.id == "extent"


def test_no_sentence_is_used_twice() -> None:
    texts = [question.text for question in NINE.questions]
    texts += [text for d in NINE.dimensions for level in d.levels for text in (*level.prompts, *level.development)]
    texts += [level.anchor for d in NINE.dimensions for level in d.levels]
    assert len(set(texts)) == len(texts)
