"""An operation of migrations: PostgreSQL keeps no examples of a column among its statistics.

It would otherwise write some of its values there, where they outlast the rows themselves.
"""

from functools import partial
from typing import Any

from django.db.migrations import RunPython

NONE, AS_USUAL = 0, -1
_STATEMENT = "ALTER TABLE {} ALTER COLUMN {} SET STATISTICS {}"


def keep_no_examples(*columns: tuple[str, str]) -> RunPython:
    """For these columns, each with its table. Other databases keep no such statistics."""
    return RunPython(partial(_set, columns, NONE), partial(_set, columns, AS_USUAL))


def _set(columns: tuple[tuple[str, str], ...], examples: int, _apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for table, column in columns:
            schema_editor.execute(_STATEMENT.format(table, column, examples))
