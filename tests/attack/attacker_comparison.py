"""The attack on two reports about one person, and on what is said of the two side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from tests.attack.attacker_figures import SELF, Figures, differences, mean
from tests.attack.attacker_people import Attack
from tests.attack.attacker_reading import Dimension, Questionnaire, Rater, Reading, hundredths
from tests.attack.attacker_sums import Cell, Claim, Form, Key, Span


def on_comparison(
    reports: Sequence[Mapping[str, Any]],
    raters: Sequence[Sequence[Rater]],
    asked: Questionnaire,
    comparison: Mapping[str, Any],
) -> Attack:
    """The attack on an earlier and a later report, and on what is said of the two.

    Raters of the later one are numbered on from those of the earlier one, as other answers of perhaps the same people.
    """
    both: list[Figures] = []
    before = 0
    for name, report, people in zip(("then", "now"), reports, raters, strict=True):
        # In the place of those of the other report stand people who sent nothing.
        absent = [Rater("", None)] * before
        both.append(Figures(Reading(report, [*absent, *people], asked, name)))
        before += len(people)
    side_by_side = SideBySide(both[0], both[1])
    unexplained = list(differences(comparison, side_by_side.written(), "comparison"))
    claims = list(side_by_side.claims(comparison))
    cells: dict[Key, Cell] = {}
    spans: dict[Key, Span] = {}
    for figures in both:
        reading = figures.reading
        cells, spans = cells | reading.cells, spans | reading.spans
        unexplained += [*reading.unexplained, *differences(reading.report["derived"], figures.derived())]
        claims += figures.claims()
    return Attack(cells, spans, claims, unexplained)


class SideBySide:
    """What may be said of two reports, restated from the rule: like beside like, and only what both show."""

    def __init__(self, then: Figures, now: Figures) -> None:
        self.both = (then, now)
        self.asked = then.reading.asked
        self.spans = then.reading.spans | now.reading.spans

    def written(self) -> dict[str, Any]:
        """What must stand on the page."""
        counted = {g for d in self.asked.dimensions for q in d.result for part in self._alike(q) for g in part}
        return {
            "groups": [group for group in self.asked.groups if group in counted and group != SELF],
            "dimensions": [
                {"id": dimension.id, **{who: self._pair(dimension, who) for who in ("own", "colleagues")}}
                for dimension in self.asked.dimensions
            ],
        }

    def claims(self, comparison: Mapping[str, Any]) -> Iterator[Claim]:
        """What stands there, taken at its word."""
        limit = self.asked.thresholds["self_other"]
        for dimension, said in zip(self.asked.dimensions, comparison["dimensions"], strict=True):
            for who in ("own", "colleagues"):
                then, now = self._forms(dimension, who)
                if then is None or now is None:
                    continue
                what = f"{who} on {dimension.id}"
                for form, figure in ((then, said[who]["then"]), (now, said[who]["now"])):
                    least, greatest = (figure.get(end, figure.get("value")) for end in ("least", "greatest"))
                    yield form.rounds(what, *(Fraction(hundredths(value), 100) for value in (least, greatest)))
                if said[who]["change"] == "higher":
                    yield (now - then).lies(what, least=limit)
                elif said[who]["change"] == "lower":
                    yield (now - then).lies(what, greatest=-limit)

    def _pair(self, dimension: Dimension, who: str) -> dict[str, Any]:
        then, now = self._forms(dimension, who)
        change, limit = "not_shown", self.asked.thresholds["self_other"]
        if then is not None and now is not None:
            least, greatest = (now - then).reach(self.spans)
            change = "higher" if least >= limit else "lower" if greatest <= -limit else "no_clear_change"
        return {"then": self.both[0].written(then), "now": self.both[1].written(now), "change": change}

    def _forms(self, dimension: Dimension, who: str) -> tuple[Form | None, Form | None]:
        """The figure of oneself, or of colleagues, in either report."""
        own = who == "own"
        then, now = (mean([self._over(of, question, own=own) for question in dimension.result]) for of in self.both)
        return then, now

    def _over(self, figures: Figures, question: str, *, own: bool) -> Form | None:
        counted = {group for part in self._alike(question) for group in part if (group == SELF) is own}
        blocks = [block.id for block in figures.reading.blocks if set(block.groups) <= counted]
        return figures.over(question, blocks)

    def _alike(self, question: str) -> list[set[str]]:
        """Sets of groups that both reports show for a question, those joined in either taken together."""
        parts: list[set[str]] = []
        for figures in self.both:
            for block in figures.reading.blocks:
                touching = [part for part in parts if part & set(block.groups)]
                parts = [part for part in parts if part not in touching] + [set(block.groups).union(*touching)]
        shown = [
            {g for b in of.reading.blocks if (of.reading.name, question, b.id) in of.reading.shown for g in b.groups}
            for of in self.both
        ]
        return [part for part in parts if all(part <= groups for groups in shown)]
