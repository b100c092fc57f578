"""The radar: one spoke for each dimension, the scale running outwards along it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, cos, pi, sin

from ninefold.core.figures import Figure
from ninefold.reports.charts import drawing
from ninefold.reports.charts.drawing import Extent
from ninefold.reports.charts.lettering import LEADING, SIZE, number, numeral, width, wrap, write
from ninefold.reports.charts.palette import GRID, SOFT, Look
from ninefold.reports.charts.values import ENGLISH, Axis, Words

MIDDLE = drawing.WIDTH / 2
WIDEST, NARROWEST = 116.0, 60.0
# The lowest point of the scale lies on a ring, for in the centre all dimensions would coincide.
HOLE = 0.24
NUMERAL = 7.0
NUMERALS = f' text-anchor="middle"{SOFT}'
LANE = 7.4
MARK = 8.0
LANES = (0, 1, -1, 2, -2, 3, -3, 4, -4)


@dataclass(frozen=True, slots=True)
class Spoke:
    """The line of one dimension: its direction from the centre."""

    turn: float
    x: float
    y: float

    @classmethod
    def of(cls, place: float, count: int) -> Spoke:
        """Spoke `place` of `count`, clockwise from the top."""
        turn = 2 * pi * place / count - pi / 2
        return cls(turn, cos(turn), sin(turn))

    def at(self, out: float, aside: float = 0) -> tuple[float, float]:
        """The point `out` from the centre (which is at 0, 0) and `aside` of the spoke."""
        return out * self.x - aside * self.y, out * self.y + aside * self.x


def radar(
    *,
    title: str,
    axes: Sequence[str],
    series: Sequence[str],
    figures: Sequence[Sequence[Figure | None]],
    axis: Axis,
    marks: Sequence[int] = (),
    words: Words = ENGLISH,
) -> str:
    """Figures of each series on the spokes `axes`; lines join neighbours of which both are exact.

    `figures` holds for each series one figure for each spoke. `marks` is that of `dot_plot`.
    Raises `ValueError` if their numbers differ or a figure lies off the scale.
    """
    styles = drawing.looks(series, marks)
    if len(figures) != len(series) or any(len(of_series) != len(axes) for of_series in figures):
        raise ValueError(f"{len(series)} series and {len(axes)} spokes need as many figures")
    spokes = [Spoke.of(place, len(axes)) for place in range(len(axes))]
    names = [wrap(name, 84) for name in axes]
    reach = _reach(spokes, names)
    span = drawing.Span(axis, reach * HOLE, reach)
    extents = [span.extents(of_series) for of_series in figures]
    kinds = [drawing.kinds(of_series) - {"none"} for of_series in extents]
    head, y = drawing.legend(drawing.legend_of(series, styles, kinds, words), 0)
    labels, above, below = _names(spokes, names, reach)
    centre = y + 6 + above
    web = [_rings(len(axes), span), *labels]
    lanes = [_lanes([of_series[place] for of_series in extents]) for place in range(len(axes))]
    for turn, style in reversed(list(enumerate(styles))):
        web.append(_series(style, spokes, extents[turn], [of_spoke[turn] for of_spoke in lanes]))
    key, end = drawing.legend(_key(axis), centre + below + 10)
    middle = f'<g transform="translate({number(MIDDLE)} {number(centre)})">'
    return drawing.svg(title, end, [head, middle, *web, "</g>", key])


def _reach(spokes: Sequence[Spoke], names: Sequence[tuple[str, ...]]) -> float:
    """How long the spokes can be for their names to find room beside them."""
    rooms = [
        (MIDDLE - max(map(width, name), default=0) - 8) / abs(spoke.x)
        for spoke, name in zip(spokes, names, strict=True)
        if abs(spoke.x) > 0.1
    ]
    return max(min([WIDEST, *rooms]), NARROWEST)


def _names(spokes: Sequence[Spoke], names: Sequence[tuple[str, ...]], reach: float) -> tuple[list[str], float, float]:
    """The names at the ends of the spokes, and how far they go above and below the centre."""
    written, above, below = [], reach, reach
    for spoke, name in zip(spokes, names, strict=True):
        x, y = spoke.at(reach + 8)
        tall = LEADING * len(name)
        top = y - tall * (1 - spoke.y) / 2
        anchor = "middle" if abs(spoke.x) <= 0.1 else "start" if spoke.x > 0 else "end"
        written.append(write(name, x, top + SIZE * 0.9, f' text-anchor="{anchor}"'))
        above, below = max(above, -top), max(below, top + tall)
    return written, above, below


@lru_cache(maxsize=64)  # every report of a framework has the same web
def _rings(count: int, span: drawing.Span) -> str:
    """A web with a ring for each whole point, opened for its number half-way between the first two spokes."""
    if not count:
        return ""
    spokes = [Spoke.of(place, count) for place in range(count)]
    rings, numerals = "", ""
    slope = cos(pi / count)
    pitch = (span.end - span.start) * slope / (span.axis.hi - span.axis.lo)
    for step, out in enumerate(span.points()):
        ring = [spoke.at(out) for spoke in (*spokes[1:], spokes[0])]
        if step % ceil(SIZE / pitch) == 0:
            opening = Spoke.of(0.5, count)
            half = min(NUMERAL, out * sin(pi / count))
            ring = [opening.at(out * slope, half), *ring, opening.at(out * slope, -half)]
            x, y = opening.at(out * slope)
            numerals += write([numeral(span.axis.lo + step)], x, y + SIZE * 0.35, NUMERALS)
        rings += _through(ring) + ("" if len(ring) > count else "z")
    rays = "".join(_through([spoke.at(span.start), spoke.at(span.end)]) for spoke in spokes)
    return f'<path d="{rings}{rays}"{GRID}/>{numerals}'


def _through(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)


def _lanes(extents: Sequence[Extent | None]) -> list[int]:
    """The lane of each figure of one spoke, so that none covers another."""
    taken: list[tuple[Extent, int]] = []
    lanes = []
    for extent in extents:
        lane = 0
        if extent:
            near = [other_lane for other, other_lane in taken if _touch(extent, other)]
            lane = next((lane for lane in LANES if lane not in near), LANES[-1])
            taken.append((extent, lane))
        lanes.append(lane)
    return lanes


def _touch(one: Extent, other: Extent) -> bool:
    return one.begin < other.end + MARK and other.begin < one.end + MARK


def _series(style: Look, spokes: Sequence[Spoke], extents: Sequence[Extent | None], lanes: Sequence[int]) -> str:
    """The lines, bars and marks of one series."""
    points: list[tuple[float, float] | None] = []
    bars = []
    for spoke, extent, lane in zip(spokes, extents, lanes, strict=True):
        place = spoke.at(extent.begin, lane * LANE) if extent else None
        points.append(place if extent and extent.exact else None)
        if place and extent and not extent.exact:
            bars.append(drawing.bar(style, *place, extent.end - extent.begin, spoke.turn * 180 / pi))
    lines = _joined(points)
    line = f'<path d="{lines}" stroke="{style.colour}" stroke-width="1.3" fill="none"/>' if "L" in lines else ""
    marks = [drawing.mark(style, *point) for point in points if point]
    return line + drawing.bars_of(style, bars) + drawing.marks_of(style, marks)


def _joined(points: Sequence[tuple[float, float] | None]) -> str:
    """Lines between neighbours both of which are there, all the way round."""
    lines = ""
    previous = None
    for point in (*points, *points[:1]):
        if point:
            lines += f"{'L' if previous else 'M'}{number(point[0])} {number(point[1])}"
        previous = point
    return lines


def _key(axis: Axis) -> list[drawing.Entry]:
    """Which number on the rings stands for which word of the scale."""
    numerals = [numeral(point) for point in range(axis.lo, axis.hi + 1)]
    words = zip(numerals, axis.labels, strict=True)
    return [drawing.Entry("", 0, f"{point} {word}") for point, word in words if point != word]
