"""PostgreSQL keeps no examples of what is told in confidence among its statistics, where they would outlast the rows themselves."""

from typing import Any

from django.db import migrations

COLUMNS = (("feedback_openanswer", "place"), ("feedback_openanswer", "sealed"))


def _set(schema_editor: Any, target: int) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for table, column in COLUMNS:
            schema_editor.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS {target}")


def keep_none(_apps: Any, schema_editor: Any) -> None:
    _set(schema_editor, 0)


def keep_some(_apps: Any, schema_editor: Any) -> None:
    _set(schema_editor, -1)


class Migration(migrations.Migration):
    dependencies = [("feedback", "0002_quarantine")]

    operations = [migrations.RunPython(keep_none, keep_some)]
