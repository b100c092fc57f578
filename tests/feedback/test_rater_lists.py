"""Whom a participant asks: what is kept, what is refused, what waits for another's eye, and what can be undone."""

from collections.abc import Callable
from functools import partial

import pytest

from ninefold.accounts.actions.care import set_list_rules
from ninefold.accounts.audit import AuditEntry
from ninefold.accounts.models import Person
from ninefold.accounts.policies import NotAllowedError
from ninefold.core.errors import NinefoldError
from ninefold.core.rater_lists import Entry
from ninefold.feedback.actions.answers import open_invitation, save_answers, send_answers
from ninefold.feedback.actions.list_checks import approve_list
from ninefold.feedback.actions.mailings import remind_raters
from ninefold.feedback.actions.rater_lists import (
    ListRefusedError,
    add_raters,
    change_rater,
    mend_address,
    withdraw_rater,
)
from ninefold.feedback.actions.starting import extend
from ninefold.feedback.keys.custody import find_secret
from ninefold.feedback.models import Assessment, Rater, RaterState
from ninefold.feedback.queries.raters import find_rater_by_link, link_of
from tests.feedback.coming_in import link_to
from tests.feedback.made import answers_for, make_closed, make_draft, make_open, raters_of
from tests.support.post import posted
from tests.world import NOON, World

JANE = Entry(1, "Jane Smith", "jane.smith@trent.example", "peer")
SAM = Entry(2, "Sam Jones", "sam@trent.example", "direct_report")


@pytest.fixture
def draft(world: World) -> Assessment:
    """A 360 that is being set up, with nobody on its list."""
    return make_draft(world, asked={})


def add(world: World, assessment: Assessment, *entries: Entry) -> list[Rater]:
    return add_raters(assessment=assessment, entries=entries, agreed=True, by=world.participant, at=NOON)


def test_colleagues_are_kept_as_they_were_written_and_may_be_invited(world: World, draft: Assessment) -> None:
    jane, sam = add(world, draft, JANE, SAM)
    assert (jane.name, jane.email, jane.group, jane.mailbox) == (*astuple(JANE), "jane.smith@trent.example")
    assert (jane.checked, sam.checked, sam.state) == (True, True, RaterState.NOMINATED)
    assert posted(JANE.address) == []


def astuple(entry: Entry) -> tuple[str, str, str | None]:
    return entry.name, entry.address, entry.group


def test_nobody_is_added_who_has_not_agreed(world: World, draft: Assessment) -> None:
    with pytest.raises(NinefoldError, match="has agreed"):
        add_raters(assessment=draft, entries=[JANE], agreed=False, by=world.participant, at=NOON)


def test_to_add_twice_is_to_add_once(world: World, draft: Assessment) -> None:
    add(world, draft, JANE)
    assert add(world, draft, JANE) == []
    assert add(world, draft, JANE, SAM)[0].name == "Sam Jones"
    assert len(raters_of(draft)) == 2


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        (Entry(1, "Ada", "ADA.Okafor+360@example.org", "peer"), "an address of the participant"),
        (Entry(1, "Jane again", "jane.smith+x@Trent.example", "peer"), "on the list already"),
        (Entry(1, "Sam", "sam at home", "peer"), "is not an e-mail address"),
        (Entry(1, "Sam", "sam@trent.example\nBcc: x@y.example", "peer"), "is not an e-mail address"),
        (Entry(1, " ", "sam@trent.example", "peer"), "Give the name"),
        (Entry(1, "x" * 201, "sam@trent.example", "peer"), "Give the name"),
        (Entry(1, "Sam", "sam@trent.example", None), "Choose the group of Sam"),
        (Entry(1, "Sam", "sam@trent.example", "self"), "Choose the group of Sam"),
        (Entry(1, "Sam", "sam@trent.example", "friends"), "Choose the group of Sam"),
    ],
)
def test_what_must_be_mended_is_refused_and_nothing_of_the_list_is_kept(
    world: World, draft: Assessment, entry: Entry, fault: str
) -> None:
    add(world, draft, JANE)
    with pytest.raises(ListRefusedError, match=fault) as refused:
        add(world, draft, SAM, entry)
    assert set(refused.value.faults) == {1}
    assert [rater.name for rater in raters_of(draft)] == ["Jane Smith"]


def test_every_address_of_the_participant_is_their_own_the_private_one_too(world: World, draft: Assessment) -> None:
    Person.objects.get_queryset().update(private_email="ada@home.example")
    with pytest.raises(ListRefusedError, match="an address of the participant"):
        add(world, draft, Entry(1, "A. Friend", "ada@home.example", "other"))


