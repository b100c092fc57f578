"""Who attended: stays merged and clipped, people known by their address or perhaps their name, eighty per cent."""

from datetime import UTC, datetime, timedelta

from ninefold.core.attendance import Found, Somebody, attended, find_people, plain, time_present
from ninefold.core.attendance_file import Joining

TEN = datetime(2026, 1, 27, 10, 0, tzinfo=UTC)
RAN = {"ran_from": TEN, "ran_to": TEN + timedelta(minutes=90)}
FELIX = Somebody(1, "Felix Achterberg", frozenset({"felix@trent.example", "felix@home.example"}))
GRACE = Somebody(2, "Grace Mensah", frozenset({"grace@ribble.example"}))


def stay(name: str, email: str, start: int, end: int) -> Joining:
    """From one minute after ten to another."""
    return Joining(name, email, TEN + timedelta(minutes=start), TEN + timedelta(minutes=end))


def minutes(start: int, end: int) -> tuple[datetime, datetime]:
    return TEN + timedelta(minutes=start), TEN + timedelta(minutes=end)


def found(*stays: Joining, people: tuple[Somebody, ...] = (FELIX, GRACE)) -> list[tuple[int | None, bool, int]]:
    return [
        (each.number, each.sure, round(time_present(each.stays, **RAN).total_seconds() / 60))
        for each in find_people(stays, people)
    ]


def test_time_with_two_devices_at_once_counts_once() -> None:
    assert time_present([minutes(0, 50), minutes(30, 70), minutes(40, 45)], **RAN) == timedelta(minutes=70)


def test_time_before_it_began_and_after_it_ended_does_not_count() -> None:
    assert time_present([minutes(-30, 20), minutes(80, 120)], **RAN) == timedelta(minutes=30)


def test_seventy_two_of_ninety_minutes_are_enough() -> None:
    assert attended(timedelta(minutes=72), **RAN)
    assert not attended(timedelta(minutes=72) - timedelta(seconds=1), **RAN)


def test_somebody_is_known_by_any_address_of_theirs_however_it_is_written() -> None:
    assert found(stay("F. A.", "Felix@Home.Example", 0, 40), stay("Felix", "felix@trent.example", 45, 90)) == [
        (1, True, 85)
    ]


def test_a_telephone_with_the_same_name_and_no_address_is_theirs_too() -> None:
    assert found(stay("Felix Achterberg", "felix@trent.example", 0, 40), stay("Felix Achterberg", "", 40, 80)) == [
        (1, True, 80)
    ]


def test_a_guest_with_the_name_of_somebody_is_perhaps_them() -> None:
    assert found(stay("MENSAH, Grace (Guest)", "", 0, 80)) == [(2, False, 80)]


def test_a_guest_with_a_name_that_two_bear_is_nobody() -> None:
    other = Somebody(3, "Grace Mensah", frozenset())
    assert found(stay("Grace Mensah", "", 0, 80), people=(GRACE, other)) == [(None, False, 80)]


def test_whoever_is_not_known_is_named_as_in_the_file() -> None:
    assert find_people([stay("Visitor", "v@elsewhere.example", 0, 10)], [FELIX]) == [
        Found("Visitor", "v@elsewhere.example", (minutes(0, 10),))
    ]


def test_names_are_compared_without_marks_capitals_titles_and_order() -> None:
    assert plain("Dr. Zoë O’Neill") == plain("O'NEILL, Zoe")
    assert plain("Grace Mensah (Ribble)") == plain("grace  mensah")
    assert plain("Grace Mensah") != plain("Grace Menseh")
