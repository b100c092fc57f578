"""Clearing the databases, after a close, of what deleted rows leave behind in their files.

SQLite overwrites what it deletes (`secure_delete`), but not what it moved from page to page before that, so its file is
written anew and its log is emptied. PostgreSQL keeps deleted rows in the files of a table, so the tables that held
something sealed are written anew, open answers in the order of their places, which is none. Neither can be done within
a transaction, nor always at once, so a row of `Due` that the close writes waits until it has succeeded.
"""

import logging
from datetime import datetime

from django.db import DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

from ninefold.accounts.outbox import Message
from ninefold.core.london import is_night
from ninefold.feedback.actions.due import plan
from ninefold.feedback.keys.custody import find_secret
from ninefold.feedback.keys.models import SealingKey
from ninefold.feedback.models import Assessment, Due, OpenAnswer

log = logging.getLogger(__name__)
CLEAR = "clear"
OF_THE_360, OF_THE_PULSE = 0, 1
# Raters who save meanwhile wait no longer than this for it to begin.
PATIENCE, AS_LONG_AS_IT_TAKES = "2s", "0"
_WAIT_NO_LONGER = "SELECT set_config('lock_timeout', %s, false)"
PATIENCE_ON_FILES = 500  # milliseconds
# While a table is written anew nobody can save. Above this size, which takes a second or two, it is done by night.
MOST_BY_DAY = 64 << 20  # bytes
# Whether something that has run since before the deletion may still look at the deleted rows, such as a backup.
_STILL_SEEN = """
    SELECT EXISTS (
        SELECT 1 FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_xmin IS NOT NULL
        AND (datname = current_database() OR datname IS NULL) AND age(backend_xmin) >= {age}
    )
"""
_AGE_OF_ROW = "(SELECT min(age(xmin)) FROM feedback_due WHERE id = ANY(%s))"


def plan_to_clear(assessment: Assessment, key_name: str, at: datetime) -> None:
    """Write down, in the transaction that deletes, that the databases are to be cleared of it."""
    plan(CLEAR, assessment, at, number=OF_THE_360 if key_name == assessment.key_name else OF_THE_PULSE)


def clear_databases(at: datetime) -> int:
    """Clear both databases of what was deleted, if anything was; of how many 360s and pulses it is gone for good.

    What cannot be done now, because somebody reads or writes, is tried again by the next sweep.
    """
    waiting = {row.pk: row for row in Due.objects.filter(what=CLEAR, done_at__isnull=True).select_related("assessment")}
    gone = [pk for pk, row in waiting.items() if find_secret(_key_name(row)) is None]
    if not gone or not all([_cleared("default", gone, at), _cleared("keys", [], at)]):
        return 0
    return Due.objects.filter(pk__in=gone, done_at__isnull=True).update(done_at=at)


def _key_name(row: Due) -> str:
    return f"{'assessment' if row.number == OF_THE_360 else 'pulse'}:{row.assessment_id}"


def _cleared(name: str, rows: list[int], at: datetime) -> bool:
    """Whether nothing that was deleted before is left in the files of this database."""
    connection = connections[name]
    if connection.in_atomic_block:
        return False
    try:
        if connection.vendor == "sqlite":
            return (is_night(at) or _file_size(connection) <= MOST_BY_DAY) and write_file_anew(connection)
        tables: list[type[Model]] = [OpenAnswer, Message] if name == "default" else [SealingKey]
        if not is_night(at) and _size(connection, tables) > MOST_BY_DAY:
            return False
        return _write_anew(connection, tables, rows)
    except DatabaseError as error:
        log.info("The %s database was busy (%s), and is cleared by a later sweep.", name, type(error).__name__)
        return False


def _file_size(connection: BaseDatabaseWrapper) -> int:
    """How much SQLite's file takes up on the disk, in bytes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        (size,) = cursor.fetchone()
    return int(size)


def write_file_anew(connection: BaseDatabaseWrapper) -> bool:
    """Write SQLite's file anew, its log into it, and cut that to nothing; whether nobody was in the way."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        (patience,) = cursor.fetchone()
        cursor.execute(f"PRAGMA busy_timeout={PATIENCE_ON_FILES}")
        try:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            (busy, _frames, _moved) = cursor.fetchone()
        finally:
            cursor.execute(f"PRAGMA busy_timeout={patience}")
    return not busy


def _size(connection: BaseDatabaseWrapper, tables: list[type[Model]]) -> int:
    """How much these tables take up on the disk, in bytes, with what belongs to them."""
    with connection.cursor() as cursor:
        sizes = " + ".join(["pg_total_relation_size(%s)"] * len(tables))
        cursor.execute(f"SELECT {sizes}", [table._meta.db_table for table in tables])  # noqa: SLF001
        (size,) = cursor.fetchone()
    return int(size)


def _write_anew(connection: BaseDatabaseWrapper, tables: list[type[Model]], rows: list[int]) -> bool:
    """Write PostgreSQL's tables anew, with living rows alone; whether no deleted one had to be taken along."""
    with connection.cursor() as cursor:
        # `rows` were written by the transactions that deleted: whatever began later cannot see what those deleted.
        cursor.execute(_STILL_SEEN.format(age=_AGE_OF_ROW if rows else "0"), [rows] if rows else [])
        (still_seen,) = cursor.fetchone()
        if still_seen:
            return False
        cursor.execute(_WAIT_NO_LONGER, [PATIENCE])
        try:
            for table in tables:
                cursor.execute(_statement(connection, table))
        finally:
            cursor.execute(_WAIT_NO_LONGER, [AS_LONG_AS_IT_TAKES])
    return True


def _statement(connection: BaseDatabaseWrapper, table: type[Model]) -> str:
    name = connection.ops.quote_name(table._meta.db_table)  # noqa: SLF001 - public in Django
    return f'CLUSTER {name} USING {name[:-1]}_pkey"' if table is OpenAnswer else f"VACUUM (FULL) {name}"
