"""What a checkout needs beside its packages: compiled translations, the data folder, an up-to-date database."""

import hashlib
import json
import os
import subprocess
from pathlib import Path

from launch.say import ROOT, CannotGoOn, step
from launch.venv import PYTHON, RUN, read_stamp

CATALOGUES = "src/ninefold/site/locale/*/LC_MESSAGES/*.po"
# What decides whether there may be something to migrate, beside the migrations themselves.
SETTINGS = ("DATABASE_URL", "KEYS_DATABASE_URL", "NINEFOLD_DATA", "NINEFOLD_DEMO")
# Prints the SQLite files, so that the next start knows without Django whether they are still there.
MIGRATE = """
import json, sys
from ninefold.site.cli import main
failed = main(["migrate"])
if failed:
    sys.exit(failed)
from django.db import connections
print(json.dumps([c.settings_dict["NAME"] if c.vendor == "sqlite" else None for c in connections.all()]))
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
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def migrate() -> None:
    """Bring the database up to date, unless it is known to be so already. Data stays."""
    known = data_folder() / f"migrated-{os.environ.get('NINEFOLD_DEMO') or '0'}.json"
    wanted = _migrations_digest()
    stamp = read_stamp(known)
    # A server's database can change without this machine knowing, so it is always looked at.
    if stamp.get("digest") == wanted and all(file and Path(file).exists() for file in stamp["files"]):
        return
    with step("Bringing the database up to date"):
        files = json.loads(_run("The database cannot be brought up to date", "-c", MIGRATE))
    known.write_text(json.dumps({"digest": wanted, "files": files}), encoding="utf-8")


def _migrations_digest() -> str:
    digest = hashlib.sha256((ROOT / RUN).read_bytes())
    for name in SETTINGS:
        digest.update(f"{name}={os.environ.get(name, '')}\n".encode())
    for file in sorted([*ROOT.glob("src/ninefold/*/migrations/*.py"), ROOT / "src/ninefold/site/settings.py"]):
        digest.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return digest.hexdigest()


def _run(failed: str, *arguments: str) -> str:
    """What .venv's Python prints. Raises CannotGoOn that says what failed, and what was said of it."""
    done = subprocess.run([str(PYTHON), *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        said = done.stderr.split()
        if "Traceback" in said:
            said = done.stderr.splitlines()[-1:]
        raise CannotGoOn(f"{failed}: {' '.join(said).removeprefix('ninefold: ')}")
    return done.stdout
