"""Making the databases forget what was deleted: deleted rows linger in their files until those are written anew."""

import logging
from collections.abc import Callable
from functools import partial

from django.apps import apps
from django.db import DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from ninefold.feedback.actions.clearing import write_file_anew

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
        return [] if _done(lambda: write_file_anew(connection)) else [str(connection.alias)]
    tables = [model._meta.db_table for model in apps.get_models() if _is_in(connection, model._meta.app_label)]  # noqa: SLF001
    return [table for table in tables if not _done(partial(_write_table_anew, connection, table))]


def _is_in(connection: BaseDatabaseWrapper, app: str) -> bool:
    return (app == "keys") == (connection.alias == "keys")


def _write_table_anew(connection: BaseDatabaseWrapper, table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = '{PATIENCE}'")
        in_order = f'CLUSTER "{table}" USING "{table}_pkey"'
        cursor.execute(in_order if table == _IN_ORDER else f'VACUUM (FULL, ANALYZE) "{table}"')
    return True


def _done(write: Callable[[], bool]) -> bool:
    try:
        done = write()
    except DatabaseError:
        done = False
    if not done:
        log.warning("The database was busy: not all of it could be written anew.")
    return done
