"""The pages of the assessment: walked from the first to the result, without a script."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from ninefold.academy.actions.learning import begin_attempt, save_answers
from ninefold.academy.models import Attempt, Evidence
from ninefold.academy.queries.learning import bank, parts_of
from tests.academy.learned import answers_for, passed
from tests.world import World

SEND = "/learning/attempt/send/"


@pytest.fixture
def felix(world: World, client: Client) -> Client:
    client.force_login(world.facilitator.person)
    return client


def page(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


def begin(client: Client) -> Attempt:
    assert client.post("/learning/begin/").headers["Location"] == "/learning/attempt/"
    return Attempt.objects.get(sent_at__isnull=True)


def answer(client: Client, number: int, attempt: Attempt, *, wrong: int = 0, then: str = "on") -> str:
    """Answer one page; where it leads."""
    asked = {each.question.id for each in parts_of(attempt)[number - 1].asked}
    given = {name: place for name, place in answers_for(attempt, wrong=wrong).items() if name in asked}
    return client.post(f"/learning/attempt/?page={number}", {**given, "then": then}).headers["Location"]


def test_from_the_first_page_to_the_register(felix: Client) -> None:
    assert "Go on with your attempt" not in page(felix, "/learning/")
    attempt = begin(felix)
    on = [answer(felix, number, attempt) for number in (1, 2, 3, 4)]
    assert on == [*(f"/learning/attempt/?page={number}" for number in (2, 3, 4)), SEND]
    sent = felix.post(SEND)
    assert sent.headers["Location"] == f"/learning/attempt/{attempt.pk}/"
    assert "You have passed, with 100%. It is on the register." in page(felix, sent.headers["Location"])
    assert Evidence.objects.get().percent == 100
    assert "assessment of what was learned" in page(felix, "/standing/").lower()


def test_every_question_is_a_group_with_its_legend_and_four_options(felix: Client) -> None:
    begin(felix)
    html = page(felix, "/learning/attempt/?page=2")
    assert html.count("<legend") == html.count("<fieldset") == 5
    assert html.count('type="radio"') == 20
    assert "Page 2 of 4" in html


def test_who_stops_finds_what_was_answered_and_can_go_back(felix: Client) -> None:
    attempt = begin(felix)
    assert answer(felix, 1, attempt, then="later") == "/learning/"
    assert "Go on with your attempt" in page(felix, "/learning/")
    assert page(felix, "/learning/attempt/?page=1").count(" checked") == 5
    assert answer(felix, 2, attempt, then="back") == "/learning/attempt/?page=1"


def test_blanks_are_asked_about_once(felix: Client) -> None:
    attempt = begin(felix)
    answer(felix, 1, attempt)
    asked = felix.post(SEND)
    assert asked.status_code == 422
    assert "15 questions have no answer yet" in asked.content.decode()
    assert not Attempt.objects.filter(sent_at__isnull=False).exists()
    assert felix.post(SEND, {"with_blanks": "yes"}).status_code == 302
    assert Attempt.objects.get().percent == 25


def test_the_result_explains_what_was_wrong_by_theme_and_when_to_try_again(world: World, felix: Client) -> None:
    attempt = passed(world.facilitator, wrong=6, at=timezone.now())
    html = page(felix, f"/learning/attempt/{attempt.pk}/")
    assert "70% this time. You pass with 80%." in html
    assert "You can begin again from" in html
    assert re.findall(r"(\d) of 5", html) == ["0", "4", "5", "5"]
    wrong = [bank().questions[name] for name in list(answers_for(attempt))[:6]]
    assert all(each.because.replace("'", "&#39;") in html for each in wrong)
    assert html.count("You answered:") == 6


def test_what_was_left_open_is_said_to_be_nothing(world: World, felix: Client) -> None:
    attempt = begin_attempt(by=world.facilitator, at=timezone.now())
    save_answers(attempt=attempt, answers=dict(list(answers_for(attempt).items())[1:]), by=world.facilitator)
    felix.post(SEND, {"with_blanks": "yes"})
    assert "nothing" in page(felix, f"/learning/attempt/{attempt.pk}/")


def test_in_the_pause_the_page_says_when_and_the_button_is_not_there(world: World, felix: Client) -> None:
    passed(world.facilitator, wrong=9, at=timezone.now() - timedelta(hours=2))
    html = page(felix, "/learning/")
    assert "You can begin again from" in html
    assert "/learning/begin/" not in html
    refused = felix.post("/learning/begin/", follow=True).content.decode()
    assert "You can begin again from" in refused
    assert Attempt.objects.count() == 1


def test_an_answer_that_was_not_offered_is_refused_and_nothing_is_kept(felix: Client) -> None:
    attempt = begin(felix)
    asked = parts_of(attempt)[0].asked[0].question.id
    assert felix.post("/learning/attempt/?page=1", {asked: "7"}).status_code == 422
    attempt.refresh_from_db()
    assert attempt.answers == {}


@pytest.mark.parametrize("number", ["0", "5", "x", "999", "²"])
def test_a_page_that_does_not_exist_is_the_first(felix: Client, number: str) -> None:
    begin(felix)
    assert "Page 1 of 4" in page(felix, f"/learning/attempt/?page={number}")


def test_without_an_attempt_its_pages_lead_to_the_beginning_and_anothers_result_is_not_found(
    world: World, felix: Client
) -> None:
    for path in ("/learning/attempt/", SEND):
        assert felix.get(path).headers["Location"] == "/learning/"
    attempt = passed(world.other_facilitator, at=timezone.now())
    page(felix, f"/learning/attempt/{attempt.pk}/", 404)
    assert "100%" not in page(felix, "/learning/")
