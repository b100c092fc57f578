"""Answering, page by page: what is saved and when, two tabs, faults, the check, sending, taking back."""

from __future__ import annotations

import gzip

import pytest
from django.test import Client

from ninefold.feedback.actions.answers import LONGEST_COMMENT, save_answers
from ninefold.feedback.actions.closing import cancel_assessment
from ninefold.feedback.models import Assessment, Rater
from ninefold.feedback.queries.frameworks import questions_asked
from ninefold.feedback.queries.open_answers import SENT, STANDING
from tests.feedback.coming_in import answer_page, as_shown, come_in, fields_of, path_of, told
from tests.feedback.made import answer, answers_for, make_open, raters_of
from tests.feedback.reading import words_at
from tests.house.pages import Page
from tests.world import NOON, World

# Saving


def test_an_answer_is_kept_as_it_is_given(rater: Rater, phone: Client) -> None:
    saved = phone.post(path_of(rater, "save/"), {"care.level": "3"})
    assert (saved.status_code, saved.content) == (204, b"")
    assert told(rater, "care.level") == {"care.level": "3"}
    assert 'value="3" checked' in phone.get(path_of(rater, "care/")).content.decode()


def test_to_save_again_does_no_harm(rater: Rater, phone: Client) -> None:
    for _ in range(3):
        assert phone.post(path_of(rater, "save/"), {"care.comment": "Kind."}).status_code == 204
    assert told(rater, "care.comment") == {"care.comment": "Kind."}


def test_without_a_script_the_button_saves_the_whole_page_and_leads_to_the_next(rater: Rater, phone: Client) -> None:
    given = {"purpose.level": "2", "purpose.importance": "4", "purpose.b1": "-", "purpose.comment": "Two\r\nlines."}
    response = phone.post(path_of(rater, "purpose/"), {**given, "then": "next"})
    assert response.headers["Location"] == path_of(rater, "care/")
    assert told(rater, *given) == {**given, "purpose.comment": "Two\nlines."}


@pytest.mark.parametrize(
    ("page", "then", "leads_to"),
    [
        ("purpose", "before", ""),
        ("care", "before", "purpose/"),
        ("care", "later", "?note=saved"),
        ("care", "check", "check/"),
        ("influence", "next", "overall/"),
        ("overall", "next", "check/"),
        ("care", "nonsense", "information/"),
    ],
)
def test_each_button_saves_and_leads_where_it_says(
    rater: Rater, phone: Client, page: str, then: str, leads_to: str
) -> None:
    comment = "overall.keep" if page == "overall" else f"{page}.comment"
    response = phone.post(path_of(rater, f"{page}/"), {"then": then, comment: "Listens."})
    assert response.headers["Location"] == path_of(rater, leads_to)
    assert told(rater, comment) == {comment: "Listens."}


def test_what_is_saved_is_there_on_another_device(rater: Rater, phone: Client) -> None:
    answer_page(phone, rater, "care", care__level="3", care__comment="Kind & fair, <always>.")
    other = come_in(rater)
    assert as_shown(other, path_of(rater, "care/"))["care.comment"] == "Kind & fair, <always>."
    assert "Go on" in words_at(other, path_of(rater))


def test_a_comment_can_be_emptied(rater: Rater, phone: Client) -> None:
    answer_page(phone, rater, "care", care__comment="Too much.")
    answer_page(phone, rater, "care", care__comment="")
    assert told(rater, "care.comment") == {"care.comment": ""}


# Two tabs, the back button, a retry


def test_a_tab_that_was_left_open_takes_nothing_back_that_another_saved(rater: Rater, phone: Client) -> None:
    stale = as_shown(phone, path_of(rater, "care/"))
    answer_page(phone, rater, "care", care__level="3", care__comment="Written in the other tab.")
    phone.post(path_of(rater, "care/"), {**stale, "care.importance": "4", "then": "next"})
    assert told(rater, "care.level", "care.importance", "care.comment") == {
        "care.level": "3",
        "care.importance": "4",
        "care.comment": "Written in the other tab.",
    }


def test_what_was_changed_in_a_tab_is_kept_even_if_it_is_what_the_page_was_shown_with(
    rater: Rater, phone: Client
) -> None:
    answer_page(phone, rater, "care", care__level="3")
    shown = as_shown(phone, path_of(rater, "care/"))
    # The script saved another level, which failed to come through when it was set back; it took the mark away.
    phone.post(path_of(rater, "save/"), {"care.level": "1"})
    del shown["loaded:care.level"]
    phone.post(path_of(rater, "care/"), {**shown, "then": "next"})
    assert told(rater, "care.level") == {"care.level": "3"}


