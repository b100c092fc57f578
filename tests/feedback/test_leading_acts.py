"""What a lead does with a 360: prepares one, sends again, gives it to a facilitator; and who may do none of that."""

from datetime import date, timedelta
from functools import partial

import pytest

from ninefold.accounts.audit import AuditEntry
from ninefold.accounts.letters import open_letter
from ninefold.accounts.locks import key_of
from ninefold.accounts.models import Kind, Role
from ninefold.accounts.outbox import Message
from ninefold.accounts.policies import NotAllowedError
from ninefold.core.errors import NinefoldError
from ninefold.feedback.actions.answers import decline, move_invitation, open_invitation
from ninefold.feedback.actions.closing import cancel_assessment
from ninefold.feedback.actions.leading import (
    add_participant,
    cancel_for_participant,
    extend_for_participant,
    give_to_facilitator,
    prepare_assessment,
    resend_invitation,
    say_ready,
)
from ninefold.feedback.actions.rater_lists import mend_address
from ninefold.feedback.actions.starting import extend, start_assessment
from ninefold.feedback.models import Assessment, AssessmentState, FacilitationState, Rater, RaterState
from tests.feedback.made import answer, make_closed, make_draft, make_open, raters_of, take_on
from tests.support.post import posted
from tests.world import NOON, World, make_person

MARCH_30 = date(2026, 3, 30)
LATER = NOON + timedelta(hours=2)
NO_LEADS = ["facilitator", "administrator", "data_protection_officer", "ribble_lead", "north_west_lead"]
NO_LEADS += ["first_steps_lead", "rising_leaders_lead", "other_participant"]


def prepare(world: World, by: Role, *, in_programme: bool = False, closes_on: date = MARCH_30) -> Assessment:
    return prepare_assessment(
        participant=world.participant.person,
        form="short",
        closes_on=closes_on,
        programme=world.rising_leaders if in_programme else None,
        by=by,
        at=NOON,
    )


@pytest.mark.parametrize("who", ["midlands_lead", "trent_lead", "rising_leaders_lead"])
def test_a_lead_begins_a_360_for_somebody_who_is_told_at_once(world: World, who: str) -> None:
    made = prepare(world, world.roles[who], in_programme=who == "rising_leaders_lead")
    assert (made.participant, made.organisation, made.state) == (
        world.participant.person,
        world.trent,
        AssessmentState.DRAFT,
    )
    (mail,) = posted("ada.okafor@example.org")
    assert mail.subject == f"{world.roles[who].person.name} prepares a 360 for you"
    assert f"/360/{made.pk}/" in mail.text


def test_to_prepare_the_same_twice_is_to_prepare_it_once_and_to_tell_once(world: World) -> None:
    first = prepare(world, world.trent_lead)
    again = prepare_assessment(
        participant=world.participant.person,
        form="short",
        closes_on=MARCH_30,
        programme=None,
        by=world.trent_lead,
        at=LATER,
    )
    assert again == first
    assert len(posted("ada.okafor@example.org")) == 1


@pytest.mark.parametrize("who", NO_LEADS)
def test_nobody_else_prepares_one(world: World, who: str) -> None:
    with pytest.raises(NotAllowedError):
        prepare(world, world.roles[who], in_programme=who == "first_steps_lead")
    assert not Assessment.objects.exists()


def test_a_programme_lead_prepares_none_outside_their_programme(world: World) -> None:
    with pytest.raises(NotAllowedError):
        prepare(world, world.rising_leaders_lead)


def test_nobody_prepares_one_for_themselves(world: World) -> None:
    with pytest.raises(NotAllowedError, match="page of one’s own"):
        prepare_assessment(
            participant=world.trent_lead.person,
            form="short",
            closes_on=MARCH_30,
            programme=None,
            by=world.trent_lead,
            at=NOON,
        )


def test_whoever_prepared_a_360_cannot_start_it(world: World) -> None:
    draft = make_draft(world)
    for by in (world.trent_lead, world.midlands_lead):
        with pytest.raises(NotAllowedError):
            start_assessment(assessment=draft, by=by, at=NOON)


def test_who_is_prepared_a_360_takes_part_from_then_on_where_the_lead_may_say_so(world: World) -> None:
    new = make_person("Nora Quist", world.trent)
    prepare_hers = partial(prepare_assessment, participant=new, form="short", closes_on=MARCH_30, at=NOON)
    with pytest.raises(NinefoldError, match="does not take part"):
        prepare_hers(programme=world.rising_leaders, by=world.rising_leaders_lead)
    prepare_hers(programme=None, by=world.trent_lead)
    assert Role.objects.running().filter(person=new, kind=Kind.PARTICIPANT).exists()


def test_somebody_new_is_added_where_the_lead_may_add_people_and_nowhere_else(world: World) -> None:
    add = partial(add_participant, email="nora.quist@trent.example", name="Nora Quist", home=world.trent, at=NOON)
    for by in (world.rising_leaders_lead, world.ribble_lead):
        with pytest.raises(NotAllowedError):
            add(by=by)
    person = add(by=world.trent_lead)
    assert (person.organisation, Role.objects.get(person=person).kind) == (world.trent, Kind.PARTICIPANT)


def test_that_it_is_ready_is_said_by_leads_alone_and_once_within_an_hour(world: World) -> None:
    draft = make_draft(world)
    for _again in range(2):
        say_ready(assessment=draft, by=world.trent_lead, at=NOON)
    (mail,) = posted("ada.okafor@example.org")
    assert mail.subject == "Your 360 is ready for you to check and start"
    with pytest.raises(NotAllowedError):
        say_ready(assessment=draft, by=world.participant, at=NOON)


