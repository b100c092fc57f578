"""Letters on paper: valid, tagged, one page each, whatever names are made of."""

import re
from dataclasses import replace

import page
import pytest

from ninefold.reports.letter import Passage, PrintedLetter, in_groups, letters_pdf
from tests.reports.sample import HOSTILE

LETTER = PrintedLetter(
    language="en-gb",
    mark="Personal and in confidence",
    name="Jo Porter",
    title="Ada Okafor asks for your feedback",
    opening=("Dear Jo Porter,", "Ada would like to know how you see the way they lead. " * 4),
    steps_heading="How to open the questionnaire",
    steps=("Type the address and the code.", "Choose four digits of your own."),
    address_label="Address",
    address="https://ninefold.example.org/r/",
    code_label="Your code",
    code="ABCDEFGH2345",
    passages=(Passage("What happens to your answers", ("They are added up with those of others. " * 6,)),) * 4,
    foot="Ninefold, https://ninefold.example.org. Letter 1.",
    not_drawn="[{count} characters that this letter cannot show]",
)


def findings(pdf: bytes) -> list[str]:
    """What a validator finds wrong with a file under PDF/UA-1 and PDF/A-2a."""
    reports = [page.validate_pdf_bytes(pdf, profile=profile) for profile in ("ua1", "2a")]
    return [f"{report.profile.value} {each.rule_id}: {each.message}" for report in reports for each in report.failures]


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_a_letter_is_one_page_and_valid_pdf_ua_and_pdf_a() -> None:
    pdf = letters_pdf("Letters", [LETTER])
    assert findings(pdf) == []
    assert pages(pdf) == 1


def test_each_letter_has_a_page_of_its_own_in_one_file() -> None:
    others = [replace(LETTER, name=f"Person {number}", language="cy") for number in range(4)]
    pdf = letters_pdf("Letters", [LETTER, *others])
    assert findings(pdf) == []
    assert pages(pdf) == 5


def test_a_letter_in_welsh_says_so_to_whatever_reads_it_out() -> None:
    in_welsh = replace(LETTER, language="cy")
    assert b"/Lang(cy)" in letters_pdf("Llythyrau", [in_welsh])
    assert b"/Lang(cy)" not in letters_pdf("Letters", [LETTER])
    mixed = letters_pdf("Letters", [LETTER, in_welsh])
    assert findings(mixed) == []
    assert set(re.findall(rb"/Lang\([^)]*\)", mixed)) == {b"/Lang(en-GB)", b"/Lang(cy)"}


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_a_name_is_made_of_the_letter_is_valid(text: str) -> None:
    assert findings(letters_pdf("Letters", [replace(LETTER, name=text[:200], title=text)])) == []


def test_the_longest_names_leave_a_letter_on_one_page() -> None:
    name = "Bartholomew Featherstonehaugh-Cholmondeley " * 5
    assert pages(letters_pdf("Letters", [replace(LETTER, name=name[:200], opening=(name[:200], *LETTER.opening))])) == 1


def test_the_same_letters_give_the_same_bytes() -> None:
    assert letters_pdf("Letters", [LETTER]) == letters_pdf("Letters", [LETTER])


def test_a_code_is_read_in_groups_of_four() -> None:
    assert in_groups("ABCDEFGH2345") == "ABCD EFGH 2345"
