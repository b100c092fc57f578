"""The desk of those who lead a region or a nation: each number counts its list, as a page and as files."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from ninefold.academy.actions.bookings import book_place
from ninefold.academy.actions.interest import Said, express_interest
from ninefold.academy.actions.register import count_feedback_session, enter_evidence
from ninefold.academy.models import Booking, BookingState, CpdSession, CpdSessionState, Evidence, Registration
from ninefold.accounts.models import Role
from ninefold.core.london import london_date
from ninefold.feedback.models import Evaluation, Facilitation, HelpRequest
from tests.academy.cpd import make_facilitator, make_facilitators, make_session
from tests.feedback.made import make_closed
from tests.house.pages import Page
from tests.world import World


def accredited(world: World, name: str, days_ago: int) -> Role:
    """One more facilitator of Trent."""
    role, now = make_facilitator(name, world.trent), timezone.now()
    day = london_date(now) - timedelta(days=days_ago)
    enter_evidence(person=role.person, kind=Evidence.Kind.ACCREDITED, happened_on=day, by=world.midlands_lead, at=now)
    return role


def filled(world: World) -> None:
    """Something of everything in the Midlands: one that is due, one out of practice, CPD sessions, a 360, a request."""
    now = timezone.now()
    due, out = (accredited(world, name, days) for name, days in (("Dora Due", 330), ("Otto Out", 500)))
    session = make_session(world, places=1, nation=None, region=world.midlands, starts_at=now + timedelta(days=20))
    for role in (due, out):
        book_place(session=session, person=role.person, by=world.midlands_lead, at=now)
    past = make_session(world, nation=None, region=world.midlands, starts_at=now - timedelta(minutes=1))
    CpdSession.objects.filter(pk=past.pk).update(state=CpdSessionState.HELD)
    Booking.objects.create(
        session=past, person=due.person, state=BookingState.ATTENDED, number=1, place=1, made_at=now, changed_at=now
    )
    count_feedback_session(facilitator=due.person, held_at=now - timedelta(days=400), source="facilitation:1", at=now)
    express_interest(said=Said("refresher", world.midlands, ("mon_am",)), person=out.person, at=now)
    Facilitation.objects.filter(assessment=make_closed(world)).update(state="replaced")
    HelpRequest.objects.create(participant=world.participant.person, region=world.midlands, need="choose", asked_at=now)
    entry = Registration.objects.get(person=out.person)
    Evidence.objects.create(
        registration=entry,
        kind=Evidence.Kind.FEEDBACK_SESSION,
        happened_on=london_date(now),
        organisation="=Elsewhere",
        entered_at=now,
        waits_for_approval=True,
    )


def page(client: Client, role: Role, path: str) -> Page:
    client.force_login(role.person)
    answer = client.get(path)
    assert answer.status_code == 200, path
    return Page(answer.content.decode())


def figures(client: Client, role: Role, path: str = "/desk/") -> dict[str, tuple[int, str]]:
    """The numbers of the page, with where each leads."""
    found = {}
    for text, href in page(client, role, path).links:
        count, _, label = text.partition(" ")
        if count.isdecimal() and href.startswith("/desk/"):
            found[label] = (int(count), href)
    return found


def rows(client: Client, path: str, query: str = "") -> list[list[str]]:
    answer = client.get(f"{path}.csv{query}")
    assert answer.status_code == 200
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))[1:]


def test_each_number_of_today_is_that_of_the_rows_of_its_list(world: World, client: Client) -> None:
    filled(world)
    told = figures(client, world.midlands_lead)
    assert {label: count for label, (count, _href) in told.items()} == {
        "facilitators who are due": 1,
        "feedback sessions to approve": 1,
        "360s without a facilitator": 1,
        "requests for help": 1,
        "CPD sessions to come": 1,
        "people waiting for a place": 1,
        "expressions of interest in CPD sessions": 1,
    }
    for count, href in told.values():
        assert len(rows(client, href.rstrip("/"))) == count
    assert rows(client, "/desk/due")[0][:3] == ["Dora Due", "Trent Valley Hospitals", "accredited, due soon"]
    assert rows(client, "/desk/cpd-sessions")[0][2:] == ["1", "1", "1"]
    assert rows(client, "/desk/approvals")[0][2] == "'=Elsewhere"
    for name, where in (("approvals", "/register/approvals/"), ("cpd-sessions", "/cpd/manage/")):
        links = page(client, world.midlands_lead, f"/desk/{name}/").links
        assert ("Go to where you deal with these", where) in links
    due = page(client, world.midlands_lead, "/desk/due/").links
    assert any(text.startswith("Dora Due") and href.startswith("/register/") for text, href in due)


def test_each_number_of_the_year_is_that_of_its_list(world: World, client: Client) -> None:
    filled(world)
    year = london_date(timezone.now()).year
    told = figures(client, world.midlands_lead, "/desk/year/")
    assert told["facilitators: accredited, due soon"][0] == 1
    assert told["facilitators: out of practice"][0] == 1
    assert told["facilitators: in training"][0] == 1
    assert told["CPD sessions held"][0] == 1
    assert told["places used in CPD sessions"][0] == 1
    assert told["people waiting for a place now"][0] == 1
    for label, (count, href) in told.items():
        if label != "places used in CPD sessions":
            path, _, query = href.partition("?")
            assert len(rows(client, path.rstrip("/"), f"?{query}")) == count, label
    last = figures(client, world.midlands_lead, f"/desk/year/?year={year - 1}")
    assert last["feedback sessions counted"][0] == 1
    assert last["CPD sessions held"][0] == 0
    assert "people waiting for a place now" not in last


def test_nobody_sees_another_regions_numbers_and_no_other_role_the_desk(world: World, client: Client) -> None:
    filled(world)
    assert {count for count, _href in figures(client, world.north_west_lead).values()} == {0}
    for name in ("due", "interested", "help", "approvals", "without-facilitator", "facilitators", "waiting"):
        text = " ".join(page(client, world.north_west_lead, f"/desk/{name}/").words)
        assert not any(each in text for each in ("Dora Due", "Otto Out", "Ada Okafor"))
    for role in (world.trent_lead, world.facilitator, world.participant, world.data_protection_officer):
        client.force_login(role.person)
        for path in ("/desk/", "/desk/year/", "/desk/demand/", "/desk/due/", "/desk/due.csv"):
            assert client.get(path).status_code == 403


def test_a_national_administrator_sees_the_nation_and_of_360s_how_many(world: World, client: Client) -> None:
    filled(world)
    told = figures(client, world.administrator)
    assert told["facilitators who are due"][0] == 1
    assert not {"360s without a facilitator", "requests for help"} & set(told)
    for name in ("without-facilitator", "help"):
        assert client.get(f"/desk/{name}/").status_code == client.get(f"/desk/{name}.csv").status_code == 404
    make_closed(world)
    closed = page(client, world.administrator, "/desk/closed/?year=2026")
    assert "Ada Okafor" not in " ".join(closed.words)
    assert ["Midlands", "2"] in rows(client, "/desk/closed", "?year=2026")


def test_the_demand_leads_to_who_would_come_and_when(world: World, client: Client) -> None:
    filled(world)
    links = page(client, world.midlands_lead, "/desk/demand/").links
    (address,) = [href for text, href in links if text.startswith("1 Monday morning")]
    assert "Otto Out" in " ".join(page(client, world.midlands_lead, address).words)
    other = address.replace("mon_am", "tue_am")
    assert "Otto Out" not in " ".join(page(client, world.midlands_lead, other).words)
    assert rows(client, "/desk/demand")[0][:3] == ["Refresher", "1", "1"]


def test_what_participants_think_is_on_the_page_from_five_answers(world: World, client: Client) -> None:
    last_year = london_date(timezone.now()).year - 1
    month = london_date(timezone.now()).replace(year=last_year, month=3, day=1)
    given = {"region": world.midlands, "stage": "after", "month": month, "session_helped": 4, "report_clear": 4}
    for count in range(1, 6):
        Evaluation.objects.create(worth_it=count, **given)
        text = " ".join(page(client, world.midlands_lead, f"/desk/year/?year={last_year}").words)
        assert ("Was your 360 worth the time? 3.0 of 5, by 5 answers" in text) is (count == 5)
        assert ("Nothing can be shown yet." in text) is (count < 5)


def test_each_list_is_a_spreadsheet_too(world: World, client: Client) -> None:
    filled(world)
    client.force_login(world.midlands_lead.person)
    for name in ("today", "year", "due", "demand", "interested", "evaluation"):
        answer = client.get(f"/desk/{name}.xlsx")
        assert load_workbook(io.BytesIO(answer.content)).active is not None
    assert client.get("/desk/due.pdf").status_code == client.get("/desk/nothing/").status_code == 404


@pytest.mark.parametrize("year", ["", "x", "0000", "9999", "²026", "-1"])
def test_a_year_that_is_none_is_the_one_that_runs(world: World, client: Client, year: str) -> None:
    text = " ".join(page(client, world.midlands_lead, f"/desk/year/?year={year}").words)
    assert f"The year {london_date(timezone.now()).year} in numbers" in text


def test_the_pages_cost_as_many_queries_for_many_facilitators_as_for_few(world: World, client: Client) -> None:
    filled(world)
    client.force_login(world.midlands_lead.person)
    asked: dict[str, list[int]] = {}
    for count in (2, 22):
        make_facilitators(world, 2) if count == 2 else [accredited(world, f"More {n}", 9) for n in range(20)]
        for path in ("/desk/", "/desk/year/", "/desk/facilitators/", "/desk/demand/"):
            with CaptureQueriesContext(connection) as captured:
                client.get(path)
            asked.setdefault(path, []).append(len(captured))
    for path, (few, many) in asked.items():
        assert few == many <= 30, path
