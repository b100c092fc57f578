"""The pages of the list of colleagues: one by one, as a list that is shown first, its check, and what can be undone."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from openpyxl import Workbook

from ninefold.core.rater_lists import Entry
from ninefold.feedback.actions.list_checks import want_changes
from ninefold.feedback.actions.rater_lists import add_raters
from ninefold.feedback.models import Assessment, RaterState
from tests.feedback.made import make_draft, make_open, raters_of, take_on
from tests.feedback.reading import browser_of, words
from tests.support.post import posted
from tests.world import World

JANE = {"name": "Jane Smith", "email": "jane@trent.example", "group": "peer", "agreed": "on"}


@pytest.fixture
def ada(world: World) -> Client:
    """The browser of the participant."""
    return browser_of(world.participant)


@pytest.fixture
def draft(world: World) -> Assessment:
    """A draft with an empty list."""
    return make_draft(world, asked={}, at=timezone.now())


def add_a_ward(world: World, assessment: Assessment) -> None:
    ward = Entry(1, "The ward", "ward12@trent.example", "other")
    add_raters(assessment=assessment, entries=[ward], agreed=True, by=world.participant, at=timezone.now())


def sent_rows(page: str) -> dict[str, str]:
    """What a browser would send of the rows of the list that is shown."""
    fields = re.findall(r'<input[^>]* name="(row-[^"]+)"[^>]* value="([^"]*)"', page)
    groups = re.findall(r'<select[^>]* name="(row-[^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL)
    chosen = {name: re.findall(r'value="([^"]*)" selected', options) for name, options in groups}
    boxes = {name for name, _value in fields if name.endswith("DELETE")}
    return {name: value for name, value in fields if name not in boxes} | {
        name: (values or [""])[0] for name, values in chosen.items()
    }


def test_one_colleague_is_added(ada: Client, draft: Assessment) -> None:
    response = ada.post(f"/360/{draft.pk}/colleagues/add/", JANE)
    assert response.headers["Location"] == f"/360/{draft.pk}/colleagues/"
    page = words(ada.get(response.headers["Location"]))
    assert "1 person was added." in page
    assert "Jane Smith jane@trent.example Peers" in page


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"agreed": ""}, "has agreed to be asked"),
        ({"name": " "}, "Enter the person’s name"),
        ({"name": "\u200b\u200d"}, "Enter the person’s name"),
        ({"email": "jane"}, "is not an e-mail address"),
        ({"email": "ada.okafor+x@example.org"}, "an address of the participant"),
        ({"group": "self"}, "Choose one of the groups"),
        ({"group": ""}, "Choose the group"),
    ],
)
def test_a_colleague_who_cannot_be_added_is_not_lost(
    ada: Client, draft: Assessment, wrong: dict[str, str], said: str
) -> None:
    given = {**JANE, **wrong}
    response = ada.post(f"/360/{draft.pk}/colleagues/add/", given)
    page = response.content.decode()
    assert response.status_code == 422
    assert "<title>Error: Add one person" in page
    assert said in words(response)
    assert f'value="{given["email"]}"' in page
    assert raters_of(draft) == []


def test_a_double_click_adds_one_person(ada: Client, draft: Assessment) -> None:
    for _ in range(2):
        assert ada.post(f"/360/{draft.pk}/colleagues/add/", JANE).status_code == 302
    assert len(raters_of(draft)) == 1


def test_a_pasted_list_is_shown_before_anything_is_kept(ada: Client, draft: Assessment) -> None:
    pasted = "Jane Smith, jane@trent.example, peer\nSam Jones <sam@trent.example>\nKim Lee; kim@trent.example; boss"
    response = ada.post(f"/360/{draft.pk}/colleagues/list/", {"pasted": pasted})
    assert response.status_code == 200
    assert raters_of(draft) == []
    rows = sent_rows(response.content.decode())
    assert rows["row-2-group"] == "line_manager"
    assert rows["row-1-group"] == ""
    unfinished = ada.post(f"/360/{draft.pk}/colleagues/list/keep/", {**rows, "agreed": "on"})
    assert unfinished.status_code == 422
    assert "Row 2: Choose the group." in words(unfinished)
    kept = ada.post(f"/360/{draft.pk}/colleagues/list/keep/", {**rows, "row-1-group": "other", "agreed": "on"})
    assert kept.headers["Location"] == f"/360/{draft.pk}/colleagues/"
    assert [(rater.name, rater.group) for rater in raters_of(draft)] == [
        ("Jane Smith", "peer"),
        ("Sam Jones", "other"),
        ("Kim Lee", "line_manager"),
    ]


def test_lines_that_cannot_be_read_are_named_and_stay_to_be_put_right(ada: Client, draft: Assessment) -> None:
    keep = f"/360/{draft.pk}/colleagues/list/keep/"
    pasted = "Jane Smith, jane@trent.example, peer\nnobody here\nBob, bob@trent, peer\nSue, sue@trent.example, freind"
    shown = ada.post(f"/360/{draft.pk}/colleagues/list/", {"pasted": pasted})
    assert shown.status_code == 422
    for said in (
        "Line 2: There is no e-mail address",
        "Line 3: “bob@trent” is not an e-mail",
        "Line 4: “freind” is not a group",
    ):
        assert said in words(shown)
    rows = sent_rows(shown.content.decode())
    left = "nobody here\nBob, bob@trent, peer\nSue, sue@trent.example, freind"
    assert left in shown.content.decode()
    mended = ada.post(keep, {**rows, "lines": "nobody here\nBob, bob@trent.example, peer", "agreed": "on"})
    assert mended.status_code == 422
    assert raters_of(draft) == []
    page = mended.content.decode()
    rows = sent_rows(page)
    assert [rows["row-0-name"], rows["row-1-name"]] == ["Jane Smith", "Bob"]
    assert ">\nnobody here</textarea>" in page
    assert 'name="agreed" type="checkbox" value="on" checked' in page
    assert ada.post(keep, {**rows, "lines": "", "agreed": "on"}).status_code == 302
    assert [rater.name for rater in raters_of(draft)] == ["Jane Smith", "Bob"]


def test_somebody_can_be_left_out_of_a_list(ada: Client, draft: Assessment) -> None:
    pasted = "Jane, jane@trent.example, peer\nMe, ada.okafor@example.org, peer"
    rows = sent_rows(ada.post(f"/360/{draft.pk}/colleagues/list/", {"pasted": pasted}).content.decode())
    keep = f"/360/{draft.pk}/colleagues/list/keep/"
    refused = ada.post(keep, {**rows, "agreed": "on"})
    assert "Row 2: ada.okafor@example.org: This is an address of the participant" in words(refused)
    assert ada.post(keep, {**rows, "row-1-DELETE": "on", "agreed": "on"}).status_code == 302
    assert [rater.name for rater in raters_of(draft)] == ["Jane"]


def test_one_mailbox_under_two_spellings_is_found_in_a_list(ada: Client, draft: Assessment) -> None:
    pasted = "Jane, jane.smith@gmail.com, peer\nJane S, j.anesmith+work@googlemail.com, other"
    rows = sent_rows(ada.post(f"/360/{draft.pk}/colleagues/list/", {"pasted": pasted}).content.decode())
    response = ada.post(f"/360/{draft.pk}/colleagues/list/keep/", {**rows, "agreed": "on"})
    assert "Row 2: j.anesmith+work@googlemail.com: This mailbox is on the list already" in words(response)


def test_a_list_without_agreement_or_with_too_many_is_refused_and_kept_on_the_page(
    ada: Client, draft: Assessment
) -> None:
    pasted = "\n".join(f"Name {n}, n{n}@trent.example, peer" for n in range(31))
    rows = sent_rows(ada.post(f"/360/{draft.pk}/colleagues/list/", {"pasted": pasted}).content.decode())
    keep = f"/360/{draft.pk}/colleagues/list/keep/"
    assert "each of these people has agreed" in words(ada.post(keep, rows))
    many = ada.post(keep, {**rows, "agreed": "on"})
    assert (many.status_code, raters_of(draft)) == (422, [])
    assert "At most 30 people can be asked" in words(many)
    assert sent_rows(many.content.decode()) == rows


def test_a_workbook_is_read_like_a_pasted_list(ada: Client, draft: Assessment) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("Name", "E-mail", "Group"), ("Jane", "jane@trent.example", "Peers"), ("Bob", "bob", "Peers")):
        sheet.append(row)
    data = io.BytesIO()
    book.save(data)
    file = SimpleUploadedFile("list.xlsx", data.getvalue())
    response = ada.post(f"/360/{draft.pk}/colleagues/list/", {"file": file})
    assert "Line 3: “bob” is not an e-mail address" in words(response)
    assert sent_rows(response.content.decode())["row-0-email"] == "jane@trent.example"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Nobody is on this list"),
        ({"pasted": " \n,\n"}, "Nobody is on this list"),
        ({"pasted": "a,a@b.example,peer\n" * 201}, "more than 200 people"),
        ({"pasted": "x" * 100_001}, "far longer than a list"),
        ({"file": b""}, "Nobody is on this list"),
        ({"file": b"\xff\xfe\xff"}, "is no text that can be read"),
        ({"file": b"PK\x03\x04 no workbook"}, "cannot be read"),
        ({"file": b"x" * 1_000_001}, "too large"),
        ({"file": b"a,a@b.example", "pasted": "b,b@b.example"}, "not both"),
    ],
)
def test_a_list_that_is_none_says_so(ada: Client, draft: Assessment, given: dict[str, str | bytes], said: str) -> None:
    files = {
        name: SimpleUploadedFile("list.csv", value) if isinstance(value, bytes) else value
        for name, value in given.items()
    }
    response = ada.post(f"/360/{draft.pk}/colleagues/list/", files)
    assert response.status_code == 422
    assert "<title>Error: " in response.content.decode()
    assert said in words(response)


def test_an_entry_is_changed_and_removed(world: World, ada: Client) -> None:
    draft = make_draft(world, at=timezone.now())
    rater = raters_of(draft)[0]
    address = f"/360/{draft.pk}/colleagues/{rater.pk}/"
    assert f'value="{rater.email}"' in ada.get(address).content.decode()
    assert ada.post(address, {**JANE, "email": "bea.peer@trent.example"}).status_code == 422
    assert ada.post(address, JANE).status_code == 302
    rater.refresh_from_db()
    assert rater.name == "Jane Smith"
    for _ in range(2):
        assert ada.post(f"{address}withdraw/").status_code == 302
    assert rater not in raters_of(draft)


def test_a_colleague_of_somebody_else_is_not_found(world: World, ada: Client, draft: Assessment) -> None:
    foreign = raters_of(make_draft(world, participant=world.other_participant))[0]
    for name in ("", "withdraw/", "address/"):
        assert ada.get(f"/360/{draft.pk}/colleagues/{foreign.pk}/{name}").status_code == 404
    own = raters_of(draft, "self")[0]
    assert ada.get(f"/360/{draft.pk}/colleagues/{own.pk}/").status_code == 404


def test_advice_and_why_five_stand_beside_the_list(world: World, ada: Client) -> None:
    draft = make_draft(world, asked={"peer": 3}, at=timezone.now())
    page = words(ada.get(f"/360/{draft.pk}/colleagues/"))
    assert "Peers: 2 more. Five is the number to aim at: with three, many figures are only a range." in page
    assert "Somebody who knows what two people of a group answered can work out what the third of" in page


def test_a_check_is_asked_for_and_its_outcome_shown(world: World, ada: Client) -> None:
    draft = make_draft(world, at=timezone.now())
    add_a_ward(world, draft)
    address = f"/360/{draft.pk}/colleagues/"
    page = words(ada.get(address))
    assert "This looks like a mailbox that several people read" in page
    assert "It goes to: Omar Haddad." in page
    assert ada.post(f"{address}check/").status_code == 302
    assert "You asked for a check on" in words(ada.get(address))
    want_changes(assessment=draft, text="Ask <b>one</b> person.", by=world.trent_lead, at=timezone.now())
    shown = ada.get(address)
    assert "Changes are wanted on your list" in words(shown)
    assert "Ask &lt;b&gt;one&lt;/b&gt; person." in shown.content.decode()


def test_a_check_that_cannot_be_asked_for_says_why(ada: Client, draft: Assessment) -> None:
    response = ada.post(f"/360/{draft.pk}/colleagues/check/")
    assert response.status_code == 422
    assert "Nothing on the list waits" in words(response)


def checker(world: World) -> Client:
    client = Client()
    client.force_login(world.trent_lead.person)
    return client


def mark_in(page: str) -> str:
    found = re.search(r'name="seen" value="(\w+)"', page)
    assert found is not None
    return found[1]


def test_the_checker_sees_names_groups_addresses_and_findings_and_agrees(world: World) -> None:
    draft = make_draft(world, at=timezone.now())
    add_a_ward(world, draft)
    address, lead = f"/360/{draft.pk}/list/", checker(world)
    page = lead.get(address)
    for said in (
        "Bea Peer bea.peer@trent.example Peers",
        "The ward ward12@trent.example Others",
        "several people read",
    ):
        assert said in words(page)
    assert lead.post(address, {"seen": mark_in(page.content.decode())}).status_code == 302
    assert "Everybody on the list has been agreed to" in words(lead.get(address))
    assert not draft.raters.filter(checked=False).exists()


def test_the_checker_agrees_only_to_what_they_have_read(world: World) -> None:
    draft = make_draft(world, at=timezone.now())
    add_a_ward(world, draft)
    address, lead = f"/360/{draft.pk}/list/", checker(world)
    mark = mark_in(lead.get(address).content.decode())
    draft.raters.filter(name="The ward").update(name="Somebody else")
    for seen in (mark, "", "x"):
        response = lead.post(address, {"seen": seen})
        assert response.status_code == 422
        assert "The list was changed after you opened this page" in words(response)


def test_the_checker_asks_for_changes(world: World) -> None:
    draft = make_draft(world, at=timezone.now())
    add_a_ward(world, draft)
    address, lead = f"/360/{draft.pk}/list/", checker(world)
    assert lead.post(address, {"changes": "yes", "text": ""}).status_code == 422
    assert lead.post(address, {"changes": "yes", "text": "Ask one person."}).status_code == 302
    draft.refresh_from_db()
    assert draft.changes_wanted == "Ask one person."
    assert len(posted("ada.okafor@example.org")) == 1


def test_a_facilitator_sees_the_list_once_they_have_accepted(world: World) -> None:
    draft = make_draft(world, at=timezone.now())
    client = Client()
    client.force_login(world.facilitator.person)
    assert client.get(f"/360/{draft.pk}/list/").status_code == 404
    facilitation = take_on(draft, world.facilitator)
    assert client.get(f"/360/{draft.pk}/list/").status_code == 200
    type(facilitation).objects.update(state="requested")
    assert client.get(f"/360/{draft.pk}/list/").status_code == 403


def test_who_is_added_while_it_is_open_is_said_to_be_invited_at_once(world: World, ada: Client) -> None:
    assessment = make_open(world, at=timezone.now())
    assert "is invited at once" in words(ada.get(f"/360/{assessment.pk}/colleagues/"))
    ada.post(f"/360/{assessment.pk}/colleagues/add/", JANE)
    assert assessment.raters.get(name="Jane Smith").state == RaterState.INVITED
