"""The example reports, and a report in the form in which somebody wants it. No row is read for either."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup

from ninefold.core.answer_file import load_answers
from ninefold.core.disclosure import disclose
from ninefold.core.framework.library import SHIPPED, framework_locale, load_framework, locales_of
from ninefold.core.framework.model import Framework
from ninefold.core.responses import Answers
from ninefold.core.shown import Rule
from ninefold.reports.content import report_document
from ninefold.reports.files import report_file
from ninefold.reports.html import report_fragment
from ninefold.reports.report import Report, report_of


@dataclass(frozen=True, slots=True)
class Example:
    """A made-up leader. `slug` is the name of the file of answers, and of the page."""

    slug: str
    title: str | Promise
    text: str | Promise


EXAMPLES = (
    Example(
        "ward-manager",
        _("A ward manager"),
        _("Her first 360, with many answers: strengths she knows, one she does not, and two needs that matter."),
    ),
    Example(
        "community-team",
        _("A community team lead"),
        _("Seven colleagues in small groups, by the short form: limits, ranges, and what can still be said."),
    ),
    Example(
        "estates-lead",
        _("A head of estates"),
        _("Hard news: colleagues see much of it lower than he does. How a report can say so and be of use."),
    ),
)


def framework() -> Framework:
    """The framework of this site, in the language of the request where it has words in it."""
    language = framework_locale(translation.get_language() or "")
    return load_framework(SHIPPED, language if language in locales_of(SHIPPED) else None)


def find_example(slug: str) -> Example | None:
    """The example of that name, if there is one."""
    return next((example for example in EXAMPLES if example.slug == slug), None)


def report_from(answers: Answers) -> Report:
    """The report on answers that are in memory and go nowhere else."""
    return report_of(answers.framework, disclose(answers, Rule()))


def example_fragment(slug: str) -> Markup:
    """The example as part of a page, in the language of the request."""
    return _fragment_of(framework(), slug)


@cache
def _fragment_of(words: Framework, slug: str) -> Markup:
    return fragment(_example_report(words, slug))


def example_file(slug: str, kind: str) -> bytes:
    """The example as a file of one of its forms, in the language of the request."""
    return _file_of(framework(), slug, kind)


@cache
def _file_of(words: Framework, slug: str, kind: str) -> bytes:
    return file(_example_report(words, slug), kind)


@cache
def _example_report(words: Framework, slug: str) -> Report:
    """The report on an example, made from its file of answers the first time it is asked for."""
    return report_from(_answers(slug, words))


def example_answers(slug: str) -> Answers:
    """The answers that an example is made from."""
    return _answers(slug, framework())


def _answers(slug: str, words: Framework) -> Answers:
    return load_answers(_examples_folder() / f"{slug}.csv", words)


def fragment(report: Report, name: str = "") -> Markup:
    """A report, about whom `name` says, as part of a page; all of it in the language of its framework."""
    with translation.override(report.framework.locale):
        return report_fragment(report_document(report, translation, name))


def file(report: Report, kind: str, name: str = "") -> bytes:
    """A report as one of the forms in which it is taken away; all of it in the language of its framework."""
    with translation.override(report.framework.locale):
        return report_file(report, kind, translation, name)


def answer_template(form: str) -> bytes:
    """A file of answers with nothing but its first row, as a spreadsheet opens it; KeyError for an unknown form."""
    sheet = io.StringIO(newline="")
    csv.writer(sheet).writerow(["rater", "group", *(question.code for question in framework().form(form))])
    return sheet.getvalue().encode("utf-8-sig")


def question_list() -> bytes:
    """Every question with its code, its scale and what its points are called, as a spreadsheet opens it."""
    sheet = io.StringIO(newline="")
    lines = csv.writer(sheet)
    lines.writerow([_("code"), _("forms"), _("scale"), _("question"), _("what the points mean")])
    forms = {form: framework().form(form) for form, _kinds in framework().forms}
    for question in framework().questions:
        asked = ", ".join(form for form, questions in forms.items() if question in questions)
        points = range(question.scale.lo, question.scale.hi + 1) if question.scale else ()
        meaning = "; ".join(f"{point} {question.scale.label(point)}" for point in points if question.scale)
        scale = _("{lo} to {hi}").format(lo=points[0], hi=points[-1]) if points else _("comment")
        lines.writerow([question.code, asked, scale, question.text, meaning])
    return sheet.getvalue().encode("utf-8-sig")


def _examples_folder() -> Path:
    """Where the examples are: inside an installed package, else at the root of the checkout."""
    package = Path(__file__).resolve().parents[2]
    installed = package / "examples"
    return installed if installed.is_dir() else package.parents[1] / "examples"
