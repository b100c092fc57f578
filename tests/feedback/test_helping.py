"""Help before a 360: asked of the regional lead, answered once, with facilitators who may be asked."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from ninefold.academy.actions.conflicts import declare_conflict
from ninefold.academy.actions.directory import Said, save_profile
from ninefold.academy.models import Conflict
from ninefold.accounts.actions.roles import end_role
from ninefold.accounts.policies import NotAllowedError
from ninefold.core.errors import NinefoldError
from ninefold.core.london import london_date
from ninefold.feedback.actions.assessments import create_assessment
from ninefold.feedback.actions.closing import cancel_assessment
from ninefold.feedback.actions.erasure import erase
from ninefold.feedback.actions.helping import answer_help, ask_for_help
from ninefold.feedback.actions.leading import prepare_assessment
from ninefold.feedback.models import Assessment, HelpRequest, Proposal
from ninefold.feedback.queries.erasure import held_of, what_goes
from tests.academy.directory import list_in_directory
from tests.support.post import posted
from tests.world import NOON, OPERATOR, World

CHOOSE = HelpRequest.Need.CHOOSE


def mailed(to: str) -> int:
    return len(posted(to))


def begin(world: World) -> Assessment:
    """The 360 that the participant begins themselves."""
    closes_on = london_date(NOON) + timedelta(days=28)
    by = world.participant
    return create_assessment(participant=by.person, form="full", closes_on=closes_on, by=by, at=NOON)


def test_the_regional_lead_is_told_once_and_asking_twice_is_refused_in_words(world: World) -> None:
    ask_for_help(need=CHOOSE, words="I am often in Derby.", by=world.participant, at=NOON)
    with pytest.raises(NinefoldError, match="asked for this already"):
        ask_for_help(need=CHOOSE, by=world.participant, at=NOON)
    assert mailed(world.midlands_lead.person.email) == 1
    assert mailed(world.north_west_lead.person.email) == 0


def test_two_answers_at_once_are_one(world: World) -> None:
    asked = ask_for_help(need=CHOOSE, by=world.participant, at=NOON)
    same = HelpRequest.objects.get(pk=asked.pk)
    answer_help(request=asked, answer="The 360 is prepared.", by=world.midlands_lead, at=NOON)
    with pytest.raises(NinefoldError, match="answered already"):
        answer_help(request=same, answer="Another.", by=world.midlands_lead, at=NOON)
    assert HelpRequest.objects.get().answer == "The 360 is prepared."
    assert mailed(world.participant.person.email) == 1
    assert ask_for_help(need=CHOOSE, by=world.participant, at=NOON + timedelta(days=1)).pk != asked.pk


def test_nobody_is_proposed_who_is_not_accredited_or_has_a_tie(world: World) -> None:
    felix = world.facilitator.person
    asked = ask_for_help(need=CHOOSE, by=world.participant, at=NOON)
    with pytest.raises(NinefoldError, match="Felix Achterberg cannot be proposed"):
        answer_help(request=asked, facilitators=[felix], by=world.midlands_lead, at=NOON)
    list_in_directory(world.facilitator, NOON)
    with pytest.raises(NinefoldError, match="up to 3 different"):
        answer_help(request=asked, facilitators=[felix, felix], by=world.midlands_lead, at=NOON)
    declare_conflict(reason=Conflict.Reason.TEAM, person=world.participant.person, by=world.facilitator, at=NOON)
    with pytest.raises(NinefoldError, match="Felix Achterberg cannot be proposed"):
        answer_help(request=asked, facilitators=[felix], by=world.midlands_lead, at=NOON)
    with pytest.raises(NinefoldError, match="Propose somebody"):
        answer_help(request=asked, by=world.midlands_lead, at=NOON)
    assert not Proposal.objects.exists()


def test_only_participants_ask_and_only_their_regional_lead_answers(world: World) -> None:
    with pytest.raises(NotAllowedError):
        ask_for_help(need=CHOOSE, by=world.facilitator, at=NOON)
    asked = ask_for_help(need=CHOOSE, by=world.participant, at=NOON)
    for by in (world.north_west_lead, world.trent_lead, world.participant):
        with pytest.raises(NotAllowedError):
            answer_help(request=asked, answer="No.", by=by, at=NOON)


def test_from_the_form_to_a_proposal_that_leads_to_the_directory(world: World, client: Client) -> None:
    entry = list_in_directory(world.facilitator, timezone.now())
    client.force_login(world.participant.person)
    assert "Choose what you would like help with." in client.post("/help/", {}).content.decode()
    sent = client.post("/help/", {"need": "choose", "words": "I am often in Derby."}, follow=True).content.decode()
    assert "It waits for an answer." in sent
    client.force_login(world.midlands_lead.person)
    assert "Ada Okafor" in client.get("/help/waiting/").content.decode()
    page = f"/help/{HelpRequest.objects.get().pk}/"
    assert "I am often in Derby." in client.get(page).content.decode()
    told = client.post(page, {"first": world.facilitator.person_id, "answer": "He knows Derby."}, follow=True)
    assert "Nobody waits" in told.content.decode()
    client.force_login(world.participant.person)
    own = client.get("/help/").content.decode()
    assert "He knows Derby." in own
    assert f"/facilitators/{entry.pk}/" in own


def about(request: HelpRequest) -> int | None:
    """The number of the 360 that a request is about, as it stands now."""
    return HelpRequest.objects.get(pk=request.pk).assessment_id


def test_a_request_is_about_the_360_that_the_lead_prepares_or_the_participant_begins(world: World) -> None:
    before = ask_for_help(need=HelpRequest.Need.SET_UP, by=world.participant, at=NOON)
    assert about(before) is None
    prepared = prepare_assessment(
        participant=world.participant.person,
        form="full",
        closes_on=london_date(NOON) + timedelta(days=28),
        programme=None,
        by=world.midlands_lead,
        at=NOON,
    )
    assert about(before) == prepared.pk
    assert about(ask_for_help(need=CHOOSE, by=world.participant, at=NOON)) == prepared.pk
    cancel_assessment(assessment=prepared, by=world.participant, at=NOON)
    answer_help(request=before, answer="Begin again.", by=world.midlands_lead, at=NOON)
    after = ask_for_help(need=HelpRequest.Need.SET_UP, by=world.participant, at=NOON)
    assert about(after) is None
    begun = begin(world)
    assert (about(after), about(before)) == (begun.pk, prepared.pk)


def test_both_see_which_360_it_is_about_and_how_that_stands(world: World, client: Client) -> None:
    asked, draft = ask_for_help(need=CHOOSE, by=world.participant, at=NOON), begin(world)
    client.force_login(world.participant.person)
    own = client.get("/help/").content.decode()
    assert f'href="/360/{draft.pk}/"' in own
    assert "</a>: being set up." in own
    client.force_login(world.midlands_lead.person)
    led = client.get(f"/help/{asked.pk}/").content.decode()
    assert f'href="/programme/{draft.pk}/"' in led
    assert "</a>: being set up." in led
    assert "Prepare a 360 for this person" not in led


def test_a_proposal_leads_to_ones_360_until_it_can_no_longer_be_taken_and_then_says_so(
    world: World, client: Client
) -> None:
    now = timezone.now()
    entry = list_in_directory(world.facilitator, now)
    asked = ask_for_help(need=CHOOSE, by=world.participant, at=now)
    answer_help(request=asked, facilitators=[world.facilitator.person], by=world.midlands_lead, at=now)
    client.force_login(world.participant.person)
    assert f'href="/360/choose/{entry.pk}/"' in client.get("/help/").content.decode()
    save_profile(said=Said(accepting=False), by=world.facilitator, at=now)
    page = client.get("/help/").content.decode()
    assert "Felix Achterberg takes no new 360s at present. Please choose somebody else." in page
    assert f"/360/choose/{entry.pk}/" not in page
    end_role(role=world.facilitator, by=OPERATOR, at=now)
    assert "Felix Achterberg is not a facilitator here any more." in client.get("/help/").content.decode()


def test_help_is_offered_where_a_360_is_begun(world: World, client: Client) -> None:
    client.force_login(world.participant.person)
    for page in ("/360/", "/360/new/"):
        assert 'href="/help/"' in client.get(page).content.decode(), page


def test_what_was_asked_and_answered_goes_with_whoever_is_erased(world: World) -> None:
    ask_for_help(need=CHOOSE, words="I am often in Derby.", by=world.participant, at=NOON)
    assert any("requests for help" in line for line in what_goes(held_of(world.participant.person.email)))
    erase(email=world.participant.person.email, by=OPERATOR, at=NOON)
    assert not HelpRequest.objects.exists()
