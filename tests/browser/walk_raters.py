"""What the raters of the walk do: they come by the link in their mail, and each answers in their own way."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.walk import PHONE, Walk, mail_to
from tests.browser.walk_participant import NAME, address_of, answer_pages

ASKED = f"{NAME} asks for your feedback"
LINK = "a[href^='/r/'], a[href^='/p/']"  # in a mail of the mailbox


def come_by_mail(walk: Walk, page: Page, address: str, subject: str = ASKED) -> None:
    """Open the mail, follow the link in it, and go on past the door."""
    mail_to(walk, page, address, subject)
    open_the_link(walk, page)
    expect(page.get_by_role("heading", level=1)).to_have_text(ASKED)


def open_the_link(walk: Walk, page: Page) -> None:
    """Follow the link in the mail that is open, and go on past the door."""
    with page.expect_navigation():
        page.locator(LINK).first.click()
    walk.look(page)
    walk.press(page, "Continue")


def answer_and_send(walk: Walk, page: Page, level: int, comment: str = "") -> None:
    """Answer every page by its button, and send."""
    if comment:
        page.get_by_label("When has this person shown").fill(comment)
    answer_pages(walk, page, level=level)
    send(walk, page)


def send(walk: Walk, page: Page) -> None:
    """Send from the page on which all is checked."""
    walk.press(page, "Send my answers")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Thank you. Your answers are sent"))


def answer_plainly(walk: Walk, name: str, level: int, comment: str = "", *, script: bool = True) -> None:
    """Come, answer, send."""
    page = walk.window(script=script)
    come_by_mail(walk, page, address_of(name))
    walk.press(page, "Start")
    answer_and_send(walk, page, level, comment)


def answer_on_a_phone(walk: Walk, name: str) -> None:
    """Answer on a narrow phone by touching answers alone: nothing is ever sent as a form until the end."""
    page = walk.window(PHONE)
    come_by_mail(walk, page, address_of(name))
    walk.press(page, "Start")
    walk.go(page, re.sub(r"[^/]+/$", "check/", page.url).removeprefix(walk.site))
    addresses = [link.get_attribute("href") for link in page.locator(".pages a").all()]
    for address in addresses[:-1]:
        walk.go(page, str(address))
        for of in ("level", "importance"):
            page.locator(f'label:has(input[name$=".{of}"][value="2"])').click()
        expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible()
    walk.go(page, re.sub(r"[^/]+/[^/]*$", "check/", page.url).removeprefix(walk.site))
    expect(page.get_by_text("Nothing is missing.")).to_be_visible()
    send(walk, page)


def decline(walk: Walk, name: str) -> None:
    """Say, without a reason, that one would rather not."""
    page = walk.window(PHONE)
    come_by_mail(walk, page, address_of(name))
    walk.press(page, "I would rather not take part")
    walk.press(page, "Decline")
    expect(page.get_by_text("You have declined. Nobody is told")).to_be_visible()


def move_and_answer(walk: Walk, name: str, own: str, level: int) -> None:
    """Have the invitation sent to an address of one's own; the old link is dead, the new one is answered by."""
    first = walk.window()
    come_by_mail(walk, first, address_of(name))
    walk.press(first, "Move the invitation to my own address")
    with walk.expecting(422):
        first.get_by_label("Your own e-mail address").fill("nowhere")
        walk.press(first, "Send me a new link")
        expect(first.locator(".nhsuk-error-summary")).to_be_focused()
    first.get_by_label("Your own e-mail address").fill(own)
    walk.press(first, "Send me a new link")
    elsewhere = walk.window()
    mail_to(walk, elsewhere, address_of(name), ASKED)
    with walk.expecting(404, 410), elsewhere.expect_navigation():
        elsewhere.locator(LINK).first.click()
    walk.look(elsewhere)
    expect(elsewhere.get_by_role("button", name="Continue")).to_have_count(0)
    come_by_mail(walk, elsewhere, own, f"Your new link to the feedback on {NAME}")
    walk.press(elsewhere, "Start")
    answer_and_send(walk, elsewhere, level)


def lock_and_go_on_elsewhere(walk: Walk, name: str, level: int) -> None:
    """Change the group that was wrong, lock the answers, begin, and go on in another browser behind the code."""
    desk = walk.window()
    come_by_mail(walk, desk, address_of(name))
    walk.press(desk, "Change my group")
    desk.locator("input[value=peer]").check()
    walk.press(desk, "Save")
    walk.press(desk, "Lock my answers with four digits")
    with walk.expecting(422):
        desk.get_by_label("Four digits").fill("12")
        walk.press(desk, "Lock")
    desk.get_by_label("Four digits").fill("4071")
    walk.press(desk, "Lock")
    walk.press(desk, "Start")
    desk.locator('input[name$=".level"][value="2"]').check()
    walk.press(desk, "Save and go on later")
    phone = walk.window(PHONE)
    mail_to(walk, phone, address_of(name), ASKED)
    open_the_link(walk, phone)
    with walk.expecting(422):
        phone.get_by_label("Code").fill("0000")
        walk.press(phone, "Open my answers")
    phone.get_by_label("Code").fill("4071")
    walk.press(phone, "Open my answers")
    walk.press(phone, re.compile("^Go on"))
    answer_and_send(walk, phone, level)


def answer_on_a_shared_computer(walk: Walk, name: str, level: int) -> None:
    """Leave nothing behind on a computer that others use: with the answers gone, so is all else."""
    page = walk.window()
    come_by_mail(walk, page, address_of(name))
    walk.press(page, "I am on a shared computer")
    walk.press(page, "Start")
    answer_and_send(walk, page, level)
    assert page.context.cookies() == []
    with walk.expecting(403):
        page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Open this page from your invitation")


def take_back_and_send_anew(walk: Walk, name: str, level: int) -> None:
    """Answer, take it all back, change it, and send again."""
    page = walk.window()
    come_by_mail(walk, page, address_of(name))
    walk.press(page, "Start")
    answer_and_send(walk, page, level, "Rory Blake was there, and so was I, your only ward clerk.")
    walk.press(page, "Take my answers back")
    walk.press(page, re.compile("^Check and send|^Go on"))
    send(walk, page)


def answer_pulse(walk: Walk, name: str, point: str) -> None:
    """Say what one has noticed, three months later."""
    page = walk.window(PHONE)
    mail_to(walk, page, address_of(name), f"What have you noticed of {NAME}’s goals?")
    open_the_link(walk, page)
    for question in page.locator("fieldset.rating").all():
        question.get_by_role("radio", name=point, exact=True).check()
    walk.press(page, "Send")
    expect(page.get_by_text("Your answers are sent.")).to_be_visible()
