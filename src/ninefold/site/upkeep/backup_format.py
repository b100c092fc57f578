"""What stands in a backup: a ZIP with a file for each table, whose lines are its rows as JSON, and a manifest.

The same for both databases, so that what was backed up from SQLite can be restored into PostgreSQL. What a row holds is
written as it stands in the table: what is sealed stays sealed, and nothing here can open it.
"""

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import Field, ForeignKey, Model, QuerySet
from django.db.models.options import Options

from ninefold.core.errors import NinefoldError
from ninefold.core.sealing import derive

FORMAT = "ninefold.backup/1"
MANIFEST = "manifest.json"
LARGEST_MANIFEST = 4 << 20  # bytes
# Keys are never in a backup. Who is signed in and which worker lives is over by the time of a restore, and a copy of
# the first would open doors. What Django notes of its own tables is made anew by `migrate`, and nothing refers to it.
LEFT_OUT = frozenset({"keys", "sessions", "contenttypes", "auth"})
LEFT_OUT_TABLES = frozenset({"site_workerpulse"})

Table = type[Model]


class BackupError(NinefoldError):
    """A backup that cannot be made or restored; the text says why, and what would be right."""


@dataclass(frozen=True)
class TableEntry:
    """What the manifest says of one table. `last_number` is the highest that a row ever had, where rows are numbered.

    A number is not given again after a restore: the trail, and links in mails, may still name a row that has gone.
    """

    name: str
    columns: list[str]
    rows: int
    sha256: str
    last_number: int | None


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself. `made_at` is a time in UTC, `secret_key` a mark by which the right key is known."""

    format: str
    program: str
    made_at: str
    secret_key: str
    migrations: list[str]
    tables: list[TableEntry]

    @property
    def rows(self) -> int:
        """How many rows there are in all tables together."""
        return sum(table.rows for table in self.tables)


def mark_of_secret_key() -> str:
    """By what the secret key of an installation is known again; nothing of the key can be found from it."""
    return derive(settings.SECRET_KEY.encode(), "backup").hex()[:16]


def tables() -> list[Table]:
    """The tables of the main database that a backup holds, by name."""
    found = [model for model in apps.get_models(include_auto_created=True) if _is_kept(model)]
    return sorted(found, key=name_of)


def _is_kept(model: Table) -> bool:
    told = meta_of(model)
    return told.managed and told.app_label not in LEFT_OUT and told.db_table not in LEFT_OUT_TABLES


def meta_of(table: Table) -> "Options[Model]":
    """What Django knows of a table."""
    return table._meta  # noqa: SLF001 - public in Django


def rows_of(table: Table) -> "QuerySet[Model]":
    """All rows of a table, whoever may see them."""
    return table._base_manager.all()  # noqa: SLF001 - public in Django


def name_of(table: Table) -> str:
    """What a table is called in the database."""
    return meta_of(table).db_table


def columns_of(table: Table) -> list["Field[Any, Any]"]:
    """The columns of a table, in their order."""
    return list(meta_of(table).concrete_fields)


def names_of_columns(table: Table) -> list[str]:
    """What they are called here."""
    return [field.attname for field in columns_of(table)]


def file_of(table: Table) -> str:
    """The file in the ZIP with the rows of a table."""
    return f"tables/{name_of(table)}.jsonl"


def line_of(values: Sequence[Any]) -> bytes:
    """A row as a line."""
    plain = [_plain(value) for value in values]
    text = json.dumps(plain, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass") + b"\n"


def _plain(value: Any) -> Any:
    if isinstance(value, (bytes, memoryview)):
        return base64.b64encode(value).decode("ascii")
    return value.isoformat() if isinstance(value, date) else value


def readers_of(table: Table) -> list[Callable[[Any], Any]]:
    """What makes of each value in a line what stood in the column."""
    return [_reader(field) for field in columns_of(table)]


def _reader(field: "Field[Any, Any]") -> Callable[[Any], Any]:
    while isinstance(field, ForeignKey):
        field = field.target_field
    return _READERS.get(field.get_internal_type(), _as_it_is)


def _as_it_is(value: Any) -> Any:
    return value


_READERS: dict[str, Callable[[Any], Any]] = {
    "BinaryField": lambda text: base64.b64decode(text, validate=True),
    "DateField": date.fromisoformat,
    "DateTimeField": datetime.fromisoformat,
}


def manifest_as_json(manifest: Manifest) -> bytes:
    """The manifest as it stands in the ZIP."""
    return json.dumps(asdict(manifest), indent=1).encode()


def read_manifest(content: bytes) -> Manifest:
    """The same, read. Raises BackupError for what is no manifest of this format."""
    try:
        found = json.loads(content)
        if found["format"] != FORMAT:
            raise BackupError(
                f"This backup is of the format “{found['format']}”, and this version of the program reads {FORMAT}. "
                f"Restore it with version {found.get('program', 'that made it')}."
            )
        return Manifest(**{**found, "tables": [TableEntry(**table) for table in found["tables"]]})
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise BackupError("Its manifest cannot be read: this is no backup of Ninefold, or it was changed.") from error
