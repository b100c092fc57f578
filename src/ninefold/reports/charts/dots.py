"""The dot plot: for each row a strip with one lane for each series."""

from __future__ import annotations

from collections.abc import Sequence

from ninefold.reports.charts import drawing
from ninefold.reports.charts.drawing import Extent
from ninefold.reports.charts.lettering import LEADING, number, scale_words, wrap, write
from ninefold.reports.charts.palette import GRID, SOFT, TRACK, Look
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
    columns = _columns(rows, series, span)
    head, y = _head(drawing.legend_of(series, styles, [drawing.kinds(column) for column in columns], words), span)
    height = 2 * PAD + LANE * (len(series) - 1)
    labels, tops = [], []
    for row in rows:
        lines = wrap(row.label, drawing.WIDTH, bold=True)
        labels.append(write(lines, 0, y + 11, ' font-weight="600"'))
        tops.append(y + LEADING * len(lines) + 1)
        y = tops[-1] + height + GAP
    parts = [*head, _strips(tops, height, span), *labels]
    for turn, (style, column) in enumerate(zip(styles, columns, strict=True)):
        parts.append(_series(style, column, [top + PAD + LANE * turn for top in tops]))
    return drawing.svg(title, y - GAP, parts)


def _columns(rows: Sequence[Row], series: Sequence[str], span: drawing.Span) -> list[list[Extent | None]]:
    """For each series where its figures lie, row by row."""
    for row in rows:
        if len(row.figures) != len(series):
            raise ValueError(f"{len(series)} series need as many figures, not {len(row.figures)}, in “{row.label}”")
    return [span.extents(row.figures[turn] for row in rows) for turn in range(len(series))]


def _series(style: Look, column: Sequence[Extent | None], lanes: Sequence[float]) -> str:
    dashes, bars, marks = [], [], []
    for extent, lane in zip(column, lanes, strict=True):
        if extent is None:
            dashes.append(drawing.absence(GUTTER, lane))
        elif extent.exact:
            marks.append(drawing.mark(style, extent.begin, lane))
        else:
            bars.append(drawing.bar(style, extent.begin, lane, extent.end - extent.begin))
    return drawing.absences_of(dashes, style.colour) + drawing.bars_of(style, bars) + drawing.marks_of(style, marks)


def _head(entries: Sequence[drawing.Entry], span: drawing.Span) -> tuple[list[str], float]:
    drawn, y = drawing.legend(entries, 0)
    labels = scale_words(span.axis, span.points(), drawing.WIDTH)
    deepest = max(len(lines) for _, lines in labels)
    y += 8 + LEADING * deepest
    attributes = f' text-anchor="middle"{SOFT}'
    words = [write(lines, x, y - 3 - LEADING * (len(lines) - 1), attributes) for x, lines in labels]
    return [drawn, *words], y + 8


def _strips(tops: Sequence[float], height: float, span: drawing.Span) -> str:
    tall, places = number(height), [number(x) for x in span.points()]
    starts = [number(top) for top in tops]
    tracks = "".join(f"M0 {top}h{drawing.WIDTH}v{tall}H0z" for top in starts)
    lines = "".join(f"M{x} {top}v{tall}" for top in starts for x in places)
    return f'<path d="{tracks}"{TRACK}/><path d="{lines}"{GRID}/>' if tops else ""
