"""The report on a 360, drawn from what is stored of it; each person's part of it, and the forms it is taken away in.

What is withheld of it is taken out here, once for all forms. A report never changes otherwise, so what is made of it is
kept for a while in this process, by what it follows from. It is in the language of the 360, whoever reads it: two who
look at it together read the same words.
"""

import json
from collections.abc import Collection, Container
from dataclasses import replace
from functools import lru_cache
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from markupsafe import Markup

from ninefold.core.framework.library import load_framework
from ninefold.core.shown_json import load_shown
from ninefold.feedback.models import Assessment
from ninefold.feedback.models import Report as StoredReport
from ninefold.feedback.queries.examples import file
from ninefold.feedback.queries.frameworks import framework_of
from ninefold.feedback.queries.quarantine import withheld_places
from ninefold.reports.content import report_document
from ninefold.reports.document import Document, Section
from ninefold.reports.html import report_fragment, section_fragment
from ninefold.reports.report import Report
from ninefold.reports.report import report_of as report_on

_KEPT = 64  # reports that are in use at one time


def report_of(assessment: Assessment, language: str = "") -> Report:
    """The report of a closed 360, or with a language its matter for a page in it. Whoever asks may read it."""
    return _report(*_sources(assessment, language))


def sections_of(assessment: Assessment) -> tuple[Section, ...]:
    """The parts of a report that can be opened one by one, in order."""
    return _document(*_sources(assessment), assessment.participant.name).sections


def language_of(assessment: Assessment) -> str:
    """The language that the report is in."""
    return _sources(assessment)[2]


def whole_fragment(assessment: Assessment) -> Markup:
    """All of a report as part of a page."""
    return report_fragment(_document(*_sources(assessment), assessment.participant.name))


def opened_fragment(assessment: Assessment, anchors: Container[str]) -> Markup:
    """The parts of a report that have been opened, and nothing of any other."""
    document = _document(*_sources(assessment), assessment.participant.name)
    opened = tuple(section for section in document.sections if section.anchor in anchors)
    facts = document.facts if len(opened) == len(document.sections) else ()
    return report_fragment(replace(document, sections=opened, facts=facts))


def part_fragment(assessment: Assessment, anchor: str) -> Markup:
    """One part of a report by itself; KeyError if it has no such part."""
    return section_fragment(_document(*_sources(assessment), assessment.participant.name), anchor)


def report_file(assessment: Assessment, kind: str) -> bytes:
    """A report as one of the forms of `reports.files.MEDIA_TYPES`; KeyError for any other."""
    return file(report_of(assessment), kind, assessment.participant.name)


def _sources(assessment: Assessment, language: str = "") -> tuple[str, str, str]:
    """What a report follows from: what is stored and not withheld of it, the framework, the language of its words."""
    stored = StoredReport.objects.values_list("shown", flat=True).get(assessment=assessment)
    locale = framework_of(assessment, language or assessment.language).locale
    withheld = withheld_places(assessment)
    if withheld:
        with translation.override(locale):
            _withhold(stored, withheld)
    return json.dumps(stored), assessment.framework, locale


def _withhold(stored: dict[str, Any], places: Collection[int]) -> None:
    """Put a sentence in place of each comment that is withheld, where it stood: its order was its own all along."""
    place = 0
    for entry in stored["comments"]:
        for at in range(len(entry["texts"])):
            if place in places:
                entry["texts"][at] = _(
                    "[Withheld by the data protection officer. The comment is kept as it was written.]"
                )
            place += 1


@lru_cache(maxsize=_KEPT)
def _report(stored: str, framework: str, locale: str) -> Report:
    return report_on(load_framework(framework, locale), load_shown(json.loads(stored)))


@lru_cache(maxsize=_KEPT)
def _document(stored: str, framework: str, locale: str, name: str) -> Document:
    report = _report(stored, framework, locale)
    with translation.override(locale):
        return report_document(report, translation, name)
