"""What a report says beyond its cells, restated from docs/report.md: figures, quarters, findings and their order.

Used in two ways. Worked out from the shown cells alone, it must be what the report says, to the letter: whatever
differs is not explained by them. And what the report says is taken at its word as claims on the true answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Any

from tests.attack.attacker_reading import Dimension, Reading
from tests.attack.attacker_sums import Claim, Form

SELF = "self"
LISTS = ("recognised_strengths", "hidden_strengths", "other_strengths", "you_rate_yourself_higher", "needs")


@dataclass(frozen=True, slots=True)
class Result:
    """One dimension: its figures as they depend on shown cells, None where there are none."""

    dimension: Dimension
    performance: Mapping[str, Form | None]
    importance: Mapping[str, Form | None]
    colleagues: Form | None
    important: Form | None

    @property
    def gap(self) -> Form | None:
        """Oneself less colleagues."""
        own = self.performance.get(SELF)
        return None if own is None or self.colleagues is None else own - self.colleagues


class Figures:
    """All that follows from the shown cells of one report."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.limits = reading, reading.asked.thresholds
        self.results = [self._result(dimension) for dimension in reading.asked.dimensions]

    def of_cell(self, question: str | None, block: str) -> Form | None:
        """The mean of one shown cell."""
        key = (self.reading.name, question or "", block)
        return Form({key: Fraction(1, len(self.reading.cells[key].raters))}) if key in self.reading.shown else None

    def over(self, question: str | None, blocks: Sequence[str] | None = None) -> Form | None:
        """All shown cells of a question but one's own, or those of some blocks, each person counting once."""
        wanted = [b.id for b in self.reading.blocks if b.groups != (SELF,)] if blocks is None else blocks
        keys = [(self.reading.name, question or "", block) for block in wanted]
        shown = [key for key in keys if key in self.reading.shown]
        people = sum(len(self.reading.cells[key].raters) for key in shown)
        return Form({key: Fraction(1, people) for key in shown}) if shown else None

    def reach(self, form: Form | None) -> tuple[Fraction, Fraction] | None:
        """The least and the greatest that the shown cells allow."""
        return None if form is None else form.reach(self.reading.spans)

    def derived(self) -> dict[str, Any]:
        """What the report must say of all this, in the form of report.json."""
        return {
            "colleagues": [{"question": q, "figure": self.written(self.over(q))} for q in self.reading.asked.scales],
            "dimensions": [self._dimension(result) for result in self.results],
            "findings": self._findings(),
            "sureness": self._sureness(),
        }

    def claims(self) -> Iterator[Claim]:
        """What the report says, taken at its word."""
        derived = self.reading.report["derived"]
        for entry in derived["colleagues"]:
            yield from self._said(
                f"all colleagues on {entry['question']}", self.over(entry["question"]), entry["figure"]
            )
        by_id = {entry["id"]: entry for entry in derived["dimensions"]}
        for result in self.results:
            name, entry = result.dimension.id, by_id[result.dimension.id]
            for what, forms in (("performance", result.performance), ("importance", result.importance)):
                for part in entry[what]:
                    yield from self._said(
                        f"{what} of {name} to {part['block']}", forms.get(part["block"]), part["figure"]
                    )
            yield from self._said(f"performance of {name}", result.colleagues, entry["colleagues"]["performance"])
            yield from self._said(f"importance of {name}", result.important, entry["colleagues"]["importance"])
            yield from self._said(f"difference on {name}", result.gap, entry["gap"])
            yield from self._in_quarter(result, entry["quarter"])
        yield from self._found(derived["findings"])

    def _result(self, dimension: Dimension) -> Result:
        ids = [block.id for block in self.reading.blocks]
        return Result(
            dimension,
            {block: mean([self.of_cell(question, block) for question in dimension.result]) for block in ids},
            {block: self.of_cell(dimension.importance, block) for block in ids},
            mean([self.over(question) for question in dimension.result]),
            self.over(dimension.importance),
        )

    # What the report must say

    def written(self, form: Form | None) -> dict[str, float] | None:
        """A figure as report.json has it."""
        reach = self.reach(form)
        if reach is None:
            return None
        least, greatest = (two_decimals(value) for value in reach)
        return {"value": least} if reach[0] == reach[1] else {"least": least, "greatest": greatest}

    def _dimension(self, result: Result) -> dict[str, Any]:
        return {
            "id": result.dimension.id,
            "performance": [{"block": b, "figure": self.written(form)} for b, form in result.performance.items()],
            "importance": [{"block": b, "figure": self.written(form)} for b, form in result.importance.items()],
            "colleagues": {
                "performance": self.written(result.colleagues),
                "importance": self.written(result.important),
            },
            "gap": self.written(result.gap),
            "quarter": self._quarter(result),
        }

    def _quarter(self, result: Result) -> str | None:
        performance, importance = self.reach(result.colleagues), self.reach(result.important)
        if performance is None or importance is None:
            return None
        important = importance[0] >= self.limits["importance"]
        if not important and importance[1] >= self.limits["importance"]:
            return None
        if performance[0] > self.limits["level"]:
            return "build_on" if important else "in_reserve"
        if performance[1] <= self.limits["level"]:
            return "develop_first" if important else "keep_an_eye_on"
        return None

    def _findings(self) -> dict[str, Any]:
        apart = self.limits["self_other"]
        lists: dict[str, list[Result]] = {name: [] for name in LISTS}
        for result in self.results:
            colleagues, gap = self.reach(result.colleagues), self.reach(result.gap)
            if colleagues is not None and colleagues[0] >= self.limits["strength"]:
                recognised, hidden = gap and gap[0] >= -apart, gap and gap[1] < -apart
                lists[LISTS[0] if recognised else LISTS[1] if hidden else LISTS[2]].append(result)
            if gap is not None and gap[0] > apart:
                lists[LISTS[3]].append(result)
            if self._quarter(result) == "develop_first":
                lists[LISTS[4]].append(result)
        sizes: tuple[Callable[[Result], Form | None], ...] = (
            lambda result: result.colleagues,
            lambda result: result.gap and result.gap.scaled(Fraction(-1)),
            lambda result: result.colleagues,
            lambda result: result.gap,
            self._shortfall,
        )
        ordered = {name: self._in_order(lists[name], size) for name, size in zip(LISTS, sizes, strict=True)}
        return {**ordered, "groups_differ": [pair for result in self.results for pair in self._differences(result)]}

    def _in_order(self, left: list[Result], size: Callable[[Result], Form | None]) -> list[str]:
        """The greatest first where that is certain."""
        reach = {result.dimension.id: self.reach(size(result)) for result in left}
        ids, ordered = list(reach), []
        while ids:
            first = next(one for one in ids if not any(certainly_more(reach[other], reach[one]) for other in ids))
            ids.remove(first)
            ordered.append(first)
        return ordered

    def _shortfall(self, result: Result) -> Form | None:
        """Importance less performance, each as a share of its scale."""
        if result.colleagues is None or result.important is None:
            return None
        shares = []
        for form, question in (
            (result.important, result.dimension.importance),
            (result.colleagues, result.dimension.result[0]),
        ):
            scale = self.reading.asked.scales[question or ""]
            points = Fraction(1, scale.hi - scale.lo)
            shares.append(form.scaled(points, -scale.lo * points))
        return shares[0] - shares[1]

    def _differences(self, result: Result) -> Iterator[dict[str, str]]:
        others = [(block, form) for block, form in result.performance.items() if form is not None and block != SELF]
        for pair in combinations(others, 2):
            for (higher, one), (lower, other) in (pair, pair[::-1]):
                if (one - other).reach(self.reading.spans)[0] >= self.limits["between_groups"]:
                    yield {"dimension": result.dimension.id, "higher": higher, "lower": lower}

    def _sureness(self) -> dict[str, Any]:
        advice = self.reading.asked.advice
        blocks = [block for block in self.reading.blocks if block.groups != (SELF,)]
        n = sum(len(block.raters) for block in blocks)
        single = advice["single_rater_reliability"]
        steps = (("caution", advice["caution_below"]), ("few", advice["few_below"]), ("fair", advice["sound_from"]))
        group = int(advice["group"])
        return {
            "others": n,
            "verdict": next((verdict for verdict, below in steps if n < below), "sound"),
            "reliability": two_decimals(n * single / (1 + (n - 1) * single) if n else Fraction(0)),
            "blocks": [
                {
                    "block": block.id,
                    "responses": len(block.raters),
                    "advised": None if block.identified else group,
                    "more": 0 if block.identified else max(0, group - len(block.raters)),
                }
                for block in blocks
            ],
        }

    # What it says, taken at its word

    def _said(self, what: str, form: Form | None, figure: Mapping[str, float] | None) -> Iterator[Claim]:
        """A figure is true of the answers that it stands for, to its two decimals."""
        if form is not None and figure is not None:
            least, greatest = (figure.get(end, figure.get("value")) for end in ("least", "greatest"))
            assert least is not None
            assert greatest is not None
            yield form.rounds(what, Fraction(round(least * 100), 100), Fraction(round(greatest * 100), 100))

    def _in_quarter(self, result: Result, quarter: str | None) -> Iterator[Claim]:
        if quarter is None or result.colleagues is None or result.important is None:
            return
        what, level, importance = f"{result.dimension.id}: {quarter}", self.limits["level"], self.limits["importance"]
        if quarter in ("build_on", "in_reserve"):
            yield result.colleagues.beyond(what, more_than=level)
        else:
            yield result.colleagues.lies(what, greatest=level)
        if quarter in ("build_on", "develop_first"):
            yield result.important.lies(what, least=importance)
        else:
            yield result.important.beyond(what, less_than=importance)

    def _found(self, findings: Mapping[str, Any]) -> Iterator[Claim]:
        results = {result.dimension.id: result for result in self.results}
        apart = self.limits["self_other"]
        for name in LISTS[:4]:
            for result in (results[dimension] for dimension in findings[name]):
                what, gap = f"{result.dimension.id}: {name}", result.gap
                if name != "you_rate_yourself_higher" and result.colleagues is not None:
                    yield result.colleagues.lies(what, least=self.limits["strength"])
                if gap is not None and name == "recognised_strengths":
                    yield gap.lies(what, least=-apart)
                elif gap is not None and name == "hidden_strengths":
                    yield gap.beyond(what, less_than=-apart)
                elif gap is not None and name == "you_rate_yourself_higher":
                    yield gap.beyond(what, more_than=apart)
        for found in findings["groups_differ"]:
            performance = results[found["dimension"]].performance
            one, other = performance.get(found["higher"]), performance.get(found["lower"])
            if one is not None and other is not None:
                yield (one - other).lies(f"groups differ on {found['dimension']}", least=self.limits["between_groups"])


