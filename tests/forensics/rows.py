"""All that the tables of the main database hold, system columns too, with what is random blotted out."""

from __future__ import annotations

import re
from typing import Any

from django.db import connection

# Sealed under a key, in the order of nothing: of these only how many there are and how long.
SEALED = {"feedback_openanswer", "accounts_message"}
RANDOM = re.compile(r"[!\w$=+/.-]{24,}", re.ASCII)
# When tables were made, which is real time.
NOT_OURS = {"django_migrations"}
# In which order and by which transaction each row was written, and where it lies.
SYSTEM = {"sqlite": ("rowid",), "postgresql": ("ctid::text", "xmin::text::bigint")}


def all_rows() -> dict[str, Any]:
    """By table: its rows in the order in which they lie, and the counters from which they are numbered."""
    tables = sorted(set(connection.introspection.table_names()) - NOT_OURS)
    found = {table: _rows(table) for table in tables}
    if connection.vendor == "postgresql":
        _number_transactions([rows for table, rows in found.items() if table not in SEALED])
    told: dict[str, Any] = {
        table: sorted([str(row[len(SYSTEM[connection.vendor]) :]) for row in rows]) if table in SEALED else rows
        for table, rows in found.items()
    }
    return {**told, "counters": _counters()}


def _rows(table: str) -> list[list[Any]]:
    system = SYSTEM[connection.vendor]
    with connection.cursor() as cursor:
        # Only names of tables are put in.
        cursor.execute(f"SELECT {', '.join(system)}, {table}.* FROM {table} ORDER BY {system[0]}")  # noqa: S608
        names = [column[0] for column in cursor.description]
        left_out = {names.index("id")} if table in SEALED and "id" in names else set()
        return [
            [_blotted(value) for place, value in enumerate(row) if place not in left_out] for row in cursor.fetchall()
        ]


def _blotted(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return f"{len(value)} bytes"
    if isinstance(value, str) and RANDOM.fullmatch(value):
        return f"{len(value)} signs"
    return value if isinstance(value, int | float | None) else str(value)


def _number_transactions(tables: list[list[list[Any]]]) -> None:
    """Put in place of the number of each transaction which it was of those that left a row."""
    numbers = sorted({row[1] for rows in tables for row in rows})
    for rows in tables:
        for row in rows:
            row[1] = numbers.index(row[1])


def _counters() -> list[list[Any]]:
    query = {
        "sqlite": "SELECT name, seq FROM sqlite_sequence ORDER BY name",
        "postgresql": "SELECT sequencename::text, last_value FROM pg_sequences ORDER BY sequencename",
    }
    with connection.cursor() as cursor:
        cursor.execute(query[connection.vendor])
        return [list(row) for row in cursor.fetchall() if "migration" not in row[0]]
