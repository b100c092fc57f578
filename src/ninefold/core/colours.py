"""Colours as `#rrggbb`, how well two of them can be told apart, and what comes of mixing them."""

from __future__ import annotations

import re

A_COLOUR = re.compile(r"#[0-9a-f]{6}")
READABLE = 4.5
"""The contrast that text needs, by WCAG 2.2, success criterion 1.4.3."""


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2.2 defines it, from 1 for the same colour to 21 for black on white."""
    dark, bright = sorted((_luminance(one), _luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


def mixed(colour: str, other: str, share: float) -> str:
    """The first colour with a share of the other, from 0 to 1, mixed into it channel by channel."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(ours + (theirs - ours) * share):02x}" for ours, theirs in pairs)


def least_contrast(colour: str, grounds: tuple[str, ...]) -> float:
    """The contrast of a colour with the one of these grounds on which it is read worst."""
    return min(contrast(colour, ground) for ground in grounds)


def _channels(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return red, green, blue


def _luminance(colour: str) -> float:
    parts = [part / 255 for part in _channels(colour)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
