"""A facilitator's pages and what a participant sees of them, in a real browser: both screens, paper, no script."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect

from ninefold.feedback.actions.facilitations import request_facilitator
from ninefold.feedback.actions.holding import mark_held
from ninefold.feedback.actions.opening import open_all
from ninefold.feedback.actions.session_times import offer_time, pick_time
from ninefold.feedback.models import Facilitation, Report, SessionTime
from tests.browser.conftest import PageAt
from tests.browser.test_every_page import WIDTHS, press_tab_until, scrolls_sideways
from tests.feedback.made import make_closed, make_draft, take_on
from tests.support.axe import barriers
from tests.world import World


def sign_in(context: BrowserContext, site_url: str, world: World, name: str) -> None:
    """Let somebody of the cast be signed in in this browser."""
    client = Client()
    client.force_login(world.roles[name].person)
    (cookie,) = client.cookies.values()
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site_url}])


def page_of(page_at: PageAt, width: int, site_url: str, world: World, name: str) -> Page:
    page = page_at(width)
    sign_in(page.context, site_url, world, name)
    return page


@pytest.fixture
def case(world: World) -> Facilitation:
    """A closed 360 without a time, besides a request and a draft of others."""
    make_closed(world, form="full")
    asked = make_draft(world, participant=world.payer)
    request_facilitator(assessment=asked, facilitator=world.facilitator.person, by=world.payer, at=timezone.now())
    take_on(make_draft(world, participant=world.other_participant), world.facilitator)
    return Facilitation.objects.select_related("assessment__participant", "facilitator").get(
        assessment__participant=world.participant.person
    )


def with_time(case: Facilitation, world: World) -> None:
    at = timezone.now()
    for days in (7, 8):
        offer_time(starts_at=at + timedelta(days=days), minutes=120, where="Room 4", by=world.facilitator, at=at)
    pick_time(facilitation=case, time=SessionTime.objects.earliest("pk"), by=world.participant, at=at)


def addresses(case: Facilitation, who: str) -> list[str]:
    """The addresses of all pages of a case, for one of the two."""
    if who == "participant":
        names = ("feedback_session", "own_report", "session_held")
        return [reverse(f"feedback:{name}", kwargs={"pk": case.assessment_id}) for name in names]
    of_a_case = ("facilitation", "first_talk", "notes", "preparation", "case_report", "opening", "mark_held", "concern")
    found = [reverse(f"feedback:{name}", kwargs={"pk": case.pk}) for name in of_a_case]
    requested = Facilitation.objects.get(state="requested")
    found += [reverse("feedback:facilitation", kwargs={"pk": requested.pk}), f"{found[-1]}?limit=harm"]
    found.append(reverse("feedback:part", kwargs={"pk": case.pk, "anchor": "overview"}))
    return [reverse("feedback:cases"), reverse("feedback:session_times"), *found]


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_of_a_facilitator_has_barriers_or_scrolls_sideways(
    site_url: str, page_at: PageAt, world: World, case: Facilitation, width: int
) -> None:
    with_time(case, world)
    page = page_of(page_at, width, site_url, world, "facilitator")
    found = {}
    for address in addresses(case, "facilitator"):
        page.goto(site_url + address)
        found[address] = barriers(page) + (["it scrolls sideways"] if scrolls_sideways(page) else [])
    assert {address: faults for address, faults in found.items() if faults} == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_of_the_participant_has_barriers_or_scrolls_sideways(
    site_url: str, page_at: PageAt, world: World, case: Facilitation, width: int
) -> None:
    with_time(case, world)
    later = timezone.now() + timedelta(days=9)
    page = page_of(page_at, width, site_url, world, "participant")
    own_report = site_url + reverse("feedback:own_report", kwargs={"pk": case.assessment_id})
    page.goto(own_report)
    assert barriers(page) == []
    open_all(facilitation=case, by=world.facilitator, at=later)
    mark_held(facilitation=case, by=world.facilitator, at=later)
    for address in addresses(case, "participant"):
        page.goto(site_url + address)
        assert (address, barriers(page), scrolls_sideways(page)) == (address, [], False)


def test_what_is_opened_on_one_screen_appears_on_the_other_by_itself(
    site_url: str, page_at: PageAt, world: World, case: Facilitation
) -> None:
    hers = page_of(page_at, 768, site_url, world, "participant")
    hers.goto(site_url + reverse("feedback:own_report", kwargs={"pk": case.assessment_id}))
    expect(hers.get_by_text("nothing of it is open yet")).to_be_visible()
    his = page_of(page_at, 1280, site_url, world, "facilitator")
    his.goto(site_url + reverse("feedback:part", kwargs={"pk": case.pk, "anchor": "overview"}))
    his.get_by_label("The feedback session is happening now").check()
    his.get_by_role("button", name="Open this part").click()
    expect(his.get_by_text("can read this part")).to_be_visible()
    expect(hers.get_by_role("heading", name="Overview in words")).to_be_visible(timeout=15_000)
    expect(hers.get_by_role("status").filter(has_text="opened another part")).to_be_visible()
    hers.get_by_role("heading", name="Overview in words").evaluate("it => { it.dataset.mark = 'read'; }")
    his.goto(site_url + reverse("feedback:part", kwargs={"pk": case.pk, "anchor": "how-to-read"}))
    his.get_by_role("button", name="Open this part").click()
    expect(hers.get_by_role("heading", name="How to read this report")).to_be_visible(timeout=15_000)
    # What was being read is still the same element, in its place after the new part.
    expect(hers.locator("[data-mark=read]")).to_be_visible()
    assert hers.locator(".report-body > section").evaluate_all("all => all.map(it => it.id)") == [
        "how-to-read",
        "overview",
    ]
    assert barriers(hers) == []
    his.goto(site_url + reverse("feedback:opening", kwargs={"pk": case.pk}))
    his.get_by_role("button", name="Open the whole report").click()
    expect(hers.get_by_role("link", name="PDF")).to_be_visible(timeout=15_000)


def test_without_a_script_a_press_shows_what_was_opened(
    site_url: str, browser: Browser, world: World, case: Facilitation
) -> None:
    context = browser.new_context(java_script_enabled=False)
    sign_in(context, site_url, world, "participant")
    page = context.new_page()
    page.goto(site_url + reverse("feedback:own_report", kwargs={"pk": case.assessment_id}))
    open_all(facilitation=case, by=world.facilitator, at=timezone.now(), happening_now=True)
    page.get_by_role("button", name="Show what was opened").click()
    expect(page.get_by_role("heading", name="Overview in words")).to_be_visible()
    context.close()


def test_the_facilitator_s_whole_way_without_a_script(
    site_url: str, browser: Browser, world: World, case: Facilitation
) -> None:
    context = browser.new_context(java_script_enabled=False)
    sign_in(context, site_url, world, "facilitator")
    page = context.new_page()
    page.goto(site_url + reverse("feedback:cases"))
    page.get_by_role("button", name="Offer times for Ada Okafor").click()
    later = timezone.localtime(timezone.now() + timedelta(days=30))
    for part in ("day", "month", "year"):
        page.get_by_label(part.capitalize(), exact=True).fill(str(getattr(later, part)))
    page.get_by_label("Begins at").fill("10:30")
    page.get_by_label("Where").fill("Room 4")
    page.get_by_role("button", name="Offer this time").click()
    expect(page.get_by_text("The time is offered.")).to_be_visible()
    page.goto(site_url + reverse("feedback:facilitation", kwargs={"pk": case.pk}))
    page.get_by_role("link", name=re.compile("^Open the report for")).click()
    page.get_by_role("button", name="Open the whole report").click()
    expect(page.locator(".nhsuk-error-summary")).to_contain_text("happening now")
    page.get_by_label("The feedback session is happening now").check()
    page.get_by_role("button", name="Open the whole report").click()
    page.get_by_role("button", name="Mark the feedback session as held").click()
    page.get_by_role("button", name="It was held").click()
    expect(page.get_by_text("is asked to confirm it")).to_be_visible()
    context.close()


def test_the_keyboard_alone_accepts_a_request(site_url: str, page_at: PageAt, world: World, case: Facilitation) -> None:
    del case
    page = page_of(page_at, 1280, site_url, world, "facilitator")
    page.goto(site_url + reverse("feedback:cases"))
    press_tab_until(page, "Answer the request for Wen Li")
    page.keyboard.press("Enter")
    page.wait_for_url("**/facilitating/*/")
    press_tab_until(page, "Accept")
    page.keyboard.press("Enter")
    expect(page.get_by_text("You have taken this on.")).to_be_visible()


@pytest.mark.parametrize("fullest", [False, True])
def test_the_preparation_prints_on_two_sheets(
    site_url: str, page_at: PageAt, world: World, case: Facilitation, *, fullest: bool
) -> None:
    with_time(case, world)
    if fullest:
        fill_up(case)
    page = page_of(page_at, 1280, site_url, world, "facilitator")
    page.goto(site_url + reverse("feedback:preparation", kwargs={"pk": case.pk}))
    printed = page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 2


def fill_up(case: Facilitation) -> None:
    """Make the report one in which as much stands out as can, and the wish for the feedback session a long one."""
    case.assessment.from_the_session = "I want to learn how my team sees me. " * 20
    case.assessment.save()
    report = Report.objects.get(assessment=case.assessment_id)
    for place, cell in enumerate(each for each in report.shown["cells"] if each["question"].endswith(".level")):
        own = cell["block"] == "self"
        low = place % 2 == 0
        cell |= {"kind": "mean", "n": cell["n"] or 1, "value": "4.00" if own else "0.75" if low else "3.25"}
    report.save()
