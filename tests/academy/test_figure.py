"""The figure: as many petals as dimensions, none over another, and every name inside its own."""

from math import cos, hypot, pi, radians, sin

import pytest

from ninefold.academy.figure import EDGE, REACH, Figure, Outline, figure_of
from ninefold.core.framework.library import load_framework
from ninefold.reports.charts.lettering import SIZE, width

NINE = [(each.id, each.title, each.short) for each in load_framework("nine-dimensions").dimensions]
COUNTS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20)


def figure(count: int) -> Figure:
    return figure_of([(f"d{place}", "Asking and listening", "Asking") for place in range(count)])


@pytest.mark.parametrize("count", COUNTS)
def test_there_is_a_petal_for_each_dimension_all_round_from_the_top(count: int) -> None:
    petals = figure(count).petals
    assert [petal.number for petal in petals] == list(range(1, count + 1))
    even = [360 * place / count for place in range(count)]
    assert [float(petal.turn) for petal in petals] == pytest.approx(even, abs=0.01)


@pytest.mark.parametrize("count", COUNTS)
def test_no_petal_reaches_into_the_next(count: int) -> None:
    outline = Outline.of(count)
    for step in range(1, 100):
        out = outline.foot + (REACH - outline.foot) * step / 100
        half = outline.half_width(out)
        assert half >= 0
        # The line half-way to the next petal is this far from the middle of this one.
        assert count < 3 or half < out * sin(pi / count) / cos(pi / count)


def test_another_number_of_dimensions_gives_another_figure() -> None:
    assert len({figure(count).petal for count in (6, 7, 9, 12)}) == 4


@pytest.mark.parametrize("count", COUNTS)
def test_everything_lies_within_the_picture(count: int) -> None:
    drawn = figure(count)
    assert drawn.view == f"{-EDGE:g} {-EDGE:g} {2 * EDGE:g} {2 * EDGE:g}"
    for petal in drawn.petals:
        places = [(float(petal.x), float(petal.y)), *((float(line.x), float(line.y)) for line in petal.lines)]
        assert all(hypot(x, y) < REACH for x, y in places)


def inside(outline: Outline, turn: float, x: float, y: float) -> bool:
    along, across = x * sin(turn) - y * cos(turn), x * cos(turn) + y * sin(turn)
    return abs(across) <= outline.half_width(along)


@pytest.mark.parametrize("count", [3, 5, 7, 9])
def test_every_letter_of_a_name_lies_inside_its_petal(count: int) -> None:
    drawn, outline = figure_of((NINE * 2)[:count]), Outline.of(count)
    assert drawn.is_named
    size = float(drawn.size)
    for petal in drawn.petals:
        turn = radians(float(petal.turn))
        for line in petal.lines:
            half = width(line.text) * size / SIZE / 2
            for x in (float(line.x) - half, float(line.x) + half):
                assert inside(outline, turn, x, float(line.y)), line.text
                assert inside(outline, turn, x, float(line.y) - size * 0.7), line.text


def test_titles_stand_in_wide_petals_and_short_names_in_narrow_ones() -> None:
    def words(drawn: Figure) -> list[str]:
        return [" ".join(line.text for line in petal.lines) for petal in drawn.petals]

    assert words(figure_of(NINE[:5])) == [title for _id, title, _short in NINE[:5]]
    assert words(figure_of(NINE)) == [short for _id, _title, short in NINE]


def test_petals_without_room_for_any_name_show_numbers_that_fit() -> None:
    drawn = figure(20)
    assert not drawn.is_named
    assert all(petal.lines == () for petal in drawn.petals)
    assert 10 < float(drawn.numeral) < float(figure(9).numeral)


def test_a_name_of_one_endless_word_leaves_the_numbers() -> None:
    assert not figure_of([("a", "Rhyngddisgyblaethol" * 3, "Rhyngddisgyblaethol" * 2)] * 9).is_named


def test_no_dimensions_give_no_petals() -> None:
    assert figure_of([]).petals == ()
