"""What a self-assessment says: one person's own view in words and charts, the next level, and a plan to fill in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from ninefold.core.figures import Figure
from ninefold.core.framework.model import Scale
from ninefold.core.self_findings import OwnDimension, OwnView
from ninefold.reports.charts.dots import dot_plot
from ninefold.reports.charts.quadrants import quarters as quarters_chart
from ninefold.reports.charts.spokes import radar
from ninefold.reports.charts.values import Axis, Point, Row
from ninefold.reports.charts.values import Words as ChartWords
from ninefold.reports.content.matter import axis
from ninefold.reports.content.profile import named_quarters, quarter_name, quarters_in_words
from ninefold.reports.document import (
    Block,
    Bullets,
    Callout,
    Cards,
    Chart,
    DimensionCard,
    Document,
    Heading,
    Item,
    Paragraph,
    Section,
    Table,
    WritingLines,
)
from ninefold.reports.words import Translations, Words, furniture

GOALS = 3
PLAN = "plan"  # the anchor of the plan, which the page of a site has a form for
FEWEST_SPOKES = 3


@dataclass(frozen=True, slots=True)
class PlannedGoal:
    """One goal of the plan, as far as it was filled in."""

    what: str = ""
    first_step: str = ""
    by_when: str = ""
    support: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody wrote besides: examples by the id of their dimension, and up to three goals."""

    examples: Mapping[str, str] = field(default_factory=dict)
    plan: tuple[PlannedGoal, ...] = ()


@dataclass(frozen=True, slots=True)
class _Matter:
    """A self-assessment and the words to say it in."""

    view: OwnView
    words: Words

    def figure(self, value: Fraction | None, scale: Scale) -> str:
        """A figure in a sentence: “strong, 3”."""
        return self.left_open if value is None else self.words.figure(Figure.exactly(value), scale)

    @property
    def left_open(self) -> str:
        return self.words.gettext("left open")

    @property
    def of_charts(self) -> ChartWords:
        """What the legend of a chart says; there are no ranges in it."""
        return ChartWords(not_shown=self.left_open)

    @property
    def importance(self) -> Scale | None:
        """The scale of importance, where the framework asks for it at all."""
        return next((scale for one in self.view.dimensions if (scale := one.importance_scale)), None)

    def titles(self, found: Sequence[OwnDimension]) -> str:
        """The names of dimensions inside a sentence."""
        return self.words.inside(self.words.joined([one.dimension.title for one in found]))


def self_document(view: OwnView, written: Written, translations: Translations, *, day: str, name: str = "") -> Document:
    """All of it, ready to be drawn as parts of a page or as a PDF. `day`: when it was answered, in words."""
    matter = _Matter(view, Words(view.framework, translations))
    _ = translations.gettext
    sections = [
        _in_short(matter),
        *_profile(matter),
        *_quarters(matter),
        *_next_levels(matter),
        *_impact(matter),
        *_examples(matter, written),
        _plan(matter, written),
    ]
    return Document(
        title=_("Self-assessment of {name}").format(name=name) if name else _("My self-assessment"),
        subtitle=view.framework.title,
        language=view.framework.locale,
        purpose=_(
            "Your own view of your leadership, on one day. Nobody else was asked, and nobody else is shown it: what "
            "becomes of it is for you to decide."
        ),
        facts=((_("Framework"), f"{view.framework.title}, {view.framework.version}"), (_("Answered"), day)),
        sections=tuple(sections),
        words=furniture(translations),
    )


def _in_short(matter: _Matter) -> Section:
    """Strengths and what to work on first, in words."""
    _, view = matter.words.gettext, matter.view
    blocks: list[Block] = [Paragraph(_lead(matter), lead=True), *_left_open(matter)]
    if view.known:
        blocks.append(
            Cards(
                title=_("Your strengths, as you see them"),
                explanation=_("Where you see yourself at one of the upper levels. The highest come first."),
                # What each is about is said where it is to be worked on; a list of strengths stays short.
                cards=tuple(replace(_card(matter, one), text="") for one in view.strengths),
                none=_("You placed nothing there this time. That can be modesty, a new role, or a fair view of it."),
                anchor="strengths",
            )
        )
        blocks.append(_priorities(matter))
    if view.later:
        text = _("Also important, and for later: {titles}. One to three things at a time is what people manage.")
        blocks.append(Paragraph(text.format(titles=matter.titles(view.later))))
    return Section("in-short", _("In short"), tuple(blocks), starts_page=True)


