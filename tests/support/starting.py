"""./start as a person runs it who has just cloned the project: in a folder, on a port that is free."""

import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 60.0  # seconds


def environment(**more: str) -> dict[str, str]:
    """What is set for a person who just cloned the project."""
    ours = ("NINEFOLD_", "DJANGO_", "DATABASE_URL", "KEYS_DATABASE_URL", "PYTEST_")
    return {**{key: value for key, value in os.environ.items() if not key.startswith(ours)}, **more}


def start(folder: Path, *options: str, **more: str) -> "subprocess.Popen[str]":
    """./start of this folder with these options and settings."""
    return subprocess.Popen(
        [folder / "start", *options],
        env=environment(**more),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def started(folder: Path, **more: str) -> Iterator[tuple["subprocess.Popen[str]", int]]:
    """./start, once it has printed its address, and its port."""
    port = free_port()
    running = start(folder, "--port", str(port), **more)
    try:
        assert running.stdout is not None
        lines = iter(running.stdout.readline, "")
        assert any(f"http://127.0.0.1:{port}/" in line for line in lines), running.communicate()
        yield running, port
    finally:
        running.terminate()
        running.communicate(timeout=PATIENCE)
