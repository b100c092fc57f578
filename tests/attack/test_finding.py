"""What is planted is found: reports that say a little more than they may, one for each way of saying it."""

import random
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import product
from typing import Any

import pytest

from tests.attack.attacker import on_report
from tests.attack.attacker_people import Attack
from tests.attack.attacker_sums import Cell, Claim, Form, ImpossibleError, Key, Scale, Span, extremes
from tests.attack.attacker_witnesses import witnesses
from tests.attack.measures import given_in
from tests.attack.published import published, read
from tests.attack.rounds import Round, questionnaire, round_of
from tests.core.made import answered, asking, dimension, framework, scale

ON = scale(0, 4)
ITEMS = framework(dimension("q", level=None, importance=None, items=[ON, ON]))
LEVEL = framework(dimension("q", level=ON, importance=ON))
Report = dict[str, Any]


def made(asked: Any, *people: tuple[str, tuple[int | None, ...]]) -> tuple[Round, Report]:
    """A round with these answers, and its report."""
    one = round_of(answered(asked, *people))
    return one, read(published(one.answers))


def peers(asked: Any, *points: tuple[int | None, ...]) -> tuple[Round, Report]:
    return made(asked, *(("peer", point) for point in points))


def attack(one: Round, report: Report) -> Attack:
    return on_report(report, one.raters, questionnaire(one.answers.framework))


def known(found: Attack, **told: int) -> dict[int, Span]:
    """By rater, the least and the greatest answer to the first question, when rater `at3`, say, tells theirs to it."""
    first = min(key[1] for key in found.cells)
    fits = found.fits({int(name[2:]): {first: point} for name, point in told.items()})
    return {at: span for (at, key), span in fits.items() if key[1] == first}


def test_a_number_where_a_limit_should_stand() -> None:
    one, report = peers(asking(ON), (0,), (0,), (0,))
    assert set(known(attack(one, report)).values()) == {(0, 4)}
    del report["cells"][0]["at_most"]
    report["cells"][0]["mean"] = 0.0
    found = attack(one, report)
    assert found.unexplained
    assert set(known(found).values()) == {(0, 0)}
    missing = witnesses(found, given_in(one), [0, 1, 2]).missing
    assert len(missing) == 9  # each of three by the report alone, and with either of the other two who tells


def test_a_limit_lower_by_one_answer_gives_low_ones_away_as_soon_as_somebody_tells() -> None:
    one, report = peers(asking(ON), (4,), (1,), (0,))
    assert known(attack(one, report), at0=4)[1] == (0, 2)
    report["cells"][0]["at_most"] = 1.67
    found = attack(one, report)
    assert found.unexplained
    assert known(found)[1] == (0, 4)
    assert known(found, at0=4)[1] == (0, 1)
    assert witnesses(found, given_in(one), [0, 1, 2]).missing


def test_a_figure_of_a_dimension_that_is_made_from_answers_and_not_from_limits() -> None:
    one, report = peers(ITEMS, (0, 4), (0, 4), (1, 4))
    assert known(attack(one, report))[0] == (0, 4)
    report["derived"]["dimensions"][0]["performance"][0]["figure"] = {"value": 2.17}
    found = attack(one, report)
    # 13 in all: the second item has 11 or 12, so the first 1 or 2. Two sums that are open hang together.
    assert known(found)[0] == (0, 2)
    assert len(found.unexplained) == 1


def test_a_range_that_is_narrower_than_its_limits_allow() -> None:
    one, report = peers(ITEMS, (0, 3), (0, 3), (0, 3))
    said = report["derived"]["dimensions"][0]["performance"][0]["figure"]
    assert said == {"least": 1.5, "greatest": 2.5}
    said["greatest"] = 1.67
    assert known(attack(one, report))[0] == (0, 1)


def test_all_colleagues_counted_from_answers() -> None:
    one, report = made(LEVEL, *[("peer", (0, 2))] * 3, *[("direct_report", (3, 3))] * 4)
    report["derived"]["colleagues"][0]["figure"] = {"value": 1.71}
    found = attack(one, report)
    assert {fit for (at, key), fit in found.fits().items() if at == 0 and key[1] == "q.level"} == {(0, 0)}


def test_two_limits_and_the_true_total_of_both() -> None:
    """Neither follows from the total alone; the solver finds what each leaves to the other."""
    one, report = made(LEVEL, *[("peer", (2, 2))] * 3, *[("direct_report", (0, 3)), ("direct_report", (0, 3))] * 2)
    report["derived"]["colleagues"][0]["figure"] = {"value": 0.86}
    found = attack(one, report)
    sums = extremes(found.spans, found.claims)
    assert sums["", "q.level", "peer"] == (0, 6)
    assert sums["", "q.level", "direct_report"] == (0, 6)
    report["derived"]["colleagues"][0]["figure"] = {"value": 1.71}
    sums = extremes((sharper := attack(one, report)).spans, sharper.claims)
    assert {sums["", "q.level", block] for block in ("peer", "direct_report")} == {(6, 6)}


@pytest.mark.parametrize("quarter", ["build_on", "develop_first", "in_reserve", "keep_an_eye_on"])
def test_a_quarter_that_the_limits_do_not_settle(quarter: str) -> None:
    one, report = made(LEVEL, *[("peer", (4, 4))] * 3, *[("direct_report", (0, 0))] * 3)
    assert report["derived"]["dimensions"][0]["quarter"] is None
    report["derived"]["dimensions"][0]["quarter"] = quarter
    found = attack(one, report)
    assert found.unexplained
    sums = extremes(found.spans, found.claims)
    for question, high in (("q.level", ("build_on", "in_reserve")), ("q.importance", ("build_on", "develop_first"))):
        assert sums["", question, "direct_report"] != (0, 6)
        assert (sums["", question, "direct_report"][1] == 6) is (quarter in high)


