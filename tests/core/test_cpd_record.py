"""The record of CPD as a text: whatever somebody wrote stands in it as it is, and nothing runs into the next thing."""

from datetime import date

import pytest

from ninefold.core.cpd_record import Entry, Wording, as_text, hours

WORDING = Wording(
    heading="Record",
    made="{name}: {count}, {hours} h",
    what="What",
    about="About",
    held_by="Held by",
    on="Date",
    hours="Hours",
    kind="Kind",
    participatory="participatory",
    learned="Learned",
    changed="Changed",
    relevance="Relevance",
    nothing_yet="(nothing)",
)


@pytest.mark.parametrize(("minutes", "said"), [(90, "1.5"), (60, "1"), (80, "1.33"), (600, "10"), (0, "0")])
def test_minutes_are_said_as_hours(minutes: int, said: str) -> None:
    assert hours(minutes) == said


def test_a_record_has_each_entry_with_its_facts_and_notes_and_the_sum_of_hours() -> None:
    first = Entry("Refresher", "", "England", date(2026, 3, 2), 90, learned="To wait.")
    second = Entry("Coaching", "Two\nlines", "Midlands", None, 60)
    assert as_text([first, second], "Felix", WORDING) == (
        "Record\n\nFelix: 2, 2.5 h\n\n"
        "1.\nWhat: Refresher\nHeld by: England\nDate: 2026-03-02\nHours: 1.5\nKind: participatory\n\n"
        "Learned\nTo wait.\n\nChanged\n(nothing)\n\nRelevance\n(nothing)\n\n"
        "2.\nWhat: Coaching\nAbout: Two lines\nHeld by: Midlands\nHours: 1\nKind: participatory\n\n"
        "Learned\n(nothing)\n\nChanged\n(nothing)\n\nRelevance\n(nothing)\n"
    )


def test_braces_in_what_somebody_wrote_are_not_taken_for_places_to_fill() -> None:
    text = as_text([Entry("{count}", "", "", None, 60, learned="{0} {name}")], "{hours}", WORDING)
    assert "{hours}: 1, 1 h" in text
    assert "What: {count}" in text
    assert "{0} {name}" in text


def test_an_empty_record_says_so_by_its_sum() -> None:
    assert as_text([], "Felix", WORDING) == "Record\n\nFelix: 0, 0 h\n"
