"""The .venv: made when it is missing, brought up to date when the requirements changed, mended when cut off."""

import fcntl
import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from launch.say import ROOT, CannotGoOn, step

VENV = ROOT / ".venv"
PYTHON = VENV / "bin/python"
RUN, DEV = "requirements.txt", "requirements-dev.txt"
# Written last. A .venv without it was cut off while it was made, and nobody knows what is in it.
STAMP = VENV / "ninefold.json"
LOCK = ROOT / "var/setup.lock"

COMMAND = """#!/bin/sh
exec "$(dirname "$0")/python" -m ninefold.site.cli "$@"
"""
INSTALL = (
    *("-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input", "install", "--retries", "1"),
    # The files name everything, so nothing is worked out; only wheels, so nothing is built or run.
    *("--require-hashes", "--no-deps", "--only-binary", ":all:", "--no-compile"),
)
UNREACHABLE = re.compile(r"Retrying|Could not fetch URL|HTTP error|ConnectionError|timed out|ProxyError|SSLError")


@contextmanager
def setup_lock() -> Iterator[None]:
    """Let one ./start or ./test at a time change .venv; the others wait."""
    LOCK.parent.mkdir(mode=0o700, exist_ok=True)
    with LOCK.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Waiting for another ./start or ./test to finish setting up …", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def ensure_venv(requirements: str) -> None:
    """Make .venv hold the packages of this requirement file, and Ninefold itself in place.

    Raises CannotGoOn when this Python cannot make one, or the packages cannot be had.
    """
    wanted = _wanted(requirements)
    # A link to a Python that was removed since does not exist, though its name is there.
    stamp = read_stamp(STAMP) if PYTHON.exists() else {}
    if stamp and all(stamp.get(name) == digest for name, digest in wanted.items()):
        return
    # Another Python's .venv is not brought up to date but made anew, as is one that was cut off.
    if stamp.get("python") != wanted["python"]:
        _make()
    STAMP.unlink(missing_ok=True)
    with step(f"Installing the packages of {requirements}"):
        _install(ROOT / requirements)
    _put_in_place()
    # Packages that only the tests need stay, and stay known, unless this file changed some of them.
    kept = stamp if stamp.get(RUN) == wanted[RUN] and stamp.get("python") == wanted["python"] else {}
    STAMP.write_text(json.dumps({**kept, **wanted}), encoding="utf-8")


def _wanted(requirements: str) -> dict[str, str]:
    """What the stamp says of a .venv that holds these requirements. The file for tests holds that for running."""
    files = {RUN, requirements}
    digests = {name: hashlib.sha256((ROOT / name).read_bytes()).hexdigest() for name in sorted(files)}
    return {"python": f"{sys.version_info.major}.{sys.version_info.minor}", **digests}


def read_stamp(file: Path) -> Mapping[str, Any]:
    """What a stamp says: nothing, if it is missing or was cut off."""
    try:
        known = json.loads(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _make() -> None:
    with step("Making .venv" if not VENV.exists() else "Making .venv anew"):
        if VENV.is_symlink():
            VENV.unlink()
        elif VENV.exists():
            shutil.rmtree(VENV)
        made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True, check=False)
        if made.returncode:
            raise CannotGoOn(
                "This Python cannot make a virtual environment. On Debian and Ubuntu, install the package "
                "python3-venv and try again."
            )


def _install(requirements: Path) -> None:
    command = [str(PYTHON), *INSTALL, "--requirement", str(requirements)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return
    errors = [line for line in done.stderr.splitlines() if line.startswith("ERROR:")]
    if "DO NOT MATCH THE HASHES" not in done.stderr and UNREACHABLE.search(done.stderr):
        raise CannotGoOn(
            "The registry of Python packages cannot be reached. Connect this machine to it, or name a mirror in "
            "PIP_INDEX_URL, and try again; what was done so far is no loss."
        )
    raise CannotGoOn(f"pip could not install the packages: {' '.join(errors) or done.stderr.strip()}")


def _put_in_place() -> None:
    """Let .venv find the package where it lies. Relative, so that a copied checkout never runs another's code."""
    site_packages = next((VENV / "lib").glob("python3.*/site-packages"))
    (site_packages / "ninefold.pth").write_text("../../../../src\n", encoding="utf-8")
    command = VENV / "bin/ninefold"
    command.write_text(COMMAND, encoding="utf-8")
    command.chmod(0o755)
