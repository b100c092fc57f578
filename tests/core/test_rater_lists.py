"""A list of colleagues, read as people paste it: each line is an entry or a fault, and none is lost."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ninefold.core.framework.model import Group
from ninefold.core.rater_lists import MOST_LINES, Entry, Fault, ParsedList, RaterListError, read_list
from tests.core.made import framework

GROUPS = framework().groups
OWN = (*GROUPS, Group("board_member", "Members of the board", "a member of the board"))
JANE = Entry(1, "Jane Smith", "jane.smith@trust.nhs.uk", "peer")


def read(text: str) -> ParsedList:
    return read_list(text, GROUPS)


def entry(text: str) -> Entry:
    """The only person on the list, who is read without a fault."""
    parsed = read(text)
    assert parsed.faults == ()
    (found,) = parsed.entries
    return found


def fault(text: str) -> Fault:
    """The only fault of the list, on which nobody else is."""
    parsed = read(text)
    assert parsed.entries == ()
    (found,) = parsed.faults
    return found


@pytest.mark.parametrize(
    "line",
    [
        "Jane Smith, jane.smith@trust.nhs.uk, peer",
        "Jane Smith;jane.smith@trust.nhs.uk;Peers",
        "Jane Smith\tjane.smith@trust.nhs.uk\tcolleague",
        "jane.smith@trust.nhs.uk, Jane Smith, peer",
        "peer, Jane Smith, jane.smith@trust.nhs.uk",
        "Jane, Smith, jane.smith@trust.nhs.uk, peer",
        "Jane Smith jane.smith@trust.nhs.uk my colleague",
        '"Jane Smith","jane.smith@trust.nhs.uk","peer",,',
        "“Jane Smith”, jane.smith@trust.nhs.uk, peer",
        "Jane Smith <jane.smith@trust.nhs.uk> peer",
        '"Jane Smith" < jane.smith@trust.nhs.uk >; peer;',
        "Jane Smith, mailto:jane.smith@trust.nhs.uk, peer",
        "\ufeffJane\u00a0Smith,\u200b jane.smith@trust.nhs.uk., peer\r",
    ],
)
def test_a_line_is_read_however_its_parts_are_separated(line: str) -> None:
    assert entry(line) == JANE


@pytest.mark.parametrize(
    ("written", "group"),
    [
        ("line_manager", "line_manager"),
        ("Line Manager", "line_manager"),
        ("boss", "line_manager"),
        ("My boss", "line_manager"),
        ("I report to", "line_manager"),
        ("Colleagues", "peer"),
        ("co-worker", "peer"),
        ("direct report", "direct_report"),
        ("Direct-Reports", "direct_report"),
        ("REPORTS TO ME", "direct_report"),
        ("report", "direct_report"),
        ("my staff", "direct_report"),
        ("people I manage", "direct_report"),
        ("others", "other"),
        ("stakeholder", "other"),
    ],
)
def test_a_group_is_found_by_its_id_its_label_or_what_people_call_it(written: str, group: str) -> None:
    assert entry(f"Jane Smith, jane@trust.nhs.uk, {written}").group == group


def test_a_group_of_the_framework_alone_is_found_by_its_label_and_a_word_for_a_group_it_lacks_is_not() -> None:
    parsed = read_list("Jo, jo@nhs.net, member of the board\nAl, al@nhs.net, peer", (OWN[0], OWN[-1]))
    assert [entry.group for entry in parsed.entries] == ["board_member"]
    assert [(fault.line, fault.kind) for fault in parsed.faults] == [(2, "unknown_group")]


def test_a_group_may_be_missing_and_is_asked_for_later() -> None:
    assert entry("Jane Smith, jane@trust.nhs.uk").group is None
    assert entry("Jane Smith <jane@trust.nhs.uk>").group is None


def test_a_row_of_people_as_a_mail_program_writes_them_is_all_of_them() -> None:
    parsed = read("Jane Smith <jane@nhs.net>; 'Bob Lee' <bob@nhs.net>, \"O’Neil, Ann (RDG)\" <ann@nhs.net>;\nx@y")
    assert [(e.line, e.name, e.address, e.group) for e in parsed.entries] == [
        (1, "Jane Smith", "jane@nhs.net", None),
        (1, "Bob Lee", "bob@nhs.net", None),
        (1, "O’Neil, Ann (RDG)", "ann@nhs.net", None),
    ]
    assert [fault.line for fault in parsed.faults] == [2]


def test_a_first_line_may_name_the_columns() -> None:
    parsed = read(
        "Surname;First name;Job title;E-mail;Relationship\nSmith;Jane;Matron;jane@nhs.net;boss\n;;;bob@nhs.net;"
    )
    assert parsed.entries == (Entry(2, "Jane Smith", "jane@nhs.net", "line_manager"),)
    assert parsed.faults == (Fault(3, "no_name", "bob@nhs.net"),)
    assert parsed.ignored == ("Job title",)


def test_a_first_line_that_names_no_columns_is_a_person() -> None:
    assert read("Name, e-mail, group\nJane, jane@nhs.net, peer").entries == (Entry(2, "Jane", "jane@nhs.net", "peer"),)
    assert [fault.line for fault in read("Email Manager, peer\nName, email").faults] == [1, 2]


@pytest.mark.parametrize(
    ("line", "kind", "written", "nearest"),
    [
        ("Jane Smith, peer", "no_address", "Jane Smith", None),
        ("Jane Smith, jane(at)nhs.net, peer", "no_address", "Jane Smith jane(at)nhs.net", None),
        ("Jane Smith, jane@nhs, peer", "bad_address", "jane@nhs", None),
        ("Jane Smith, jane smith@nhs.net, peer", "bad_address", "jane smith@nhs.net", None),
        ("jane smith@nhs.net", "bad_address", "jane smith@nhs.net", None),
        ("Jane Smith, jane..s@nhs.net, peer", "bad_address", "jane..s@nhs.net", None),
        ("Jane Smith, @nhs.net, peer", "bad_address", "@nhs.net", None),
        ("Jane Smith <>, peer", "bad_address", "", None),
        (f"Jane Smith, {'j' * 65}@nhs.net", "bad_address", f"{'j' * 65}@nhs.net", None),
        ("jane@nhs.net, peer", "no_name", "jane@nhs.net", None),
        ("jane@nhs.net <jane@nhs.net>", "no_name", "jane@nhs.net", None),
        ("Jane, jane@nhs.net, jane@home.uk, peer", "several_addresses", "jane@nhs.net; jane@home.uk", None),
        ("jane@nhs.net; bob@nhs.net", "several_addresses", "jane@nhs.net; bob@nhs.net", None),
        (
            "Jane <j@nhs.net>, peer, Bob <b@nhs.net>",
            "several_addresses",
            "Jane <j@nhs.net>, peer, Bob <b@nhs.net>",
            None,
        ),
        (
            "Jane <j@nhs.net>, Bob <b@nhs.net>, peer",
            "several_addresses",
            "Jane <j@nhs.net>, Bob <b@nhs.net>, peer",
            None,
        ),
        ("Jane, jane@nhs.net, pier", "unknown_group", "pier", "peer"),
        ("Jane, jane@nhs.net, direkt reports", "unknown_group", "direkt reports", "direct_report"),
        ("Jane, jane@nhs.net, 42", "unknown_group", "42", None),
        ("Jane, jane@nhs.net, me", "self", "me", None),
        ("Jane, jane@nhs.net, peer, Ward 12", "too_many_parts", "peer; Ward 12", None),
        (f"{'Jane ' * 30}, jane@nhs.net, peer", "long_name", ("Jane " * 30).strip(), None),
        (f"{'Jane ' * 120}, jane@nhs.net, peer", "long_line", ("Jane " * 100), None),
    ],
)
def test_a_fault_says_the_line_what_is_wrong_and_what_may_have_been_meant(
    line: str, kind: str, written: str, nearest: str | None
) -> None:
    found = fault(f"\n{line}\n")
    assert (found.line, found.kind, found.written, found.nearest) == (2, kind, written, nearest)


def test_two_hundred_people_are_read_and_one_more_is_refused_before_any_is_lost() -> None:
    lines = [f"Person {number}, p{number}@nhs.net, peer" for number in range(MOST_LINES)]
    assert len(read("\n\n".join(["name, email, group", *lines])).entries) == MOST_LINES
    with pytest.raises(RaterListError, match="more than 200 people"):
        read("\n".join([*lines, "and one more"]))
    with pytest.raises(RaterListError, match="more than 200 people"):
        read(";".join(f"P <p{number}@nhs.net>" for number in range(MOST_LINES + 1)))


PIECES = st.sampled_from([
    "Jane", "Smith, Jane", "jane@nhs.net", "<b@nhs.net>", "peer", "boss", "e-mail", "name", "<", ">", '"', ",", ";",
    "\t", " ", "@", "\u200b", "mailto:", "é",
])  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.lists(PIECES, max_size=8).map("".join), max_size=8))
def test_every_line_that_says_something_is_an_entry_a_fault_or_the_heading(lines: list[str]) -> None:
    parsed = read("\n".join(lines))
    told = {entry.line for entry in parsed.entries} | {fault.line for fault in parsed.faults}
    said = [number for number, line in enumerate(lines, start=1) if line.strip(" \t,;\u200b")]
    heading = said[:1] if said and "@" not in lines[said[0] - 1] and "e-mail" in lines[said[0] - 1] else []
    assert set(said) - set(heading) <= told <= set(said)
    assert all(re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", entry.address) and entry.name for entry in parsed.entries)


@pytest.mark.parametrize("text", ["<" + "\t" * 200_000, "a" * 1_000_000, "<" * 29_000, '"' * 100_000, "a@" * 200_000])
def test_a_line_that_is_no_list_costs_no_time(text: str) -> None:
    assert len(read(text).faults) <= 1