def test_thirty_can_be_asked_and_no_more(world: World, draft: Assessment) -> None:
    def entries(count: int, start: int = 0) -> list[Entry]:
        return [Entry(n, f"Name {n}", f"n{n}@trent.example", "peer") for n in range(start, start + count)]

    with pytest.raises(NinefoldError, match="At most 30"):
        add(world, draft, *entries(31))
    add(world, draft, *entries(30))
    with pytest.raises(NinefoldError, match=r"On the list so far: 30\. There is room for 0 more"):
        add(world, draft, *entries(1, 40))


@pytest.mark.parametrize("address", ["ward12@trent.example", "info@trent.example", "jane@elsewhere.example"])
def test_an_entry_with_a_finding_waits_for_another_s_eye(world: World, draft: Assessment, address: str) -> None:
    set_list_rules(
        organisation=world.trent,
        mail_domains=["trent.example"],
        every_list_checked=False,
        by=world.midlands_lead,
        at=NOON,
    )
    draft.refresh_from_db()
    found, sound = add(world, draft, Entry(1, "Jane Smith", address, "peer"), SAM)
    assert (found.checked, sound.checked) == (False, True)


def test_who_is_in_no_organisation_invites_nobody_unseen_whose_address_tells_nothing(world: World) -> None:
    draft = make_draft(world, participant=world.payer, asked={})
    entries = [Entry(1, "Jo Smith", "jo@webmail.example", "peer"), Entry(2, "Sam Jones", "sam.jones9@nhs.net", "peer")]
    jo, sam = add_raters(assessment=draft, entries=entries, agreed=True, by=world.payer, at=NOON)
    assert (jo.checked, sam.checked) == (False, True)
    approve_list(assessment=draft, by=world.midlands_lead, at=NOON)
    jo.refresh_from_db()
    assert jo.checked


def test_every_entry_waits_where_the_organisation_wants_it_so_but_not_what_a_lead_wrote(
    world: World, draft: Assessment
) -> None:
    set_list_rules(organisation=world.trent, mail_domains=[], every_list_checked=True, by=world.midlands_lead, at=NOON)
    (jane,) = add(world, draft, JANE)
    (sam,) = add_raters(assessment=draft, entries=[SAM], agreed=True, by=world.trent_lead, at=NOON)
    assert (jane.checked, sam.checked) == (False, True)


def test_an_entry_that_is_changed_is_checked_anew(world: World, draft: Assessment) -> None:
    (jane,) = add(world, draft, JANE)
    change_rater(rater=jane, entry=Entry(1, "Jane", "office@trent.example", "other"), by=world.participant, at=NOON)
    assert (jane.name, jane.mailbox, jane.group, jane.checked) == ("Jane", "office@trent.example", "other", False)
    draft.raters.update(checked=True)
    change_rater(rater=jane, entry=Entry(1, "J.", "office@trent.example", "other"), by=world.participant, at=NOON)
    assert not jane.checked
    change_rater(rater=jane, entry=JANE, by=world.participant, at=NOON)
    assert jane.checked


def test_a_change_that_must_be_mended_is_refused(world: World, draft: Assessment) -> None:
    jane, _sam = add(world, draft, JANE, SAM)
    with pytest.raises(ListRefusedError, match="on the list already"):
        change_rater(rater=jane, entry=Entry(1, "Jane", SAM.address, "peer"), by=world.participant, at=NOON)


def test_nobody_but_participant_and_lead_touches_the_list(world: World, draft: Assessment) -> None:
    (jane,) = add(world, draft, JANE)
    for role in (world.other_participant, world.facilitator, world.ribble_lead, world.data_protection_officer):
        acts: list[Callable[[], object]] = [
            partial(add_raters, assessment=draft, entries=[SAM], agreed=True, by=role, at=NOON),
            partial(change_rater, rater=jane, entry=SAM, by=role, at=NOON),
            partial(withdraw_rater, rater=jane, by=role, at=NOON),
            partial(mend_address, rater=jane, email="x@trent.example", by=role, at=NOON),
        ]
        for act in acts:
            with pytest.raises(NotAllowedError):
                act()


def test_who_was_not_written_to_leaves_no_trace(world: World, draft: Assessment) -> None:
    (jane,) = add(world, draft, JANE)
    withdraw_rater(rater=jane, by=world.participant, at=NOON)
    withdraw_rater(rater=jane, by=world.participant, at=NOON)
    assert raters_of(draft) == []
    assert "jane" not in str(list(AuditEntry.objects.filter(on_kind__in=["rater", "assessment"]).values())).lower()


def test_who_is_added_while_it_is_open_is_invited_at_once_or_after_the_check(world: World) -> None:
    assessment = make_open(world)
    add(world, assessment, JANE, Entry(2, "The ward", "ward12@trent.example", "other"))
    states = {rater.name: rater.state for rater in raters_of(assessment)}
    assert (states["Jane Smith"], states["The ward"]) == (RaterState.INVITED, RaterState.NOMINATED)
    assert len(posted(JANE.address)) == 1
    assert posted("ward12@trent.example") == []


