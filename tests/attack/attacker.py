"""An attacker: reads what was published, and works out what it gives away of each rater's answers.

What the attacker has: the parsed `report.json`, the questionnaire with its thresholds, the list of raters with their
groups, and which questions each of them answered, which nobody has in truth. The rule is restated from
confidentiality.md; no code is shared with the program (a test of imports says so). `Attack.fits` then gives, for every
rater and question, the least and the greatest answer that fits everything published.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from tests.attack.attacker_figures import SELF, Figures, differences
from tests.attack.attacker_people import Attack
from tests.attack.attacker_reading import Questionnaire, Rater, Reading, hundredths, what_is_told
from tests.attack.attacker_sums import Cell, Claim, Form, Key, Scale, Span, extremes

PULSE_SCALE, PULSE_MINIMUM, CLEAR_CHANGE = Scale(-2, 2), 5, Fraction(1, 2)


def on_report(report: Mapping[str, Any], raters: Sequence[Rater], asked: Questionnaire) -> Attack:
    """The attack on one report."""
    reading = Reading(report, raters, asked)
    figures = Figures(reading)
    unexplained = [*reading.unexplained, *differences(report["derived"], figures.derived())]
    return Attack(reading.cells, reading.spans, list(figures.claims()), unexplained)


def on_pulse(pulse: Mapping[str, Any], answered: Sequence[frozenset[str] | None]) -> Attack:
    """The attack on a pulse: by goal a figure and a verdict; of each person asked the goals they answered."""
    unexplained = [] if pulse["asked"] == len(answered) else ["how many were asked"]
    cells: dict[Key, Cell] = {}
    spans: dict[Key, Span] = {}
    claims: list[Claim] = []
    for goal, figure in pulse["cells"].items():
        key = ("", goal, "everybody")
        cells[key] = Cell(tuple(at for at, one in enumerate(answered) if goal in (one or ())), PULSE_SCALE)
        n = len(cells[key].raters)
        spans[key], explained = what_is_told(figure, n, PULSE_SCALE, PULSE_MINIMUM)
        verdict = "not_shown"
        if "hidden" not in figure:
            form = Form({key: Fraction(1, n)})
            least, greatest = form.reach(spans)
            slipped = greatest <= -CLEAR_CHANGE
            verdict = "improved" if least >= CLEAR_CHANGE else "slipped" if slipped else "no_clear_change"
            claims += _verdict(goal, form, pulse["verdicts"][goal])
        if not explained or pulse["verdicts"][goal] != verdict:
            unexplained.append(f"{goal}: {figure}, {pulse['verdicts'][goal]}")
    return Attack(cells, spans, claims, unexplained)


def _verdict(goal: str, form: Form, verdict: str) -> list[Claim]:
    """What the verdict on a goal says of its answers."""
    what = f"{goal}: {verdict}"
    if verdict == "improved":
        return [form.lies(what, least=CLEAR_CHANGE)]
    return [form.lies(what, greatest=-CLEAR_CHANGE)] if verdict == "slipped" else []


def on_usual(rows: Sequence[Mapping[str, Any]], raters: Sequence[Rater], scales: Mapping[str, Scale]) -> Attack:
    """The attack on a report of the usual kind: a mean for each group, and one for all others than the participant."""
    cells: dict[Key, Cell] = {}
    for question, scale in scales.items():
        for group in dict.fromkeys(rater.group for rater in raters):
            people = tuple(at for at, r in enumerate(raters) if r.group == group and question in (r.answered or ()))
            if people:
                cells["", question, group] = Cell(people, scale)
    claims = []
    for row in rows:
        asked = [("", row["question"], group) for group in dict.fromkeys(rater.group for rater in raters)]
        of_all = row["row"] == "others"
        keys = [key for key in asked if key in cells and (key[2] != SELF if of_all else key[2] == row["row"])]
        people_in = sum(len(cells[key].raters) for key in keys)
        value = Fraction(hundredths(row["mean"]), 100)
        form = Form({key: Fraction(1, people_in) for key in keys})
        claims.append(form.rounds(f"{row['row']} on {row['question']}", value, value))
    # Groups with a row of their own first: what is open in the row of all others is then small.
    alone = [claim for claim in claims if len(claim.times) == 1]
    return Attack(cells, extremes({key: cell.widest for key, cell in cells.items()}, alone), claims)
