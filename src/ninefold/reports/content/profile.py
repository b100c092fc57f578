"""Performance and importance of all dimensions, one against the other, and oneself beside others."""

from __future__ import annotations

from ninefold.core.figures import Figure
from ninefold.core.framework.model import SELF, Thresholds
from ninefold.core.results import DimensionResult, Quarter
from ninefold.reports.charts.quadrants import quarters as quarters_chart
from ninefold.reports.charts.spokes import radar
from ninefold.reports.charts.values import Axis, Point, Quarters
from ninefold.reports.content.matter import COLLEAGUES_MARK, Line, Matter, Series, axis
from ninefold.reports.document import Block, Bullets, Chart, Heading, Item, Paragraph, Section, Table
from ninefold.reports.words import Words, number


def performance_and_importance(matter: Matter) -> Section:
    """Each dimension by group and oneself."""
    _, results = matter.words.gettext, matter.report.results.dimensions
    scale = results[0].scale
    blocks: list[Block] = [
        Paragraph(_("Each dimension as each group sees it. Where marks lie close together, people see much the same.")),
        Heading(_("Performance"), anchor="performance"),
        matter.chart(
            caption=_("Performance in each dimension, by group"),
            first=_("Dimension"),
            lines=[Line(r.dimension.title, matter.across_groups(r.performance, r.colleagues)) for r in results],
            scale=scale,
        ),
    ]
    importance = matter.importance_scale
    if importance is not None:
        blocks += [
            Heading(_("Importance to your role"), anchor="importance"),
            matter.chart(
                caption=_("Importance of each dimension to your role, by group"),
                first=_("Dimension"),
                lines=[
                    Line(
                        r.dimension.title,
                        matter.across_groups(r.importance, r.importance_to_colleagues),
                    )
                    for r in results
                    if matter.importance_of(r)
                ],
                scale=importance,
            ),
        ]
    if len(results) >= 3:
        blocks += [Heading(_("The shape of your leadership"), anchor="shape"), _shape(matter)]
    title = _("Performance and importance") if importance else _("Performance")
    return Section("performance-and-importance", title, tuple(blocks))


def own_and_colleagues(matter: Matter) -> tuple[Series, ...]:
    """The two series that matter most: oneself, and everybody else together."""
    colleagues = Series(matter.all_colleagues, COLLEAGUES_MARK)
    if not matter.report.has_self:
        return (colleagues,)
    return (Series(matter.words.group(SELF), 0), colleagues)


def _shape(matter: Matter) -> Chart:
    """A radar of oneself and all colleagues, with the same figures in a table."""
    _, results = matter.words.gettext, matter.report.results.dimensions
    series, scale = own_and_colleagues(matter), results[0].scale
    lines = [Line(r.dimension.title, _own_and_colleagues(matter, r)) for r in results]
    caption = (
        _("Performance in all dimensions, you and all colleagues")
        if matter.report.has_self
        else _("Performance in all dimensions, all colleagues")
    )
    svg = radar(
        title=caption,
        axes=[r.dimension.short for r in results],
        series=[one.name for one in series],
        figures=[[line.figures[place] for line in lines] for place in range(len(series))],
        axis=axis(scale),
        marks=[one.mark for one in series],
        words=matter.words.of_charts,
    )
    table = matter.table(caption=caption, first=_("Dimension"), lines=lines, scale=scale, series=series)
    return Chart(svg, caption, matter.alternative(lines, scale, series), table)


def _own_and_colleagues(matter: Matter, result: DimensionResult) -> tuple[Figure | None, ...]:
    own = (result.performance[SELF],) if matter.report.has_self else ()
    return (*own, result.colleagues)


def quarter_name(words: Words, quarter: Quarter) -> str:
    """What a quarter is called."""
    _ = words.gettext
    return {
        "build_on": _("Build on"),
        "develop_first": _("Develop first"),
        "in_reserve": _("In reserve"),
        "keep_an_eye_on": _("Keep an eye on"),
    }[quarter]


