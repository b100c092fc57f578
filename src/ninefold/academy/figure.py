"""The figure that leads into the model: as many petals around a centre as there are dimensions, whatever their number.

Nothing here draws: it says where each petal and each word of it lies, in units of a square whose centre is at 0, 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import cos, pi, sin, tan

from ninefold.reports.charts.lettering import SIZE as MEASURED_SIZE
from ninefold.reports.charts.lettering import number, width, wrap

REACH = 196.0
"""From the centre to the tip of a petal; the square is a little larger, for the line around a petal that has focus."""
EDGE = 204.0
GAP = 5.0
WIDEST = pi / 6  # half of a petal's angle where there are few of them: three petals are a trefoil, not a disc
SHOULDER = 0.6  # how far out, of the reach, a petal stops growing wider
PAD = 5.0  # between words and the edge of their petal
SIZES = (18.0, 17.0, 16.0, 15.0, 14.0, 13.5, 13.0)
"""Of letters: the largest that suits all petals is taken. A figure 408 pixels wide shows 14 units as 14 pixels."""
SIZES_OF_TITLES = SIZES[:4]  # where they would have to be smaller, the short names are the better choice
LEADING = 1.16
NUMERAL = 0.66  # how far out, of the reach, the number of a petal stands
LARGEST_NUMERAL = 44.0


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a petal's words: its middle, and its base line."""

    text: str
    x: str
    y: str


@dataclass(frozen=True, slots=True)
class Petal:
    """One dimension: its petal turned by so many degrees, its name in lines (none without room for it), its number."""

    id: str
    title: str
    number: int
    turn: str
    lines: tuple[Line, ...]
    x: str
    y: str


@dataclass(frozen=True, slots=True)
class Figure:
    """The whole figure. `petal` and `fold` are the paths of a petal that points up, and of its shaded half.

    `size` is that of the letters of names, `numeral` that of numbers where they stand instead.
    """

    view: str
    petal: str
    fold: str
    size: str
    numeral: str
    petals: tuple[Petal, ...]

    @property
    def is_named(self) -> bool:
        """Whether the petals have room for names; else they show their numbers alone."""
        return all(petal.lines for petal in self.petals)


