"""The dot plot: for each row a strip with one lane for each series."""

from __future__ import annotations

from collections.abc import Sequence

from ninefold.reports.charts import drawing
from ninefold.reports.charts.lettering import LEADING, number, scale_words, wrap, write
from ninefold.reports.charts.palette import GRID, SOFT, TRACK
from ninefold.reports.charts.values import ENGLISH, Axis, Row, Words

# From the left: a gutter for the dashes of what is not shown, then the scale.
GUTTER, START, END = 6.0, 20.0, 308.0
LANE, PAD, GAP = 7.9, 5.8, 6.0


def dot_plot(
    *,
    title: str,
    rows: Sequence[Row],
    series: Sequence[str],
    axis: Axis,
    marks: Sequence[int] = (),
    words: Words = ENGLISH,
) -> str:
    """Figures of several series on one scale, row below row.

    `marks` numbers the look of each series (0 is the participant's own); left out, they count from 0.
    Raises `ValueError` if a row has not one figure for each series or a figure lies off the scale.
    """
    styles = drawing.looks(series, marks)
    span = drawing.Span(axis, START, END)
    head, y = _head(drawing.legend_of(series, styles, _kinds(rows, len(series)), words), span)
    height = 2 * PAD + LANE * (len(series) - 1)
    labels, tops = [], []
    for row in rows:
        lines = wrap(row.label, drawing.WIDTH, bold=True)
        labels.append(write(lines, 0, y + 11, ' font-weight="600"'))
        tops.append(y + LEADING * len(lines) + 1)
        y = tops[-1] + height + GAP
    parts = [*head, _strips(tops, height, span), *labels]
    for turn, style in enumerate(styles):
        lanes = [(row.figures[turn], top + PAD + LANE * turn) for row, top in zip(rows, tops, strict=True)]
        parts.append(drawing.absences_of(drawing.absence(GUTTER, lane) for figure, lane in lanes if figure is None))
        ranges = [(span.stretch(figure), lane) for figure, lane in lanes if figure and not figure.exact]
        parts.append(drawing.bars_of(style, (drawing.bar(style, a, lane, b - a) for (a, b), lane in ranges)))
        exact = [(span.at(figure.least), lane) for figure, lane in lanes if figure and figure.exact]
        parts.append(drawing.marks_of(style, (drawing.mark(style, x, lane) for x, lane in exact)))
    return drawing.svg(title, y - GAP, parts)


def _kinds(rows: Sequence[Row], count: int) -> list[set[str]]:
    for row in rows:
        if len(row.figures) != count:
            raise ValueError(f"{count} series need as many figures in each row, not {len(row.figures)}: {row.label}")
    return [drawing.kinds(row.figures[turn] for row in rows) for turn in range(count)]


def _head(entries: Sequence[drawing.Entry], span: drawing.Span) -> tuple[list[str], float]:
    drawn, y = drawing.legend(entries, 0)
    labels = scale_words(span.axis, span.points(), drawing.WIDTH)
    deepest = max(len(lines) for _, lines in labels)
    y += 8 + LEADING * deepest
    attributes = f' text-anchor="middle"{SOFT}'
    words = [write(lines, x, y - 3 - LEADING * (len(lines) - 1), attributes) for x, lines in labels]
    return [drawn, *words], y + 8


def _strips(tops: Sequence[float], height: float, span: drawing.Span) -> str:
    tracks = "".join(f"M0 {number(top)}h{drawing.WIDTH}v{number(height)}H0z" for top in tops)
    lines = "".join(f"M{number(x)} {number(top)}v{number(height)}" for top in tops for x in span.points())
    return f'<path d="{tracks}"{TRACK}/><path d="{lines}"{GRID}/>' if tops else ""
