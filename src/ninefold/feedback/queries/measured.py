"""What the attack measured, as `bench/attack.py` printed it: the table that stands beside the promise.

The file is `measured.json` of this room. Where it is not there, nothing was measured, and the page says so. It holds

    {"command": "bench/attack.py --rounds 1000", "day": "2026-11-24", "rounds": 1000, "scales": ["0..4", "1..5"],
     "figures": {"known_exactly": ["0", "0"], "shown_of_4": ["0.91", "0.96"]}}

with for each of the names below, or some of them, a figure for each scale, as text.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ninefold.core.errors import NinefoldError

FILE = Path(__file__).parents[1] / "measured.json"
# What each name stands for, and what it must be; the order is that of the table.
MEASURES: dict[str, tuple[str | Promise, str | Promise]] = {
    "raters": (_("People who answered"), ""),
    "answers": (_("Answers"), ""),
    "known_exactly": (_("People with an answer that is known exactly"), "0"),
    "known_low": (_("People who are known to have answered low"), "0"),
    "known_low_if_one_tells": (_("The same when any one other in the group tells"), "0"),
    "figures_that_miss": (_("Figures or ranges that miss the true value"), "0"),
    "changes_that_show": (_("Other answers behind the same figures that change a report"), "0"),
    "without_witness": (_("Answers that could not as well have been different"), "0"),
    "shown_of_4": (_("Share shown as a number where four or more answered"), _("0.85 on 0..4, 0.90 on 1..5")),
    "shown_of_3": (_("Share shown as a number where three answered"), ""),
    "shown_of_3_low": (_("The same where answers are low"), ""),
    "usual_rule_exactly": (_("The usual rule: share of reports that give an exact answer away"), _("over 0.5")),
}


class MeasuredFileError(NinefoldError):
    """The file with what was measured cannot be read; the text says where."""


@dataclass(frozen=True)
class Row:
    """One measure: what it is, what it must be, and the figure on each scale."""

    label: str | Promise
    must: str | Promise
    figures: tuple[str, ...]


@dataclass(frozen=True)
class Measured:
    """What was measured, by which command, when, over how many reports on each scale."""

    command: str
    day: date
    rounds: int
    scales: tuple[str, ...]
    rows: tuple[Row, ...]


@cache
def measured() -> Measured | None:
    """What is in the file; None where there is none. Raises MeasuredFileError."""
    return read_measured(FILE.read_text(encoding="utf-8")) if FILE.exists() else None


def read_measured(text: str) -> Measured:
    """What such a file says. Raises MeasuredFileError where it is not as this module describes."""
    try:
        top = json.loads(text)
        scales, figures = tuple(map(str, top["scales"])), top["figures"]
        return Measured(
            command=str(top["command"]),
            day=date.fromisoformat(top["day"]),
            rounds=int(top["rounds"]),
            scales=scales,
            rows=tuple(_row(name, figures[name], len(scales)) for name in _known(figures)),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise MeasuredFileError(
            gettext("%(file)s cannot be read: %(fault)s is wrong in it. queries/measured.py says what would be right.")
            % {"file": FILE.name, "fault": error}
        ) from error


def _known(figures: dict[str, Any]) -> list[str]:
    """The names in the order of the table. Raises ValueError for one that nobody knows."""
    unknown = sorted(set(figures) - set(MEASURES))
    if unknown or not figures:
        raise ValueError(f"figures: {unknown}")
    return [name for name in MEASURES if name in figures]


def _row(name: str, figures: list[str], scales: int) -> Row:
    if len(figures) != scales:
        raise ValueError(f"{name}: {len(figures)}, {scales}")
    label, must = MEASURES[name]
    return Row(label, must, tuple(map(str, figures)))
