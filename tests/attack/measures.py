"""The measures of confidentiality.md over many rounds: what the attacker finds, and what the program does.

One round is published by the program, attacked, and published again with the attacker's witnesses and with other
answers behind the same cells.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from ninefold.core.responses import Answers, Response
from ninefold.core.shown import Rule
from tests.attack.attacker import on_report, on_usual
from tests.attack.attacker_people import Attack, Fits
from tests.attack.attacker_reading import IDENTIFIED
from tests.attack.attacker_sums import Scale, extremes
from tests.attack.attacker_witnesses import Given, witnesses
from tests.attack.published import files, published, read, usual_report
from tests.attack.rounds import Round

ROUNDING = Fraction(5, 1000)
FAST_FORMS, ALL_FORMS = ("json", "html"), ("json", "html", "xlsx", "pdf")


@dataclass
class Tally:
    """Counts, by name; shares are of two counts. What should not be is kept as sentences, the first few of them."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.counts + other.counts, [*self.faults, *other.faults][:20])

    def share(self, part: str, whole: str) -> float:
        """One count as a share of another."""
        return self.counts[part] / self.counts[whole] if self.counts[whole] else float("nan")


def protected_in(made: Round) -> list[int]:
    """The raters of a round who were promised something and sent answers."""
    return [at for at, one in enumerate(made.raters) if one.group not in IDENTIFIED and one.answered is not None]


def given_in(made: Round) -> dict[tuple[int, str], int]:
    """What was answered in truth, by rater and question."""
    return {(at, q): point for at, one in enumerate(made.answers.responses) for q, point in one.ratings.items()}


def measure(made: Round, forms: Sequence[str] = FAST_FORMS, rule: Rule | None = None) -> Tally:
    """One round through everything."""
    tally = Tally()
    text = published(made.answers, rule)
    report = read(text)
    attack = on_report(report, made.raters, made.asked)
    protected, given = protected_in(made), given_in(made)
    tally.counts.update(rounds=1, raters=len(protected), unexplained=len(attack.unexplained))
    tally.faults += attack.unexplained
    what_is_known(tally, attack, given, protected)
    _kinds(tally, attack, report)
    count_figures(tally, report, made)
    try_witnesses(
        tally, attack, given, protected, lambda other: published(with_given(made.answers, other), rule) == text
    )
    _same_cells(tally, attack, made, forms, rule)
    return tally


def what_is_known(tally: Tally, attack: Attack, given: Given, protected: Sequence[int]) -> None:
    """What the attacker knows of whom: by the report alone, and when any one of the raters tells."""
    alone = attack.fits()
    tally.counts["answers"] += sum(at in protected for at, _ in alone)
    tally.counts["known_exactly"] += len(known_exactly(alone, protected))
    tally.counts["known_low"] += len(known_low(attack, alone, protected))
    low, exactly = set(), set()
    for teller in protected:
        told = {question: point for (at, question), point in given.items() if at == teller}
        fits = attack.fits({teller: told})
        others = [at for at in protected if at != teller]
        low |= known_low(attack, fits, others)
        exactly |= {(at, key) for (at, key), span in fits.items() if at in others and span[0] == span[1]}
    tally.counts["known_low_if_one_tells"] += len(low)
    tally.counts["answers_known_if_one_tells"] += len(exactly)


def known_exactly(fits: Fits, of: Sequence[int]) -> set[int]:
    return {at for (at, _), (least, greatest) in fits.items() if at in of and least == greatest}


def known_low(attack: Attack, fits: Fits, of: Sequence[int]) -> set[int]:
    return {at for (at, key), (_, most) in fits.items() if at in of and most <= attack.cells[key].scale.low}


