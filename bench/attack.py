"""The promise of confidentiality under attack: many rounds of ordinary answers on five scales, and what is found.

Run: .venv/bin/python bench/attack.py [--rounds 1000] [--write]

Of so many rounds per scale about a usual mean, a quarter as many about a low one and a tenth about each end of the
scale, everything is read by an attacker that shares no code with the program (tests/attack/attacker.py). Then the
control, the same attacker on what most products show; then what somebody learns who knows what two of a group answered.
Ends with exit code 1 if a measure does not hold.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import reduce
from multiprocessing import Pool
from operator import add
from pathlib import Path

from measure import machine, table

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "src/ninefold/feedback/measured.json"
sys.path.insert(0, str(ROOT))

from tests.attack.extras import two_of  # noqa: E402 - from the checkout
from tests.attack.measures import ALL_FORMS, FAST_FORMS, Tally, measure, measure_usual  # noqa: E402
from tests.attack.rounds import EDGES, FOOT, LOW, SCALES, USUAL, full_form, ordinary_round  # noqa: E402

Scale = tuple[int, int]
PROCESSES, AT_ONCE, SLOW_FORMS_EACH, ONE_TELLS_EACH = 2, 20, 50, 10
SHIPPED: tuple[Scale, ...] = ((0, 4), (1, 4))  # the scales of the shipped framework
SIZES = (3, 4, 5, 6, 7, 8, 10)
FLOORS = {(0, 4): 0.85, (1, 5): 0.90}

# What must be none, and the count that says so.
NONE: dict[str, str] = {
    "raters with an answer known exactly": "known_exactly",
    "raters known to have answered low": "known_low",
    "the same when any one rater tells theirs": "known_low_if_one_tells",
    "figures or ranges that miss the true value by over 0.005": "figures_that_miss",
    "changes behind the same cells that change a byte of a form": "changes_that_show",
    "answers meant to lie behind the same cells that do not": "changes_that_were_seen",
    "statements that the shown cells do not explain": "unexplained",
    "answers for which there is no witness": "without_witness",
    "witnesses that the program publishes otherwise": "witnesses_refuted",
}
# What of it the page of the promise shows, by the names that queries/measured.py has for it.
COUNTED = (
    *("raters", "answers", "known_exactly", "known_low", "known_low_if_one_tells", "figures_that_miss"),
    *("changes_that_show", "without_witness"),
)


@dataclass(frozen=True, slots=True)
class Work:
    """Some rounds on one scale about one mean, by their numbers; `of` says what is done with them."""

    of: str
    scale: Scale
    mean: float
    numbers: range
    size: int = 0


def main() -> int:
    """Print the tables; 1 if a measure does not hold, else 0."""
    parser = argparse.ArgumentParser(description="The promise of confidentiality under attack.")
    parser.add_argument("--rounds", type=int, default=1000, help="rounds per scale about the usual mean")
    parser.add_argument("--write", action="store_true", help=f"also write {FILE.name}, for the page of the promise")
    asked = parser.parse_args()
    rounds = max(10, asked.rounds)
    began = time.monotonic()
    print(f"{machine()}; {PROCESSES} processes; {rounds} rounds per scale about the usual mean,", end=" ")
    print(f"{rounds // 4} about the low one, {rounds // 10} about each end; 12 questions each")
    with Pool(PROCESSES) as pool:
        found: dict[str, list[str]] = {}
        held = _promise(pool.map, rounds, found)
        held = _control(pool.map, rounds, found) and held
        _two(pool.map, max(5, rounds // 10))
    print(f"\n{'Every measure holds' if held else 'A MEASURE DOES NOT HOLD'}, in {time.monotonic() - began:.0f} s.")
    if asked.write and held:
        _write(rounds, found)
    return 0 if held else 1


def _write(rounds: int, found: dict[str, list[str]]) -> None:
    """What was measured, as `queries/measured.py` describes it."""
    told = {
        "command": f"bench/attack.py --rounds {rounds} --write",
        "day": f"{datetime.now(UTC):%Y-%m-%d}",
        "rounds": rounds + rounds // 4 + 2 * (rounds // 10),
        "scales": [_named(scale).replace("-", "−") for scale in SCALES],
        "figures": found,
    }
    FILE.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


Spread = Callable[[Callable[[Work], Tally], Sequence[Work]], list[Tally]]


def _promise(spread: Spread, rounds: int, found: dict[str, list[str]]) -> bool:
    usual = {scale: _added(spread, "promise", scale, USUAL[scale], rounds) for scale in SCALES}
    low = {scale: _added(spread, "promise", scale, LOW[scale], rounds // 4) for scale in SCALES}
    ends = {
        scale: reduce(
            add,
            (_added(spread, "promise", scale, scale[0] + edge * (scale[1] - scale[0]), rounds // 10) for edge in EDGES),
        )
        for scale in SCALES
    }
    every = {scale: usual[scale] + low[scale] + ends[scale] for scale in SCALES}
    print()
    table(
        ("measure", "must be", *map(_named, SCALES)),
        [
            *((what, "0", *(f"{every[scale].counts[count]}" for scale in SCALES)) for what, count in NONE.items()),
            _shares("cells of 4 or more shown as a number, usual mean", "from 0.85, 0.90", usual, "of_4_or_more"),
            _shares("the same, low mean", "", low, "of_4_or_more"),
            _shares("cells of 3 shown as a number, usual mean", "", usual, "of_3"),
            _shares("the same, low mean", "", low, "of_3"),
            ("answers, never low, known once one tells", "", *(_known(every[scale]) for scale in SCALES)),
            ("usual mean", "", *(f"{USUAL[scale]:g}" for scale in SCALES)),
            ("low mean", "", *(f"{LOW[scale]:g}" for scale in SCALES)),
            *(
                (what, "", *(f"{every[scale].counts[count]:,}" for scale in SCALES))
                for what, count in (
                    ("rounds", "rounds"),
                    ("raters", "raters"),
                    ("answers", "answers"),
                    ("figures and ranges", "figures"),
                    ("files compared byte for byte", "changes"),
                    ("witnesses published", "witnesses"),
                )
            ),
        ],
    )
    found |= {count: [f"{every[scale].counts[count]:,}" for scale in SCALES] for count in COUNTED}
    found["shown_of_4"] = [*_shares("", "", usual, "of_4_or_more")[2:]]
    found["shown_of_3"], found["shown_of_3_low"] = ([*_shares("", "", of, "of_3")[2:]] for of in (usual, low))
    for scale in SCALES:
        print(*every[scale].faults, sep="\n", end="\n" if every[scale].faults else "")
    none = all(every[scale].counts[count] == 0 for scale in SCALES for count in NONE.values())
    floors = all(usual[scale].share("numbers_of_4_or_more", "cells_of_4_or_more") >= FLOORS[scale] for scale in FLOORS)
    return none and floors


def _control(spread: Spread, rounds: int, figures: dict[str, list[str]]) -> bool:
    print("\nThe control: the same attacker on the usual rule, 54 questions; share of rounds in which it knows")
    found = {scale: _added(spread, "usual", scale, USUAL[scale], rounds) for scale in SCALES}
    table(
        ("", "must be", *map(_named, SCALES)),
        [
            (what, must, *(f"{found[scale].share(part, whole):.2f}" for scale in SCALES))
            for what, must, part, whole in (
                ("somebody’s exact answer", "over 0.5", "rounds_exactly", "rounds"),
                ("that somebody answered low", "", "rounds_low", "rounds"),
                ("somebody’s exact answer once one tells", "", "rounds_told_exactly", "rounds_told"),
                ("that somebody answered low once one tells", "", "rounds_told_low", "rounds_told"),
            )
        ],
    )
    figures["usual_rule_exactly"] = [f"{found[scale].share('rounds_exactly', 'rounds'):.2f}" for scale in SCALES]
    return all(found[scale].share("rounds_exactly", "rounds") > 0.5 for scale in SCALES)


def _two(spread: Spread, rounds: int) -> None:
    print(f"\nWho knows what two of a block answered: share of the others’ answers, {rounds} blocks of each size.")
    print("Invented: two raters made up by the participant, who all along give the pair of answers that tells most.")
    works = [
        Work("two", scale, mean, range(rounds), size)
        for scale in SHIPPED
        for mean in (USUAL[scale], LOW[scale], FOOT[scale])
        for size in SIZES
    ]
    header = ("scale", "mean", "size", "two tell: known", "known low", "two invented: known", "known low", "are low")
    names = ("told_exactly", "told_low", "invented_exactly", "invented_low", "was_low")
    rows = []
    for work, tally in zip(works, spread(_done, works), strict=True):
        shares = (f"{tally.counts[name] / 1e6:.3f}" for name in names)
        rows.append((_named(work.scale), f"{work.mean:g}", str(work.size), *shares))
    table(header, rows)


def _added(spread: Spread, of: str, scale: Scale, mean: float, rounds: int) -> Tally:
    works = [Work(of, scale, mean, range(first, min(first + AT_ONCE, rounds))) for first in range(0, rounds, AT_ONCE)]
    return reduce(add, spread(_done, works), Tally())


def _done(work: Work) -> Tally:
    """What comes of some rounds, in a process of its own."""
    tally = Tally()
    if work.of == "two":
        shares = two_of(work.size, work.scale, work.mean, work.numbers)
        tally.counts.update({name: round(share * 1e6) for name, share in shares.items()})
        return tally
    for number in work.numbers:
        seed = f"{work.of}, {work.scale} about {work.mean}, {number}"
        if work.of == "usual":
            made = ordinary_round(seed, *work.scale, work.mean, full_form(*work.scale))
            tally += measure_usual(made, one_tells=number % ONE_TELLS_EACH == 0)
        else:
            made = ordinary_round(seed, *work.scale, work.mean)
            tally += measure(made, FAST_FORMS if number % SLOW_FORMS_EACH else ALL_FORMS)
    return tally


def _named(scale: Scale) -> str:
    return f"{scale[0]}..{scale[1]}"


def _shares(what: str, must: str, tallies: dict[Scale, Tally], size: str) -> tuple[str, ...]:
    shares = (tallies[scale].share(f"numbers_{size}", f"cells_{size}") for scale in SCALES)
    return (what, must, *(f"{share:.3f}" for share in shares))


def _known(tally: Tally) -> str:
    return f"{tally.share('answers_known_if_one_tells', 'answers'):.3f}"


if __name__ == "__main__":
    sys.exit(main())
