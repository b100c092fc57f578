"""Each dimension by itself: the level by group, the behaviours that explain it, and the comments."""

from __future__ import annotations

import math

from ninefold.core.framework.model import Question
from ninefold.core.results import DimensionResult
from ninefold.reports.content.matter import Line, Matter
from ninefold.reports.document import Block, Bullets, Heading, Item, Paragraph, Section, Table


def dimensions(matter: Matter) -> list[Section]:
    """One section for each dimension."""
    return [_dimension(matter, result) for result in matter.report.results.dimensions]


def _dimension(matter: Matter, result: DimensionResult) -> Section:
    dimension = result.dimension
    blocks: list[Block] = []
    if dimension.tagline:
        blocks.append(Paragraph(dimension.tagline, lead=True))
    behaviours = _behaviours(matter, result)
    blocks += [_by_group(matter, result), *behaviours, *_levels_around(matter, result)]
    comments = matter.comments(dimension.comment)
    if comments:
        blocks += [Heading(matter.words.gettext("In people’s own words"), anchor=f"{dimension.id}-comments"), *comments]
    # Without behaviours a dimension is short, and several share a page.
    return Section(dimension.id, dimension.title, tuple(blocks), starts_page=bool(behaviours))


def _by_group(matter: Matter, result: DimensionResult) -> Table:
    """Performance and importance in words, group by group."""
    _, words, report = matter.words.gettext, matter.words, matter.report
    scale = matter.importance_of(result)
    importance = result.dimension.importance if scale else None
    rows = []
    for block in report.blocks:
        performance = _performance_in_words(matter, result, block.id)
        rows.append((words.block(block), performance, *_in_words(matter, importance, block.id)))
    if len(report.others) > 1:
        colleagues = words.figure(result.colleagues, result.scale)
        weight = [words.figure(result.importance_to_colleagues, scale)] if scale else []
        rows.append((matter.all_colleagues, colleagues, *weight))
    header = (_("Group"), _("Performance"), *([_("Importance to your role")] if importance else []))
    return Table(_("{dimension}, by group").format(dimension=result.dimension.title), header, tuple(rows))


def _performance_in_words(matter: Matter, result: DimensionResult, block: str) -> str:
    if result.dimension.level is not None:
        return _in_words(matter, result.dimension.level, block)[0]
    return matter.words.figure(result.performance[block], result.scale)


def _in_words(matter: Matter, question: Question | None, block: str) -> tuple[str, ...]:
    """The cell of a rated question in words, or nothing where it is not asked."""
    if question is None or question.scale is None:
        return ()
    return (matter.words.cell(matter.report.shown.cell(question.code, block), question.scale),)


def _levels_around(matter: Matter, result: DimensionResult) -> list[Block]:
    """What the levels on either side of the colleagues' figure look like."""
    figure = result.colleagues
    if figure is None or result.dimension.level is None:
        return []
    lowest, highest = math.floor(figure.least), math.ceil(figure.greatest)
    around = [level for level in result.dimension.levels if lowest <= level.point <= highest]
    items = tuple(Item(term=result.scale.label(level.point), text=level.anchor) for level in around)
    if not items:
        return []
    return [
        Paragraph(matter.words.gettext("Where colleagues see you, in the words that they chose from:")),
        Bullets(items),
    ]


def _behaviours(matter: Matter, result: DimensionResult) -> list[Block]:
    """How often each behaviour is seen. They explain the level and are no part of it."""
    _, items = matter.words.gettext, result.dimension.items
    asked = [item for item in items if item.code in matter.report.results.colleagues]
    if not asked or asked[0].scale is None:
        return []
    chart = matter.chart(
        caption=_("{dimension}: how often people see it").format(dimension=result.dimension.title),
        first=_("Behaviour"),
        lines=[Line(item.text, matter.of_question(item)) for item in asked],
        scale=asked[0].scale,
    )
    return [Heading(_("What people see you do"), anchor=f"{result.dimension.id}-behaviours"), chart]


def overall(matter: Matter) -> list[Section]:
    """What to keep doing and what to do differently, in people's own words; left out where nobody wrote."""
    blocks: list[Block] = []
    for question in matter.report.framework.overall:
        comments = matter.comments(question)
        if comments:
            blocks += [Heading(question.text), *comments]
    if not blocks:
        return []
    return [Section("overall", matter.words.gettext("Overall, in people’s own words"), tuple(blocks))]
