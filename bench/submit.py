"""Raters of many participants at once: opening their link, answering and sending, from outside, on durable databases.

Run: .venv/bin/python bench/submit.py [--seconds 5] [--runs 3] [--at-once 1,8,32]

One row is a visit of a page and one submission of it; another is a whole questionnaire page by page, each answer saved
as it is given and some of them changed (11 pages and 55 saves), link and sending included. Beside them the bare
framework is asked in the same shapes (bench/load/bare.py). Durable: SQLite in WAL with NORMAL, which survives kill -9;
PostgreSQL with fsync, which survives a loss of power. The visitors run on the same cores as the server, so a site alone
does better.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import cycle, islice
from pathlib import Path

from measure import machine, table

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.support.postgres import keys_address, running_postgres  # noqa: E402 - from the checkout
from tests.support.site import environment_of, migrate, run_in, running_site  # noqa: E402
from tests.support.visitor import Visitor  # noqa: E402

PARTICIPANTS, RATERS = 40, 12
SAVES = 55  # of one whole questionnaire; the short form asks fewer things, so some are answered twice
SHAPES = {"page_and_submission": "one page, one submission", "whole_questionnaire": "{pages} pages, {saves} saves"}


@dataclass(frozen=True)
class People:
    """Who can be visited as: links and numbers of raters, and what each page asks."""

    raters: Sequence[tuple[str, int]]
    pages: Sequence[tuple[str, Sequence[str]]]


class Site:
    """The site, as raters use it."""

    def __init__(self, port: int, people: People) -> None:
        self.port, self.people = port, people
        self._next = cycle(range(len(people.raters)))
        self._lock = threading.Lock()

    def open(self) -> tuple[Visitor, int]:
        """A visitor who has opened the link of a rater; each time of another one, until all had their turn."""
        with self._lock:
            token, number = self.people.raters[next(self._next)]
        visitor = Visitor(self.port)
        visitor.get(f"/r/{token}/")
        visitor.post("/r/", {"link": token})
        return visitor, number

    def page_and_submission(self, visitor: Visitor, number: int) -> None:
        """A page, and all of it sent."""
        slug, codes = self.people.pages[0]
        visitor.get(f"/feedback/{number}/{slug}/")
        visitor.post(f"/feedback/{number}/{slug}/", {**_answers(codes), "then": "next"}, follow=False)

    def whole_questionnaire(self, _visitor: Visitor, _number: int) -> None:
        """From the link to the end: every page, every answer saved by itself, sent."""
        visitor, number = self.open()
        for place, (slug, codes) in enumerate(self.people.pages):
            visitor.get(f"/feedback/{number}/{slug}/")
            given = cycle(_answers(codes).items())
            for code, answer in islice(given, _saves_on(place, len(self.people.pages))):
                visitor.post(f"/feedback/{number}/save/", {code: answer}, follow=False)
        visitor.get(f"/feedback/{number}/check/")
        visitor.post(f"/feedback/{number}/check/", {"confirm": "on"}, follow=False)
        visitor.close()


@dataclass(frozen=True)
class Bare:
    """The bare framework, asked in the same shapes."""

    port: int
    pages: int

    def said(self, shape: str) -> str:
        """What a visit of this shape is."""
        return SHAPES[shape].format(pages=self.pages, saves=SAVES)

    def open(self) -> tuple[Visitor, int]:
        """A visitor with a session."""
        visitor = Visitor(self.port)
        visitor.get("/form")
        return visitor, 0

    def page_and_submission(self, visitor: Visitor, _number: int) -> None:
        """A page, and all of it sent."""
        visitor.get("/form")
        visitor.post("/form", {f"question-{place}": "3" for place in range(7)}, follow=False)

    def whole_questionnaire(self, _visitor: Visitor, _number: int) -> None:
        """As many pages and saves as a whole questionnaire has."""
        visitor, _ = self.open()
        for page in range(self.pages):
            visitor.get("/form")
            for save in range(_saves_on(page, self.pages)):
                visitor.post("/save", {f"question-{save % 7}": "3"}, follow=False)
        visitor.post("/form", {f"question-{place}": "3" for place in range(7)}, follow=False)
        visitor.close()


def main() -> None:
    """Print the table."""
    asked = _arguments()
    print(
        f"{machine()}; {PARTICIPANTS} participants with {RATERS} raters each, short form; visits a second, "
        f"median of {asked.runs} runs of {asked.seconds:.0f} s"
    )
    rows: list[tuple[str, ...]] = []
    with ExitStack() as running:
        for name, environment in _installations(running):
            people, bare = _prepared(environment)
            with running_site(environment) as port:
                ours = _all_measured(Site(port, people), asked)
            with running_site(environment, "load.bare:application") as port:
                theirs = _all_measured(replace(bare, port=port), asked)
            for (shape, at_once), visits in ours.items():
                share = visits / theirs[shape, at_once]
                rows.append((name, bare.said(shape), str(at_once), f"{visits:.1f}", f"{share:.0%}"))
    table(("database", "a visit is", "at once", "visits a second", "of the bare framework’s"), rows)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=5.0, help="how long a run is (default: %(default)s)")
    parser.add_argument("--runs", type=int, default=3, help="how many runs (default: %(default)s)")
    parser.add_argument("--at-once", default="1,8,32", help="how many visitors at once (default: %(default)s)")
    asked = parser.parse_args()
    asked.at_once = [int(number) for number in asked.at_once.split(",")]
    return asked


def _installations(running: ExitStack) -> Iterator[tuple[str, dict[str, str]]]:
    """An empty installation on each database."""
    path = os.pathsep.join(["", str(ROOT / "bench")])
    for name in ("PostgreSQL", "SQLite"):
        folder = Path(running.enter_context(tempfile.TemporaryDirectory(prefix="ninefold-bench-")))
        address = running.enter_context(running_postgres(durable=True)) if name == "PostgreSQL" else ""
        environment = environment_of(folder, address, keys_address(address) if address else "")
        environment["PYTHONPATH"] += path
        yield name, environment


def _prepared(environment: dict[str, str]) -> tuple[People, Bare]:
    migrate(environment)
    script = f"from load.people import many_open\nprint(json.dumps(many_open({PARTICIPANTS}, {RATERS})))"
    people = People(**run_in(environment, script))
    subprocess.run([sys.executable, "-c", "from load.bare import prepare; prepare()"], env=environment, check=True)
    return people, Bare(0, len(people.pages) + 1)


def _saves_on(page: int, pages: int) -> int:
    """How many of all saves are made on this page, by its place among them."""
    return SAVES * (page + 1) // pages - SAVES * page // pages


def _all_measured(site: Site | Bare, asked: argparse.Namespace) -> dict[tuple[str, int], float]:
    return {
        (shape, at_once): statistics.median(_run(site, shape, at_once, asked.seconds) for _ in range(asked.runs))
        for shape in SHAPES
        for at_once in asked.at_once
    }


def _run(site: Site | Bare, shape: str, at_once: int, seconds: float) -> float:
    """Visits a second of so many visitors at once. A visit that is not over when time is up counts in part."""
    visitors = [site.open() for _ in range(at_once)]
    done = [0.0] * at_once
    begun = threading.Barrier(at_once + 1)
    faults: list[BaseException] = []

    def visit(place: int) -> None:
        begun.wait()
        end = time.monotonic() + seconds
        try:
            while (start := time.monotonic()) < end:
                getattr(site, shape)(*visitors[place])
                done[place] += min(1.0, (end - start) / (time.monotonic() - start))
        except Exception as fault:  # noqa: BLE001 - said by whoever waits for the thread
            faults.append(fault)

    threads = [threading.Thread(target=visit, args=[place]) for place in range(at_once)]
    for thread in threads:
        thread.start()
    begun.wait()
    for thread in threads:
        thread.join()
    for visitor, _number in visitors:
        visitor.close()
    if faults:
        raise faults[0]
    return sum(done) / seconds


def _answers(codes: Sequence[str]) -> dict[str, str]:
    """An answer to each question of a page."""
    return {code: "Says what she will do, and does it." if is_comment(code) else "3" for code in codes}


def is_comment(code: str) -> bool:
    """Whether this is a question for words."""
    return code.endswith(".comment") or code.startswith("overall.")


if __name__ == "__main__":
    main()
