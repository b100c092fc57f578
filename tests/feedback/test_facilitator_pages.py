"""The pages of a facilitator: what is to be done next, a case, times, preparation, opening; and who sees none."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from ninefold.feedback.actions.counting import tell_answered
from ninefold.feedback.actions.facilitations import request_facilitator
from ninefold.feedback.actions.notes import write_notes
from ninefold.feedback.actions.opening import open_all, open_section
from ninefold.feedback.actions.session_times import offer_time, pick_time
from ninefold.feedback.models import (
    Assessment,
    Concern,
    Facilitation,
    FacilitationState,
    FacilitatorNote,
    Report,
    SessionTime,
)
from ninefold.feedback.queries.reports import sections_of
from tests.feedback.made import let_answer, make_closed, make_draft, make_open, raters_of, take_on
from tests.feedback.reading import browser_of, set_clock, words_at
from tests.house.pages import Page
from tests.world import NOON, World

AFTER = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)
MEETING = datetime(2026, 4, 14, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    """It is the day after the close; whoever has signed in stays so when the clock is set."""
    settings.SESSION_COOKIE_AGE = 365 * 24 * 60 * 60
    set_clock(monkeypatch, AFTER)


@pytest.fixture
def felix(world: World) -> Client:
    """The browser of the facilitator."""
    return browser_of(world.facilitator)


@pytest.fixture
def case(world: World) -> Facilitation:
    """A closed 360 with a feedback session arranged."""
    make_closed(world)
    made = Facilitation.objects.select_related("assessment__participant", "facilitator").get()
    time = offer_time(starts_at=MEETING, minutes=120, where="Room 4", by=world.facilitator, at=AFTER)
    pick_time(facilitation=made, time=time, by=world.participant, at=AFTER)
    return made


def path(name: str, case: Facilitation, **more: str) -> str:
    return reverse(f"feedback:{name}", kwargs={"pk": case.pk, **more})


OF_A_CASE = ("notes", "first_talk", "preparation", "case_report", "case_report_pdf", "opening", "mark_held", "concern")


@pytest.mark.parametrize("name", [*OF_A_CASE, "part", "case_calendar", "facilitation"])
@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("other_facilitator", 404),
        ("participant", 403),
        ("trent_lead", 403),
        ("midlands_lead", 403),
        ("rising_leaders_lead", 403),
        ("administrator", 403),
        ("data_protection_officer", 403),
    ],
)
def test_nobody_but_its_facilitator_sees_a_case(
    world: World, case: Facilitation, name: str, who: str, status: int
) -> None:
    parts = {"anchor": "overview"} if name == "part" else {}
    assert browser_of(world.roles[who]).get(path(name, case, **parts)).status_code == status


@pytest.mark.parametrize("name", OF_A_CASE)
def test_who_was_replaced_sees_none_of_it(felix: Client, case: Facilitation, name: str) -> None:
    Facilitation.objects.update(state=FacilitationState.REPLACED)
    assert felix.get(path(name, case)).status_code == 404
    said = words_at(felix, path("facilitation", case)) + words_at(felix, reverse("feedback:cases"))
    assert "Ada Okafor" not in said


@pytest.mark.parametrize("name", OF_A_CASE)
def test_who_was_only_asked_sees_none_of_it_but_the_request(felix: Client, case: Facilitation, name: str) -> None:
    Facilitation.objects.update(state=FacilitationState.REQUESTED)
    Assessment.objects.update(why_now="A new post")
    assert felix.get(path(name, case)).status_code == 404
    said = words_at(felix, path("facilitation", case))
    assert "Ada Okafor asks you" in said
    assert "A new post" not in said
    assert "Bea Peer" not in said


@pytest.mark.parametrize("name", ["preparation", "case_report", "case_report_pdf", "opening", "mark_held", "concern"])
def test_before_the_close_there_is_nothing_to_prepare_or_open(world: World, felix: Client, name: str) -> None:
    case = take_on(make_open(world), world.facilitator)
    assert felix.get(path(name, case)).status_code == 404


def test_cases_stand_in_the_order_of_what_is_to_be_done_next(
    world: World, felix: Client, case: Facilitation, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert case.state == FacilitationState.ARRANGED
    asked = make_draft(world, participant=world.payer)
    request_facilitator(assessment=asked, facilitator=world.facilitator.person, by=world.payer, at=AFTER)
    take_on(make_draft(world, participant=world.other_participant), world.facilitator)
    page = Page(felix.get(reverse("feedback:cases")).content.decode())
    buttons = [text for text, _address in page.links if " for " in text and "sessions" not in text]
    assert buttons == ["Answer the request for Wen Li", "Prepare for Ada Okafor", "See the case for Idris Bello"]
    set_clock(monkeypatch, MEETING)
    assert "Open the report for Ada Okafor" in words_at(felix, reverse("feedback:cases"))


def test_a_case_tells_its_next_step_at_every_stage(world: World, felix: Client, case: Facilitation) -> None:
    cases = reverse("feedback:cases")
    open_section(facilitation=case, section="overview", by=world.facilitator, at=MEETING)
    assert "open the report part by part" in words_at(felix, cases)
    open_all(facilitation=case, by=world.facilitator, at=MEETING)
    assert "mark it as held" in words_at(felix, cases)
    assert felix.post(path("mark_held", case)).status_code == 302
    assert "is asked to confirm" in words_at(felix, cases)
    browser_of(world.participant).post(
        reverse("feedback:session_held", kwargs={"pk": case.assessment_id}), {"took_place": "no"}
    )
    assert "was not held as marked" in words_at(felix, cases)
    Facilitation.objects.update(state=FacilitationState.COUNTED)
    assert "Ada Okafor: feedback session held on 1 April 2026, and counted." in words_at(felix, cases)


def test_a_facilitator_without_times_is_asked_for_some(world: World, felix: Client) -> None:
    make_closed(world)
    assert "you have offered none" in words_at(felix, reverse("feedback:cases"))
    offer_time(starts_at=MEETING, minutes=60, where="Room 4", by=world.facilitator, at=AFTER)
    assert "is to choose one of your times" in words_at(felix, reverse("feedback:cases"))


def test_an_accepted_case_opens_at_once_with_what_is_wanted_and_who_is_asked(world: World, felix: Client) -> None:
    assessment = make_draft(world)
    Assessment.objects.update(why_now="A new post")
    case = request_facilitator(
        assessment=assessment, facilitator=world.facilitator.person, by=world.participant, at=AFTER
    )
    answer = felix.post(path("accept_request", case), follow=True).content.decode()
    assert "A new post" in answer
    assert "Bea Peer" in answer
    felix.post(path("accept_request", case))
    assert "You have declined" not in felix.post(path("decline_request", case), follow=True).content.decode()


def test_who_declines_is_done_with_it(world: World, felix: Client) -> None:
    case = request_facilitator(
        assessment=make_draft(world), facilitator=world.facilitator.person, by=world.participant, at=AFTER
    )
    assert "nothing more" in felix.post(path("decline_request", case), follow=True).content.decode()
    assert "You have declined it" in words_at(felix, path("facilitation", case))


def test_the_page_of_a_case_says_nothing_of_who_answered(world: World, felix: Client) -> None:
    case = take_on(make_open(world), world.facilitator)
    before = words_at(felix, path("facilitation", case))
    let_answer(case.assessment)
    assert words_at(felix, path("facilitation", case)) == before


def test_once_a_day_it_says_roughly_how_many_have_answered(world: World, felix: Client) -> None:
    case = take_on(make_open(world), world.facilitator)
    assert "No figure yet: there is one each day." in words_at(felix, path("facilitation", case))
    let_answer(case.assessment, raters_of(case.assessment)[:4])
    tell_answered(case.assessment, NOON)
    assert "At least 3 of 9 had answered on 2 March" in words_at(felix, path("facilitation", case))


def test_a_time_is_offered_as_people_write_it_and_the_same_place_is_there_for_the_next(felix: Client) -> None:
    times = reverse("feedback:session_times")
    given = {"day_day": "14", "day_month": "april", "day_year": "2026", "clock": "2pm", "minutes": "90"}
    answer = felix.post(times, {**given, "where": "https://meet.example/1"}, follow=True)
    assert SessionTime.objects.get().starts_at == datetime(2026, 4, 14, 13, 0, tzinfo=UTC)
    assert 'value="https://meet.example/1"' in answer.content.decode()
    felix.post(reverse("feedback:withdraw_time", kwargs={"pk": SessionTime.objects.get().pk}))
    assert not SessionTime.objects.exists()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"clock": ""}, "Enter a time"),
        ({"clock": "25:00"}, "not a time"),
        ({"clock": "half two"}, "not a time"),
        ({"day_day": "31", "day_month": "2"}, "28 days"),
        ({"day_day": "28", "day_month": "3", "day_year": "2027", "clock": "1:30"}, "clocks go forward"),
        ({"day_year": "2025"}, "still to come"),
        ({"where": ""}, "where you meet"),
        ({"minutes": "7"}, "not one of the available"),
    ],
)
def test_a_time_that_cannot_be_offered_says_why_and_loses_nothing(
    felix: Client, changed: dict[str, str], said: str
) -> None:
    given = {
        "day_day": "14",
        "day_month": "4",
        "day_year": "2026",
        "clock": "14:30",
        "minutes": "120",
        "where": "Room 4",
    }
    answer = felix.post(reverse("feedback:session_times"), {**given, **changed})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert said in html
    assert "<title>Error: " in html
    assert f'value="{changed.get("day_day", "14")}"' in html
    assert not SessionTime.objects.exists()


def test_the_preparation_holds_the_overview_how_sure_and_questions(felix: Client, case: Facilitation) -> None:
    said = words_at(felix, path("preparation", case))
    for part in ("Overview", "How sure", "Relationship", "Reaction", "Content", "Coaching for change"):
        assert part in said
    assert "9 colleagues answered: a fair picture." in said
    assert "Take extra time to prepare" not in said


def test_the_hint_is_worked_out_when_it_is_looked_at_and_kept_nowhere(felix: Client, case: Facilitation) -> None:
    report = Report.objects.get()
    for cell in report.shown["cells"]:
        if cell["question"].endswith(".level") and cell["block"] != "self":
            cell |= {"kind": "at_most", "n": max(cell["n"], 1), "value": "1.00"}
    report.save()
    before = list(Facilitation.objects.values()), list(Report.objects.values())
    assert "Take extra time to prepare" in words_at(felix, path("preparation", case))
    assert (list(Facilitation.objects.values()), list(Report.objects.values())) == before


def test_the_whole_report_is_there_for_the_facilitator_on_the_web_and_as_a_pdf(
    felix: Client, case: Facilitation
) -> None:
    assert "360 report for Ada Okafor" in words_at(felix, path("case_report", case))
    answer = felix.get(path("case_report_pdf", case))
    assert answer.content.startswith(b"%PDF")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="report.pdf"'


def test_parts_are_opened_one_by_one_and_then_the_rest(
    felix: Client, case: Facilitation, monkeypatch: pytest.MonkeyPatch
) -> None:
    opening = path("opening", case)
    early = felix.post(opening, {"part": "overview"})
    assert early.status_code == 422
    assert "Tuesday 14 April 2026, 10:00" in early.content.decode()
    set_clock(monkeypatch, MEETING)
    assert "Only you can read this part" in words_at(felix, path("part", case, anchor="overview"))
    answer = felix.post(opening, {"part": "overview"}, follow=True)
    assert "Ada Okafor can read this part" in answer.content.decode()
    assert f"1 of {len(sections_of(case.assessment))} parts are open" in words_at(felix, opening)
    felix.post(opening, {"part": ""})
    assert "All of it is open" in words_at(felix, opening)
    assert felix.get(path("part", case, anchor="nowhere")).status_code == 404


def test_without_a_time_a_tick_says_that_it_is_happening_now(world: World, felix: Client) -> None:
    make_closed(world)
    case = Facilitation.objects.get()
    refused = felix.post(path("opening", case), {"part": ""})
    assert refused.status_code == 422
    assert 'href="#happening_now"' in refused.content.decode()
    felix.post(path("opening", case), {"part": "", "happening_now": "on"})
    assert Report.objects.get().all_opened


def test_it_is_marked_as_held_only_when_all_is_open(world: World, felix: Client, case: Facilitation) -> None:
    held = path("mark_held", case)
    assert "It has not begun" in words_at(felix, held)
    open_section(facilitation=case, section="overview", by=world.facilitator, at=MEETING)
    assert felix.post(held).status_code == 409
    assert Facilitation.objects.get().held_at is None


def test_notes_begin_with_who_may_ask_to_read_them(felix: Client, case: Facilitation) -> None:
    notes = path("notes", case)
    said = words_at(felix, notes)
    assert said.index("may ask to read them") < said.index("Keep the notes")
    felix.post(notes, {"text": "Ask about the move."})
    assert FacilitatorNote.objects.get().text == "Ask about the move."
    assert "Ask about the move." in words_at(felix, notes)


def test_a_worry_leads_through_the_limits_and_asks_for_no_content(felix: Client, case: Facilitation) -> None:
    concern = path("concern", case)
    start = felix.get(concern).content.decode()
    assert "<textarea" not in start
    assert "stays in confidence" in words_at(felix, concern + "?limit=none")
    chosen = felix.get(concern + "?limit=harm").content.decode()
    assert "call 999 first" in chosen
    assert "Rosa Lindqvist" in chosen
    assert "Speak to the guardian of Trent Valley Hospitals" in chosen
    assert "<textarea" not in chosen
    assert not Concern.objects.exists()
    felix.post(concern, {"limit": "harm"})
    assert Concern.objects.get().told.name == "Rosa Lindqvist"
    assert felix.get(concern + "?limit=").status_code == 422


def test_a_call_off_tells_and_a_second_press_does_no_harm(felix: Client, case: Facilitation) -> None:
    for _press in range(2):
        assert felix.post(path("call_off_case", case)).status_code == 302
    assert not SessionTime.objects.exists()


def test_notes_of_a_case_are_nobody_else_s(world: World, case: Facilitation) -> None:
    write_notes(facilitation=case, text="Ask about the move.", by=world.facilitator, at=AFTER)
    for who in ("participant", "other_facilitator", "trent_lead"):
        assert b"Ask about the move" not in browser_of(world.roles[who]).get(path("notes", case)).content


def test_the_calendar_file_can_be_fetched_from_the_page(felix: Client, case: Facilitation) -> None:
    answer = felix.get(path("case_calendar", case))
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert b"METHOD:PUBLISH" in answer.content
    SessionTime.objects.update(facilitation=None)
    assert felix.get(path("case_calendar", case)).status_code == 404


def test_a_first_talk_is_proposed_and_stands_on_the_page(felix: Client, case: Facilitation) -> None:
    assert felix.post(path("first_talk", case), {"text": " "}).status_code == 422
    felix.post(path("first_talk", case), {"text": "Tuesday at ten?"})
    assert "Tuesday at ten?" in words_at(felix, path("facilitation", case))


def test_few_questions_are_asked_of_the_database_however_many_cases_there_are(
    world: World, felix: Client, case: Facilitation, django_assert_max_num_queries: object
) -> None:
    del case
    for participant in (world.payer, world.other_participant):
        take_on(make_draft(world, participant=participant), world.facilitator)
    with django_assert_max_num_queries(9):  # type: ignore[operator]  # the fixture has no type
        felix.get(reverse("feedback:cases"))
