"""Standing on the register follows from dated evidence by the rules of the academy, on any day."""

from datetime import date, timedelta

import pytest

from ninefold.core.register import ASKED, Evidence, EvidenceKind, Leave, Position, Reason, Rules, Standing, standing_on

KIND = EvidenceKind
ACCREDITED = Evidence(date(2025, 3, 1), KIND.ACCREDITED)
THREE = Rules(sessions_needed=3, by_cpd_at_most=1)


def session(year: int, month: int, day: int) -> Evidence:
    return Evidence(date(year, month, day), KIND.FEEDBACK_SESSION)


def refresher(year: int, month: int, day: int) -> Evidence:
    return Evidence(date(year, month, day), KIND.REFRESHER)


def on(day: str, *evidence: Evidence, rules: Rules | None = None, leave: tuple[Leave, ...] = ()) -> Position:
    return standing_on(date.fromisoformat(day), [ACCREDITED, *evidence], rules=rules or Rules(), leave=leave)


@pytest.mark.parametrize(
    ("day", "standing"),
    [
        ("2025-02-28", Standing.TRAINEE),
        ("2025-03-01", Standing.ACCREDITED),
        ("2025-11-30", Standing.ACCREDITED),
        ("2025-12-01", Standing.DUE_SOON),
        ("2026-03-01", Standing.DUE_SOON),
        ("2026-03-02", Standing.GRACE),
        ("2026-05-30", Standing.GRACE),
        ("2026-05-31", Standing.OUT_OF_PRACTICE),
        ("2027-03-01", Standing.OUT_OF_PRACTICE),
        ("2027-03-02", Standing.OUT_OF_ACCREDITATION),
    ],
)
def test_a_standing_that_nobody_keeps_ends_by_a_slope(day: str, standing: Standing) -> None:
    assert on(day).standing is standing


def test_one_feedback_session_holds_it_for_twelve_months_from_its_day() -> None:
    assert on("2026-01-10", session(2026, 1, 10)).holds_until == date(2027, 1, 10)


def test_a_feedback_session_in_grace_brings_it_back_but_not_one_when_out_of_practice() -> None:
    assert on("2026-05-01", session(2026, 5, 1)).standing is Standing.ACCREDITED
    late = on("2026-07-01", session(2026, 7, 1))
    assert late.standing is Standing.OUT_OF_PRACTICE
    assert late.refresher_until == date(2028, 7, 1)  # it is practice all the same


def test_a_refresher_brings_back_who_is_out_of_practice_and_not_who_is_out_of_accreditation() -> None:
    assert on("2026-09-01", refresher(2026, 9, 1)).holds_until == date(2027, 9, 1)
    assert on("2027-04-01", refresher(2027, 4, 1)).standing is Standing.OUT_OF_ACCREDITATION


def test_only_a_passed_assessment_brings_back_who_is_out_of_accreditation() -> None:
    failed, passed = (Evidence(date(2027, 4, 1), KIND.ASSESSMENT, percent) for percent in (79, 80))
    assert on("2027-04-01", failed).standing is Standing.OUT_OF_ACCREDITATION
    assert on("2027-04-01", passed).holds_until == date(2028, 4, 1)


def test_a_refresher_restarts_the_clock_whatever_number_is_set() -> None:
    assert on("2026-02-01", refresher(2026, 2, 1), rules=THREE).holds_until == date(2027, 2, 1)


def test_a_higher_number_holds_it_until_the_third_last_leaves_the_window() -> None:
    held = [session(2025, 6, 1), session(2025, 9, 1), session(2026, 1, 1)]
    assert on("2026-01-01", *held, rules=THREE).holds_until == date(2026, 6, 1)
    assert on("2026-01-01", *held[:2], rules=THREE).holds_until == date(2026, 3, 1)  # by accreditation alone


