"""What a checkout needs beside its packages: compiled translations, the data folder, a database, a demonstration."""

import hashlib
import json
import os
import subprocess
import tempfile
from pathlib import Path
from typing import IO

from launch.say import ROOT, CannotGoOn, step
from launch.venv import PYTHON, RUN, read_stamp

CATALOGUES = "src/ninefold/site/locale/*/LC_MESSAGES/*.po"
# What decides whether there may be something to migrate, beside the migrations themselves.
SETTINGS = ("DATABASE_URL", "KEYS_DATABASE_URL", "NINEFOLD_DATA", "NINEFOLD_DEMO")
# Prints one line when the database is up to date: its SQLite files, so that the next start knows without Django whether
# they are still there, and whether there is a demonstration to make. Then it makes that.
PREPARE = """
import json, sys
from ninefold.site.cli import main
failed = main(["migrate"])
if failed:
    sys.exit(failed)
from django.conf import settings
from django.db import connections
from ninefold.site.demonstration.making import is_made
files = [c.settings_dict["NAME"] if c.vendor == "sqlite" else None for c in connections.all()]
to_make = settings.DEMO and not is_made()
print(json.dumps({"files": files, "to_make": to_make}), flush=True)
sys.exit(main(["demonstrate"]) if to_make else 0)
"""


def compile_translations() -> None:
    """Compile the catalogues that are newer than what was made of them."""
    for catalogue in sorted(ROOT.glob(CATALOGUES)):
        made = catalogue.with_suffix(".mo")
        if made.exists() and made.stat().st_mtime >= catalogue.stat().st_mtime:
            continue
        with step(f"Compiling the translation {catalogue.relative_to(ROOT)}"):
            options = ("--input-file", str(catalogue), "--output-file", str(made))
            _run(
                f"{catalogue.name} cannot be compiled", "-m", "babel.messages.frontend", "--quiet", "compile", *options
            )


def data_folder() -> Path:
    """Where the data is, made if it is missing, for its owner alone."""
    folder = Path(os.environ.get("NINEFOLD_DATA") or ROOT / "var")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (FileExistsError, FileNotFoundError, NotADirectoryError) as error:
        raise CannotGoOn(f"NINEFOLD_DATA is “{folder}”, and no folder can be made there: {error.strerror}.") from error
    return folder


def check_pages() -> None:
    """Look whether an academy's own pages can be shown. The shipped ones are known to be right."""
    if not os.environ.get("NINEFOLD_PAGES"):
        return
    command = [str(PYTHON), "-m", "ninefold.site.cli", "pages", "check"]
    with step("Checking your pages"):
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            # Line by line, as there may be several faults, each with its file.
            raise CannotGoOn(f"The pages cannot be shown.\n{done.stderr.strip().removeprefix('ninefold: ')}")


def prepare_database() -> None:
    """Bring the database up to date and make the demonstration, unless that is known to be done. Data stays."""
    known = data_folder() / f"migrated-{os.environ.get('NINEFOLD_DEMO') or '0'}.json"
    wanted = _migrations_digest()
    stamp = read_stamp(known)
    # A server's database can change without this machine knowing, so it is always looked at.
    if stamp.get("digest") == wanted and all(file and Path(file).exists() for file in stamp["files"]):
        return
    command = [str(PYTHON), "-c", PREPARE]
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8") as errors,
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=errors, text=True) as process,
    ):
        assert process.stdout is not None
        with step("Bringing the database up to date"):
            line = process.stdout.readline()
            if not line:
                _check_ended_well(process.wait(), errors, "The database cannot be brought up to date")
        told = json.loads(line)
        if told["to_make"]:
            with step("Making the demonstration"):
                _check_ended_well(process.wait(), errors, "The demonstration cannot be made")
    known.write_text(json.dumps({"digest": wanted, "files": told["files"]}), encoding="utf-8")


def _migrations_digest() -> str:
    digest = hashlib.sha256(PREPARE.encode() + (ROOT / RUN).read_bytes())
    for name in SETTINGS:
        digest.update(f"{name}={os.environ.get(name, '')}\n".encode())
    for file in sorted([*ROOT.glob("src/ninefold/*/migrations/*.py"), ROOT / "src/ninefold/site/settings.py"]):
        digest.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return digest.hexdigest()


def _run(failed: str, *arguments: str) -> None:
    """Run .venv's Python. Raises CannotGoOn that says what failed, and what was said of it."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as errors:
        done = subprocess.run([str(PYTHON), *arguments], cwd=ROOT, stderr=errors, check=False)
        _check_ended_well(done.returncode, errors, failed)


def _check_ended_well(code: int, errors: IO[str], failed: str) -> None:
    """Raise CannotGoOn that says what failed, and what was said of it, unless all went well."""
    if code == 0:
        return
    errors.seek(0)
    said = errors.read()
    words = said.splitlines()[-1:] if "Traceback" in said.split() or "ninefold: " in said else said.split()
    raise CannotGoOn(f"{failed}: {' '.join(words).removeprefix('ninefold: ')}")
