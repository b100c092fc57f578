"""./start on a fresh copy: what it promises when all goes well, and what it says when something is in the way."""

import http.client
import os
import shutil
import signal
import socket
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.starting import PATIENCE, free_port, start, started

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("start", "tools", "src", "frameworks", "examples", "requirements.txt", "requirements-dev.txt")


def copy_checkout(folder: Path) -> Path:
    """The files that ./start uses, and nothing that it made."""
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, folder / part, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
        elif source.exists():
            shutil.copy(source, folder / part)
    return folder


def processes(folder: Path) -> dict[int, str]:
    """The command lines of the processes that run from this folder, by their number."""
    found = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            command = (entry / "cmdline").read_text(encoding="utf-8", errors="replace").replace("\0", " ")
        except (FileNotFoundError, ProcessLookupError):
            continue
        if str(folder) in command:
            found[int(entry.name)] = command
    return found


def await_that(what: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def get(port: int, path: str) -> int:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
        connection.request("GET", path)
        return connection.getresponse().status


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy whose .venv was cut off half-way, set up by two ./start at the same time."""
    folder = copy_checkout(tmp_path_factory.mktemp("checkout"))
    (folder / ".venv/bin").mkdir(parents=True)
    (folder / ".venv/bin/python").symlink_to("/nowhere/python3")
    both = [start(folder, "--prepare") for _ in range(2)]
    said = [process.communicate(timeout=PATIENCE)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert sum("Making .venv anew" in text for text in said) == 1
    assert sum("Installing" in text for text in said) == 1
    assert sum("Making the demonstration" in text for text in said) == 1
    return folder


def test_a_fresh_copy_shows_the_site_and_stops_without_a_trace(checkout: Path) -> None:
    with started(checkout) as (running, port):
        assert get(port, "/") == 200
        assert get(port, "/mailbox/") == 200
        await_that(lambda: len(processes(checkout)) >= 5)  # itself, the web server and its two, the worker
        running.send_signal(signal.SIGINT)
        running.communicate(timeout=PATIENCE)
        assert running.returncode == 0
    assert processes(checkout) == {}


def test_a_second_start_leaves_data_alone(checkout: Path) -> None:
    key = (checkout / "var/secret-key").read_bytes()
    with closing(sqlite3.connect(checkout / "var/demonstration.sqlite3")) as database:
        database.execute("CREATE TABLE kept (word TEXT)")
        database.execute("INSERT INTO kept VALUES ('still here')")
        database.commit()
    with started(checkout):
        pass
    with closing(sqlite3.connect(checkout / "var/demonstration.sqlite3")) as database:
        assert database.execute("SELECT word FROM kept").fetchall() == [("still here",)]
        assert database.execute("SELECT name FROM accounts_nation").fetchall() == [("England",)]
    assert (checkout / "var/secret-key").read_bytes() == key


def test_data_is_for_its_owner_alone(checkout: Path) -> None:
    assert (checkout / "var").stat().st_mode & 0o077 == 0
    assert (checkout / "var/secret-key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("part", ["web server", "worker"])
def test_when_one_part_dies_all_is_stopped_and_the_part_is_named(checkout: Path, part: str) -> None:
    sign = {"web server": "granian", "worker": "ninefold.site.cli worker"}[part]
    with started(checkout) as (running, _):
        # A process has no command line yet in its very first moment.
        await_that(lambda: any(sign in command for command in processes(checkout).values()))
        victim = min(number for number, command in processes(checkout).items() if sign in command)
        os.kill(victim, signal.SIGKILL)
        _, said = running.communicate(timeout=PATIENCE)
    assert running.returncode == 1
    assert f"The {part} ended by itself" in said
    assert "Traceback" not in said
    await_that(lambda: processes(checkout) == {})


def test_a_start_that_is_killed_leaves_nothing_behind(checkout: Path) -> None:
    with started(checkout) as (running, _):
        await_that(lambda: any("ninefold.site.cli worker" in command for command in processes(checkout).values()))
        running.kill()
        await_that(lambda: processes(checkout) == {})


def test_a_taken_port_is_one_clear_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = start(ROOT, "--port", str(port))
        _, said = refused.communicate(timeout=PATIENCE)
    assert refused.returncode == 2
    assert said.startswith(f"Port {port} is taken")
    assert said.count("\n") == 1


def test_an_unreachable_registry_is_one_clear_sentence(tmp_path: Path) -> None:
    elsewhere = {"PIP_INDEX_URL": f"http://127.0.0.1:{free_port()}/simple", "PIP_CONFIG_FILE": os.devnull}
    elsewhere |= {"PIP_EXTRA_INDEX_URL": "", "PIP_FIND_LINKS": "", "PIP_NO_CACHE_DIR": "1"}
    refused = start(copy_checkout(tmp_path), "--prepare", **elsewhere)
    _, said = refused.communicate(timeout=PATIENCE)
    assert refused.returncode == 2
    assert said.startswith("The registry of Python packages cannot be reached.")
    assert said.count("\n") == 1


@pytest.mark.parametrize(("option", "value"), [("--port", "http"), ("--port", "70000"), ("--host", "192.0.2.1")])
def test_a_place_where_it_cannot_listen_is_said_before_anything_is_made(option: str, value: str) -> None:
    refused = start(ROOT, option, value)
    _, said = refused.communicate(timeout=PATIENCE)
    assert refused.returncode == 2
    assert value in said
    assert "Traceback" not in said
