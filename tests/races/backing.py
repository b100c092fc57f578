"""What is done to an installation and its backup; each returns plain values. See `scenarios`."""

import io
import json
import os
import resource
import signal
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

from django.db import connection
from django.utils import timezone

from ninefold.accounts.models import Nation, Person
from ninefold.core.errors import NinefoldError
from ninefold.site.cli import main
from ninefold.site.upkeep import backup_format
from ninefold.site.upkeep.backing_up import one_moment, write_backup
from ninefold.site.upkeep.restoring import look_through, restore

Change = Callable[[dict[str, bytes]], object]


def use() -> int:
    """Number a nation that goes again: no other may ever have its number. The number."""
    nation = Nation.objects.create(name="Nowhere")
    number = int(nation.pk)
    nation.delete()
    return number


def number_of_the_next() -> int:
    """Which number the next nation gets."""
    return int(Nation.objects.create(name="Elsewhere").pk)


def back_up(path: str) -> dict[str, Any]:
    """Back up as the command does; the code it ends with, and what the backup says of its tables."""
    code = main(["backup", path])
    return {"code": code, "tables": _manifest(Path(path))["tables"]}


def _manifest(path: Path) -> dict[str, Any]:
    with zipfile.ZipFile(path) as archive:
        found: dict[str, Any] = json.loads(archive.read(backup_format.MANIFEST))
    return found


def write_meanwhile() -> list[Any]:
    """Somebody saves while a backup is read: how many nations it sees before and after, and whether that waited."""

    def save() -> None:
        Nation.objects.create(name="Another")
        connection.close()

    with one_moment():
        before = Nation.objects.count()
        saving = threading.Thread(target=save)
        saving.start()
        saving.join(10)
        return [before, Nation.objects.count(), saving.is_alive()]


def run_out_of_disk(path: str) -> int:
    """Back up where no file may be longer than this; the code it ends with."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
    return main(["backup", path])


def be_killed(path: str) -> None:
    """Back up, and be killed at the fifth row."""
    rows = iter(range(5))

    def killed(_values: object) -> bytes:
        if next(rows, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)
        return b"[]\n"

    with patch.object(backup_format, "line_of", killed):
        write_backup(Path(path), timezone.now())


def what_is_said_of(path: str) -> dict[str, Any]:
    """What restoring says of a backup with each of these faults, and how many people are there afterwards."""
    whole, broken = Path(path).read_bytes(), Path(path).with_name("broken")
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    faults: dict[str, bytes] = {
        "cut off": whole[: len(whole) // 2],
        "one byte short": whole[:-1],
        "not a backup": b"Dear diary",
        "a byte changed": _flipped(whole, len(whole) // 2),
        "a row changed": _packed(files, lambda made: made.update(_renamed(made))),
        "a table gone": _packed(files, lambda made: made.pop("tables/accounts_role.jsonl")),
        "a row gone": _packed(files, lambda made: made.update(_shorter(made))),
        "no manifest": _packed(files, lambda made: made.pop(backup_format.MANIFEST)),
        "older migrations": _packed(files, lambda made: made.update(_with(made, migrations=["accounts.0001_initial"]))),
        "another format": _packed(files, lambda made: made.update(_with(made, format="ninefold.backup/2"))),
    }
    said = {}
    for fault, content in faults.items():
        broken.write_bytes(content)
        said[fault] = _refusal(broken)
    return {"said": said, "people": Person.objects.count()}


def every_byte(path: str, step: int) -> list[int]:
    """Every so manieth byte of a backup is changed: where that was not seen although it changed what is restored."""
    whole, broken = Path(path).read_bytes(), Path(path).with_name("broken")
    as_made, unseen = look_through(Path(path)), []
    for place in range(0, len(whole), step):
        broken.write_bytes(_flipped(whole, place))
        try:
            if look_through(broken) != as_made:
                unseen.append(place)
        except NinefoldError:
            continue
    return unseen


def _refusal(path: Path) -> str:
    try:
        restore(path, timezone.now())
    except NinefoldError as error:
        return str(error)
    return ""


def _flipped(content: bytes, place: int) -> bytes:
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


def _packed(files: dict[str, bytes], change: Change) -> bytes:
    changed = dict(files)
    change(changed)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in changed.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _renamed(files: dict[str, bytes]) -> dict[str, bytes]:
    name = "tables/accounts_nation.jsonl"
    return {name: files[name].replace(b"England", b"Albion!")}


def _shorter(files: dict[str, bytes]) -> dict[str, bytes]:
    name = "tables/accounts_role.jsonl"
    return {name: files[name].partition(b"\n")[2]}


def _with(files: dict[str, bytes], **changed: object) -> dict[str, bytes]:
    return {backup_format.MANIFEST: json.dumps({**json.loads(files[backup_format.MANIFEST]), **changed}).encode()}
