"""What thousands of tests begin with, made in earnest once in each process and afterwards put back row by row."""

import pickle
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

T = TypeVar("T")
# The rows of a table as SQL writes them, which keeps them to the last byte; of each database, of each of its tables.
Rows = dict[str, dict[str, str]]


def made_once(make: Callable[[], T]) -> Callable[[], T]:
    """The same as `make`, for what is made of rows alone: what it returns, and all that it left in the databases.

    It makes in earnest wherever that is not known to be the same: the first time, wherever one of the tables that it
    fills is not empty, and on PostgreSQL. What is returned belongs to the test that asked.
    """
    kept: list[tuple[Rows, bytes]] = []

    @wraps(make)
    def make_or_put_back() -> T:
        if any(connection.vendor != "sqlite" for connection in connections.all()):
            return make()
        if kept and _are_empty(kept[0][0]):
            rows, made = kept[0]
            _put_back(rows)
            again: T = pickle.loads(made)  # noqa: S301 - this process has made it
            return again
        before = _all_rows()
        made_now = make()
        filled = _filled(before, _all_rows())
        if not kept and filled is not None:
            kept.append((filled, pickle.dumps(made_now)))
        return made_now

    return make_or_put_back


def _all_rows() -> Rows:
    return {
        connection.alias: {table: _rows_of(connection, table) for table in connection.introspection.table_names()}
        for connection in connections.all()
    }


def _rows_of(connection: BaseDatabaseWrapper, table: str) -> str:
    """All rows of a table as the values of an INSERT; empty if it has none."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT name FROM pragma_table_info({quote(table)})")  # noqa: S608 - names from the database
        columns = " || ', ' || ".join(f"quote({quote(name)})" for (name,) in cursor.fetchall())
        cursor.execute(f"SELECT {columns} FROM {quote(table)} ORDER BY rowid")  # noqa: S608 - as above
        return ", ".join(f"({values})" for (values,) in cursor.fetchall())


def _filled(before: Rows, after: Rows) -> Rows | None:
    """The tables that were empty and are not; nothing where one that was not empty has changed."""
    filled: Rows = {}
    for alias, tables in after.items():
        changed = {table: values for table, values in tables.items() if values != before[alias][table]}
        if any(before[alias][table] for table in changed):
            return None
        filled[alias] = changed
    return filled


def _are_empty(rows: Rows) -> bool:
    return not any(_has_rows(connections[alias], table) for alias, tables in rows.items() for table in tables)


def _has_rows(connection: BaseDatabaseWrapper, table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {connection.ops.quote_name(table)})")  # noqa: S608 - as above
        return bool(cursor.fetchone()[0])


def _put_back(rows: Rows) -> None:
    for alias, tables in rows.items():
        connection = connections[alias]
        # In one transaction, since keys between tables are checked at its end alone.
        with transaction.atomic(using=alias), connection.cursor() as cursor:
            for table, values in tables.items():
                cursor.execute(f"INSERT INTO {connection.ops.quote_name(table)} VALUES {values}")  # noqa: S608
