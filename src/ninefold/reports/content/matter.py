"""What all parts of the report need: the report, its words, and the charts and tables made the same way everywhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ninefold.core.figures import Figure
from ninefold.core.framework.model import SELF, Question, Scale
from ninefold.core.results import DimensionResult
from ninefold.core.shown import Block
from ninefold.reports.charts.dots import dot_plot
from ninefold.reports.charts.values import Axis, Row
from ninefold.reports.document import Chart, Comments, Table
from ninefold.reports.report import Report
from ninefold.reports.words import Words

# The look of all colleagues together in every chart; the groups come after it, in the framework's order.
COLLEAGUES_MARK = 1


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a chart, which is also one column of its table: a name, and how it is drawn."""

    name: str
    mark: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a chart and its table: a label, and one figure for each series."""

    label: str
    figures: tuple[Figure | None, ...]


@dataclass(frozen=True, slots=True)
class Matter:
    """A report and the words to say it in."""

    report: Report
    words: Words

    @property
    def importance_scale(self) -> Scale | None:
        """The scale of importance, where the form asked for it."""
        return next((scale for result in self.report.results.dimensions if (scale := self.importance_of(result))), None)

    def importance_of(self, result: DimensionResult) -> Scale | None:
        """The scale on which the importance of this dimension was asked; None if the form did not ask."""
        question = result.dimension.importance
        asked = question is not None and question.code in self.report.results.colleagues
        return question.scale if question is not None and asked else None

    @property
    def all_colleagues(self) -> str:
        """What everybody but oneself is called: by the name of their group, where there is one only."""
        others = self.report.others
        return self.words.block(others[0]) if len(others) == 1 else self.words.gettext("All colleagues")

    @property
    def series(self) -> tuple[Series, ...]:
        """Oneself, each group, and all colleagues where they are more than one group."""
        groups = [group.id for group in self.report.framework.groups]
        found = [
            Series(
                self.words.block(block),
                0 if block.groups == (SELF,) else 1 + COLLEAGUES_MARK + groups.index(block.groups[0]),
            )
            for block in self.report.blocks
        ]
        if len(self.report.others) > 1:
            found.append(Series(self.all_colleagues, COLLEAGUES_MARK))
        return tuple(found)

    def across_groups(
        self, by_block: Mapping[str, Figure | None], colleagues: Figure | None
    ) -> tuple[Figure | None, ...]:
        """One figure for each of `series`."""
        figures = tuple(by_block[block.id] for block in self.report.blocks)
        return (*figures, colleagues) if len(self.report.others) > 1 else figures

    def of_question(self, question: Question) -> tuple[Figure | None, ...]:
        """The figures of a rated question for each of `series`."""
        shown, scale = self.report.shown, question.scale
        assert scale is not None  # comments have no figures
        by_block = {block.id: shown.cell(question.code, block.id).figure(scale) for block in self.report.blocks}
        return self.across_groups(by_block, self.report.results.colleagues.get(question.code))

    def chart(
        self, *, caption: str, first: str, lines: Sequence[Line], scale: Scale, series: Sequence[Series] = ()
    ) -> Chart:
        """A dot plot of some lines with its table; `first` heads the column of their labels."""
        series = series or self.series
        svg = dot_plot(
            title=caption,
            rows=[Row(line.label, line.figures) for line in lines],
            series=[one.name for one in series],
            axis=axis(scale),
            marks=[one.mark for one in series],
            words=self.words.of_charts,
        )
        table = self.table(caption=caption, first=first, lines=lines, scale=scale, series=series)
        return Chart(svg=svg, caption=caption, alternative=self.alternative(lines, scale, series), table=table)

    def table(
        self, *, caption: str, first: str, lines: Sequence[Line], scale: Scale, series: Sequence[Series] = ()
    ) -> Table:
        """The same lines in figures."""
        return Table(
            caption=caption,
            header=(first, *(one.name for one in series or self.series)),
            rows=tuple((line.label, *(self.words.short(figure, scale) for figure in line.figures)) for line in lines),
        )

    def alternative(self, lines: Sequence[Line], scale: Scale, series: Sequence[Series]) -> str:
        """What a chart shows, said in a sentence; the table beside it has every figure."""
        return self.words.gettext(
            "A chart on the scale from {lowest} to {highest}. Lines: {lines}. Shown for: {series}. "
            "The table with it has every figure."
        ).format(
            lowest=f"{scale.lo}, {scale.label(scale.lo)},",
            highest=f"{scale.hi}, {scale.label(scale.hi)}",
            lines="; ".join(line.label for line in lines),
            series="; ".join(one.name for one in series),
        )

    def comments(self, question: Question | None) -> list[Comments]:
        """The lists of comments on a question, each under a sentence that says whose they are."""
        if question is None:
            return []
        blocks = {block.id: block for block in self.report.blocks}
        found = [entry for entry in self.report.shown.comments if entry.question == question.code]
        return [
            Comments(self._whose([blocks[block] for block in entry.blocks], len(entry.texts)), entry.texts)
            for entry in found
        ]

    def _whose(self, blocks: Sequence[Block], comments: int) -> str:
        _ = self.words.gettext
        if blocks[0].groups == (SELF,):
            return _("You wrote")
        groups = self.words.inside(self.words.joined([self.words.group(g) for block in blocks for g in block.groups]))
        if blocks[0].identified:
            return _("From your {group}").format(group=groups)
        if comments == 1:
            return _("From {groups}").format(groups=groups)
        return _("From {groups}, in no order").format(groups=groups)


def axis(scale: Scale) -> Axis:
    """A scale as a chart draws it."""
    return Axis(scale.lo, scale.hi, scale.labels)
