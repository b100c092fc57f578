"""A thousand different reports in one process: reports a minute, and memory.

Run: .venv/bin/python bench/thousand.py [HOW MANY]
"""

from __future__ import annotations

import gettext
import random
import resource
import sys
import time
from collections.abc import Callable

from measure import machine, table

from ninefold.core.disclosure import disclose
from ninefold.core.framework.library import load_framework
from ninefold.core.framework.model import Framework
from ninefold.core.responses import Answers, Response
from ninefold.core.shown import Rule
from ninefold.reports.content import report_document
from ninefold.reports.document import Document
from ninefold.reports.html import report_page
from ninefold.reports.pdf import report_pdf
from ninefold.reports.report import report_of

WORDS = gettext.NullTranslations()
GROUPS = ["self", "line_manager", *["peer"] * 4, *["direct_report"] * 4, *["other"] * 3]


def main() -> None:
    """Print the table."""
    reports = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    framework = load_framework("nine-dimensions")
    print(f"{machine()}; {reports} reports of {len(GROUPS) - 1} raters and self, full form, answers drawn at random")
    rows = [
        _measured("HTML", reports, framework, report_page),
        _measured("HTML and PDF", reports, framework, lambda document: (report_page(document), report_pdf(document))),
    ]
    table(("forms", "reports a minute", "memory at first, MB", "highest, MB"), rows)


def _measured(
    forms: str, reports: int, framework: Framework, draw: Callable[[Document], object]
) -> tuple[str, str, str, str]:
    chance = random.Random(1)
    draw(_document(framework, chance))
    before = _megabytes()
    begin = time.perf_counter()
    for _ in range(reports):
        draw(_document(framework, chance))
    minutes = (time.perf_counter() - begin) / 60
    return forms, f"{reports / minutes:.0f}", f"{before:.0f}", f"{_megabytes():.0f}"


def _document(framework: Framework, chance: random.Random) -> Document:
    responses = tuple(_response(framework, group, chance) for group in GROUPS)
    return report_document(report_of(framework, disclose(Answers(framework, "full", responses), Rule())), WORDS)


def _response(framework: Framework, group: str, chance: random.Random) -> Response:
    ratings, comments = {}, {}
    for question in framework.form("full"):
        if question.scale is None:
            if chance.random() < 0.4:
                comments[question.code] = " ".join(chance.choices(["listens", "late", "fair", "calm", "asks"], k=20))
        elif chance.random() > 0.04:
            middle = (question.scale.lo + 2 * question.scale.hi) / 3
            ratings[question.code] = min(question.scale.hi, max(question.scale.lo, round(chance.gauss(middle, 1))))
    return Response(group, ratings, comments)


def _megabytes() -> float:
    """The highest memory of this process so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
