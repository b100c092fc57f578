"""The pages of a pulse: the participant’s, and those of whoever is asked, who has no account."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from ninefold.core.london import closing_instant
from ninefold.feedback.actions.pulses import answer_pulse, start_pulse
from ninefold.feedback.jobs import do_what_is_due
from ninefold.feedback.models import Assessment, OpenAnswer, Pulse, PulseRater, RaterState
from ninefold.feedback.queries.pulses import told_in_pulse
from ninefold.feedback.views import rating_entry
from tests.feedback.coming_in import fields_of
from tests.feedback.followed import IN_JUNE, make_opened, path, set_goal
from tests.feedback.made import raters_of
from tests.feedback.reading import browser_of, words_at
from tests.support.post import posted
from tests.world import World

ANSWERS = {"goal-1": "1", "goal-2": "-"}


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is three months after the report was opened."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: IN_JUNE)


@pytest.fixture
def assessment(world: World) -> Assessment:
    """A 360 of Ada Okafor whose report was opened, with two goals."""
    opened = make_opened(world)
    set_goal(opened, 1, world.participant)
    set_goal(opened, 2, world.participant, "I sleep.")
    return opened


@pytest.fixture
def pulse(world: World, assessment: Assessment) -> Pulse:
    """A pulse that was sent to everybody."""
    start_pulse(assessment=assessment, goals=[1, 2], by=world.participant, at=IN_JUNE)
    do_what_is_due(IN_JUNE)
    return Pulse.objects.get()


@pytest.fixture
def ada(world: World) -> Client:
    """The browser of the participant."""
    return browser_of(world.participant)


def link_to(pulse: Pulse, place: int = 0) -> str:
    """The link in the mail to one of those who are asked."""
    mail = posted(raters_of(pulse.assessment)[place].email)[-1]
    return next(line.split("/p/")[1].strip("/") for line in mail.text.splitlines() if "/p/" in line)


def come_in(pulse: Pulse, place: int = 0) -> tuple[Client, str]:
    """A browser in which one of those who are asked has opened their link, and the address of the page."""
    client = Client()
    return client, client.post("/p/", {"link": link_to(pulse, place)}).headers["Location"]


def asked_as(pulse: Pulse, place: int = 0) -> PulseRater:
    return pulse.raters.select_related("pulse__assessment", "rater").order_by("rater")[place]


def close(assessment: Assessment) -> None:
    do_what_is_due(closing_instant(Pulse.objects.get().closes_on))
    assessment.refresh_from_db()


def test_it_is_started_by_one_button_and_two_presses_start_it_once(ada: Client, assessment: Assessment) -> None:
    page = words_at(ada, path("pulse", assessment))
    assert "Ask all 9 people" in page
    for _twice in range(2):
        said = ada.post(path("pulse", assessment), {"goals": ["2"]}, follow=True).content.decode()
        assert "Colleagues are being asked" in said
        assert "They can answer until the end of 14 July 2026" in said
    assert Pulse.objects.get().goals == ["I sleep."]


def test_without_a_goal_chosen_it_says_what_is_missing(ada: Client, assessment: Assessment) -> None:
    response = ada.post(path("pulse", assessment), {})
    assert response.status_code == 422
    page = response.content.decode()
    assert "<title>Error: Ask how it is going" in page
    assert 'href="#goals"' in page
    assert 'id="goals"' in page


def test_before_three_months_have_passed_it_says_from_when_and_starts_nothing(
    ada: Client, assessment: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: IN_JUNE - timedelta(days=1))
    assert "You can ask them from 30 June 2026 on." in words_at(ada, path("pulse", assessment))
    assert ada.post(path("pulse", assessment), {"goals": ["1"]}).status_code == 409
    assert not Pulse.objects.exists()


def test_while_it_runs_nobody_is_told_who_or_how_many_answered(
    ada: Client, assessment: Assessment, pulse: Pulse
) -> None:
    before = words_at(ada, path("pulse", assessment))
    for place in range(6):
        answer_pulse(asked=asked_as(pulse, place), given={"1": "2", "2": "1"})
    assert words_at(ada, path("pulse", assessment)) == before


def test_afterwards_it_says_in_words_what_colleagues_noticed(ada: Client, assessment: Assessment, pulse: Pulse) -> None:
    for place in range(6):
        answer_pulse(asked=asked_as(pulse, place), given={"1": "1" if place < 4 else "0", "2": "-"})
    close(assessment)
    said = words_at(ada, path("pulse", assessment))
    for part in ("Improved", "On average: 0.67, from the answers of 6 people", "Not shown", "I sleep."):
        assert part in said
    assert "Slipped" not in said


def test_after_too_few_answers_it_says_so_and_nothing_else(ada: Client, assessment: Assessment, pulse: Pulse) -> None:
    for place in range(4):
        answer_pulse(asked=asked_as(pulse, place), given={"1": "2", "2": "-2"})
    close(assessment)
    said = words_at(ada, path("pulse", assessment))
    assert "Fewer than five people answered" in said
    assert "On average" not in said
    assert "four" not in said.lower()


def test_to_look_at_a_link_changes_nothing(client: Client, pulse: Pulse) -> None:
    page = client.get(f"/p/{link_to(pulse)}/")
    assert page.status_code == 200
    assert "Ada Okafor asks what you have noticed" in page.content.decode()
    assert "Ada" not in page.content.decode().partition("</title>")[0]
    assert not Session.objects.exists()
    assert client.get(f"/pulse/{asked_as(pulse).pk}/").status_code == 403


def test_one_page_is_sent_and_may_be_given_anew_by_the_same_link(pulse: Pulse) -> None:
    client, address = come_in(pulse)
    page = client.get(address).content.decode()
    assert "What have you noticed of Ada Okafor’s goals?" in page
    assert "Ada" not in page.partition("</title>")[0]
    for _twice in range(2):
        sent = client.post(address, ANSWERS, follow=True).content.decode()
        assert "Your answers are sent." in sent
    again, same = come_in(pulse)
    assert same == address
    assert fields_of(again.get(address).content.decode())["goal-2"] == "-"
    again.post(address, {**ANSWERS, "goal-1": "-2"})
    assert told_in_pulse(asked_as(pulse))["1"] == "-2"
    assert fields_of(Client().get(address).content.decode()) == {}


def test_a_goal_without_an_answer_is_pointed_to_and_nothing_typed_is_lost(pulse: Pulse) -> None:
    client, address = come_in(pulse)
    response = client.post(address, {"goal-2": "-1"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "<title>Error: What have you noticed?" in page
    assert 'href="#goal-1"' in page
    assert 'id="goal-1"' in page
    assert fields_of(page)["goal-2"] == "-1"
    assert client.post(address, {"goal-1": "7", "goal-2": "x"}).status_code == 422
    assert not OpenAnswer.objects.exists()


def test_nobody_opens_the_page_of_another(pulse: Pulse) -> None:
    client, _address = come_in(pulse, 0)
    other = asked_as(pulse, 1)
    assert client.get(f"/pulse/{other.pk}/").status_code == 403
    assert client.post(f"/pulse/{other.pk}/", ANSWERS).status_code == 403
    assert not OpenAnswer.objects.exists()


def test_an_unknown_link_says_what_to_do_and_many_are_told_to_wait(client: Client, pulse: Pulse) -> None:
    assert client.get("/p/nothing/").status_code == 404
    assert client.post("/p/", {"link": "nothing"}).status_code == 404
    assert client.post("/p/", {}).status_code == 404
    answered = [client.get("/p/nothing/").status_code for _try in range(rating_entry.MOST_FROM_ONE_PLACE)]
    assert answered[-1] == 429
    assert client.get(f"/p/{link_to(pulse)}/").status_code == 200


def test_who_was_withdrawn_finds_the_link_dead(pulse: Pulse) -> None:
    client, address = come_in(pulse)
    link = link_to(pulse)
    rater = asked_as(pulse).rater
    rater.state = RaterState.WITHDRAWN
    rater.save(update_fields=["state"])
    assert client.get(address).status_code == 410
    assert client.get(f"/p/{link}/").status_code == 404


def test_after_the_close_there_is_a_page_that_says_so(assessment: Assessment, pulse: Pulse) -> None:
    link = link_to(pulse)
    client, address = come_in(pulse)
    client.post(address, ANSWERS)
    close(assessment)
    for response in (client.get(f"/p/{link}/"), client.get(address), client.post(address, ANSWERS)):
        assert response.status_code == 410
        assert "This page is closed" in response.content.decode()
    assert not OpenAnswer.objects.exists()