def quarters_in_words(words: Words) -> Bullets:
    """The four names, each with what it means."""
    _ = words.gettext
    return Bullets(
        (
            Item(term=quarter_name(words, "develop_first"), text=_("important, and not yet at that level")),
            Item(term=quarter_name(words, "build_on"), text=_("important, and already there")),
            Item(term=quarter_name(words, "keep_an_eye_on"), text=_("neither important at present nor high")),
            Item(term=quarter_name(words, "in_reserve"), text=_("high, and less asked for at present")),
        )
    )


def named_quarters(words: Words, thresholds: Thresholds) -> Quarters:
    """The four names as the chart places them, and the lines between them."""
    clockwise: tuple[Quarter, ...] = ("develop_first", "build_on", "in_reserve", "keep_an_eye_on")
    names = tuple(quarter_name(words, quarter) for quarter in clockwise)
    lines = float(thresholds.level), float(thresholds.importance)
    return Quarters((names[0], names[1], names[2], names[3]), *lines)


def quarters(matter: Matter) -> list[Section]:
    """Performance against importance: which quarter each dimension lies in, where that is certain.

    Left out where the form did not ask for importance.
    """
    if matter.importance_scale is None:
        return []
    _ = matter.words.gettext
    blocks: list[Block] = [
        Paragraph(_("A dimension matters by what your role asks for. All colleagues together, you left out.")),
        quarters_in_words(matter.words),
    ]
    chart = _quarters_chart(matter)
    if chart is None:
        blocks = [Paragraph(_("Too little may be shown of performance and importance to set one against the other."))]
    else:
        blocks.append(chart)
    return [Section("performance-against-importance", _("Performance against importance"), tuple(blocks))]


def _quarters_chart(matter: Matter) -> Chart | None:
    """The chart, numbered in the order of the questionnaire, and its table."""
    _, words, framework = matter.words.gettext, matter.words, matter.report.framework
    points, rows = [], []
    across = up = None
    for place, result in enumerate(matter.report.results.dimensions, start=1):
        importance = matter.importance_of(result)
        if importance is None:
            continue
        across, up = result.scale, importance
        rows.append(
            (
                f"{place}. {result.dimension.title}",
                words.short(result.colleagues, across),
                words.short(result.importance_to_colleagues, up),
                quarter_name(words, result.quarter) if result.quarter else _("not certain"),
            )
        )
        if result.colleagues is not None and result.importance_to_colleagues is not None:
            points.append(Point(place, result.dimension.short, result.colleagues, result.importance_to_colleagues))
    if across is None or up is None or not points:
        return None
    caption = _("Performance against importance, all colleagues")
    svg = quarters_chart(
        title=caption,
        points=points,
        across=Axis(across.lo, across.hi, across.labels, _("Performance")),
        up=Axis(up.lo, up.hi, up.labels, _("Importance")),
        quarters=named_quarters(words, framework.thresholds),
        words=words.of_charts,
    )
    alternative = _(
        "A chart of four quarters, with performance across and importance upwards. Each number is a dimension; the "
        "table with it has every figure and names the quarter."
    )
    table = Table(caption, (_("Dimension"), _("Performance"), _("Importance"), _("Quarter")), tuple(rows))
    return Chart(svg, caption, alternative, table)


def self_and_others(matter: Matter) -> list[Section]:
    """Oneself less all colleagues, dimension by dimension; left out where the person gave no answers."""
    if not matter.report.has_self:
        return []
    _, words = matter.words.gettext, matter.words
    worth_saying = matter.report.framework.thresholds.self_other
    rows = tuple(
        (
            result.dimension.title,
            words.short(result.performance[SELF], result.scale),
            words.short(result.colleagues, result.scale),
            words.gap(result.gap),
            words.gap_in_words(result.gap, worth_saying),
        )
        for result in matter.report.results.dimensions
    )
    blocks: list[Block] = [
        Paragraph(
            _(
                "The difference is your own figure less that of all colleagues. Up to {points} of a point either way "
                "we say that you see it much alike: with so few people, less means nothing."
            ).format(points=number(worth_saying))
        ),
        Table(
            _("Your view beside that of all colleagues"),
            (_("Dimension"), _("You"), matter.all_colleagues, _("Difference"), _("In words")),
            rows,
        ),
    ]
    return [Section("self-and-others", _("You and others"), tuple(blocks), starts_page=False)]
