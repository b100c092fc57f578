"""The site, and its pages as a real Chromium shows them."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request
from pytest_django.live_server_helper import LiveServer

from tests.support.passing import let_days_pass
from tests.support.shared import made_once_in_a_run
from tests.support.site import environment_of
from tests.support.starting import PATIENCE, start, started

ROOT = Path(__file__).parents[2]
PageAt = Callable[[int], Page]
HEIGHT = 900  # pixels of the window; pages are as long as they are


@pytest.fixture
def site_url(live_server: LiveServer) -> str:
    """The address of the site, served by this process on the loopback."""
    return str(live_server.url)


@pytest.fixture
def page_at(browser: Browser) -> Iterator[PageAt]:
    """Open an empty page of this width in pixels, as a visitor who was never here.

    The test fails if a page asks another host for anything.
    """
    contexts: list[BrowserContext] = []
    elsewhere: list[str] = []

    def note(request: Request) -> None:
        if urlsplit(request.url).hostname not in (None, "127.0.0.1", "localhost"):
            elsewhere.append(request.url)

    def open_page(width: int) -> Page:
        context = browser.new_context(viewport={"width": width, "height": HEIGHT}, reduced_motion="reduce")
        contexts.append(context)
        context.on("request", note)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    assert not elsewhere, f"The page asked other hosts: {elsewhere}"


@dataclass(frozen=True)
class Started:
    """A demonstration that ./start runs: its address, and where its data is."""

    url: str
    data: Path

    def let_days_pass(self, days: int) -> None:
        """Make it so many days later there."""
        let_days_pass(environment_of(self.data), days)


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a demonstration as ./start makes it, for copies in which something happens.

    Made once, by whichever process of a run needs it first.
    """

    def make(data: Path) -> None:
        made = start(ROOT, "--prepare", NINEFOLD_DATA=str(data))
        assert made.communicate(timeout=PATIENCE)[1] == ""

    return made_once_in_a_run(tmp_path_factory, "demonstration", make)


@pytest.fixture(scope="module")
def running(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    """One ./start: the site and its worker, with a demonstration of their own."""
    data = tmp_path_factory.mktemp("running") / "data"
    shutil.copytree(demonstration, data)
    with started(ROOT, NINEFOLD_DATA=str(data)) as (_process, port):
        yield Started(f"http://127.0.0.1:{port}", data)
