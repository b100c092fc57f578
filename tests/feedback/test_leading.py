"""The pages of those who lead: what they show of 360s, what they never show, and that no answer changes them."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ninefold.core.london import london_date
from ninefold.feedback.actions.answers import decline, open_invitation, save_answers, take_back
from ninefold.feedback.actions.assessments import set_wishes
from ninefold.feedback.actions.counting import tell_answered
from ninefold.feedback.actions.leading import prepare_assessment
from ninefold.feedback.actions.letters import add_without_address
from ninefold.feedback.models import Assessment, AssessmentState, Rater, RaterState
from tests.feedback.made import answer, make_closed, make_draft, make_open, raters_of, take_on
from tests.feedback.reading import browser_of, words_at
from tests.world import NOON, World, make_person

PROGRAMME = "/programme/"
LEADS = ["rising_leaders_lead", "trent_lead", "midlands_lead"]
OTHER_LEADS = ["first_steps_lead", "ribble_lead", "north_west_lead"]
SECRET = "Nobody who leads may read this"


def in_programme(assessment: Assessment, world: World) -> Assessment:
    assessment.programme = world.rising_leaders
    assessment.save(update_fields=["programme"])
    return assessment


def of_led(assessment: Assessment, name: str = "led") -> str:
    return reverse(f"feedback:{name}", kwargs={"pk": assessment.pk})


def unmarked(client: Client, path: str) -> bytes:
    """The bytes of a page, but for the token that is another each time."""
    response = client.get(path)
    assert response.status_code == 200
    return re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", response.content)


@pytest.fixture
def lead(world: World) -> Client:
    return browser_of(world.trent_lead)


@pytest.mark.parametrize("who", LEADS)
def test_each_lead_finds_the_360s_of_their_place(world: World, who: str) -> None:
    assessment = in_programme(make_open(world), world)
    client = browser_of(world.roles[who])
    assert "Ada Okafor" in words_at(client, PROGRAMME)
    assert "The 360 of Ada Okafor" in words_at(client, of_led(assessment))


@pytest.mark.parametrize("who", OTHER_LEADS)
def test_leads_of_another_place_find_nothing(world: World, who: str) -> None:
    assessment = in_programme(make_open(world), world)
    client = browser_of(world.roles[who])
    assert "No 360s yet" in words_at(client, PROGRAMME)
    assert client.get(of_led(assessment)).status_code == 404


def test_a_360_of_ones_own_is_not_among_those_one_leads(world: World, lead: Client) -> None:
    own = make_draft(world, participant=world.trent_lead)
    assert "No 360s yet" in words_at(lead, PROGRAMME)
    assert lead.get(of_led(own)).status_code == 404


def test_the_daily_figure_is_told_in_steps_and_of_all_together(world: World, lead: Client) -> None:
    assessment = make_open(world)
    assert "No figure yet" in words_at(lead, PROGRAMME)
    for rater in raters_of(assessment)[:5]:
        answer(rater)
    tell_answered(assessment, NOON)
    assert "At least 3 of 9 had answered on 2 March" in words_at(lead, PROGRAMME)
    assert "at least 3 of 9 people asked had answered" in words_at(lead, PROGRAMME)


def test_a_small_figure_says_no_more_than_that_it_is_small(world: World, lead: Client) -> None:
    assessment = make_open(world)
    answer(raters_of(assessment)[0])
    tell_answered(assessment, NOON)
    assert "Fewer than 3 of 9 had answered on 2 March" in words_at(lead, of_led(assessment))


def begin(rater: Rater) -> None:
    save_answers(rater=rater, given={})


@pytest.mark.parametrize("who", LEADS)
@pytest.mark.parametrize("does", [answer, begin, decline, take_back], ids=lambda act: str(act.__name__))
def test_no_page_of_a_lead_changes_by_a_byte_when_somebody_answers(world: World, who: str, does: object) -> None:
    assessment = in_programme(make_open(world), world)
    raters = raters_of(assessment)
    for rater in raters[:4]:
        open_invitation(rater=rater)
    client = browser_of(world.roles[who])
    paths = [PROGRAMME, f"{PROGRAMME}?mine=on", *(of_led(assessment, name) for name in PAGES_OF_ONE)]
    before = [unmarked(client, path) for path in paths]
    for rater in raters[:4]:
        does(rater=rater)  # type: ignore[operator]  # each of the four takes one
    assert [unmarked(client, path) for path in paths] == before


PAGES_OF_ONE = ("led", "extend_led", "cancel_led", "give_to_facilitator", "add_person", "add_people", "letters")


def test_that_test_would_see_a_difference(world: World, lead: Client) -> None:
    assessment = make_open(world)
    before = unmarked(lead, of_led(assessment))
    open_invitation(rater=raters_of(assessment)[0])
    assert unmarked(lead, of_led(assessment)) != before


def test_no_page_of_a_lead_holds_what_was_written_answered_or_wanted(world: World, lead: Client) -> None:
    assessment = make_open(world)
    take_on(assessment, world.facilitator)
    wishes = {"why_now": SECRET, "to_learn": SECRET, "from_the_session": SECRET}
    set_wishes(assessment=assessment, **wishes, by=world.participant, at=NOON)
    for rater in raters_of(assessment):
        answer(rater, comment=SECRET)
    tell_answered(assessment, NOON)
    for path in (PROGRAMME, of_led(assessment)):
        said = words_at(lead, path)
        assert SECRET not in said
        assert "At least 9 of 9" in said
        # The groups are 1, 4 and 4: of none of them is told how many answered.
        assert not re.search(r"\bof [14]\b", said)
    assert SECRET not in words_at(lead, of_led(assessment, "list_check"))


@pytest.mark.parametrize("name", ["own_report", "own_part", "wants", "assessment", "goals"])
def test_pages_of_the_participant_are_shut_to_leads(world: World, lead: Client, name: str) -> None:
    assessment = make_closed(world)
    assert lead.get(of_led(assessment, name)).status_code == 403


def test_the_report_of_a_closed_360_is_on_no_page_of_a_lead(world: World, lead: Client) -> None:
    assessment = make_closed(world)
    said = words_at(lead, of_led(assessment))
    assert "Closed: the report waits for the feedback session" in said
    assert "The questionnaire closed" in said
    assert "The questionnaire closes" not in said
    assert not re.search(r"report\.(pdf|xlsx|json)|/report/", lead.get(of_led(assessment)).content.decode())


def test_of_a_draft_that_its_participant_began_a_lead_sees_that_it_is_there(world: World, lead: Client) -> None:
    draft = make_draft(world)
    take_on(draft, world.facilitator)
    assert "Ada Okafor is setting it up." in words_at(lead, of_led(draft))
    for path in (PROGRAMME, of_led(draft)):
        said = words_at(lead, path)
        assert not [hers for hers in ("Bea Peer", "Felix Achterberg", "30 March", "of 9") if hers in said]


def test_of_a_draft_that_a_lead_prepared_they_see_the_list_and_may_take_off_it(world: World, lead: Client) -> None:
    at = timezone.now()
    draft = prepare_assessment(
        participant=world.participant.person,
        form="full",
        closes_on=london_date(at) + timedelta(days=28),
        programme=None,
        by=world.trent_lead,
        at=at,
    )
    lead.post(of_led(draft, "add_person"), {**BEA, "email": "bea@trent.example"})
    assert "Bea Peer" in words_at(lead, of_led(draft))
    (rater,) = raters_of(draft)
    lead.post(reverse("feedback:take_off", kwargs={"pk": draft.pk, "rater": rater.pk}))
    assert raters_of(draft) == []


BEA = {"name": "Bea Peer", "group": "peer", "agreed": "on"}


def test_of_each_person_a_lead_sees_how_the_invitation_stands_and_no_group(world: World, lead: Client) -> None:
    assessment = make_open(world)
    bea, cai = raters_of(assessment)[:2]
    open_invitation(rater=bea)
    Rater.objects.filter(pk=cai.pk).update(state=RaterState.BOUNCED)
    add_without_address(
        assessment=assessment, name="Jo Porter", group="other", agreed=True, by=world.trent_lead, at=NOON
    )
    said = words_at(lead, of_led(assessment))
    for name, stands in ((bea.name, "Opened"), (cai.name, "Not delivered"), ("Jo Porter", "Letter to be printed")):
        assert f"{name} {stands}" in said
    assert "Peers" not in said
    assert "Line manager" not in said.replace("Bea Line Manager", "")


def test_every_invitation_can_be_sent_again_and_the_page_says_so(world: World, lead: Client) -> None:
    assessment = make_open(world)
    rater = raters_of(assessment)[0]
    path = reverse("feedback:resend_invitation", kwargs={"pk": assessment.pk, "rater": rater.pk})
    assert lead.get(of_led(assessment)).content.decode().count("/resend/") == 9
    response = lead.post(path, follow=True)
    assert f"The invitation to {rater.name} is sent again" in response.content.decode()


def test_somebody_of_another_360_cannot_be_reached_through_ones_own(world: World, lead: Client) -> None:
    ours, theirs = make_open(world), make_open(world, participant=world.other_participant)
    rater = raters_of(theirs)[0]
    path = reverse("feedback:resend_invitation", kwargs={"pk": ours.pk, "rater": rater.pk})
    assert lead.post(path).status_code == 404


def test_what_waits_for_a_lead_can_be_looked_for(world: World) -> None:
    bounced = make_open(world)
    Rater.objects.filter(pk=raters_of(bounced)[0].pk).update(state=RaterState.BOUNCED)
    make_open(world, participant=world.payer)
    region = browser_of(world.midlands_lead)
    assert "Wen Li" in words_at(region, PROGRAMME)
    found = words_at(region, f"{PROGRAMME}?mine=on")
    assert "Ada Okafor" in found
    assert "Wen Li" not in found
    assert "You : correct an address, if the participant does not" in found


@pytest.mark.parametrize(("sought", "there"), [("open", True), ("draft", False), ("over", False), ("nonsense", True)])
def test_360s_are_looked_for_by_how_far_they_are(world: World, lead: Client, sought: str, there: bool) -> None:
    make_open(world)
    said = words_at(lead, f"{PROGRAMME}?state={sought}")
    assert ("Ada Okafor" in said) is there
    assert ("No 360 fits what you chose" in said) is not there


def test_a_long_list_has_pages(world: World, lead: Client) -> None:
    for number in range(26):
        person = make_person(f"Person {number:02}", world.trent)
        Assessment.objects.create(
            participant=person,
            organisation=world.trent,
            framework="nine-dimensions",
            framework_version="1.0",
            form="short",
            language="en-gb",
            state=AssessmentState.CANCELLED,
            closes_on=NOON.date(),
            created_at=NOON,
        )
    assert "Page 2 of 2" in words_at(lead, f"{PROGRAMME}?state=over")
    assert "Person 25" in words_at(lead, f"{PROGRAMME}?state=over&page=2")
    assert "Person 25" in words_at(lead, f"{PROGRAMME}?page=99")


def test_the_list_costs_the_same_however_long_it_is(
    world: World, lead: Client, django_assert_max_num_queries: object
) -> None:
    for participant in (world.participant, world.payer):
        take_on(make_open(world, participant=participant), world.facilitator)
    with django_assert_max_num_queries(14):  # type: ignore[operator]  # a fixture of pytest-django
        lead.get(PROGRAMME)


def test_moving_the_date_and_cancelling_are_asked_first_and_then_done(world: World, lead: Client) -> None:
    assessment = make_open(world)
    for name in ("extend_led", "cancel_led"):
        assert lead.get(of_led(assessment, name)).status_code == 200
        assert lead.post(of_led(assessment, name)).status_code == 302
    assessment.refresh_from_db()
    assert (assessment.extended, assessment.state) == (True, AssessmentState.CANCELLED)


def test_a_facilitator_is_chosen_from_all_but_the_lead_and_who_has_it(world: World, lead: Client) -> None:
    assessment = make_open(world)
    take_on(assessment, world.facilitator)
    page = lead.get(of_led(assessment, "give_to_facilitator")).content.decode()
    assert "Grace Mensah" in page
    assert f'value="{world.facilitator.person_id}"' not in page
    given = {"facilitator": world.other_facilitator.person_id, "no_conflict": "on"}
    response = lead.post(of_led(assessment, "give_to_facilitator"), given, follow=True)
    assert "Grace Mensah has been asked" in response.content.decode()


def test_a_list_is_kept_whole_or_each_line_that_cannot_be_is_named(world: World, lead: Client) -> None:
    draft = make_draft(world, asked={})
    wrong = "Bea Peer, bea@trent.example, peers\nCai Peer, cai@, peers\nAda Okafor, ada.okafor@example.org, peers"
    response = lead.post(of_led(draft, "add_people"), {"pasted": wrong, "agreed": "on"})
    assert response.status_code == 422
    page = response.content.decode()
    assert "Line 2:" in page
    assert "Bea Peer, bea@trent.example, peers" in page
    assert raters_of(draft) == []
    right = "Bea Peer, bea@trent.example, peers\nCai Peer, cai@trent.example, direct reports"
    assert lead.post(of_led(draft, "add_people"), {"pasted": right, "agreed": "on"}).status_code == 302
    assert [rater.group for rater in raters_of(draft)] == ["peer", "direct_report"]


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({}, "Enter an e-mail address"),
        ({"email": "bea@"}, "is not an e-mail address"),
        ({"email": "bea@trent.example", "on_paper": "on"}, "not both"),
        ({"on_paper": "on", "group": "nobody"}, "Choose one of the groups."),
        ({"on_paper": "on", "name": " "}, "Enter the person’s name."),
        ({"email": "ada.okafor@example.org"}, "address of the participant"),
    ],
)
def test_what_is_wrong_with_a_person_is_said_beside_the_field(
    world: World, lead: Client, given: dict[str, str], wrong: str
) -> None:
    response = lead.post(of_led(make_draft(world, asked={}), "add_person"), {**BEA, **given})
    assert response.status_code == 422
    page = response.content.decode()
    assert "<title>Error: " in page
    assert wrong in page


def test_somebody_without_e_mail_is_put_on_the_list_by_the_page(world: World, lead: Client) -> None:
    draft = make_draft(world, asked={})
    assert lead.post(of_led(draft, "add_person"), {**BEA, "on_paper": "on"}).status_code == 302
    assert [(rater.name, rater.email) for rater in raters_of(draft)] == [("Bea Peer", "")]


def test_a_lead_finds_people_by_name_or_address_where_they_lead_and_nobody_else(world: World) -> None:
    finding = reverse("feedback:prepare_for")
    for who in LEADS:
        client = browser_of(world.roles[who])
        assert "ada.okafor@example.org" in words_at(client, f"{finding}?q=okaf")
        assert "ada.okafor@example.org" in words_at(client, f"{finding}?q=ada.okafor@ex")
        assert "idris" not in words_at(client, f"{finding}?q=idris").replace("“idris”", "").lower()
        assert "at least two letters" in words_at(client, f"{finding}?q=a").lower()
    assert "wen.li@" in words_at(browser_of(world.midlands_lead), f"{finding}?q=wen+li")
    assert "People are added by: Omar Haddad" in words_at(browser_of(world.rising_leaders_lead), finding)


def test_a_360_is_prepared_from_the_first_click_to_the_mail(world: World) -> None:
    client, closes_on = browser_of(world.rising_leaders_lead), london_date(timezone.now()) + timedelta(days=28)
    path = reverse("feedback:prepare", kwargs={"pk": world.participant.person_id})
    assert "Begin a 360 for Ada Okafor" in words_at(client, path)
    parts = {"day": closes_on.day, "month": closes_on.month, "year": closes_on.year}
    given = {"form": "full", **{f"closes_on_{part}": value for part, value in parts.items()}}
    response = client.post(path, given, follow=True)
    assert "The 360 is begun, and Ada Okafor is told." in response.content.decode()
    assert Assessment.objects.get().programme == world.rising_leaders
    assert browser_of(world.participant).get(of_led(Assessment.objects.get(), "assessment")).status_code == 200


@pytest.mark.parametrize(("who", "status"), [("trent_lead", 302), ("midlands_lead", 302), ("rising_leaders_lead", 403)])
def test_somebody_new_is_added_by_those_who_may(world: World, who: str, status: int) -> None:
    given = {"name": "Nora Quist", "email": "nora@trent.example", "home": f"organisation-{world.trent.pk}"}
    client = browser_of(world.roles[who])
    assert client.post(reverse("feedback:new_participant"), given).status_code == status


def test_an_address_that_somebody_has_is_refused_beside_the_field(world: World, lead: Client) -> None:
    given = {"name": "Nora Quist", "email": world.participant.person.email}
    response = lead.post(reverse("feedback:new_participant"), given)
    assert response.status_code == 422
    assert "has the address ada.okafor@example.org already" in response.content.decode()
