"""What tells of a patient is asked to be taken out, of whoever writes; what merely looks like it is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninefold.core.comment_hints import hints, patient_hints_alone
from ninefold.core.patient_hints import PATIENT_KINDS, is_nhs_number

# Numbers made up for tests, with the check digit that each of them has to have.
VALID = ("943 476 5919", "9434765919", "943-476-5919", "401 023 2137", "943\N{NO-BREAK SPACE}476\N{EN DASH}5919")


def taken_out(text: str) -> list[tuple[str, str]]:
    """The kinds and words that are asked to be taken out."""
    return [(hint.kind, text[hint.start : hint.end]) for hint in patient_hints_alone(text)]


@pytest.mark.parametrize("number", VALID)
def test_an_nhs_number_is_known_by_its_check_digit_however_it_is_written(number: str) -> None:
    assert taken_out(f"About {number}, as you know.") == [("nhs_number", number)]


def test_an_nhs_number_is_found_behind_other_figures() -> None:
    assert taken_out("In 2024 943 476 5919 was mixed up") == [("nhs_number", "943 476 5919")]


@given(st.integers(0, 10**9 - 1))
def test_of_ten_numbers_that_differ_in_the_last_digit_at_most_one_is_an_nhs_number(first: int) -> None:
    """The rule as the health service writes it: weights of ten down to two, and what is missing to eleven."""
    written = f"{first:09}"
    total = sum(int(digit) * weight for digit, weight in zip(written, range(10, 1, -1), strict=True))
    expected = 11 - total % 11
    right = {0 if expected == 11 else expected} - {10}
    assert {digit for digit in range(10) if is_nhs_number(f"{written}{digit}")} == right


@pytest.mark.parametrize("text", ["943 476 5918", "943 476 591", "19434765919", "A9434765919", "Order 1234567890"])
def test_other_numbers_are_none(text: str) -> None:
    assert taken_out(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("DOB 12/03/48", [("birth", "DOB 12/03/48")]),
        ("d.o.b.: 3 May 2019", [("birth", "d.o.b.: 3 May 2019")]),
        ("she was born on 3rd of May 1951.", [("birth", "born on 3rd of May 1951")]),
        ("date of birth 1-2-2001", [("birth", "date of birth 1-2-2001")]),
        ("the man of 12.03.1948", [("birth", "12.03.1948")]),
        (
            "ring (0115) 496 0018 or +44 7700 900123",
            [("telephone", "(0115) 496 0018"), ("telephone", "+44 7700 900123")],
        ),
        ("patient Mrs Jones", [("patient", "patient Mrs Jones")]),
        ("the patient, mr x", [("patient", "patient, mr x")]),
        ("a patient called Xanthe", [("patient", "patient called Xanthe")]),
        ("our resident Joan Smith", [("patient", "resident Joan Smith")]),
        ("Mr X in bed 4", [("patient", "Mr X in bed")]),
        ("bed 4 (Mrs O’Neill)", [("patient", "bed 4 (Mrs O’Neill")]),
        ("when mrs jones died", [("patient", "mrs jones died")]),
        ("Mrs Jones’s discharge", [("patient", "Mrs Jones’s discharge")]),
        ("Miss Ali had a stroke", [("patient", "Miss Ali had a stroke")]),
    ],
)
def test_what_looks_like_a_patient_is_asked_to_be_taken_out(text: str, found: list[tuple[str, str]]) -> None:
    assert taken_out(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Patient Safety and the Patient Experience Lead",
        "She puts patients first. Patient, calm, never loud.",
        "the meeting of 3 March 2026, on 12/03/26",
        "I was born to do this",
        "Mrs Okafor chairs the meeting on Ward 4",
        "Dr Patel in theatre listens",
        "2026-03-12 10:30, 95% of 1200",
        "",
    ],
)
def test_what_is_said_of_work_is_left_alone(text: str) -> None:
    assert taken_out(text) == []


def test_it_comes_before_all_other_hints_on_the_same_words() -> None:
    """Whoever is called like a patient, or has their telephone number, is asked to take it out first of all."""
    text = "As your deputy: Mrs Baker in bed 4, born on 3 May 1951, 943 476 5919"
    kinds = [hint.kind for hint in hints(text, "Jane Baker", "j@example.org", "en")]
    assert kinds == ["phrase", "patient", "birth", "nhs_number"]


def test_who_wrote_it_makes_no_difference() -> None:
    text = "patient Mrs Jones, 943 476 5919"
    with_writer = [hint for hint in hints(text, "Jo Jones", "jones@example.org", "en") if hint.kind in PATIENT_KINDS]
    assert with_writer == patient_hints_alone(text)