def test_the_same_page_sent_twice_is_saved_once(rater: Rater, phone: Client) -> None:
    shown = as_shown(phone, path_of(rater, "care/"))
    for _ in range(2):
        response = phone.post(path_of(rater, "care/"), {**shown, "care.level": "2", "then": "next"})
        assert response.headers["Location"] == path_of(rater, "information/")
    assert told(rater, "care.level") == {"care.level": "2"}


def test_sending_while_a_second_tab_saves_loses_nothing(rater: Rater, phone: Client) -> None:
    second = as_shown(phone, path_of(rater, "care/"))
    phone.post(path_of(rater, "check/"), {"confirm": "on"})
    phone.post(path_of(rater, "save/"), {"care.level": "2"})
    phone.post(path_of(rater, "care/"), {**second, "care.importance": "3", "then": "next"})
    assert told(rater, STANDING, "care.level", "care.importance") == {
        STANDING: SENT,
        "care.level": "2",
        "care.importance": "3",
    }


# Faults


def test_a_faulty_value_comes_back_with_a_summary_and_what_is_sound_is_kept(rater: Rater, phone: Client) -> None:
    long = "x" * (LONGEST_COMMENT + 1)
    sent = {"care.level": "7", "care.importance": "3", "care.comment": long, "then": "next"}
    response = phone.post(path_of(rater, "care/"), sent)
    html = response.content.decode()
    assert response.status_code == 422
    assert "<title>Error: Caring for colleagues" in html
    assert '<a href="#care.level">Choose one of the answers' in html
    assert f'<a href="#care.comment">The comment has {LONGEST_COMMENT + 1} characters' in html
    assert 'id="care.level"' in html
    assert fields_of(html)["care.comment"] == long
    assert told(rater, "care.level", "care.importance", "care.comment") == {"care.importance": "3"}


def test_a_faulty_value_that_the_script_sends_is_refused_in_a_line(rater: Rater, phone: Client) -> None:
    refused = phone.post(path_of(rater, "save/"), {"care.level": "7"})
    assert refused.status_code == 422
    assert refused.headers["Content-Type"].startswith("text/plain")
    assert told(rater, "care.level") == {}


def test_a_question_that_is_not_asked_is_not_kept(rater: Rater, phone: Client) -> None:
    assert phone.post(path_of(rater, "save/"), {"standing": "sent", "nothing": "1"}).status_code == 204
    assert told(rater, STANDING, "nothing") == {}


def test_a_page_that_is_none_is_not_found(rater: Rater, phone: Client) -> None:
    assert phone.get(path_of(rater, "nothing/")).status_code == 404


def test_an_answer_that_comes_after_the_close_is_refused_in_words(rater: Rater, phone: Client, world: World) -> None:
    shown = as_shown(phone, path_of(rater, "care/"))
    cancel_assessment(assessment=rater.assessment, by=world.participant, at=NOON)
    response = phone.post(path_of(rater, "care/"), {**shown, "care.level": "2", "then": "next"})
    assert response.status_code == 410


# What a page says


def test_a_page_says_which_it_is_whom_it_is_about_and_what_is_left(rater: Rater, phone: Client) -> None:
    text = words_at(phone, path_of(rater, "care/"))
    assert "Your feedback on Ada Okafor" in text
    assert "Page 2 of 10 · about 6 minutes left" in text
    save_answers(rater=rater, given=answers_for(rater.assessment))
    assert "minutes left" not in words_at(phone, path_of(rater, "care/"))


def test_beside_each_comment_stands_that_this_is_not_the_place_to_report_danger(
    rater: Rater, phone: Client, assessment: Assessment
) -> None:
    for page, boxes in (("care/", 1), ("overall/", 3)):
        html = phone.get(path_of(rater, page)).content.decode()
        assert html.count("Not the place to report danger or bullying.") == html.count("<textarea") == boxes
        assert html.count('href="#where-to-speak-up"') == boxes
        assert 'id="where-to-speak-up"' in html
        assert assessment.organisation is not None
        assert assessment.organisation.ask_email in html


