"""The site and its worker as two processes that live and die together."""

import ctypes
import errno
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from types import FrameType

from launch.say import ROOT, CannotGoOn
from launch.venv import PYTHON

WEB, WORKER = "web server", "worker"
WORKERS, THREADS = 2, 3  # processes of the web server, and pages at once in each
PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)
STOP_WITHIN = 10.0  # seconds for a process to end what it is doing
FIRST_PAGE_WITHIN = 60.0  # seconds
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - only compared with, and only if a person asks for it


class Stopped(Exception):  # noqa: N818 - what happened, not an error
    """A person, or the machine, asks to stop."""


def free_address(host: str, port: int) -> str:
    """The numeric address of this host. Raises CannotGoOn if the site could not listen there."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            return str(address[0])
    except OSError as error:
        raise CannotGoOn(_why_not(error, host, port)) from error


def _why_not(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is taken by another program (or another ./start). Stop it, or choose another: --port."
    if error.errno == errno.EACCES:
        return f"Port {port} needs rights that you do not have here. Choose one above 1023: --port."
    return f"{host} is no address of this machine. Leave --host out, or give one that is."


def shown_address(host: str, port: int) -> str:
    """The address that a person types."""
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def serve(host: str, address: str, port: int) -> None:
    """Run the site and its worker until a signal asks to stop, and leave no process behind.

    Raises CannotGoOn when one of them ends by itself, or the first page does not come.
    """
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    shown = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", "NINEFOLD_HOSTS": _names(host)}
    environment["NINEFOLD_ADDRESS"] = os.environ.get("NINEFOLD_ADDRESS") or shown  # for the links in mail
    processes: dict[str, subprocess.Popen[bytes]] = {}
    commands = _commands(address, port)

    def run(name: str) -> None:
        # In a session of its own: Ctrl-C reaches ./start alone, which then stops each in an orderly way.
        processes[name] = subprocess.Popen(
            commands[name],
            cwd=ROOT,
            env=environment,
            start_new_session=True,
            preexec_fn=_end_with_parent,  # noqa: PLW1509 - ./start has one thread
        )

    try:
        run(WEB)
        _await_first_page(address, port, processes)
        run(WORKER)  # after the page: what waits can wait a moment longer than a person
        print(f"Ninefold is at {shown_address(host, port)}/ (Ctrl-C stops it)", flush=True)
        while True:
            _check_alive(processes)
            time.sleep(0.2)
    except Stopped:
        print("\nStopping …", flush=True)
    finally:
        _end(list(processes.values()))


def _end_with_parent() -> None:
    """Ask Linux to end this process when ./start is killed without a chance to stop it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGTERM)


def _commands(address: str, port: int) -> Mapping[str, Sequence[str]]:
    web = ("-m", "granian", "--interface", "wsgi", "--workers", str(WORKERS), "--blocking-threads", str(THREADS))
    # It would wait for ever for a worker that is still being loaded when it is told to stop.
    where = ("--host", address, "--port", str(port), "--log-level", "warning", "--workers-kill-timeout", "5")
    return {
        WEB: [str(PYTHON), *web, *where, "ninefold.site.wsgi:application"],
        WORKER: [str(PYTHON), "-m", "ninefold.site.cli", "worker"],
    }


def _names(host: str) -> str:
    """The names by which the site may be called: if nobody set them, this machine's and the one to listen on."""
    given = os.environ.get("NINEFOLD_HOSTS")
    if given:
        return given
    names = ["localhost", "127.0.0.1", "[::1]"]
    if host in EVERYWHERE:
        names.append(socket.gethostname())
    elif host not in names:
        names.append(f"[{host}]" if ":" in host else host)
    return ",".join(names)


def _stop(_number: int, _frame: FrameType | None) -> None:
    # A second signal, while everything is being stopped, changes nothing.
    for signal_number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(signal_number, signal.SIG_IGN)
    raise Stopped


def _check_alive(processes: Mapping[str, subprocess.Popen[bytes]]) -> None:
    for name, process in processes.items():
        if process.poll() is not None:
            raise CannotGoOn(f"The {name} ended by itself (exit code {process.returncode}), so everything was stopped.")


def _await_first_page(address: str, port: int, processes: Mapping[str, subprocess.Popen[bytes]]) -> None:
    deadline = time.monotonic() + FIRST_PAGE_WITHIN
    while time.monotonic() < deadline:
        _check_alive(processes)
        connection = http.client.HTTPConnection(EVERYWHERE.get(address, address), port, timeout=FIRST_PAGE_WITHIN)
        try:
            connection.request("GET", "/")
            status = connection.getresponse().status
        except OSError:
            time.sleep(0.05)
            continue
        finally:
            connection.close()
        if status >= 400:
            raise CannotGoOn(f"The first page answers with {status} instead of 200; what the web server says is above.")
        return
    raise CannotGoOn(f"The first page did not come within {FIRST_PAGE_WITHIN:.0f} seconds, so everything was stopped.")


def _end(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    """End each process and whatever it started."""
    for process in processes:
        if process.poll() is None:
            process.terminate()
    deadline = time.monotonic() + STOP_WITHIN
    for process in processes:
        try:
            process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        try:
            # Its session is its own, so this ends nothing but what it left behind.
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
