"""Making the databases forget what was deleted: deleted rows linger in their files until those are written anew."""

import logging

from django.apps import apps
from django.db import DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

log = logging.getLogger(__name__)
PATIENCE = "5s"
# These rows lie in the order of their key, which tells nothing; written anew in another way they would not.
_IN_ORDER = "feedback_openanswer"


def forget_deleted() -> list[str]:
    """Write both databases anew, with living rows alone. The result: tables that were busy and are still to be done.

    Nobody can write meanwhile, so it is for commands and not for a worker. Within a transaction nothing is done.
    """
    return [left for name in ("default", "keys") for left in _forget(connections[name])]


def _forget(connection: BaseDatabaseWrapper) -> list[str]:
    if connection.in_atomic_block:
        return []
    if connection.vendor == "sqlite":
        return [] if _done(connection, "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)") else [str(connection.alias)]
    tables = [model._meta.db_table for model in apps.get_models() if _is_in(connection, model._meta.app_label)]  # noqa: SLF001
    return [table for table in tables if not _done(connection, f"SET lock_timeout = '{PATIENCE}'", _anew(table))]


def _is_in(connection: BaseDatabaseWrapper, app: str) -> bool:
    return (app == "keys") == (connection.alias == "keys")


def _anew(table: str) -> str:
    return f'CLUSTER "{table}" USING "{table}_pkey"' if table == _IN_ORDER else f'VACUUM (FULL, ANALYZE) "{table}"'


def _done(connection: BaseDatabaseWrapper, *statements: str) -> bool:
    try:
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
    except DatabaseError as error:
        log.warning("The database was busy (%s): not all of it could be written anew.", type(error).__name__)
        return False
    return True
