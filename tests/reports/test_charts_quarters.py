"""Performance against importance: every number legible, every range as wide as it is."""

from __future__ import annotations

import random
import re
from fractions import Fraction
from itertools import combinations, pairwise
from math import hypot
from xml.etree import ElementTree as ET

import pytest

from ninefold.core.figures import Figure
from ninefold.reports.charts import Axis, Point, Quarters, quarters
from ninefold.reports.charts.lettering import SIZE
from ninefold.reports.charts.places import RADIUS
from tests.reports.svg import SVG, read

LEVEL = Axis(0, 4, ("not yet essential", "essential", "proficient", "strong", "exemplary"), "Level")
IMPORTANCE = Axis(1, 4, ("not important", "somewhat important", "important", "very important"), "Importance")
NAMES = Quarters(("Needs", "Strengths in use", "Strengths in reserve", "Can wait"), 2, 2.5)
LOW, HIGH = Figure(Fraction(0), Fraction(9, 5)), Figure(Fraction(11, 3), Fraction(4))


def _exactly(across: Fraction | int, up: Fraction | int) -> tuple[Figure, Figure]:
    return Figure.exactly(across), Figure.exactly(up)


def _draw(*figures: tuple[Figure, Figure], names: Quarters = NAMES) -> ET.Element:
    points = [Point(turn + 1, f"Dimension {turn + 1}", across, up) for turn, (across, up) in enumerate(figures)]
    return read(quarters(title="Level", points=points, across=LEVEL, up=IMPORTANCE, quarters=names))


def _numbers(root: ET.Element) -> dict[str, tuple[float, float]]:
    """Where the number of each point stands."""
    texts = root.findall(f".//*[@data-figure]/{SVG}text")
    return {text.text or "": (float(text.attrib["x"]), float(text.attrib["y"])) for text in texts}


def _boxes(root: ET.Element) -> list[tuple[float, ...]]:
    """Left, top, width and height of each range."""
    outlines = [path.attrib["d"] for path in root.findall(f"{SVG}g[@stroke-width='.9']/*[@fill='none']")]
    boxes = [tuple(float(one) for one in re.findall(r"[\d.]+", outline)[:4]) for outline in outlines]
    for bar in root.findall(f"{SVG}g[@stroke-width='.9']/{SVG}g"):
        x, y = (float(one) for one in re.findall(r"[\d.]+", bar.attrib["transform"])[:2])
        top, length, thickness = (float(one) for one in re.findall(r"[\d.]+", bar[0].attrib["d"])[1:4])
        boxes.append((x, y - top, length, thickness))
    return boxes


def _clear(root: ET.Element) -> bool:
    return all(hypot(a[0] - b[0], a[1] - b[1]) >= 2 * RADIUS for a, b in combinations(_numbers(root).values(), 2))


def test_an_exact_point_has_its_number_where_it_lies() -> None:
    places = _numbers(_draw(_exactly(0, 1), _exactly(4, 1), _exactly(2, 4)))
    assert places["1"][1] == places["2"][1] > places["3"][1]
    assert places["3"][0] == pytest.approx((places["1"][0] + places["2"][0]) / 2, abs=0.01)


@pytest.mark.parametrize("place", [(0, 1), (4, 4), (2, 3)])
def test_points_that_coincide_can_all_be_read(place: tuple[int, int]) -> None:
    root = _draw(*[_exactly(*place)] * 9)
    assert len(_numbers(root)) == 9
    assert _clear(root)
    leaders = root.findall(f"{SVG}g[@stroke-width='1.2']/{SVG}path")
    assert len(leaders) == 8


def test_numbers_never_cover_each_other() -> None:
    chance = random.Random(9)
    for _ in range(40):
        figures = [
            (
                chance.choice([LOW, HIGH, Figure.exactly(Fraction(chance.randrange(41), 10))]),
                chance.choice([HIGH, Figure.exactly(Fraction(chance.randrange(10, 41), 10))]),
            )
            for _ in range(9)
        ]
        assert _clear(_draw(*figures))


