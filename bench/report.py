"""How long one report takes, part by part, and the whole command from a cold process.

Run: .venv/bin/python bench/report.py
"""

from __future__ import annotations

import gettext
import itertools
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
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
from ninefold.reports.html import report_page
from ninefold.reports.pdf import report_pdf
from ninefold.reports.report import report_of
from ninefold.reports.report_json import report_json
from ninefold.reports.spreadsheet import report_spreadsheet

RATERS = 12
WARM, PDF_RUNS = 2, 30
EXAMPLE = Path(__file__).parents[1] / "examples" / "ward-manager.csv"
WORDS = gettext.NullTranslations()


def main() -> None:
    """Print the table."""
    answers = load_answers(EXAMPLE, load_framework("nine-dimensions"))
    answers = Answers(answers.framework, answers.form, answers.responses[:RATERS])
    shown = disclose(answers, Rule())
    report = report_of(answers.framework, shown)
    others = iter(list(itertools.islice(_documents(answers), PDF_RUNS + WARM)))
    print(f"{machine()}; {EXAMPLE.name}, full form, the first {RATERS} raters; medians")
    table(
        ("part", "ms", "asked for"),
        [
            ("read the file of answers", _ms(lambda: load_answers(EXAMPLE, answers.framework), 50), ""),
            ("disclose", _ms(lambda: disclose(answers, Rule()), 50), "under 20"),
            ("work out results and findings", _ms(lambda: report_of(answers.framework, shown), 50), ""),
            ("build the document, charts included", _ms(lambda: report_document(report, WORDS), 50), ""),
            ("HTML, document included", _ms(lambda: report_page(report_document(report, WORDS)), 30), "under 50"),
            ("PDF from a document never drawn before", _ms(lambda: report_pdf(next(others)), PDF_RUNS), "under 200"),
            ("XLSX", _ms(lambda: report_spreadsheet(report, WORDS), 20), ""),
            ("JSON", _ms(lambda: report_json(report, WORDS), 50), ""),
            ("the whole command, four forms, cold process", _ms(_command, 7, warm=1), "under 1500"),
        ],
    )


def _documents(answers: Answers) -> Iterator[Document]:
    """Document after document, each without another pair of raters: the typesetter remembers what it has drawn."""
    for pair in itertools.combinations(answers.responses, 2):
        left = tuple(response for response in answers.responses if response not in pair)
        yield report_document(report_of(answers.framework, disclose(replace(answers, responses=left), Rule())), WORDS)


def _ms(action: Callable[[], object], runs: int, warm: int = WARM) -> str:
    return f"{median_ms(action, runs, warm=warm):.1f}"


def _command() -> None:
    with tempfile.TemporaryDirectory() as folder:
        files = [part for form in ("json", "html", "pdf", "xlsx") for part in (f"--{form}", f"{folder}/report.{form}")]
        command = [str(Path(sys.executable).parent / "ninefold"), "report", str(EXAMPLE), *files]
        subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
