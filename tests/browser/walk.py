"""Walking through the running site as several people at once, while every kind of page is looked at as it is met.

With `WALK_PICTURES=FOLDER` each kind of page is also drawn at three widths, for somebody to look at.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

from tests.browser.test_every_page import WIDTHS, scrolls_sideways
from tests.support.axe import barriers

DESK, TABLET, PHONE = 1280, 768, 320
HEIGHT = 900
PATIENCE = 15_000  # milliseconds
PICTURES = os.environ.get("WALK_PICTURES")
# What a browser says of a page whose status is an error, besides showing it: the status is looked at by itself.
OF_A_STATUS = "Failed to load resource: the server responded with a status of"
# And on a machine that is busy of letters that came before the page was drawn.
TOO_EARLY = "was preloaded using link preload but not used within a few seconds"


class Walk:
    """The browsers of those who take part, and whatever was wrong on the way.

    A page that two people meet is looked at once; one with an error in it is another page.
    """

    def __init__(self, browser: Browser, site: str) -> None:
        self.site = site
        self.faults: list[str] = []
        self._browser = browser
        self._contexts: list[BrowserContext] = []
        self._without_script: set[BrowserContext] = set()
        self._seen: set[tuple[str, str]] = set()
        self._expected: set[int] = set()

    def window(self, width: int = DESK, *, script: bool = True) -> Page:
        """A browser in which nobody has been here before."""
        context = self._browser.new_context(
            viewport={"width": width, "height": HEIGHT}, java_script_enabled=script, reduced_motion="reduce"
        )
        context.set_default_timeout(PATIENCE)
        self._contexts.append(context)
        if not script:
            self._without_script.add(context)
        context.on("request", self._note_request)
        context.on("response", self._note_response)
        context.on("console", self._note_words)
        context.on("weberror", lambda error: self.faults.append(f"{error.page and error.page.url}: {error.error}"))
        return context.new_page()

    def go(self, page: Page, path: str) -> None:
        """Open an address of the site, and look."""
        page.goto(self.site + path)
        self.look(page)

    def press(self, page: Page, name: str | re.Pattern[str]) -> None:
        """Press the button, or follow the link, of this name, and look at the page it leads to."""
        exact = isinstance(name, str)
        either = page.get_by_role("button", name=name, exact=exact).or_(
            page.get_by_role("link", name=name, exact=exact)
        )
        with page.expect_navigation():
            either.first.click()
        self.look(page)

    def look(self, page: Page, barriers_at: Sequence[int] | None = None) -> None:
        """Find what is wrong with a page, the first time that one of its kind is met, where axe can run."""
        kind = kind_of(page)
        if kind in self._seen or page.context in self._without_script:
            return
        self._seen.add(kind)
        before = page.viewport_size
        assert before is not None
        where = f"{kind[0]} ({kind[1]})"
        with_axe = barriers_at or (WIDTHS if is_rater_s(page.url) else (DESK,))
        for width in sorted({*WIDTHS}, key=lambda each: each != before["width"]):
            page.set_viewport_size({"width": width, "height": HEIGHT})
            if scrolls_sideways(page):
                self.faults.append(f"{where} scrolls sideways at {width} px")
            if width in with_axe:
                self.faults += [f"{where} at {width} px: {barrier}" for barrier in barriers(page)]
            if PICTURES:
                name = re.sub(r"[^a-z0-9]+", "-", f"{len(self._seen):03} {kind[0]} {kind[1]}".lower()).strip("-")
                page.screenshot(path=Path(PICTURES) / f"{name[:110]}-{width}.png", full_page=True)
        page.set_viewport_size(before)
        headings = page.locator("h1").count()
        if headings != 1:
            self.faults.append(f"{where} has {headings} main headings")

    @contextmanager
    def expecting(self, *statuses: int) -> Iterator[None]:
        """While something is done that is to be answered with these errors, and with no others."""
        self._expected = set(statuses)
        try:
            yield
        finally:
            self._expected = set()

    def close(self) -> None:
        """Close every browser, and fail if anything was wrong."""
        for context in self._contexts:
            context.close()
        assert not self.faults, "\n".join(self.faults)

    def _note_request(self, request: Request) -> None:
        if urlsplit(request.url).scheme in ("http", "https") and not request.url.startswith(f"{self.site}/"):
            self.faults.append(f"{request.frame.url} asked another host: {request.url}")

    def _note_response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self._expected:
            self.faults.append(f"{response.request.method} {response.url} was answered with {response.status}")

    def _note_words(self, message: ConsoleMessage) -> None:
        expected = message.text.startswith(OF_A_STATUS) or TOO_EARLY in message.text
        if message.type in ("error", "warning") and not expected:
            self.faults.append(f"{message.page and message.page.url} said: {message.text}")


def kind_of(page: Page) -> tuple[str, str]:
    """Path and title of a page without what differs from one of its kind to the next: numbers, links, questions."""
    path = re.sub(r"^/([rp])/[^/]+/", r"/\1/…/", urlsplit(page.url).path)
    title = re.sub(r"^(Error: )?.* – page \d+ of 10\b", r"\1a page of questions", page.title())
    if title != page.title() and not path.endswith("/overall/"):
        path = re.sub(r"[^/]+/$", "…/", path)
    return re.sub(r"(?<=/)\d+(?=/)", "#", path), re.sub(r"\d+", "#", title)


def is_rater_s(url: str) -> bool:
    """Whether a page is one that raters see, on whatever they have at hand."""
    return urlsplit(url).path.startswith(("/r/", "/p/", "/feedback/", "/pulse/", "/check-a-mail/"))


def mail_to(walk: Walk, page: Page, address: str, subject: str) -> None:
    """Open the newest mail of this subject to this address in the mailbox of the demonstration, once it is there."""
    mails = page.get_by_role("link", name=re.compile(f"^{re.escape(subject)}"))
    until = time.monotonic() + PATIENCE / 1000
    page.goto(f"{walk.site}/mailbox/?to={quote(address)}")
    while not mails.count():
        assert time.monotonic() < until, f"no mail “{subject}” came to {address}"
        page.wait_for_timeout(250)
        page.reload()
    walk.look(page)
    with page.expect_navigation():
        mails.first.click()
    walk.look(page)
