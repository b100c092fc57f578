"""Every page of the table of addresses, as somebody who may read it: axe, three widths, titles, the back button."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, expect

from ninefold.accounts.models import Role
from tests.browser.walk import Walk
from tests.house.addresses import Address
from tests.house.pages import ADDRESSES, PAGES
from tests.world import World, make_world

Maker = Callable[[World], Mapping[str, object]] | None
MAKERS: list[Maker] = list(dict.fromkeys(ADDRESSES[name].made for name in PAGES))


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__ if make else "without_rows")
def test_every_page_as_whoever_may_read_it(site_url: str, browser: Browser, make: Maker) -> None:
    world, walk = make_world(), Walk(browser, site_url)
    made = {} if make is None else make(world)
    windows: dict[str, Page] = {}
    read: dict[str, list[tuple[str, str]]] = {}
    for name in [name for name in PAGES if ADDRESSES[name].made is make]:
        address = ADDRESSES[name]
        reader = reader_of(address, world)
        if reader not in windows:
            windows[reader] = walk.window()
            if reader:
                sign_in(windows[reader].context, site_url, world.roles[reader])
        page = windows[reader]
        walk.go(page, reverse(name, kwargs={**address.parts, **made}))
        read.setdefault(reader, []).append((page.url, page.title()))
    for reader, pages in read.items():
        assert len({title for _url, title in pages}) == len(pages), f"Two pages have one title: {pages}"
        # Each was come to from the one before, and is found again.
        for (url, title), _next in reversed(list(pairwise(pages))):
            windows[reader].go_back()
            expect(windows[reader]).to_have_url(url)
            expect(windows[reader]).to_have_title(title)
    walk.close()


def reader_of(address: Address, world: World) -> str:
    """Who of the cast may read this page; nobody in particular where strangers may."""
    if address.stranger == 200:
        return ""
    allowed = (called for called, role in world.roles.items() if address.status(role.kind, called) == 200)
    return next(allowed, "participant")


def sign_in(context: BrowserContext, site_url: str, role: Role) -> None:
    """Let somebody of the cast be signed in in this browser."""
    client = Client()
    client.force_login(role.person)
    (cookie,) = client.cookies.values()
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site_url}])
