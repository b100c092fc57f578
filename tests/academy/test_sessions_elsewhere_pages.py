"""The pages of feedback sessions held elsewhere: a facilitator enters them, a lead decides about several at once."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from ninefold.academy.actions.register_approvals import enter_session_elsewhere
from ninefold.academy.models import Evidence
from ninefold.core.london import london_date
from tests.world import World

ELSEWHERE, APPROVALS = "/standing/elsewhere/", "/register/approvals/"


def sent(client: Client, organisation: str, days_ago: int = 3) -> str:
    day = london_date(timezone.now()) - timedelta(days=days_ago)
    parts = {"held_on_day": day.day, "held_on_month": day.month, "held_on_year": day.year}
    return client.post(ELSEWHERE, {**parts, "organisation": organisation}, follow=True).content.decode()


def entered(world: World, organisation: str) -> Evidence:
    at = timezone.now()
    return enter_session_elsewhere(held_on=london_date(at), organisation=organisation, by=world.facilitator, at=at)


def test_a_facilitator_enters_one_and_sees_that_it_waits_and_a_double_is_refused_in_words(
    world: World, client: Client
) -> None:
    client.force_login(world.facilitator.person)
    assert "Waits for approval" in sent(client, "Avon Ambulance")
    assert "is entered already" in sent(client, "avon ambulance")
    assert "Name the organisation alone" in sent(client, "Dr Okafor", 5)
    assert Evidence.objects.count() == 1


def test_a_lead_approves_several_at_once_and_refuses_another_with_a_reason(world: World, client: Client) -> None:
    first, second, third = (entered(world, name) for name in ("Avon", "Severn", "Wye"))
    client.force_login(world.midlands_lead.person)
    told = client.post(APPROVALS, {"rows": [first.pk, second.pk], "act": "approve"}, follow=True).content.decode()
    assert "2 feedback sessions count now." in told
    refusing = {"rows": [third.pk], "act": "refuse"}
    assert "Give a reason" in client.post(APPROVALS, refusing).content.decode()
    client.post(APPROVALS, {**refusing, "reason": "It was a first talk."})
    assert Evidence.objects.valid().count() == 2
    client.force_login(world.facilitator.person)
    assert "It was a first talk." in client.get(ELSEWHERE).content.decode()


def test_all_are_chosen_by_a_link(world: World, client: Client) -> None:
    entered(world, "Avon")
    client.force_login(world.administrator.person)
    assert "checked" not in client.get(APPROVALS).content.decode()
    assert "checked" in client.get(APPROVALS + "?all=1").content.decode()


def test_a_lead_of_another_region_sees_nothing_and_cannot_choose_it(world: World, client: Client) -> None:
    row = entered(world, "Avon")
    client.force_login(world.north_west_lead.person)
    assert "Nothing waits" in client.get(APPROVALS).content.decode()
    assert client.post(APPROVALS, {"rows": [row.pk], "act": "approve"}).status_code == 422
    assert not Evidence.objects.valid().exists()
