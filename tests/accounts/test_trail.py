"""The audit trail: every change leaves an entry, in the same transaction, for good."""

from collections.abc import Callable
from unittest.mock import patch

import pytest
from django.apps import apps
from django.db import DatabaseError

from ninefold.accounts.actions import people, places, roles
from ninefold.accounts.actions.trail import forget_in_the_trail, record
from ninefold.accounts.audit import AuditChain, AuditEntry, AuditPerson
from ninefold.accounts.audit_reading import entries_about, names_of
from ninefold.accounts.models import Kind, Region
from ninefold.core.errors import NinefoldError
from tests.world import NOON, OPERATOR, World, make_person

AUDIT_TABLES = (AuditEntry, AuditPerson, AuditChain)
CHANGES: dict[str, Callable[[World], object]] = {
    "create nation": lambda _: places.create_nation(name="Wales", by=OPERATOR, at=NOON),
    "create region": lambda w: places.create_region(nation=w.nation, name="East", by=OPERATOR, at=NOON),
    "rename region": lambda w: places.rename_region(region=w.midlands, name="Middle", by=OPERATOR, at=NOON),
    "create organisation": lambda w: places.create_organisation(region=w.midlands, name="P", by=OPERATOR, at=NOON),
    "rename organisation": lambda w: places.rename_organisation(organisation=w.trent, name="T", by=OPERATOR, at=NOON),
    "set ODS code organisation": lambda w: places.set_ods_code(
        organisation=w.trent, ods_code="RZZ", by=OPERATOR, at=NOON
    ),
    "move organisation": lambda w: places.move_organisation(
        organisation=w.trent, region=w.north_west, by=OPERATOR, at=NOON
    ),
    "create programme": lambda w: places.create_programme(organisation=w.trent, name="Q", by=OPERATOR, at=NOON),
    "rename programme": lambda w: places.rename_programme(programme=w.first_steps, name="R", by=OPERATOR, at=NOON),
    "create person": lambda _: people.create_person(email="n@example.org", name="N", home=None, by=OPERATOR, at=NOON),
    "rename person": lambda w: people.rename_person(person=w.payer.person, name="Li Wen", by=OPERATOR, at=NOON),
    "change address person": lambda w: people.change_address(
        person=w.payer.person, email="wen@example.org", by=OPERATOR, at=NOON
    ),
    "move person": lambda w: people.move_person(person=w.payer.person, home=w.trent, by=OPERATOR, at=NOON),
    "grant role": lambda w: roles.grant_role(person=w.payer.person, kind=Kind.FACILITATOR, by=OPERATOR, at=NOON),
    "end role": lambda w: roles.end_role(role=w.payer, by=OPERATOR, at=NOON),
}


def test_every_action_is_tried_here() -> None:
    actions = {
        name
        for module in (places, people, roles)
        for name, value in vars(module).items()
        if callable(value) and getattr(value, "__module__", "") == module.__name__ and not name.startswith("_")
    }
    verbs = {
        name for name in actions if name.split("_")[0] in {"create", "rename", "move", "set", "change", "grant", "end"}
    }
    assert len(verbs) == len(CHANGES)


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_leaves_one_entry(world: World, what: str) -> None:
    before = set(AuditEntry.objects.values_list("pk", flat=True))
    CHANGES[what](world)
    entry = AuditEntry.objects.exclude(pk__in=before).get()
    assert f"{entry.what} {entry.on_kind}" == what
    assert (names_of([entry])[entry.by], entry.role, entry.at) == ("test", "operator", NOON)


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_that_cannot_be_recorded_is_not_made(world: World, what: str) -> None:
    before = _everything()
    with (
        patch("ninefold.accounts.audit.AuditEntry.save", side_effect=DatabaseError("full")),
        pytest.raises(DatabaseError, match="full"),
    ):
        CHANGES[what](world)
    assert _everything() == before


