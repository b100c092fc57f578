"""The language in which somebody on a list is to be asked: a word behind the group, or a column of its own."""

import pytest

from ninefold.core.rater_lists import Entry, ParsedList, read_list, read_upload
from ninefold.core.rater_lists.language_words import NAMED, language_named
from tests.core.made import framework

LANGUAGES = ("en-gb", "cy")
GWEN = Entry(1, "Gwen Hughes", "gwen@nhs.net", "peer", "cy")


def read(text: str) -> ParsedList:
    return read_list(text, framework().groups, LANGUAGES)


def entry(text: str) -> Entry:
    parsed = read(text)
    assert parsed.faults == ()
    (found,) = parsed.entries
    return found


@pytest.mark.parametrize(
    "line",
    [
        "Gwen Hughes, gwen@nhs.net, peer, Cymraeg",
        "Gwen Hughes, gwen@nhs.net, welsh, peer",
        "Gwen Hughes; gwen@nhs.net; peer; CY",
        "Gwen Hughes\tgwen@nhs.net\tpeer\tyn Gymraeg",
        "gwen@nhs.net, Gwen Hughes, peer, Welsh",
        "peer, Gwen Hughes, gwen@nhs.net, Welsh",
        "Gwen Hughes <gwen@nhs.net>, peer, Welsh",
    ],
)
def test_a_word_for_a_language_may_stand_behind_the_address(line: str) -> None:
    assert entry(line) == GWEN


def test_it_may_be_left_out_and_the_group_too() -> None:
    assert entry("Gwen Hughes, gwen@nhs.net, peer").language is None
    found = entry("Gwen Hughes, gwen@nhs.net, Saesneg")
    assert (found.group, found.language) == (None, "en-gb")


def test_a_first_line_may_name_a_column_for_it() -> None:
    parsed = read("Iaith;Name;E-mail;Group\nCymraeg;Gwen Hughes;gwen@nhs.net;peer\n;Sam;sam@nhs.net;boss")
    assert [(one.name, one.group, one.language) for one in parsed.entries] == [
        ("Gwen Hughes", "peer", "cy"),
        ("Sam", "line_manager", None),
    ]
    assert parsed.ignored == ()
    assert read("Name, e-mail, group\nGwen Hughes, gwen@nhs.net, peer, Welsh").entries[0].language == "cy"


@pytest.mark.parametrize(
    ("text", "kind", "written"),
    [
        ("name, e-mail, language\nGwen, gwen@nhs.net, Klingon", "unknown_language", "Klingon"),
        ("Gwen, gwen@nhs.net, peer, Klingon", "too_many_parts", "peer; Klingon"),
        ("Gwen, gwen@nhs.net, peer, Welsh, English", "too_many_parts", "Welsh; English"),
    ],
)
def test_what_names_no_language_or_two_is_a_fault(text: str, kind: str, written: str) -> None:
    parsed = read(text)
    assert [(fault.kind, fault.written) for fault in parsed.faults] == [(kind, written)]
    assert parsed.entries == ()


def test_a_language_that_is_not_offered_is_none() -> None:
    parsed = read_list("Gwen, gwen@nhs.net, peer, Welsh", framework().groups, ("en-gb",))
    assert [fault.kind for fault in parsed.faults] == ["too_many_parts"]
    assert read_list("Gwen Hughes, gwen@nhs.net, peer", framework().groups).faults == ()


def test_a_name_is_no_language() -> None:
    assert entry("Tom Welsh, tom@nhs.net, peer") == Entry(1, "Tom Welsh", "tom@nhs.net", "peer")
    assert entry("Welsh, Tom, tom@nhs.net, peer").name == "Welsh Tom"


def test_a_file_says_it_as_a_list_does() -> None:
    data = b"Gwen Hughes,gwen@nhs.net,peer,Cymraeg"
    assert read_upload(data, framework().groups, LANGUAGES).entries == (GWEN,)


def test_no_word_names_two_languages() -> None:
    words = [word for named in NAMED.values() for word in named]
    assert len(words) == len(set(words))
    assert {language_named(word, NAMED) for word in words} == set(NAMED)
