"""Before any invitation leaves: one person, one address, none the participant's; and whom to ask besides."""

import pytest

from ninefold.core.rater_lists import MOST_ASKED, Suggestion, advise, check_list, mailbox
from tests.core.made import ADVICE

OWN = ["ann.lee@trust.nhs.uk", "annlee@gmail.com"]


def found(*addresses: str, own: list[str] = OWN, known: tuple[str, ...] = ()) -> list[tuple[int, str]]:
    return [(finding.index, finding.kind) for finding in check_list(addresses, own, known)]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Jane@Trust.nhs.uk", "jane@trust.NHS.uk", True),
        ("jane+360@trust.nhs.uk", "jane@trust.nhs.uk", True),
        (" jane@trust.nhs.uk.", "jane@trust.nhs.uk", True),
        ("jane.smith@gmail.com", "janesmith@gmail.com", True),
        ("j.ane.smith+a@googlemail.com", "JaneSmith@gmail.com", True),
        ("jane.smith@nhs.net", "janesmith@nhs.net", False),
        ("jane.smith@nhs.net", "jane.smith1@nhs.net", False),
        ("jane@trust.nhs.uk", "jane@other.nhs.uk", False),
        ("+a@nhs.net", "+b@nhs.net", False),
    ],
)
def test_two_spellings_of_one_mailbox_are_one(one: str, other: str, same: bool) -> None:
    assert (mailbox(one) == mailbox(other)) is same


def test_an_address_of_the_participant_must_be_mended_however_it_is_spelt() -> None:
    known = ("gmail.com", "googlemail.com")
    assert found("ann.lee+360@trust.nhs.uk", "bob@nhs.net", "a.n.n.lee@googlemail.com", known=known) == [
        (0, "own_address"),
        (2, "own_address"),
    ]


def test_one_mailbox_twice_must_be_mended_where_it_comes_again() -> None:
    assert found("bob@nhs.net", "cat@nhs.net", "BOB+1@nhs.net", "bob@nhs.net") == [
        (2, "same_mailbox"),
        (3, "same_mailbox"),
    ]


def test_nothing_is_found_on_those_who_get_a_letter_on_paper() -> None:
    assert found("", "bob@nhs.net", "", known=("trust.nhs.uk",)) == []


def test_what_must_be_mended_blocks_and_what_looks_odd_is_for_somebody_else_to_look_at() -> None:
    findings = check_list(["ann.lee@trust.nhs.uk", "info@x.org", "info@x.org"], OWN, ["trust.nhs.uk"])
    assert [(finding.index, finding.kind, finding.blocking) for finding in findings] == [
        (0, "own_address", True),
        (1, "role_mailbox", False),
        (1, "unknown_domain", False),
        (2, "same_mailbox", True),
        (2, "role_mailbox", False),
        (2, "unknown_domain", False),
    ]


ROLES = ["info", "Admin", "ward12", "ward-7b", "team", "cardiology.team", "it.helpdesk", "no-reply", "all.staff", "it"]
ROLES += ["hr_enquiries", "theatres", "clinic.3", "reception+x", "pals2"]


@pytest.mark.parametrize("name", ROLES)
def test_a_mailbox_of_a_role_is_found(name: str) -> None:
    assert found(f"{name}@trust.nhs.uk") == [(0, "role_mailbox")]


@pytest.mark.parametrize(
    "name", ["john.ward", "k.ward2", "ward.k", "steamer", "ann.it", "bob.manager", "informer.jo", "7"]
)
def test_a_person_whose_name_is_like_a_role_is_a_person(name: str) -> None:
    assert found(f"{name}@trust.nhs.uk") == []


@pytest.mark.parametrize(
    ("address", "odd"),
    [
        ("jo@trust.example", False),
        ("jo@mail.Trust.Example", False),
        ("jo@charity.example", False),
        ("jo@nhs.net", False),
        ("jo@anywhere.nhs.uk", False),
        ("jo@nottrust.example", True),
        ("jo@notnhs.uk", True),
        ("jo@gmail.com", True),
    ],
)
def test_an_address_outside_the_known_domains_is_found(address: str, odd: bool) -> None:
    known = ("@trust.example", "*.charity.example ")
    assert found(address, known=known) == ([(0, "unknown_domain")] if odd else [])


@pytest.mark.parametrize(
    ("address", "odd"), [("jo@nhs.net", False), ("jo@anywhere.nhs.uk", False), ("jo@trust.example", True)]
)
def test_where_no_domain_is_known_every_address_outside_the_service_is_found(address: str, odd: bool) -> None:
    """Two invented raters of a group of three, and the third can be worked out: nobody invents them unseen."""
    assert found(address, known=()) == ([(0, "unknown_domain")] if odd else [])


def test_the_worked_example_of_advice() -> None:
    asked = {"self": 1, "line_manager": 1, "peer": 2, "direct_report": 4, "other": 1}
    assert advise(asked, ADVICE, 3) == [
        Suggestion("peer", 3, "joined"),
        Suggestion("other", 4, "joined"),
        Suggestion("direct_report", 1, "below_aim"),
        Suggestion(None, 2, "more_in_all"),
    ]


def test_where_enough_are_asked_there_is_nothing_to_advise() -> None:
    assert advise({"line_manager": 2, "peer": 6, "direct_report": 5, "other": 0}, ADVICE, 3) == []


def test_a_smaller_group_that_stands_alone_gains_before_a_larger_one() -> None:
    found = advise({"line_manager": 1, "peer": 4, "direct_report": 3}, ADVICE, 3)
    assert [(each.group, each.more, each.reason) for each in found] == [
        ("direct_report", 2, "below_aim"),
        ("peer", 1, "below_aim"),
        (None, 2, "more_in_all"),
    ]


def test_nobody_to_manage_is_no_fault_but_no_line_manager_is_worth_a_word() -> None:
    assert advise({"self": 1, "line_manager": 0, "peer": 7, "direct_report": 0}, ADVICE, 3) == [
        Suggestion("line_manager", 1, "nobody"),
        Suggestion(None, 1, "few_in_all"),
    ]


def test_a_tightened_rule_joins_groups_sooner() -> None:
    assert advise({"peer": 4, "other": 9}, ADVICE, 3)[0].reason == "below_aim"
    assert advise({"peer": 4, "other": 9}, ADVICE, 5)[0].reason == "joined"


def test_advice_never_leads_beyond_thirty_people() -> None:
    crowd = {"line_manager": 1, "peer": 25, "direct_report": 3}
    assert advise(crowd, ADVICE, 3) == [Suggestion("direct_report", 1, "below_aim")]
    assert advise({**crowd, "peer": MOST_ASKED - 4}, ADVICE, 3) == []
    assert advise({**crowd, "peer": MOST_ASKED}, ADVICE, 3) == [Suggestion(None, 4, "too_many")]
