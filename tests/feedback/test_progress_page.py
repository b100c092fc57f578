"""The start, the page of an open 360, what can be done there, and what its page says when it is over."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from ninefold.feedback.actions.answers import decline, open_invitation
from ninefold.feedback.actions.counting import tell_answered
from ninefold.feedback.models import Assessment, AssessmentState, Rater
from tests.feedback.made import answer, let_answer, make_draft, make_open, raters_of, take_on
from tests.feedback.reading import Answered, browser_of, words
from tests.support.post import posted
from tests.world import World

WITH_SECRETS = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


@pytest.fixture
def ada(world: World) -> Client:
    """The browser of the participant."""
    return browser_of(world.participant)


@pytest.fixture
def running(world: World) -> Assessment:
    """A 360 that was started a moment ago."""
    return make_open(world, at=timezone.now())


def told(page: Answered) -> str:
    return WITH_SECRETS.sub("", page.content.decode())


def test_the_text_to_send_says_what_comes_and_what_is_promised(world: World, ada: Client) -> None:
    draft = make_draft(world, at=timezone.now())
    page = ada.get(f"/360/{draft.pk}/tell/")
    for said in ("“Ada Okafor asks for your feedback”", "at least two other people", "line manager", "I am not told"):
        assert said in words(page)
    assert "mailto:" not in page.content.decode()


def test_the_start_page_says_what_happens_and_what_is_missing(world: World, ada: Client) -> None:
    draft = make_draft(world, asked={"peer": 2}, at=timezone.now())
    draft.raters.filter(name="Bea Peer").update(checked=False)
    address = f"/360/{draft.pk}/start/"
    page = words(ada.get(address))
    for said in ("Add at least 6 colleagues who have agreed to be asked", "Have the list checked", "7, 14, 21, 27"):
        assert said in page
    assert "Start and invite everybody" not in page
    response = ada.post(address)
    assert response.status_code == 422
    draft.refresh_from_db()
    assert draft.state == AssessmentState.DRAFT


def test_a_start_needs_a_week_to_the_closing_date(world: World, ada: Client) -> None:
    draft = make_draft(world, at=timezone.now())
    Assessment.objects.filter(pk=draft.pk).update(closes_on=timezone.now().date() + timedelta(days=5))
    response = ada.post(f"/360/{draft.pk}/start/")
    assert response.status_code == 422
    assert "less than a week away" in words(response)
    Assessment.objects.filter(pk=draft.pk).update(closes_on=timezone.now().date() - timedelta(days=5))
    assert ada.get(f"/360/{draft.pk}/start/").status_code == 200


def test_a_double_click_starts_once(world: World, ada: Client) -> None:
    draft = make_draft(world, at=timezone.now())
    for _ in range(2):
        assert ada.post(f"/360/{draft.pk}/start/").headers["Location"] == f"/360/{draft.pk}/"
    assert len(posted(raters_of(draft)[0].email)) == 1
    assert "Your 360 is open. Everybody on the list is being invited." in words(ada.get(f"/360/{draft.pk}/"))


def test_the_figure_of_the_day_is_told_in_words(ada: Client, running: Assessment) -> None:
    address = f"/360/{running.pk}/"
    assert "The first figure is here by tomorrow" in words(ada.get(address))
    let_answer(running, raters_of(running)[:2])
    tell_answered(running, timezone.now())
    assert "Fewer than 3 of 9 people had answered on" in words(ada.get(address))
    let_answer(running, raters_of(running)[:8])
    tell_answered(running, timezone.now())
    assert "At least 6 of 9 people had answered on" in words(ada.get(address))


def test_the_page_is_the_same_to_the_letter_whoever_has_answered(ada: Client, running: Assessment) -> None:
    raters = raters_of(running)
    for rater in raters:
        open_invitation(rater=rater)
    tell_answered(running, timezone.now())
    pages = (f"/360/{running.pk}/", f"/360/{running.pk}/colleagues/", f"/360/{running.pk}/remind/")
    before = [told(ada.get(page)) for page in pages]
    answer(raters[0], comment="I was here")
    decline(rater=raters[1])
    assert [told(ada.get(page)) for page in pages] == before


def test_of_each_person_it_tells_how_the_invitation_is_and_nothing_else(ada: Client, running: Assessment) -> None:
    opened, bounced = raters_of(running)[:2]
    open_invitation(rater=opened)
    Rater.objects.filter(pk=bounced.pk).update(state="bounced")
    page = ada.get(f"/360/{running.pk}/")
    assert "put bea.peer@trent.example right" in words(page)
    people = page.content.decode().partition("<tbody")[2]
    tags = re.findall(r'class="tag tag--\w+">([^<]+)<', people)
    assert sorted(set(tags)) == ["Invited", "Not delivered", "Opened"]
    assert f"/colleagues/{opened.pk}/withdraw/" not in page.content.decode()


def test_a_bounced_address_is_mended_on_its_page(ada: Client, running: Assessment) -> None:
    rater = raters_of(running)[0]
    address = f"/360/{running.pk}/colleagues/{rater.pk}/address/"
    assert ada.get(address).status_code == 302
    Rater.objects.filter(pk=rater.pk).update(state="bounced")
    for wrong in ("", "bea", "cai.peer@trent.example", "ada.okafor@example.org"):
        response = ada.post(address, {"email": wrong})
        assert response.status_code == 422
        assert "<title>Error: " in response.content.decode()
    assert ada.post(address, {"email": "bea.right@trent.example"}).status_code == 302
    assert "The invitation is sent again." in words(ada.get(f"/360/{running.pk}/"))
    assert len(posted("bea.right@trent.example")) == 1


def test_a_reminder_goes_out_once_in_three_days(ada: Client, running: Assessment) -> None:
    address = f"/360/{running.pk}/remind/"
    assert "You are not told whom it goes to" in words(ada.get(address))
    assert ada.post(address).status_code == 302
    again = ada.post(address)
    assert again.status_code == 422
    assert "<title>Error: " in again.content.decode()
    page = words(ada.get(f"/360/{running.pk}/"))
    assert "You can send another from" in page
    assert "Remind those who have not answered" not in page


def test_the_date_is_moved_once(ada: Client, running: Assessment) -> None:
    address = f"/360/{running.pk}/extend/"
    assert ada.post(address).status_code == 302
    assert "was moved once already" in words(ada.post(address))
    assert address not in ada.get(f"/360/{running.pk}/").content.decode()


def test_it_is_closed_early_once_the_figure_has_reached_six(ada: Client, running: Assessment) -> None:
    address = f"/360/{running.pk}/"
    let_answer(running)
    assert f"{address}close-early/" not in ada.get(address).content.decode()
    assert ada.post(f"{address}close-early/").status_code == 422
    tell_answered(running, timezone.now())
    assert f"{address}close-early/" in ada.get(address).content.decode()
    for _ in range(2):
        assert ada.post(f"{address}close-early/").status_code == 302
    assert "The questionnaire is closed" in words(ada.get(address))


def test_cancelling_says_first_what_it_does_and_is_done_once(ada: Client, running: Assessment) -> None:
    address = f"/360/{running.pk}/cancel/"
    assert "Everybody who was asked is told that it was cancelled" in words(ada.get(address))
    for _ in range(2):
        assert ada.post(address).status_code == 302
    assert len(posted(raters_of(running)[0].email)) == 1
    assert "nobody has read them" in words(ada.get(f"/360/{running.pk}/"))


@pytest.mark.parametrize("name", ["remind", "extend", "close-early", "start", "cancel"])
def test_what_does_not_fit_the_state_is_refused_in_words(world: World, ada: Client, name: str) -> None:
    ended = make_draft(world, at=timezone.now())
    Assessment.objects.filter(pk=ended.pk).update(state=AssessmentState.TOO_FEW)
    address = f"/360/{ended.pk}/{name}/"
    assert ada.get(address).headers["Location"] == f"/360/{ended.pk}/"
    assert ada.post(address).status_code == 422


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("closed", "You first see the report in the feedback session"),
        ("opened", "Read your report"),
        ("too_few", "You can begin another 360 whenever you like"),
        ("cancelled", "All answers were deleted"),
        ("archived", "deleted, with the list of who was asked"),
    ],
)
def test_what_is_over_says_what_comes_next(world: World, ada: Client, state: str, said: str) -> None:
    ended = make_draft(world, at=timezone.now())
    Assessment.objects.filter(pk=ended.pk).update(state=state)
    assert said in words(ada.get(f"/360/{ended.pk}/"))


def test_a_closed_360_without_a_facilitator_asks_for_one(world: World, ada: Client) -> None:
    ended = make_draft(world, at=timezone.now())
    Assessment.objects.filter(pk=ended.pk).update(state="closed")
    assert "Nobody facilitates your 360 yet" in words(ada.get(f"/360/{ended.pk}/"))
    assert ada.get(f"/360/{ended.pk}/facilitator/").status_code == 200
    take_on(ended, world.facilitator)
    assert "Felix Achterberg facilitates your 360" in words(ada.get(f"/360/{ended.pk}/"))


def test_the_list_of_a_closed_360_is_left_alone(world: World, ada: Client) -> None:
    ended = make_draft(world, at=timezone.now())
    rater = raters_of(ended)[0]
    Assessment.objects.filter(pk=ended.pk).update(state="closed")
    for name in ("", "add/", "list/", f"{rater.pk}/", f"{rater.pk}/withdraw/", f"{rater.pk}/address/"):
        assert ada.get(f"/360/{ended.pk}/colleagues/{name}").status_code == 302
    assert ada.post(f"/360/{ended.pk}/colleagues/check/").status_code == 422
