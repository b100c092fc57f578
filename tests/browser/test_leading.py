"""The pages of those who lead in a real browser: at three widths, by keyboard alone, without JavaScript."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, expect

from ninefold.accounts.models import Role
from ninefold.feedback.actions.counting import tell_answered
from ninefold.feedback.actions.letters import add_without_address
from ninefold.feedback.models import Assessment, RaterState
from tests.browser.conftest import PageAt
from tests.browser.test_every_page import WIDTHS, press_tab_until, scrolls_sideways
from tests.feedback.made import let_answer, make_closed, make_draft, make_open, raters_of, take_on
from tests.support.axe import barriers
from tests.world import NOON, World, make_world


@pytest.fixture
def world(site_url: str) -> World:  # noqa: ARG001 - the site is up before the cast is made
    """The cast, with an open 360 that has one of everything, one closed and one being set up, in one region."""
    world = make_world()
    assessment = make_open(world)
    take_on(assessment, world.facilitator)
    let_answer(assessment, raters_of(assessment)[:5])
    tell_answered(assessment, NOON)
    add_without_address(
        assessment=assessment, name="Jo Porter", group="other", agreed=True, by=world.trent_lead, at=NOON
    )
    assessment.raters.filter(pk=raters_of(assessment)[0].pk).update(state=RaterState.BOUNCED)
    assessment.raters.filter(pk=raters_of(assessment)[1].pk).update(state=RaterState.OPENED)
    make_closed(world, participant=world.payer)
    make_draft(world, participant=world.trent_lead)
    return world


def sign_in(context: BrowserContext, site_url: str, role: Role) -> None:
    client = Client()
    client.force_login(role.person)
    (cookie,) = client.cookies.values()
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site_url}])


def hers(world: World) -> Assessment:
    return Assessment.objects.get(participant=world.participant.person)


def pages_of(world: World) -> list[str]:
    assessment = hers(world)
    bounced = raters_of(assessment)[0].pk
    one = f"/programme/{assessment.pk}/"
    acts = ("extend/", "cancel/", "facilitator/", "people/add/", "people/list/", "letters/")
    return [
        "/programme/",
        "/programme/?state=opened",
        "/programme/new/?q=a+o",
        "/programme/new/person/",
        f"/programme/new/{world.participant.person_id}/",
        one,
        *(one + act for act in acts),
        f"{one}people/{bounced}/address/",
    ]


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_of_a_lead_has_a_barrier_or_scrolls_sideways(
    site_url: str, page_at: PageAt, world: World, width: int
) -> None:
    page = page_at(width)
    sign_in(page.context, site_url, world.midlands_lead)
    for path in pages_of(world):
        page.goto(site_url + path)
        assert (path, barriers(page)) == (path, [])
        assert (path, scrolls_sideways(page)) == (path, False)


@pytest.mark.parametrize("width", WIDTHS)
def test_forms_that_were_filled_in_wrongly_have_no_barrier_either(
    site_url: str, page_at: PageAt, world: World, width: int
) -> None:
    page = page_at(width)
    sign_in(page.context, site_url, world.midlands_lead)
    for path in [path for path in pages_of(world) if path.endswith(("add/", "list/", "facilitator/", "person/"))]:
        page.goto(site_url + path)
        page.locator("main form[method=post] button[type=submit]").last.click()
        expect(page.locator(".nhsuk-error-summary")).to_be_focused()
        assert (path, barriers(page)) == (path, [])
        assert (path, scrolls_sideways(page)) == (path, False)


def test_the_keyboard_alone_leads_from_the_list_to_an_invitation_sent_again(
    site_url: str, page_at: PageAt, world: World
) -> None:
    page = page_at(1280)
    sign_in(page.context, site_url, world.trent_lead)
    page.goto(f"{site_url}/programme/")
    page.keyboard.press("Tab")
    press_tab_until(page, f"Ada Okafor, 360 number {hers(world).pk}")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/programme/{hers(world).pk}/")
    press_tab_until(page, "Send again to Bea Line Manager")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("The invitation to Bea Line Manager is sent again")


def test_without_javascript_a_letter_is_put_on_the_list_and_printed(
    site_url: str, browser: Browser, world: World, tmp_path: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    sign_in(context, site_url, world.trent_lead)
    page = context.new_page()
    page.goto(f"{site_url}/programme/{hers(world).pk}/people/add/")
    page.get_by_label("Name", exact=True).fill("Kim Cleaner")
    page.get_by_label("No e-mail: a letter with a code is printed").check()
    page.get_by_label("Group").select_option("other")
    page.get_by_label("I confirm that this person has agreed to be asked").check()
    page.get_by_role("button", name="Add this person").click()
    page.get_by_role("link", name="Print letters").click()
    expect(page.get_by_label("Kim Cleaner")).to_be_checked()
    with page.expect_download() as download:
        page.get_by_role("button", name="Make the file and take it").click()
    download.value.save_as(tmp_path / "letters.pdf")
    assert (tmp_path / "letters.pdf").read_bytes().startswith(b"%PDF-")
    context.close()
