"""What every chart promises, whatever it shows."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

import pytest

from ninefold.core.figures import Figure
from ninefold.reports.charts import Axis, Point, Quarters, Row, dot_plot, quarters, radar
from ninefold.reports.charts.drawing import WIDTH
from ninefold.reports.charts.lettering import SIZE, width
from tests.reports.svg import SVG, read

DIMENSIONS = [
    "Keeping purpose alive", "Caring for colleagues", "Making sense of evidence", "Joining up services",
    "Showing the way ahead", "Involving everyone", "Upholding clear standards", "Helping people grow",
    "Winning willing support",
]  # fmt: skip
SERIES = ["You", "Line manager", "Peers", "People you manage", "All colleagues"]
LEVEL = Axis(0, 4, ("not yet essential", "essential", "proficient", "strong", "exemplary"), "Level")
IMPORTANCE = Axis(1, 4, ("not important", "somewhat important", "important", "very important"), "Importance")
NAMES = Quarters(("Needs", "Strengths in use", "Strengths in reserve", "Can wait"), 2, 2.5)

LOW = Figure(Fraction(0), Fraction(9, 5))
MIXED: tuple[Figure | None, ...] = (
    Figure.exactly(3), Figure.exactly(3), LOW, None, Figure(Fraction(3, 2), Fraction(11, 4)),
)  # fmt: skip
BANDS: tuple[Figure | None, ...] = (Figure.exactly(3), LOW, LOW, LOW, LOW)


def _dots(figures: tuple[Figure | None, ...], title: str = "Level", label: str = "") -> str:
    rows = [Row(label or dimension, figures) for dimension in DIMENSIONS]
    return dot_plot(title=title, rows=rows, series=[label or one for one in SERIES], axis=LEVEL)


def _radar(figures: tuple[Figure | None, ...], title: str = "Level", label: str = "") -> str:
    return radar(
        title=title,
        axes=[label or dimension for dimension in DIMENSIONS],
        series=[label or one for one in SERIES],
        figures=[[figure] * len(DIMENSIONS) for figure in figures],
        axis=LEVEL,
    )


def _quarters(figures: tuple[Figure | None, ...], title: str = "Level", label: str = "") -> str:
    known = [figure for figure in figures if figure is not None]
    points = [
        Point(turn + 1, label or dimension, known[turn % len(known)], Figure(Fraction(2), Fraction(2 + turn % 3)))
        for turn, dimension in enumerate(DIMENSIONS)
    ]
    return quarters(title=title, points=points, across=LEVEL, up=IMPORTANCE, quarters=NAMES)


EMPTY = {
    "dots": lambda: dot_plot(title="Level", rows=[], series=[], axis=LEVEL),
    "dots of nobody": lambda: dot_plot(title="Level", rows=[Row("Care", ())], series=[], axis=LEVEL),
    "radar": lambda: radar(title="Level", axes=[], series=[], figures=[], axis=LEVEL),
    "radar of nothing": lambda: radar(title="Level", axes=[], series=["You"], figures=[[]], axis=LEVEL),
    "quarters": lambda: quarters(title="Level", points=[], across=LEVEL, up=IMPORTANCE, quarters=NAMES),
}
every_chart = pytest.mark.parametrize("draw", [_dots, _radar, _quarters])
Draw = Callable[..., str]


@every_chart
def test_a_chart_is_well_formed_and_names_itself(draw: Draw) -> None:
    root = read(draw(MIXED, title="Level by group"))
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    assert root.get("aria-label") == "Level by group"
    assert root.findtext(f"{SVG}title") == "Level by group"
    assert re.fullmatch(rf"0 0 {WIDTH} [\d.]+", root.get("viewBox", ""))


@every_chart
def test_many_charts_stand_on_one_page_under_a_strict_content_policy(draw: Draw) -> None:
    for element in read(draw(MIXED)).iter():
        assert element.tag.removeprefix(SVG) in {"svg", "title", "g", "path", "circle", "text"}
        for attribute in element.attrib:
            assert attribute not in {"id", "class", "style", "href"}
            assert not attribute.startswith("on")
        assert not any("url(" in value for value in element.attrib.values())


@every_chart
def test_words_with_signs_of_markup_stay_words(draw: Draw) -> None:
    hostile = "</text><script>alert('1')</script> & \"more\""
    root = read(draw(MIXED, title=hostile, label=hostile))
    assert root.get("aria-label") == hostile
    assert root.findtext(f"{SVG}title") == hostile
    assert not root.findall(f".//{SVG}script")
    assert any("<script>" in (text.text or "") for text in root.iter(f"{SVG}text"))


@every_chart
def test_the_same_figures_give_the_same_bytes(draw: Draw) -> None:
    assert draw(MIXED) == draw(MIXED)


@every_chart
@pytest.mark.parametrize("figures", [MIXED, BANDS], ids=["mixed", "bands"])
def test_a_chart_of_nine_dimensions_and_five_series_is_small(draw: Draw, figures: tuple[Figure | None, ...]) -> None:
    assert len(draw(figures).encode()) < 16_000


@pytest.mark.parametrize("draw", EMPTY.values(), ids=EMPTY.keys())
def test_a_chart_of_nothing_is_still_a_picture_with_a_name(draw: Callable[[], str]) -> None:
    root = read(draw())
    assert root.get("aria-label") == "Level"
    assert not root.findall("*[@data-figure]")
    assert not root.findall("*[@transform]//*[@data-figure]")


@every_chart
def test_text_has_eleven_pixels_on_a_narrow_phone(draw: Draw) -> None:
    root = read(draw(MIXED))
    assert float(root.get("font-size", "0")) * 288 / WIDTH >= 11
    assert float(root.get("font-size", "0")) == SIZE
    assert not [element for element in root.iter() if element is not root and element.get("font-size")]


@every_chart
def test_text_takes_the_colour_of_the_page_so_that_forced_colours_keep_it_legible(draw: Draw) -> None:
    root = read(draw(MIXED))
    on_plates = {id(text) for plate in root.iterfind(".//*[@data-figure]") for text in plate.iter(f"{SVG}text")}
    assert root.get("fill") == "currentColor"
    assert not [text.text for text in root.iter(f"{SVG}text") if text.get("fill") and id(text) not in on_plates]


@every_chart
def test_all_words_lie_inside_the_picture(draw: Draw) -> None:
    root = read(draw(MIXED))
    checked = 0
    for parent in root.iter():
        move = re.fullmatch(r"translate\(([\d.]+) [\d.]+\)", parent.get("transform", "translate(0 0)"))
        for text in parent.findall(f"{SVG}text") if move else ():
            wide = width(text.text or "", bold=bool(text.get("font-weight")))
            share = {"middle": 0.5, "end": 1.0}.get(text.get("text-anchor", ""), 0.0)
            left = float(move[1] if move else 0) + float(text.attrib["x"]) - share * wide
            assert left > -0.01, text.text
            assert left + wide < WIDTH + 0.01, text.text
            checked += 1
    assert checked > 9


@every_chart
def test_a_hatching_is_explained_only_where_there_is_one(draw: Draw) -> None:
    exact: tuple[Figure | None, ...] = (Figure.exactly(3),) * 5
    assert "hatched" in draw(MIXED)
    if draw is not _quarters:  # whose importance is a range here
        assert "hatched" not in draw(exact)


def test_a_figure_off_the_scale_is_refused() -> None:
    with pytest.raises(ValueError, match="off the scale"):
        _dots((Figure.exactly(5),) * 5)
    with pytest.raises(ValueError, match="off the scale"):
        _radar((Figure(Fraction(-1), Fraction(2)),) * 5)
    with pytest.raises(ValueError, match="off the scale"):
        _quarters((Figure.exactly(5),))


def test_a_scale_without_a_label_for_each_point_is_refused() -> None:
    with pytest.raises(ValueError, match="as many labels"):
        dot_plot(title="Level", rows=[], series=[], axis=Axis(0, 4, ("low", "high")))
