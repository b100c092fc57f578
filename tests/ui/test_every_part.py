"""Every part as it is met: at three widths, by keyboard alone, without JavaScript, with axe looking on."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PageAt
from tests.browser.test_every_page import scrolls_sideways
from tests.browser.test_reading import SPACED_OUT, WRITE, heard
from tests.support.axe import barriers
from tests.ui import addresses

pytestmark = pytest.mark.urls("tests.ui.addresses")
WIDTHS = (320, 768, 1280)
PATHS = ("/all-parts/", "/rater/")
SEND = "Save and continue"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", PATHS)
def test_the_parts_have_no_barriers_and_never_scroll_sideways(
    site_url: str, page_at: PageAt, path: str, width: int
) -> None:
    page = page_at(width)
    page.goto(site_url + path)
    page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
    assert barriers(page) == []
    assert not scrolls_sideways(page)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_form_with_every_fault_has_no_barriers_and_never_scrolls_sideways(
    site_url: str, page_at: PageAt, width: int
) -> None:
    page = page_at(width)
    page.goto(f"{site_url}/all-parts/")
    page.get_by_role("button", name=SEND).click()
    expect(page.locator(".nhsuk-error-summary")).to_be_focused()
    expect(page).to_have_title(re.compile("^Error: "))
    assert barriers(page) == []
    assert not scrolls_sideways(page)


@pytest.mark.parametrize("path", PATHS)
def test_the_parts_bear_large_letters_and_letters_set_apart(site_url: str, page_at: PageAt, path: str) -> None:
    page = page_at(1280)
    page.goto(site_url + path)
    page.evaluate(WRITE, "html { font-size: 200%; }" + SPACED_OUT)
    assert not scrolls_sideways(page)


def test_every_link_of_the_summary_moves_the_focus_to_what_is_to_be_filled_in(site_url: str, page_at: PageAt) -> None:
    page = page_at(768)
    page.goto(f"{site_url}/all-parts/")
    page.get_by_role("button", name=SEND).click()
    links = page.locator(".nhsuk-error-summary a")
    places = links.evaluate_all("all => all.map(link => link.hash.slice(1))")
    assert len(places) > len(set(places)) > 10  # two faults may be put right in one place
    for index, place in enumerate(places):
        links.nth(index).click()
        assert page.evaluate("document.activeElement.id") == place
        assert page.evaluate("document.activeElement.matches('input, select, textarea')")


def test_the_fault_of_a_date_leads_to_the_part_that_is_wrong(site_url: str, page_at: PageAt) -> None:
    page = page_at(320)
    page.goto(f"{site_url}/all-parts/")
    page.get_by_label("Day", exact=True).fill("24")
    page.get_by_label("Month", exact=True).fill("April")
    page.get_by_label("Year", exact=True).fill("26")
    page.get_by_role("button", name=SEND).click()
    page.get_by_role("link", name="“26” is not a year: enter its four digits.").click()
    expect(page.get_by_label("Year", exact=True)).to_be_focused()
    expect(page.get_by_label("Year", exact=True)).to_have_value("26")
    expect(page.get_by_label("Month", exact=True)).to_have_value("April")
    group = page.get_by_role("group", name="When does it close?")
    expect(group).to_have_accessible_description(re.compile("For example.*Error:.*four digits"))


def test_what_somebody_typed_is_still_there_but_for_a_password(site_url: str, page_at: PageAt) -> None:
    page = page_at(1280)
    page.goto(f"{site_url}/all-parts/")
    page.get_by_label("What do you call it?").fill("<Spring>")
    page.get_by_label("Password", exact=True).fill("secret")
    page.get_by_label("What do you want from it?").fill("\nTwo\nlines")
    page.get_by_label("The short form").check()
    page.get_by_label("Tuesday").check()
    page.get_by_label("Group", exact=True).select_option("Line manager")
    page.get_by_label("Each of them agreed to be asked").check()
    page.get_by_role("button", name=SEND).click()
    expect(page.locator(".nhsuk-error-summary")).to_be_focused()
    expect(page.get_by_label("What do you call it?")).to_have_value("<Spring>")
    expect(page.get_by_label("Password", exact=True)).to_have_value("")
    expect(page.get_by_label("What do you want from it?")).to_have_value("\nTwo\nlines")
    expect(page.get_by_label("The short form")).to_be_checked()
    expect(page.get_by_label("Tuesday")).to_be_checked()
    expect(page.get_by_label("Monday")).not_to_be_checked()
    expect(page.get_by_label("Group", exact=True)).to_have_value("manager")
    expect(page.get_by_label("Each of them agreed to be asked")).to_be_checked()


def test_a_table_shown_as_cards_is_heard_as_the_same_table(site_url: str, page_at: PageAt) -> None:
    table = {"table", "caption", "row", "columnheader", "rowheader", "cell"}
    wide, narrow = page_at(1280), page_at(320)
    for page in (wide, narrow):
        page.goto(f"{site_url}/all-parts/")
    expect(narrow.locator(".table tbody tr").first).to_have_css("display", "block")
    told = [each for each in heard(wide) if each[0] in table]
    assert ("columnheader", "Invitation") in told
    assert [each for each in heard(narrow) if each[0] in table] == told


def test_what_somebody_just_did_is_read_out_first(site_url: str, page_at: PageAt) -> None:
    page = page_at(1280)
    page.goto(f"{site_url}/all-parts/")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("Dr Odell was invited.")


def test_states_are_said_in_words(site_url: str, page_at: PageAt) -> None:
    page = page_at(320)
    page.goto(f"{site_url}/all-parts/")
    steps = page.get_by_role("list", name="What there is to do").get_by_role("listitem")
    assert [text.split("\n")[-1].strip() for text in steps.all_inner_texts()] == [
        "Done",
        "To do now",
        "Waiting",
        "Later",
    ]
    expect(page.get_by_role("progressbar", name="At least 6 of 12 colleagues have answered")).to_be_visible()
    expect(page.get_by_role("button", name="Remind Cerys Pugh")).to_be_visible()
    expect(page.get_by_role("link", name="Change Closing date")).to_be_visible()


def test_a_choice_is_a_large_target_and_its_label_is_complete(site_url: str, page_at: PageAt) -> None:
    page = page_at(320)
    page.goto(f"{site_url}/rater/")
    for choice in page.locator(".point:visible").all():
        box = choice.bounding_box()
        assert box
        assert box["height"] >= 44
        assert box["width"] >= 250
    level = page.get_by_role("group", name="At which level do you see this person leading with care?")
    names = ["Not yet essential", "Essential", "Proficient", "Strong", "Exemplary", "No opportunity to observe"]
    assert [each for role, each in heard(page) if role == "radio"][: len(names)] == names
    expect(level.get_by_role("radio", name="Proficient")).to_be_checked()
    mood = page.get_by_role("group", name="Notices low mood and acts")
    expect(mood.get_by_role("radio", name="Strong")).to_have_accessible_description(
        "Makes it usual that colleagues look after each other."
    )


@pytest.mark.parametrize(("width", "columns"), [(320, 1), (1280, 6)])
def test_choices_are_rows_on_a_phone_and_columns_on_a_desk(
    site_url: str, page_at: PageAt, width: int, columns: int
) -> None:
    page = page_at(width)
    page.goto(f"{site_url}/rater/")
    boxes = [choice.bounding_box() for choice in page.locator(".rating").first.locator(".point").all()]
    assert len({box["x"] for box in boxes if box}) == columns


def test_the_keyboard_alone_answers_a_question(site_url: str, page_at: PageAt) -> None:
    page = page_at(1280)
    page.goto(f"{site_url}/rater/")
    level = page.get_by_role("group", name="At which level do you see this person leading with care?")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "level":
            break
    expect(level.get_by_role("radio", name="Proficient")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(level.get_by_role("radio", name="Strong")).to_be_checked()
    page.keyboard.press("Tab")
    expect(page.get_by_text("What each level looks like").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(level.get_by_text("Brings other leaders to do the same.")).to_be_visible()


def test_the_chosen_one_is_seen_where_a_reader_sets_all_colours(site_url: str, browser: Browser) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(f"{site_url}/rater/")
    widths = (
        page.locator(".rating")
        .first.locator(".point")
        .evaluate_all("all => all.map(choice => getComputedStyle(choice).borderTopWidth)")
    )
    assert widths == ["1px", "1px", "3px", "1px", "1px", "1px"]
    context.close()


def test_who_is_signed_in_finds_what_is_theirs_without_a_mouse(site_url: str, page_at: PageAt) -> None:
    page = page_at(320)
    page.goto(f"{site_url}/all-parts/")
    summary = page.locator(".person summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Your account")).to_be_visible()
    assert not scrolls_sideways(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Your account")).to_be_hidden()
    expect(summary).to_be_focused()


def test_what_is_folded_lies_open_where_there_is_room(site_url: str, page_at: PageAt) -> None:
    narrow, wide = page_at(320), page_at(1280)
    for page, shown in ((narrow, False), (wide, True)):
        page.goto(f"{site_url}/rater/")
        expect(page.get_by_role("group", name="Thanks people")).to_be_visible(visible=shown)


def test_everything_works_without_javascript(site_url: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page: Page = context.new_page()
    page.goto(f"{site_url}/rater/")
    expect(page.locator("[data-saving-status]")).to_be_empty()
    expect(page.get_by_text("You can write up to 2000 characters.")).to_be_visible()
    page.get_by_label("Vital").check()
    page.get_by_label("What should they keep doing?").fill("Listening")
    with page.expect_request("**/all-parts/") as sent:
        page.get_by_role("button", name="Next: evaluating information").click()
    assert {"level=2", "importance=4", "keep=Listening"} <= set((sent.value.post_data or "").split("&"))
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    assert addresses.SAVED == []
    context.close()
