"""What a report says, part by part, in the order that facilitators know."""

from __future__ import annotations

from ninefold.reports.content import closing, details, impact, opening, overview, profile
from ninefold.reports.content.matter import Matter
from ninefold.reports.document import Document
from ninefold.reports.report import Report
from ninefold.reports.words import Translations, Words, furniture


def report_document(report: Report, translations: Translations, name: str = "") -> Document:
    """The whole report, ready to be drawn as a page or a PDF; `name` is whom it is about, if anybody said."""
    words = Words(report.framework, translations)
    matter = Matter(report, words)
    sections = [
        opening.how_to_read(matter),
        opening.who_answered(matter),
        overview.overview(matter),
        profile.performance_and_importance(matter),
        *profile.quarters(matter),
        *profile.self_and_others(matter),
        *impact.impact(matter),
        *details.dimensions(matter),
        *details.overall(matter),
        closing.how_sure(matter),
        closing.suggestions(matter),
        closing.goals(matter),
        closing.confidentiality(matter),
        closing.the_dimensions(matter),
    ]
    return Document(
        title=words.gettext("360 report for {name}").format(name=name) if name else words.gettext("Your 360 report"),
        subtitle=report.framework.title,
        language=report.framework.locale,
        purpose=opening.purpose(matter),
        facts=opening.facts(matter),
        sections=tuple(sections),
        words=furniture(translations),
    )
