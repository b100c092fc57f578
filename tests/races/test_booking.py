"""Places that many want at the same moment: as many are booked as there are, the others wait in order."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tests.support.site import run_in

PEOPLE, PLACES, PROCESSES = 200, 20, 8
FOR = 30.0  # seconds of booking, cancelling and lapsing


def play(environment: dict[str, str], scenario: str) -> Any:
    return run_in(environment, f"from tests.races import booking\nprint(json.dumps(booking.{scenario}))")


def from_processes(environment: dict[str, str], scenarios: list[str]) -> list[Any]:
    """What each scenario gives, each in a process of its own, all at once."""
    with ThreadPoolExecutor(len(scenarios)) as pool:
        return list(pool.map(lambda scenario: play(environment, scenario), scenarios))


def book_from_processes(environment: dict[str, str], *, people: int, places: int, guarded: bool = True) -> Any:
    """So many people book at once; what was said to them, and how it ended."""
    found = play(environment, f"prepare({people}, {places})")
    shares = [found["people"][number::PROCESSES] for number in range(PROCESSES)]
    if not guarded:
        play(environment, "drop_constraints()")
    said = from_processes(
        environment, [f"book_all({found['session']}, {share}, guarded={guarded})" for share in shares if share]
    )
    together = {what: sum(each.get(what, 0) for each in said) for each in said for what in each}
    return together, play(environment, f"outcome({found['session']})")


def test_of_200_people_in_8_processes_20_are_booked_and_180_wait_in_order(postgresql: dict[str, str]) -> None:
    said, outcome = book_from_processes(postgresql, people=PEOPLE, places=PLACES)
    assert said == {"": PEOPLE}
    assert outcome == {
        "states": {"booked": PLACES, "waiting": PEOPLE - PLACES},
        "in_order": True,
        "numbers": True,
    }


def test_without_the_lock_more_is_sold_than_there_is(postgresql: dict[str, str]) -> None:
    # The control: were this to pass otherwise, the test above would prove nothing.
    _said, outcome = book_from_processes(postgresql, people=40, places=5, guarded=False)
    assert outcome["states"]["booked"] > 5


def test_on_sqlite_the_last_place_is_sold_once(sqlite: dict[str, str]) -> None:
    said, outcome = book_from_processes(sqlite, people=16, places=1)
    assert said == {"": 16}
    assert outcome == {"states": {"booked": 1, "waiting": 15}, "in_order": True, "numbers": True}


def test_while_people_cancel_and_offers_lapse_no_more_is_held_than_there_is(postgresql: dict[str, str]) -> None:
    found = play(postgresql, f"prepare(60, {PLACES})")
    session, people = found["session"], found["people"]
    acting = [f"act_for_a_while({session}, {people}, {FOR}, {seed})" for seed in range(3)]
    *acted, seen = from_processes(postgresql, [*acting, f"watch({session}, {FOR})"])
    assert [each["faults"] for each in acted] == [[], [], []]
    assert {"book", "cancel", "accept", "lapse"} <= {what for each in acted for what in each["done"]}
    assert (seen["wrong"], seen["free_while_waiting"], seen["most"]) == ([], 0, PLACES)
    assert seen["looks"] > 100
    assert play(postgresql, f"overtaken({session})") == []


def test_an_offer_that_is_accepted_in_three_tabs_at_once_is_one_place(
    installation: dict[str, str],
) -> None:
    found = play(installation, "two_accept_one_offer()")
    assert found["said"] == ["", "", ""]
    assert found["states"] == {"booked": 1, "cancelled": 1}
    assert found["events"] == ["waiting", "offered", "booked"]


def test_a_double_click_at_the_same_moment_books_once(installation: dict[str, str]) -> None:
    found = play(installation, "one_books_twice()")
    assert found["said"] == ["", "", "", ""]
    assert found["states"] == {"booked": 1}
