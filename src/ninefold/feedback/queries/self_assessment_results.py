"""What a self-assessment says, as parts of a page and as a PDF; and an earlier one beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markupsafe import Markup

from ninefold.core.errors import NinefoldError
from ninefold.core.figures import Figure
from ninefold.core.framework.model import Scale
from ninefold.core.self_findings import Change, OwnView, ThenNow, compare_own, own_view
from ninefold.feedback.queries.frameworks import OFFERED, framework_in
from ninefold.feedback.queries.self_assessment_questions import PLAN_PARTS, example_of, plan_code
from ninefold.feedback.queries.self_assessments import Content
from ninefold.reports.content.self_assessment import GOALS, PLAN, PlannedGoal, Written, self_document
from ninefold.reports.document import Document
from ninefold.reports.html import report_page, section_fragment
from ninefold.reports.pdf import report_pdf
from ninefold.reports.words import Words


@dataclass(frozen=True)
class Line:
    """One dimension in two self-assessments: then, now, and which way it went."""

    title: str
    then: str
    now: str
    change: Change


@dataclass(frozen=True)
class Beside:
    """Two self-assessments side by side; `importance` is empty where the framework does not ask for it."""

    levels: tuple[Line, ...]
    importance: tuple[Line, ...]


def how_many_dimensions() -> str:
    """How many there are, in words."""
    framework = framework_in(get_language() or "")
    return Words(framework, translation).count(len(framework.dimensions))


def view_of(content: Content) -> OwnView:
    """What follows from what was told, in the language that is spoken now."""
    if content.framework != OFFERED:
        raise NinefoldError(
            _("This was answered by a model that is not on this site any more, so nothing can be drawn from it.")
        )
    return own_view(framework_in(get_language() or ""), content.ratings)


def goals_of(content: Content) -> tuple[PlannedGoal, ...]:
    """The goals of the plan, as far as they were filled in."""
    parts = [[content.told.get(plan_code(goal, part), "") for part in PLAN_PARTS] for goal in range(1, GOALS + 1)]
    return tuple(PlannedGoal(*said) for said in parts)


def goals_begun(content: Content) -> list[PlannedGoal]:
    """Those of them in which anything stands."""
    return [goal for goal in goals_of(content) if goal != PlannedGoal()]


def document_of(content: Content, answered_on: date, name: str = "") -> Document:
    """The whole of it, in the language of the framework's words."""
    view = view_of(content)
    examples = {one.id: text for one in view.framework.dimensions if (text := content.told.get(example_of(one), ""))}
    with translation.override(view.framework.locale):
        day = date_format(answered_on, "j F Y")
        return self_document(view, Written(examples, goals_of(content)), translation, day=day, name=name)


def parts_of(document: Document) -> list[Markup]:
    """All that a page shows; the plan is left to the page, which has a form for it."""
    return [section_fragment(document, section.anchor) for section in document.sections if section.anchor != PLAN]


def pdf_of(document: Document) -> bytes:
    """All of it on paper, with lines to write on."""
    return report_pdf(document)


def page_of(document: Document) -> bytes:
    """All of it as one file that opens anywhere."""
    return report_page(document).encode()


def set_beside(then: Content, now: Content) -> Beside:
    """Two self-assessments that were asked by the same version of the framework."""
    found = compare_own(view_of(then), view_of(now))
    words = Words(framework_in(get_language() or ""), translation)
    return Beside(
        levels=tuple(_line(one.dimension.title, one.level, one.scale, words) for one in found),
        importance=tuple(
            _line(one.dimension.title, one.importance, one.importance_scale, words)
            for one in found
            if one.importance_scale is not None
        ),
    )


def words_of_change(change: Change) -> str:
    """What is said of a change."""
    return {"higher": _("Higher"), "lower": _("Lower"), "same": _("The same"), "left_open": _("Left open")}[change]


def _line(title: str, of: ThenNow, scale: Scale, words: Words) -> Line:
    return Line(title, _figure(of.then, scale, words), _figure(of.now, scale, words), of.change)


def _figure(value: Fraction | None, scale: Scale, words: Words) -> str:
    return _("left open") if value is None else words.figure(Figure.exactly(value), scale)
