"""`ninefold report`: the report on a file of answers, offline and without a database."""

from __future__ import annotations

import argparse
import os
import tempfile
from contextlib import ExitStack
from pathlib import Path

from ninefold.core.answer_file import AnswerFileError, load_answers
from ninefold.core.disclosure import disclose
from ninefold.core.errors import NinefoldError
from ninefold.core.framework.library import SHIPPED, load_framework
from ninefold.core.framework.model import Framework
from ninefold.core.shown import Rule
from ninefold.reports.files import MEDIA_TYPES, report_file
from ninefold.reports.report import report_of
from ninefold.site.translations import translations_for


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    parser = subparsers.add_parser("report", help="make a report from a file of answers", description=__doc__)
    parser.add_argument("answers", metavar="ANSWERS.csv", type=Path, help="one row for each person who answered")
    parser.add_argument(
        "--framework", metavar="ID", default=SHIPPED, help="id, or path of a folder (default: %(default)s)"
    )
    parser.add_argument(
        "--form", help="which form was answered, such as full or short; the first row tells if left out"
    )
    parser.add_argument("--name", default="", help="whom the report is about, for its cover and the head of each page")
    parser.add_argument("--locale", help="the language of the report; the framework's own if left out")
    for form in MEDIA_TYPES:
        parser.add_argument(f"--{form}", metavar="FILE", type=Path, help=f"write the report as {form.upper()} here")


def run(arguments: argparse.Namespace) -> int:
    """Make every form that was asked for, then write them all. Raises NinefoldError before anything is written."""
    wanted = {form: path for form in MEDIA_TYPES if (path := getattr(arguments, form)) is not None}
    if not wanted:
        raise NinefoldError(
            "Say what to write: --html FILE, --pdf FILE, --xlsx FILE or --json FILE, or several of them."
        )
    _check_paths(list(wanted.values()), arguments.answers)
    framework = load_framework(arguments.framework, arguments.locale)
    _check_form(framework, arguments.form)
    try:
        answers = load_answers(arguments.answers, framework, arguments.form)
    except AnswerFileError as error:
        raise NinefoldError(f"{arguments.answers.name}: {error}") from error
    report = report_of(framework, disclose(answers, Rule()))
    translations, name = translations_for(framework.locale), _printable(arguments.name)
    made = {form: report_file(report, form, translations, name) for form in wanted}
    _write({wanted[form].resolve(): content for form, content in made.items()})
    return 0


def _printable(name: str) -> str:
    """The name on one line; bytes of the command line that are no text become question marks."""
    return " ".join(name.encode(errors="replace").decode().split())


def _check_form(framework: Framework, form: str | None) -> None:
    known = [name for name, _ in framework.forms]
    if form is not None and form not in known:
        raise NinefoldError(f"There is no form “{form}” in this framework. Forms are: {', '.join(known)}.")


def _check_paths(paths: list[Path], answers: Path) -> None:
    try:
        for place, path in enumerate(paths):
            _check_path(path, [other.resolve() for other in paths[:place]], answers)
    except (OSError, RuntimeError) as error:  # a link to itself is a RuntimeError until Python 3.13
        reason = getattr(error, "strerror", None) or str(error)
        raise NinefoldError(f"The report cannot be written there: {reason.lower()}.") from error


def _check_path(path: Path, others: list[Path], answers: Path) -> None:
    resolved = path.resolve()
    if resolved == answers.resolve():
        raise NinefoldError(f"{path} is the file of answers. Write the report somewhere else.")
    if resolved in others:
        raise NinefoldError(f"{path} is named for two forms of the report. Give each its own file.")
    if resolved.is_dir():
        raise NinefoldError(f"{path} is a folder. Name a file in it.")
    if resolved.exists() and not resolved.is_file():
        raise NinefoldError(f"{path} is no ordinary file. Name one that may be written or replaced.")
    if not resolved.parent.is_dir():
        raise NinefoldError(f"There is no folder {path.parent} to write {path.name} to.")


def _write(files: dict[Path, bytes]) -> None:
    """Write all files beside their places, and only when each is whole, put each in its place."""
    with ExitStack() as undo:
        made = []
        path = next(iter(files))
        try:
            for path, content in files.items():
                handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
                undo.callback(Path(name).unlink, missing_ok=True)
                with os.fdopen(handle, "wb") as file:
                    file.write(content)
                made.append((Path(name), path))
            for temporary, path in made:
                temporary.replace(path)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise NinefoldError(f"The report cannot be written to {path}: {reason}.") from error
