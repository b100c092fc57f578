"""The radar: one spoke for each dimension, the scale running outwards along it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, cos, pi, sin

from ninefold.core.figures import Figure
from ninefold.reports.charts import drawing
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


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure on its spoke: from where to where, and in which lane beside the others."""

    begin: float
    end: float
    lane: int
    exact: bool


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
    kinds = [drawing.kinds(of_series) - {"none"} for of_series in figures]
    head, y = drawing.legend(drawing.legend_of(series, styles, kinds, words), 0)
    labels, above, below = _names(spokes, names, reach)
    centre = y + 6 + above
    web = [_rings(spokes, span), *labels]
    placed = [_in_lanes(span, [of[place] for of in figures]) for place in range(len(axes))]
    for turn, style in reversed(list(enumerate(styles))):
        web.append(_series(style, spokes, [on_spoke[turn] for on_spoke in placed]))
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


def _rings(spokes: Sequence[Spoke], span: drawing.Span) -> str:
    """A web with a ring for each whole point, opened for its number half-way between the first two spokes."""
    if not spokes:
        return ""
    rings, numerals = "", ""
    slope = cos(pi / len(spokes))
    pitch = (span.end - span.start) * slope / (span.axis.hi - span.axis.lo)
    for step, out in enumerate(span.points()):
        ring = [spoke.at(out) for spoke in (*spokes[1:], spokes[0])]
        if step % ceil(SIZE / pitch) == 0:
            opening = Spoke.of(0.5, len(spokes))
            half = min(NUMERAL, out * sin(pi / len(spokes)))
            ring = [opening.at(out * slope, half), *ring, opening.at(out * slope, -half)]
            x, y = opening.at(out * slope)
            numerals += write([numeral(span.axis.lo + step)], x, y + SIZE * 0.35, NUMERALS)
        rings += _through(ring) + ("" if len(ring) > len(spokes) else "z")
    rays = "".join(_through([spoke.at(span.start), spoke.at(span.end)]) for spoke in spokes)
    return f'<path d="{rings}{rays}"{GRID}/>{numerals}'


def _through(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)


def _in_lanes(span: drawing.Span, figures: Sequence[Figure | None]) -> list[Placed | None]:
    """The figures of one spoke, moved aside where they would cover each other."""
    taken: list[Placed] = []
    placed: list[Placed | None] = []
    for figure in figures:
        if figure is None:
            placed.append(None)
            continue
        begin, end = (span.at(figure.least),) * 2 if figure.exact else span.stretch(figure)
        near = {other.lane for other in taken if begin - 4 < other.end + 4 and other.begin - 4 < end + 4}
        lane = next((lane for lane in LANES if lane not in near), LANES[-1])
        taken.append(Placed(begin, end, lane, figure.exact))
        placed.append(taken[-1])
    return placed


def _series(style: Look, spokes: Sequence[Spoke], placed: Sequence[Placed | None]) -> str:
    on_spokes = list(zip(spokes, placed, strict=True))
    points = [spoke.at(one.begin, one.lane * LANE) if one and one.exact else None for spoke, one in on_spokes]
    lines = "".join(
        _through([a, b]) for a, b in zip(points, points[1:] + points[:1], strict=True) if a and b and len(points) > 2
    )
    line = f'<path d="{lines}" stroke="{style.colour}" stroke-width="1.3" fill="none"/>' if lines else ""
    bars = (
        drawing.bar(style, *spoke.at(one.begin, one.lane * LANE), one.end - one.begin, spoke.turn * 180 / pi)
        for spoke, one in on_spokes
        if one and not one.exact
    )
    return line + drawing.bars_of(style, bars) + drawing.marks_of(style, (drawing.mark(style, *p) for p in points if p))


def _key(axis: Axis) -> list[drawing.Entry]:
    """Which number on the rings stands for which word of the scale."""
    numerals = [numeral(point) for point in range(axis.lo, axis.hi + 1)]
    words = zip(numerals, axis.labels, strict=True)
    return [drawing.Entry("", 0, f"{point} {word}") for point, word in words if point != word]
