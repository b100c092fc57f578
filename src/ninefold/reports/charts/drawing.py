"""What all charts are made of: marks, hatched bars, a legend and the frame of an SVG.

A chart is one string that stands inline in HTML under a strict content policy, beside any number
of others, and in the PDF alike: presentation attributes only, and no ids, styles or scripts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from ninefold.core.figures import Figure
from ninefold.reports.charts.lettering import LEADING, SIZE, number, width, wrap, write
from ninefold.reports.charts.palette import PAPER, QUIET, Look, look
from ninefold.reports.charts.values import Axis, Words

WIDTH = 320
FONT = "Atkinson Hyperlegible Next, Arial, sans-serif"
BAR = 4.8
SHORTEST = 7.5


class Extent(NamedTuple):
    """From where to where a figure reaches along a scale, `begin` lying nearer to the left or the top."""

    begin: float
    end: float

    @property
    def exact(self) -> bool:
        """Whether this is a single place: bars are never that short."""
        return self.begin == self.end


@dataclass(frozen=True, slots=True)
class Span:
    """Where the values of a scale lie along a line from `start` to `end`."""

    axis: Axis
    start: float
    end: float

    def at(self, value: Fraction | float) -> float:
        """The place of `value`. Raises `ValueError` if it lies off the scale."""
        lo, hi = self.axis.lo, self.axis.hi
        plain = float(value)
        if not lo <= plain <= hi:
            raise ValueError(f"{value} lies off the scale from {lo} to {hi}")
        return self.start + (self.end - self.start) * (plain - lo) / (hi - lo)

    def points(self) -> list[float]:
        """The places of the whole points."""
        return [self.at(point) for point in range(self.axis.lo, self.axis.hi + 1)]

    def extent(self, figure: Figure) -> Extent:
        """Where a figure lies; a range reaches from its least to its greatest, and never looks like a mark."""
        if figure.exact:
            place = self.at(figure.least)
            return Extent(place, place)
        first, last = sorted((self.at(figure.least), self.at(figure.greatest)))
        edge, far = sorted((self.start, self.end))
        length = max(last - first, SHORTEST)
        first = min(max((first + last - length) / 2, edge), far - length)
        return Extent(first, first + length)

    def extents(self, figures: Iterable[Figure | None]) -> list[Extent | None]:
        """Where each figure lies, None where nothing may be shown."""
        return [None if figure is None else self.extent(figure) for figure in figures]


def kinds(extents: Iterable[Extent | None]) -> set[str]:
    """Which of "exact", "range" and "none" occur."""
    return {"none" if extent is None else "exact" if extent.exact else "range" for extent in extents}


def looks(series: Sequence[str], marks: Sequence[int]) -> list[Look]:
    """The look of each series; `marks` empty means 0, 1, 2, ... Raises `ValueError` on a wrong number of marks."""
    chosen = marks or range(len(series))
    if len(chosen) != len(series):
        raise ValueError(f"{len(series)} series need as many marks, not {len(chosen)}")
    return [look(turn) for turn in chosen]


def mark(style: Look, x: float, y: float) -> str:
    """The mark of an exact figure."""
    if style.hollow:
        return f'<circle cx="{number(x)}" cy="{number(y)}" r="3.2"/>'
    return f'<path d="M{number(x)} {number(y)}{style.shape}"/>'


def marks_of(style: Look, marks: Iterable[str]) -> str:
    """The marks of one series, with a thin edge of paper that parts those that touch."""
    inside = "".join(marks)
    if not inside:
        return ""
    paint = (
        f'fill="{PAPER}" stroke="{style.colour}" stroke-width="1.7"'
        if style.hollow
        else f'fill="{style.colour}" stroke="{PAPER}" stroke-width=".6"'
    )
    return f'<g data-figure="exact" {paint}>{inside}</g>'


def bar(style: Look, x: float, y: float, length: float, turn: float = 0) -> str:
    """A hatched bar from `x` along `length`, its middle at `y`, turned by `turn` degrees about its beginning.

    The hatching is a thick dashed line, slanted: no pattern, which would need an id.
    """
    slant = style.slant
    margin = 0.6 + abs(slant) * BAR / 2
    move = f"translate({number(x)} {number(y)})" + (f"rotate({number(turn)})" if turn else "")
    lean = f' transform="skewX({-45 if slant < 0 else 45})"' if slant else ""
    return (
        f'<g transform="{move}"><path d="M0-{BAR / 2}h{number(length)}v{BAR}H0z" fill="{PAPER}"/>'
        f'<path d="M{number(margin)} 0H{number(length - 0.6 - abs(slant) * BAR / 2)}" stroke-width="{BAR}"'
        f' stroke-dasharray=".9 {number(style.gap - 0.9)}"{lean}/></g>'
    )


def bars_of(style: Look, bars: Iterable[str]) -> str:
    """The hatched bars of one series."""
    inside = "".join(bars)
    return f'<g data-figure="range" stroke="{style.colour}" stroke-width=".9">{inside}</g>' if inside else ""


def absence(x: float, y: float) -> str:
    """A short dash: nothing may be shown here, or there is nothing; the two look the same."""
    return f'<path d="M{number(x - 2.5)} {number(y)}h5"/>'


def absences_of(dashes: Iterable[str], colour: str = QUIET) -> str:
    """All short dashes of one series, in its colour so that one sees whose figures are not shown."""
    inside = "".join(dashes)
    return f'<g data-figure="none" stroke="{colour}" stroke-width="1.6">{inside}</g>' if inside else ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a legend: what is drawn, how wide that is, and its words."""

    drawing: str
    room: float
    label: str


