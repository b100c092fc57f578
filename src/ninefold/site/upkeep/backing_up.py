"""Making a backup of the main database: of one moment, row by row, and under its name only once it is whole."""

import hashlib
import os
import secrets
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import AutoField

from ninefold import __version__
from ninefold.site.upkeep import backup_format as form
from ninefold.site.upkeep.backup_format import BackupError, Manifest, Table, TableEntry

AT_ONCE = 100  # rows; a few may hold a file of some megabytes each
ENDING = ".part"


def write_backup(path: Path, at: datetime) -> Manifest:
    """Write a backup to this file, readable by its owner alone; what the manifest says of it.

    Raises BackupError where the file is there already, or cannot be written. A backup that is broken off leaves a
    file with another name, beginning with a dot and ending in `.part`.
    """
    if path.exists() or path.is_symlink():
        raise BackupError(f"{path} is there already, and a backup overwrites nothing. Name another file.")
    if not path.parent.is_dir():
        raise BackupError(f"There is no folder {path.parent} to write {path.name} to.")
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}{ENDING}")
    try:
        with open(draft, "xb", opener=_for_the_owner) as file:
            manifest = _write(file, at)
            file.flush()
            os.fsync(file.fileno())
        _give_name(draft, path)
    except OSError as error:
        said = (error.strerror or str(error)).lower()
        raise BackupError(f"The backup cannot be written to {path}: {said}. Nothing is left of it.") from error
    finally:
        draft.unlink(missing_ok=True)
    return manifest


def _for_the_owner(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)


def _give_name(draft: Path, path: Path) -> None:
    """Let what is whole have its name; a link, for unlike a renaming it never takes the place of another file."""
    try:
        os.link(draft, path)
    except FileExistsError:
        raise
    except OSError:
        # Some file systems know no links: there a file that came to be in these seconds is looked for, and no more.
        if path.exists():
            raise
        draft.rename(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _write(file: IO[bytes], at: datetime) -> Manifest:
    with zipfile.ZipFile(file, "w") as archive, one_moment():
        manifest = Manifest(
            format=form.FORMAT,
            program=__version__,
            made_at=at.astimezone(UTC).isoformat(timespec="seconds"),
            secret_key=form.mark_of_secret_key(),
            migrations=migrations_applied(),
            tables=[_write_table(archive, table) for table in form.tables()],
        )
        with _opened(archive, form.MANIFEST) as told:
            told.write(form.manifest_as_json(manifest))
    return manifest


def _opened(archive: zipfile.ZipFile, name: str) -> IO[bytes]:
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return archive.open(entry, "w", force_zip64=True)


def _write_table(archive: zipfile.ZipFile, table: Table) -> TableEntry:
    names, count, digest = form.names_of_columns(table), 0, hashlib.sha256()
    # By their keys: those of open answers are random, so that their order tells nothing.
    rows = form.rows_of(table).order_by("pk").values_list(*names)
    with _opened(archive, form.file_of(table)) as file:
        for row in rows.iterator(chunk_size=AT_ONCE):
            line = form.line_of(row)
            file.write(line)
            digest.update(line)
            count += 1
    return TableEntry(form.name_of(table), names, count, digest.hexdigest(), last_number(table))


@contextmanager
def one_moment() -> Iterator[None]:
    """See the main database as it is when this begins, whatever is changed meanwhile; nobody has to wait for it."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with transaction.atomic():
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                yield
            return
        # A transaction of Django's would take the lock for writing, and raters could not save until the end.
        cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def migrations_applied() -> list[str]:
    """The migrations of the main database, as `app.name`, in the order of their names."""
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def is_numbered(table: Table) -> bool:
    """Whether the database numbers the rows of a table."""
    return isinstance(form.meta_of(table).pk, AutoField)


def last_number(table: Table) -> int | None:
    """The highest number that a row of this table ever had; None where rows have none, or there never was one."""
    if not is_numbered(table):
        return None
    name = form.name_of(table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sequence = "pg_get_serial_sequence(%s, %s)::regclass"
            cursor.execute(f"SELECT pg_sequence_last_value({sequence})", [name, form.meta_of(table).pk.column])
        else:
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [name])
        found = cursor.fetchone()
    return None if found is None else int(found[0] or 0) or None