def _kinds(tally: Tally, attack: Attack, report: Mapping[str, Any]) -> None:
    """How many cells of protected blocks are shown as a number, by how many answered; and what else there is."""
    tally.counts["blocks_joined"] += sum(len(block["groups"]) > 1 for block in report["blocks"])
    for cell in report["cells"]:
        n = len(attack.cells["", cell["question"], cell["block"]].raters)
        if cell["block"] not in IDENTIFIED:
            for kind in ("hidden", "at_most", "at_least"):
                tally.counts[f"cells_{kind}"] += kind in cell
            if n >= 3:
                size = "of_3" if n == 3 else "of_4_or_more"
                tally.counts.update({f"cells_{size}": 1, f"numbers_{size}": "mean" in cell})


def count_figures(tally: Tally, report: Mapping[str, Any], made: Round) -> None:
    """Whether each figure is true of the answers behind the cells that it stands for."""
    for what, figure, truth in _with_truth(report, made):
        if (figure is None) is not (truth is None):
            tally.faults.append(f"{what} is {figure}, of {truth}")
            tally.counts["figures_that_miss"] += 1
        elif figure is not None and truth is not None:
            least, greatest = (Fraction(str(figure.get(end, figure.get("value")))) for end in ("least", "greatest"))
            tally.counts["figures"] += 1
            if not least - ROUNDING <= truth <= greatest + ROUNDING:
                tally.counts["figures_that_miss"] += 1
                tally.faults.append(f"{what} is {figure}, of {truth}")


Figured = tuple[str, Mapping[str, float] | None, Fraction | None]


def _with_truth(report: Mapping[str, Any], made: Round) -> Iterator[Figured]:
    groups = {block["id"]: block["groups"] for block in report["blocks"]}
    shown = {(cell["question"], cell["block"]) for cell in report["cells"] if "hidden" not in cell}

    def of(question: str | None, blocks: Sequence[str]) -> Fraction | None:
        counted = {group for block in blocks if (question, block) in shown for group in groups[block]}
        people = [one for one in made.answers.responses if one.group in counted and question in one.ratings]
        return Fraction(sum(one.ratings[question or ""] for one in people), len(people)) if people else None

    def over(questions: Sequence[str], blocks: Sequence[str]) -> Fraction | None:
        there = [mean for question in questions if (mean := of(question, blocks)) is not None]
        return sum(there, Fraction(0)) / len(there) if there else None

    colleagues = [block for block in groups if block != "self"]
    derived = report["derived"]
    for entry in derived["colleagues"]:
        yield f"all colleagues on {entry['question']}", entry["figure"], of(entry["question"], colleagues)
    for entry, dimension in zip(derived["dimensions"], made.asked.dimensions, strict=True):
        for part in entry["performance"]:
            yield f"{dimension.id} to {part['block']}", part["figure"], over(dimension.result, [part["block"]])
        for part in entry["importance"]:
            yield f"importance of {dimension.id}", part["figure"], of(dimension.importance, [part["block"]])
        own, others = over(dimension.result, ["self"]), over(dimension.result, colleagues)
        yield f"performance of {dimension.id}", entry["colleagues"]["performance"], others
        yield f"importance of {dimension.id}", entry["colleagues"]["importance"], of(dimension.importance, colleagues)
        yield f"gap of {dimension.id}", entry["gap"], None if own is None or others is None else own - others


# What the program makes of other answers


def try_witnesses(
    tally: Tally, attack: Attack, given: Given, protected: Sequence[int], is_published_alike: Callable[[Given], bool]
) -> None:
    """Every witness goes through the program, which must publish the same."""
    found = witnesses(attack, given, protected)
    tally.counts.update(
        witnesses=len(found.answers),
        witnessed=found.wanted,
        without_witness=len(found.missing),
        known_but_not_low_if_one_tells=len(found.known),
    )
    tally.faults += found.missing
    for other in found.answers:
        if not is_published_alike(other):
            tally.counts["witnesses_refuted"] += 1
            tally.faults.append("a witness gives another report")


