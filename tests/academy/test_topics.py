"""Topics of a nation's or region's own: made, changed, retired, and on whose CPD sessions they can be."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from ninefold.academy.actions.cpd_sessions import Plan, change_session, prepare_session
from ninefold.academy.actions.interest import Said, express_interest
from ninefold.academy.actions.topics import Saying, bring_topic_back, change_topic, make_topic, retire_topic
from ninefold.academy.models import CpdSession, StandingSaid, TimeOfWeek, Topic
from ninefold.academy.queries.interest import title_of, topic_choices
from ninefold.academy.queries.topics import topics_of
from ninefold.accounts.audit import AuditEntry
from ninefold.accounts.models import Nation, Region
from ninefold.accounts.policies import NotAllowedError
from ninefold.core.errors import NinefoldError
from tests.academy.cpd import DAY, EARLY, make_session
from tests.world import World

pytestmark = pytest.mark.django_db
BOARDS = Saying("Working with boards", "When the person in front of you leads a whole board.", counts_as_session=True)
ROOT = "/cpd/manage/topics/"
FORM = {"title": BOARDS.title, "about": BOARDS.about, "counts_as_session": "on"}


def of_midlands(world: World, saying: Saying = BOARDS) -> Topic:
    return make_topic(body=world.midlands, saying=saying, by=world.midlands_lead, at=EARLY)


def of_nation(world: World, saying: Saying = BOARDS) -> Topic:
    return make_topic(body=world.nation, saying=saying, by=world.administrator, at=EARLY)


def slugs(body: Nation | Region, also: str = "") -> list[str]:
    return [each.slug for each in topics_of(body, also)][6:]


def plan(topic: str) -> Plan:
    return Plan(topic, "Boards", starts_at=DAY)


def client_of(role: object) -> Client:
    client = Client()
    client.force_login(role.person)  # type: ignore[attr-defined]
    return client


def test_a_region_s_topic_is_for_its_own_cpd_sessions_and_a_nation_s_for_its_regions_too(world: World) -> None:
    own, theirs = of_midlands(world), of_nation(world, replace(BOARDS, title="Group supervision"))
    assert set(slugs(world.midlands)) == {own.slug, theirs.slug}
    assert slugs(world.north_west) == slugs(world.nation) == [theirs.slug]
    prepare_session(body=world.midlands, plan=plan(own.slug), by=world.midlands_lead, at=EARLY)
    prepare_session(body=world.midlands, plan=plan(theirs.slug), by=world.midlands_lead, at=EARLY)
    for body, by in ((world.north_west, world.north_west_lead), (world.nation, world.administrator)):
        with pytest.raises(NinefoldError, match=f"Choose a topic that {body} has"):
            prepare_session(body=body, plan=plan(own.slug), by=by, at=EARLY)


def test_only_who_leads_there_makes_and_changes_them_and_the_trail_says_so(world: World) -> None:
    topic = of_midlands(world)
    for by in (world.north_west_lead, world.trent_lead, world.facilitator):
        with pytest.raises(NotAllowedError):
            make_topic(body=world.midlands, saying=BOARDS, by=by, at=EARLY)
        with pytest.raises(NotAllowedError):
            change_topic(topic=topic, saying=BOARDS, by=by, at=EARLY)
        with pytest.raises(NotAllowedError):
            retire_topic(topic=topic, by=by, at=EARLY)
    change_topic(topic=topic, saying=replace(BOARDS, title="Boards"), by=world.administrator, at=EARLY)
    assert list(AuditEntry.objects.order_by("pk").values_list("what", flat=True))[-2:] == ["make topic", "change topic"]


@pytest.mark.parametrize(
    ("saying", "why"),
    [
        (replace(BOARDS, title=" "), "a name of up to 200 characters"),
        (replace(BOARDS, about=""), "Say what it is about"),
        (replace(BOARDS, about="a" * 2001), "in up to 2000 characters"),
        (replace(BOARDS, title="refresher"), "There is a topic “refresher” already"),
        (replace(BOARDS, title="Working  with BOARDS"), "already"),
        (replace(BOARDS, title="Supervision"), "already"),
    ],
)
def test_a_name_that_is_missing_or_taken_there_is_refused(world: World, saying: Saying, why: str) -> None:
    of_midlands(world)
    of_nation(world, replace(BOARDS, title="Supervision"))
    with pytest.raises(NinefoldError, match=why):
        of_midlands(world, saying)
    assert Topic.objects.get_queryset().count() == 2


def test_two_regions_have_topics_of_one_name_and_a_name_in_other_letters_has_a_word_too(world: World) -> None:
    other = make_topic(body=world.north_west, saying=BOARDS, by=world.north_west_lead, at=EARLY)
    assert len({of_midlands(world).slug, other.slug, of_midlands(world, replace(BOARDS, title="学び")).slug}) == 3


def test_a_topic_on_which_nothing_ever_was_is_deleted(world: World) -> None:
    topic = of_midlands(world)
    assert not retire_topic(topic=topic, by=world.midlands_lead, at=EARLY)
    assert not Topic.objects.get_queryset().exists()


def test_a_topic_in_use_is_retired_and_what_is_on_it_stays(world: World) -> None:
    topic = of_midlands(world)
    session = prepare_session(body=world.midlands, plan=plan(topic.slug), by=world.midlands_lead, at=EARLY)
    assert [retire_topic(topic=topic, by=world.midlands_lead, at=EARLY) for _twice in range(2)] == [True, True]
    with pytest.raises(NinefoldError, match="Choose a topic"):
        prepare_session(body=world.midlands, plan=plan(topic.slug), by=world.midlands_lead, at=EARLY)
    moved = replace(plan(topic.slug), starts_at=DAY + timedelta(days=1))
    change_session(session=session, plan=moved, by=world.midlands_lead, at=EARLY)
    assert (session.topic, session.starts_at) == (topic.slug, DAY + timedelta(days=1))
    assert (slugs(world.midlands), title_of(topic.slug)) == ([], "Working with boards")
    bring_topic_back(topic=topic, by=world.midlands_lead, at=EARLY)
    assert slugs(world.midlands) == [topic.slug]


def test_interest_in_a_topic_keeps_it_and_nobody_new_can_say_it_once_it_is_retired(world: World) -> None:
    topic = of_midlands(world)
    said = Said(topic=topic.slug, times=(TimeOfWeek.values[0],), standing=StandingSaid.values[0], region=world.midlands)
    express_interest(person=world.facilitator.person, said=said, at=EARLY)
    assert topic.slug in dict(topic_choices(retired=False))
    assert retire_topic(topic=topic, by=world.midlands_lead, at=EARLY)
    assert topic.slug not in dict(topic_choices(retired=False))
    assert topic.slug in dict(topic_choices())


def test_one_that_is_brought_back_finds_its_name_taken(world: World) -> None:
    topic = of_midlands(world)
    make_session(world, topic=topic.slug)
    retire_topic(topic=topic, by=world.midlands_lead, at=EARLY)
    of_midlands(world)
    with pytest.raises(NinefoldError, match="already"):
        bring_topic_back(topic=topic, by=world.midlands_lead, at=EARLY)


def test_a_topic_that_was_deleted_meanwhile_is_said_to_be(world: World) -> None:
    topic = of_midlands(world)
    stale = Topic.objects.get_queryset().get(pk=topic.pk)
    retire_topic(topic=topic, by=world.midlands_lead, at=EARLY)
    with pytest.raises(NinefoldError, match="This topic was deleted"):
        change_topic(topic=stale, saying=BOARDS, by=world.midlands_lead, at=EARLY)


def test_a_lead_makes_one_on_the_pages_and_prepares_a_cpd_session_that_counts_as_it_says(world: World) -> None:
    client = client_of(world.midlands_lead)
    assert f'href="{ROOT}"' in client.get("/cpd/manage/").content.decode()
    refused = client.post(f"{ROOT}new/", {**FORM, "title": "Refresher"})
    assert (refused.status_code, "There is a topic “Refresher” already" in refused.content.decode()) == (422, True)
    page = client.post(f"{ROOT}new/", FORM, follow=True).content.decode()
    topic = Topic.objects.get_queryset().get()
    assert (topic.region, topic.counts_as_session) == (world.midlands, True)
    assert f'href="/cpd/manage/new/?topic={topic.slug}"' in page
    begun = client.get(f"/cpd/manage/new/?topic={topic.slug}").content.decode()
    assert f'<option value="{topic.slug}" selected' in begun
    assert "As a rule on: Refresher, Working with boards." in begun
    for answer, counts in ((begun, True), (client.get("/cpd/manage/new/?topic=on-screen").content.decode(), False)):
        field = answer.split('name="counts_as_session"')[1].split(">")[0]
        assert ("checked" in field) is counts


def test_on_the_pages_one_is_changed_retired_brought_back_and_deleted(world: World) -> None:
    client, topic = client_of(world.midlands_lead), of_midlands(world)
    page = f"{ROOT}{topic.pk}/"
    assert "Delete this topic" in client.get(page).content.decode()
    session = make_session(world, topic=topic.slug)
    client.post(page, {**FORM, "title": "Boards and councils"})
    assert Topic.objects.get_queryset().get().title == "Boards and councils"
    assert "Retire this topic" in client.get(page).content.decode()
    assert "The topic is retired" in client.post(f"{page}retire/", follow=True).content.decode()
    assert topic.slug not in client.get("/cpd/manage/new/").content.decode()
    assert "Bring this topic back" in client.get(page).content.decode()
    client.post(f"{page}retire/", {"return": "1"})
    assert topic.slug in client.get("/cpd/manage/new/").content.decode()
    CpdSession.objects.filter(pk=session.pk).delete()
    assert "The topic is deleted." in client.post(f"{page}retire/", follow=True).content.decode()


def test_who_leads_another_region_finds_none_and_who_leads_the_nation_finds_all(world: World) -> None:
    topic = of_midlands(world)
    stranger, nation = client_of(world.north_west_lead), client_of(world.administrator)
    assert BOARDS.title not in stranger.get(ROOT).content.decode()
    assert stranger.get(f"{ROOT}{topic.pk}/").status_code == 404
    assert stranger.post(f"{ROOT}{topic.pk}/retire/").status_code == 404
    assert BOARDS.title in nation.get(ROOT).content.decode()
    assert nation.get(f"{ROOT}{topic.pk}/").status_code == 200


def test_who_leads_the_nation_changes_a_region_s_cpd_session_on_its_own_topic(world: World) -> None:
    topic = of_midlands(world)
    session = make_session(
        world, topic=topic.slug, nation=None, region=world.midlands, starts_at=timezone.now() + timedelta(days=9)
    )
    page = client_of(world.administrator).get(f"/cpd/manage/{session.pk}/").content.decode()
    assert f'<option value="{topic.slug}" selected' in page


def test_a_retired_topic_leaves_the_public_list_with_its_last_date(world: World, client: Client) -> None:
    topic = of_midlands(world)
    session = make_session(world, topic=topic.slug, starts_at=timezone.now() + timedelta(days=9))
    retire_topic(topic=topic, by=world.midlands_lead, at=EARLY)
    assert topic.slug in client.get("/cpd/").content.decode()
    CpdSession.objects.filter(pk=session.pk).update(starts_at=DAY)
    assert topic.slug not in client.get("/cpd/").content.decode()