def _lead(matter: _Matter) -> str:
    _, view = matter.words.gettext, matter.view
    if not view.known:
        return _("Nothing is answered yet, so there is nothing to say.")
    said = []
    if view.strengths:
        said.append(_("You see your strengths in {titles}.").format(titles=matter.titles(view.strengths[:3])))
    if view.priorities and view.growing:
        said.append(
            _("Nothing that matters to your role stays behind. To grow further, begin with {titles}.").format(
                titles=matter.titles(view.priorities)
            )
        )
    elif view.priorities:
        said.append(
            _("What your role asks of you most, beyond where you are, is {titles}.").format(
                titles=matter.titles(view.priorities)
            )
        )
    return " ".join(said) or _("This is your own view, as far as you have answered.")


def _left_open(matter: _Matter) -> list[Block]:
    """What has no answer, where some have."""
    _, view = matter.words.gettext, matter.view
    open_ones = [one for one in view.dimensions if _is_open(one)]
    if not open_ones or not view.known:
        return []
    text = _("Not all is answered: {titles}. What is missing stays out of the words and charts here.")
    return [Callout("note", _("What you left open"), text.format(titles=matter.titles(open_ones)))]


def _is_open(one: OwnDimension) -> bool:
    return one.level is None or (one.importance_scale is not None and one.importance is None)


def _priorities(matter: _Matter) -> Cards:
    _, view = matter.words.gettext, matter.view
    if view.growing:
        title, why = _("Where you could grow further"), _("These matter to your role, and have a level above.")
    else:
        title = _("What to work on first")
        why = _("Important to your role, and not yet at that level. What stays behind most comes first.")
    return Cards(
        title=title,
        explanation=why,
        cards=tuple(_card(matter, one) for one in view.priorities),
        none=_("Too little is answered, or all that matters is at the highest level: nothing follows by itself."),
        anchor="priorities",
    )


def _card(matter: _Matter, one: OwnDimension) -> DimensionCard:
    _ = matter.words.gettext
    figures = [(_("Level"), matter.figure(one.level, one.scale))]
    if one.importance_scale is not None:
        figures.append((_("Importance to your role"), matter.figure(one.importance, one.importance_scale)))
    return DimensionCard(one.dimension.title, one.dimension.tagline, tuple(figures))


def _profile(matter: _Matter) -> list[Section]:
    """All dimensions at once; left out where nothing is known of any level."""
    _, view = matter.words.gettext, matter.view
    if all(one.level is None for one in view.dimensions):
        return []
    scale, caption = view.dimensions[0].scale, _("How you see yourself in all dimensions")
    figures = [None if one.level is None else Figure.exactly(one.level) for one in view.dimensions]
    you = [matter.words.gettext("You")]
    if len(figures) >= FEWEST_SPOKES:
        svg = radar(
            title=caption,
            axes=[one.dimension.short for one in view.dimensions],
            series=you,
            figures=[figures],
            axis=axis(scale),
            words=matter.of_charts,
        )
    else:
        rows = [Row(one.dimension.title, (figure,)) for one, figure in zip(view.dimensions, figures, strict=True)]
        svg = dot_plot(title=caption, rows=rows, series=you, axis=axis(scale), words=matter.of_charts)
    alternative = _("A chart of your levels, from {lowest} to {highest}. The table with it has every figure.").format(
        lowest=scale.label(scale.lo), highest=scale.label(scale.hi)
    )
    chart = Chart(svg, caption, alternative, _levels(matter, caption))
    return [Section("profile", _("Your profile"), (chart,))]


def _levels(matter: _Matter, caption: str) -> Table:
    _ = matter.words.gettext
    asked = matter.importance is not None
    rows = []
    for one in matter.view.dimensions:
        weight = matter.figure(one.importance, one.importance_scale) if one.importance_scale else "–"
        rows.append((one.dimension.title, matter.figure(one.level, one.scale), *([weight] if asked else [])))
    return Table(caption, (_("Dimension"), _("Level"), *([_("Importance")] if asked else [])), tuple(rows))


