"""What the columns of a file of many assessments are for, and the table that is read from them."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ninefold.core.answer_file import AnswerFileError
from ninefold.core.framework.model import Framework

MISSING = -128
KEYS = ("assessment", "rater", "group")
LEAST, GREATEST = -99, 99


@dataclass(frozen=True, slots=True)
class Rated:
    """One rated question: its code, its column (from 0) and the ends of its scale."""

    code: str
    column: int
    lo: int
    hi: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What the columns of a file are for. `groups` are those that may occur; None where any may."""

    row: int
    separator: str
    width: int
    keys: tuple[int, int, int]
    rated: tuple[Rated, ...]
    named: frozenset[int]
    groups: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Table:
    """All answers. Row by row `assessment` and `group` (places in lists) and, by question, `values` or MISSING."""

    questions: tuple[str, ...]
    groups: tuple[str, ...]
    assessments: int
    assessment: NDArray[np.int32]
    group: NDArray[np.int32]
    values: NDArray[np.int8]


def plan_of(
    row: int, names: Sequence[str], separator: str, framework: Framework | None, scale: tuple[int, int] | None
) -> Plan:
    """What each column is for, told by the names in the first row. Raises AnswerFileError."""
    lo, hi = scale or (LEAST, GREATEST)
    asked = {} if framework is None else {question.code: question for question in framework.questions}
    places: dict[str, int] = {}
    rated: list[Rated] = []
    for place, written in enumerate(names):
        name = written.strip().casefold()
        if not name:
            continue  # a row that has something in a column without a name is refused
        if name in places:
            raise AnswerFileError(
                f"Row {row}, column {place + 1}: “{short(name)}” is there already, in column {places[name] + 1}. "
                "Keep one of them."
            )
        places[name] = place
        if name in KEYS:
            continue
        if framework is None:
            rated.append(Rated(written.strip(), place, lo, hi))
        elif name not in asked:
            raise AnswerFileError(f"Row {row}, column {place + 1}: {_unknown(written.strip(), [*KEYS, *asked])}")
        elif (points := asked[name].scale) is not None:
            rated.append(Rated(name, place, points.lo, points.hi))
    _check_names(row, places, rated)
    if framework is not None:
        _check_whole(row, {question.code for question in rated}, framework)
    keys = (places["assessment"], places["rater"], places["group"])
    groups = None if framework is None else tuple(group.id for group in framework.groups)
    return Plan(row, separator, len(names), keys, tuple(rated), frozenset(places.values()), groups)


def _check_names(row: int, places: dict[str, int], rated: list[Rated]) -> None:
    missing = [name for name in KEYS if name not in places]
    if missing:
        raise AnswerFileError(
            f"Row {row} has no column “{missing[0]}”. A file to analyse needs “assessment”, “rater”, “group” and a "
            "column for each question."
        )
    if not rated:
        raise AnswerFileError(f"Row {row} names no question that is rated. Give each question a column of its own.")


def _check_whole(row: int, given: set[str], framework: Framework) -> None:
    """A level, an importance, the impact or a dimension's behaviours may be left out, but never half of the items."""
    impact = () if framework.impact is None else framework.impact.questions
    for questions in (*(dimension.items for dimension in framework.dimensions), impact):
        lacking = [question.code for question in questions if question.code not in given]
        if lacking and len(lacking) < len(questions):
            raise AnswerFileError(
                f"Row {row} has no column “{lacking[0]}”, but others that belong with it. Add it, or take them all "
                f"out. `ninefold framework questions {framework.id}` lists them."
            )


def _unknown(written: str, known: list[str]) -> str:
    near = difflib.get_close_matches(written.casefold(), known, n=1)
    hint = f"Did you mean “{near[0]}”?" if near else "Take it out, or choose the framework that asks it."
    return f"“{short(written)}” is not the name of a column. {hint}"


def short(written: str) -> str:
    """What stands in a cell as a message quotes it: on one line, and not all of a long text."""
    written = " ".join(written.split())
    return written if len(written) <= 40 else f"{written[:40]}…"
