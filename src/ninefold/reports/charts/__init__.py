"""Charts as SVG: one string that stands inline in HTML and in the PDF alike."""

from ninefold.reports.charts.dots import dot_plot
from ninefold.reports.charts.values import Axis, Point, Quarters, Row, Words

__all__ = ["Axis", "Point", "Quarters", "Row", "Words", "dot_plot"]
