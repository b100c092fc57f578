"""A comment that may have to be withheld: who asks, who opens it, who decides, and what is told to whom."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ninefold.accounts.actions.roles import end_role, grant_role
from ninefold.accounts.audit import AuditEntry
from ninefold.accounts.models import Kind, Role
from ninefold.accounts.policies import NotAllowedError
from ninefold.core.errors import NinefoldError
from ninefold.feedback.actions import quarantine as actions
from ninefold.feedback.actions.concerns import pass_on_concern
from ninefold.feedback.models import Concern, Facilitation, FacilitationState, QuarantineCase, Report
from ninefold.feedback.queries.quarantine import comment_at, withheld_places
from tests.feedback.quarantined import HARD, make_asked, make_commented, place_of
from tests.support.post import posted
from tests.world import NOON, OPERATOR, World

ABUSIVE, PATIENT = QuarantineCase.Ground.ABUSIVE, QuarantineCase.Ground.PATIENT
DILYS, FELIX, ROSA = "dilys.pugh@example.org", "felix.achterberg@example.org", "rosa.lindqvist@example.org"
LATER = NOON + timedelta(days=1)


@pytest.fixture
def case(world: World) -> QuarantineCase:
    """The hard comment, which the facilitator asked to be looked at."""
    return make_asked(world)


def withhold(world: World, case: QuarantineCase, *, harm: bool = False) -> None:
    """Withhold it, as the data protection officer."""
    officer = world.data_protection_officer
    actions.withhold(case=case, ground=ABUSIVE, reason="It threatens.", tells_of_harm=harm, by=officer, at=LATER)


def pass_on(world: World, limit: Concern.Limit = Concern.Limit.HARM) -> None:
    """Pass on a concern about that report."""
    pass_on_concern(facilitation=Facilitation.objects.get(), limit=limit, by=world.facilitator, at=NOON)


# Asking


def test_the_officer_is_told_that_a_comment_waits_and_nothing_of_it(case: QuarantineCase) -> None:
    assert case.state == QuarantineCase.State.ASKED
    (mail,) = posted(DILYS)
    assert f"/quarantine/{case.pk}/" in mail.text
    assert all(said not in mail.text + mail.subject for said in ("Shouts", "Ada", "abuse"))


@pytest.mark.parametrize("who", ["participant", "other_facilitator", "trent_lead", "data_protection_officer"])
def test_only_the_facilitator_of_the_report_asks(world: World, who: str) -> None:
    facilitation = make_commented(world)
    with pytest.raises(NotAllowedError):
        actions.ask_to_look(facilitation=facilitation, place=0, ground=PATIENT, by=world.roles[who], at=NOON)
    assert not QuarantineCase.objects.exists()


def test_who_was_replaced_asks_no_more(world: World) -> None:
    facilitation = make_commented(world)
    facilitation.state = FacilitationState.REPLACED
    with pytest.raises(NotAllowedError):
        actions.ask_to_look(facilitation=facilitation, place=0, ground=PATIENT, by=world.facilitator, at=NOON)


def test_where_nobody_is_officer_the_facilitator_is_told_so(world: World) -> None:
    end_role(role=world.data_protection_officer, by=OPERATOR, at=NOON)
    with pytest.raises(NinefoldError, match="Nobody is data protection officer"):
        make_asked(world)
    assert not QuarantineCase.objects.exists()


def test_a_comment_is_asked_about_once_until_it_was_decided(world: World, case: QuarantineCase) -> None:
    facilitation = Facilitation.objects.with_people().get()
    with pytest.raises(NinefoldError, match="asked already"):
        make_asked(world, facilitation)
    actions.leave_as_it_is(case=case, reason="It is hard, not abusive.", by=world.data_protection_officer, at=LATER)
    assert make_asked(world, facilitation).pk == case.pk


def test_there_is_no_asking_about_what_is_not_there(world: World) -> None:
    with pytest.raises(NinefoldError, match="no such comment"):
        actions.ask_to_look(
            facilitation=make_commented(world), place=9_999, ground=PATIENT, by=world.facilitator, at=NOON
        )


# Opening and deciding


@pytest.mark.parametrize("who", ["facilitator", "participant", "administrator", "midlands_lead", "other_facilitator"])
def test_nobody_else_opens_or_decides(world: World, case: QuarantineCase, who: str) -> None:
    role = world.roles[who]
    with pytest.raises(NotAllowedError):
        actions.open_comment(case=case, purpose=actions.Purpose.DECIDE, by=role, at=LATER)
    with pytest.raises(NotAllowedError):
        actions.withhold(case=case, ground=ABUSIVE, reason="No.", tells_of_harm=False, by=role, at=LATER)
    with pytest.raises(NotAllowedError):
        actions.leave_as_it_is(case=case, reason="No.", by=role, at=LATER)
    assert not QuarantineCase.objects.visible_to(role).exists()


@pytest.mark.parametrize("own", ["participant", "facilitator"])
def test_an_officer_does_not_decide_in_a_case_of_their_own(world: World, case: QuarantineCase, own: str) -> None:
    """Neither about a report on themselves, nor where they asked as its facilitator."""
    officer = grant_role(
        person=world.roles[own].person,
        kind=Kind.DATA_PROTECTION_OFFICER,
        scope=world.nation,
        by=OPERATOR,
        at=NOON,
    )
    with pytest.raises(NotAllowedError):
        actions.open_comment(case=case, purpose=actions.Purpose.DECIDE, by=officer, at=LATER)
    assert not QuarantineCase.objects.visible_to(officer).exists()


def test_an_officer_whose_role_has_ended_opens_nothing(world: World, case: QuarantineCase) -> None:
    end_role(role=world.data_protection_officer, by=OPERATOR, at=NOON)
    ended = Role.objects.get(pk=world.data_protection_officer.pk)
    with pytest.raises(NotAllowedError):
        actions.open_comment(case=case, purpose=actions.Purpose.DECIDE, by=ended, at=LATER)


def test_the_trail_says_that_it_was_opened_and_decided_and_nothing_of_what_it_says(
    world: World, case: QuarantineCase
) -> None:
    officer = world.data_protection_officer
    assert actions.open_comment(case=case, purpose=actions.Purpose.DECIDE, by=officer, at=LATER).text == HARD
    withhold(world, case)
    actions.leave_as_it_is(case=case, reason="After a complaint.", by=officer, at=LATER)
    entries = AuditEntry.objects.filter(on_kind="quarantinecase", on_id=case.pk).order_by("pk")
    assert [(entry.what, entry.detail) for entry in entries] == [
        ("ask to look at comment", {"kind": "abusive"}),
        ("open comment", {"reason": "decide"}),
        ("withhold comment", {"reason": "abusive"}),
        ("show comment", {}),
    ]


def test_the_facilitator_is_told_that_it_was_decided_and_reads_why_on_the_site(
    world: World, case: QuarantineCase
) -> None:
    withhold(world, case)
    mail = posted(FELIX)[-1]
    assert f"/facilitating/{Facilitation.objects.get().pk}/comments/" in mail.text
    assert all(said not in mail.text + mail.subject for said in ("Shouts", "Ada", "threatens"))


def test_a_decision_needs_a_reason(world: World, case: QuarantineCase) -> None:
    with pytest.raises(NinefoldError, match="Say why"):
        actions.leave_as_it_is(case=case, reason=" \n", by=world.data_protection_officer, at=LATER)
    case.refresh_from_db()
    assert case.state == QuarantineCase.State.ASKED


def test_withholding_is_undone_and_the_stored_comment_is_never_touched(world: World, case: QuarantineCase) -> None:
    before = Report.objects.get().shown
    withhold(world, case)
    assert withheld_places(case.assessment) == (place_of(case.assessment),)
    assert Report.objects.get().shown == before
    actions.leave_as_it_is(case=case, reason="It is hard only.", by=world.data_protection_officer, at=LATER)
    assert withheld_places(case.assessment) == ()
    again = comment_at(case.assessment, case.place)
    assert again is not None
    assert (again.text, again.withheld) == (HARD, False)


# A concern comes first


def test_what_tells_of_harm_is_not_withheld_before_somebody_was_told(world: World, case: QuarantineCase) -> None:
    with pytest.raises(actions.ConcernFirstError, match="nobody has passed that on"):
        withhold(world, case, harm=True)
    assert withheld_places(case.assessment) == ()
    pass_on(world)
    withhold(world, case, harm=True)
    assert withheld_places(case.assessment) != ()


def test_who_was_told_of_a_concern_is_told_that_a_comment_is_withheld_and_who_can_open_it(
    world: World, case: QuarantineCase
) -> None:
    pass_on(world)
    withhold(world, case)
    mail = posted(ROSA)[-1]
    assert "is withheld" in mail.subject
    assert DILYS in mail.text
    assert all(said not in mail.text + mail.subject for said in ("Shouts", "Ada", "threatens"))


def test_the_officer_who_decides_is_not_written_to_about_it(world: World, case: QuarantineCase) -> None:
    pass_on(world, Concern.Limit.LAW)
    before = len(posted(DILYS))
    withhold(world, case)
    assert len(posted(DILYS)) == before
