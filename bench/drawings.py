"""How long the two drawings of each example report take, how large they are, and how many pages.

Run: .venv/bin/python bench/drawings.py
"""

from __future__ import annotations

import gettext
import itertools
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from measure import machine, median_ms, table

from ninefold.core.answer_file import load_answers
from ninefold.core.disclosure import disclose
from ninefold.core.framework.library import load_framework
from ninefold.core.responses import Answers
from ninefold.core.shown import Rule
from ninefold.reports.content import report_document
from ninefold.reports.document import Document
from ninefold.reports.html import report_fragment, report_page
from ninefold.reports.pdf import report_pdf
from ninefold.reports.report import report_of

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.csv"))
RUNS = 15


def main() -> None:
    """Print the table."""
    print(f"{machine()}; medians of {RUNS} documents of each example, each without another pair of raters")
    rows: list[tuple[str, ...]] = []
    for example in EXAMPLES:
        answers = load_answers(example, load_framework("nine-dimensions"))
        fragment = report_fragment(_document(answers))
        page, pdf = report_page(_document(answers)), report_pdf(_document(answers))
        pages = len(re.findall(rb"/Type/Page\b", pdf))
        rows += [
            (example.stem, "HTML, for a page of the site", _ms(report_fragment, answers), _kb(fragment.encode()), ""),
            (example.stem, "HTML, one file", _ms(report_page, answers), _kb(page.encode()), ""),
            (example.stem, "PDF", _ms(report_pdf, answers), _kb(pdf), str(pages)),
        ]
    table(("example", "drawing", "ms", "KB", "pages"), rows)


def _document(answers: Answers) -> Document:
    return report_document(report_of(answers.framework, disclose(answers, Rule())), gettext.NullTranslations())


def _ms(draw: Callable[[Document], str | bytes], answers: Answers) -> str:
    """The typesetter remembers what it has drawn, so no document is drawn twice."""
    pairs = itertools.combinations(answers.responses, 2)
    fewer = (
        tuple(each for each in answers.responses if each not in pair) for pair in itertools.islice(pairs, RUNS + 2)
    )
    documents = iter([_document(replace(answers, responses=responses)) for responses in fewer])
    return f"{median_ms(lambda: draw(next(documents)), RUNS):.1f}"


def _kb(drawing: bytes) -> str:
    return f"{len(drawing) / 1000:.0f}"


if __name__ == "__main__":
    main()
