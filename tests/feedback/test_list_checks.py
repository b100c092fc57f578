"""The check of a list: who is asked, who may agree, to what, and what follows."""

from datetime import timedelta

import pytest

from ninefold.accounts.actions.roles import end_role
from ninefold.accounts.audit import AuditEntry
from ninefold.accounts.outbox import Message
from ninefold.accounts.policies import NotAllowedError
from ninefold.core.errors import NinefoldError
from ninefold.core.rater_lists import Entry
from ninefold.feedback.actions.list_checks import approve_list, ask_for_check, checkers_of, want_changes
from ninefold.feedback.actions.rater_lists import add_raters, mend_address
from ninefold.feedback.models import Assessment, Rater, RaterState
from ninefold.feedback.queries.rater_lists import mark_of_list
from tests.feedback.made import make_closed, make_draft, make_open, raters_of, take_on
from tests.support.post import posted
from tests.world import NOON, OPERATOR, World

ADA = "ada.okafor@example.org"
WARD = Entry(1, "The ward", "ward12@trent.example", "other")


def with_a_ward(world: World, assessment: Assessment) -> Rater:
    """The one entry of the list that is to be looked at."""
    return add_raters(assessment=assessment, entries=[WARD], agreed=True, by=world.participant, at=NOON)[0]


@pytest.fixture
def draft(world: World) -> Assessment:
    """A draft whose list waits for a check."""
    made = make_draft(world)
    with_a_ward(world, made)
    return made


def test_the_leads_of_the_place_are_asked_where_nobody_facilitates(world: World, draft: Assessment) -> None:
    ask_for_check(assessment=draft, by=world.participant, at=NOON)
    assert draft.check_asked_at == NOON
    (mail,) = posted(world.trent_lead.person.email)
    assert mail.subject == "Please look at whom Ada Okafor wants to ask"
    assert f"/360/{draft.pk}/list/" in mail.text
    assert "ward" not in mail.text.lower()


def test_the_facilitator_who_accepted_is_asked_before_any_lead(world: World, draft: Assessment) -> None:
    assert checkers_of(draft) == [world.trent_lead.person]
    take_on(draft, world.facilitator)
    assert checkers_of(draft) == [world.facilitator.person]


def test_the_programme_comes_before_the_organisation_and_the_region_last(world: World, draft: Assessment) -> None:
    draft.programme = world.rising_leaders
    assert checkers_of(draft) == [world.rising_leaders_lead.person]
    for role in (world.rising_leaders_lead, world.trent_lead):
        end_role(role=role, by=OPERATOR, at=NOON)
    assert checkers_of(draft) == [world.midlands_lead.person]
    end_role(role=world.midlands_lead, by=OPERATOR, at=NOON)
    assert checkers_of(draft) == []
    with pytest.raises(NinefoldError, match="Choose a facilitator first"):
        ask_for_check(assessment=draft, by=world.participant, at=NOON)


def test_to_ask_twice_sends_one_mail_and_another_after_three_days(world: World, draft: Assessment) -> None:
    for later in (timedelta(0), timedelta(days=2)):
        ask_for_check(assessment=draft, by=world.participant, at=NOON + later)
    assert Message.objects.count() == 1
    ask_for_check(assessment=draft, by=world.participant, at=NOON + timedelta(days=3))
    assert Message.objects.count() == 2


def test_there_is_nothing_to_ask_where_everything_is_checked(world: World) -> None:
    with pytest.raises(NinefoldError, match="Nothing on the list waits"):
        ask_for_check(assessment=make_draft(world), by=world.participant, at=NOON)


def test_what_was_agreed_to_is_kept_and_told_and_no_invitation_leaves_before_the_start(
    world: World, draft: Assessment
) -> None:
    ask_for_check(assessment=draft, by=world.participant, at=NOON)
    approve_list(assessment=draft, by=world.trent_lead, at=NOON)
    approve_list(assessment=draft, by=world.trent_lead, at=NOON)
    assert draft.check_asked_at is None
    assert not draft.raters.filter(checked=False).exists()
    (mail,) = posted(ADA)
    assert "Nobody has been written to yet" in " ".join(mail.text.split())
    assert posted(WARD.address) == []


def test_what_waited_in_an_open_360_is_invited_when_it_was_agreed_to(world: World) -> None:
    assessment = make_open(world)
    mended = raters_of(assessment)[0]
    Rater.objects.filter(pk=mended.pk).update(state=RaterState.BOUNCED)
    mend_address(rater=mended, email="office@trent.example", by=world.participant, at=NOON)
    with_a_ward(world, assessment)
    approve_list(assessment=assessment, by=world.trent_lead, at=NOON)
    assert {rater.state for rater in raters_of(assessment)} == {RaterState.INVITED}
    assert len(posted(WARD.address)) == len(posted("office@trent.example")) == 1


def test_nobody_agrees_to_their_own_list_and_no_stranger_to_it(world: World, draft: Assessment) -> None:
    take_on(draft, world.other_facilitator)
    for role in (world.participant, world.facilitator, world.ribble_lead, world.north_west_lead, world.administrator):
        with pytest.raises(NotAllowedError):
            approve_list(assessment=draft, by=role, at=NOON)
        with pytest.raises(NotAllowedError):
            want_changes(assessment=draft, text="No", by=role, at=NOON)
    approve_list(assessment=draft, by=world.other_facilitator, at=NOON)


def test_nobody_agrees_to_another_list_than_the_one_they_read(world: World, draft: Assessment) -> None:
    seen = mark_of_list(draft)
    draft.raters.filter(email=WARD.address).update(email="other@trent.example")
    with pytest.raises(NinefoldError, match="was changed after you opened this page"):
        approve_list(assessment=draft, by=world.trent_lead, at=NOON, seen=seen)
    approve_list(assessment=draft, by=world.trent_lead, at=NOON, seen=mark_of_list(draft))


def test_changes_are_asked_for_in_words_that_only_the_page_shows(world: World, draft: Assessment) -> None:
    ask_for_check(assessment=draft, by=world.participant, at=NOON)
    for _ in range(2):
        want_changes(assessment=draft, text=" Ask the sister herself. ", by=world.trent_lead, at=NOON)
    assert (draft.changes_wanted, draft.check_asked_at) == ("Ask the sister herself.", None)
    (mail,) = posted(ADA)
    assert "sister" not in mail.text
    assert "sister" not in str(list(AuditEntry.objects.values_list("detail", flat=True)))
    ask_for_check(assessment=draft, by=world.participant, at=NOON)
    assert draft.changes_wanted == ""


@pytest.mark.parametrize("text", ["", "  \n", "x" * 1001])
def test_changes_need_words_and_not_too_many(world: World, draft: Assessment, text: str) -> None:
    with pytest.raises(NinefoldError, match="Say in up to 1000"):
        want_changes(assessment=draft, text=text, by=world.trent_lead, at=NOON)


def test_changes_cannot_be_asked_for_in_a_list_that_was_agreed_to_or_is_closed(world: World) -> None:
    with pytest.raises(NinefoldError, match="has been agreed to"):
        want_changes(assessment=make_draft(world), text="No", by=world.trent_lead, at=NOON)
    closed = make_closed(world)
    with pytest.raises(NinefoldError, match="is closed"):
        approve_list(assessment=closed, by=world.trent_lead, at=NOON)