@dataclass(frozen=True, slots=True)
class Outline:
    """The shape of a petal that points up: `half` its angle, from its foot by the shoulder to its tip."""

    half: float

    @classmethod
    def of(cls, count: int) -> Outline:
        """The petal of a figure with so many."""
        return cls(min(pi / max(count, 1), WIDEST))

    @property
    def foot(self) -> float:
        """How far from the centre it begins, so that the gap to the next is the same all along."""
        return GAP / 2 / sin(self.half)

    @property
    def shoulder(self) -> tuple[float, float]:
        """The point, right of the middle and out from the centre, where the straight edge ends."""
        out = REACH * SHOULDER
        return (out - self.foot) * tan(self.half), out

    def _controls(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """The two points that draw the edge from the shoulder to the tip."""
        side, out = self.shoulder
        on = REACH * 0.22
        return (side + on * tan(self.half), out + on), (side * 0.42, REACH)

    def half_width(self, out: float) -> float:
        """How wide the petal is to one side at this distance from the centre; below 0 beyond its ends."""
        side, shoulder = self.shoulder
        if out <= shoulder:
            return (out - self.foot) * tan(self.half)
        for (x1, y1), (x2, y2) in pairwise(_bend((side, shoulder), *self._controls(), (0.0, REACH))):
            if y1 <= out <= y2:
                return x1 + (x2 - x1) * (out - y1) / (y2 - y1 or 1)
        return -1.0

    def paths(self) -> tuple[str, str]:
        """The whole petal, and its right half behind a fold that bends a little to the left."""
        side, shoulder = self.shoulder
        (x1, y1), (x2, y2) = self._controls()
        foot, tip = number(-self.foot), number(-REACH)
        up = f"L{number(side)} {number(-shoulder)}C{number(x1)} {number(-y1)} {number(x2)} {number(-y2)} 0 {tip}"
        down = f"C{number(-x2)} {number(-y2)} {number(-x1)} {number(-y1)} {number(-side)} {number(-shoulder)}Z"
        bend = number(-side * 0.3)
        fold = f"C{bend} {number(-REACH * 0.8)} {bend} {number(-REACH * 0.4)} 0 {foot}Z"
        return f"M0 {foot}{up}{down}", f"M0 {foot}{up}{fold}"


def figure_of(dimensions: Sequence[tuple[str, str, str]]) -> Figure:
    """The figure of dimensions of which the id, the title and a short name are given, clockwise from the top.

    The petals hold the titles, else the short names, else nothing but their numbers.
    """
    count = len(dimensions)
    outline = Outline.of(count)
    turns = [2 * pi * place / max(count, 1) for place in range(count)]
    petal, fold = outline.paths()
    titles, shorts = [title for _id, title, _short in dimensions], [short for _id, _title, short in dimensions]
    fitting = _all_written(titles, turns, outline, SIZES_OF_TITLES) or _all_written(shorts, turns, outline, SIZES)
    size, written = fitting or (SIZES[-1], [()] * count)
    petals = []
    for at, ((name, title, _short), turn, lines) in enumerate(zip(dimensions, turns, written, strict=True), start=1):
        x, y = sin(turn) * REACH * NUMERAL, -cos(turn) * REACH * NUMERAL
        petals.append(Petal(name, title, at, number(turn * 180 / pi), lines, number(x), number(y)))
    view = " ".join(number(each) for each in (-EDGE, -EDGE, 2 * EDGE, 2 * EDGE))
    numeral = min(LARGEST_NUMERAL, outline.half_width(REACH * NUMERAL) * 0.9)
    return Figure(view, petal, fold, number(size), number(numeral), tuple(petals))


def _all_written(
    names: Sequence[str], turns: Sequence[float], outline: Outline, sizes: Sequence[float]
) -> tuple[float, list[tuple[Line, ...]]] | None:
    """The largest letters in which every name has room in its petal, with the lines; None if there are none."""
    for size in sizes:
        written = [_written(name, turn, outline, size) for name, turn in zip(names, turns, strict=True)]
        if all(written):
            return size, written
    return None


def _written(name: str, turn: float, outline: Outline, size: float) -> tuple[Line, ...]:
    """The lines of a name where they have most room in its petal; none if they have too little everywhere."""
    best: tuple[Line, ...] = ()
    best_room = PAD
    for lines in _partitions(name, size):
        tall = size * LEADING * len(lines)
        half = max(width(line) for line in lines) * size / MEASURED_SIZE / 2
        for step in range(8, 19):
            out = REACH * step / 20
            room = _room(outline, turn, out, half, tall / 2)
            if room > best_room:
                best, best_room = _lines(lines, turn, out, size), room
    return best


def _partitions(name: str, size: float) -> set[tuple[str, ...]]:
    """The ways to write a name in up to four lines, broken at spaces."""
    rooms = [room * MEASURED_SIZE / size for room in range(40, 200, 10)]
    return {lines for room in rooms if 0 < len(lines := wrap(name, room)) <= 4}


@lru_cache(maxsize=4096)
def _room(outline: Outline, turn: float, out: float, half: float, tall: float) -> float:
    """How far a box, `half` to each side and `tall` up and down, keeps from the edge of its petal at its nearest."""
    x, y = out * sin(turn), out * cos(turn)
    room = REACH
    for corner_x, corner_y in ((x - half, y - tall), (x + half, y - tall), (x - half, y + tall), (x + half, y + tall)):
        along = corner_x * sin(turn) + corner_y * cos(turn)
        across = abs(corner_x * cos(turn) - corner_y * sin(turn))
        room = min(room, outline.half_width(along) - across)
    return room


def _lines(lines: Sequence[str], turn: float, out: float, size: float) -> tuple[Line, ...]:
    x, middle = out * sin(turn), -out * cos(turn)
    top = middle - size * LEADING * (len(lines) - 1) / 2 + size * 0.34
    return tuple(Line(line, number(x), number(top + at * size * LEADING)) for at, line in enumerate(lines))


def _bend(*points: tuple[float, float]) -> list[tuple[float, float]]:
    """A curve of these four points, as points along it."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = points
    curve = []
    for step in range(25):
        t = step / 24
        a, b, c, d = (1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3
        curve.append((a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3))
    return curve
