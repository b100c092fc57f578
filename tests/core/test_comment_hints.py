"""What may give the writer of a comment away is marked, ordinary English is not, and nothing tells who was asked."""

import ast
import inspect
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninefold.core import comment_hints, patient_hints
from ninefold.core.comment_hints import hints

NAME, ADDRESS = "Jane Mary Baker", "j.smithson@trust.nhs.uk"


def marked(text: str, name: str = NAME, address: str = ADDRESS, locale: str = "en-gb") -> list[tuple[str, str]]:
    """The kinds and words that are marked."""
    return [(hint.kind, text[hint.start : hint.end]) for hint in hints(text, name, address, locale)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Jane Mary Baker, with thanks", [("own_name", "Jane Mary Baker")]),
        ("as jane said", [("own_name", "jane")]),
        ("Baker’s view, and a baker makes bread", [("own_name", "Baker")]),
        ("You listen well. JMB", [("own_name", "JMB")]),
        ("You listen well. J.M.B.", [("own_name", "J.M.B")]),
        ("write to J.Smithson@Trust.nhs.uk please", [("own_address", "J.Smithson@Trust.nhs.uk")]),
        ("ask Smithson", [("own_address", "Smithson")]),
        ("or bob@example.org", [("address", "bob@example.org")]),
        ("ring 020 7946 0018 or bleep 4821", [("telephone", "020 7946 0018"), ("telephone", "bleep 4821")]),
        ("When Priya Patel and Tom's team met", [("name", "Priya Patel"), ("name", "Tom")]),
        ("I told Mrs O’Neill and Dr. Okafor", [("name", "Mrs O’Neill"), ("name", "Dr. Okafor")]),
        ("Everybody likes Grace. Grace under pressure.", [("name", "Grace")]),
        ("thanks to Ada Okafor we met, Ifunanya O’Shea too", [("name", "Ada Okafor"), ("name", "Ifunanya O’Shea")]),
        ("Will you ask Will more often?", [("name", "Will")]),
        ("the ward managers and a Band 8a", [("job", "ward managers"), ("job", "Band 8a")]),
        ("As your deputy I see it daily", [("phrase", "As your deputy")]),
        ("as your only physio", [("phrase", "as your only"), ("job", "physio")]),
        ("I was the one who asked", [("phrase", "I was the one")]),
        ("better since I joined", [("phrase", "since I joined")]),
        ("You said so in my one-to-one", [("phrase", "in my one-to-one")]),
        ("I'm the only woman on nights", [("phrase", "I'm the only")]),
        ("the meeting of 3rd March 2026", [("date", "3rd March 2026")]),
        ("on 12/03/26 and last Tuesday", [("date", "12/03/26"), ("date", "last Tuesday")]),
        ("in 2023 you may have", [("date", "in 2023")]),
        ("on Ward 12b at Northfield Hospital", [("place", "Ward 12b"), ("place", "Northfield Hospital")]),
    ],
)
def test_what_may_give_a_writer_away_is_marked(text: str, found: list[tuple[str, str]]) -> None:
    assert marked(text) == found


ORDINARY = [
    "You may want to mark progress, and will hope for joy; be frank and just.",
    "May I say: Mark my words. Will it last? Grace under pressure. Hope helps.",
    "Keeps us informed, listens, and makes room for other views on the whole team.",
    "Chairs meetings well. Could say sooner what has been decided, and why.",
    "Looks 5 to 10 years ahead; two of 3 plans were met, at 95% or more.",
    "When things go wrong she asks what can be learnt. First thing each morning we know the plan.",
    "The Trust Board, the Care Quality Commission and our Freedom to Speak Up Guardian agree, on Microsoft Teams too.",
    "IT",
    "",
]


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_english_is_left_alone(text: str) -> None:
    assert marked(text) == []


@pytest.mark.parametrize(
    ("text", "locale", "other"),
    [
        ("Mae hi bob amser yn gwrando ac mae wedi bod yn garedig iawn gyda ni.", "en", True),
        ("Mae hi bob amser yn gwrando ac mae wedi bod yn garedig iawn gyda ni.", "cy", False),
        ("She always listens, and they have said that she was kind with the team.", "cy", True),
        ("Ona jest bardzo dobra i zawsze ma czas dla nas, ale nie dla siebie.", "en", True),
        ("Er hört zu und ist sehr freundlich, aber nicht immer auf dem Laufenden.", "en_GB", True),
        ("Siya ay laging nakikinig sa mga tao at hindi kami iniiwan.", "en", True),
        ("Она всегда слушает и помогает", "en", True),
        ("مدير ممتاز يستمع إلى الجميع", "en", True),
        ("Listens. Son attitude est bonne.", "en", False),
        ("Very good, très bien", "en", False),
        ("Zawsze ma czas", "en", False),  # three words tell nothing
        ("She always listens, and they have said that she was kind.", "xx", False),  # a form whose words are not known
    ],
)
def test_another_language_than_that_of_the_form_is_marked_as_a_whole(text: str, locale: str, other: bool) -> None:
    found = [hint for hint in hints(text, "", "", locale) if hint.kind == "language"]
    assert [(hint.start, hint.end) for hint in found] == ([(0, len(text))] if other else [])


def test_a_name_is_marked_whoever_was_asked() -> None:
    """The hints know of nobody but the writer: there is no way to tell them who was asked, or to read it."""
    assert list(inspect.signature(hints).parameters) == ["text", "own_name", "own_address", "locale"]
    ours = {
        node.module
        for module in (comment_hints, patient_hints)
        for node in ast.walk(ast.parse(inspect.getsource(module)))
        if isinstance(node, ast.ImportFrom) and "ninefold" in str(node.module)
    }
    assert ours == {"ninefold.core.comment_words", "ninefold.core.patient_hints"}


PIECES = [
    "Jane",
    "Baker",
    " ",
    ". ",
    "Will",
    "Priya ",
    "ward 3",
    "@",
    "j.smithson",
    "as your only ",
    "İ",
    "'s",
    "’",
    "3 May ",
]


@given(st.lists(st.sampled_from(PIECES)).map("".join) | st.text(), st.text(), st.text())
def test_whatever_is_written_hints_lie_in_the_text_in_order_and_apart(text: str, name: str, address: str) -> None:
    found = [hint for hint in hints(text, name, address, "en") if hint.kind != "language"]
    places = [place for hint in found for place in (hint.start, hint.end)]
    assert places == sorted(places)
    assert all(0 <= hint.start < hint.end <= len(text) for hint in found)


@pytest.mark.parametrize(
    "piece", ["Amy ", "a", "A’", "the only a", "JMB ", "0 ", "Will. ", "a@", "on 1 ", "mr a ", "1-"]
)
def test_the_longest_comment_costs_no_time(piece: str) -> None:
    began = time.process_time()
    hints(piece * (20_000 // len(piece)), NAME, ADDRESS, "en")
    assert time.process_time() - began < 0.5
