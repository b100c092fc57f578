"""Where numbers stand in the chart of quarters so that each can be read, always the same way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from math import cos, hypot, pi, sin

RADIUS = 8.4
APART = 2 * RADIUS + 0.8
# A shape this thin is a bar; moved by half a number, two bars have room for one each, left and right.
THIN = 6.0
BESIDE = RADIUS + 1.5
DISTANCES = tuple(APART * times for times in (1, 1.25, 1.6, 2, 2.6, 3.3, 4.2, 5.4))
DIRECTIONS = tuple((cos(step * pi / 8), sin(step * pi / 8)) for step in range(16))

Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, y running downwards; a point if it has no width and no height."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def point(self) -> bool:
        """Whether this is a single place."""
        return self.left == self.right and self.top == self.bottom

    def touches(self, other: Box, margin: float) -> bool:
        """Whether the two come nearer to each other than `margin`."""
        return (
            self.left - margin < other.right
            and other.left - margin < self.right
            and self.top - margin < other.bottom
            and other.top - margin < self.bottom
        )

    def near(self, x: float, y: float, margin: float) -> bool:
        """Whether (x, y) lies inside or nearer than `margin`."""
        return self.left - margin < x < self.right + margin and self.top - margin < y < self.bottom + margin

    def moved(self, across: float, down: float) -> Box:
        """The same rectangle elsewhere."""
        return Box(self.left + across, self.top + down, self.right + across, self.bottom + down)

    def nearest(self, x: float, y: float) -> tuple[float, float]:
        """The place in the rectangle nearest to (x, y)."""
        return min(max(x, self.left), self.right), min(max(y, self.top), self.bottom)


def part(shapes: Sequence[Box], frame: Box) -> list[Box]:
    """Bars moved a little to their thin side, inside `frame`, where they would cover an earlier one.

    Points and large boxes stay: the first have numbers of their own, the second can be seen through.
    """
    placed: list[Box] = []
    for shape in shapes:
        bars = [other for other in placed if not other.point]
        places = chain([shape], (one for one in _aside(shape, len(shapes)) if _within(one, frame)))
        free = (one for one in places if not any(one.touches(other, 1) for other in bars))
        placed.append(shape if shape.point else next(free, shape))
    return placed


def _aside(shape: Box, count: int) -> Iterator[Box]:
    wide, tall = shape.right - shape.left, shape.bottom - shape.top
    if 0 < min(wide, tall) <= THIN:
        for step in range(1, count):
            for shift in (step * APART / 2, -step * APART / 2):
                yield shape.moved(0, shift) if tall < wide else shape.moved(shift, 0)


def _within(shape: Box, frame: Box) -> bool:
    return (
        frame.left <= shape.left
        and shape.right <= frame.right
        and frame.top <= shape.top
        and shape.bottom <= frame.bottom
    )


def numbers(shapes: Sequence[Box], frame: Box) -> list[Spot]:
    """The middle of the number of each shape, inside `frame` and clear of each other.

    A point's number stands on the point if nothing is there yet, that of a bar beside it.
    """
    order = sorted(range(len(shapes)), key=lambda turn: not shapes[turn].point)
    taken: dict[int, Spot] = {}
    for turn in order:
        hidden = [shape for place, shape in enumerate(shapes) if place != turn and _easily_hidden(shape)]
        taken[turn] = _spot(shapes[turn], hidden, list(taken.values()), frame)
    return [taken[turn] for turn in range(len(shapes))]


def _spot(shape: Box, hidden: Sequence[Box], taken: Sequence[Spot], frame: Box) -> Spot:
    """The first spot that hides nothing; else the first clear of other numbers; else the first there is."""
    clear: Spot | None = None
    for spot in _spots(shape):
        x, y = spot
        if not (frame.left <= x <= frame.right and frame.top <= y <= frame.bottom):
            continue
        if any(hypot(x - other_x, y - other_y) < APART for other_x, other_y in taken):
            continue
        own = shape.point and spot == (shape.left, shape.top)
        if own or not any(other.near(x, y, RADIUS + 1) for other in hidden):
            return spot
        clear = clear or spot
    return clear or (shape.right, shape.bottom)


def _spots(shape: Box) -> Iterator[Spot]:
    """Spots for the number of a shape, the best first."""
    middle, half = (shape.top + shape.bottom) / 2, (shape.left + shape.right) / 2
    around = [(shape.right, middle)]
    if shape.point:
        yield around[0]
    else:
        yield shape.right + BESIDE, middle
        yield shape.left - BESIDE, middle
        yield half, shape.top - BESIDE
        yield half, shape.bottom + BESIDE
        around += [(half, middle), (shape.left, middle)]
    for distance in DISTANCES:
        for x, y in around:
            for across, down in DIRECTIONS:
                yield x + distance * across, y + distance * down


def _easily_hidden(shape: Box) -> bool:
    return min(shape.right - shape.left, shape.bottom - shape.top) < 2 * RADIUS