def test_an_entry_says_who_it_was_in_which_role_and_holds_no_name(world: World) -> None:
    places.rename_programme(programme=world.rising_leaders, name="Risen leaders", by=world.trent_lead, at=NOON)
    entry = AuditEntry.objects.latest("pk")
    assert (names_of([entry])[entry.by], entry.role) == ("omar.haddad@example.org", "organisation_lead")
    assert (entry.place, entry.detail) == (f"organisation:{world.trent.pk}", {})
    assert str(entry).endswith(f"organisation_lead: rename programme {world.rising_leaders.pk}")


@pytest.mark.usefixtures("world")
def test_an_entry_is_neither_changed_nor_deleted() -> None:
    entry = AuditEntry.objects.latest("pk")
    with pytest.raises(TypeError, match="never changed"):
        entry.save()
    with pytest.raises(TypeError, match="never deleted"):
        entry.delete()
    with pytest.raises(TypeError, match="never changed"):
        AuditEntry.objects.filter(pk=entry.pk).update(by="nobody")
    with pytest.raises(TypeError, match="never deleted"):
        AuditEntry.objects.all().delete()


def test_an_entry_outlives_what_it_tells_of(world: World) -> None:
    person = make_person("Mia Frank", world.trent)
    person.delete()
    entry = AuditEntry.objects.latest("pk")
    assert (entry.what, entry.on_kind, entry.on_id) == ("create", "person", None)
    assert entry.detail == {"scope": f"organisation:{world.trent.pk}"}


def _everything() -> list[object]:
    tables = apps.get_app_config("accounts").get_models()
    return [list(table._base_manager.order_by("pk").values()) for table in tables]


def test_nothing_is_left_when_a_name_is_refused(world: World) -> None:
    before = _everything()
    assert Region.objects.filter(name="Midlands").exists()
    with pytest.raises(NinefoldError, match="taken"):
        places.create_region(nation=world.nation, name="Midlands", by=OPERATOR, at=NOON)
    assert _everything() == before


@pytest.mark.parametrize(
    "content", [{"before": "Mia Frank"}, {"reason": "She said so"}, {"answer": "3"}, {"form": "a@b.c"}]
)
def test_what_may_be_content_cannot_be_recorded(world: World, content: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="no content"):
        record(by=OPERATOR, at=NOON, what="try", on=world.trent, whom=None, **content)


def test_whoever_is_erased_from_the_trail_is_named_by_no_entry_of_it(world: World) -> None:
    lead, omar = world.trent_lead, world.trent_lead.person
    places.rename_programme(programme=world.rising_leaders, name="Risen leaders", by=lead, at=NOON)
    roles.grant_role(person=omar, kind=Kind.FACILITATOR, by=OPERATOR, at=NOON)
    before = AuditEntry.objects.count()
    assert [entry.what for entry in entries_about(omar)][-2:] == ["rename", "grant"]
    forget_in_the_trail(omar, {omar.email})
    assert AuditEntry.objects.count() == before
    assert not entries_about(omar).exists()
    entry = AuditEntry.objects.get(what="rename")
    assert names_of([entry]) == {}
    assert omar.email not in str([list(table._base_manager.values()) for table in AUDIT_TABLES])


def test_whoever_acts_again_after_that_does_so_as_somebody_else(world: World) -> None:
    lead = world.trent_lead
    for name in ("One", "Two"):
        places.rename_programme(programme=world.rising_leaders, name=name, by=lead, at=NOON)
        forget_in_the_trail(lead.person)
    first, second = AuditEntry.objects.filter(what="rename").values_list("by", flat=True)
    assert first != second


def test_whose_address_changed_is_still_who_it_was(world: World) -> None:
    people.change_address(person=world.payer.person, email="wen@example.org", by=OPERATOR, at=NOON)
    entry = AuditEntry.objects.latest("pk")
    assert names_of([entry])[entry.whom] == "wen@example.org"
