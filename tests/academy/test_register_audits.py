"""Random audits: a set share is drawn by a kept seed, asked only what the site cannot vouch for, and settled."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from ninefold.academy.actions.register import count_feedback_session, enter_evidence
from ninefold.academy.actions.register_audits import answer_audit, draw, draw_audit, settle_item
from ninefold.academy.actions.register_erasure import forget_on_register
from ninefold.academy.models import AuditDraw, AuditItem, Evidence, Registration
from ninefold.accounts.actions.roles import grant_role
from ninefold.accounts.models import Kind, Person
from ninefold.accounts.policies import NotAllowedError
from ninefold.core.errors import NinefoldError
from ninefold.core.london import london_date
from tests.support.post import posted
from tests.world import NOON, OPERATOR, World, make_person

KIND, OUTCOME = Evidence.Kind, AuditItem.Outcome


def enter(world: World, person: Person | None = None, day: date = date(2026, 1, 5)) -> None:
    enter_evidence(
        person=person or world.facilitator.person, kind=KIND.ACCREDITED, happened_on=day, by=OPERATOR, at=NOON
    )


def drawn(world: World) -> AuditDraw:
    return draw_audit(region=world.midlands, by=world.midlands_lead, at=NOON)


def test_a_set_share_is_drawn_rounded_up_and_the_kept_seed_draws_the_same_again(world: World) -> None:
    for number in range(30):
        person = make_person(f"Fay {number}", world.trent)
        grant_role(person=person, kind=Kind.FACILITATOR, by=OPERATOR, at=NOON)
        enter(world, person)
    made = drawn(world)
    chosen = sorted(AuditItem.objects.filter(draw=made).values_list("registration", flat=True))
    everybody = sorted(Registration.objects.values_list("pk", flat=True))
    assert len(chosen) == 2
    assert draw(everybody, made.percent, made.seed) == chosen


def test_only_what_the_site_cannot_vouch_for_is_asked_and_the_person_is_told(world: World) -> None:
    enter(world)
    count_feedback_session(facilitator=world.facilitator.person, held_at=NOON, source="facilitation:1", at=NOON)
    drawn(world)
    item = AuditItem.objects.get()
    assert item.evidence is not None
    assert item.evidence.kind == KIND.ACCREDITED
    (mail,) = posted(world.facilitator.person.email)
    assert f"/standing/audit/{item.draw_id}/" in mail.text


def test_an_entry_with_nothing_to_ask_passes_by_itself_and_nobody_is_written_to(world: World) -> None:
    enter(world)
    Evidence.objects.update(source="booking:1")
    drawn(world)
    item = AuditItem.objects.get()
    assert (item.evidence, item.outcome) == (None, OUTCOME.FINE)
    assert posted(world.facilitator.person.email) == []


def test_what_was_found_in_order_is_not_asked_again(world: World) -> None:
    enter(world)
    drawn(world)
    settle_item(item=AuditItem.objects.get(), fine=True, by=world.midlands_lead, at=NOON)
    drawn(world)
    assert AuditItem.objects.latest("pk").evidence is None
    assert Evidence.objects.valid().count() == 1


def test_an_answer_is_kept_until_it_is_settled_and_only_ones_own(world: World) -> None:
    enter(world)
    made, item = drawn(world), AuditItem.objects.get()
    answer_audit(draw=made, answers={item.pk: "Seen by the academy."}, by=world.other_facilitator, at=NOON)
    item.refresh_from_db()
    assert item.said == ""
    answer_audit(draw=made, answers={item.pk: "Seen by the academy."}, by=world.facilitator, at=NOON)
    settle_item(item=item, fine=True, by=world.midlands_lead, at=NOON)
    answer_audit(draw=made, answers={item.pk: "Too late."}, by=world.facilitator, at=NOON)
    item.refresh_from_db()
    assert (item.said, item.answered_at) == ("Seen by the academy.", NOON)


def test_what_is_taken_back_needs_a_reason_counts_no_more_and_the_person_reads_why(world: World) -> None:
    enter(world)
    drawn(world)
    item = AuditItem.objects.get()
    with pytest.raises(NinefoldError, match="Give a reason"):
        settle_item(item=item, fine=False, by=world.midlands_lead, at=NOON)
    settle_item(item=item, fine=False, reason="Nobody knows of it.", by=world.midlands_lead, at=NOON)
    settle_item(item=item, fine=True, by=world.midlands_lead, at=NOON)
    item.refresh_from_db()
    assert item.outcome == OUTCOME.TAKEN_BACK
    assert not Evidence.objects.valid().exists()
    assert "Nobody knows of it." in posted(world.facilitator.person.email)[-1].text


def test_a_second_audit_waits_for_the_first_and_nobody_accredited_is_nobody_drawn(world: World) -> None:
    with pytest.raises(NinefoldError, match="Nobody of Midlands is accredited"):
        drawn(world)
    enter(world, day=date(2020, 1, 1))
    with pytest.raises(NinefoldError, match="Nobody of Midlands is accredited"):
        drawn(world)
    enter(world, day=date(2025, 12, 1))
    Evidence.objects.filter(happened_on=date(2020, 1, 1)).delete()
    drawn(world)
    with pytest.raises(NinefoldError, match="still open"):
        drawn(world)


def test_only_who_leads_there_draws_and_settles_and_nobody_their_own(world: World) -> None:
    enter(world)
    own = grant_role(
        person=world.facilitator.person, kind=Kind.REGIONAL_LEAD, scope=world.midlands, by=OPERATOR, at=NOON
    )
    for by in (world.north_west_lead, world.trent_lead, world.facilitator):
        with pytest.raises(NotAllowedError):
            draw_audit(region=world.midlands, by=by, at=NOON)
    drawn(world)
    for by in (world.north_west_lead, world.trent_lead, world.facilitator, own):
        with pytest.raises(NotAllowedError):
            settle_item(item=AuditItem.objects.get(), fine=True, by=by, at=NOON)


def test_on_the_pages_one_is_drawn_answers_and_is_settled(world: World, client: Client) -> None:
    enter(world)
    Evidence.objects.update(happened_on=london_date(timezone.now()))  # the page goes by the clock
    client.force_login(world.midlands_lead.person)
    assert (
        "The audit is drawn."
        in client.post("/register/audits/", {"region": world.midlands.pk}, follow=True).content.decode()
    )
    item = AuditItem.objects.get()
    client.force_login(world.facilitator.person)
    own = f"/standing/audit/{item.draw_id}/"
    assert client.post(own, {f"said_{item.pk}": ""}).status_code == 422
    assert "Thank you" in client.post(own, {f"said_{item.pk}": "Ask the academy."}, follow=True).content.decode()
    client.force_login(world.midlands_lead.person)
    page = f"/register/audits/{item.pk}/"
    assert "Ask the academy." in client.get(page).content.decode()
    assert client.post(page, {"found": "take_back"}).status_code == 422
    client.post(page, {"found": "take_back", "reason": "Nobody knows of it."})
    client.force_login(world.facilitator.person)
    assert "Nobody knows of it." in client.get(own).content.decode()


def test_an_audit_of_somebody_who_is_erased_keeps_nobody_from_drawing_the_next(world: World) -> None:
    enter(world)
    drawn(world)
    forget_on_register(world.facilitator.person)
    assert drawn(world).items.count() == 1


def test_the_number_of_an_audit_that_cannot_be_is_that_of_none(world: World) -> None:
    client = Client()
    client.force_login(world.facilitator.person)
    assert client.get(f"/standing/audit/{2**63}/").status_code == 404
