"""CPD sessions on pages: the public list and calendar, and what those who run them prepare and announce."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from ninefold.academy.actions import announcing
from ninefold.academy.actions.announcing import announce_dates, tell_of_dates
from ninefold.academy.actions.bookings import book_place
from ninefold.academy.actions.cpd_sessions import Plan, cancel_session, prepare_session
from ninefold.academy.actions.mail_choice import choose_mail
from ninefold.academy.emails.cpd_sessions import announced
from ninefold.academy.models import Announcement, CpdSession, Host, Link
from ninefold.accounts.models import Kind, Role
from ninefold.accounts.outbox import Message
from ninefold.core.london import LONDON
from tests.academy.cpd import make_facilitators, make_session
from tests.support.post import posted
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def starts_at(now: datetime) -> datetime:
    return (now + timedelta(days=40)).replace(minute=0, second=0, microsecond=0)


@pytest.fixture
def session(world: World, starts_at: datetime) -> CpdSession:
    return make_session(world, starts_at=starts_at)


def signed(role: Role) -> Client:
    client = Client()
    client.force_login(role.person)
    return client


def read(address: str, client: Client | None = None, *, status: int = 200) -> str:
    answer = (client or Client()).get(address)
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


def test_anybody_sees_the_dates_to_come_with_their_places_in_words(world: World, session: CpdSession) -> None:
    assert "2 places free" in read("/cpd/")
    for role in make_facilitators(world, 3):
        book_place(session=session, person=role.person, by=role, at=timezone.now())
    assert "full, 1 waits" in read("/cpd/")


def test_the_list_tells_a_facilitator_what_they_have_of_each(world: World, session: CpdSession) -> None:
    booked, other, waits, stranger = make_facilitators(world, 4)
    for role in (booked, other, waits):
        book_place(session=session, person=role.person, by=role, at=timezone.now())
    assert "you have a place" in read("/cpd/", signed(booked))
    assert "you are on the waiting list" in read("/cpd/", signed(waits))
    for client in (signed(stranger), Client()):
        page = read("/cpd/", client)
        assert not any(each in page for each in ("you have a place", "you are on the waiting list"))


def test_what_is_over_shows_no_link_to_join_and_no_free_places(world: World, session: CpdSession) -> None:
    role = make_facilitators(world, 1)[0]
    book_place(session=session, person=role.person, by=role, at=timezone.now())
    page = f"/cpd/{session.pk}/"
    assert "Join online" in read(page, signed(role))
    CpdSession.objects.update(starts_at=timezone.now() - timedelta(days=1))
    over = read(page, signed(role))
    assert "This CPD session is over." in over
    assert not any(each in over for each in ("Join online", "free", "You have a place."))


def test_the_list_is_narrowed_by_topic_and_month_without_script(session: CpdSession, starts_at: datetime) -> None:
    month = f"{starts_at.astimezone(LONDON):%Y-%m}"
    page = f"/cpd/{session.pk}/"
    assert page in read(f"/cpd/?topic=refresher&month={month}")
    assert page not in read("/cpd/?topic=group-reports")
    assert "No CPD session fits" in read("/cpd/?month=2020-01")


def test_a_draft_is_on_no_public_page(world: World, starts_at: datetime) -> None:
    draft = make_session(world, starts_at=starts_at, state="draft", announced_at=None)
    assert f"/cpd/{draft.pk}/" not in read("/cpd/")
    read(f"/cpd/{draft.pk}/", status=404)
    assert "VEVENT" not in read("/cpd/feed.ics")
    cancel_session(session=draft, because="No host.", by=world.administrator, at=timezone.now())
    assert f"/cpd/{draft.pk}/" not in read("/cpd/")
    read(f"/cpd/{draft.pk}/", status=404)


def test_the_link_to_join_is_shown_to_who_has_a_place_and_to_hosts_alone(world: World, session: CpdSession) -> None:
    Host.objects.create(session=session, person=world.other_facilitator.person)
    waiting, *holding = make_facilitators(world, 3)
    for role in (*holding, waiting):
        book_place(session=session, person=role.person, by=role, at=timezone.now())
    page = f"/cpd/{session.pk}/"
    for client, seen in (
        (signed(holding[0]), True),
        (signed(world.other_facilitator), True),
        (signed(world.administrator), True),
        (signed(waiting), False),
        (signed(world.facilitator), False),
        (signed(world.midlands_lead), False),
        (Client(), False),
    ):
        assert ("https://meet.example/refresher" in read(page, client)) is seen


def test_a_calendar_that_subscribes_learns_of_a_cancellation(world: World, session: CpdSession) -> None:
    feed = Calendar.from_ical(Client().get("/cpd/feed.ics").content)
    (event,) = feed.walk("VEVENT")
    uid = event["UID"]
    assert (event["SEQUENCE"], event["STATUS"], feed["METHOD"]) == (0, "CONFIRMED", "PUBLISH")
    assert "meet.example" not in str(event)
    cancel_session(session=session, because="Snow.", by=world.administrator, at=timezone.now())
    (event,) = Calendar.from_ical(Client().get("/cpd/feed.ics").content).walk("VEVENT")
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == (uid, 1, "CANCELLED")


def form(starts_at: datetime, **changed: str) -> dict[str, str]:
    local = starts_at.astimezone(LONDON)
    return {
        "topic": "refresher",
        "open_to": "everybody",
        "day_day": str(local.day),
        "day_month": str(local.month),
        "day_year": str(local.year),
        "clock": f"{local:%H:%M}",
        "minutes": "90",
        "capacity": "20",
        "counts_as_session": "on",
        **changed,
    }


def test_a_lead_prepares_announces_and_moves_one(world: World, starts_at: datetime) -> None:
    client = signed(world.midlands_lead)
    answer = client.post("/cpd/manage/new/", form(starts_at), follow=True)
    made = CpdSession.objects.get()
    assert "Nobody else sees it until you announce it" in answer.content.decode()
    assert (made.region, made.title, made.starts_at, made.counts_as_session) == (
        world.midlands,
        "Refresher",
        starts_at,
        True,
    )
    assert f"/cpd/{made.pk}/" not in read("/cpd/")
    client.post("/cpd/manage/announce/", {"sessions": [str(made.pk)]})
    assert f"/cpd/{made.pk}/" in read("/cpd/")
    later = starts_at + timedelta(days=7)
    client.post(f"/cpd/manage/{made.pk}/", form(later, capacity="25"))
    made.refresh_from_db()
    assert (made.starts_at, made.capacity, made.calendar_number) == (later, 25, 1)


def test_what_has_no_date_comes_after_what_has_one(world: World, session: CpdSession) -> None:
    dateless = make_session(world, starts_at=None)
    for page in (read("/cpd/"), read("/cpd/manage/", signed(world.administrator))):
        assert page.index(f"/{session.pk}/") < page.index(f"/{dateless.pk}/")


def test_the_days_between_which_places_can_be_booked_are_kept_and_shown(world: World, starts_at: datetime) -> None:
    client, opens = signed(world.administrator), starts_at.astimezone(LONDON) - timedelta(days=20)
    days = {"day": str(opens.day), "month": str(opens.month), "year": str(opens.year)}
    given = form(starts_at, **{f"books_from_{part}": value for part, value in days.items()})
    client.post("/cpd/manage/new/", given)
    made = CpdSession.objects.get()
    assert made.books_from == opens.replace(hour=0)
    assert made.books_until is None
    assert f'value="{opens.day}"' in read(f"/cpd/manage/{made.pk}/", client)
    assert "Book from" in read(f"/cpd/{made.pk}/", client)


def test_an_hour_that_the_clocks_skip_is_refused_with_the_reason(world: World, starts_at: datetime) -> None:
    wrong = form(starts_at, day_day="28", day_month="3", day_year="2027", clock="01:30")
    answer = signed(world.administrator).post("/cpd/manage/new/", wrong)
    assert answer.status_code == 422
    assert "01:30 does not exist" in answer.content.decode()
    assert not CpdSession.objects.exists()


def test_an_hour_that_the_clocks_show_twice_is_refused_with_the_reason(world: World, starts_at: datetime) -> None:
    wrong = form(starts_at, day_day="31", day_month="10", day_year="2027", clock="01:30")
    answer = signed(world.administrator).post("/cpd/manage/new/", wrong)
    assert answer.status_code == 422
    assert "01:30 comes twice" in answer.content.decode()
    assert not CpdSession.objects.exists()


def test_a_day_without_a_time_and_a_host_whom_nobody_knows_are_refused(world: World, starts_at: datetime) -> None:
    client = signed(world.administrator)
    said = client.post("/cpd/manage/new/", form(starts_at, clock="", hosts="nobody@example.org")).content.decode()
    assert "Give the day and the time together" in said
    assert "Nobody here has this address: nobody@example.org" in said


def test_fewer_places_than_are_booked_change_nothing_at_all(world: World, session: CpdSession) -> None:
    assert session.starts_at is not None
    for role in make_facilitators(world, 2):
        book_place(session=session, person=role.person, by=role, at=timezone.now())
    wrong = form(session.starts_at, capacity="1", title="Another title")
    answer = signed(world.administrator).post(f"/cpd/manage/{session.pk}/", wrong)
    assert answer.status_code == 422
    assert "2 places are booked or on offer" in answer.content.decode()
    session.refresh_from_db()
    assert (session.capacity, session.title) == (2, "Refresher")


def test_others_do_not_get_to_the_pages_of_those_who_run_it(world: World, session: CpdSession) -> None:
    for page in ("", "cancel/"):
        read(f"/cpd/manage/{session.pk}/{page}", signed(world.midlands_lead), status=404)
        read(f"/cpd/manage/{session.pk}/{page}", signed(world.facilitator), status=403)


def test_cancelling_asks_why(world: World, session: CpdSession) -> None:
    client = signed(world.administrator)
    assert client.post(f"/cpd/manage/{session.pk}/cancel/", {"because": ""}).status_code == 422
    client.post(f"/cpd/manage/{session.pk}/cancel/", {"because": "The host is ill."})
    session.refresh_from_db()
    assert session.state == "cancelled"
    assert "The host is ill." in read(f"/cpd/{session.pk}/")


def drafts(world: World, starts_at: datetime, now: datetime) -> list[CpdSession]:
    plan = Plan("refresher", "Refresher", starts_at=starts_at)
    plans = (plan, replace(plan, title="Group reports", topic="group-reports", starts_at=starts_at + timedelta(days=1)))
    return [prepare_session(body=world.nation, plan=each, by=world.administrator, at=now) for each in plans]


def test_every_facilitator_gets_one_mail_with_a_link_of_their_own_to_each_date(
    world: World, starts_at: datetime, now: datetime
) -> None:
    make_facilitators(world, 3)
    announce_dates(sessions=drafts(world, starts_at, now), by=world.administrator, at=now)
    assert tell_of_dates(now) == 5  # those of the cast too
    assert tell_of_dates(now) == 0
    assert Message.objects.count() == 5
    assert Link.objects.filter(purpose=Link.Purpose.BOOK).values("person", "about").distinct().count() == 10
    (mail,) = posted(world.facilitator.person.email)
    assert mail.subject == "2 new dates for CPD sessions"


def test_who_wants_no_news_gets_none(world: World, starts_at: datetime, now: datetime) -> None:
    choose_mail(person=world.facilitator.person, news=False, opinions=True, at=now)
    announce_dates(sessions=drafts(world, starts_at, now), by=world.administrator, at=now)
    assert tell_of_dates(now) == 1


def test_after_a_crash_half_way_the_rest_are_told_and_nobody_twice(
    world: World, starts_at: datetime, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_facilitators(world, 5)
    announce_dates(sessions=drafts(world, starts_at, now), by=world.administrator, at=now)
    monkeypatch.setattr(announcing, "AT_ONCE", 2)
    written = announced
    calls = []

    def crash_at_the_fourth(*args: object) -> object:
        calls.append(args)
        if len(calls) == 4:
            raise KeyboardInterrupt
        return written(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(announcing, "announced", crash_at_the_fourth)
    assert tell_of_dates(now) == 2
    with pytest.raises(KeyboardInterrupt):
        tell_of_dates(now)
    while Announcement.objects.filter(done_at__isnull=True).exists():
        tell_of_dates(now)
    assert Announcement.objects.get().told == 7
    people = Role.objects.filter(kind=Kind.FACILITATOR).select_related("person")
    assert [len(posted(role.person.email)) for role in people] == [1] * 7


def test_the_text_to_forward_holds_no_link_that_is_anybodys_own(
    world: World, starts_at: datetime, now: datetime
) -> None:
    made = drafts(world, starts_at, now)
    assert "A text to forward" not in read("/cpd/manage/announce/", signed(world.administrator))
    announce_dates(sessions=made, by=world.administrator, at=now)
    page = read("/cpd/manage/announce/", signed(world.administrator))
    assert "Group reports: " in page
    assert "/cpd/link/" not in page
