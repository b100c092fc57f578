"""What the pages that everybody meets first cost: the server's time, the database, and what a browser fetches.

Run: .venv/bin/python bench/explorer.py [--runs 200]

Time is that of one request answered whole by the application, compressed, in a process that has been asked before;
the network and the web server are left out. Kilobytes are what Chromium receives for a first visit with nothing kept,
heads of answers included; 1 KB is 1000 bytes.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from measure import machine, table

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser  # noqa: E402 - from the checkout

from tests.support.chromium import running_chromium  # noqa: E402
from tests.support.site import environment_of, migrate, run_in, running_site  # noqa: E402

PAGES = (
    ("home", "/"),
    ("the whole model", "/model/"),
    ("a dimension", "/model/care/"),
    ("a search", "/model/search/?q=night+staff"),
    ("a search for a very common word", "/model/search/?q=the"),
    ("the situations", "/model/situations/"),
    ("a situation", "/model/situations/night-shift/"),
    ("two side by side", "/model/side-by-side/?first=care&second=team"),
)
MOST_MS, MOST_QUERIES, MOST_KB = 20, 4, 80

IN_THE_SITE = """
from statistics import median
from time import perf_counter
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from ninefold.accounts.models import Person

def ask(client, path):
    response = client.get(path, headers={"accept-encoding": "gzip", "host": "localhost"})
    assert response.status_code == 200, (path, response.status_code)
    return response

def measured(client, path, runs):
    for _ in range(3):
        ask(client, path)
    with CaptureQueriesContext(connections["default"]) as seen:
        ask(client, path)
    queries = len(seen)  # counted now: the next request forgets them
    times = []
    for _ in range(runs):
        begin = perf_counter()
        ask(client, path)
        times.append(1000 * (perf_counter() - begin))
    return {"ms": median(times), "queries": queries}

runs, paths = int(sys.argv[1]), sys.argv[2:]
person, _ = Person.objects.get_or_create(email="reader@example.org", defaults={"name": "A Reader"})
reader = Client()
reader.force_login(person)
told = {path: {"stranger": measured(Client(), path, runs), "reader": measured(reader, path, runs)} for path in paths}
begin = perf_counter()
size = len(ask(Client(), "/model/booklet.pdf").content)
told["booklet"] = {"first": 1000 * (perf_counter() - begin), "size": size}
told["booklet"]["again"] = measured(Client(), "/model/booklet.pdf", runs)["ms"]
print(json.dumps(told))
"""


def main() -> int:
    """Print the table; 1 if a page costs more than it may."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=200)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        environment = environment_of(Path(folder), demonstration=False)
        migrate(environment)
        told = run_in(environment, IN_THE_SITE, str(runs), *(path for _name, path in PAGES))
        with running_site(environment) as port, running_chromium() as browser:
            fetched = {path: _fetched(browser, f"http://localhost:{port}{path}") for _name, path in PAGES}
    rows = [_row(name, told[path], fetched[path]) for name, path in PAGES]
    booklet = told["booklet"]
    load = f"load {os.getloadavg()[0]:.1f}"
    print(
        f"{machine()}, {load}; medians of {runs}; asked for: under {MOST_MS} ms, {MOST_QUERIES} queries, {MOST_KB} KB"
    )
    header = ("page", "ms", "queries", "signed in: ms", "queries", "KB on first load", "of which the page", "files")
    table(header, rows)
    print(
        f"booklet: {booklet['first']:.0f} ms the first time, {booklet['again']:.1f} ms after that, "
        f"{booklet['size'] / 1000:.0f} KB"
    )
    too_much = [
        name
        for name, path in PAGES
        if fetched[path]["all"] >= 1000 * MOST_KB
        or any(who["ms"] >= MOST_MS or who["queries"] > MOST_QUERIES for who in told[path].values())
    ]
    if too_much:
        print(f"Too much: {', '.join(too_much)}.")
    return 1 if too_much else 0


def _row(name: str, asked: Mapping[str, Mapping[str, float]], fetched: Mapping[str, int]) -> tuple[str, ...]:
    """One line of the table."""
    stranger, reader = asked["stranger"], asked["reader"]
    return (
        name,
        f"{stranger['ms']:.1f}",
        f"{stranger['queries']:.0f}",
        f"{reader['ms']:.1f}",
        f"{reader['queries']:.0f}",
        f"{fetched['all'] / 1000:.1f}",
        f"{fetched['page'] / 1000:.1f}",
        f"{fetched['files']}",
    )


def _fetched(browser: Browser, url: str) -> dict[str, int]:
    """How many bytes a new browser receives until the page is quiet: in all, for the page itself, in how many files."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    sizes: dict[str, int] = {}
    first: list[str] = []
    devtools.on("Network.requestWillBeSent", lambda told: first.append(told["requestId"]))
    devtools.on(
        "Network.loadingFinished", lambda told: sizes.update({told["requestId"]: int(told["encodedDataLength"])})
    )
    devtools.send("Network.enable")
    page.goto(url, wait_until="networkidle")
    context.close()
    return {"all": sum(sizes.values()), "page": sizes[first[0]], "files": len(sizes)}


if __name__ == "__main__":
    sys.exit(main())
