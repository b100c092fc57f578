"""The trail on SQLite and PostgreSQL: chained once by two workers, guarded by the database, carried over."""

from typing import Any

from tests.support.site import run_in

OMAR, PAYER = "omar.haddad@example.org", "wen.li@example.org"


def play(environment: dict[str, str], scenario: str) -> Any:
    return run_in(environment, f"from tests.races import trail\nprint(json.dumps(trail.{scenario}))")


def test_two_workers_at_once_chain_every_entry_once(installation: dict[str, str]) -> None:
    found = play(installation, "two_workers_chain(held=True)")
    assert found["said"] == []
    assert found["done"] == [0, found["entries"]]


def test_without_the_lock_they_would_both_chain_them(postgresql: dict[str, str]) -> None:
    found = play(postgresql, "two_workers_chain(held=False)")
    assert found["said"] or found["done"] != [0, found["entries"]]


def test_an_entry_that_is_committed_late_with_a_smaller_id_is_chained_all_the_same(postgresql: dict[str, str]) -> None:
    found = play(postgresql, "one_commits_late()")
    assert found == {"said": ["", ""], "last": 1, "ids": True, "links": True, "whole": True}


def test_somebody_who_acts_twice_at_once_is_one_person_in_the_trail(installation: dict[str, str]) -> None:
    assert play(installation, "one_person_acts_twice()") == {"said": ["", ""], "renamed": 2, "numbers": 1}


def test_the_database_itself_refuses_to_change_or_delete_an_entry(installation: dict[str, str]) -> None:
    said = play(installation, "what_the_guard_refuses()")
    assert said[:4] == ["An audit entry is never changed."] * 4
    assert set(said[4:]) == {"An audit entry is never deleted."}


def test_what_an_older_version_wrote_is_carried_over_without_its_content_and_back(installation: dict[str, str]) -> None:
    found = play(installation, "an_older_version_wrote()")
    assert found["carried"] == [
        ["carol", "operator", "", "", False, {}],
        [OMAR, "organisation_lead", "organisation", PAYER, True, {}],
        [OMAR, "organisation_lead", "organisation", PAYER, False, {"kind": "facilitator"}],
        ["gone@example.org", "oneself", "", "", True, {}],
        ["", "program", "", "", False, {"closes_on": "2026-05-01"}],
    ]
    assert found["again"] == found["carried"]
    assert found["chained"]
    assert found["back"] == [
        ["operator carol", "", ""],
        [OMAR, "lead", "payer"],
        [OMAR, "lead", ""],
        ["gone@example.org", "", ""],
        ["operator program", "", ""],
    ]
