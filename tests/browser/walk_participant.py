"""What a participant of the walk does, with the mouse: from signing up to the start, and what follows the report."""

from __future__ import annotations

import re
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser.walk import Walk, mail_to

NAME, ADDRESS = "Maya Fielding", "maya.fielding@trent.example"
FACILITATOR = "Marjorie Sinclair"
# Whom she asks, as she has them in a spreadsheet; one mailbox is read by whoever is on duty.
COLLEAGUES = (
    ("Ines Duarte", "ines.duarte", "line manager"),
    ("Rory Blake", "rory.blake", "peer"),
    ("Tamsin Okoye", "tamsin.okoye", "peer"),
    ("Lewis Grant", "lewis.grant", "peer"),
    ("Nell Hargreaves", "nell.hargreaves", "peer"),
    ("Amara Obi", "amara.obi", "peer"),
    ("Jo Whitfield", "jo.whitfield", "reports to me"),
    ("Sol Marin", "sol.marin", "reports to me"),
    ("Dee Kowalska", "dee.kowalska", "reports to me"),
    ("Ash Patel", "ash.patel", "reports to me"),
    ("Bea Lowther", "ward9", "reports to me"),
)


def address_of(name: str) -> str:
    """Where a colleague is written to."""
    return next(f"{mailbox}@trent.example" for each, mailbox, _group in COLLEAGUES if each == name)


def sign_up(walk: Walk, page: Page, mailbox: Page) -> None:
    """Get an account with a code that comes by mail."""
    walk.go(page, "/")
    walk.press(page, "Ask for feedback")
    walk.press(page, "sign up")
    page.get_by_label("Your name").fill(NAME)
    page.get_by_label("Your e-mail address").fill(ADDRESS)
    walk.press(page, "Send me a code")
    mail_to(walk, mailbox, ADDRESS, "Your code to sign up with Ninefold")
    code = re.search(r"\b\d{4} ?\d{4}\b", mailbox.locator("main").inner_text())
    assert code is not None
    page.get_by_label("The code").fill(code.group())
    walk.press(page, "Continue")


