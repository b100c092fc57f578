"""The participant’s side: a time chosen, the report as far as it was opened, whether the feedback session was held."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from ninefold.feedback.actions.holding import mark_held
from ninefold.feedback.actions.opening import open_all, open_section
from ninefold.feedback.actions.session_times import offer_time, pick_time
from ninefold.feedback.models import Assessment, Facilitation, FacilitationState, SessionTime
from ninefold.feedback.queries.reports import sections_of
from tests.feedback.made import make_closed, make_open, take_on
from tests.feedback.reading import browser_of, set_clock, words_at
from tests.house.pages import Page
from tests.world import World

AFTER = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)
MEETING = datetime(2026, 4, 14, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    settings.SESSION_COOKIE_AGE = 365 * 24 * 60 * 60
    set_clock(monkeypatch, AFTER)


@pytest.fixture
def ada(world: World) -> Client:
    """The browser of the participant."""
    return browser_of(world.participant)


@pytest.fixture
def case(world: World) -> Facilitation:
    """A closed 360 whose facilitator offers two times."""
    make_closed(world)
    for days in range(2):
        at = MEETING + timedelta(days=days)
        offer_time(starts_at=at, minutes=120, where=f"Room {4 + days}", by=world.facilitator, at=AFTER)
    return Facilitation.objects.select_related("assessment__participant", "facilitator").get()


def path(name: str, case: Facilitation, **more: str) -> str:
    return reverse(f"feedback:{name}", kwargs={"pk": case.assessment_id, **more})


@pytest.mark.parametrize("name", ["feedback_session", "own_report", "opened", "session_held", "own_calendar"])
def test_what_is_one_s_own_is_nobody_else_s(world: World, case: Facilitation, name: str) -> None:
    open_all(facilitation=case, by=world.facilitator, at=AFTER, happening_now=True)
    mark_held(facilitation=case, by=world.facilitator, at=AFTER)
    assert browser_of(world.other_participant).get(path(name, case)).status_code == 404
    for who in ("facilitator", "trent_lead", "midlands_lead", "administrator", "data_protection_officer"):
        assert browser_of(world.roles[who]).get(path(name, case)).status_code == 403
    assert Client().get(path(name, case)).status_code == 302


@pytest.mark.parametrize("kind", ["pdf", "xlsx", "html", "json"])
def test_it_is_taken_away_once_all_is_open_and_by_nobody_else(
    world: World, ada: Client, case: Facilitation, kind: str
) -> None:
    file = path("own_report_file", case, kind=kind)
    assert ada.get(file).status_code == 404
    open_section(facilitation=case, section="overview", by=world.facilitator, at=AFTER, happening_now=True)
    assert ada.get(file).status_code == 404
    open_all(facilitation=case, by=world.facilitator, at=AFTER)
    answer = ada.get(file)
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == f'attachment; filename="report.{kind}"'
    assert browser_of(world.other_participant).get(file).status_code == 404
    assert ada.get(path("own_report_file", case, kind="docx")).status_code == 404


def test_before_anything_is_open_the_page_says_what_comes(world: World, ada: Client, case: Facilitation) -> None:
    page = path("own_report", case)
    said = words_at(ada, page)
    assert "nothing of it is open yet" in said
    assert "Choose a time for your feedback session" in said
    pick_time(facilitation=case, time=SessionTime.objects.order_by("pk")[0], by=world.participant, at=AFTER)
    assert "Tuesday 14 April 2026, 10:00" in words_at(ada, page)
    assert ada.get(path("opened", case)).json() == {"parts": 0, "all": False}


def test_the_page_shows_what_was_opened_and_nothing_else(world: World, ada: Client, case: Facilitation) -> None:
    open_section(facilitation=case, section="who-answered", by=world.facilitator, at=AFTER, happening_now=True)
    open_section(facilitation=case, section="overview", by=world.facilitator, at=AFTER)
    html = ada.get(path("own_report", case)).content.decode()
    shown = [values["id"] for tag, values in Page(html).tags if tag == "section" and "id" in values]
    assert shown == ["who-answered", "overview"]
    links = [address for _text, address in Page(html).links]
    assert not [link for link in links if link.startswith("#") and link[1:] not in html.replace(link, "")]
    assert ada.get(path("opened", case)).json() == {"parts": 2, "all": False}
    assert "report.pdf" not in html


def test_when_all_is_open_it_is_theirs_for_good(world: World, ada: Client, case: Facilitation) -> None:
    open_all(facilitation=case, by=world.facilitator, at=AFTER, happening_now=True)
    html = ada.get(path("own_report", case)).content.decode()
    for section in sections_of(case.assessment):
        assert f'id="{section.anchor}"' in html
    assert "report.pdf" in html
    assert "opening.js" not in html
    Facilitation.objects.update(state=FacilitationState.REPLACED)
    Assessment.objects.update(state="archived")
    assert "report.pdf" in ada.get(path("own_report", case)).content.decode()


def test_before_the_close_there_is_no_such_page(world: World, ada: Client) -> None:
    case = take_on(make_open(world), world.facilitator)
    assert ada.get(path("own_report", case)).status_code == 404


def test_a_time_is_chosen_moved_and_called_off(ada: Client, case: Facilitation) -> None:
    page, (first, second) = path("feedback_session", case), SessionTime.objects.order_by("starts_at")
    assert "Tuesday 14 April 2026, 10:00, 120 minutes, Room 4" in words_at(ada, page)
    assert ada.post(page, {}).status_code == 422
    ada.post(page, {"time": first.pk})
    assert SessionTime.objects.get(facilitation=case) == first
    said = words_at(ada, page)
    assert "Put it in your calendar" in said
    assert "Choose another time" in said
    ada.post(page, {"time": second.pk})
    assert SessionTime.objects.get(facilitation=case) == second
    for _press in range(2):
        assert ada.post(path("call_off_own", case)).status_code == 302
    assert SessionTime.objects.free().count() == 2


def test_a_time_that_another_has_just_picked_is_said_and_the_rest_is_shown(
    world: World, ada: Client, case: Facilitation
) -> None:
    first = SessionTime.objects.order_by("starts_at")[0]
    make_closed(world, participant=world.payer, facilitated=False)
    other = take_on(Assessment.objects.get(participant=world.payer.person), world.facilitator)
    pick_time(facilitation=other, time=first, by=world.payer, at=AFTER)
    answer = ada.post(path("feedback_session", case), {"time": first.pk})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Choose another" in html
    assert "Room 5" in html
    assert "Room 4" not in html
    assert Facilitation.objects.get(pk=case.pk).state == FacilitationState.ACCEPTED


def test_on_the_day_itself_it_is_no_longer_moved_here(
    world: World, ada: Client, case: Facilitation, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = SessionTime.objects.order_by("starts_at")
    pick_time(facilitation=case, time=first, by=world.participant, at=AFTER)
    set_clock(monkeypatch, MEETING - timedelta(hours=2))
    page = path("feedback_session", case)
    assert "felix.achterberg@example.org" in words_at(ada, page)
    assert ada.post(path("call_off_own", case)).status_code == 409
    assert ada.post(page, {"time": second.pk}).status_code == 422
    assert SessionTime.objects.get(facilitation=case) == first


def test_without_a_facilitator_the_page_says_so(world: World, ada: Client) -> None:
    assessment = make_open(world)
    address = reverse("feedback:feedback_session", kwargs={"pk": assessment.pk})
    assert "Nobody has taken on your 360" in words_at(ada, address)


def held(world: World, case: Facilitation) -> str:
    open_all(facilitation=case, by=world.facilitator, at=AFTER, happening_now=True)
    mark_held(facilitation=case, by=world.facilitator, at=AFTER)
    return path("session_held", case)


def test_yes_counts_and_the_page_says_so_from_then_on(world: World, ada: Client, case: Facilitation) -> None:
    page = held(world, case)
    assert "within 14 days" in words_at(ada, page)
    assert ada.post(page, {}).status_code == 422
    for _press in range(2):
        ada.post(page, {"took_place": "yes"})
    assert Facilitation.objects.get().state == FacilitationState.COUNTED
    assert "nothing more to do" in words_at(ada, page)


def test_no_tells_the_lead_and_can_be_confirmed_later(world: World, ada: Client, case: Facilitation) -> None:
    page = held(world, case)
    ada.post(page, {"took_place": "no", "text": "Felix was ill."})
    assert Facilitation.objects.get().objection == "Felix was ill."
    assert "you can confirm it here" in words_at(ada, page)
    ada.post(page, {"took_place": "yes"})
    assert Facilitation.objects.get().state == FacilitationState.COUNTED


def test_before_it_was_marked_nobody_is_asked(ada: Client, case: Facilitation) -> None:
    assert ada.get(path("session_held", case)).status_code == 404


def test_a_long_objection_is_refused_and_not_lost(world: World, ada: Client, case: Facilitation) -> None:
    page = held(world, case)
    answer = ada.post(page, {"took_place": "no", "text": "x" * 1001})
    assert answer.status_code == 422
    assert "x" * 1001 in answer.content.decode()
