"""The audit trail: every change leaves an entry, in the same transaction, for good."""

from collections.abc import Callable
from unittest.mock import patch

import pytest
from django.apps import apps
from django.db import DatabaseError

from ninefold.accounts.actions import people, places, roles
from ninefold.accounts.audit import AuditEntry
from ninefold.accounts.models import Kind, Region
from ninefold.core.errors import NinefoldError
from tests.world import NOON, OPERATOR, World, make_person

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
    assert (entry.by, entry.by_role, entry.at) == ("operator test", None, NOON)


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_that_cannot_be_recorded_is_not_made(world: World, what: str) -> None:
    before = _everything()
    with (
        patch("ninefold.accounts.audit.AuditEntry.save", side_effect=DatabaseError("full")),
        pytest.raises(DatabaseError, match="full"),
    ):
        CHANGES[what](world)
    assert _everything() == before


def test_an_entry_says_who_it_was_in_which_role_and_what_was_before(world: World) -> None:
    places.rename_programme(programme=world.rising_leaders, name="Risen leaders", by=world.trent_lead, at=NOON)
    entry = AuditEntry.objects.latest("pk")
    assert (entry.by, entry.by_role) == ("omar.haddad@example.org", world.trent_lead.pk)
    assert entry.detail == {"before": "Rising leaders", "after": "Risen leaders"}
    assert str(entry).endswith(f"omar.haddad@example.org: rename programme {world.rising_leaders.pk}")


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
    assert AuditEntry.objects.filter(on_kind="person", on_id=world.payer.person.pk).exists()
    assert AuditEntry.objects.latest("pk").detail == {"home": "Trent Valley Hospitals"}


def _everything() -> list[object]:
    tables = apps.get_app_config("accounts").get_models()
    return [list(table._base_manager.order_by("pk").values()) for table in tables]


def test_nothing_is_left_when_a_name_is_refused(world: World) -> None:
    before = _everything()
    assert Region.objects.filter(name="Midlands").exists()
    with pytest.raises(NinefoldError, match="taken"):
        places.create_region(nation=world.nation, name="Midlands", by=OPERATOR, at=NOON)
    assert _everything() == before
