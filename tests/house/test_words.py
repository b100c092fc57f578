"""The words of the field: pages, reports, frameworks and examples use none that the service has reasons to avoid."""

import json
import re
from pathlib import Path

import pytest
import yaml

from tests.house.pages import Page
from tests.house.strings import ROOT, marked

# Each word in the sense that is rejected, and what to say in its place.
REJECTED = {
    r"\banonym\w*": "confidential",
    r"\bNHS\b(?! number)": "our own name",  # the number of a patient has no other name
    r"(?<!feedback )(?<!CPD )(?<!browser )\bsessions?\b": "feedback session, or CPD session",
    r"\b(releas|disclos|compil)(e|es|ed|ing|ure)\b": "open, or share",
    r"\bseal(ed|ing)?\b": "the questionnaire closes",
    r"\b(this|the|a|each|every|next|last) rounds?\b": "questionnaire, or 360",
    r"\bblocks?\b": "group",
    # An empty cell of a spreadsheet is one.
    r"(?<!empty )\bcells?\b": "figure",
    r"\bbelow essential\b|\binsufficient\b": "not yet essential",
    r"\bblind[ -]spots?\b": "you rate yourself higher",
    r"\bcredits?\b": "counts as one feedback session",
    r"\baccountability partners?\b": "someone to support you",
    r"\bdifficult (report|feedback|360|result|reading)s?\b|\bhandle with care\b": "take extra time to prepare",
    r"\blapsed\b": "out of practice, or out of accreditation",
}


def rejected(text: str) -> list[str]:
    """The rejected words of a text, each with what to say in its place."""
    return [
        f"“{found.group()}”: say {better}"
        for pattern, better in REJECTED.items()
        for found in re.finditer(pattern, text, re.IGNORECASE)
    ]


def strings(value: object) -> list[str]:
    """Every text within a structure of lists and mappings."""
    if isinstance(value, dict):
        return [text for inner in value.values() for text in strings(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in strings(inner)]
    return [value] if isinstance(value, str) else []


def test_what_pages_and_reports_say() -> None:
    said = marked()
    assert len(said) > 100
    assert {text: found for text in said if (found := rejected(text))} == {}


@pytest.mark.parametrize("path", sorted((ROOT / "frameworks").glob("*/*.yaml")), ids=lambda path: path.name)
def test_what_frameworks_say(path: Path) -> None:
    texts = strings(yaml.load(path.read_text(), Loader=yaml.CSafeLoader))
    assert [found for text in texts for found in rejected(text)] == []


EXAMPLES = sorted((ROOT / "examples").glob("*.json"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_what_example_reports_say(path: Path) -> None:
    report = json.loads(path.read_text())
    # What raters wrote is theirs, and is shown word for word.
    written = strings(report.pop("comments"))
    assert written
    said = [text for text in strings(report) if " " in text]
    said += [text for text in Page(path.with_suffix(".html").read_text()).words if text not in written]
    assert [found for text in said for found in rejected(text)] == []


PAGES_OF_WORDS = sorted((ROOT / "src/ninefold/academy/pages/en").glob("*.md"))


@pytest.mark.parametrize("path", PAGES_OF_WORDS, ids=lambda path: path.stem)
def test_what_pages_of_words_say(path: Path) -> None:
    assert rejected(" ".join(path.read_text().split())) == []


def test_a_rejected_word_is_found_and_the_accepted_one_is_not() -> None:
    assert rejected("Your answers are anonymous.") == ["“anonymous”: say confidential"]
    assert rejected("In the session we compile a round.") != []
    assert rejected("In the feedback session, and again in a CPD session, a browser session.") == []
    assert rejected("Go round the ward; a difficult conversation; too few answered.") == []


def test_there_is_something_to_look_at() -> None:
    assert len(EXAMPLES) >= 3
    assert list(ROOT.glob("frameworks/*/*.yaml"))
