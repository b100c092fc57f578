"""The pages on which a participant begins a 360 and sets it up."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from ninefold.accounts.models import Organisation, Person
from ninefold.feedback.actions.answers import send_answers
from ninefold.feedback.models import Assessment, AssessmentState, Facilitation, FacilitationState
from tests.feedback.made import make_closed, make_draft, make_open, raters_of, take_on
from tests.feedback.reading import browser_of, words
from tests.support.post import posted
from tests.world import World


@pytest.fixture
def ada(world: World) -> Client:
    """The browser of the participant."""
    return browser_of(world.participant)


def date_parts(days: int) -> dict[str, str]:
    day = timezone.now().date() + timedelta(days=days)
    return {"closes_on_day": str(day.day), "closes_on_month": str(day.month), "closes_on_year": str(day.year)}


def today_draft(world: World) -> Assessment:
    return make_draft(world, at=timezone.now())


def test_who_has_no_360_yet_reads_the_whole_journey(ada: Client) -> None:
    page = words(ada.get("/360/"))
    for part in ("You set it up", "Your colleagues answer", "every single answer is deleted", "goals", "Begin a 360"):
        assert part in page


def test_a_360_is_begun_with_a_date_four_weeks_ahead(ada: Client) -> None:
    page = ada.get("/360/new/").content.decode()
    day = timezone.now().date() + timedelta(days=28)
    assert f'name="closes_on_year" type="text" autocomplete="off" inputmode="numeric" value="{day.year}"' in page
    assert "takes about" in page
    response = ada.post("/360/new/", {"form": "full", **date_parts(28)})
    made = Assessment.objects.get()
    assert response.headers["Location"] == f"/360/{made.pk}/"
    assert made.form == "full"


def test_a_double_click_begins_one_360_and_ends_on_its_page(ada: Client) -> None:
    for _ in range(2):
        response = ada.post("/360/new/", {"form": "short", **date_parts(28)})
        assert response.headers["Location"] == f"/360/{Assessment.objects.get().pk}/"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Choose the full or the short form"),
        ({"form": "other", **date_parts(28)}, "Choose the full or the short form"),
        ({"form": "full"}, "Enter the day on which the questionnaire closes"),
        ({"form": "full", **date_parts(3)}, "Choose a day from"),
        ({"form": "full", **date_parts(28), "closes_on_month": "smarch"}, "is not a month"),
        ({"form": "full", "closes_on_day": "1", "closes_on_month": "1", "closes_on_year": "9999"}, "Choose a day from"),
    ],
)
def test_what_is_wrong_is_said_first_and_nothing_typed_is_lost(ada: Client, given: dict[str, str], said: str) -> None:
    response = ada.post("/360/new/", given)
    page = response.content.decode()
    assert response.status_code == 422
    assert "<title>Error: Begin a 360" in page
    assert said in words(response)
    assert page.index("nhsuk-error-summary") < page.index("<h1")
    assert all(f'value="{value}"' in page for key, value in given.items() if key.startswith("closes_on"))
    assert not Assessment.objects.exists()


def test_why_none_can_be_begun_stands_where_the_form_would(world: World, ada: Client) -> None:
    draft = today_draft(world)
    response = ada.get("/360/new/")
    assert "Finish or cancel that one first" in words(response)
    assert f'href="/360/{draft.pk}/"' in response.content.decode()
    assert "<form method" not in response.content.decode().partition("<main")[2]
    Assessment.objects.filter(pk=draft.pk).update(state=AssessmentState.CLOSED, started_at=timezone.now())
    assert "The next can be begun from" in words(ada.get("/360/new/"))
    Organisation.objects.update(speak_up="")
    assert "Rosa Lindqvist" in words(ada.get("/360/new/"))
    Person.objects.get_queryset().update(organisation=None)
    assert "belong to no organisation" in words(ada.get("/360/new/"))
    assert ada.post("/360/new/", {"form": "full", **date_parts(28)}).status_code == 422


def test_under_a_year_after_the_last_it_warns_and_lets_begin(world: World, ada: Client) -> None:
    last = today_draft(world)
    started = timezone.now() - timedelta(days=200)
    Assessment.objects.filter(pk=last.pk).update(state=AssessmentState.OPENED, started_at=started)
    assert "Your last 360 was less than a year ago" in words(ada.get("/360/new/"))
    assert ada.post("/360/new/", {"form": "full", **date_parts(28)}).status_code == 302


def test_the_page_of_a_draft_says_at_each_step_what_is_needed(world: World, ada: Client) -> None:
    draft = make_draft(world, asked={"peer": 2}, at=timezone.now())
    address = f"/360/{draft.pk}/"
    page = words(ada.get(address))
    for said in ("Say what you want from it", "2 people are on the list", "Still needed: at least six colleagues"):
        assert said in page
    draft.raters.filter(name="Bea Peer").update(checked=False)
    assert "One entry is to be looked at by somebody else" in words(ada.get(address))
    draft.delete()
    ready = today_draft(world)
    assert "Nothing is missing" in words(ada.get(f"/360/{ready.pk}/"))
    Assessment.objects.filter(pk=ready.pk).update(closes_on=timezone.now().date())
    assert "Still needed: a closing date" in words(ada.get(f"/360/{ready.pk}/"))


def test_steps_that_are_done_are_shown_as_done(world: World, ada: Client) -> None:
    draft = today_draft(world)
    take_on(draft, world.facilitator, timezone.now())
    ada.post(f"/360/{draft.pk}/wants/", {"to_learn": "Do I listen?"})
    before = ada.get(f"/360/{draft.pk}/").content.decode()
    send_answers(rater=raters_of(draft, "self")[0])
    after = ada.get(f"/360/{draft.pk}/").content.decode()
    assert (before.count("step--done"), after.count("step--done")) == (4, 5)
    assert "Felix Achterberg facilitates your 360" in before


def test_wishes_come_back_and_too_long_ones_are_not_lost(world: World, ada: Client) -> None:
    draft = today_draft(world)
    address = f"/360/{draft.pk}/wants/"
    ada.post(address, {"why_now": "New team.\r\nNew ward.", "to_learn": "", "from_the_session": ""})
    assert "New team.\nNew ward." in ada.get(address).content.decode()
    long = "y" * 1001
    response = ada.post(address, {"why_now": long})
    assert response.status_code == 422
    assert "This has 1001 characters; 1000 is the most" in words(response)
    assert long in response.content.decode()


def test_a_line_end_counts_once(world: World, ada: Client) -> None:
    draft = today_draft(world)
    assert ada.post(f"/360/{draft.pk}/wants/", {"why_now": "x\r\n" * 499 + "xx"}).status_code == 302


def test_form_and_date_can_be_changed_before_the_start(world: World, ada: Client) -> None:
    draft = today_draft(world)
    address = f"/360/{draft.pk}/settings/"
    assert 'value="short" checked' in ada.get(address).content.decode()
    assert ada.post(address, {"form": "full", **date_parts(40)}).status_code == 302
    draft.refresh_from_db()
    assert (draft.form, draft.closes_on) == ("full", timezone.now().date() + timedelta(days=40))
    assert ada.post(address, {"form": "full", **date_parts(400)}).status_code == 422


def test_a_facilitator_is_asked_who_has_no_tie_to_oneself(world: World, ada: Client) -> None:
    draft = today_draft(world)
    address, felix = f"/360/{draft.pk}/facilitator/", str(world.facilitator.person_id)
    page = words(ada.get(address))
    assert page.index("Felix Achterberg") < page.index("Grace Mensah")
    response = ada.post(address, {"facilitator": felix})
    assert (response.status_code, Facilitation.objects.count()) == (422, 0)
    assert "Confirm that none of these ties is there" in words(response)
    assert ada.post(address, {"facilitator": felix, "no_conflict": "on"}).status_code == 302
    assert Facilitation.objects.get().facilitator == world.facilitator.person
    assert len(posted(world.facilitator.person.email)) == 1
    assert "has been asked and can answer until" in words(ada.get(f"/360/{draft.pk}/"))
    again = ada.post(address, {"facilitator": felix, "no_conflict": "on"})
    assert again.status_code == 422
    assert "has been asked already" in words(again)


def test_after_a_refusal_somebody_else_can_be_asked(world: World, ada: Client) -> None:
    draft = today_draft(world)
    take_on(draft, world.facilitator, timezone.now())
    for state, said in ((FacilitationState.DECLINED, "could not take it on"), (FacilitationState.LAPSED, "in time")):
        Facilitation.objects.update(state=state)
        page = words(ada.get(f"/360/{draft.pk}/facilitator/"))
        assert said in page
        assert "Grace Mensah" in page


@pytest.mark.parametrize("chosen", ["", "0", "-1", "nine", "9" * 40])
def test_somebody_who_does_not_facilitate_cannot_be_asked(world: World, ada: Client, chosen: str) -> None:
    draft = today_draft(world)
    response = ada.post(f"/360/{draft.pk}/facilitator/", {"facilitator": chosen, "no_conflict": "on"})
    assert (response.status_code, Facilitation.objects.count()) == (422, 0)


def test_the_list_of_360s_says_of_each_how_it_stands(world: World, ada: Client) -> None:
    closed, draft = make_closed(world), make_draft(world)
    for state, said in (
        ("closed", "waits for the feedback session"),
        ("opened", "Read the report again"),
        ("too_few", "Too few people"),
        ("cancelled", "was cancelled"),
        ("archived", "no longer kept"),
        ("open", "Its last day is over"),
    ):
        Assessment.objects.filter(pk=closed.pk).update(state=state)
        assert said in words(ada.get("/360/"))
    Assessment.objects.filter(pk=closed.pk).update(closes_on=timezone.localdate() + timedelta(days=3))
    assert "The questionnaire closes on" in words(ada.get("/360/"))
    page = ada.get("/360/").content.decode()
    assert f'href="/360/{draft.pk}/"' in page
    assert "Begin another 360" not in page


POSTS = (
    "wants", "settings", "facilitator", "colleagues/add", "colleagues/list", "colleagues/list/keep", "colleagues/check",
    "start", "remind", "extend", "close-early", "cancel",
)  # fmt: skip
GARBAGE = "\0\u202e<script>" * 50
BAD: tuple[dict[str, str], ...] = (
    {},
    dict.fromkeys(("form", "why_now", "facilitator", "name", "email", "group", "pasted", "closes_on_day"), GARBAGE),
    {"row-TOTAL_FORMS": "99999999", "row-INITIAL_FORMS": "-5", "row-0-name": "x", "agreed": "on", "lines": GARBAGE},
    {"row-TOTAL_FORMS": "2", "row-INITIAL_FORMS": "0", "agreed": "on", "lines": "a,b,c\n" * 300},
)


@pytest.mark.parametrize("given", BAD)
@pytest.mark.parametrize("name", POSTS)
def test_no_input_breaks_a_page(world: World, ada: Client, name: str, given: dict[str, str]) -> None:
    draft = today_draft(world)
    assert ada.post(f"/360/{draft.pk}/{name}/", given).status_code in (302, 422)


@pytest.mark.parametrize("name", ["", *(f"{name}/" for name in POSTS), "colleagues/", "tell/", "list/", "own-part/"])
def test_nobody_else_does_anything_here(world: World, name: str) -> None:
    draft = today_draft(world)
    for role in (world.other_participant, world.other_facilitator, world.ribble_lead, world.payer, world.facilitator):
        response = browser_of(role).post(f"/360/{draft.pk}/{name}")
        assert response.status_code in (403, 404, 405)
    assert Client().post(f"/360/{draft.pk}/{name}").status_code in (302, 405)
    draft.refresh_from_db()
    assert draft.state == AssessmentState.DRAFT


@pytest.mark.parametrize("number", ["0", "999999", "9" * 30])
def test_a_360_that_there_is_not_is_a_page_that_is_not_found(ada: Client, number: str) -> None:
    for name in ("", "colleagues/", "start/", f"colleagues/{number}/"):
        assert ada.get(f"/360/{number}/{name}").status_code == 404


def test_pages_of_setting_up_lead_back_once_it_is_open(world: World, ada: Client) -> None:
    assessment = make_open(world, at=timezone.now())
    for name in ("settings", "start"):
        assert ada.get(f"/360/{assessment.pk}/{name}/").headers["Location"] == f"/360/{assessment.pk}/"
