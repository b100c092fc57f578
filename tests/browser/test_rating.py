"""The rater's journey in a real browser: at three widths, by keyboard alone, without JavaScript, in two tabs."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from ninefold.core.framework.model import SELF
from ninefold.feedback.actions.answers import move_invitation, save_answers
from ninefold.feedback.models import Rater
from ninefold.feedback.queries.open_answers import SENT, STANDING
from tests.browser.conftest import PageAt
from tests.browser.test_every_page import WIDTHS, press_tab_until, scrolls_sideways
from tests.feedback.coming_in import link_to, told
from tests.feedback.made import answers_for, make_open, raters_of
from tests.support.axe import barriers
from tests.world import make_world

TITLES = ("Keeping purpose alive", "Caring for colleagues", "Making sense of evidence")


@pytest.fixture
def rater(site_url: str) -> Rater:  # noqa: ARG001 - the site is up before the cast is made
    """One of the people whom Ada Okafor manages, whom another participant has asked too."""
    world = make_world()
    make_open(world, participant=world.payer)
    return raters_of(make_open(world, form="full"), "direct_report")[0]


def open_link(page: Page, site_url: str, rater: Rater) -> None:
    """Come in as a rater does: the link, and one button."""
    page.goto(f"{site_url}/r/{link_to(rater)}/")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ada Okafor asks for your feedback")


def choose(page: Page, question: str, answer: str) -> None:
    page.get_by_role("group", name=re.compile(question)).get_by_text(answer, exact=True).click()


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_of_a_rater_has_barriers_or_scrolls_sideways(
    site_url: str, page_at: PageAt, rater: Rater, width: int
) -> None:
    page = page_at(width)
    found: dict[str, list[str]] = {}

    def look(path: str) -> None:
        page.goto(site_url + path)
        found[path] = [*barriers(page), *(["scrolls sideways"] if scrolls_sideways(page) else [])]

    for path in ("/r/", f"/r/{link_to(rater)}/", "/r/nothing/", "/check-a-mail/", f"/feedback/{rater.pk}/"):
        look(path)
    open_link(page, site_url, rater)
    one = f"/feedback/{rater.pk}/"
    pages = ("care/", "overall/", "check/", "group/", "address/", "code/", "decline/")
    for path in (one, "/feedback/", "/feedback/left/", *(one + each for each in pages)):
        look(path)
    save_answers(rater=rater, given=answers_for(rater.assessment, comment=f"{rater.name}, your only HCA on Ward 7."))
    look(f"{one}check/")
    page.get_by_role("button", name="Send my answers").click()
    for path in (f"{one}sent/", one, f"{one}care/"):
        look(path)
    page.get_by_role("button", name="Leave this computer clean").wait_for(state="detached")
    page.goto(site_url + one)
    page.get_by_role("button", name="I am on a shared computer").click()
    assert barriers(page) == []
    assert not scrolls_sideways(page)
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def test_every_answer_is_saved_as_it_is_given_and_said_to_be(site_url: str, page_at: PageAt, rater: Rater) -> None:
    page = page_at(320)
    open_link(page, site_url, rater)
    page.get_by_role("button", name="Start").click()
    choose(page, "Which level best describes", "Proficient")
    expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible()
    page.get_by_label("When has this person shown").fill("On the night of the flood.")
    page.get_by_label("When has this person shown").blur()
    expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible()
    assert told(rater, "purpose.level", "purpose.comment") == {
        "purpose.level": "2",
        "purpose.comment": "On the night of the flood.",
    }
    page.reload()
    expect(page.get_by_role("radio", name="Proficient")).to_be_checked()


def test_two_tabs_lose_nothing_of_each_other(site_url: str, page_at: PageAt, rater: Rater) -> None:
    first = page_at(1280)
    open_link(first, site_url, rater)
    second = first.context.new_page()
    for tab in (first, second):
        tab.goto(f"{site_url}/feedback/{rater.pk}/care/")
    choose(second, "Which level best describes", "Strong")
    second.get_by_role("button", name="Next: Making sense of evidence").click()
    choose(first, "How important is", "Vital")
    first.get_by_role("button", name="Next: Making sense of evidence").click()
    first.wait_for_url("**/information/")
    assert told(rater, "care.level", "care.importance") == {"care.level": "3", "care.importance": "4"}
    first.go_back()
    expect(first.get_by_role("radio", name="Strong")).to_be_checked()


def test_an_answer_that_is_set_back_is_kept_as_it_stands(site_url: str, page_at: PageAt, rater: Rater) -> None:
    save_answers(rater=rater, given={"care.level": "3"})
    page = page_at(320)
    open_link(page, site_url, rater)
    page.goto(f"{site_url}/feedback/{rater.pk}/care/")
    choose(page, "Which level best describes", "Essential")
    expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible()
    page.route("**/save/", lambda route: route.abort())
    choose(page, "Which level best describes", "Strong")
    page.get_by_role("button", name="Next: Making sense of evidence").click()
    page.wait_for_url("**/information/")
    assert told(rater, "care.level") == {"care.level": "3"}


def test_a_tab_whose_link_was_moved_elsewhere_says_that_it_saves_no_more(
    site_url: str, page_at: PageAt, rater: Rater
) -> None:
    page = page_at(320)
    open_link(page, site_url, rater)
    page.goto(f"{site_url}/feedback/{rater.pk}/care/")
    move_invitation(rater=rater, email="bea@home.example")
    choose(page, "Which level best describes", "Strong")
    expect(page.get_by_text("Not saved: this invitation was moved or withdrawn.")).to_be_visible()


def test_the_keyboard_alone_leads_from_the_link_to_the_thanks(site_url: str, page_at: PageAt, rater: Rater) -> None:
    first_kinds = {"level": "2", "importance": "2"}
    given = {code: "2" for code in answers_for(rater.assessment) if code.partition(".")[2] in first_kinds}
    save_answers(rater=rater, given={code: answer for code, answer in given.items() if code != "purpose.level"})
    page = page_at(320)
    page.goto(f"{site_url}/r/{link_to(rater)}/")
    press_tab_until(page, "Continue")
    page.keyboard.press("Enter")
    page.wait_for_url("**/feedback/*/")
    press_tab_until(page, "Go on")
    page.keyboard.press("Enter")
    page.wait_for_url("**/purpose/")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "purpose.level":
            break
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible()
    press_tab_until(page, "Next: Caring for colleagues")
    page.keyboard.press("Enter")
    page.wait_for_url("**/care/")
    page.goto(f"{site_url}/feedback/{rater.pk}/")
    press_tab_until(page, "Check and send")
    page.keyboard.press("Enter")
    page.wait_for_url("**/check/")
    press_tab_until(page, "Send my answers")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. Your answers are sent")
    assert told(rater, STANDING, "purpose.level") == {STANDING: SENT, "purpose.level": "1"}


def test_without_javascript_all_of_it_works(site_url: str, browser: Browser, rater: Rater) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 700})
    page = context.new_page()
    open_link(page, site_url, rater)
    page.get_by_role("button", name="Start").or_(page.get_by_role("link", name="Start")).click()
    for title in TITLES:
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        choose(page, "Which level best describes", "Proficient")
        page.get_by_text("Say more: what you have seen").click()
        page.locator("fieldset").nth(2).get_by_text("Usually").click()
        page.get_by_role("button", name=re.compile("^Next: ")).click()
    page.get_by_role("button", name="Save and go on later").click()
    expect(page.get_by_text("Everything is saved.")).to_be_visible()
    page.goto(f"{site_url}/feedback/{rater.pk}/check/")
    page.get_by_role("button", name="Send my answers").click()
    page.get_by_role("link", name=re.compile("^Tick the box")).click()
    page.get_by_label("Send it with what is missing left out").check()
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. Your answers are sent")
    assert told(rater, STANDING, "care.level", "care.b1") == {STANDING: SENT, "care.level": "2", "care.b1": "3"}
    context.close()


def test_what_is_folded_lies_open_on_a_wide_screen_alone(site_url: str, page_at: PageAt, rater: Rater) -> None:
    for width, opened in ((1280, True), (320, False)):
        page = page_at(width)
        open_link(page, site_url, rater)
        page.goto(f"{site_url}/feedback/{rater.pk}/care/")
        more = page.locator("details", has_text="Say more")
        expect(more).to_have_attribute("open", "") if opened else expect(more).not_to_have_attribute("open", "")


def test_a_double_click_on_send_sends_once(site_url: str, page_at: PageAt, rater: Rater) -> None:
    save_answers(rater=rater, given=answers_for(rater.assessment))
    page = page_at(1280)
    open_link(page, site_url, rater)
    page.goto(f"{site_url}/feedback/{rater.pk}/check/")
    page.get_by_role("button", name="Send my answers").dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. Your answers are sent")
    page.go_back()
    page.reload()
    expect(page.get_by_text("Your answers are sent.")).to_be_visible()
    assert told(rater, STANDING) == {STANDING: SENT}


def test_after_leaving_a_shared_computer_the_back_button_shows_nothing(
    site_url: str, page_at: PageAt, rater: Rater
) -> None:
    page = page_at(320)
    open_link(page, site_url, rater)
    page.get_by_role("button", name="I am on a shared computer").click()
    page.goto(f"{site_url}/feedback/{rater.pk}/care/")
    page.get_by_role("button", name="Leave this computer clean").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("This computer is clean")
    assert page.context.cookies() == []
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Open this page from your invitation")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_own_part_has_no_barriers(site_url: str, page_at: PageAt, rater: Rater, width: int) -> None:
    client = Client()
    client.force_login(rater.assessment.participant)
    page = page_at(width)
    (cookie,) = client.cookies.values()
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site_url}])
    own = raters_of(rater.assessment, SELF)[0]
    save_answers(rater=own, given=answers_for(rater.assessment, comment="A comment."))
    for path in ("", "care/", "overall/", "check/"):
        page.goto(f"{site_url}/360/{rater.assessment_id}/own-part/{path}")
        assert barriers(page) == []
        assert not scrolls_sideways(page)
    page.get_by_role("button", name="Finish my part").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your part is finished")
    assert barriers(page) == []
