"""The pulse at three months: what colleagues noticed of each goal, from -2 (much less so) to +2 (much more so).

Everyone who is asked is one block, whatever their group, so that no group is ever too small; at least six are asked,
and of each goal something is shown from five answers on. A goal's figure is a cell of `core.disclosure` on the scale
-2..2 with a minimum of 5. Of `n` answers that add up to `S` (low is -2 and -1, so B = max(6 - 2n, -n)):

    n < 5             not shown
    S >= 2n - 1       "at least (2n - 1)/n"
    S <= B            "at most B/n"
    otherwise         the mean S/n

The verdict follows from what is shown alone, so it tells nothing that the figure does not: `improved` where all of
what the figure allows is at least +0.5, `slipped` where all of it is at most -0.5, `not_shown` where nothing is, and
else `no_clear_change`: a smaller movement is no more than how people happen to differ.

Worked example. Eight are asked, six answer: B = -6, the top is 11. Answers 1, 1, 1, 0, 0, 0 on the first goal add up
to 3: the mean 0.5, improved. Answers 1, 1, 0, 0, 0, 0 on the second add up to 2: the mean 0.33, no clear change.
Answers -1, -1, -1, -1, -1, -1 on the third add up to -6: "at most -1", slipped, as for -2, -2, -2, 0, 0, 0. On the
fourth four of them answered: not shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from ninefold.core.disclosure import protected_cell
from ninefold.core.errors import NinefoldError
from ninefold.core.framework.model import Scale
from ninefold.core.shown import Cell, Rule

PULSE_SCALE = Scale("pulse", -2, 2, ("-2", "-1", "0", "+1", "+2"))
PULSE_RULE = Rule(minimum=5)
FEWEST_ASKED = 6
CLEAR_CHANGE = Fraction(1, 2)
Verdict = Literal["improved", "slipped", "no_clear_change", "not_shown"]


class TooFewAskedError(NinefoldError):
    """A pulse of so few would say who answered what."""


@dataclass(frozen=True, slots=True)
class Pulse:
    """What may be shown of a pulse: how many were asked, and one cell for each goal in the order of the goals."""

    asked: int
    cells: Mapping[str, Cell]

    def verdict(self, goal: str) -> Verdict:
        """What is said of a goal."""
        return verdict(self.cells[goal])


def check_can_ask(asked: int) -> None:
    """Raise TooFewAskedError unless a pulse may be sent to so many people."""
    if asked < FEWEST_ASKED:
        raise TooFewAskedError(
            f"A pulse goes to at least {FEWEST_ASKED} people, so that nobody’s answer can be told; here are {asked}."
        )


def work_out_pulse(goals: Sequence[str], answers: Sequence[Mapping[str, int]], asked: int) -> Pulse:
    """All that may be shown of these answers, one mapping for each person who answered. Raises TooFewAskedError."""
    check_can_ask(asked)
    if len(answers) > asked:
        raise ValueError(f"{len(answers)} answered, but {asked} were asked")
    given = {goal: [answer[goal] for answer in answers if goal in answer] for goal in goals}
    if any(not PULSE_SCALE.lo <= point <= PULSE_SCALE.hi for points in given.values() for point in points):
        raise ValueError("an answer of a pulse is from -2 to 2")
    return Pulse(asked, {goal: protected_cell(points, PULSE_SCALE, PULSE_RULE) for goal, points in given.items()})


def verdict(cell: Cell) -> Verdict:
    """What is said of a goal whose figure is this."""
    figure = cell.figure(PULSE_SCALE)
    if figure is None:
        return "not_shown"
    if figure.certainly_at_least(CLEAR_CHANGE):
        return "improved"
    return "slipped" if figure.certainly_at_most(-CLEAR_CHANGE) else "no_clear_change"
