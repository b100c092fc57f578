"""What somebody would come to: said once for a topic, confirmed by who reads the mail, offered in order, withdrawn."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ninefold.academy.actions.cpd_sessions import Plan, announce_session, change_session, prepare_session
from ninefold.academy.actions.interest import (
    Said,
    confirm_interest,
    express_interest,
    express_unconfirmed_interest,
    forget_interest,
    queue_interested,
    withdraw_interest,
)
from ninefold.academy.models import Booking, BookingState, Interest, Link, OpenTo
from ninefold.academy.policies.bookings import CannotBookError
from ninefold.academy.queries.interest import demand, demanded
from ninefold.core.errors import NinefoldError
from tests.academy.cpd import DAY, EARLY, make_facilitators, make_session
from tests.support.post import posted
from tests.world import World

STRANGER = "sam.stranger@example.com"
SHOWN = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)


def said(world: World, topic: str = "refresher", *times: str) -> Said:
    return Said(topic=topic, region=world.midlands, times=times, standing="unsure")


def stranger(world: World, email: str = STRANGER, *times: str, at: datetime = EARLY, visitor: str = "1") -> None:
    express_unconfirmed_interest(
        said=said(world, "refresher", *times), name="Sam Stranger", email=email, visitor=visitor, at=at
    )


def confirmed(world: World, email: str = STRANGER, *times: str, at: datetime = EARLY) -> Interest:
    stranger(world, email, *times, at=at)
    row = Interest.objects.get(email=email, confirmed_at=None)
    return confirm_interest(interest=row, visitor="1", at=at)


def test_who_signed_in_says_it_once_for_a_topic_and_a_second_time_replaces_what_was_said(world: World) -> None:
    felix = world.facilitator.person
    express_interest(said=said(world, "refresher", "mon_am"), person=felix, at=EARLY)
    express_interest(said=said(world, "refresher", "fri_pm"), person=felix, at=EARLY + timedelta(days=1))
    express_interest(said=said(world, "group-reports"), person=felix, at=EARLY)
    row = Interest.objects.get(topic="refresher")
    assert (row.times, row.made_at, row.confirmed_at) == ("fri_pm", EARLY, EARLY)
    assert Interest.objects.standing().count() == 2


def test_what_a_stranger_says_counts_once_it_is_confirmed(world: World) -> None:
    stranger(world)
    stranger(world)
    assert not Interest.objects.standing().exists()
    confirm_interest(interest=Interest.objects.get(), visitor="1", at=EARLY)
    confirm_interest(interest=Interest.objects.get(), visitor="1", at=EARLY)
    assert Interest.objects.standing().count() == 1


def test_nobody_changes_what_another_said_or_puts_them_in_the_queue(world: World) -> None:
    felix = world.facilitator.person
    express_interest(said=said(world, "refresher", "mon_am"), person=felix, at=EARLY)
    stranger(world, felix.email, "fri_pm")
    stranger(world, world.other_facilitator.person.email)
    assert Interest.objects.standing().get().times == "mon_am"
    queue_interested(session=make_session(world), at=EARLY)
    assert [booking.person for booking in Booking.objects.all()] == [felix]


def test_confirmed_it_replaces_what_its_owner_said_before_and_keeps_their_place_in_the_order(world: World) -> None:
    felix = world.facilitator.person
    express_interest(said=said(world, "refresher", "mon_am"), person=felix, at=EARLY)
    row = confirmed(world, felix.email, "fri_pm", at=EARLY + timedelta(days=3))
    assert (row.times, row.made_at, row.person) == ("fri_pm", EARLY, felix)
    assert Interest.objects.count() == 1


def test_after_three_mails_in_a_day_none_goes_to_an_address_that_confirms_nothing(world: World) -> None:
    for _each in range(5):
        stranger(world)
    assert len(posted(STRANGER)) == 3
    stranger(world, at=EARLY + timedelta(days=1, minutes=1))
    assert len(posted(STRANGER)) == 4


def test_who_confirms_is_never_refused(world: World) -> None:
    for number in range(40):
        confirmed(world, f"nurse{number}@example.com")
    assert all(posted(f"nurse{number}@example.com") for number in range(40))


def test_a_visitor_who_asks_for_many_makes_us_write_to_no_more(world: World) -> None:
    for number in range(35):
        stranger(world, f"nurse{number}@example.com")
    assert sum(bool(posted(f"nurse{number}@example.com")) for number in range(35)) == 30


def test_withdrawn_it_is_deleted_with_its_links_and_twice_is_once(world: World) -> None:
    row = confirmed(world)
    withdraw_interest(interest=row, at=EARLY)
    withdraw_interest(interest=row, at=EARLY)
    assert not Interest.objects.exists()
    assert not Link.objects.filter(purpose=Link.Purpose.INTEREST).exists()


def test_once_there_is_a_date_places_are_offered_in_the_order_in_which_it_was_said(world: World) -> None:
    first, second, third = (role.person for role in make_facilitators(world, 3))
    for days, person in enumerate((second, third, first)):
        express_interest(said=said(world), person=person, at=EARLY - timedelta(days=9 - days))
    session = make_session(world, places=2)
    for _twice in range(2):
        queue_interested(session=session, at=EARLY)
    queued = [(each.person, each.state) for each in Booking.objects.order_by("number")]
    assert queued == [
        (second, BookingState.OFFERED),
        (third, BookingState.OFFERED),
        (first, BookingState.WAITING),
    ]
    assert not Interest.objects.standing().exists()


def test_who_may_have_no_place_is_told_the_date_once_and_nothing_that_reads_like_a_place(world: World) -> None:
    confirmed(world)
    express_interest(said=said(world), person=world.participant.person, at=EARLY)
    session = make_session(world)
    for _twice in range(2):
        queue_interested(session=session, at=EARLY)
    assert not Booking.objects.exists()
    for address in (STRANGER, world.participant.person.email):
        mail = posted(address)[-1]
        assert mail.subject == "A date is set: Refresher"
        assert "This mail keeps no place for you" in mail.text
        assert "Wednesday 20 May 2026, 11:00" in mail.text
        assert sum(each.subject.startswith("A date is set") for each in posted(address)) == 1
        assert not any(word in mail.text for word in ("your place", "booked", "see you"))


def test_a_crash_in_the_middle_leaves_nothing_half_done(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    express_interest(said=said(world), person=world.facilitator.person, at=EARLY)
    confirmed(world)
    session = make_session(world)
    before = len(posted(STRANGER))

    def fail(**_given: object) -> None:
        raise OSError("the power went")

    with monkeypatch.context() as patch:
        patch.setattr("ninefold.academy.actions.interest.queue_in_order", fail)
        with pytest.raises(OSError, match="power"):
            queue_interested(session=session, at=EARLY)
    assert len(posted(STRANGER)) == before
    assert queue_interested(session=session, at=EARLY) == 2
    assert len(posted(STRANGER)) == before + 1
    assert Booking.objects.count() == 1


def test_interest_in_a_cpd_session_without_a_date_counts_for_it_whatever_its_topic_becomes(world: World) -> None:
    session = make_session(world, starts_at=None)
    about = Said(topic="refresher", region=world.midlands, session=session)
    express_interest(said=about, person=world.facilitator.person, at=EARLY)
    with pytest.raises(CannotBookError, match="no date yet"):
        queue_interested(session=session, at=EARLY)
    session.topic, session.starts_at = "group-reports", make_session(world).starts_at
    session.save()
    assert queue_interested(session=session, at=EARLY) == 1
    with pytest.raises(NinefoldError, match="has a date"):
        express_interest(said=about, person=world.other_facilitator.person, at=EARLY)


def test_whoever_leads_gives_it_a_date_and_the_places_are_offered(world: World) -> None:
    by, felix = world.midlands_lead, world.facilitator.person
    dateless = Plan(topic="refresher", title="Refresher")
    session = prepare_session(body=world.midlands, plan=dateless, by=by, at=EARLY)
    announce_session(session=session, by=by, at=EARLY)
    express_interest(said=Said("refresher", world.midlands, session=session), person=felix, at=EARLY)
    assert not Booking.objects.exists()
    for _twice in range(2):
        change_session(session=session, plan=replace(dateless, starts_at=DAY), by=by, at=EARLY)
    assert Booking.objects.get().state == BookingState.OFFERED
    grace = world.other_facilitator.person
    express_interest(said=said(world), person=grace, at=EARLY)
    other = prepare_session(body=world.midlands, plan=replace(dateless, starts_at=DAY), by=by, at=EARLY)
    announce_session(session=other, by=by, at=EARLY)
    assert Booking.objects.get(session=other).person == grace


def test_a_regions_own_cpd_session_is_offered_to_people_of_that_region_alone(world: World) -> None:
    express_interest(said=said(world), person=world.facilitator.person, at=EARLY)
    session = make_session(world, nation=None, region=world.north_west, open_to=OpenTo.REGION)
    assert queue_interested(session=session, at=EARLY) == 0
    assert Interest.objects.standing().count() == 1


def test_who_says_it_again_after_an_offer_begins_anew_at_the_end(world: World) -> None:
    felix = world.facilitator.person
    express_interest(said=said(world), person=felix, at=EARLY)
    queue_interested(session=make_session(world), at=EARLY)
    later = EARLY + timedelta(days=2)
    express_interest(said=said(world), person=felix, at=later)
    assert Interest.objects.standing().get().made_at == later


def test_what_is_old_unconfirmed_or_long_offered_is_deleted(world: World) -> None:
    stranger(world)
    confirmed(world, "kept@example.com")
    confirmed(world, "offered@example.com")
    Interest.objects.filter(email="offered@example.com").update(offered_at=EARLY)
    assert forget_interest(EARLY + timedelta(days=6)) == 0
    assert forget_interest(EARLY + timedelta(days=7)) == 1
    assert forget_interest(EARLY + timedelta(days=90)) == 1
    assert forget_interest(EARLY + timedelta(days=729)) == 0
    assert forget_interest(EARLY + timedelta(days=730)) == 1


def test_demand_is_told_by_topic_and_time_in_one_query_and_to_the_leads_of_a_region(world: World) -> None:
    confirmed(world, "one@example.com", "mon_am", "fri_pm")
    confirmed(world, "two@example.com", "mon_am")
    stranger(world, "three@example.com", "mon_am")
    express_interest(said=said(world, "group-reports"), person=world.facilitator.person, at=EARLY)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        told = demand(world.midlands_lead)
    assert [(each.title, each.count, each.by_time["mon_am"], each.by_time["fri_pm"]) for each in told] == [
        ("Refresher", 2, 2, 1),
        ("Group reports", 1, 0, 0),
    ]
    assert len(asked) <= 2
    assert demanded(world.midlands_lead, "refresher", "fri_pm").get().email == "one@example.com"
    assert demand(world.north_west_lead) == []
    assert len(demand(world.administrator)) == 2


def test_the_page_says_the_same_to_a_stranger_whoever_has_the_address(world: World, client: Client) -> None:
    told = []
    for email in (STRANGER, world.facilitator.person.email):
        answer = client.post(
            "/interest/",
            {
                "name": "Sam Stranger",
                "email": email,
                "topic": "refresher",
                "region": world.midlands.pk,
                "standing": "unsure",
            },
        )
        assert answer.status_code == 200
        told.append(answer.content.decode().replace(email, "…"))
    assert told[0] == told[1]
    assert (
        posted(STRANGER)[-1].text.split("interest/")[0]
        == posted(world.facilitator.person.email)[-1].text.split("interest/")[0]
    )


def test_by_the_link_one_confirms_and_withdraws_and_to_look_changes_nothing(world: World, client: Client) -> None:
    stranger(world)
    text = posted(STRANGER)[-1].text
    confirm, withdraw = (next(w for w in text.split() if f"/interest/{act}/" in w) for act in ("confirm", "withdraw"))
    path = "/" + confirm.split("/", 3)[3]
    out = "/" + withdraw.split("/", 3)[3]
    assert client.get(path).status_code == client.get(out).status_code == 200
    assert not Interest.objects.standing().exists()
    assert "It is confirmed" in client.post(path, follow=True).content.decode()
    assert Interest.objects.standing().exists()
    assert "is withdrawn" in client.post(out).content.decode()
    assert not Interest.objects.exists()
    assert client.post(out).status_code == client.get(path).status_code == 404


def test_who_signed_in_says_it_on_the_page_and_withdraws_it_there(world: World, client: Client) -> None:
    client.force_login(world.facilitator.person)
    session = make_session(world, starts_at=None)
    page = client.get(f"/interest/?cpd={session.pk}").content.decode()
    assert "which has no date yet" in page
    assert 'name="email"' not in page
    given = {"cpd": session.pk, "region": world.midlands.pk, "standing": "out", "times": ["mon_am"]}
    assert "It is noted." in client.post("/interest/", given, follow=True).content.decode()
    row = Interest.objects.get()
    assert (row.person, row.session, row.confirmed_at is None) == (world.facilitator.person, session, False)
    client.force_login(world.other_facilitator.person)
    assert client.post(f"/interest/{row.pk}/withdraw/").status_code == 404
    client.force_login(world.facilitator.person)
    client.post(f"/interest/{row.pk}/withdraw/")
    assert not Interest.objects.exists()


def test_a_form_that_is_not_filled_in_says_what_is_missing(client: Client, world: World) -> None:
    del world
    answer = client.post("/interest/", {"cpd": "x" * 9})
    assert answer.status_code == 422
    for words in ("Enter your name.", "Choose a topic.", "Choose the region you work in."):
        assert words in answer.content.decode()
