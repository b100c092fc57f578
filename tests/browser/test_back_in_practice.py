"""A facilitator out of practice comes back: the refresher, the waiting list, an offer, being there, the certificate."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from ninefold.academy.actions.bookings import book_place, cancel_booking
from ninefold.academy.jobs.bookings import let_offers_lapse, tell_bookings
from ninefold.academy.models import Certificate, CpdSession, Host
from ninefold.accounts.models import Role
from ninefold.core.london import LONDON
from tests.academy.cpd import make_facilitator, make_session
from tests.browser.conftest import PageAt
from tests.browser.test_every_page import wrong_at_any_width
from tests.browser.test_facilitating import sign_in
from tests.support.post import posted
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
AN_ADDRESS = re.compile(r"https?://\S+")


@pytest.fixture
def session(world: World) -> CpdSession:
    """A refresher with one place, which somebody else has, in five weeks, hosted by Grace Mensah."""
    at = timezone.now()
    starts_at = (at + timedelta(days=35)).replace(minute=0, second=0, microsecond=0)
    made = make_session(world, places=1, starts_at=starts_at, online_link="https://meet.example/refresher")
    Host.objects.create(session=made, person=world.other_facilitator.person)
    book_place(session=made, person=world.facilitator.person, by=world.facilitator, at=at)
    return made


@pytest.fixture
def out_of_practice(world: World) -> Role:
    """Accredited a year and a half ago, and nothing since."""
    return make_facilitator("Rita Ozturk", world.trent, accredited_on=_ago(540))


def _ago(days: int) -> date:
    return (timezone.now() - timedelta(days=days)).date()


def looked_at(page: Page) -> None:
    """Nothing of the page is a barrier or scrolls sideways, on a telephone or a screen."""
    assert wrong_at_any_width(page) == []
    page.set_viewport_size({"width": 1280, "height": 900})


def mail_with(role: Role, subject: str) -> str:
    """The text of the only mail to somebody with this in its subject."""
    (text,) = [mail.text for mail in posted(role.person.email) if subject in mail.subject]
    return text


def local(address: str, site_url: str) -> str:
    """An address in a mail, on the site under test."""
    return site_url + "/" + address.split("/", 3)[3]


def listed(session: CpdSession, role: Role, folder: Path) -> Path:
    """The list that the meeting service exports in German: three parts, UTF-16, two devices."""
    assert session.starts_at is not None
    start = session.starts_at.astimezone(LONDON)

    def stay(name: str, email: str, first: int, last: int) -> str:
        came, went = (f"{start + timedelta(minutes=minute):%d.%m.%y, %H:%M:%S}" for minute in (first, last))
        return f"{name}\t{came}\t{went}\t{last - first} Min.\t{email}\tTeilnehmer\n"

    text = (
        "1. Zusammenfassung\nTitel der Besprechung\tRefresher\n\n"
        "2. Teilnehmer\nName\tErster Beitritt\tLetzter Austritt\tDauer\tE-Mail\tRolle\n\n"
        "3. Aktivitäten während der Besprechung\nName\tBeitrittszeit\tAustrittszeit\tDauer\tE-Mail\tRolle\n"
        + stay("Ozturk, Rita", role.person.email, -2, 40)
        + stay("Rita Ozturk (Gast)", "", 38, 91)
    )
    file = folder / "Teilnehmerliste.csv"
    file.write_bytes(text.encode("utf-16"))
    return file


def test_a_facilitator_out_of_practice_is_accredited_again_with_the_certificate_in_hand(
    site_url: str, page_at: PageAt, world: World, session: CpdSession, out_of_practice: Role, tmp_path: Path
) -> None:
    page = page_at(1280)
    sign_in_as(page, site_url, out_of_practice)
    finds_the_refresher_and_waits(page, site_url)
    gets_an_offer_and_accepts(page, site_url, world, session, out_of_practice)
    attends(page_at, site_url, world, session, out_of_practice, tmp_path)
    is_accredited_again(page, site_url, out_of_practice, tmp_path)


def sign_in_as(page: Page, site_url: str, role: Role) -> None:
    """Sign somebody in who is not of the cast."""
    sign_in(page.context, site_url, _Cast({"somebody": role}), "somebody")  # type: ignore[arg-type]


class _Cast:
    """A world of one."""

    def __init__(self, roles: dict[str, Role]) -> None:
        self.roles = roles


def finds_the_refresher_and_waits(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/standing/")
    expect(page.get_by_role("main")).to_contain_text("Out of practice")
    looked_at(page)
    page.goto(f"{site_url}/cpd/?topic=refresher")
    looked_at(page)
    page.get_by_role("link", name=re.compile("Refresher")).first.click()
    expect(page.get_by_role("main")).to_contain_text("All places are taken")
    looked_at(page)
    page.get_by_role("button", name="Go on the waiting list").click()
    expect(page.get_by_role("main")).to_contain_text("Number 1 on the waiting list")
    expect(page.get_by_role("main")).not_to_contain_text("meet.example")
    looked_at(page)


def gets_an_offer_and_accepts(page: Page, site_url: str, world: World, session: CpdSession, role: Role) -> None:
    at = timezone.now()
    tell_bookings(at)
    waiting = mail_with(role, "waiting list")
    assert "no place yet" in " ".join(waiting.split())
    assert "meet.example" not in waiting
    taken = session.bookings.get(person=world.facilitator.person)
    cancel_booking(booking=taken, by=world.facilitator, at=at)
    let_offers_lapse(at)
    tell_bookings(at)
    offer = next(each for each in AN_ADDRESS.findall(mail_with(role, "Will you come?")) if "/cpd/offer/" in each)
    page.goto(local(offer, site_url))
    looked_at(page)
    page.get_by_role("button", name="Accept the place").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What came of your offer")
    expect(page.get_by_role("main")).to_contain_text("the place is yours")
    page.goto(f"{site_url}/cpd/{session.pk}/")
    expect(page.get_by_role("link", name="Join online")).to_have_attribute("href", "https://meet.example/refresher")
    tell_bookings(timezone.now())
    assert "https://meet.example/refresher" in mail_with(role, "Your place")


def attends(page_at: PageAt, site_url: str, world: World, session: CpdSession, role: Role, folder: Path) -> None:
    """It was held yesterday, and its host brings the list of the meeting."""
    yesterday: datetime = (timezone.now().astimezone(LONDON) - timedelta(days=1)).replace(
        hour=10, minute=0, second=0, microsecond=0
    )
    CpdSession.objects.filter(pk=session.pk).update(starts_at=yesterday)
    session.refresh_from_db()
    host = page_at(1280)
    sign_in(host.context, site_url, world, "other_facilitator")
    host.goto(f"{site_url}/cpd/manage/{session.pk}/attendance/")
    looked_at(host)
    host.locator("input[type='file']").set_input_files(str(listed(session, role, folder)))
    host.get_by_role("button", name="Read the list").click()
    expect(host.get_by_role("main")).to_contain_text("90 minutes, 100%")
    looked_at(host)
    host.get_by_role("button", name="Count who was there").click()
    expect(host.get_by_role("main")).to_contain_text("It is counted")
    looked_at(host)


def is_accredited_again(page: Page, site_url: str, role: Role, folder: Path) -> None:
    tell_bookings(timezone.now())
    assert "/certificates/" in mail_with(role, "Your certificate")
    page.goto(f"{site_url}/standing/")
    expect(page.get_by_role("main")).to_contain_text("Accredited")
    expect(page.get_by_role("main")).not_to_contain_text("Out of practice")
    looked_at(page)
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("Refresher.*PDF")).click()
    file = folder / "certificate.pdf"
    download.value.save_as(file)
    assert file.read_bytes().startswith(b"%PDF")
    code = Certificate.objects.get().code
    stranger = page.context.browser
    assert stranger is not None
    checking = stranger.new_page()
    checking.goto(f"{site_url}/certificates/?code={code}")
    expect(checking.get_by_role("main")).to_contain_text("This certificate is genuine")
    expect(checking.get_by_role("main")).to_contain_text("Rita Ozturk")
    checking.close()