def mean(forms: Sequence[Form | None]) -> Form | None:
    """The mean of those figures that there are; they rest on different cells."""
    there = [form for form in forms if form is not None]
    parts = {key: share / len(there) for form in there for key, share in form.parts.items()}
    return Form(parts) if there else None


def certainly_more(one: tuple[Fraction, Fraction] | None, other: tuple[Fraction, Fraction] | None) -> bool:
    """Whether one is the greater wherever both may lie."""
    return one is not None and other is not None and one[0] > other[1]


def two_decimals(value: Fraction) -> float:
    """To two decimals, a half away from zero."""
    nearest = (200 * abs(value.numerator) + value.denominator) // (2 * value.denominator)
    return float(Fraction(nearest if value >= 0 else -nearest, 100))


def differences(said: Any, explained: Any, place: str = "derived") -> Iterator[str]:
    """The places at which what is said is not what the shown cells explain."""
    if isinstance(said, Mapping) and isinstance(explained, Mapping) and said.keys() == explained.keys():
        for key in said:
            yield from differences(said[key], explained[key], f"{place}.{key}")
    elif isinstance(said, list) and isinstance(explained, list) and len(said) == len(explained):
        for at, pair in enumerate(zip(said, explained, strict=True)):
            yield from differences(*pair, f"{place}[{at}]")
    elif said != explained:
        yield f"{place} is {said}, but the shown cells explain {explained}"
