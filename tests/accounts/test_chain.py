"""The chain of the trail: whoever changes, removes or adds an entry is found out, by the first that does not fit."""

import pytest
from django.db import connection

from ninefold.accounts.actions.chaining import BATCH, chain_new_entries
from ninefold.accounts.actions.trail import forget_in_the_trail, record
from ninefold.accounts.audit import AuditChain, AuditEntry, AuditPerson
from ninefold.accounts.chain import ChainBrokenError, verify_chain
from tests.world import NOON, OPERATOR, World

pytestmark = pytest.mark.usefixtures("world")


@pytest.fixture
def chained(world: World) -> list[AuditEntry]:
    """The entries of a world, chained; then the guard of their table is taken off, as an intruder would."""
    for _ in range(3):
        record(by=world.trent_lead, at=NOON, what="try", on=world.trent, whom=world.payer.person, count="3")
    chain_new_entries(NOON)
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER audit_entry_stays")
    return list(AuditEntry.objects.order_by("link"))


def change(statement: str, *values: str | int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_what_was_chained_is_verified_to_its_end_and_what_waits_is_told(
    chained: list[AuditEntry], world: World
) -> None:
    record(by=OPERATOR, at=NOON, what="try", on=world.trent)
    found = verify_chain()
    assert (found.links, found.hash, found.waiting) == (len(chained), chained[-1].hash, 1)


def test_a_trail_without_entries_is_verified(world: World) -> None:
    del world
    assert verify_chain().links == 0


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", "2026-04-01 08:00:00"),
        ("by", "somebody else"),
        ("role", "participant"),
        ("place", "region:9"),
        ("what", "look"),
        ("on_kind", "role"),
        ("on_id", 9),
        ("whom", ""),
        ("detail", '{"count": "4"}'),
        ("hash", "0" * 64),
    ],
)
def test_an_entry_that_was_changed_is_named(chained: list[AuditEntry], column: str, value: str | int) -> None:
    entry = chained[-2]
    change(f"UPDATE accounts_auditentry SET {column} = %s WHERE id = %s", value, entry.pk)  # noqa: S608 - names of our own
    with pytest.raises(ChainBrokenError, match=rf"^Entry {entry.pk} of .* does not fit"):
        verify_chain()


def test_an_entry_that_was_removed_is_missed(chained: list[AuditEntry]) -> None:
    change("DELETE FROM accounts_auditentry WHERE id = %s", chained[1].pk)
    with pytest.raises(ChainBrokenError, match=r"^Link 2 is gone"):
        verify_chain()


def test_entries_that_were_removed_from_the_end_are_missed(chained: list[AuditEntry]) -> None:
    change("DELETE FROM accounts_auditentry WHERE link >= %s", len(chained) - 1)
    with pytest.raises(ChainBrokenError, match=f"link {len(chained) - 1} is gone"):
        verify_chain()


def test_two_entries_that_changed_places_are_found(chained: list[AuditEntry]) -> None:
    first, second = chained[:2]
    change("UPDATE accounts_auditentry SET link = 99999 WHERE id = %s", first.pk)
    change("UPDATE accounts_auditentry SET link = 1 WHERE id = %s", second.pk)
    change("UPDATE accounts_auditentry SET link = 2 WHERE id = %s", first.pk)
    with pytest.raises(ChainBrokenError, match=f"^Entry {second.pk} of"):
        verify_chain()


def test_an_entry_that_was_put_behind_the_end_is_found(chained: list[AuditEntry], world: World) -> None:
    record(by=OPERATOR, at=NOON, what="try", on=world.trent)
    change("UPDATE accounts_auditentry SET link = %s WHERE link IS NULL", len(chained) + 1)
    with pytest.raises(ChainBrokenError, match="behind the end"):
        verify_chain()


def test_a_chain_that_was_made_anew_shows_where_its_end_was_noted(chained: list[AuditEntry]) -> None:
    noted = (len(chained), chained[-1].hash)
    assert verify_chain(noted).links == len(chained)
    change("UPDATE accounts_auditentry SET what = 'look' WHERE link = 2")
    change("UPDATE accounts_auditentry SET link = NULL, hash = ''")
    change("UPDATE accounts_auditchain SET links = 0, hash = ''")
    chain_new_entries(NOON)
    assert verify_chain().links == len(chained)
    with pytest.raises(ChainBrokenError, match="made anew"):
        verify_chain(noted)


def test_a_chain_that_is_shorter_than_was_noted_shows(chained: list[AuditEntry]) -> None:
    with pytest.raises(ChainBrokenError, match="its end is gone"):
        verify_chain((len(chained) + 1, "0" * 64))


def test_an_entry_that_comes_late_with_a_smaller_id_is_chained_behind_the_others(chained: list[AuditEntry]) -> None:
    late = AuditEntry(pk=chained[-1].pk + 1, at=NOON, role="program", what="try", on_kind="role", on_id=1)
    early = AuditEntry(pk=chained[-1].pk + 2, at=NOON, role="program", what="try", on_kind="role", on_id=2)
    early.save(force_insert=True)
    chain_new_entries(NOON)
    late.save(force_insert=True)
    assert chain_new_entries(NOON) == 1
    order = list(AuditEntry.objects.order_by("link").values_list("pk", flat=True))
    assert order[-2:] == [early.pk, late.pk]
    assert verify_chain().links == len(chained) + 2


def test_more_entries_than_one_batch_are_chained_in_one_go(world: World) -> None:
    for _ in range(BATCH + 1):
        record(by=OPERATOR, at=NOON, what="try", on=world.trent)
    waiting = AuditEntry.objects.filter(link__isnull=True).count()
    assert chain_new_entries(NOON) == waiting
    assert (verify_chain().links, chain_new_entries(NOON)) == (waiting, 0)


def test_the_trail_is_as_it_was_chained_after_somebody_was_erased_from_it(
    chained: list[AuditEntry], world: World
) -> None:
    forget_in_the_trail(world.trent_lead.person, {world.trent_lead.person.email})
    forget_in_the_trail(world.payer.person)
    AuditPerson.objects.all().delete()
    assert verify_chain().links == len(chained)


def test_what_cannot_be_chained_whole_is_not_chained_at_all(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    record(by=OPERATOR, at=NOON, what="try", on=world.trent)
    monkeypatch.setattr(AuditChain, "save", _full)
    with pytest.raises(OSError, match="full"):
        chain_new_entries(NOON)
    monkeypatch.undo()
    assert verify_chain().links == 0
    assert chain_new_entries(NOON) == verify_chain().links > 0


def _full(*_given: object, **_named: object) -> None:
    raise OSError("full")
