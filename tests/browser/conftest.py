"""The site, and its pages as a real Chromium shows them."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request
from pytest_django.live_server_helper import LiveServer

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
