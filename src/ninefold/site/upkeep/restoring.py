"""Restoring a backup into an empty main database: looked through to its end first, then all of it or nothing."""

import hashlib
import io
import itertools
import json
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO

from django.db import connection, transaction
from django.db.models import Model

from ninefold import __version__
from ninefold.accounts.audit import AuditChain
from ninefold.feedback.actions.key_destruction import names_in_use
from ninefold.feedback.keys.custody import names_of_secrets
from ninefold.site.models import WorkerPulse
from ninefold.site.upkeep import backup_format as form
from ninefold.site.upkeep.backing_up import AT_ONCE, is_numbered, migrations_applied
from ninefold.site.upkeep.backup_format import BackupError, Manifest, Table, TableEntry

# What the library says of a ZIP that is damaged, down to places outside the file.
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)
PIECE = 1 << 20  # bytes
# Whoever gave a sign of life since then may still run.
ALIVE_FOR = timedelta(minutes=2)
MAKE_ONE = "Make an empty database, name it in DATABASE_URL (or an empty folder in NINEFOLD_DATA), and run"


@dataclass(frozen=True)
class Restored:
    """What was restored. `without_key`: how many questionnaires are open in it whose key is not here."""

    manifest: Manifest
    open: int
    without_key: int
    same_secret_key: bool


def restore(path: Path, at: datetime) -> Restored:
    """Put everything of this backup into the empty main database.

    Raises BackupError, with nothing changed, where the backup is not whole, was made with other migrations, or the
    database is not empty or in use.
    """
    with _file(path) as file:
        archive, manifest = _look_through(file, path)
        with transaction.atomic():
            _check_empty(at)
            AuditChain.objects.all().delete()  # the one row that `migrate` makes
            for table, entry in zip(form.tables(), manifest.tables, strict=True):
                _fill(archive, table, entry)
                _number_on(table, entry.last_number)
    there = names_in_use()
    without = there - set(names_of_secrets())
    return Restored(manifest, len(there), len(without), manifest.secret_key == form.mark_of_secret_key())


def look_through(path: Path) -> Manifest:
    """What a backup says of itself, once it was read to its end. Raises BackupError where it could not be restored."""
    with _file(path) as file:
        return _look_through(file, path)[1]


def newest_backup(folder: Path) -> tuple[Path, datetime] | None:
    """The newest backup in a folder, and of when it is by its own word; None where there is none.

    What it says is read, and not the whole of it.
    """
    files = [path for path in folder.iterdir() if path.is_file() and not path.name.startswith(".")]
    for path in sorted(files, key=lambda path: path.stat().st_mtime, reverse=True):
        try:
            with zipfile.ZipFile(path) as archive:
                manifest = form.read_manifest(archive.read(form.MANIFEST))
            return path, datetime.fromisoformat(manifest.made_at)
        except (*DAMAGE, KeyError, BackupError):
            continue
    return None


def _file(path: Path) -> IO[bytes]:
    try:
        return path.open("rb")
    except OSError as error:
        raise BackupError(f"{path} cannot be read: {(error.strerror or str(error)).lower()}.") from error


def _look_through(file: IO[bytes], path: Path) -> tuple[zipfile.ZipFile, Manifest]:
    """Read all of it once, so that nothing is begun that could not be finished."""
    try:
        archive = zipfile.ZipFile(file)
        return archive, _manifest_of(archive, path)
    except DAMAGE as error:
        raise BackupError(
            f"{path} is not a whole backup: it is cut off, or was changed. Nothing was restored. Take another copy."
        ) from error


def _manifest_of(archive: zipfile.ZipFile, path: Path) -> Manifest:
    names = archive.namelist()
    if form.MANIFEST not in names or archive.getinfo(form.MANIFEST).file_size > form.LARGEST_MANIFEST:
        raise BackupError(f"{path} has no manifest: this is no backup of Ninefold.")
    manifest = form.read_manifest(archive.read(form.MANIFEST))
    _check_migrations(manifest)
    tables = form.tables()
    expected = [(form.name_of(table), form.names_of_columns(table)) for table in tables]
    files = sorted([form.MANIFEST, *map(form.file_of, tables)])
    if [(entry.name, entry.columns) for entry in manifest.tables] != expected or sorted(names) != files:
        raise BackupError(f"{path} does not have the tables that its version of the program has: it was changed.")
    for table, entry in zip(tables, manifest.tables, strict=True):
        _check_table(archive, table, entry)
    return manifest


def _check_migrations(manifest: Manifest) -> None:
    here, there = set(migrations_applied()), set(manifest.migrations)
    if here == there:
        return
    newer, older = sorted(there - here), sorted(here - there)
    differs = f"it has {', '.join(newer)}" if newer else f"it lacks {', '.join(older)}"
    raise BackupError(
        f"This backup was made by version {manifest.program} with other migrations than this database has: {differs}. "
        f"This is version {__version__}. Install the version that made it, restore with that into an empty database on "
        "which its `ninefold migrate` was run, and go on to a newer one from there."
    )


def _check_table(archive: zipfile.ZipFile, table: Table, entry: TableEntry) -> None:
    digest, lines = hashlib.sha256(), 0
    with archive.open(form.file_of(table)) as file:
        while piece := file.read(PIECE):
            digest.update(piece)
            lines += piece.count(b"\n")
    if (digest.hexdigest(), lines) != (entry.sha256, entry.rows):
        raise BackupError(
            f"The table {entry.name} in the backup is not as it was written: it was changed. Nothing was restored. "
            "Take another copy."
        )


def _check_empty(at: datetime) -> None:
    """Raise BackupError where somebody has begun to use this database."""
    if WorkerPulse.objects.filter(seen_at__gt=at - ALIVE_FOR).exists():
        raise BackupError(
            "A worker runs on this database, and would act on what is restored. Stop it, and all web processes, and "
            f"try again in {ALIVE_FOR.seconds // 60} minutes."
        )
    for table in form.tables():
        if table is not AuditChain and form.rows_of(table).exists():
            raise BackupError(
                f"This database is not empty: there are rows in {form.name_of(table)}. A backup is restored into an "
                f"empty one alone. {MAKE_ONE} `ninefold migrate`. Nothing was changed."
            )


def _fill(archive: zipfile.ZipFile, table: Table, entry: TableEntry) -> None:
    with archive.open(form.file_of(table)) as packed:
        rows = _rows(io.BufferedReader(packed), table, entry)  # type: ignore[type-var] # it reads as a raw file does
        while some := list(itertools.islice(rows, AT_ONCE)):
            form.rows_of(table).bulk_create(some)


def _rows(lines: Iterator[bytes], table: Table, entry: TableEntry) -> Iterator[Model]:
    readers = form.readers_of(table)
    for number, line in enumerate(lines, start=1):
        try:
            values = [
                None if value is None else read(value) for read, value in zip(readers, json.loads(line), strict=True)
            ]
        except (ValueError, TypeError, RecursionError) as error:
            raise BackupError(
                f"Row {number} of {entry.name} in the backup cannot be read. Nothing was changed."
            ) from error
        yield table(**dict(zip(entry.columns, values, strict=True)))


def _number_on(table: Table, last: int | None) -> None:
    """Have the next row of a table numbered after the last there ever was."""
    if last is None or not is_numbered(table):
        return
    name = form.name_of(table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, %s)::regclass, %s)",
                [name, form.meta_of(table).pk.column, last],
            )
            return
        cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [name])
        cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [name, last])
