"""An online meeting is made through Microsoft Graph: once, as it publishes that it is asked, or with a clear reason."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings

from ninefold.academy import teams
from ninefold.academy.actions import online_meetings
from ninefold.academy.actions.bookings import book_place
from ninefold.academy.actions.cpd_sessions import Plan, change_session
from ninefold.academy.actions.online_meetings import make_online_meeting
from ninefold.academy.models import BookingEvent, CpdSession
from ninefold.academy.teams import TeamsError
from ninefold.accounts.policies import NotAllowedError
from ninefold.core.errors import NinefoldError
from tests.academy.cpd import DAY, EARLY, make_facilitators, make_session
from tests.academy.microsoft import ORGANISER, SECRET, TENANT, TOKEN, Microsoft, microsoft, refusal
from tests.world import World

pytestmark = pytest.mark.django_db
LINK = "https://teams.example/l/meetup-join/MSo0"


@pytest.fixture
def service(settings: Settings) -> Iterator[Microsoft]:
    with microsoft() as server:
        settings.TEAMS = server.account
        yield server


@pytest.fixture
def session(world: World) -> CpdSession:
    return make_session(world, online_link="")


def test_a_meeting_is_made_for_the_time_of_the_cpd_session_in_the_name_of_the_organiser(
    world: World, session: CpdSession, service: Microsoft
) -> None:
    make_online_meeting(session=session, by=world.administrator, at=EARLY)
    assert (session.online_link, session.meeting_id) == (LINK, "MSo0")
    assert service.asked == [
        f"/{TENANT}/oauth2/v2.0/token",
        f"/v1.0/users/{ORGANISER}/onlineMeetings/createOrGet",
    ]
    (made,) = service.meetings.values()
    said = made["subject"], made["startDateTime"], made["endDateTime"]
    assert said == ("Refresher", "2026-05-20T10:00:00Z", "2026-05-20T11:30:00Z")


def test_a_meeting_during_which_the_clocks_go_back_lasts_ninety_minutes(world: World, service: Microsoft) -> None:
    session = make_session(world, online_link="", starts_at=datetime(2026, 10, 25, 0, 30, tzinfo=UTC))
    make_online_meeting(session=session, by=world.administrator, at=EARLY)
    (made,) = service.meetings.values()
    assert (made["startDateTime"], made["endDateTime"]) == ("2026-10-25T00:30:00Z", "2026-10-25T02:00:00Z")


def test_who_has_a_place_hears_of_the_link_and_who_waits_does_not(
    world: World, session: CpdSession, service: Microsoft
) -> None:
    assert service.address
    for role in make_facilitators(world, 3):
        book_place(session=session, person=role.person, by=role, at=EARLY)
    make_online_meeting(session=session, by=world.administrator, at=EARLY)
    told = BookingEvent.objects.filter(what="link_changed").values_list("booking__person__name", flat=True)
    assert sorted(told) == ["Facilitator 0", "Facilitator 1"]


def test_asked_for_again_after_a_crash_it_is_the_same_meeting(
    world: World, session: CpdSession, service: Microsoft, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(online_meetings, "_keep", crash)
        with pytest.raises(KeyboardInterrupt):
            make_online_meeting(session=session, by=world.administrator, at=EARLY)
    make_online_meeting(session=session, by=world.administrator, at=EARLY)
    assert (len(service.meetings), session.online_link) == (1, LINK)


def test_a_link_that_was_entered_is_never_replaced(world: World, service: Microsoft) -> None:
    session = make_session(world)
    with pytest.raises(NinefoldError, match="It has a link to join"):
        make_online_meeting(session=session, by=world.administrator, at=EARLY)
    assert service.asked == []


def test_a_link_that_is_entered_while_microsoft_is_asked_stays(
    world: World, session: CpdSession, service: Microsoft, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert service.address
    ask = teams.ask_for_meeting

    def meanwhile(*args: object, **given: object) -> object:
        CpdSession.objects.update(online_link="https://meet.example/by-hand")
        return ask(*args, **given)  # type: ignore[arg-type]

    monkeypatch.setattr(online_meetings, "ask_for_meeting", meanwhile)
    with pytest.raises(NinefoldError, match="It has a link to join"):
        make_online_meeting(session=session, by=world.administrator, at=EARLY)
    session.refresh_from_db()
    assert session.online_link == "https://meet.example/by-hand"


def test_another_link_by_hand_takes_the_place_of_the_meeting(
    world: World, session: CpdSession, service: Microsoft
) -> None:
    make_online_meeting(session=session, by=world.administrator, at=EARLY)
    by_hand = Plan("refresher", "Refresher", starts_at=DAY, capacity=2, online_link="https://meet.example/by-hand")
    change_session(session=session, plan=by_hand, by=world.administrator, at=EARLY)
    assert (session.online_link, session.meeting_id) == ("https://meet.example/by-hand", "")
    assert len(service.meetings) == 1


def test_only_those_who_run_it_have_a_meeting_made(world: World, session: CpdSession, service: Microsoft) -> None:
    for role in (world.midlands_lead, world.facilitator):
        with pytest.raises(NotAllowedError):
            make_online_meeting(session=session, by=role, at=EARLY)
    assert service.asked == []


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"starts_at": None}, "Give it a day and a time first"),
        ({"starts_at": EARLY - timedelta(hours=1)}, "It has begun"),
        ({"state": "cancelled"}, "over or cancelled"),
    ],
)
def test_no_meeting_is_made_where_there_is_nothing_to_meet_for(
    world: World, service: Microsoft, given: dict[str, object], why: str
) -> None:
    session = make_session(world, online_link="", **given)  # type: ignore[arg-type]
    with pytest.raises(NinefoldError, match=why):
        make_online_meeting(session=session, by=world.administrator, at=EARLY)
    assert service.asked == []


def test_a_site_that_is_not_set_up_for_it_shows_no_button_and_refuses(world: World) -> None:
    session = make_session(world, online_link="", starts_at=datetime.now(UTC) + timedelta(days=20))
    client = Client()
    client.force_login(world.administrator.person)
    assert "Make a meeting in Teams" not in client.get(f"/cpd/manage/{session.pk}/").content.decode()
    page = client.post(f"/cpd/manage/{session.pk}/teams/", follow=True).content.decode()
    assert "This site does not make meetings in Microsoft Teams" in page


def test_the_button_makes_it_once_and_who_runs_another_region_has_none(world: World, service: Microsoft) -> None:
    session = make_session(world, online_link="", starts_at=datetime.now(UTC) + timedelta(days=20))
    client, stranger = Client(), Client()
    client.force_login(world.administrator.person)
    stranger.force_login(world.midlands_lead.person)
    page = f"/cpd/manage/{session.pk}/"
    assert stranger.post(f"{page}teams/").status_code == 404
    assert "Make a meeting in Teams" in client.get(page).content.decode()
    client.post(f"{page}teams/")
    answer = client.post(f"{page}teams/", follow=True).content.decode()
    assert "It has a link to join" in answer
    assert LINK in answer
    assert "Make a meeting in Teams" not in answer
    assert len(service.meetings) == 1


@pytest.mark.parametrize(
    ("call", "answer", "why"),
    [
        ("token", (400, b'{"error": "unauthorized_client"}'), r"does not let this site in \(unauthorized_client\)"),
        ("token", (503, b"<html>"), "busy or out of order"),
        ("token", (200, b"{}"), r"cannot read \(200\)"),
        ("createOrGet", refusal(403, "Forbidden"), r"may not make meetings for the organiser \(Forbidden\)"),
        ("createOrGet", refusal(404, "UnknownError"), "NINEFOLD_TEAMS_ORGANISER"),
        ("createOrGet", refusal(429, "TooManyRequests"), "busy or out of order"),
        ("createOrGet", (302, b""), r"cannot read \(302\)"),
        ("createOrGet", (201, b"["), "no link that people can join by"),
        ("createOrGet", (201, b'{"id": "1", "joinWebUrl": "http://teams.example/1"}'), "no link that people"),
        ("createOrGet", (201, b'{"id": "1", "joinWebUrl": "https://%s"}' % (b"a" * 1000)), "no link that people"),
    ],
)
def test_a_refusal_is_said_in_a_sentence_and_changes_nothing(
    world: World, session: CpdSession, service: Microsoft, call: str, answer: tuple[int, bytes], why: str
) -> None:
    service.refuses[call] = answer
    with pytest.raises(TeamsError, match=why):
        make_online_meeting(session=session, by=world.administrator, at=EARLY)
    session.refresh_from_db()
    assert (session.online_link, session.meeting_id, session.calendar_number) == ("", "", 0)


def test_a_service_that_does_not_answer_is_not_waited_for_and_one_that_is_away_is_said(
    world: World,
    session: CpdSession,
    service: Microsoft,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(teams, "ANSWERS_WITHIN", 0.1)
    service.is_silent = True
    with pytest.raises(TeamsError, match="did not answer in time"):
        make_online_meeting(session=session, by=world.administrator, at=EARLY)
    with microsoft() as gone:
        settings.TEAMS = gone.account
    with pytest.raises(TeamsError, match="cannot be reached"):
        make_online_meeting(session=session, by=world.administrator, at=EARLY)


def test_neither_secret_nor_token_is_logged_printed_or_said(
    world: World,
    session: CpdSession,
    service: Microsoft,
    settings: Settings,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    wrong = "another~secret"
    settings.TEAMS = replace(service.account, secret=wrong)
    with pytest.raises(TeamsError, match=r"\(invalid_client\)") as refused:
        make_online_meeting(session=session, by=world.administrator, at=EARLY)
    settings.TEAMS = service.account
    make_online_meeting(session=session, by=world.administrator, at=EARLY)
    assert "invalid_client" in caplog.text
    everything = f"{caplog.text} {service.account!r} {refused.value}"
    assert [word for word in (wrong, SECRET, TOKEN) if word in everything] == []


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_for_the_database_while_microsoft_is_asked(
    world: World, session: CpdSession, service: Microsoft, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert service.address
    held: list[bool] = []
    ask = teams.ask_for_meeting

    def watched(*args: object, **given: object) -> object:
        held.append(connection.in_atomic_block)
        return ask(*args, **given)  # type: ignore[arg-type]

    monkeypatch.setattr(online_meetings, "ask_for_meeting", watched)
    make_online_meeting(session=session, by=world.administrator, at=EARLY)
    assert (held, session.online_link) == ([False], LINK)
