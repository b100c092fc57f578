"""What a facilitator and a lead of the walk do."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.walk import Walk
from tests.browser.walk_participant import NAME, fill_date, to_her_360

CASE = re.compile(f"for {NAME}")


def come_in_as(walk: Walk, page: Page, name: str, kind: str) -> None:
    """Come in as somebody of the demonstration, at a press of a button."""
    walk.go(page, "/account/sign-in/")
    walk.press(page, re.compile(f"^{name} ?, {kind}", re.IGNORECASE))


def accept(walk: Walk, page: Page) -> None:
    """Take a request on, and look at all there is to the case before the close."""
    walk.go(page, "/facilitating/")
    walk.press(page, f"Answer the request for {NAME}")
    walk.press(page, "Accept")
    expect(page.get_by_text("Our two wards become one in the spring.")).to_be_visible()
    walk.press(page, "Propose a first talk")
    with walk.expecting(422):
        walk.press(page, "Send the proposal")
    page.get_by_label("When, and how you reach each other").fill("Thursday at 3, on 01632 960170?")
    walk.press(page, "Send the proposal")


def agree_to_list(walk: Walk, page: Page) -> None:
    """Look at the list that waits for it, ask in vain for changes without saying which, and agree."""
    walk.go(page, "/facilitating/")
    walk.press(page, CASE)
    with walk.expecting(422):
        walk.press(page, "Ask for changes")
    walk.press(page, "Agree to the list")
    expect(page.get_by_text("Everybody on the list has been agreed to.")).to_be_visible()


def offer_time(walk: Walk, page: Page, days: int) -> None:
    """Offer a time for all cases, so many days ahead."""
    walk.go(page, "/facilitating/times/")
    with walk.expecting(422):
        walk.press(page, "Offer this time")
    fill_date(page, days)
    page.get_by_label("Begins at").fill("10:30")
    page.get_by_label("Where").fill("The quiet room on level 2")
    walk.press(page, "Offer this time")


def prepare(walk: Walk, page: Page) -> None:
    """Read what prepares for the feedback session, and the report."""
    to_case(walk, page)
    walk.press(page, "Preparation, on two pages")
    to_case(walk, page)
    walk.press(page, "The whole report")
    to_case(walk, page)
    walk.press(page, "Read and write your notes")
    page.get_by_role("textbox").fill("Begin with the huddle.")
    walk.press(page, "Keep the notes")
    to_case(walk, page)
    walk.press(page, "I am worried about something in this report")
    page.get_by_label("None of these").check()
    walk.press(page, "Go on")
    page.get_by_role("radio").first.check()
    walk.press(page, "Go on")


def open_together(walk: Walk, his: Page, hers: Page) -> None:
    """Open the report on both screens at once: part after part, and then the rest."""
    to_her_360(walk, hers)
    walk.go(hers, f"{re.search('/360/[0-9]+/', hers.url).group()}report/")  # type: ignore[union-attr]
    expect(hers.get_by_text("nothing of it is open yet")).to_be_visible()
    to_case(walk, his)
    walk.press(his, re.compile("^Open the report for"))
    walk.press(his, re.compile("^Begin with"))
    walk.press(his, re.compile("^Open this part"))
    expect(hers.locator(".report-body > section")).to_have_count(1, timeout=20_000)
    walk.look(hers)
    walk.press(his, "All parts of the report")
    walk.press(his, re.compile("^Go on with"))
    walk.press(his, re.compile("^Open this part"))
    expect(hers.locator(".report-body > section")).to_have_count(2, timeout=20_000)
    walk.press(his, "All parts of the report")
    walk.press(his, "Open the whole report")
    expect(hers.get_by_role("link", name="PDF")).to_be_visible(timeout=20_000)
    with hers.expect_download() as download:
        hers.get_by_role("link", name="PDF").click()
    assert download.value.path().read_bytes().startswith(b"%PDF-")


def mark_held(walk: Walk, page: Page) -> None:
    """Say that the feedback session was held, which is another act than opening the report."""
    walk.press(page, "Mark the feedback session as held")
    walk.press(page, "It was held")
    expect(page.get_by_text("is asked to confirm it").first).to_be_visible()


def to_case(walk: Walk, page: Page) -> None:
    """Go to the page of the case by way of the list of them."""
    walk.go(page, "/facilitating/")
    walk.press(page, CASE)
    if page.get_by_role("link", name="Back to the case").count():
        walk.press(page, "Back to the case")


def look_as_lead(walk: Walk, page: Page, *says: str) -> None:
    """See how it stands, in these words, and nothing of what anybody wants or answers."""
    walk.go(page, "/programme/")
    walk.press(page, re.compile(f"^{NAME}"))
    for said in says:
        expect(page.get_by_text(said).first).to_be_visible()
    for content in ("Our two wards", "huddle", "ward clerk"):
        assert content not in page.content()
