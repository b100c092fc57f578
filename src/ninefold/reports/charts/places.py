"""Where numbers stand in the chart of quarters so that each can be read, always the same way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin

RADIUS = 8.4
APART = 2 * RADIUS + 0.8
# A shape this thin is a bar; moved by half a number, two bars have room for one each, left and right.
THIN = 6.0


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
        moved = [shape, *(one for one in _aside(shape, len(shapes)) if _within(one, frame))]
        placed.append(next((one for one in moved if not any(one.touches(other, 1) for other in bars)), shape))
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


def numbers(shapes: Sequence[Box], frame: Box) -> list[tuple[float, float]]:
    """The middle of the number of each shape, inside `frame` and clear of each other.

    A point's number stands on the point if nothing is there yet, that of a bar beside it.
    """
    order = sorted(range(len(shapes)), key=lambda turn: not shapes[turn].point)
    taken: dict[int, tuple[float, float]] = {}
    for turn in order:
        others = [shape for place, shape in enumerate(shapes) if place != turn]
        spots = [(x, y) for x, y in _spots(shapes[turn]) if _within(Box(x, y, x, y), frame)]
        free = [spot for spot in spots if all(hypot(spot[0] - x, spot[1] - y) >= APART for x, y in taken.values())]
        taken[turn] = next((spot for spot in free if not _covers(spot, shapes[turn], others)), (free or spots)[0])
    return [taken[turn] for turn in range(len(shapes))]


def _spots(shape: Box) -> Iterator[tuple[float, float]]:
    """Places for the number of a shape, the best first."""
    if shape.point:
        yield shape.left, shape.top
        around = [(shape.left, shape.top)]
    else:
        middle, half = (shape.top + shape.bottom) / 2, (shape.left + shape.right) / 2
        beside = RADIUS + 1.5
        yield shape.right + beside, middle
        yield shape.left - beside, middle
        yield half, shape.top - beside
        yield half, shape.bottom + beside
        around = [(shape.right, middle), (half, middle), (shape.left, middle)]
    for distance in (APART, 1.25 * APART, 1.6 * APART, 2 * APART, 2.6 * APART, 3.3 * APART):
        for x, y in around:
            for step in range(16):
                yield x + distance * cos(step * pi / 8), y + distance * sin(step * pi / 8)


def _covers(spot: tuple[float, float], own: Box, others: Sequence[Box]) -> bool:
    """Whether a number here would hide a bar or the place of another; on its own place it stands all the same."""
    if own.point and spot == (own.left, own.top):
        return False
    near = Box(spot[0], spot[1], spot[0], spot[1])
    return any(near.touches(other, RADIUS + 1) for other in others if other.point or _thin(other))


def _thin(shape: Box) -> bool:
    return min(shape.right - shape.left, shape.bottom - shape.top) < 2 * RADIUS
