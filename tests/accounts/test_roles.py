"""Giving roles, and ending them."""

import pytest
from django.db import IntegrityError, transaction

from ninefold.accounts.actions.roles import end_role, grant_role
from ninefold.accounts.models import PLACES, SCOPE, Kind, Role
from ninefold.accounts.policies import NotAllowedError, can, check_can_change_role
from ninefold.core.errors import NinefoldError
from tests.world import MORNING, NOON, OPERATOR, World, make_person


def test_a_lead_gives_roles_below_their_own_place(world: World) -> None:
    person = make_person("Mia Frank", world.trent)
    grant_role(person=person, kind=Kind.ORGANISATION_LEAD, scope=world.trent, by=world.midlands_lead, at=NOON)
    grant_role(person=person, kind=Kind.PROGRAMME_LEAD, scope=world.rising_leaders, by=world.trent_lead, at=NOON)
    grant_role(person=person, kind=Kind.PARTICIPANT, by=world.trent_lead, at=NOON)
    grant_role(person=person, kind=Kind.FACILITATOR, by=world.midlands_lead, at=NOON)
    grant_role(person=person, kind=Kind.REGIONAL_LEAD, scope=world.midlands, by=world.administrator, at=NOON)
    assert Role.objects.running().filter(person=person).count() == 5


def test_an_organisation_makes_no_facilitator_who_would_read_the_reports_of_its_people(world: World) -> None:
    with pytest.raises(NotAllowedError, match="Only those who lead Midlands"):
        grant_role(person=make_person("Mia Frank", world.trent), kind=Kind.FACILITATOR, by=world.trent_lead, at=NOON)


@pytest.mark.parametrize(
    ("by", "kind", "scope"),
    [
        ("midlands_lead", Kind.REGIONAL_LEAD, "midlands"),
        ("trent_lead", Kind.ORGANISATION_LEAD, "trent"),
        ("rising_leaders_lead", Kind.PROGRAMME_LEAD, "rising_leaders"),
        ("midlands_lead", Kind.ORGANISATION_LEAD, "ribble"),
        ("ribble_lead", Kind.PROGRAMME_LEAD, "rising_leaders"),
        ("ribble_lead", Kind.FACILITATOR, None),
        ("facilitator", Kind.PARTICIPANT, None),
        ("administrator", Kind.NATIONAL_ADMINISTRATOR, "nation"),
        ("administrator", Kind.DATA_PROTECTION_OFFICER, "nation"),
        ("data_protection_officer", Kind.PARTICIPANT, None),
    ],
)
def test_nobody_makes_their_equals_or_reaches_into_another_place(
    world: World, by: str, kind: Kind, scope: str | None
) -> None:
    person = make_person("Mia Frank", world.trent)
    with pytest.raises(NotAllowedError):
        grant_role(
            person=person, kind=kind, scope=getattr(world, scope) if scope else None, by=world.roles[by], at=NOON
        )


def test_nobody_gives_a_role_to_themselves_or_ends_their_own(world: World) -> None:
    lead = world.midlands_lead
    with pytest.raises(NotAllowedError, match="to themselves"):
        grant_role(person=lead.person, kind=Kind.PARTICIPANT, by=lead, at=NOON)
    with pytest.raises(NotAllowedError, match="their own"):
        end_role(role=lead, by=lead, at=NOON)


def test_a_role_names_the_place_its_kind_is_for(world: World) -> None:
    person = make_person("Mia Frank", world.trent)
    with pytest.raises(NinefoldError, match="for a place of this sort: region"):
        grant_role(person=person, kind=Kind.REGIONAL_LEAD, scope=world.trent, by=OPERATOR, at=NOON)
    with pytest.raises(NinefoldError, match="for a place of this sort: organisation"):
        grant_role(person=person, kind=Kind.ORGANISATION_LEAD, by=OPERATOR, at=NOON)
    with pytest.raises(NinefoldError, match="names no place"):
        grant_role(person=person, kind=Kind.PARTICIPANT, scope=world.trent, by=OPERATOR, at=NOON)


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("place", [*PLACES, None])
def test_the_database_refuses_a_role_with_another_scope_than_its_kind_has(
    world: World, kind: Kind, place: str | None
) -> None:
    places = {
        "nation": world.nation,
        "region": world.midlands,
        "organisation": world.trent,
        "programme": world.rising_leaders,
    }
    role = Role(person=make_person("Mia Frank", None), kind=kind, granted_at=NOON)
    if place:
        setattr(role, place, places[place])
    if place == SCOPE.get(kind):
        role.save()
        return
    with pytest.raises(IntegrityError), transaction.atomic():
        role.save()


def test_a_role_is_held_once_at_a_time_and_may_come_back(world: World) -> None:
    for kind, scope in ((Kind.FACILITATOR, None), (Kind.ORGANISATION_LEAD, world.trent)):
        person = make_person(f"Mia {kind}", world.trent)
        first = grant_role(person=person, kind=kind, scope=scope, by=OPERATOR, at=MORNING)
        with pytest.raises(NinefoldError, match="has that role already"):
            grant_role(person=person, kind=kind, scope=scope, by=OPERATOR, at=MORNING)
        with pytest.raises(IntegrityError), transaction.atomic():
            Role.objects.create(person=person, kind=kind, organisation=scope, granted_at=MORNING)
        end_role(role=first, by=OPERATOR, at=NOON)
        grant_role(person=person, kind=kind, scope=scope, by=OPERATOR, at=NOON)


def test_a_role_ends_once_and_its_end_is_kept(world: World) -> None:
    end_role(role=world.trent_lead, by=world.midlands_lead, at=NOON)
    assert Role.objects.get(pk=world.trent_lead.pk).ended_at == NOON
    with pytest.raises(NinefoldError, match="has ended already"):
        end_role(role=world.trent_lead, by=world.midlands_lead, at=NOON)


def test_who_read_the_role_before_it_ended_cannot_end_it_again(world: World) -> None:
    read_before = Role.objects.get(pk=world.trent_lead.pk)
    end_role(role=world.trent_lead, by=OPERATOR, at=MORNING)
    with pytest.raises(NinefoldError, match="has ended already"):
        end_role(role=read_before, by=OPERATOR, at=NOON)
    assert Role.objects.get(pk=world.trent_lead.pk).ended_at == MORNING


def test_an_ended_role_opens_nothing(world: World) -> None:
    person = world.participant.person
    assert can(check_can_change_role, world.trent_lead, person, Kind.PARTICIPANT, None)
    end_role(role=world.trent_lead, by=OPERATOR, at=NOON)
    assert not can(check_can_change_role, world.trent_lead, person, Kind.PARTICIPANT, None)