def test_of_three_only_so_many_may_be_refreshers() -> None:
    mixed = [refresher(2025, 6, 1), refresher(2025, 7, 1), session(2026, 5, 1), session(2026, 5, 2)]
    held = on("2026-05-02", *mixed, rules=Rules(sessions_needed=3, by_cpd_at_most=1, window_months=12))
    assert held.holds_until == date(2026, 7, 1)  # the refresher’s own twelve months, and the third of the three
    none = on("2026-05-02", *mixed, rules=Rules(sessions_needed=3, by_cpd_at_most=0))
    assert none.holds_until == date(2026, 7, 1)


def test_leave_stops_the_clock_for_its_days() -> None:
    ten = Leave(date(2025, 6, 1), date(2025, 6, 10))
    assert on("2025-07-01", leave=(ten,)).holds_until == date(2026, 3, 11)
    assert on("2030-01-01", leave=(Leave(date(2025, 6, 1)),)).standing is Standing.ACCREDITED


def test_a_day_that_is_in_two_leaves_stops_the_clock_once() -> None:
    leave = (Leave(date(2025, 6, 1), date(2025, 6, 10)), Leave(date(2025, 6, 5), date(2025, 6, 12)))
    assert on("2025-07-01", leave=leave).holds_until == date(2026, 3, 13)
    inside = (leave[0], Leave(date(2025, 6, 2), date(2025, 6, 3)))
    assert on("2025-07-01", leave=inside).holds_until == date(2026, 3, 11)


def test_leave_that_an_earlier_leave_brings_into_the_window_counts_too() -> None:
    leave = (Leave(date(2025, 6, 1), date(2025, 6, 10)), Leave(date(2026, 3, 5), date(2026, 3, 9)))
    assert on("2025-07-01", leave=leave).holds_until == date(2026, 3, 16)


def test_nobody_lapses_before_the_day_that_a_register_brought_here_is_given() -> None:
    rules = Rules(nobody_lapses_before=date(2026, 12, 31))
    assert on("2026-12-31", rules=rules).standing is Standing.DUE_SOON
    assert on("2027-01-01", rules=rules).standing is Standing.GRACE


def test_a_trainee_is_told_what_is_missing_and_is_accredited_on_the_last_of_it() -> None:
    training = [
        Evidence(date(2025, 1, 5), KIND.ASSESSMENT, 85),
        Evidence(date(2025, 2, 5), KIND.OWN_360),
        Evidence(date(2025, 4, 5), KIND.OBSERVED),
    ]
    assert standing_on(date(2025, 3, 1), training).missing == (KIND.OBSERVED,)
    assert standing_on(date(2025, 4, 5), training).accredited_on == date(2025, 4, 5)


def test_a_day_in_the_past_is_judged_by_what_had_happened_until_then() -> None:
    assert on("2026-04-01", session(2026, 5, 1)).standing is Standing.GRACE


def test_who_left_the_register_has_left_it_from_that_day() -> None:
    left = date(2025, 8, 1)
    kinds = [standing_on(left - timedelta(days=back), [ACCREDITED], withdrawn_on=left).standing for back in (1, 0)]
    assert kinds == [Standing.ACCREDITED, Standing.WITHDRAWN]


def test_the_order_in_which_evidence_is_entered_changes_nothing() -> None:
    evidence = [refresher(2026, 9, 1), session(2026, 1, 10), ACCREDITED]
    day = date(2026, 10, 1)
    assert standing_on(day, evidence) == standing_on(day, evidence[::-1])


def test_a_cpd_session_counts_as_a_feedback_session_only_where_it_is_marked_so() -> None:
    accredited = Evidence(date(2025, 1, 10), EvidenceKind.ACCREDITED)
    for counts, holds in ((True, date(2026, 11, 1)), (False, date(2026, 1, 10))):
        cpd = Evidence(date(2025, 11, 1), EvidenceKind.CPD, counts=counts)
        assert standing_on(date(2025, 12, 1), [accredited, cpd]).holds_until == holds


