"""Feedback sessions held elsewhere: entered without anybody's name, counted once approved, refused with a reason."""

from datetime import date, timedelta

import pytest

from ninefold.academy.actions.register import enter_evidence
from ninefold.academy.actions.register_approvals import (
    MOST_WAITING,
    approve_sessions,
    enter_session_elsewhere,
    refuse_sessions,
)
from ninefold.academy.models import Evidence, Registration
from ninefold.academy.queries.standing import entry_of
from ninefold.accounts.actions.roles import grant_role
from ninefold.accounts.audit import AuditEntry
from ninefold.accounts.models import Kind
from ninefold.accounts.policies import NotAllowedError
from ninefold.core.errors import NinefoldError
from tests.support.post import posted
from tests.world import NOON, OPERATOR, World

DAY = date(2026, 2, 3)


def enter(world: World, day: date = DAY, organisation: str = "Avon Ambulance") -> Evidence:
    return enter_session_elsewhere(held_on=day, organisation=organisation, by=world.facilitator, at=NOON)


def counted(world: World) -> int:
    enter_evidence(
        person=world.facilitator.person,
        kind=Evidence.Kind.ACCREDITED,
        happened_on=date(2026, 1, 1),
        by=world.midlands_lead,
        at=NOON,
    )
    return entry_of(Registration.objects.get(), NOON.date()).position.counted


def test_what_was_held_elsewhere_counts_only_once_a_lead_has_approved_it(world: World) -> None:
    row = enter(world)
    assert counted(world) == 0
    assert approve_sessions(evidence=[row], by=world.midlands_lead, at=NOON) == 1
    assert counted(world) == 1


def test_approved_in_bulk_each_person_gets_one_mail_and_approved_twice_none_more(world: World) -> None:
    rows = [enter(world), enter(world, DAY + timedelta(days=1))]
    for expected in (2, 0):
        assert approve_sessions(evidence=rows, by=world.administrator, at=NOON) == expected
    (mail,) = posted(world.facilitator.person.email)
    assert "3 February 2026, Avon Ambulance" in mail.text
    assert "4 February 2026, Avon Ambulance" in mail.text
    assert AuditEntry.objects.filter(what="approve session elsewhere").count() == 2


def test_refused_it_never_counts_the_reason_is_mailed_and_it_can_be_entered_anew(world: World) -> None:
    row = enter(world)
    with pytest.raises(NinefoldError, match="Give a reason"):
        refuse_sessions(evidence=[row], reason=" ", by=world.midlands_lead, at=NOON)
    assert (
        refuse_sessions(evidence=[row], reason="It was a meeting of the board.", by=world.midlands_lead, at=NOON) == 1
    )
    assert approve_sessions(evidence=[row], by=world.midlands_lead, at=NOON) == 0
    assert counted(world) == 0
    assert "It was a meeting of the board." in posted(world.facilitator.person.email)[-1].text
    assert enter(world).pk != row.pk


def test_only_who_leads_where_they_are_decides_and_nobody_about_their_own(world: World) -> None:
    row = enter(world)
    own = grant_role(
        person=world.facilitator.person, kind=Kind.REGIONAL_LEAD, scope=world.midlands, by=OPERATOR, at=NOON
    )
    for by in (world.north_west_lead, world.trent_lead, world.facilitator, world.participant, own):
        with pytest.raises(NotAllowedError):
            approve_sessions(evidence=[row], by=by, at=NOON)
    assert not Evidence.objects.valid().exists()
    with pytest.raises(NotAllowedError):
        enter_session_elsewhere(held_on=DAY, organisation="Avon Ambulance", by=world.midlands_lead, at=NOON)


def test_the_same_day_and_organisation_is_entered_once_however_it_is_written(world: World) -> None:
    enter(world)
    with pytest.raises(NinefoldError, match="is entered already"):
        enter(world, organisation="  avon   AMBULANCE ")
    assert enter(world, organisation="Severn Hospitals").organisation == "Severn Hospitals"


@pytest.mark.parametrize(
    "organisation", ["Dr Ada Okafor", "Avon Ambulance (Mrs. Bello)", "ada@avon.example", "Prof Okafor, Avon"]
)
def test_what_names_a_person_is_refused_and_nothing_is_kept(world: World, organisation: str) -> None:
    with pytest.raises(NinefoldError, match="Name the organisation alone"):
        enter(world, organisation=organisation)
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("organisation", ["Dr Patel and Partners", "St John’s Hospice", "The Lady Mary Clinic"])
def test_a_place_called_after_somebody_is_an_organisation(world: World, organisation: str) -> None:
    assert enter(world, organisation=organisation).organisation == organisation


@pytest.mark.parametrize("day", [date(2026, 3, 3), date(1989, 12, 31)])
def test_a_day_that_cannot_be_is_refused(world: World, day: date) -> None:
    with pytest.raises(NinefoldError, match="a day from 1990-01-01 to today"):
        enter(world, day)


def test_nobody_lets_more_wait_than_a_lead_can_look_at(world: World) -> None:
    for days in range(MOST_WAITING):
        enter(world, DAY - timedelta(days=days))
    with pytest.raises(NinefoldError, match="wait for approval already"):
        enter(world, DAY - timedelta(days=MOST_WAITING))
