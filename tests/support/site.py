"""The real site for tests and measurements: the web server that ./start runs, on a database of its own."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
READY_WITHIN = 30.0  # seconds
PATIENCE = 10  # seconds in which it stops
WORKERS, THREADS = 2, 3  # as ./start has them


class SiteError(Exception):
    """The site did not start, or a script in it failed; the text is what was said."""


def environment_of(folder: Path, address: str = "", keys: str = "", *, demonstration: bool = True) -> dict[str, str]:
    """What the processes of one installation are told: its folder, and PostgreSQL unless it is SQLite files."""
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("NINEFOLD_")},
        "NINEFOLD_DATA": str(folder),
        "NINEFOLD_DEMO": "1" if demonstration else "0",
        "NINEFOLD_MAIL_ANY_HOUR": "1",
        "DATABASE_URL": address,
        "KEYS_DATABASE_URL": keys,
        "DJANGO_SETTINGS_MODULE": "ninefold.site.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT / "tools"), str(ROOT)]),
    }


def run_in(environment: Mapping[str, str], script: str, *arguments: str) -> Any:
    """What a script prints last, as JSON, with Django ready. Raises SiteError with what it said if it fails."""
    whole = f"import django, json, sys\ndjango.setup()\n{script}"
    command = [sys.executable, "-c", whole, *arguments]
    done = subprocess.run(command, cwd=ROOT, env=dict(environment), capture_output=True, text=True, check=False)
    if done.returncode:
        raise SiteError(done.stderr)
    lines = done.stdout.strip().splitlines()
    return json.loads(lines[-1]) if lines else None


def migrate(environment: Mapping[str, str]) -> None:
    """Bring both databases of an installation up to date."""
    run_in(environment, "from ninefold.site.cli import main\nassert main(['migrate']) == 0")


@contextmanager
def running_site(environment: Mapping[str, str], application: str = "ninefold.site.wsgi:application") -> Iterator[int]:
    """Run the site, and give the port on which it answers."""
    port = _free_port()
    command = (sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port))
    options = ("--workers", str(WORKERS), "--blocking-threads", str(THREADS), "--log-level", "warning")
    log = Path(environment["NINEFOLD_DATA"]) / "web.log"
    with log.open("wb") as said:
        server = subprocess.Popen(
            [*command, *options, application],
            cwd=ROOT,
            env=dict(environment),
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
    try:
        _await(port, server, log)
        yield port
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            # Granian waits for ever for a worker that was still being loaded when it was told to stop.
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while server.poll() is None and time.monotonic() < deadline:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=READY_WITHIN)
        try:
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.05)
        finally:
            connection.close()
    raise SiteError(log.read_text(encoding="utf-8", errors="replace"))
