"""Words in a chart: how wide they are, where they break, and how they are written."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from xml.sax.saxutils import escape

from ninefold.reports.charts.values import Axis

SIZE = 12.5
"""Height of every letter's em: a chart 320 units wide shown 288 pixels wide has text of 11 pixels."""
LEADING = 14.5

# Advance widths in thousandths of an em, on the wide side of both the typeface asked for and Arial.
_WIDTHS = {
    **dict.fromkeys(" ijl.,:;|'!`", 270),
    **dict.fromkeys('Ifrt()[]-/"', 350),
    **dict.fromkeys("csvxyzkJ", 510),
    **dict.fromkeys("mwMW@%", 850),
    **dict.fromkeys("ABCDGHKNOQRUX&–—", 690),
}
_OTHER = 570


@lru_cache(maxsize=2048)
def width(text: str, *, bold: bool = False) -> float:
    """The estimated width of `text` in units of the chart."""
    thousandths = sum(_WIDTHS.get(letter, _OTHER) for letter in text)
    return thousandths * SIZE * (1.06 if bold else 1) / 1000


@lru_cache(maxsize=2048)
def wrap(text: str, room: float, *, bold: bool = False) -> tuple[str, ...]:
    """`text` in lines no wider than `room`, broken at spaces; a word wider than that stands alone."""
    lines: list[str] = []
    for word in text.split():
        if lines and width(f"{lines[-1]} {word}", bold=bold) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines)


def number(value: float) -> str:
    """`value` as short as two decimals allow."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def write(lines: Sequence[str], x: float, y: float, attributes: str = "") -> str:
    """`lines` below each other, the first on the baseline `y`."""
    return "".join(
        f'<text x="{number(x)}" y="{number(y + turn * LEADING)}"{attributes}>{escape(line)}</text>'
        for turn, line in enumerate(lines)
    )


def numeral(point: int) -> str:
    """A whole point of a scale, with a true minus sign."""
    return str(point).replace("-", "\u2212")


def scale_words(axis: Axis, places: Sequence[float], room: float) -> list[tuple[float, tuple[str, ...]]]:
    """The labels of a scale at `places` along a line of `room` units: their middles and their lines.

    Where they would touch, only every second, third, ... is given, and the two ends always.
    Raises `ValueError` if the scale has not one label for each whole point.
    """
    if len(axis.labels) != len(places):
        raise ValueError(f"{len(places)} points of a scale need as many labels, not {len(axis.labels)}")
    steps = len(places) - 1
    narrow = abs(places[1] - places[0]) - 3
    for step in (step for step in range(1, steps) if steps % step == 0):
        for gap in (narrow, narrow * step):
            placed = _placed(axis.labels[::step], places[::step], gap, room)
            if _apart(placed):
                return placed
    return _placed(axis.labels[::steps], places[::steps], room / 2, room)


def _placed(
    labels: Sequence[str], places: Sequence[float], gap: float, room: float
) -> list[tuple[float, tuple[str, ...]]]:
    placed = []
    for label, place in zip(labels, places, strict=True):
        lines = wrap(label, gap)
        half = max(map(width, lines), default=0) / 2
        placed.append((min(max(place, half), room - half), lines))
    return placed


def _apart(placed: Sequence[tuple[float, tuple[str, ...]]]) -> bool:
    """Whether no label needs more than three lines and none touches the next."""
    if any(len(lines) > 3 for _, lines in placed):
        return False
    halves = [max(map(width, lines), default=0) / 2 for _, lines in placed]
    edges = [(x - half, x + half) for (x, _), half in zip(placed, halves, strict=True)]
    return all(left[1] + 3 <= right[0] for left, right in pairwise(edges))
