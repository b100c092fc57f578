"""How somebody sees themselves: quarters, strengths, priorities and the next level, each at its line and beside it."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest

from ninefold.core.framework.model import Dimension, Framework, Impact, Level, Question
from ninefold.core.self_findings import OtherVersionError, OwnDimension, OwnView, compare_own, own_view
from tests.core.made import EXTENT, dimension, framework


def levelled(name: str) -> Dimension:
    """A dimension with a level for each point above the lowest."""
    levels = tuple(Level(f"l{point}", point, f"anchor {point}", (), ()) for point in range(1, 5))
    return replace(dimension(name), levels=levels)


FIVE = framework(*(levelled(name) for name in ("purpose", "care", "vision", "team", "influence")))


def seen(*, of: Framework = FIVE, **points: tuple[int | None, int | None]) -> OwnView:
    """The view of somebody who gave these levels and importances."""
    given: dict[str, int] = {}
    for name, (level, importance) in points.items():
        given |= {} if level is None else {f"{name}.level": level}
        given |= {} if importance is None else {f"{name}.importance": importance}
    return own_view(of, given)


def names(found: tuple[OwnDimension, ...]) -> list[str]:
    return [one.dimension.id for one in found]


def quarters(view: OwnView) -> Mapping[str, str | None]:
    return {one.dimension.id: one.quarter for one in view.dimensions}


def test_the_worked_example() -> None:
    view = seen(purpose=(3, 4), care=(1, 4), vision=(2, 3), team=(2, 2), influence=(4, 1))
    assert quarters(view) == {
        "purpose": "build_on",
        "care": "develop_first",
        "vision": "develop_first",
        "team": "keep_an_eye_on",
        "influence": "in_reserve",
    }
    assert names(view.priorities) == ["care", "vision"]
    assert names(view.strengths) == ["influence", "purpose"]
    assert [one.next_level.point for one in view.priorities if one.next_level] == [2, 3]
    assert [one.weight - one.reach for one in view.priorities] == [Fraction(3, 4), Fraction(1, 6)]
    assert not view.growing


@pytest.mark.parametrize(("level", "strength"), [(2, False), (3, True), (4, True)])
def test_a_strength_begins_at_the_line_of_the_framework(level: int, strength: bool) -> None:
    assert (names(seen(care=(level, 4)).strengths) == ["care"]) is strength


@pytest.mark.parametrize(("importance", "priority"), [(2, False), (3, True), (4, True)])
def test_only_what_matters_to_the_role_is_a_priority(importance: int, priority: bool) -> None:
    view = seen(care=(1, importance))
    assert (names(view.priorities) == ["care"]) is priority


def test_of_what_stays_behind_alike_the_order_of_the_framework_stands() -> None:
    assert names(seen(team=(1, 4), purpose=(1, 4), care=(0, 4)).priorities) == ["care", "purpose", "team"]


def test_three_come_first_and_the_rest_is_for_later() -> None:
    view = seen(purpose=(2, 3), care=(2, 4), vision=(0, 4), team=(1, 4), influence=(1, 3))
    assert names(view.priorities) == ["vision", "team", "care"]
    assert names(view.later) == ["influence", "purpose"]


def test_where_nothing_stays_behind_two_that_matter_are_where_to_grow() -> None:
    view = seen(purpose=(3, 3), care=(3, 4), vision=(4, 4), team=(2, 2), influence=(3, 3))
    assert view.growing
    assert names(view.priorities) == ["care", "purpose"]
    assert names(view.later) == []


def test_at_the_top_there_is_no_next_level_and_nothing_to_grow_in() -> None:
    view = seen(care=(4, 4))
    assert view.dimensions[1].next_level is None
    assert view.priorities == ()


def test_what_is_left_open_has_no_figure_and_no_quarter_and_keeps_nothing_else() -> None:
    view = seen(purpose=(3, None), care=(None, 4), vision=(1, 4))
    assert quarters(view)["purpose"] is None
    assert quarters(view)["care"] is None
    assert names(view.strengths) == ["purpose"]
    assert names(view.priorities) == ["vision"]
    assert view.known


def test_of_no_answers_nothing_follows() -> None:
    view = own_view(FIVE, {})
    assert not view.known
    assert (view.strengths, view.priorities, view.later) == ((), (), ())


def test_where_importance_is_not_asked_a_low_level_is_enough() -> None:
    plain = framework(replace(levelled("care"), importance=None), replace(levelled("team"), importance=None))
    view = seen(of=plain, care=(2, None), team=(3, None))
    assert names(view.priorities) == ["care"]
    assert quarters(view) == {"care": None, "team": None}


def test_without_a_question_on_the_level_the_behaviours_that_were_answered_make_it() -> None:
    of_items = framework(replace(dimension("care", level=None, items=[EXTENT] * 3), levels=levelled("care").levels))
    view = own_view(of_items, {"care.b1": 1, "care.b2": 2, "care.importance": 4})
    (care,) = view.dimensions
    assert care.level == Fraction(3, 2)
    assert care.quarter == "develop_first"
    assert care.next_level is not None
    assert care.next_level.point == 2


def test_impact_stands_in_the_order_in_which_it_is_asked() -> None:
    asked = tuple(Question(f"impact.{name}", "impact", None, EXTENT, name, name) for name in ("climate", "quality"))
    view = own_view(replace(FIVE, impact=Impact("Impact", "", asked, None)), {"impact.quality": 3})
    assert [(question.code, answer) for question, answer in view.impact] == [
        ("impact.climate", None),
        ("impact.quality", 3),
    ]
    assert view.known


def test_two_are_set_side_by_side_dimension_by_dimension() -> None:
    then = seen(purpose=(1, 4), care=(3, 3), vision=(2, 2), team=(1, None))
    now = seen(purpose=(2, 4), care=(2, 4), vision=(2, 2), team=(2, 2))
    changes = {one.dimension.id: (one.level.change, one.importance.change) for one in compare_own(then, now)}
    assert changes == {
        "purpose": ("higher", "same"),
        "care": ("lower", "higher"),
        "vision": ("same", "same"),
        "team": ("higher", "left_open"),
        "influence": ("left_open", "left_open"),
    }


def test_another_version_cannot_be_compared_and_the_reason_names_both() -> None:
    with pytest.raises(OtherVersionError, match=r"made 1, the other by made 2"):
        compare_own(seen(care=(1, 1)), seen(of=replace(FIVE, version="2"), care=(1, 1)))
