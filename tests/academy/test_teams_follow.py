"""The meeting in Teams follows its CPD session: it is moved, and deleted, with it, whenever Microsoft answers."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from ninefold.academy import teams
from ninefold.academy.actions import online_meetings
from ninefold.academy.actions.cpd_sessions import Plan, cancel_session, change_session
from ninefold.academy.actions.online_meetings import TRIED_FOR, keep_meetings, make_online_meeting
from ninefold.academy.models import CpdSession
from ninefold.accounts.audit import AuditEntry
from tests.academy.cpd import DAY, EARLY, make_session
from tests.academy.microsoft import ORGANISER, SECRET, TOKEN, Microsoft, microsoft, refusal
from tests.world import World

pytestmark = pytest.mark.django_db
NEXT_DAY = DAY + timedelta(days=1)
LINK = "https://teams.example/l/meetup-join/MSo0"
MEETING = f"/v1.0/users/{ORGANISER}/onlineMeetings/MSo0"


@pytest.fixture
def service(settings: Settings) -> Iterator[Microsoft]:
    with microsoft() as server:
        settings.TEAMS = server.account
        yield server


@pytest.fixture
def session(world: World, service: Microsoft) -> CpdSession:
    """One with a meeting that was made for it."""
    assert service.address
    made = make_session(world, online_link="")
    make_online_meeting(session=made, by=world.administrator, at=EARLY)
    return made


def move(world: World, session: CpdSession, days: int = 7, title: str = "Refresher") -> None:
    plan = Plan("refresher", title, starts_at=DAY + timedelta(days=days), capacity=2, online_link=session.online_link)
    change_session(session=session, plan=plan, by=world.administrator, at=EARLY)


def cancel(world: World, session: CpdSession) -> None:
    cancel_session(session=session, because="The host is ill.", by=world.administrator, at=EARLY)


def test_what_was_not_changed_is_not_asked_for(session: CpdSession, service: Microsoft) -> None:
    service.asked.clear()
    assert (session.meeting_id, keep_meetings(EARLY), service.asked) == ("MSo0", 0, [])


def test_a_cpd_session_that_is_moved_takes_its_meeting_along_once_and_the_link_stays(
    world: World, session: CpdSession, service: Microsoft
) -> None:
    move(world, session, title="Refresher in June")
    assert [keep_meetings(EARLY), keep_meetings(EARLY)] == [1, 0]
    assert [path for path in service.asked if path.startswith("PATCH")] == [f"PATCH {MEETING}"]
    (meeting,) = service.meetings.values()
    said = meeting["subject"], meeting["startDateTime"], meeting["endDateTime"]
    assert said == ("Refresher in June", "2026-05-27T10:00:00Z", "2026-05-27T11:30:00Z")
    session.refresh_from_db()
    assert (session.online_link, session.meeting_id) == (LINK, "MSo0")
    assert AuditEntry.objects.filter(what="move online meeting").count() == 1


def test_one_that_is_cancelled_has_its_meeting_deleted_once(
    world: World, session: CpdSession, service: Microsoft
) -> None:
    cancel(world, session)
    assert [keep_meetings(EARLY), keep_meetings(EARLY)] == [1, 0]
    assert (service.meetings, service.asked[-1]) == ({}, f"DELETE {MEETING}")
    session.refresh_from_db()
    assert session.meeting_id == ""


def test_a_meeting_that_somebody_deleted_there_already_is_deleted(
    world: World, session: CpdSession, service: Microsoft
) -> None:
    service.meetings.clear()
    cancel(world, session)
    assert [keep_meetings(EARLY), keep_meetings(EARLY)] == [1, 0]


def test_a_meeting_that_is_gone_when_it_should_move_is_said_loudly_and_once(
    world: World, session: CpdSession, service: Microsoft, caplog: pytest.LogCaptureFixture
) -> None:
    service.meetings.clear()
    move(world, session)
    assert [keep_meetings(EARLY), keep_meetings(EARLY)] == [1, 0]
    loud = [each.getMessage() for each in caplog.records if each.levelno == logging.ERROR]
    assert loud == [f"Teams does not find the meeting of CPD session {session.pk}. It needs another link to join."]


def test_nothing_breaks_while_microsoft_is_away_and_it_follows_when_it_is_back(
    world: World, session: CpdSession, service: Microsoft, settings: Settings
) -> None:
    other = make_session(world, online_link="")
    make_online_meeting(session=other, by=world.administrator, at=EARLY)
    with microsoft() as gone:
        settings.TEAMS = gone.account
    move(world, session)
    cancel(world, other)
    assert keep_meetings(EARLY) == 0
    settings.TEAMS = service.account
    assert keep_meetings(EARLY) == 2
    assert [meeting["startDateTime"] for meeting in service.meetings.values()] == ["2026-05-27T10:00:00Z"]


@pytest.mark.parametrize("call", ["is_silent", "token"])
def test_where_it_answers_nothing_one_is_tried_and_not_all(
    world: World, session: CpdSession, service: Microsoft, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    for number in range(3):
        make_session(world, meeting_id=f"MSo{number + 1}")
    monkeypatch.setattr(teams, "ANSWERS_WITHIN", 0.1)
    move(world, session)
    service.asked.clear()
    if call == "token":
        service.refuses["token"] = (401, b'{"error": "invalid_client"}')
    else:
        service.is_silent = True
    assert keep_meetings(EARLY) == 0
    assert len(service.asked) == 1


def test_one_that_is_refused_does_not_keep_the_others(
    world: World, session: CpdSession, service: Microsoft, caplog: pytest.LogCaptureFixture
) -> None:
    other = make_session(world, online_link="")
    make_online_meeting(session=other, by=world.administrator, at=EARLY)
    service.refuses["PATCH"] = refusal(403, "Forbidden")
    move(world, session)
    cancel(world, other)
    assert keep_meetings(EARLY) == 1
    assert "may not make meetings for the organiser (Forbidden)" in caplog.text
    assert [word for word in (SECRET, TOKEN) if word in caplog.text] == []
    service.refuses.clear()
    assert keep_meetings(EARLY) == 1


def test_moved_again_while_microsoft_is_asked_it_goes_on_with_the_next_sweep(
    world: World, session: CpdSession, service: Microsoft, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = teams.move_meeting

    def meanwhile(*args: object, **given: object) -> object:
        move(world, CpdSession.objects.get(pk=session.pk), days=14)
        return ask(*args, **given)  # type: ignore[arg-type]

    move(world, session)
    with monkeypatch.context() as patch:
        patch.setattr(online_meetings, "move_meeting", meanwhile)
        assert keep_meetings(EARLY) == 1
    assert [keep_meetings(EARLY), keep_meetings(EARLY)] == [1, 0]
    assert next(iter(service.meetings.values()))["startDateTime"] == "2026-06-03T10:00:00Z"


def test_a_meeting_that_was_there_under_the_name_with_other_times_is_moved(
    world: World, session: CpdSession, service: Microsoft
) -> None:
    CpdSession.objects.update(online_link="", meeting_id="", meeting_for="", calendar_number=0, starts_at=NEXT_DAY)
    make_online_meeting(session=session, by=world.administrator, at=EARLY)
    assert keep_meetings(EARLY) == 1
    assert [meeting["startDateTime"] for meeting in service.meetings.values()] == ["2026-05-21T10:00:00Z"]


def test_a_link_by_hand_is_nobody_s_meeting_and_what_began_or_was_cancelled_long_ago_stays(
    world: World, session: CpdSession, service: Microsoft
) -> None:
    by_hand = make_session(world)
    cancel(world, by_hand)
    move(world, session)
    service.asked.clear()
    assert keep_meetings(DAY + timedelta(days=7)) == 0
    cancel(world, session)
    assert keep_meetings(EARLY + TRIED_FOR) == 0
    assert service.asked == []


def test_a_site_that_makes_no_meetings_asks_nobody(
    world: World, session: CpdSession, service: Microsoft, settings: Settings
) -> None:
    cancel(world, session)
    settings.TEAMS = None
    service.asked.clear()
    assert (keep_meetings(EARLY), service.asked) == (0, [])


def test_the_page_says_so_until_the_meeting_has_followed(world: World, service: Microsoft, client: Client) -> None:
    at = timezone.now()
    session = make_session(world, online_link=LINK, meeting_id="MSo0", starts_at=at + timedelta(days=20))
    service.meetings["a name"] = {"id": "MSo0"}
    client.force_login(world.administrator.person)
    said = "The meeting in Teams does not have this time and title yet."
    assert said in client.get(f"/cpd/manage/{session.pk}/").content.decode()
    assert keep_meetings(at) == 1
    assert said not in client.get(f"/cpd/manage/{session.pk}/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_for_the_database_while_microsoft_is_asked(
    world: World, session: CpdSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[bool] = []

    def watched(*_args: object, **_given: object) -> bool:
        held.append(connection.in_atomic_block)
        return True

    monkeypatch.setattr(online_meetings, "move_meeting", watched)
    move(world, session)
    assert (keep_meetings(EARLY), held) == (1, [False])


def test_a_wrong_secret_is_in_no_log(
    world: World, session: CpdSession, service: Microsoft, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    settings.TEAMS = replace(service.account, secret="another~secret")
    cancel(world, session)
    assert keep_meetings(EARLY) == 0
    assert "invalid_client" in caplog.text
    assert "another~secret" not in caplog.text