def test_behaviours_are_folded_and_the_short_form_has_none(rater: Rater, phone: Client, world: World) -> None:
    html = phone.get(path_of(rater, "care/")).content.decode()
    inside = html.partition('<details class="nhsuk-details" data-open-when-wide>')[2].partition("</details>")[0]
    assert inside.count("<fieldset") == 4
    short = raters_of(make_open(world, participant=world.payer))[0]
    assert "data-open-when-wide" not in come_in(short).get(path_of(short, "care/")).content.decode()


def test_pages_are_small(rater: Rater, phone: Client) -> None:
    save_answers(rater=rater, given=answers_for(rater.assessment, comment="A comment of some length. " * 100))
    for page in ("", "care/", "overall/", "check/"):
        assert len(gzip.compress(phone.get(path_of(rater, page)).content)) < 20_000


@pytest.mark.parametrize(
    "page", ["", "care/", "overall/", "check/", "sent/", "group/", "address/", "code/", "decline/"]
)
def test_a_raters_page_is_a_sound_page(rater: Rater, phone: Client, page: str) -> None:
    answer(rater, comment="A comment.")
    html = phone.get(path_of(rater, page)).content.decode()
    found = Page(html)
    ids = [values["id"] for _, values in found.tags if "id" in values]
    assert sorted(ids) == sorted(set(ids))
    texts = dict(found.links)
    assert all(texts[text] == address for text, address in found.links)
    for _text, address in found.links:
        place, _, mark = address.partition("#")
        assert place or mark in ids
        assert not place.startswith("/") or phone.get(place).status_code == 200
    assert [tag for tag, _ in found.tags].count("h1") == 1
    assert "style" not in [tag for tag, _ in found.tags]


# The check, and sending


def test_the_check_names_what_is_missing_and_leads_there_and_back(rater: Rater, phone: Client) -> None:
    given = answers_for(rater.assessment)
    for code in ("care.level", "team.level", "team.importance"):
        del given[code]
    save_answers(rater=rater, given=given)
    page = Page(phone.get(path_of(rater, "check/")).content.decode())
    text = " ".join(page.words)
    assert "3 questions are not answered yet" in text
    assert "Caring for colleagues Level missing" in text
    assert "Involving everyone Level and importance missing" in text
    assert ("Caring for colleagues", f"{path_of(rater, 'care/')}?from=check") in page.links
    html = phone.get(f"{path_of(rater, 'care/')}?from=check").content.decode()
    assert "Save and see what is left" in html


def test_behaviours_and_comments_are_never_missing(rater: Rater, phone: Client) -> None:
    asked = questions_asked(rater.assessment)
    first = {code: "2" for code, question in asked.items() if question.kind in ("level", "importance")}
    save_answers(rater=rater, given=first)
    assert "Nothing is missing." in words_at(phone, path_of(rater, "check/"))
    assert phone.post(path_of(rater, "check/")).headers["Location"] == path_of(rater, "sent/")


def test_with_something_missing_one_confirmation_is_asked_and_no_more(rater: Rater, phone: Client) -> None:
    refused = phone.post(path_of(rater, "check/"))
    assert refused.status_code == 422
    assert '<a href="#confirm">Tick the box' in refused.content.decode()
    assert told(rater, STANDING) == {}
    assert phone.post(path_of(rater, "check/"), {"confirm": "on"}).status_code == 302
    assert told(rater, STANDING) == {STANDING: SENT}


def test_to_send_twice_does_no_harm(rater: Rater, phone: Client) -> None:
    for _ in range(2):
        assert phone.post(path_of(rater, "check/"), {"confirm": "on"}).headers["Location"] == path_of(rater, "sent/")
    assert told(rater, STANDING) == {STANDING: SENT}
    assert "What happens next" in words_at(phone, path_of(rater, "sent/"))


def test_whoever_has_not_sent_is_led_to_the_check(rater: Rater, phone: Client) -> None:
    assert phone.get(path_of(rater, "sent/")).headers["Location"] == path_of(rater, "check/")


def test_answers_are_taken_back_and_given_anew(rater: Rater, phone: Client) -> None:
    answer(rater)
    phone.post(path_of(rater, "take-back/"))
    assert told(rater, STANDING, "care.level") == {STANDING: "", "care.level": "3"}
    assert "It counts once you have sent it" in words_at(phone, path_of(rater))
    answer_page(phone, rater, "care", care__level="1")
    phone.post(path_of(rater, "check/"))
    assert told(rater, STANDING, "care.level") == {STANDING: SENT, "care.level": "1"}
