"""Charts as SVG text: the same string stands in the page and in the PDF."""

from ninefold.reports.charts.dots import dot_plot
from ninefold.reports.charts.quadrants import quarters
from ninefold.reports.charts.spokes import radar
from ninefold.reports.charts.values import Axis, Point, Quarters, Row, Words

__all__ = ["Axis", "Point", "Quarters", "Row", "Words", "dot_plot", "quarters", "radar"]
