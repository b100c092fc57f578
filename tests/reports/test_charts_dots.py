"""The dot plot draws every figure once, and never a range as a dot."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from ninefold.core.figures import Figure
from ninefold.reports.charts import Axis, Row, dot_plot
from ninefold.reports.charts.dots import END, START
from tests.reports.svg import SVG, read

SERIES = ["You", "Line manager", "Peers", "People you manage", "All colleagues"]
AT_MOST_TWO = Figure(Fraction(0), Fraction(2))


def _axis(lo: int, hi: int) -> Axis:
    return Axis(lo, hi, tuple(f"point {point}" for point in range(lo, hi + 1)))


def _plot(*figures: Figure | None, axis: Axis | None = None) -> ET.Element:
    """The chart of one row with these figures, without its legend."""
    row = Row("Caring for colleagues", figures)
    root = read(dot_plot(title="Level", rows=[row], series=SERIES[: len(figures)], axis=axis or _axis(0, 4)))
    for part in root.findall("*[@data-part='legend']"):
        root.remove(part)
    return root


def _marks(root: ET.Element) -> list[tuple[float, float]]:
    places = []
    for mark in root.iterfind("*[@data-figure='exact']/*"):
        if mark.tag == f"{SVG}circle":
            places.append((float(mark.attrib["cx"]), float(mark.attrib["cy"])))
        else:
            places.append(_numbers(mark.attrib["d"])[:2])
    return places


def _bars(root: ET.Element) -> list[tuple[float, float, float]]:
    """From where, to where and at what height each bar runs."""
    bars = []
    for bar in root.iterfind("*[@data-figure='range']/*"):
        x, y = _numbers(bar.attrib["transform"])[:2]
        length = re.search(r"h([\d.]+)", bar[0].attrib["d"])
        assert length
        bars.append((x, x + float(length[1]), y))
    return bars


def _numbers(text: str) -> tuple[float, float]:
    first, second = re.findall(r"-?[\d.]+", text)[:2]
    return float(first), float(second)


def _place(value: float, axis: Axis) -> float:
    return START + (END - START) * (value - axis.lo) / (axis.hi - axis.lo)


def test_every_exact_figure_has_a_mark_at_its_value() -> None:
    figures = [Figure.exactly(Fraction(turn, 2)) for turn in range(5)]
    marks = _marks(_plot(*figures))
    assert [x for x, _ in marks] == pytest.approx([_place(turn / 2, _axis(0, 4)) for turn in range(5)], abs=0.01)


def test_equal_figures_are_all_visible() -> None:
    marks = _marks(_plot(*[Figure.exactly(3)] * 5))
    heights = sorted(y for _, y in marks)
    assert len({x for x, _ in marks}) == 1
    assert all(lower - upper > 7 for upper, lower in pairwise(heights))


def test_a_band_is_never_drawn_as_a_dot() -> None:
    root = _plot(*[AT_MOST_TWO] * 5)
    assert _marks(root) == []
    assert len(_bars(root)) == 5
    assert not list(root.iter(f"{SVG}circle"))


def test_a_band_runs_from_the_end_of_the_scale_to_its_limit() -> None:
    at_least = Figure(Fraction(11, 3), Fraction(4))
    (low, limit, _), (from_limit, top, _) = _bars(_plot(AT_MOST_TWO, at_least))
    assert (low, limit) == pytest.approx((START, _place(2, _axis(0, 4))), abs=0.01)
    assert (from_limit, top) == pytest.approx((_place(11 / 3, _axis(0, 4)), END), abs=0.01)


def test_a_bar_is_hatched_by_strokes_that_stay_inside_it() -> None:
    root = _plot(AT_MOST_TWO, AT_MOST_TWO, AT_MOST_TWO, AT_MOST_TWO)
    for bar in root.iterfind("*[@data-figure='range']/*"):
        outline, strokes = bar
        length = re.search(r"h([\d.]+)", outline.attrib["d"])
        begin, end = re.findall(r"[\d.]+", strokes.attrib["d"].replace("M", "").replace(" 0H", " "))
        assert strokes.get("stroke-dasharray")
        lean = float(strokes.attrib["stroke-width"]) / 2 if strokes.get("transform") else 0
        assert length
        assert float(begin) - lean >= 0
        assert float(end) + lean <= float(length[1])


@pytest.mark.parametrize(("least", "greatest"), [(0, "1/100"), ("2", "201/100"), ("399/100", 4)])
def test_the_narrowest_range_is_still_a_bar_inside_the_scale(least: str, greatest: str) -> None:
    begin, end, _ = _bars(_plot(Figure(Fraction(least), Fraction(greatest))))[0]
    assert end - begin > 7
    assert begin >= START
    assert end <= END


def test_what_is_not_shown_has_neither_mark_nor_bar_but_a_dash_before_the_scale() -> None:
    root = _plot(None, None)
    assert _marks(root) == []
    assert _bars(root) == []
    dashes = root.findall("*[@data-figure='none']/*")
    assert len(dashes) == 2
    assert all(_numbers(dash.attrib["d"])[0] + 5 < START - 4 for dash in dashes)


@pytest.mark.parametrize(("lo", "hi"), [(0, 2), (1, 4), (0, 4), (1, 7), (0, 10), (-2, 2), (1, 11)])
def test_scales_of_three_to_eleven_points_are_drawn_from_end_to_end(lo: int, hi: int) -> None:
    axis = _axis(lo, hi)
    middle = Figure.exactly(Fraction(lo + hi, 2))
    root = _plot(Figure.exactly(lo), middle, Figure.exactly(hi), axis=axis)
    assert [x for x, _ in _marks(root)] == pytest.approx([START, (START + END) / 2, END], abs=0.01)
    written = [text.text for text in root.iter(f"{SVG}text")]
    assert f"{lo}" in " ".join(filter(None, written))
    assert f"{hi}" in " ".join(filter(None, written))


def test_the_words_of_a_scale_do_not_touch() -> None:
    words = ("much less than needed", "rather less", "about right", "rather more", "far more than needed")
    root = _plot(axis=Axis(-2, 2, words))
    assert {text.text for text in root.iter(f"{SVG}text")} >= {"much less", "far more"}
    long = Axis(0, 10, tuple(f"immeasurable quality {point}" for point in range(11)))
    written = " ".join(text.text or "" for text in _plot(axis=long).iter(f"{SVG}text"))
    assert written.startswith("immeasurable quality 0")
    assert "quality 10" in written
    assert "quality 1 " not in written


def test_a_long_label_breaks_into_lines_above_its_row() -> None:
    label = "Energy and wellbeing of colleagues, in this team and in all those that work beside it"
    texts = read(
        dot_plot(title="Impact", rows=[Row(label, (Figure.exactly(2),))], series=["You"], axis=_axis(0, 4))
    ).findall(f"{SVG}text[@font-weight]")
    assert len(texts) == 2
    assert " ".join(text.text or "" for text in texts) == label


def test_a_series_keeps_its_look_when_others_are_missing() -> None:
    figures = (Figure.exactly(2), Figure.exactly(3))
    both = dot_plot(title="Level", rows=[Row("Care", figures)], series=SERIES[:2], axis=_axis(0, 4), marks=(0, 4))
    looks = [mark.get("fill") for mark in read(both).findall("*[@data-figure='exact']")]
    five = [mark.get("fill") for mark in _plot(*[Figure.exactly(2)] * 5).findall("*[@data-figure='exact']")]
    assert looks == [five[0], five[4]]


def test_a_row_with_a_figure_too_few_is_refused() -> None:
    with pytest.raises(ValueError, match="2 series need as many figures"):
        dot_plot(title="Level", rows=[Row("Care", (None,))], series=SERIES[:2], axis=_axis(0, 4))
    with pytest.raises(ValueError, match="2 series need as many marks"):
        dot_plot(title="Level", rows=[], series=SERIES[:2], axis=_axis(0, 4), marks=(1,))