def test_an_invitation_is_withdrawn_until_its_link_is_opened_and_then_the_link_is_dead(world: World) -> None:
    assessment = make_open(world)
    secret = find_secret(assessment.key_name)
    assert secret is not None
    first, second = raters_of(assessment)[:2]
    open_invitation(rater=second)
    withdraw_rater(rater=first, by=world.participant, at=NOON)
    withdraw_rater(rater=first, by=world.participant, at=NOON)
    assert find_rater_by_link(link_of(secret, first)) is None
    with pytest.raises(NinefoldError, match="has opened the invitation"):
        withdraw_rater(rater=second, by=world.participant, at=NOON)
    assert AuditEntry.objects.filter(what="withdraw").count() == 1


def test_nothing_behaves_differently_for_somebody_who_has_answered(world: World) -> None:
    """The same acts on two who opened their link, of whom one has sent: the same refusals, word for word."""
    assessment = make_open(world)
    silent, sent = raters_of(assessment, "peer")[:2]
    for rater in (silent, sent):
        open_invitation(rater=rater)
    save_answers(rater=sent, given=answers_for(assessment))
    send_answers(rater=sent)

    def refusals(rater: Rater) -> list[str]:
        said = []
        acts: list[Callable[[], object]] = [
            partial(withdraw_rater, rater=rater, by=world.participant, at=NOON),
            partial(change_rater, rater=rater, entry=JANE, by=world.participant, at=NOON),
            partial(mend_address, rater=rater, email="x@trent.example", by=world.participant, at=NOON),
        ]
        for act in acts:
            with pytest.raises(NinefoldError) as refused:
                act()
            said.append(str(refused.value).replace(rater.name, "X"))
        return said

    assert refusals(silent) == refusals(sent)


def test_a_mended_address_gets_a_link_of_its_own_at_once_and_the_one_that_came_back_opens_nothing(
    world: World,
) -> None:
    """A participant who reads mail at the first address could otherwise read what is answered from the second."""
    assessment = make_open(world)
    rater = raters_of(assessment)[0]
    before = link_to(rater)
    Rater.objects.filter(pk=rater.pk).update(state=RaterState.BOUNCED)
    mend_address(rater=rater, email="bea.right@trent.example", by=world.participant, at=NOON)
    assert (rater.state, rater.mailbox) == (RaterState.INVITED, "bea.right@trent.example")
    (mail,) = posted("bea.right@trent.example")
    assert link_to(rater) in mail.text
    assert before not in mail.text
    assert find_rater_by_link(before) is None
    assert find_rater_by_link(link_to(rater)) == rater
    with pytest.raises(NinefoldError, match="nothing to correct"):
        mend_address(rater=rater, email="bea.right@trent.example", by=world.participant, at=NOON)


def test_a_full_mailbox_can_be_tried_once_more(world: World) -> None:
    assessment = make_open(world)
    rater = raters_of(assessment)[0]
    Rater.objects.filter(pk=rater.pk).update(state=RaterState.BOUNCED)
    mend_address(rater=rater, email=rater.email, by=world.participant, at=NOON)
    assert len(posted(rater.email)) == 2


def test_a_mended_address_with_a_finding_gets_no_mail_before_it_is_agreed_to_and_a_wrong_one_is_refused(
    world: World,
) -> None:
    assessment = make_open(world)
    rater, other = raters_of(assessment)[:2]
    Rater.objects.filter(pk=rater.pk).update(state=RaterState.BOUNCED)
    with pytest.raises(ListRefusedError):
        mend_address(rater=rater, email=other.email, by=world.participant, at=NOON)
    mend_address(rater=rater, email="reception@trent.example", by=world.participant, at=NOON)
    assert (rater.state, rater.checked) == (RaterState.BOUNCED, False)
    remind_raters(assessment=assessment, by=world.participant, at=NOON)
    extend(assessment=assessment, by=world.participant, at=NOON)
    assert posted("reception@trent.example") == []
    assert find_rater_by_link(link_to(rater)) is None
    approve_list(assessment=assessment, by=world.trent_lead, at=NOON)
    rater.refresh_from_db()
    assert rater.state == RaterState.INVITED
    assert len(posted("reception@trent.example")) == 1


def test_the_list_of_a_closed_360_stays_as_it_is(world: World) -> None:
    closed = make_closed(world)
    rater = raters_of(closed)[0]
    acts: list[Callable[[], object]] = [
        partial(add, world, closed, JANE),
        partial(change_rater, rater=rater, entry=JANE, by=world.participant, at=NOON),
        partial(withdraw_rater, rater=rater, by=world.participant, at=NOON),
        partial(mend_address, rater=rater, email="x@trent.example", by=world.participant, at=NOON),
    ]
    for act in acts:
        with pytest.raises(NinefoldError, match="closed"):
            act()
