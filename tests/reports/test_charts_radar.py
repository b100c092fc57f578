"""The radar joins only what is known, and shows ranges as segments of a spoke."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise
from math import hypot
from xml.etree import ElementTree as ET

import pytest

from ninefold.core.figures import Figure
from ninefold.reports.charts import Axis, radar
from tests.reports.svg import SVG, read

LEVEL = Axis(0, 4, ("not yet essential", "essential", "proficient", "strong", "exemplary"))
THREE = Figure.exactly(3)
RANGE = Figure(Fraction(1), Fraction(2))


def _web(*figures: list[Figure | None], axis: Axis = LEVEL) -> ET.Element:
    """The web without legend and key, its centre at 0, 0."""
    names = [f"Dimension {turn}" for turn in range(len(figures[0]))]
    series = [f"Group {turn}" for turn in range(len(figures))]
    web = read(radar(title="Level", axes=names, series=series, figures=figures, axis=axis)).find(f"{SVG}g[@transform]")
    assert web is not None
    return web


def _nine(figure: Figure | None) -> list[Figure | None]:
    return [figure] * 9


def _lines(web: ET.Element) -> int:
    return sum(path.attrib["d"].count("L") for path in web.iterfind(f"{SVG}path[@stroke-width='1.3']"))


def _marks(web: ET.Element) -> list[tuple[float, float]]:
    places = []
    for mark in web.iterfind("*[@data-figure='exact']/*"):
        given = [mark.get("cx"), mark.get("cy")] if mark.get("cx") else re.findall(r"-?[\d.]+", mark.attrib["d"])[:2]
        places.append((float(given[0] or 0), float(given[1] or 0)))
    return places


def test_lines_run_only_between_neighbours_that_are_known() -> None:
    assert _lines(_web([THREE] * 9)) == 9
    assert _lines(_web([THREE, THREE, RANGE, THREE, None, THREE, THREE, THREE, THREE])) == 5
    assert _lines(_web([THREE, RANGE, THREE, RANGE, THREE, RANGE])) == 0


def test_a_range_is_a_segment_of_its_spoke_and_never_a_dot() -> None:
    web = _web([RANGE] * 9)
    bars = web.findall("*[@data-figure='range']/*")
    assert _marks(web) == []
    assert [bar.attrib["transform"].count("rotate") for bar in bars] == [1] * 9


def test_every_exact_figure_has_a_mark_and_equal_ones_stand_apart() -> None:
    marks = _marks(_web(*(_nine(Figure.exactly(2)) for _ in range(5))))
    assert len(marks) == 45
    nearest = min(hypot(a[0] - b[0], a[1] - b[1]) for turn, a in enumerate(marks) for b in marks[:turn])
    assert nearest > 5


def test_a_greater_figure_lies_further_out() -> None:
    distances = [hypot(*place) for place in _marks(_web([Figure.exactly(turn) for turn in range(5)]))]
    assert distances == sorted(distances)
    assert distances[0] > 10
    steps = {round(b - a, 1) for a, b in pairwise(distances)}
    assert max(steps) - min(steps) < 0.2


def test_nothing_is_filled_between_the_lines() -> None:
    paths = _web([THREE] * 9, [RANGE] * 9).findall(f"{SVG}path")
    assert paths
    assert {path.get("fill") for path in paths} == {"none"}


def test_what_is_not_shown_is_not_drawn() -> None:
    assert not _web([None] * 9).findall("*[@data-figure]")


@pytest.mark.parametrize(("lo", "hi"), [(0, 2), (1, 7), (0, 10), (-2, 2)])
def test_the_rings_have_numbers_and_the_numbers_words(lo: int, hi: int) -> None:
    axis = Axis(lo, hi, tuple(f"word {turn}" for turn in range(hi - lo + 1)))
    drawn = radar(title="Level", axes=["A", "B", "C", "D"], series=["You"], figures=[[None] * 4], axis=axis)
    written = [text.text for text in read(drawn).iter(f"{SVG}text")]
    assert str(lo).replace("-", "−") in written
    assert f"{hi} word {hi - lo}" in written


def test_a_name_of_one_long_word_leaves_room_for_the_web() -> None:
    names = ["Verantwortungsbewusstsein"] * 9
    drawn = read(radar(title="Level", axes=names, series=["You"], figures=[[THREE] * 9], axis=LEVEL))
    web = drawn.find(f"{SVG}g[@transform]")
    assert web is not None
    assert max(hypot(x, y) for x, y in _marks(web)) > 40


def test_a_series_with_a_figure_too_few_is_refused() -> None:
    with pytest.raises(ValueError, match="as many figures"):
        radar(title="Level", axes=["A", "B"], series=["You"], figures=[[THREE]], axis=LEVEL)
