"""Comments on the page before sending: how each will look, what in it may give its writer away, what to take out."""

from __future__ import annotations

from typing import get_args

from django.test import Client

from ninefold.core.comment_hints import OwnKind
from ninefold.core.patient_hints import PatientKind
from ninefold.feedback.actions.answers import save_answers
from ninefold.feedback.models import Assessment, Rater
from ninefold.feedback.views.rating_comments import HINTS
from tests.feedback.coming_in import come_in, path_of
from tests.feedback.made import answer, raters_of
from tests.feedback.reading import words_at


def test_comments_are_shown_as_they_will_look_with_what_may_give_their_writer_away(rater: Rater, phone: Client) -> None:
    text = f"{rater.name.split()[0]} here, your only HCA.\n<b>Thank you.</b>"
    save_answers(rater=rater, given={"care.comment": text})
    html = phone.get(path_of(rater, "check/")).content.decode()
    assert "<mark>Bea</mark>" in html
    assert "&lt;b&gt;Thank you.&lt;/b&gt;" in html
    assert "Your own name, or a part of it." in html
    assert f'href="{path_of(rater, "care/")}?from=check#care.comment"' in html


def test_each_finding_has_a_reason_and_a_suggestion(rater: Rater, phone: Client) -> None:
    save_answers(rater=rater, given={"care.comment": "As your deputy I told Priya Patel."})
    words = words_at(phone, path_of(rater, "check/"))
    assert "“As your deputy”: Words that say how you stand" in words
    assert "Say what you saw, without how you came to see it." in words
    assert "“Priya Patel”: Somebody’s name." in words
    assert "Say “a colleague” or “somebody in the team”." in words
    assert all(why and instead for why, instead in HINTS.values())
    assert set(HINTS) == {*get_args(PatientKind), *get_args(OwnKind)}


def test_names_are_marked_alike_whoever_was_asked(rater: Rater, phone: Client) -> None:
    """Of somebody on the list and of somebody who never was, the page says the same."""
    asked = raters_of(rater.assessment, "peer")[1].name
    pages = []
    for name in (asked, "Priya Patel"):
        save_answers(rater=rater, given={"care.comment": f"I told {name} so."})
        pages.append(words_at(phone, path_of(rater, "check/")).replace(name, "…"))
    assert pages[0] == pages[1]


def test_what_tells_of_a_patient_is_asked_to_be_taken_out_first_and_blocks_nothing(rater: Rater, phone: Client) -> None:
    answer(rater)
    save_answers(rater=rater, given={"care.comment": "As your deputy: patient Mrs Jones, 943 476 5919."})
    words = words_at(phone, path_of(rater, "check/"))
    assert words.index("Please take this out") < words.index("This is an NHS number.") < words.index("give you away")
    assert "“943 476 5919”" in words
    assert phone.post(path_of(rater, "check/")).headers["Location"] == path_of(rater, "sent/")


def test_a_line_manager_too_is_asked_to_take_out_what_tells_of_a_patient(assessment: Assessment) -> None:
    manager = raters_of(assessment, "line_manager")[0]
    save_answers(rater=manager, given={"care.comment": "Bea: patient Mrs Jones."})
    words = words_at(come_in(manager), path_of(manager, "check/"))
    assert "Please take this out" in words
    assert "What may give you away" not in words


def test_a_line_manager_is_told_that_comments_are_shown_as_theirs_and_gets_no_hints(assessment: Assessment) -> None:
    manager = raters_of(assessment, "line_manager")[0]
    save_answers(rater=manager, given={"care.comment": "Bea, as your manager."})
    html = come_in(manager).get(path_of(manager, "check/")).content.decode()
    assert "as those of the line manager" in html
    assert "<mark>" not in html
