"""What the charts draw: figures in rows and series on a scale."""

from __future__ import annotations

from dataclasses import dataclass

from ninefold.core.figures import Figure


@dataclass(frozen=True, slots=True)
class Axis:
    """A scale from `lo` to `hi` with one short label for each of its whole points."""

    lo: int
    hi: int
    labels: tuple[str, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a chart: a label and one figure for each series; None where nothing may be shown."""

    label: str
    figures: tuple[Figure | None, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One numbered mark in the chart of quarters; either figure may be a range."""

    number: int
    label: str
    across: Figure
    up: Figure


@dataclass(frozen=True, slots=True)
class Quarters:
    """The four names, clockwise from the top left, and where the two axes are divided."""

    names: tuple[str, str, str, str]
    across_at: float
    up_at: float


@dataclass(frozen=True, slots=True)
class Words:
    """What the legend says of a hatched bar and of a short dash."""

    range: str = "hatched: the figure lies somewhere inside"
    not_shown: str = "not shown"


ENGLISH = Words()
