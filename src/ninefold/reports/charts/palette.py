"""How a series looks: its shape, its colour and the slant of its hatching.

Shape and hatching alone tell the series apart, so that a chart survives greyscale, every kind of
colour vision and a display that forces its own colours. Every colour stands at least 3:1 against
white and, for forced colours on a black page, against black. None of them means good or bad.
"""

from __future__ import annotations

from dataclasses import dataclass

OWN = 0
"""The number of the participant's own mark, the only hollow one."""

# Text and the participant's own mark take the colour of the page around them.
INK = "currentColor"
QUIET = "#4c6272"
GRID = "#ccd3d9"
TRACK = "#f4f6f8"
PAPER = "#fff"
NUMBER = "#2a6db0"

COLOURS = ("#1d70b8", "#bf5200", "#8552c0", "#00857a", "#b8398a", "#7a6f00")

# Outlines as relative paths around the middle of the mark, of about equal area.
SHAPES = (
    "m-3.4-3.4h6.8v6.8h-6.8z",
    "m0-4.4l4.4 7.8h-8.8z",
    "m0-4.7l4.7 4.7l-4.7 4.7l-4.7-4.7z",
    "m-1.7-4.4h3.4v2.7h2.7v3.4h-2.7v2.7h-3.4v-2.7h-2.7v-3.4h2.7z",
    "m0 4.4l4.4-7.8h-8.8z",
    "m-2.3-3.9h4.6l2.3 3.9l-2.3 3.9h-4.6l-2.3-3.9z",
    "m-2-4.4h4v8.8h-4z",
)

# Slant of the strokes (-1 leans right, 1 leans left, 0 is upright) and the distance between them.
HATCHES = ((-1, 4.0), (1, 4.0), (0, 3.2), (-1, 2.4), (1, 2.4))


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
