"""`ninefold analyse`: agreement and reliability of raters over many assessments, offline and without a database."""

from __future__ import annotations

import argparse
import json
import os
import re
import tempfile
from pathlib import Path

from ninefold.core.analysis import Analysis, analyse
from ninefold.core.analysis_columns import GREATEST, LEAST
from ninefold.core.analysis_file import load_table
from ninefold.core.answer_file import AnswerFileError
from ninefold.core.errors import NinefoldError
from ninefold.core.framework.library import load_framework

COLUMNS = {
    "assessments": "assess.",
    "raters": "raters",
    "n": "n",
    "mean": "mean",
    "sd": "SD",
    "rwg_j": "r_wg(j)",
    "rwg_j_lindell": "r*_wg(j)",
    "ad_m_j": "AD_M(j)",
    "icc1": "ICC(1)",
    "icc2": "ICC(2)",
    "alpha": "alpha",
    "alpha_low": "from",
    "alpha_high": "to",
}


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    parser = subparsers.add_parser(
        "analyse", help="say how far raters agree, over many assessments", description=__doc__
    )
    parser.add_argument("answers", metavar="ANSWERS.csv", type=Path, help="one row for each rater of each assessment")
    parser.add_argument("--json", metavar="FILE", type=Path, help="write the figures as JSON here")
    basis = parser.add_mutually_exclusive_group()
    basis.add_argument("--framework", metavar="ID", help="id, or path of a folder; all questions are one if left out")
    basis.add_argument("--scale", metavar="LO..HI", help="the ends of the scale; found in the answers if left out")


def run(arguments: argparse.Namespace) -> int:
    """Analyse the file; print a table, or write JSON. Raises NinefoldError before anything is written."""
    scale = _scale(arguments.scale)
    if arguments.json is not None:
        _check_path(arguments.json, arguments.answers)
    framework = None if arguments.framework is None else load_framework(arguments.framework)
    try:
        analysis = analyse(load_table(arguments.answers, framework, scale), framework, scale)
    except AnswerFileError as error:
        raise NinefoldError(f"{arguments.answers.name}: {error}") from error
    if analysis.scale is not None:
        lo, hi = analysis.scale
        print(f"No scale was given: {lo} to {hi} was taken, the least and the greatest number in the file.")
    if arguments.json is None:
        _print(analysis)
    else:
        _write(arguments.json, json.dumps(analysis.as_json(), indent=2) + "\n")
    return 0


def _scale(written: str | None) -> tuple[int, int] | None:
    if written is None:
        return None
    found = re.fullmatch(r"(-?\d{1,2})\.\.(-?\d{1,2})", written)
    if found is None or not LEAST <= int(found[1]) < int(found[2]) <= GREATEST:
        raise NinefoldError(f"“{written}” is no scale. Write its least and its greatest whole number, such as 1..5.")
    return int(found[1]), int(found[2])


def _print(analysis: Analysis) -> None:
    """Figures in columns: those of groups, then how people stand to their raters."""
    lines = [["dimension", "kind", "group", *COLUMNS.values()]]
    lines += [
        [row.dimension, row.kind, row.group, *(_figure(getattr(row, name)) for name in COLUMNS)]
        for row in analysis.rows
    ]
    _print_table(lines, 3)
    if analysis.self_other:
        print("\nSelf less the mean of all others:")
        _print_table(
            [
                ["dimension", "kind", "assess.", "difference", "SD", "r"],
                *(
                    [row.dimension, row.kind, *map(_figure, (row.assessments, row.difference, row.sd, row.r))]
                    for row in analysis.self_other
                ),
            ],
            2,
        )


def _print_table(lines: list[list[str]], words: int) -> None:
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        cells = enumerate(zip(line, widths, strict=True))
        print("  ".join(f"{cell:<{width}}" if at < words else f"{cell:>{width}}" for at, (cell, width) in cells))


def _figure(value: float | None) -> str:
    if value is None:
        return "–"
    return str(value) if isinstance(value, int) else f"{value:.2f}"


def _check_path(path: Path, answers: Path) -> None:
    if path.resolve() == answers.resolve():
        raise NinefoldError(f"{path} is the file of answers. Write the figures somewhere else.")
    if path.is_dir():
        raise NinefoldError(f"{path} is a folder. Name a file in it.")
    if path.exists() and not path.is_file():
        raise NinefoldError(f"{path} is no ordinary file. Name one that may be written or replaced.")
    if not path.resolve().parent.is_dir():
        raise NinefoldError(f"There is no folder {path.resolve().parent} to write {path.name} to.")


def _write(path: Path, text: str) -> None:
    """Write it beside its place, and put it there when it is whole."""
    place = path.resolve()
    try:
        handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
            Path(name).replace(place)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise NinefoldError(f"The figures cannot be written to {path}: {reason}.") from error
