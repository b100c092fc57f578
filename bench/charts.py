"""Prints how long each chart takes and how large it is. Run: python bench/charts.py."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from ninefold.core.figures import Figure
from ninefold.reports.charts import Axis, Point, Quarters, Row, dot_plot, quarters, radar

RUNS = 300
DIMENSIONS = [
    "Inspiring shared purpose", "Leading with care", "Evaluating information", "Connecting our service",
    "Sharing the vision", "Engaging the team", "Holding to account", "Developing capability", "Influencing for results",
]  # fmt: skip
SERIES = ["You", "Line manager", "Peers", "People you manage", "All colleagues"]
LEVEL = Axis(0, 4, ("not yet essential", "essential", "proficient", "strong", "exemplary"), "Level")
IMPORTANCE = Axis(1, 4, ("not important", "somewhat important", "important", "very important"), "Importance")
NAMES = Quarters(("Needs", "Strengths in use", "Strengths in reserve", "Can wait"), 2, 2.5)


def _exact(row: int, series: int) -> Figure:
    return Figure.exactly(Fraction((7 * row + 3 * series) % 17, 4))


def _banded(row: int, series: int) -> Figure:
    return _exact(row, series) if series < 2 else Figure(Fraction(row, 20), Fraction(7, 4) + Fraction(series, 20))


def _charts(figure: Callable[[int, int], Figure]) -> dict[str, Callable[[], str]]:
    rows = [
        Row(dimension, tuple(figure(row, series) for series in range(5))) for row, dimension in enumerate(DIMENSIONS)
    ]
    by_series = [[row.figures[series] for row in rows] for series in range(5)]
    points = [
        Point(row + 1, dimension, figure(row, 4), Figure.exactly(Fraction(10 + 7 * row % 31, 10)))
        for row, dimension in enumerate(DIMENSIONS)
    ]
    return {
        "dot plot": lambda: dot_plot(title="Level", rows=rows, series=SERIES, axis=LEVEL),
        "radar": lambda: radar(title="Level", axes=DIMENSIONS, series=SERIES, figures=by_series, axis=LEVEL),
        "quarters": lambda: quarters(title="Level", points=points, across=LEVEL, up=IMPORTANCE, quarters=NAMES),
    }


def main() -> None:
    print(f"{'chart':<10} {'figures':<8} {'median ms':>9} {'KB':>6}")
    for kind, figure in (("exact", _exact), ("banded", _banded)):
        for name, draw in _charts(figure).items():
            print(f"{name:<10} {kind:<8} {_median(draw):>9.3f} {len(draw().encode()) / 1000:>6.1f}")


def _median(draw: Callable[[], str]) -> float:
    """How many milliseconds a drawing takes in most runs."""
    times = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        draw()
        times.append(1000 * (time.perf_counter() - begin))
    return statistics.median(times)


if __name__ == "__main__":
    main()
