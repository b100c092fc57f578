"""What happens to the trail at once, and to its tables; each returns plain values. See `scenarios`."""

import threading
from contextlib import ExitStack, suppress
from typing import Any
from unittest.mock import patch

from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from ninefold.accounts.actions.chaining import chain_new_entries
from ninefold.accounts.actions.places import rename_programme
from ninefold.accounts.actions.trail import record
from ninefold.accounts.audit import AuditChain, AuditEntry, AuditPerson
from ninefold.accounts.audit_reading import names_of
from ninefold.accounts.chain import verify_chain
from ninefold.accounts.models import Role
from tests.races.scenarios import at_once
from tests.world import NOON, OPERATOR, World, make_world

OLD = """INSERT INTO accounts_auditentry (at, "by", by_role, what, on_kind, on_id, detail)
    VALUES (%s, %s, %s, %s, %s, %s, %s)"""
# Seconds that one worker waits for the other to have read the same: in vain where a lock keeps them apart.
A_MOMENT, AS_LONG_AS_IT_TAKES = 0.3, 30


def two_workers_chain(*, held: bool) -> dict[str, Any]:
    """Two workers chain the same entries; without `held`, nothing lets one wait for the other."""
    make_world()
    read, chain = AuditChain.from_db, AuditChain.objects
    both_have_read = threading.Barrier(2)

    def together(*given: Any, **named: Any) -> AuditChain:
        found = read(*given, **named)
        with suppress(threading.BrokenBarrierError):
            both_have_read.wait(A_MOMENT if held else AS_LONG_AS_IT_TAKES)
        return found

    done: list[int] = []
    with ExitStack() as changed:
        changed.enter_context(patch.object(AuditChain, "from_db", staticmethod(together)))
        if not held:
            changed.enter_context(patch.object(chain, "select_for_update", chain.all))
        said = at_once(*(lambda: done.append(chain_new_entries(NOON)) for _ in range(2)))
    return {"said": [each for each in said if each], "done": sorted(done), "entries": AuditEntry.objects.count()}


def one_commits_late() -> dict[str, Any]:
    """An entry of a long transaction has a smaller id than one that is there, and chained, before it."""
    world = make_world()
    chain_new_entries(NOON)
    written, chained = threading.Event(), threading.Event()

    def long() -> None:
        with transaction.atomic():
            record(by=OPERATOR, at=NOON, what="early", on=world.trent)
            written.set()
            chained.wait(10)

    def short() -> None:
        written.wait(10)
        record(by=OPERATOR, at=NOON, what="late", on=world.trent)
        chain_new_entries(NOON)
        chained.set()

    said = at_once(long, short)
    last = chain_new_entries(NOON)
    early, late = AuditEntry.objects.get(what="early"), AuditEntry.objects.get(what="late")
    assert early.link is not None
    assert late.link is not None
    links = verify_chain().links
    return {
        "said": said,
        "last": last,
        "ids": early.pk < late.pk,
        "links": early.link > late.link,
        "whole": links == AuditEntry.objects.count(),
    }


def one_person_acts_twice() -> dict[str, Any]:
    """Somebody whom the trail does not know acts in two tabs at once."""
    world = make_world()
    AuditPerson.objects.all().delete()
    programme = world.rising_leaders

    def rename(place: int) -> None:
        lead = Role.objects.get(pk=world.trent_lead.pk)
        rename_programme(programme=programme, name=f"New {place}", by=lead, at=NOON)

    said = at_once(lambda: rename(0), lambda: rename(1))
    numbers = set(AuditEntry.objects.filter(what="rename").values_list("by", flat=True))
    return {"said": said, "renamed": AuditEntry.objects.filter(what="rename").count(), "numbers": len(numbers)}


def what_the_guard_refuses() -> list[str]:
    """What the database itself says to statements on the table of the trail, by whoever has come in."""
    make_world()
    chain_new_entries(NOON)
    record(by=OPERATOR, at=NOON, what="try", on=Role.objects.first() or Role())
    statements = [
        "UPDATE accounts_auditentry SET what = 'look' WHERE link = 1",
        "UPDATE accounts_auditentry SET link = NULL WHERE link = 1",
        "UPDATE accounts_auditentry SET what = 'look' WHERE link IS NULL",
        "UPDATE accounts_auditentry SET role = '' WHERE link IS NULL",
        "DELETE FROM accounts_auditentry WHERE link = 1",
        "DELETE FROM accounts_auditentry WHERE link IS NULL",
    ]
    if connection.vendor == "postgresql":
        statements.append("TRUNCATE accounts_auditentry")
    before = list(AuditEntry.objects.order_by("pk").values())
    said = [_said_to(statement) for statement in statements]
    assert list(AuditEntry.objects.order_by("pk").values()) == before
    return said


def _said_to(statement: str) -> str:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as error:
        return str(error).splitlines()[0]
    return "done"


def an_older_version_wrote() -> dict[str, Any]:
    """Entries of the version before, from before its tables were changed and from after, and the way back."""
    world = make_world()
    call_command("migrate", "accounts", "0002", verbosity=0)
    _write_as_before(world)
    call_command("migrate", verbosity=0)
    carried = _told()
    _write_as_before(world)
    chained = chain_new_entries(NOON) == AuditEntry.objects.count()
    again = _told()[len(carried) :]
    links = verify_chain().links
    call_command("migrate", "accounts", "0002", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute('SELECT "by", by_role, on_id FROM accounts_auditentry ORDER BY id')
        back = [list(row) for row in cursor.fetchall()][-5:]
    roles = {world.trent_lead.pk: "lead", None: ""}
    return {
        "carried": carried[-5:],
        "again": again,
        "chained": chained and links > 0,
        "back": [[by, roles[role], "payer" if on == world.payer.person_id else ""] for by, role, on in back],
    }


def _write_as_before(world: World) -> None:
    omar, payer = world.trent_lead, world.payer.person
    rows = [
        ("operator carol", None, "create", "region", world.midlands.pk, '{"name": "Midlands"}'),
        (omar.person.email, omar.pk, "rename", "person", payer.pk, '{"before": "Mia Frank", "after": "Mia F"}'),
        (omar.person.email, omar.pk, "grant", "role", omar.pk, f'{{"person": "{payer.email}", "kind": "facilitator"}}'),
        ("gone@example.org", None, "set password", "person", 9999, "{}"),
        ("operator program", None, "close", "assessment", 7, '{"closes_on": "2026-05-01"}'),
    ]
    with connection.cursor() as cursor:
        for row in rows:
            cursor.execute(OLD, [f"{NOON:%Y-%m-%d %H:%M:%S}", *row])


def _told() -> list[list[Any]]:
    """Every entry as its reader sees it, in the order in which they were written."""
    entries = list(AuditEntry.objects.order_by("pk"))
    names = names_of(entries)
    return [
        [
            *(names.get(entry.by, ""), entry.role, entry.place.split(":")[0], names.get(entry.whom, "")),
            *(entry.on_id is None, entry.detail),
        ]
        for entry in entries
    ]