def with_given(answers: Answers, given: Given) -> Answers:
    """The same raters with these answers to the same questions."""
    responses = [
        replace(one, ratings={question: given[at, question] for question in one.ratings})
        for at, one in enumerate(answers.responses)
    ]
    return replace(answers, responses=tuple(responses))


def _same_cells(tally: Tally, attack: Attack, made: Round, forms: Sequence[str], rule: Rule | None) -> None:
    """Other answers behind the same shown cells: no byte of any form may change."""
    before = files(made.answers, forms, rule)
    report = read(before["json"].decode())
    chance = random.Random(before["json"])
    other = behind_the_same_cells(attack, report, made.answers, chance)
    pairs = zip(made.answers.responses, other.responses, strict=True)
    tally.counts["changed_answers"] += sum(len(a.ratings.items() ^ b.ratings.items()) // 2 for a, b in pairs)
    other = replace(other, responses=tuple(chance.sample(other.responses, len(other.responses))))
    after = files(other, forms, rule)
    if report["cells"] != read(after["json"].decode())["cells"]:
        tally.counts["changes_that_were_seen"] += 1
        tally.faults.append("answers that should have the same cells have others")
        return
    for form in forms:
        tally.counts["changes"] += 1
        if before[form] != after[form]:
            tally.counts["changes_that_show"] += 1
            tally.faults.append(f"other answers with the same cells change the {form}")


def behind_the_same_cells(
    attack: Attack, report: Mapping[str, Any], answers: Answers, chance: random.Random
) -> Answers:
    """Answers with the same shown cells and as much else changed as can be.

    Where too few answered for anything to be shown, as few others do, or nobody.
    """
    sums = extremes(attack.spans, attack.claims)
    groups = {block["id"]: block["groups"] for block in report["blocks"]}
    used = {group for block in groups.values() for group in block}
    ratings: list[dict[str, int]] = [{} for _ in answers.responses]
    for key, cell in attack.cells.items():
        raters, total = cell.raters, chance.randint(*sums[key])
        if key[2] not in IDENTIFIED and (len(raters) < report["rule"]["minimum"] or key[2] not in groups):
            could = [
                at
                for at, one in enumerate(answers.responses)
                if (one.group in groups[key[2]] if key[2] in groups else one.group not in used)
            ]
            raters = tuple(chance.sample(could, chance.randint(0, min(len(could), report["rule"]["minimum"] - 1))))
            total = chance.randint(len(raters) * cell.scale.lo, len(raters) * cell.scale.hi)
        for at, point in zip(raters, shared_out(total, len(raters), cell.scale, chance), strict=True):
            ratings[at][key[1]] = point
    responses = [Response(one.group, given) for one, given in zip(answers.responses, ratings, strict=True)]
    return replace(answers, responses=tuple(responses))


def shared_out(total: int, people: int, scale: Scale, chance: random.Random) -> list[int]:
    """Answers of so many people at random that add up to this."""
    points = [scale.lo] * people
    for _ in range(total - sum(points)):
        points[chance.choice([at for at, point in enumerate(points) if point < scale.hi])] += 1
    return points


# The control


def measure_usual(made: Round, *, one_tells: bool) -> Tally:
    """The same attacker on what the usual rule would publish; also with each rater telling, which takes longer."""
    attack = on_usual(usual_report(made.answers), made.raters, made.asked.scales)
    protected, given = protected_in(made), given_in(made)
    fits = attack.fits()
    exactly, low = known_exactly(fits, protected), known_low(attack, fits, protected)
    tally = Tally(Counter(rounds=1, rounds_exactly=bool(exactly), rounds_low=bool(low)))
    if one_tells:
        for teller in protected:
            fits = attack.fits({teller: {question: point for (at, question), point in given.items() if at == teller}})
            others = [at for at in protected if at != teller]
            exactly |= known_exactly(fits, others)
            low |= known_low(attack, fits, others)
        tally.counts.update(rounds_told=1, rounds_told_exactly=bool(exactly), rounds_told_low=bool(low))
    return tally