def test_nothing_is_ready_to_be_checked_once_it_was_started(world: World) -> None:
    with pytest.raises(NinefoldError, match="has been started"):
        say_ready(assessment=make_open(world), by=world.trent_lead, at=NOON)


def resent_to(assessment: Assessment) -> list[str]:
    """To whom invitations were written after the start, as only the key tells."""
    key = key_of(assessment.key_name)
    assert key is not None
    rows = Message.objects.filter(lock=assessment.key_name, once__isnull=False).order_by("pk")
    return [open_letter(row.sealed, key, row.lock).to for row in rows]


def resend(rater: Rater, by: Role) -> None:
    resend_invitation(rater=rater, by=by, at=LATER)


def test_an_invitation_is_sent_again_with_the_same_link_whatever_was_done_with_it(world: World) -> None:
    assessment = make_open(world)
    waiting, opened, sent, declined = raters_of(assessment)[:4]
    links = {rater.pk: rater.link_hash for rater in (waiting, opened, sent, declined)}
    for rater in (opened, sent, declined):
        open_invitation(rater=rater)
    answer(sent)
    decline(rater=declined)
    for rater in (waiting, opened, sent, declined):
        resend(rater, world.trent_lead)
    assert resent_to(assessment) == [rater.email for rater in (waiting, opened, sent, declined)]
    assert {rater.pk: rater.link_hash for rater in raters_of(assessment) if rater.pk in links} == links
    entries = AuditEntry.objects.filter(what="send again").values_list("detail", flat=True)
    assert list(entries) == [{}] * 4


def test_pressing_twice_sends_once(world: World) -> None:
    assessment = make_open(world)
    rater = raters_of(assessment)[0]
    for _again in range(2):
        resend(rater, world.trent_lead)
    assert resent_to(assessment) == [rater.email]


def test_an_invitation_that_was_moved_goes_to_the_rater_and_not_where_it_went_before(world: World) -> None:
    assessment = make_open(world)
    rater = raters_of(assessment)[0]
    open_invitation(rater=rater)
    move_invitation(rater=rater, email="bea@home.example")
    resend(rater, world.trent_lead)
    assert resent_to(assessment) == ["bea@home.example"]


def test_one_that_came_back_is_sent_to_the_same_address_or_to_another(world: World) -> None:
    assessment = make_open(world)
    one, other = raters_of(assessment)[:2]
    assessment.raters.filter(pk__in=[one.pk, other.pk]).update(state=RaterState.BOUNCED)
    before = Message.objects.count()
    resend(one, world.trent_lead)
    mend_address(rater=other, email="cai@trent.example", by=world.trent_lead, at=LATER)
    assert Message.objects.count() == before + 2
    assert {rater.state for rater in raters_of(assessment)} == {RaterState.INVITED}
    other.refresh_from_db()
    assert (other.email, other.checked) == ("cai@trent.example", True)


def test_the_participant_is_told_of_what_a_lead_does_and_by_whom(world: World) -> None:
    assessment = make_open(world)
    extend_for_participant(assessment=assessment, by=world.trent_lead, at=LATER)
    for _again in range(2):
        cancel_for_participant(assessment=assessment, by=world.trent_lead, at=LATER)
    moved, cancelled = posted("ada.okafor@example.org")
    assert (moved.subject, cancelled.subject) == ("Your 360 closes two weeks later", "Your 360 was cancelled")
    assert {mail.reply_to for mail in (moved, cancelled)} == {world.trent_lead.person.email}
    assert "13 April 2026" in moved.text


@pytest.mark.parametrize("who", NO_LEADS)
def test_nobody_else_sends_again_extends_cancels_or_replaces(world: World, who: str) -> None:
    assessment, by = make_open(world), world.roles[who]
    take_on(assessment, world.facilitator)
    with pytest.raises(NotAllowedError):
        resend(raters_of(assessment)[0], by)
    for act in (extend, extend_for_participant, cancel_assessment, cancel_for_participant):
        with pytest.raises(NotAllowedError):
            act(assessment=assessment, by=by, at=LATER)
    with pytest.raises(NotAllowedError):
        give_to_facilitator(assessment=assessment, facilitator=world.other_facilitator.person, by=by, at=LATER)


def test_after_the_close_nothing_is_sent_again(world: World) -> None:
    assessment = make_closed(world)
    with pytest.raises(NinefoldError, match="not open"):
        resend(raters_of(assessment)[0], world.trent_lead)


def test_a_lead_asks_a_facilitator_and_then_another_in_their_place(world: World) -> None:
    assessment = make_open(world)
    give = partial(give_to_facilitator, assessment=assessment, by=world.trent_lead, at=LATER)
    first, second = (give(facilitator=each.person) for each in (world.facilitator, world.other_facilitator))
    first.refresh_from_db()
    assert (first.state, second.state) == (FacilitationState.REPLACED, FacilitationState.REQUESTED)


def test_a_lead_who_facilitates_does_not_give_a_case_to_themselves(world: World) -> None:
    assessment = make_closed(world)
    Role.objects.create(person=world.trent_lead.person, kind=Kind.FACILITATOR, granted_at=NOON)
    with pytest.raises(NotAllowedError, match="open to them"):
        give_to_facilitator(assessment=assessment, facilitator=world.trent_lead.person, by=world.trent_lead, at=LATER)
