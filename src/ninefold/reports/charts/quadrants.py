"""Performance against importance: numbered marks in four named quarters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, hypot

from ninefold.core.figures import Figure
from ninefold.reports.charts import drawing
from ninefold.reports.charts.lettering import LEADING, SIZE, number, scale_words, width, wrap, write
from ninefold.reports.charts.palette import DIVIDER, GRID, NUMBER, PAPER, SOFT, Look
from ninefold.reports.charts.places import RADIUS, THIN, Box, numbers, part
from ninefold.reports.charts.values import ENGLISH, Axis, Point, Quarters, Words

# Height of the scale upwards, and the room between its ends and all else for the numbers there.
RISE, INSET = 190.0, RADIUS + 3.5
# More than the words left of the frame ever take, to know how wide the quarters are at least.
MARGIN = 46.0
BARS = Look(NUMBER, "", -1, 4.0)
STROKES = 9.0


def quarters(
    *,
    title: str,
    points: Sequence[Point],
    across: Axis,
    up: Axis,
    quarters: Quarters,
    words: Words = ENGLISH,
) -> str:
    """Each point at its two figures, with its number; a range is drawn as a hatched bar or box.

    The names of `quarters` stand in the corners; none of the four is coloured. Raises `ValueError` if a
    figure or a division lies off its scale.
    """
    ranges = any(not (point.across.exact and point.up.exact) for point in points)
    head, top = drawing.legend([_hatched(words)] if ranges else [], 0)
    field = _Field.plan(top + 4, across, up, quarters)
    shapes = part([_shape(point, field) for point in points], field.inside())
    spots = numbers(shapes, field.inside())
    scales, bottom = _scales(field)
    key, end = _key(points, bottom + 10)
    return drawing.svg(title, end, [head, _ground(field, quarters), scales, _drawn(points, shapes, spots), key])


@dataclass(frozen=True, slots=True)
class _Field:
    """The frame, the scales inside it and the lines of the four names."""

    frame: Box
    across: drawing.Span
    up: drawing.Span
    names: tuple[tuple[str, ...], ...]

    @classmethod
    def plan(cls, top: float, across: Axis, up: Axis, quarters: Quarters) -> _Field:
        right = drawing.WIDTH - 1.0
        split = drawing.Span(across, MARGIN + INSET, right - INSET).at(quarters.across_at)
        rooms = (split - MARGIN - 12, right - split - 12, right - split - 12, split - MARGIN - 12)
        names = tuple(wrap(name, room) for name, room in zip(quarters.names, rooms, strict=True))
        above, below = (LEADING * max(map(len, pair)) + 4 for pair in (names[:2], names[2:]))
        upwards = drawing.Span(up, top + above + INSET + RISE, top + above + INSET)
        bottom = upwards.start + INSET + below
        left = _depth(_along(upwards, bottom, bottom - top)) + (LEADING if up.title else 0) + 5
        frame = Box(left, top, right, bottom)
        return cls(frame, drawing.Span(across, left + INSET, right - INSET), upwards, names)

    def inside(self) -> Box:
        """Where bars and the middles of numbers may lie."""
        return Box(self.across.start - 3, self.up.end - 3, self.across.end + 3, self.up.start + 3)


def _along(up: drawing.Span, bottom: float, length: float) -> list[tuple[float, tuple[str, ...]]]:
    """The words of the scale upwards, their places counted from the bottom."""
    return scale_words(up.axis, [bottom - place for place in up.points()], length)


def _depth(labels: Sequence[tuple[float, tuple[str, ...]]]) -> float:
    return LEADING * max((len(lines) for _, lines in labels), default=0)


def _shape(point: Point, field: _Field) -> Box:
    """Where a point may lie: a place, a bar as thick as all bars, or a box."""
    left, right = _extent(field.across, point.across, not point.up.exact)
    top, bottom = _extent(field.up, point.up, not point.across.exact)
    return Box(left, top, right, bottom)


def _extent(span: drawing.Span, figure: Figure, thick: bool) -> tuple[float, float]:
    """Where a figure lies; an exact one beside a range is as `thick` as a bar."""
    begin, end = span.extent(figure)
    half = drawing.BAR / 2 if thick and figure.exact else 0
    return begin - half, end + half


def _ground(field: _Field, quarters: Quarters) -> str:
    """The frame, its whole points, its two divisions and the names in the corners."""
    frame = field.frame
    x, y = field.across.at(quarters.across_at), field.up.at(quarters.up_at)
    upright = "".join(f"M{number(place)} {number(frame.top)}V{number(frame.bottom)}" for place in field.across.points())
    level = "".join(f"M{number(frame.left)} {number(place)}H{number(frame.right)}" for place in field.up.points())
    cross = f"M{number(x)} {number(frame.top)}V{number(frame.bottom)}"
    cross += f"M{number(frame.left)} {number(y)}H{number(frame.right)}"
    drawn = [
        f'<path d="{upright}{level}"{GRID} stroke-width=".8"/>',
        f'<path d="{_outline(frame)}{cross}"{DIVIDER} stroke-width="1.3"/>',
    ]
    for turn, name in enumerate(field.names):
        first = frame.top + SIZE + 2 if turn < 2 else frame.bottom - 6 - LEADING * (len(name) - 1)
        side, anchor = (frame.left + 6, "start") if turn in (0, 3) else (frame.right - 6, "end")
        drawn.append(write(name, side, first, f'{SOFT} text-anchor="{anchor}"'))
    return "".join(drawn)


def _scales(field: _Field) -> tuple[str, float]:
    """The words along both scales, those of the upward one turned, and how far down they go."""
    frame = field.frame
    middle = SOFT + ' text-anchor="middle"'
    labels = scale_words(field.across.axis, field.across.points(), drawing.WIDTH)
    drawn = [write(lines, x, frame.bottom + LEADING, middle) for x, lines in labels]
    bottom = frame.bottom + _depth(labels) + 3
    strong = ' text-anchor="middle" font-weight="600"'
    if field.across.axis.title:
        drawn.append(write([field.across.axis.title], (frame.left + frame.right) / 2, bottom + LEADING, strong))
        bottom += LEADING + 3
    length = frame.bottom - frame.top
    turned = [
        write(lines, place, -6 - LEADING * (len(lines) - 1), middle)
        for place, lines in _along(field.up, frame.bottom, length)
    ]
    if field.up.axis.title:
        turned.append(write([field.up.axis.title], length / 2, 11 - frame.left, strong))
    corner = f"translate({number(frame.left)} {number(frame.bottom)})rotate(-90)"
    drawn.append(f'<g transform="{corner}">{"".join(turned)}</g>')
    return "".join(drawn), bottom


def _drawn(points: Sequence[Point], shapes: Sequence[Box], spots: Sequence[tuple[float, float]]) -> str:
    """Ranges, then leaders, then the numbers on top."""
    ranges = "".join(_range(shape) for shape in shapes if not shape.point)
    leaders, numbered = "", ""
    for point, shape, (x, y) in zip(points, shapes, spots, strict=True):
        at = shape.nearest(x, y)
        if hypot(at[0] - x, at[1] - y) > RADIUS:
            leaders += f'<path d="M{number(at[0])} {number(at[1])}L{number(x)} {number(y)}"/>'
            leaders += f'<circle cx="{number(at[0])}" cy="{number(at[1])}" r="1.8"/>' if shape.point else ""
        kind = "exact" if shape.point else "range"
        numbered += f'<g data-figure="{kind}">{_number(point.number, x, y, shape.point)}</g>'
    return (
        f'<g stroke="{NUMBER}" stroke-width=".9">{ranges}</g>'
        f'<g stroke="{NUMBER}" fill="{NUMBER}" stroke-width="1.2">{leaders}</g>'
        f'<g font-weight="600" text-anchor="middle">{numbered}</g>'
    )


def _number(value: int, x: float, y: float, exact: bool) -> str:
    """A number in a disc, or in a square where the figure is a range."""
    side = RADIUS - 0.6
    plate = (
        f'<circle cx="{number(x)}" cy="{number(y)}" r="{RADIUS}"'
        if exact
        else f'<path d="M{number(x - side)} {number(y - side)}h{2 * side:.3g}v{2 * side:.3g}h-{2 * side:.3g}z"'
    )
    figure = write([str(value)], x, y + SIZE * 0.35, f' fill="{PAPER}"')
    return f'{plate} fill="{NUMBER}" stroke="{PAPER}" stroke-width="1.8"/>{figure}'


def _range(shape: Box) -> str:
    """A hatched bar or box. The strokes of all boxes lie on the same lines, so that a pile of them stays calm."""
    wide, tall = shape.right - shape.left, shape.bottom - shape.top
    if tall <= THIN:
        return drawing.bar(BARS, shape.left, (shape.top + shape.bottom) / 2, wide)
    if wide <= THIN:
        return drawing.bar(BARS, (shape.left + shape.right) / 2, shape.bottom, tall, -90)
    strokes = []
    for step in range(ceil((shape.left + shape.top) / STROKES), int((shape.right + shape.bottom) / STROKES) + 1):
        level = step * STROKES
        x, end = max(shape.left, level - shape.bottom), min(shape.right, level - shape.top)
        strokes.append(f"M{x:.4g} {level - x:.4g}L{end:.4g} {level - end:.4g}")
    return f'<path d="{_outline(shape)}" fill="none"/><path d="{"".join(strokes)}" stroke-width=".6"/>'


def _outline(shape: Box) -> str:
    across, down = shape.right - shape.left, shape.bottom - shape.top
    return f"M{number(shape.left)} {number(shape.top)}h{number(across)}v{number(down)}h{number(-across)}z"


def _hatched(words: Words) -> drawing.Entry:
    return drawing.Entry(drawing.bars_of(BARS, [drawing.bar(BARS, 1, 0, 20)]), 25, words.range)


def _key(points: Sequence[Point], top: float) -> tuple[str, float]:
    """What the numbers stand for, in two columns where the labels are short enough."""
    indent = 18.0
    columns = 2 if all(width(point.label) <= drawing.WIDTH / 2 - indent - 4 for point in points) else 1
    rows = ceil(len(points) / columns)
    drawn, y, end = "", top + LEADING - 3, top
    for turn, point in enumerate(points):
        if turn == rows:
            y = top + LEADING - 3
        x = drawing.WIDTH / 2 * (turn // rows)
        lines = wrap(point.label, drawing.WIDTH / columns - indent)
        drawn += write([str(point.number)], x + 13, y, ' text-anchor="end" font-weight="600"')
        drawn += write(lines, x + indent, y)
        y += LEADING * max(len(lines), 1) + 2
        end = max(end, y - LEADING + 3)
    return drawn, end
