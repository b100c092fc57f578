"""The forms in which a report is taken away, and what makes each."""

from __future__ import annotations

from collections.abc import Callable

from ninefold.reports.content import report_document
from ninefold.reports.html import report_page
from ninefold.reports.pdf import report_pdf
from ninefold.reports.report import Report
from ninefold.reports.report_json import report_json
from ninefold.reports.words import Translations

# Each with what a browser is told that it is.
MEDIA_TYPES = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


def report_file(report: Report, form: str, translations: Translations, name: str = "") -> bytes:
    """The report, about whom `name` says, in one of the forms of `MEDIA_TYPES`; KeyError for any other."""
    makers: dict[str, Callable[[], bytes]] = {
        "html": lambda: report_page(report_document(report, translations, name)).encode(),
        "pdf": lambda: report_pdf(report_document(report, translations, name)),
        "xlsx": lambda: _spreadsheet(report, translations),
        "json": lambda: report_json(report, translations).encode(),
    }
    return makers[form]()


def _spreadsheet(report: Report, translations: Translations) -> bytes:
    # Its library takes half as long to load as all the rest of the site, and few ask for a spreadsheet.
    from ninefold.reports.spreadsheet import report_spreadsheet  # noqa: PLC0415

    return report_spreadsheet(report, translations)
