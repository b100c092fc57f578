"""How long each chart takes, and how large it is.

Run: .venv/bin/python bench/charts.py
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from measure import machine, median_ms, table

from ninefold.core.figures import Figure
from ninefold.core.framework.library import load_framework
from ninefold.reports.charts import Axis, Point, Quarters, Row, dot_plot, quarters, radar

RUNS = 300
DIMENSIONS = [dimension.title for dimension in load_framework("nine-dimensions").dimensions]
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
    """Print the table."""
    print(f"{machine()}; medians of {RUNS}")
    rows = [
        (name, kind, f"{median_ms(draw, RUNS):.3f}", f"{len(draw().encode()) / 1000:.1f}")
        for kind, figure in (("exact", _exact), ("banded", _banded))
        for name, draw in _charts(figure).items()
    ]
    table(("chart", "figures", "ms", "KB"), rows)


if __name__ == "__main__":
    main()
