"""What is shown of evaluations: in months that are over, joined until there are five; never one answer by itself."""

import random
from collections import Counter
from datetime import date, timedelta

from ninefold.core.evaluations import FEWEST, joined_months

JANUARY, FEBRUARY, MARCH = (date(2026, month, 1) for month in (1, 2, 3))


def shown(counts: dict[date, int], today: date) -> set[date]:
    return {month for joined in joined_months(counts, today) for month in joined}


def test_nothing_is_shown_of_the_month_that_runs_or_of_fewer_than_five() -> None:
    assert joined_months({JANUARY: 9}, date(2026, 1, 31)) == []
    assert joined_months({JANUARY: 9}, date(2026, 2, 1)) == [(JANUARY,)]
    assert joined_months({JANUARY: 4}, date(2026, 9, 1)) == []


def test_months_are_joined_until_there_are_five_and_never_divided_again() -> None:
    counts = {JANUARY: 3, FEBRUARY: 2, MARCH: 4}
    assert joined_months(counts, date(2026, 4, 1)) == [(JANUARY, FEBRUARY)]
    counts[date(2026, 4, 1)] = 7
    assert joined_months(counts, date(2026, 5, 1)) == [(JANUARY, FEBRUARY), (MARCH, date(2026, 4, 1))]


def test_attack_whoever_looks_each_day_and_subtracts_never_learns_of_fewer_than_five() -> None:
    luck = random.Random(6)
    for _try in range(200):
        counts: Counter[date] = Counter()
        day, seen = date(2026, 1, 1), set[date]()
        for _day in range(400):
            for _answer in range(luck.choice((0, 0, 0, 0, 0, 1))):
                counts[day.replace(day=1)] += 1
            now = shown(counts, day)
            assert seen <= now, "what was shown is never taken back"
            learned = sum(counts[month] for month in now - seen)
            assert learned == 0 or learned >= FEWEST
            years = {joined[-1].year for joined in joined_months(counts, day)}
            for year in years:
                of_year = sum(counts[m] for j in joined_months(counts, day) if j[-1].year == year for m in j)
                assert of_year >= FEWEST
            seen, day = now, day + timedelta(days=1)


def test_control_by_the_day_alone_one_answer_would_be_learned() -> None:
    before, after = {JANUARY: 5}, {JANUARY: 6}
    assert sum(after.values()) - sum(before.values()) == 1
    assert shown(before, date(2026, 1, 20)) == shown(after, date(2026, 1, 20)) == set()
