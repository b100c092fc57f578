"""How a series looks: its shape, its colour and the slant of its hatching.

Shape and hatching alone tell the series apart, so that a chart survives greyscale, every kind of
colour vision and a display that forces its own colours. Every colour stands at least 3:1 against
white and, for forced colours on a black page, against black. None of them means good or bad.
"""

from __future__ import annotations

from dataclasses import dataclass

OWN = 0
"""The number of the participant's own mark, the only hollow one."""

# Text, lines and the participant's own mark take the colour that the page's text has, forced or not.
INK = "currentColor"
SOFT = ' fill-opacity=".74"'
GRID = ' fill="none" stroke="currentColor" stroke-opacity=".24"'
DIVIDER = ' fill="none" stroke="currentColor" stroke-opacity=".5"'
TRACK = ' fill-opacity=".05"'
PAPER = "#fff"
QUIET = "#546168"
NUMBER = "#17797c"

COLOURS = ("#17797c", "#b35900", "#8a55a8", "#2a6db0", "#b8398a", "#7a6f00")

# Outlines as relative paths around the middle of the mark, of about equal area.
SHAPES = (
    "m-3.4-3.4h6.8v6.8h-6.8z",
    "m0-4.3l4.3 7.7h-8.6z",
    "m0-4.5l4.5 4.5l-4.5 4.5l-4.5-4.5z",
    "m-1.8-4.1h3.6v8.2h-3.6z",
    "m0 4.3l4.3-7.7h-8.6z",
    "m-2.2-3.8h4.4l2.2 3.8l-2.2 3.8h-4.4l-2.2-3.8z",
    "m-1.6-4h3.2v2.4h2.4v3.2h-2.4v2.4h-3.2v-2.4h-2.4v-3.2h2.4z",
)

# Slant of the strokes (-1 leans right, 1 leans left, 0 is upright) and the distance between them.
HATCHES = ((-1, 4.0), (1, 4.0), (0, 3.4), (-1, 6.4), (1, 6.4))


@dataclass(frozen=True, slots=True)
class Look:
    """The look of one series; a hollow one is drawn as a ring."""

    colour: str
    shape: str
    slant: int
    gap: float
    hollow: bool = False


def look(number: int) -> Look:
    """The look of mark `number`: 0 is the participant's own, all others differ in shape or colour up to 42."""
    if number == OWN:
        return Look(INK, "", 0, 5.0, hollow=True)
    turn = number - 1
    slant, gap = HATCHES[turn % len(HATCHES)]
    return Look(COLOURS[turn % len(COLOURS)], SHAPES[turn % len(SHAPES)], slant, gap)