@pytest.mark.parametrize(
    ("name", "own", "others"),
    [
        ("recognised_strengths", 3, (2, 6)),
        ("hidden_strengths", 2, (2, 6)),
        ("you_rate_yourself_higher", 3, (0, 2)),
    ],
)
def test_a_headline_that_the_limits_do_not_settle(name: str, own: int, others: Span) -> None:
    groups = [*[("peer", (3, 3))] * 3, *[("direct_report", (4, 3))] * 3, *[("other", (0, 3))] * 3]
    one, report = made(LEVEL, ("self", (own, 3)), *groups)
    assert report["derived"]["findings"][name] == []
    report["derived"]["findings"][name] = ["q"]
    found = attack(one, report)
    assert found.unexplained
    # Peers have 9 and those managed 11 or 12; the headline says that all have at least 23, or at most 22.
    assert extremes(found.spans, found.claims)["", "q.level", "other"] == others


def test_two_groups_said_to_differ_though_the_limits_do_not_settle_it() -> None:
    one, report = made(LEVEL, *[("peer", (point, 3)) for point in (3, 3, 2)], *[("direct_report", (2, 3))] * 3)
    differ = report["derived"]["findings"]["groups_differ"]
    assert differ == []
    differ.append({"dimension": "q", "higher": "peer", "lower": "direct_report"})
    found = attack(one, report)
    assert found.unexplained
    assert extremes(found.spans, found.claims)["", "q.level", "direct_report"] == (0, 5)
    differ[0] |= {"higher": "direct_report", "lower": "peer"}
    with pytest.raises(ImpossibleError):
        attack(one, report).fits()


def small_changes() -> Iterator[tuple[str, Callable[[Report], None]]]:
    yield "a hidden cell", lambda report: report["cells"][0].update(hidden=True)
    yield (
        "a cell more",
        lambda report: report["cells"].append({"question": "q.b1", "block": "other", "n": 3, "mean": 2.0}),
    )
    yield "a cell less", lambda report: report["cells"].pop()
    yield "how many answered", lambda report: report["cells"][0].update(n=4)
    yield "how many sent", lambda report: report["blocks"][0].update(responses=4)
    yield "something left out", lambda report: report.update(omitted=True)
    yield "how sure", lambda report: report["derived"]["sureness"].update(others=4)
    yield "a figure less", lambda report: report["derived"]["colleagues"].pop()
    yield "an order", lambda report: report["derived"]["dimensions"].reverse()


@pytest.mark.parametrize(
    ("what", "change"), list(small_changes()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_whatever_else_no_cell_explains_is_named(what: str, change: Callable[[Report], None]) -> None:
    names = ("q", "r")
    asked = framework(*(dimension(name, level=None, importance=None, items=[ON]) for name in names))
    one, report = peers(asked, (2, 3), (3, 3), (3, 2))
    assert attack(one, report).unexplained == []
    change(report)
    assert attack(one, report).unexplained != [], what


def test_sums_are_reasoned_about_exactly() -> None:
    """Beside every combination of a few sums, for claims of all sorts; now and then nothing fits."""
    chance = random.Random(9)
    impossible = coupled = 0
    for _ in range(150):
        keys: list[Key] = [("", name, "") for name in "abcd"]
        spans = {key: (low := chance.randint(-4, 2), low + chance.randint(0, 5)) for key in keys}
        claims = []
        for at in range(chance.randint(1, 3)):
            parts = chance.sample(keys, chance.randint(1, 3))
            times = tuple((key, chance.choice((1, 1, 2, -1, 3))) for key in parts)
            low = chance.randint(-9, 6)
            claims.append(Claim(str(at), times, low, low + chance.randint(0, 6)))
        every = [dict(zip(keys, one, strict=True)) for one in product(*(range(a, b + 1) for a, b in spans.values()))]
        fitting = [
            one for one in every if all(c.least <= sum(n * one[k] for k, n in c.times) <= c.greatest for c in claims)
        ]
        if fitting:
            expected = {key: (min(one[key] for one in fitting), max(one[key] for one in fitting)) for key in keys}
            assert extremes(spans, claims) == expected
            coupled += expected != spans
        else:
            impossible += 1
            with pytest.raises(ImpossibleError):
                extremes(spans, claims)
    assert impossible > 10
    assert coupled > 25


def test_what_is_rounded_is_taken_back_exactly() -> None:
    """Every sum of a figure's cells that would be rounded so, and no other: halves go away from zero."""
    for n, value in product(
        (3, 8, 40), (Fraction(-113, 100), Fraction(-1, 2), Fraction(0), Fraction(13, 100), Fraction(2))
    ):
        claim = Form({("", "a", ""): Fraction(1, n)}).rounds("a", value, value)
        allowed = {total for total in range(-3 * n, 3 * n) if claim.least <= total <= claim.greatest}
        assert allowed == {total for total in range(-3 * n, 3 * n) if by_hand(Fraction(total, n)) == value}


def by_hand(value: Fraction) -> Fraction:
    text = f"{abs(float(value)) + 1e-9:.2f}"
    return Fraction(text) if value >= 0 else -Fraction(text)


def test_low_is_the_lowest_two_fifths() -> None:
    assert [Scale(*ends).low for ends in ((0, 4), (1, 4), (1, 5), (1, 7), (-2, 2), (0, 10), (0, 2))] == [
        1,
        1,
        2,
        2,
        -1,
        3,
        0,
    ]
    assert Cell((1, 2, 3), Scale(-2, 2)).widest == (-6, 6)