def _quarters(matter: _Matter) -> list[Section]:
    """Level against importance; left out where no dimension has both."""
    _, words, view, up = matter.words.gettext, matter.words, matter.view, matter.importance
    points, rows = [], []
    for place, one in enumerate(view.dimensions, start=1):
        quarter = quarter_name(words, one.quarter) if one.quarter else matter.left_open
        rows.append((f"{place}. {one.dimension.title}", quarter))
        if one.level is not None and one.importance is not None:
            level, importance = Figure.exactly(one.level), Figure.exactly(one.importance)
            points.append(Point(place, one.dimension.short, level, importance))
    if up is None or not points:
        return []
    across, caption = view.dimensions[0].scale, _("Your level against the importance to your role")
    svg = quarters_chart(
        title=caption,
        points=points,
        across=Axis(across.lo, across.hi, across.labels, _("Level")),
        up=Axis(up.lo, up.hi, up.labels, _("Importance")),
        quarters=named_quarters(words, view.framework.thresholds),
        words=matter.of_charts,
    )
    alternative = _(
        "A chart of four quarters, with your level across and importance upwards. Each number is a dimension; the "
        "table with it names the quarter."
    )
    chart = Chart(svg, caption, alternative, Table(caption, (_("Dimension"), _("Quarter")), tuple(rows)))
    why = Paragraph(_("A dimension matters by what your role asks for at present, and not by how well it goes."))
    return [Section("level-against-importance", _("Level against importance"), (why, quarters_in_words(words), chart))]


def _next_levels(matter: _Matter) -> list[Section]:
    """Questions to think about and things to try, towards the level above, for what stands first."""
    _ = matter.words.gettext
    blocks: list[Block] = []
    for one in matter.view.priorities:
        level = one.next_level
        if level is None:
            continue
        towards = one.scale.label(level.point)
        title = _("{dimension}: towards {level}").format(dimension=one.dimension.title, level=towards)
        blocks += [Heading(title, anchor=f"next-{one.dimension.id}"), Paragraph(level.anchor)]
        for label, texts in ((_("To think about:"), level.prompts), (_("To try:"), level.development)):
            if texts:
                blocks += [Paragraph(label), Bullets(tuple(Item(text) for text in texts))]
    if not blocks:
        return []
    why = _("The level above yours in what stands first, what to ask yourself on the way, and something to try.")
    return [Section("next-level", _("The next level"), (Paragraph(why), *blocks))]


def _impact(matter: _Matter) -> list[Section]:
    """What the leading brings about, in one's own eyes; left out where none of it was answered."""
    asked = matter.view.framework.impact
    if asked is None or all(answer is None for _question, answer in matter.view.impact):
        return []
    _, caption = matter.words.gettext, asked.title
    scale = asked.questions[0].scale
    assert scale is not None  # impact is rated
    figures = [None if answer is None else Figure.exactly(answer) for _question, answer in matter.view.impact]
    rows = [Row(question.text_self, (figure,)) for question, figure in zip(asked.questions, figures, strict=True)]
    svg = dot_plot(title=caption, rows=rows, series=[_("You")], axis=axis(scale), words=matter.of_charts)
    said = tuple(
        (question.text_self, matter.figure(None if answer is None else Fraction(answer), scale))
        for question, answer in matter.view.impact
    )
    alternative = _("A chart from {lowest} to {highest}. The table with it has every figure.").format(
        lowest=scale.label(scale.lo), highest=scale.label(scale.hi)
    )
    chart = Chart(svg, _("How often you see it"), alternative, Table(caption, (_("Question"), _("You")), said))
    return [Section("impact", asked.title, (*([Paragraph(asked.intro)] if asked.intro else []), chart))]


def _examples(matter: _Matter, written: Written) -> list[Section]:
    """What somebody wrote, under the dimension that it is of."""
    items = tuple(
        Item(written.examples[one.dimension.id], term=f"{one.dimension.title}:")
        for one in matter.view.dimensions
        if written.examples.get(one.dimension.id)
    )
    if not items:
        return []
    return [Section("examples", matter.words.gettext("What you wrote"), (Bullets(items),), starts_page=False)]


def _plan(matter: _Matter, written: Written) -> Section:
    """A page to write on, with what was filled in already."""
    _ = matter.words.gettext
    why = _("One to three goals are plenty. Tell somebody about them, and look again in three months.")
    blocks: list[Block] = [Paragraph(why)]
    for place in range(1, GOALS + 1):
        goal = written.plan[place - 1] if place <= len(written.plan) else PlannedGoal()
        blocks.append(Heading(_("Goal {number}").format(number=place)))
        for label, text, lines in (
            (_("What I want to do differently"), goal.what, 2),
            (_("My first step"), goal.first_step, 1),
            (_("By when"), goal.by_when, 1),
            (_("Someone to support me, and what I need"), goal.support, 1),
        ):
            said = Bullets((Item(text, term=f"{label}:"),)) if text else WritingLines(label, lines)
            blocks.append(said)
    return Section(PLAN, _("My development plan"), tuple(blocks))
