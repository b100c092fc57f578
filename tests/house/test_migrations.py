"""Migrations say what the models say, and lead forwards, back to nothing and forwards again, on both databases."""

import os
import subprocess
import sys
from pathlib import Path

# Those above first: their tables lead to those below.
OURS = {"feedback": "default", "academy": "default", "accounts": "default", "keys": "keys", "site": "default"}


def _python(address: str, folder: Path, *arguments: str) -> str:
    given = {"DATABASE_URL": address, "NINEFOLD_DATA": str(folder), "NINEFOLD_DEMO": "", "KEYS_DATABASE_URL": ""}
    environment = {**os.environ, **given, "DJANGO_SETTINGS_MODULE": "ninefold.site.settings"}
    done = subprocess.run([sys.executable, *arguments], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


# In one process, for each start of Django takes longer than all the steps together.
THERE_AND_BACK = f"""
import django
django.setup()
from django.core.management import call_command
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

def applied(database):
    return {{room for room, _ in MigrationRecorder(connections[database]).applied_migrations()}}

for database in connections:
    call_command("migrate", database=database, verbosity=0)
for room, database in {OURS}.items():
    assert room in applied(database), room
    call_command("migrate", room, "zero", database=database, verbosity=0)
    assert room not in applied(database), room
for room, database in {OURS}.items():
    call_command("migrate", room, database=database, verbosity=0)
    assert room in applied(database), room
"""


def _there_and_back(address: str, folder: Path) -> None:
    _python(address, folder, "-c", THERE_AND_BACK)


def test_the_models_have_their_migrations(tmp_path: Path) -> None:
    assert "No changes detected" in _python("", tmp_path, "-m", "django", "makemigrations", "--check", "--dry-run")


def test_every_room_with_tables_is_tried_here() -> None:
    source = Path(__file__).parents[2] / "src" / "ninefold"
    assert sorted(path.parent.name for path in source.rglob("migrations")) == sorted(OURS)


def test_migrations_lead_back_on_sqlite(tmp_path: Path) -> None:
    _there_and_back("", tmp_path)


def test_migrations_lead_back_on_postgresql(tmp_path: Path, postgres_url: str) -> None:
    _there_and_back(postgres_url, tmp_path)