def begin(walk: Walk, page: Page) -> None:
    """Make the 360, say what she wants from it, and answer her own part."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Your 360s")
    walk.press(page, "Begin a 360")
    with walk.expecting(422):
        page.get_by_label("Year").fill("2020")
        walk.press(page, "Begin")
        expect(page.locator(".nhsuk-error-summary")).to_be_focused()
    fill_date(page, 28)
    page.get_by_label("Short").check()
    walk.press(page, "Begin")
    expect(page.get_by_role("heading", level=1)).to_have_text("Set up your 360")
    walk.press(page, "Say what you want from it")
    page.get_by_label("Why now?").fill("Our two wards become one in the spring.")
    page.get_by_label("What would you most like to learn?").fill("Whether people know where we are going.")
    walk.press(page, "Save")


def answer_own_part(walk: Walk, page: Page) -> None:
    """Answer the questions about herself, page by page."""
    walk.press(page, "Answer your own part")
    walk.press(page, "Start")
    answer_pages(walk, page, level=3, importance=4)
    walk.press(page, "Finish my part")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your part is finished")


def answer_pages(walk: Walk, page: Page, *, level: int, importance: int = 3) -> None:
    """Give one answer to each question of level and of importance, on every page up to the check."""
    forward = re.compile("^Next: ")
    while page.get_by_role("button", name=forward).count():
        for of, point in (("level", level), ("importance", importance)):
            for radio in page.locator(f'input[type=radio][name$=".{of}"][value="{point}"]').all():
                radio.check()
        walk.press(page, forward)


def choose_facilitator(walk: Walk, page: Page) -> None:
    """Ask somebody to facilitate."""
    to_her_360(walk, page)
    walk.press(page, "Choose a facilitator")
    with walk.expecting(422):
        walk.press(page, "Ask this facilitator")
    page.get_by_label(FACILITATOR).check()
    page.get_by_label("There is no such tie between this person and me").check()
    walk.press(page, "Ask this facilitator")


def add_colleagues(walk: Walk, page: Page) -> None:
    """Paste the list, look at what was read, and ask for the check that one entry needs."""
    to_her_360(walk, page)
    walk.press(page, "Add colleagues")
    walk.press(page, "Add a list")
    lines = [f"{name}; {mailbox}@trent.example; {group}" for name, mailbox, group in COLLEAGUES]
    page.get_by_label("Paste the list").fill("\n".join([*lines, "Somebody without an address"]))
    with walk.expecting(422):
        walk.press(page, "See what was read")
    page.get_by_label("Lines that could not be read").fill("")
    page.get_by_label("I confirm that each of these people has agreed to be asked").check()
    walk.press(page, re.compile("Add these people|Read these lines again"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Whom you ask")


def to_her_360(walk: Walk, page: Page) -> None:
    """Go to the page of the 360 by way of the list of them."""
    walk.go(page, "/360/")
    walk.press(page, re.compile("^Number 1, begun on"))


def fill_date(page: Page, days: int) -> None:
    """Type a day so many days ahead into the three fields of a date."""
    day = timezone.localdate() + timedelta(days=days)
    for part in ("day", "month", "year"):
        page.get_by_label(part.capitalize(), exact=True).fill(str(getattr(day, part)))


def ask_for_check(walk: Walk, page: Page) -> None:
    """Ask for the look that one entry needs before anybody is invited."""
    walk.press(page, "Ask for the check")
    expect(page.get_by_text("You asked for a check on")).to_be_visible()


def start(walk: Walk, page: Page) -> None:
    """Read the text to send to colleagues, and start."""
    to_her_360(walk, page)
    walk.press(page, "Tell your colleagues")
    expect(page.get_by_label("Text to copy")).to_have_value(re.compile(f"“{NAME} asks for your feedback”"))
    to_her_360(walk, page)
    walk.press(page, "Start")
    walk.press(page, "Start and invite everybody")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your 360 is open")
    expect(page.get_by_text("The first figure is here by tomorrow.")).to_be_visible()


def remind(walk: Walk, page: Page) -> None:
    """Remind those who have not answered, whoever they are."""
    to_her_360(walk, page)
    walk.press(page, "Remind those who have not answered")
    walk.press(page, "Send the reminders")


def close_early(walk: Walk, page: Page) -> None:
    """Close the questionnaire, now that enough have answered."""
    to_her_360(walk, page)
    expect(page.get_by_role("progressbar")).to_contain_text("At least 6 of 11 people had answered on")
    walk.press(page, "Close the questionnaire early")
    walk.press(page, "Close it now")
    expect(page.get_by_role("heading", level=1)).to_have_text("The questionnaire is closed")


def pick_time(walk: Walk, page: Page) -> None:
    """Choose the time that the facilitator has offered, and look at the report that is not open yet."""
    to_her_360(walk, page)
    walk.press(page, "The time of your feedback session")
    with walk.expecting(422):
        walk.press(page, "Choose this time")
    page.locator("input[name=time]").first.check()
    walk.press(page, "Choose this time")
    expect(page.get_by_role("button", name="Put it in your calendar")).to_be_visible()


def confirm_held(walk: Walk, page: Page, mailbox: Page) -> None:
    """Say that the feedback session took place, as a mail asks."""
    mail_to(walk, mailbox, ADDRESS, "Did your feedback session take place?")
    to_her_360(walk, page)
    walk.press(page, "Say whether the feedback session took place")
    page.get_by_label("Yes").check()
    walk.press(page, "Send")


def set_goals(walk: Walk, page: Page) -> None:
    """Set two goals, one of them to be shared, and ask somebody for support."""
    to_her_360(walk, page)
    walk.press(page, "Set one to three goals")
    walk.press(page, "Add a goal")
    with walk.expecting(422):
        walk.press(page, "Save this goal")
        expect(page.locator(".nhsuk-error-summary")).to_be_focused()
    page.get_by_label("What I want to change").fill("I say at each huddle where the two wards are going.")
    page.get_by_label("My first step").fill("Draw the plan on the board on Monday.")
    fill_date(page, 90)
    page.get_by_label("Name", exact=True).fill("Ines Duarte")
    page.get_by_label("E-mail address").fill(address_of("Ines Duarte"))
    page.get_by_label("Write to them now, and ask for their support").check()
    page.get_by_label("I am willing to share this goal").check()
    walk.press(page, "Save this goal")
    walk.press(page, "Add another goal")
    page.get_by_label("What I want to change").fill("I give the hard message straight, and the same day.")
    fill_date(page, 60)
    walk.press(page, "Save this goal")
    walk.press(page, re.compile("^It is done"))


def thank(walk: Walk, page: Page) -> None:
    """Thank everybody who was invited, once, and look at the page for the appraisal."""
    to_her_360(walk, page)
    walk.press(page, "Thank everybody who was invited")
    page.get_by_label("Your own words").fill("Thank you. I have learned that you want to hear the plan from me.")
    page.get_by_label("I say at each huddle").check()
    walk.press(page, "See how it will look")
    walk.press(page, "Send it to all 11 people")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your thanks are sent")
    to_her_360(walk, page)
    walk.press(page, re.compile("^One page for your appraisal"))
    walk.go(page, "/360/")


def ask_how_it_goes(walk: Walk, page: Page, mailbox: Page) -> None:
    """Three months later: ask everybody what they have noticed."""
    mail_to(walk, mailbox, ADDRESS, "Three months on: ask how your goals are going")
    to_her_360(walk, page)
    walk.press(page, "Ask how it is going")
    page.get_by_label("I say at each huddle").check()
    walk.press(page, re.compile("^Ask all 1[01] people"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Colleagues are being asked")


def read_what_was_noticed(walk: Walk, page: Page, mailbox: Page) -> None:
    """Read what came of it."""
    mail_to(walk, mailbox, ADDRESS, "How your goals are going: the answers are in")
    to_her_360(walk, page)
    walk.press(page, "Ask how it is going")
    expect(page.get_by_role("heading", level=1)).to_have_text("What colleagues noticed")
    expect(page.get_by_text("Improved")).to_be_visible()
