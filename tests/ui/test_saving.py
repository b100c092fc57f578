"""Answers are saved as they are given: one at a time, again where the network failed, never said to be unless so."""

from __future__ import annotations

import pytest
from playwright.sync_api import Dialog, Page, Route, expect

from tests.browser.conftest import PageAt
from tests.ui.addresses import ANSWERS, SAVED

pytestmark = pytest.mark.urls("tests.ui.addresses")
STATUS = "[data-saving-status]"
LATER = "Not saved yet – we will try again"
KEEP = "What should they keep doing?"


@pytest.fixture
def rater(site_url: str, page_at: PageAt) -> Page:
    """A rater's page, just opened."""
    page = page_at(768)
    page.goto(f"{site_url}/rater/")
    expect(page.locator(STATUS)).to_be_empty()
    return page


def asked_before_leaving(page: Page) -> bool:
    """Whether the browser asks somebody who leaves the page, and stays."""
    return not page.evaluate("window.dispatchEvent(new Event('beforeunload', {cancelable: true}))")


def test_a_choice_is_saved_at_once_and_said_to_be(rater: Page) -> None:
    rater.get_by_label("Vital").check()
    expect(rater.locator(STATUS)).to_have_text("Saved")
    assert SAVED == [("importance", ["4"])]
    assert not asked_before_leaving(rater)


def test_a_comment_is_saved_when_somebody_pauses_and_when_they_leave_the_box(rater: Page) -> None:
    box = rater.get_by_label(KEEP)
    box.press_sequentially("Listening")
    assert asked_before_leaving(rater)
    expect(rater.locator(STATUS)).to_have_text("Saved")
    assert SAVED == [("keep", ["Listening"])]
    box.press_sequentially(" well")
    with rater.expect_response("**/save/"):
        box.blur()
    assert SAVED == [("keep", ["Listening"]), ("keep", ["Listening well"])]


def test_answers_given_fast_are_saved_in_their_order_one_at_a_time(rater: Page) -> None:
    under_way, most = 0, 0

    def count(route: Route) -> None:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        response = route.fetch()
        under_way -= 1
        route.fulfill(response=response)

    rater.route("**/save/", count)
    for name in ("Useful", "Important", "Vital"):
        rater.get_by_label(name, exact=True).check()
    rater.locator("[name=level][value='4']").check()
    expect(rater.locator(STATUS)).to_have_text("Saved")
    assert most == 1
    assert [name for name, _ in SAVED][-1] == "level"
    assert [values for name, values in SAVED if name == "importance"][-1] == ["4"]


def test_without_a_network_the_page_says_so_tries_again_and_loses_nothing(rater: Page) -> None:
    rater.route("**/save/", lambda route: route.abort())
    rater.get_by_label("Vital").check()
    expect(rater.locator(STATUS)).to_have_text(LATER)
    rater.locator("[name=level][value='4']").check()
    expect(rater.locator(STATUS)).to_have_text(LATER)
    assert SAVED == []
    assert asked_before_leaving(rater)
    rater.unroute("**/save/")
    expect(rater.locator(STATUS)).to_have_text("Saved", timeout=10_000)
    assert SAVED == [("importance", ["4"]), ("level", ["4"])]
    assert not asked_before_leaving(rater)


def test_a_form_that_is_sent_without_a_network_stays_with_all_that_is_in_it_and_can_be_sent_later(rater: Page) -> None:
    address = rater.url
    rater.context.set_offline(True)
    rater.get_by_label(KEEP).fill("Listening")
    rater.get_by_role("button", name="Next: evaluating information").click()
    expect(rater.locator(STATUS)).to_contain_text("No connection. Nothing is lost")
    rater.get_by_label("Vital").check()
    expect(rater.locator(STATUS)).to_contain_text("No connection. Nothing is lost")
    assert rater.url == address
    expect(rater.get_by_label(KEEP)).to_have_value("Listening")
    rater.context.set_offline(False)
    expect(rater.locator(STATUS)).to_have_text("Saved", timeout=10_000)
    assert sorted(SAVED) == [("importance", ["4"]), ("keep", ["Listening"])]
    rater.wait_for_timeout(1_000)  # a second press within a second is taken for a double click
    rater.get_by_role("button", name="Next: evaluating information").click()
    expect(rater.get_by_role("heading", name="There is a problem")).to_be_visible()


def test_trouble_of_the_server_is_tried_again(rater: Page) -> None:
    ANSWERS.append((503, ""))
    rater.get_by_label("Vital").check()
    expect(rater.locator(STATUS)).to_have_text(LATER)
    expect(rater.locator(STATUS)).to_have_text("Saved", timeout=5_000)
    assert SAVED == [("importance", ["4"])]


def test_when_the_questionnaire_has_closed_the_page_says_what_the_server_says_and_sends_no_more(rater: Page) -> None:
    ANSWERS.append((410, "The questionnaire closed on 24 April."))
    rater.get_by_label("Vital").check()
    expect(rater.locator(STATUS)).to_have_text("The questionnaire closed on 24 April.")
    rater.get_by_label("Useful").check()
    rater.get_by_label(KEEP).fill("More")
    rater.get_by_label(KEEP).blur()
    assert not asked_before_leaving(rater)
    expect(rater.locator(STATUS)).to_have_text("The questionnaire closed on 24 April.")
    assert SAVED == []


def test_an_answer_that_cannot_be_kept_is_said_and_the_next_one_is_saved(rater: Page) -> None:
    ANSWERS.append((409, "You sent your answers in another window."))
    rater.get_by_label("Vital").check()
    expect(rater.locator(STATUS)).to_have_text("You sent your answers in another window.")
    rater.get_by_label("Useful").check()
    expect(rater.locator(STATUS)).to_have_text("Saved")
    assert SAVED == [("importance", ["2"])]


@pytest.mark.parametrize("status", [302, 403, 422])
def test_an_answer_that_was_not_taken_is_never_said_to_be_saved(rater: Page, status: int) -> None:
    ANSWERS.append((status, "<h1>Sign in</h1>"))
    rater.get_by_label("Vital").check()
    expect(rater.locator(STATUS)).to_have_attribute("data-state", "refused")
    expect(rater.locator(STATUS)).to_contain_text("Not saved. Use the button")
    assert SAVED == []


def test_what_is_saved_bears_the_proof_that_this_site_made_the_form(rater: Page) -> None:
    with rater.expect_request("**/save/") as sent:
        rater.get_by_label("Vital").check()
    names = [pair.split("=")[0] for pair in (sent.value.post_data or "").split("&")]
    assert names == ["csrfmiddlewaretoken", "importance"]


def test_sending_the_whole_form_asks_nothing_even_while_something_is_unsaved(rater: Page) -> None:
    rater.route("**/save/", lambda route: route.abort())
    rater.get_by_label("Vital").check()
    expect(rater.locator(STATUS)).to_have_text(LATER)
    asked: list[str] = []

    def note(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    rater.on("dialog", note)
    rater.get_by_role("button", name="Next: evaluating information").click()
    expect(rater.get_by_role("heading", name="There is a problem")).to_be_visible()
    assert asked == []