def legend_of(series: Sequence[str], styles: Sequence[Look], kinds: Sequence[set[str]], words: Words) -> list[Entry]:
    """An entry for each series, with its hatching if it has ranges, and for what a hatching and a dash mean."""
    entries = []
    for label, style, kind in zip(series, styles, kinds, strict=True):
        drawing, room = marks_of(style, [mark(style, 5, 0)]), 14.0
        if "range" in kind:
            drawing, room = drawing + bars_of(style, [bar(style, 12, 0, 20)]), 36.0
        entries.append(Entry(drawing, room, label))
    if any("range" in kind for kind in kinds):
        plain = Look(QUIET, "", -1, 4.0)
        entries.append(Entry(bars_of(plain, [bar(plain, 1, 0, 20)]), 25, words.range))
    if any("none" in kind for kind in kinds):
        entries.append(Entry(absences_of([absence(5, 0)]), 14, words.not_shown))
    return entries


def legend(entries: Sequence[Entry], top: float) -> tuple[str, float]:
    """The entries beside and below each other from `top`, and where they end."""
    drawn, x, y = [], 0.0, top + LEADING - 3
    for entry in entries:
        lines = wrap(entry.label, WIDTH - entry.room)
        reach = entry.room + max(map(width, lines), default=0)
        if x and x + reach > WIDTH:
            x, y = 0.0, y + LEADING + 2
        move = f"translate({number(x)} {number(y - SIZE * 0.33)})"
        drawn.append(f'<g transform="{move}">{entry.drawing}</g>{write(lines, x + entry.room, y)}')
        x, y = x + reach + 13, y + (len(lines) - 1) * LEADING
    return f'<g data-part="legend">{"".join(drawn)}</g>' if drawn else "", (y + 5 if entries else top)


def svg(title: str, height: float, parts: Iterable[str]) -> str:
    """The chart as one picture, with `title` as its name."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {number(height)}" role="img"'
        f' aria-label={quoteattr(title)} font-family="{FONT}" font-size="{SIZE}" fill="currentColor">'
        f"<title>{escape(title)}</title>{''.join(parts)}</svg>"
    )