def test_a_range_is_a_hatched_bar_with_a_square_number_and_never_a_dot() -> None:
    root = _draw((LOW, Figure.exactly(3)), (Figure.exactly(2), HIGH))
    assert len(_boxes(root)) == 2
    assert not list(root.iter(f"{SVG}circle"))
    assert len(root.findall(".//*[@data-figure='range']/{*}text")) == 2
    assert not root.findall(".//*[@data-figure='exact']")


def _places(*places: tuple[Fraction | int, Fraction | int]) -> list[tuple[float, float]]:
    """Where numbers stand in a chart that has, as that of ranges does, a line in its legend."""
    numbers = [_numbers(_draw(_exactly(*place), (HIGH, Figure.exactly(1)))) for place in places]
    return [one["1"] for one in numbers]


def test_a_range_is_as_long_as_what_is_possible() -> None:
    begin, limit = _places((0, 3), (Fraction(9, 5), 3))
    left, top, width, height = _boxes(_draw((LOW, Figure.exactly(3))))[0]
    assert (left, left + width) == pytest.approx((begin[0], limit[0]), abs=0.02)
    assert top + height / 2 == pytest.approx(begin[1] - SIZE * 0.35, abs=0.02)
    assert height < 6


def test_two_ranges_make_a_box_of_both() -> None:
    left, right, low, high = _places((0, 2), (Fraction(9, 5), 2), (0, 2), (0, 4))
    box = _boxes(_draw((LOW, Figure(Fraction(2), Fraction(4)))))[0]
    assert box == pytest.approx((left[0], high[1] - SIZE * 0.35, right[0] - left[0], low[1] - high[1]), abs=0.02)


def test_equal_bars_lie_beside_each_other() -> None:
    boxes = _boxes(_draw(*[(LOW, Figure.exactly(3))] * 4))
    tops = sorted(top for _, top, _, _ in boxes)
    assert all(lower - upper > 5 for upper, lower in pairwise(tops))


def test_the_strokes_of_a_hatched_box_stay_inside_it() -> None:
    root = _draw((LOW, HIGH), (LOW, Figure(Fraction(1), Fraction(2))))
    paths = [path.attrib["d"] for path in root.findall(f"{SVG}g[@stroke]/{SVG}path[@stroke-width='.6']")]
    for (left, top, width, height), strokes in zip(_boxes(root), paths, strict=True):
        ends = [(float(x), float(y)) for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", strokes)]
        assert len(ends) > 8
        assert all(left - 0.11 <= x <= left + width + 0.11 for x, _ in ends)
        assert all(top - 0.11 <= y <= top + height + 0.11 for _, y in ends)


def test_the_names_stand_in_their_corners_and_no_quarter_is_coloured() -> None:
    root = _draw(_exactly(2, 2))
    texts = {text.text: text for text in root.findall(f"{SVG}text[@text-anchor]")}
    needs, used, reserve, wait = (texts[name] for name in NAMES.names)
    assert float(needs.attrib["x"]) == float(wait.attrib["x"]) < float(used.attrib["x"]) == float(reserve.attrib["x"])
    assert float(needs.attrib["y"]) == float(used.attrib["y"]) < float(reserve.attrib["y"]) == float(wait.attrib["y"])
    assert not list(root.iter(f"{SVG}rect"))
    assert {path.get("fill") for path in root.findall(f"{SVG}path")} == {"none"}


def test_every_number_is_explained_below() -> None:
    written = [text.text for text in _draw(_exactly(1, 2), (LOW, HIGH)).findall(f"{SVG}text")]
    assert written[-4:] == ["1", "Dimension 1", "2", "Dimension 2"]


def test_a_division_off_the_scale_is_refused() -> None:
    with pytest.raises(ValueError, match="off the scale"):
        _draw(_exactly(1, 2), names=Quarters(NAMES.names, 5, 2.5))
