"""Bookings decided per second over HTTP, while everybody wants the same few places at the same moment.

Run: .venv/bin/python bench/booking.py [--seconds 10] [--runs 3] [--at-once 1,8,32,200] [--database SQLite]

200 facilitators, signed in, want one of 20 places in the same CPD session, then in the next, and so on: one request is
one decision, a place or a number on the waiting list. All of them lock the same row. Durable: SQLite in WAL with
NORMAL, which survives kill -9; PostgreSQL with fsync, which survives a loss of power. The clients run on the same
cores as the server, and their waiting for a core is in the times, so a site alone does better. It fails if more places
were given than there are, or if anybody was answered with an error.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from measure import machine, table

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.support.postgres import keys_address, running_postgres  # noqa: E402 - from the checkout
from tests.support.site import environment_of, migrate, run_in, running_site  # noqa: E402
from tests.support.visitor import Visitor  # noqa: E402

PEOPLE, PLACES = 200, 20
DATABASES = ("PostgreSQL", "SQLite")
SESSION_COOKIE, CSRF_COOKIE, SECRET = b"sessionid", b"csrftoken", b"s" * 32
MOST_A_SECOND = 600  # for which enough CPD sessions are made beforehand


@dataclass
class Wanted:
    """Who wants places, and the CPD sessions that nobody has booked yet."""

    cookies: Sequence[str]
    sessions: list[int]


@dataclass
class Measured:
    """What one run gave: the time of each decision in seconds, and how long all of them took."""

    times: list[float] = field(default_factory=list)
    seconds: float = 0.0

    def row(self) -> tuple[str, ...]:
        """Decisions a second, and in milliseconds what a half, 95 and 99 in a hundred took at the most."""
        in_order = sorted(self.times)
        slowest = (in_order[min(len(in_order) - 1, int(len(in_order) * share))] for share in (0.5, 0.95, 0.99))
        return (f"{len(in_order) / self.seconds:.0f}", *(f"{1000 * each:.0f}" for each in slowest))


def main() -> None:
    """Print the table."""
    asked = _arguments()
    print(
        f"{machine()}; {PEOPLE} facilitators want {PLACES} places, again and again; median of {asked.runs} runs of "
        f"{asked.seconds:.0f} s"
    )
    rows: list[tuple[str, ...]] = []
    with ExitStack() as running:
        for name, environment in _installations(running, asked.database):
            wanted = _prepared(environment, asked)
            decided = 0
            with running_site(environment) as port:
                for at_once in asked.at_once:
                    measured = [_run(port, wanted, at_once, asked.seconds) for _ in range(asked.runs)]
                    decided += sum(len(each.times) for each in measured)
                    middle = sorted(measured, key=lambda each: len(each.times) / each.seconds)[asked.runs // 2]
                    rows.append((name, str(at_once), *middle.row()))
            _check(run_in(environment, "from load import places\nprint(json.dumps(places.how_it_ended()))"), decided)
    table(("database", "clients", "decided a second", "p50 ms", "p95 ms", "p99 ms"), rows)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=10.0, help="how long a run is (default: %(default)s)")
    parser.add_argument("--runs", type=int, default=3, help="how many runs (default: %(default)s)")
    parser.add_argument("--at-once", default="1,8,32,200", help="how many clients at once (default: %(default)s)")
    parser.add_argument("--database", choices=DATABASES, help="only this one")
    asked = parser.parse_args()
    asked.at_once = [int(number) for number in asked.at_once.split(",")]
    return asked


def _installations(running: ExitStack, only: str | None) -> Iterator[tuple[str, dict[str, str]]]:
    """An empty installation on each database."""
    for name in (only,) if only else DATABASES:
        folder = Path(running.enter_context(tempfile.TemporaryDirectory(prefix="ninefold-bench-")))
        address = running.enter_context(running_postgres(durable=True)) if name == "PostgreSQL" else ""
        environment = environment_of(folder, address, keys_address(address) if address else "")
        environment["PYTHONPATH"] += os.pathsep + str(ROOT / "bench")
        yield name, environment


def _prepared(environment: dict[str, str], asked: argparse.Namespace) -> Wanted:
    migrate(environment)
    runs = asked.runs * len(asked.at_once)
    sessions = int(runs * (asked.seconds * MOST_A_SECOND / PEOPLE + 2))
    script = f"from load import places\nprint(json.dumps(places.many_who_want({PEOPLE}, {sessions}, {PLACES})))"
    return Wanted(**run_in(environment, script))


def _run(port: int, wanted: Wanted, at_once: int, seconds: float) -> Measured:
    """So many clients at once, who between them are all the people, book one CPD session after the other."""
    share = len(wanted.sessions) if seconds <= 0 else int(seconds * MOST_A_SECOND / PEOPLE + 2)
    sessions, wanted.sessions = wanted.sessions[:share], wanted.sessions[share:]
    measured, faults = Measured(), list[BaseException]()
    begun = threading.Barrier(at_once + 1)
    end = time.monotonic() + seconds  # set anew once all are there

    def book(cookies: Sequence[str]) -> None:
        visitor = Visitor(port)
        visitor.token = SECRET
        times: list[float] = []
        begun.wait()
        begun.wait()
        try:
            for session in sessions:
                for cookie in cookies:
                    if time.monotonic() >= end:
                        return
                    visitor.cookies = {CSRF_COOKIE: SECRET, SESSION_COOKIE: cookie.encode()}
                    asked_at = time.monotonic()
                    visitor.post(f"/cpd/{session}/book/", {}, follow=False)
                    times.append(time.monotonic() - asked_at)
        except Exception as fault:  # noqa: BLE001 - said by whoever waits for the thread
            faults.append(fault)
        finally:
            measured.times.extend(times)
            visitor.close()

    threads = [threading.Thread(target=book, args=[wanted.cookies[place::at_once]]) for place in range(at_once)]
    for thread in threads:
        thread.start()
    begun.wait()  # every client is connected
    start = time.monotonic()
    end = start + seconds
    begun.wait()
    for thread in threads:
        thread.join()
    measured.seconds = time.monotonic() - start
    if faults:
        raise faults[0]
    return measured


def _check(ended: dict[str, int], decided: int) -> None:
    """Fail where a place was given twice, a decision lost, or somebody waits while a place is free."""
    if ended != {"decided": decided, "most": PLACES, "waiting_while_free": 0}:
        raise SystemExit(f"{decided} were decided, but it ended like this: {ended}")


if __name__ == "__main__":
    main()