def test_of_three_at_most_one_may_be_by_cpd() -> None:
    rules = Rules(sessions_needed=3, by_cpd_at_most=1)
    accredited = Evidence(date(2024, 1, 10), EvidenceKind.ACCREDITED)
    cpd = [Evidence(date(2024, month, 1), EvidenceKind.CPD, counts=True) for month in (10, 11)]
    held = [Evidence(date(2024, month, 1), EvidenceKind.FEEDBACK_SESSION) for month in (8, 9)]
    assert standing_on(date(2024, 12, 1), [accredited, *cpd, held[0]], rules=rules).holds_until == date(2025, 1, 10)
    assert standing_on(date(2024, 12, 1), [accredited, *cpd, *held], rules=rules).holds_until == date(2025, 8, 1)


def test_that_a_buddy_was_there_counts_as_nothing_by_itself() -> None:
    accredited = Evidence(date(2025, 1, 10), EvidenceKind.ACCREDITED)
    buddied = Evidence(date(2025, 11, 1), EvidenceKind.BUDDIED)
    assert standing_on(date(2025, 12, 1), [accredited, buddied]).holds_until == date(2026, 1, 10)


def test_a_standing_tells_the_day_that_it_follows_from_and_not_the_last_that_happened() -> None:
    too_late = session(2026, 7, 1)  # out of practice by then
    assert on("2026-07-01", too_late).because == Reason(date(2025, 3, 1), KIND.ACCREDITED)
    assert on("2026-02-02", session(2026, 1, 10)).because == Reason(date(2026, 1, 10), KIND.FEEDBACK_SESSION, 1)
    assert on("2026-02-02", refresher(2026, 2, 1)).because == Reason(date(2026, 2, 1), KIND.REFRESHER)
    held = [session(2025, 6, 1), session(2025, 9, 1), session(2026, 1, 1)]
    assert on("2026-01-01", *held, rules=THREE).because == Reason(date(2025, 6, 1), KIND.FEEDBACK_SESSION, 3)
    assert on("2025-04-01", rules=Rules(nobody_lapses_before=date(2026, 12, 31))).because is None


@pytest.mark.parametrize(("held", "short"), [((), 3), ((session(2025, 9, 1),), 2), ((session(2025, 3, 1),), 3)])
def test_so_many_more_feedback_sessions_by_the_end_keep_a_standing_and_one_fewer_does_not(
    held: tuple[Evidence, ...], short: int
) -> None:
    ends = date(2026, 3, 1)
    position = on("2026-02-01", *held, rules=THREE)
    assert (position.holds_until, position.short) == (ends, short)
    more = [Evidence(ends - timedelta(days=number), KIND.FEEDBACK_SESSION) for number in range(short)]
    assert on("2026-03-02", *held, *more, rules=THREE).standing in ASKED
    assert on("2026-03-02", *held, *more, rules=THREE).holds_until != ends
    assert on("2026-03-02", *held, *more[1:], rules=THREE).standing is Standing.GRACE


def test_while_leave_goes_on_a_standing_has_no_end() -> None:
    endless = on("2025-07-01", leave=(Leave(date(2025, 6, 1)),))
    assert (endless.holds_until, endless.grace_until, endless.refresher_until) == (None, None, None)
    begun_late = on("2026-07-01", leave=(Leave(date(2026, 6, 15)),))
    assert (begun_late.standing, begun_late.refresher_until) == (Standing.OUT_OF_PRACTICE, None)


def test_more_evidence_never_brings_the_end_nearer() -> None:
    """Not even by the day that a year from the 29th of February lacks, with leave that goes on over it."""
    leave = (Leave(date(2024, 2, 29), date(2024, 4, 30)),)
    accredited = Evidence(date(2024, 1, 1), KIND.ACCREDITED)
    before, leap = (Evidence(day, KIND.FEEDBACK_SESSION) for day in (date(2024, 2, 28), date(2024, 2, 29)))
    ends = [
        standing_on(date(2024, 3, 1), [accredited, *held], leave=leave).holds_until
        for held in ([before], [before, leap])
    ]
    assert ends[0] == ends[1]
