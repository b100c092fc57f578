"""Choosing a facilitator: filters as in the directory, and the way from their entry there to one's own 360."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from ninefold.academy.actions.conflicts import declare_conflict
from ninefold.academy.actions.directory import Said, save_profile
from ninefold.academy.models import Conflict, Profile
from ninefold.accounts.actions.roles import end_role
from ninefold.core.errors import NinefoldError
from ninefold.feedback.actions.facilitations import request_facilitator
from ninefold.feedback.models import Assessment, Facilitation
from tests.academy.directory import list_in_directory
from tests.feedback.made import make_draft
from tests.feedback.reading import words
from tests.world import NOON, OPERATOR, World

TELLS = Said(accepting=True, languages=("cy", "en"), sectors=("ambulance",), online=False, in_person=True)


@pytest.fixture
def ada(world: World, client: Client) -> Client:
    client.force_login(world.participant.person)
    return client


def test_filters_leave_those_who_fit_and_need_no_script(world: World, ada: Client) -> None:
    draft, now = make_draft(world), timezone.now()
    felix, other = world.facilitator.person.name, world.other_facilitator.person.name
    list_in_directory(world.facilitator, now, TELLS)
    list_in_directory(world.other_facilitator, now, replace(TELLS, languages=("en",), in_person=False, online=True))
    address = f"/360/{draft.pk}/facilitator/"
    everybody = words(ada.get(address))
    assert felix in everybody
    assert other in everybody
    assert "in person · knows ambulance services · speaks English, Welsh" in everybody
    for query in ("language=cy", "way=in_person", f"language=en&way=in_person&region={_region(world)}"):
        page = words(ada.get(f"{address}?{query}"))
        assert felix in page, query
        assert other not in page, query
    assert "Nobody fits all of this" in words(ada.get(f"{address}?sector=charity"))
    assert felix in words(ada.get(f"{address}?sector=nonsense&region=abc"))


def _region(world: World) -> int:
    person = world.facilitator.person
    home = person.region if person.organisation is None else person.organisation.region
    assert home is not None
    return home.pk


def test_from_an_entry_in_the_directory_to_a_360_that_asks_them(world: World, ada: Client) -> None:
    entry, draft = list_in_directory(world.facilitator, timezone.now()), make_draft(world)
    link = f"/360/choose/{entry.pk}/"
    assert link in ada.get(f"/facilitators/{entry.pk}/").content.decode()
    response = ada.get(link, follow=True)
    assert response.redirect_chain == [(f"/360/{draft.pk}/facilitator/?facilitator={entry.pk}", 302)]
    felix = world.facilitator.person_id
    assert f'value="{felix}" checked' in response.content.decode()
    asked = ada.post(response.redirect_chain[0][0], {"facilitator": felix, "no_conflict": "on"})
    assert asked.status_code == 302
    assert Facilitation.objects.get().facilitator_id == felix


def test_whoever_has_no_360_begins_one_and_comes_to_the_one_they_chose(world: World, ada: Client) -> None:
    entry = list_in_directory(world.facilitator, timezone.now())
    response = ada.get(f"/360/choose/{entry.pk}/", follow=True)
    begin = f"/360/new/?facilitator={entry.pk}"
    assert response.redirect_chain == [(begin, 302)]
    assert "you can ask Felix Achterberg to facilitate it" in words(response)
    closes = timezone.now().date() + timedelta(days=28)
    day = {"closes_on_day": closes.day, "closes_on_month": closes.month, "closes_on_year": closes.year}
    begun = ada.post(begin, {"form": "full", **day})
    assert begun["Location"] == f"/360/{Assessment.objects.get().pk}/facilitator/?facilitator={entry.pk}"


def test_who_cannot_be_chosen_is_not_and_one_sentence_says_why(world: World, ada: Client) -> None:
    draft, now = make_draft(world), timezone.now()
    entry, felix = list_in_directory(world.facilitator, now), world.facilitator.person
    address = f"/360/{draft.pk}/facilitator/?facilitator={entry.pk}"

    def refused(because: str) -> None:
        page = ada.get(address)
        assert because in words(page)
        assert f'value="{felix.pk}"' not in page.content.decode()

    save_profile(said=Said(accepting=False), by=world.facilitator, at=now)
    refused("Felix Achterberg takes no new 360s at present.")
    with pytest.raises(NinefoldError, match="takes no new 360s"):
        request_facilitator(assessment=draft, facilitator=felix, by=world.participant, at=NOON)
    save_profile(said=Said(accepting=True), by=world.facilitator, at=now)
    declare_conflict(reason=Conflict.Reason.LINE, person=world.participant.person, by=world.facilitator, at=now)
    refused("Felix Achterberg cannot facilitate this 360.")
    Conflict.objects.all().delete()
    declare_conflict(reason=Conflict.Reason.TEAM, person=felix, by=world.participant, at=now)
    refused("You have said that there is a tie between Felix Achterberg and you")
    end_role(role=world.facilitator, by=OPERATOR, at=now)
    refused("That facilitator cannot be asked any more.")


def test_who_is_out_of_practice_is_not_chosen_from_a_link_that_was_kept(world: World, ada: Client) -> None:
    draft, then = make_draft(world), timezone.now().replace(year=timezone.now().year - 3, day=1)
    entry = list_in_directory(world.facilitator, then)
    page = words(ada.get(f"/360/{draft.pk}/facilitator/?facilitator={entry.pk}"))
    assert "Felix Achterberg is not accredited at present." in page


@pytest.mark.parametrize("number", ["0", "999999999", "abc", "٣", "9" * 30, "-1"])
def test_a_number_of_nobody_is_told_in_words(world: World, ada: Client, number: str) -> None:
    draft = make_draft(world)
    response = ada.get(f"/360/{draft.pk}/facilitator/", {"facilitator": number})
    assert response.status_code == 200
    assert "That facilitator cannot be asked any more." in words(response)
    assert not Profile.objects.exists()
