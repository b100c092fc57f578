"""What the program makes of answers: the files of a report, a comparison, a pulse; and a report of the usual kind."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from ninefold.core.comparison import Comparison, ThenAndNow, compare
from ninefold.core.disclosure import disclose
from ninefold.core.figures import Figure, round_half_up
from ninefold.core.pulses import Pulse
from ninefold.core.responses import Answers
from ninefold.core.shown import Rule
from ninefold.reports.files import report_file
from ninefold.reports.report import Report, report_of
from ninefold.reports.report_json import report_json
from tests.reports.made import ENGLISH

USUAL_MINIMUM = 3


def report_on(answers: Answers, rule: Rule | None = None) -> Report:
    """The report on these answers."""
    return report_of(answers.framework, disclose(answers, rule or Rule()))


def published(answers: Answers, rule: Rule | None = None) -> str:
    """Its report.json."""
    return report_json(report_on(answers, rule), ENGLISH)


def files(answers: Answers, forms: Sequence[str], rule: Rule | None = None) -> dict[str, bytes]:
    """Its files in these forms."""
    report = report_on(answers, rule)
    return {form: report_file(report, form, ENGLISH, "A participant") for form in forms}


def comparison_of(then: Answers, now: Answers) -> dict[str, Any]:
    """What the page with two reports side by side says, as plain values."""
    found: Comparison = compare(report_on(then).results, report_on(now).results)
    return {
        "groups": list(found.groups),
        "dimensions": [
            {"id": each.dimension.id, "own": _pair(each.own), "colleagues": _pair(each.colleagues)}
            for each in found.dimensions
        ],
    }


def _pair(pair: ThenAndNow) -> dict[str, Any]:
    return {"then": _figure(pair.then), "now": _figure(pair.now), "change": pair.change}


def _figure(figure: Figure | None) -> dict[str, float] | None:
    if figure is None:
        return None
    least, greatest = (float(round_half_up(value)) for value in (figure.least, figure.greatest))
    return {"value": least} if figure.exact else {"least": least, "greatest": greatest}


def pulse_of(pulse: Pulse) -> dict[str, Any]:
    """What the page of a pulse says, as plain values."""
    cells = {
        goal: {"hidden": True} if cell.kind == "hidden" else {"n": cell.n, cell.kind: float(cell.value)}
        for goal, cell in pulse.cells.items()
    }
    return {"asked": pulse.asked, "cells": cells, "verdicts": {goal: pulse.verdict(goal) for goal in pulse.cells}}


def usual_report(answers: Answers) -> list[dict[str, Any]]:
    """What most products show: the mean of each group from three answers on, and one of all but the participant."""
    given: dict[tuple[str, str], list[int]] = {}
    for response in answers.responses:
        for question, point in response.ratings.items():
            given.setdefault((question, response.group), []).append(point)
            if response.group != "self":
                given.setdefault((question, "others"), []).append(point)
    return list(_rows(given))


def _rows(given: Mapping[tuple[str, str], Sequence[int]]) -> Iterator[dict[str, Any]]:
    for (question, row), points in given.items():
        if row in ("self", "line_manager", "others") or len(points) >= USUAL_MINIMUM:
            mean: Decimal = round_half_up(Fraction(sum(points), len(points)))
            yield {"question": question, "row": row, "mean": float(mean)}


def read(text: str) -> dict[str, Any]:
    """A report.json as its reader has it."""
    value: dict[str, Any] = json.loads(text)
    return value
