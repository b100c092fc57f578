"""Attacks beyond one report: on two side by side, on a pulse, and by who controls two raters of a block."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations_with_replacement

from ninefold.core.pulses import FEWEST_ASKED, PULSE_SCALE, work_out_pulse
from ninefold.core.responses import Answers, Response
from tests.attack.attacker import on_pulse, on_report
from tests.attack.attacker_comparison import on_comparison
from tests.attack.attacker_witnesses import Given
from tests.attack.measures import Tally, given_in, protected_in, try_witnesses, what_is_known, with_given
from tests.attack.published import comparison_of, published, pulse_of, read
from tests.attack.rounds import Round, point_about, round_of, twelve_questions

GOALS = ("first", "second", "third")


def measure_comparison(then: Round, now: Round) -> Tally:
    """Two rounds about one person: both reports, and what is said of the two."""
    rounds = (then, now)
    reports = [read(published(made.answers)) for made in rounds]
    said = comparison_of(then.answers, now.answers)
    attack = on_comparison(reports, [made.raters for made in rounds], then.asked, said)
    later = len(then.raters)
    protected = [*protected_in(then), *(later + at for at in protected_in(now))]
    given = given_in(then) | {(later + at, question): point for (at, question), point in given_in(now).items()}
    tally = Tally(
        Counter(rounds=1, raters=len(protected), unexplained=len(attack.unexplained)), list(attack.unexplained)
    )
    what_is_known(tally, attack, given, protected)

    def is_published_alike(other: Given) -> bool:
        before = with_given(then.answers, other)
        after = with_given(now.answers, {(at - later, q): point for (at, q), point in other.items() if at >= later})
        again = [read(published(answers)) for answers in (before, after)]
        return again == reports and comparison_of(before, after) == said

    try_witnesses(tally, attack, given, protected, is_published_alike)
    return tally


def measure_pulse(seed: str, mean: float) -> Tally:
    """A pulse on three goals, asked of six to twelve people."""
    chance = random.Random(seed)
    asked = chance.randint(FEWEST_ASKED, 12)
    sent = [
        {goal: point_about(mean, PULSE_SCALE, chance) for goal in GOALS if chance.random() < 0.9}
        for _ in range(chance.randint(4, asked))
    ]
    said = pulse_of(work_out_pulse(GOALS, sent, asked))
    answered = [*(frozenset(one) for one in sent), *[None] * (asked - len(sent))]
    attack = on_pulse(said, answered)
    protected = list(range(len(sent)))
    given = {(at, goal): point for at, one in enumerate(sent) for goal, point in one.items()}
    tally = Tally(Counter(rounds=1, raters=len(sent), unexplained=len(attack.unexplained)), list(attack.unexplained))
    tally.counts["shown"] = sum("hidden" not in cell for cell in said["cells"].values())
    what_is_known(tally, attack, given, protected)

    def is_published_alike(other: Given) -> bool:
        answers = [{goal: other[at, goal] for goal in one} for at, one in enumerate(sent)]
        return pulse_of(work_out_pulse(GOALS, answers, asked)) == said

    try_witnesses(tally, attack, given, protected, is_published_alike)
    return tally


def one_block(size: int, mean: float, scale: tuple[int, int], chance: random.Random) -> Answers:
    """So many peers who answer twelve questions about this mean."""
    asked = twelve_questions(*scale)
    on = asked.scales[0]
    means = {q.code: chance.gauss(mean, 0.4 * (on.hi - on.lo) / 4) for q in asked.questions if q.scale is not None}
    people = [Response("peer", {q: point_about(about, on, chance) for q, about in means.items()}) for _ in range(size)]
    return Answers(asked, "full", tuple(people))


def who_knows_two(answers: Answers) -> Tally:
    """What is known of the others by somebody who knows what the first two of a block answered."""
    made = round_of(answers)
    attack = on_report(read(published(answers)), made.raters, made.asked)
    fits = attack.fits({at: answers.responses[at].ratings for at in (0, 1)})
    counts: Counter[str] = Counter()
    found: dict[int, Counter[str]] = {at: Counter() for at in range(2, len(answers.responses))}
    for (at, key), (least, greatest) in fits.items():
        if at in found:
            low = attack.cells[key].scale.low
            found[at].update(
                exactly=least == greatest, low=greatest <= low, was_low=answers.responses[at].ratings[key[1]] <= low
            )
            counts["answers"] += 1
    for one in found.values():
        counts.update(one)
        counts.update(others=1, others_exactly=one["exactly"] > 0, others_low=one["low"] > 0)
    return Tally(counts)


def who_invents_two(answers: Answers) -> Iterator[tuple[tuple[int, int], Tally]]:
    """The same, had the first two been invented: for every pair of answers that they may be made to give."""
    on = answers.framework.scales[0]
    for pair in combinations_with_replacement(range(on.lo, on.hi + 1), 2):
        invented = [Response("peer", dict.fromkeys(answers.responses[0].ratings, point)) for point in pair]
        responses = (*invented, *answers.responses[2:])
        yield pair, who_knows_two(Answers(answers.framework, answers.form, responses))


def two_of(size: int, scale: tuple[int, int], mean: float, rounds: Sequence[int]) -> dict[str, float]:
    """Shares by size of block: of two who tell, and of the pair of invented answers that gives most away."""
    told = Tally()
    invented: dict[tuple[int, int], Tally] = {}
    for number in rounds:
        answers = one_block(size, mean, scale, random.Random(f"two of {size} on {scale} about {mean}, {number}"))
        told += who_knows_two(answers)
        for pair, tally in who_invents_two(answers):
            invented[pair] = invented.get(pair, Tally()) + tally
    return {
        "told_exactly": told.share("exactly", "answers"),
        "told_low": told.share("low", "answers"),
        "told_others": told.share("others_exactly", "others"),
        "told_others_low": told.share("others_low", "others"),
        "invented_exactly": max(tally.share("exactly", "answers") for tally in invented.values()),
        "invented_low": max(tally.share("low", "answers") for tally in invented.values()),
        "was_low": told.share("was_low", "answers"),
    }
